"""What stands in e-mail: no name of a client, no text that somebody typed, and nothing in a subject but these words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from dsar.language import gettext as _
from dsar.language import ngettext
from dsar.wording.deadlines import date_in_words
from dsar.wording.mail_layout import MailContent, MailLine

NEW_PASSWORD = "Kies een nieuw wachtwoord voor de Verzoekenwijzer"  # noqa: S105 -- a subject


@dataclass(frozen=True, slots=True)
class Standing:
    """How many cases of an organisation are open, how many of those are too late, and how many wait for advice."""

    organisation: str
    open: int
    late: int
    waiting: int


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
