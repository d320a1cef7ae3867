"""What a day in somebody's own calendar can be."""

from enum import StrEnum


class DayKind(StrEnum):
    """Why a day stands in a calendar."""

    DUE = "due"  # the governing date of a case
    TASK = "task"
    APPOINTMENT = "appointment"  # a client comes to see their data (GDPR 15)
    ADVICE = "advice"
