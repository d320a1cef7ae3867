"""What somebody is told when something is due or waits, as a plain sentence without a name of a client."""

from datetime import date

from dsar.core.reminders import Reminder, working_days
from dsar.language import Words, ngettext
from dsar.language import gettext as _
from dsar.wording.deadlines import date_in_words

_WAITS = Words(
    {
        Reminder.ADVICE_WAITS: "Het advies wacht langer dan afgesproken. Het was gevraagd tot en met {day}.",
        Reminder.DECISION_WAITS: "Het besluit wacht langer dan afgesproken. Dat kon tot en met {day}.",
        Reminder.COLLEAGUE_WAITS: "Een vraag aan een ander heeft nog geen antwoord. Dat was gevraagd voor {day}.",
        Reminder.PROOF_WAITS: "Wie dit vraagt gaf op een vraag nog geen antwoord. Herinneren kan vanaf {day}.",
        Reminder.NOT_POSTED: "Een brief is gemaakt en nog niet verzonden. De datum van de brief is {day}.",
        Reminder.NOT_CARRIED_OUT: "Er is nog niet uitgevoerd wat is toegewezen. De streefdag was {day}.",
        Reminder.RETENTION: "Van afgeronde zaken is de bewaartermijn voorbij. Zij wachten op een besluit daarover.",
    }
)


def told(kind: Reminder, due_on: date, told_on: date, *, own_task: bool = False, away: str = "") -> str:
    """Say what a notice tells, as it was on the day it was told.

    `own_task`: the question is the reader's own to answer. `away` is the name of the member of staff who is away.
    """
    day = date_in_words(due_on, weekday=False)
    if kind is Reminder.DUE:
        return _due(due_on, told_on, day)
    if kind is Reminder.DEPUTISING:
        return _deputising(day, away)
    if kind is Reminder.COLLEAGUE_WAITS and own_task:
        return _("U hebt een vraag nog niet beantwoord. Dat was gevraagd voor %(day)s.", day=day)
    return _WAITS[kind].format(day=day)


def _due(due_on: date, told_on: date, day: str) -> str:
    if told_on > due_on:
        return ngettext(
            "%(num)s werkdag te laat: de uiterste datum was %(day)s.",
            "%(num)s werkdagen te laat: de uiterste datum was %(day)s.",
            working_days(due_on, told_on),
            day=day,
        )
    left = working_days(told_on, due_on)
    if left == 0:
        return _("Dit is de laatste werkdag: de uiterste datum is %(day)s.", day=day)
    return ngettext(
        "Over %(num)s werkdag: uiterste datum %(day)s.",
        "Over %(num)s werkdagen: uiterste datum %(day)s.",
        left,
        day=day,
    )


def _deputising(day: str, away: str) -> str:
    if not away:
        return _("U neemt waar, vanaf %(day)s.", day=day)
    return _("U neemt waar voor %(who)s, vanaf %(day)s.", who=away, day=day)
