"""What stands in somebody's calendar: a case by its reference, and nothing of whom or what it is about."""

from dsar.core.calendar_days import DayKind
from dsar.language import Words

_SUMMARIES = Words(
    {
        DayKind.DUE: "Zaak {reference}: uiterste datum",
        DayKind.TASK: "Zaak {reference}: uiterlijk antwoord op de vraag aan u",
        DayKind.APPOINTMENT: "Zaak {reference}: afspraak",
        DayKind.ADVICE: "Zaak {reference}: uiterlijk advies",
    }
)


def summary(kind: DayKind, reference: str) -> str:
    """Give the line that a calendar shows on a day."""
    return _SUMMARIES[kind].format(reference=reference)
