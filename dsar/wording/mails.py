"""What stands in e-mail: no name of a client, no text that somebody typed, and nothing in a subject but these words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from dsar.core.reminders import Reminder
from dsar.language import gettext as _
from dsar.language import ngettext
from dsar.wording.deadlines import date_in_words
from dsar.wording.mail_layout import MailContent, MailLine
from dsar.wording.notices import told

MOST_LINES = 50  # of one message
NEW_PASSWORD = "Kies een nieuw wachtwoord voor de Verzoekenwijzer"  # noqa: S105 -- a subject


@dataclass(frozen=True, slots=True)
class Standing:
    """How many cases of an organisation are open, how many of those are too late, and how many wait for advice."""

    organisation: str
    open: int
    late: int
    waiting: int


@dataclass(frozen=True, slots=True)
class Waiting:
    """A notice as a message tells it; no reference for who may not read the case, `task_id` when it is their own."""

    kind: Reminder
    due_on: date
    reference: str
    case_id: int | None
    task_id: int | None


def new_password_text(link: str) -> str:
    """Give the text that goes with a link to choose a new password."""
    return f"""Een beheerder vroeg voor u een link aan. Daarmee kiest u een nieuw wachtwoord:

{link}

De link werkt één keer, en zeven dagen. Geef hem aan niemand anders.
Vroeg u hier niet om? Dan hoeft u niets te doen: uw wachtwoord blijft zoals het is.
"""


def task_content(reference: str, task_id: int, due_on: date) -> MailContent:
    """Say that a colleague asked something: what it is, stands behind signing in."""
    says = _("Zaak %(reference)s: geef uw antwoord uiterlijk op %(day)s.", reference=reference, day=_day(due_on))
    return MailContent(
        subject=_("Er is u iets gevraagd in zaak %(reference)s", reference=reference),
        opening=_("Een collega vraagt u iets. Wat het is, leest u als u zich hebt aangemeld."),
        lines=(MailLine(says, f"/taken/{task_id}"),),
    )


def digest_content(notices: Sequence[Waiting], today: date) -> MailContent:
    """Say what waits for somebody, as it is today; what does not fit in a message is on the screen."""
    count, more = len(notices), len(notices) - MOST_LINES
    return MailContent(
        subject=ngettext("Er wacht %(num)s melding op u", "Er wachten %(num)s meldingen op u", count),
        opening=_("Dit wacht op u in de Verzoekenwijzer, op %(day)s.", day=_day(today)),
        lines=tuple(_waiting(one, today) for one in notices[:MOST_LINES]),
        closing=ngettext(
            "Er is nog %(num)s melding. Die staat bij Meldingen.",
            "Er zijn nog %(num)s meldingen. Die staan bij Meldingen.",
            more,
        )
        if more > 0
        else "",
        timed=True,
    )


def _waiting(one: Waiting, today: date) -> MailLine:
    says = told(one.kind, one.due_on, today, own_task=one.task_id is not None)
    if one.reference:
        says = _("Zaak %(reference)s: %(says)s", reference=one.reference, says=says)
    if one.task_id is not None:
        return MailLine(says, f"/taken/{one.task_id}")
    return MailLine(says, f"/zaken/{one.case_id}" if one.reference else "/meldingen")


def weekly_content(today: date, places: Iterable[Standing]) -> MailContent:
    """Say how the requests of every organisation of an officer stand."""
    lines = tuple(MailLine(f"{one.organisation}: {_standing(one)}", "/toetsing") for one in places)
    return MailContent(
        subject=_("Weekoverzicht van de verzoeken"),
        opening=_("Zo staan de verzoeken ervoor op %(day)s.", day=_day(today)),
        lines=lines,
        timed=True,
    )


def _standing(one: Standing) -> str:
    parts = (
        ngettext("%(num)s zaak is open", "%(num)s zaken zijn open", one.open),
        ngettext("%(num)s is te laat", "%(num)s zijn te laat", one.late),
        ngettext("%(num)s wacht op advies", "%(num)s wachten op advies", one.waiting),
    )
    return ", ".join(parts) + "."


def _day(day: date) -> str:
    return date_in_words(day)
