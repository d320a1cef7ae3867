"""What is recorded when something that was granted has been done: granted is not done (domain section 11)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from dsar.core.errors import InvalidInput


@dataclass(frozen=True, slots=True)
class CarryOutInput:
    """When and how it was done, and which duties were confirmed."""

    carried_out_on: date
    description: str
    duties: frozenset[str] = frozenset()


def check_carried_out(
    done: CarryOutInput, asked: Mapping[str, tuple[str, str]], received_on: date, today: date
) -> None:
    """Check what is recorded; `asked` has the text and the article of each duty of the request, by its code.

    Raises InvalidInput for a day in the future or before receipt, no description, or a duty that is not confirmed.
    """
    if done.carried_out_on > today:
        raise InvalidInput("carried_out_on", "day_in_future", today=today)
    if done.carried_out_on < received_on:
        raise InvalidInput("carried_out_on", "day_before_receipt", received_on=received_on)
    if not done.description.strip():
        raise InvalidInput("description", "required")
    for code, (text, article) in asked.items():
        if code not in done.duties:
            raise InvalidInput("duties", "duty_open", text=text, article=article)
