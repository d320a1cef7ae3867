"""Use for commercial or charitable ends stops at once, before any decision (GDPR 21(3); ZaZ 5, Westendorp 10.2)."""

from dataclasses import dataclass
from datetime import date

from dsar.core.errors import InvalidInput
from dsar.core.texts import written

LONGEST_NAME = 200  # characters, as wide as its column
LONGEST_SYSTEMS = 2_000  # characters


@dataclass(frozen=True, slots=True)
class StopInput:
    """When the use was stopped, by whom (a name or a job), and in which systems, one a line."""

    stopped_on: date
    stopped_by: str
    systems: str

    def lines(self) -> tuple[str, ...]:
        """Give the systems."""
        return tuple(line.strip() for line in self.systems.splitlines() if line.strip())


def check_stop(stop: StopInput, received_on: date, today: date) -> None:
    """Check what is recorded; raises InvalidInput for a day that cannot be, or when who or where is not said."""
    if stop.stopped_on > today:
        raise InvalidInput("stopped_on", "day_in_future", today=today)
    if stop.stopped_on < received_on:
        raise InvalidInput("stopped_on", "stop_before_receipt", received_on=received_on)
    for name, text, most in (("stopped_by", stop.stopped_by, LONGEST_NAME), ("systems", stop.systems, LONGEST_SYSTEMS)):
        if not written(text):
            raise InvalidInput(name, "required")
        if len(text) > most:
            raise InvalidInput(name, "detail_too_long", most=most)
