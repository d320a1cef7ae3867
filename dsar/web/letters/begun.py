"""What the case already says of a letter that somebody begins to write: filled in, to be looked at and changed."""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from dsar.core.drafts import ACTION_OF
from dsar.core.fields import NO_FIELDS, Fields
from dsar.core.progress import due_on
from dsar.core.reconsider import offered_until
from dsar.core.regulation import PauseReason
from dsar.core.sent_on import CONSENT, OTHER_BASIS
from dsar.core.vocabulary import CareGround, LetterKind
from dsar.language import gettext as _
from dsar.language import speak, spoken
from dsar.queries.case_view import RequestView
from dsar.queries.deceased import deceased_of, ground_of
from dsar.queries.recipients import open_recipients
from dsar.web.context import today
from dsar.wording.deadlines import date_in_words


def begun(kind: LetterKind, rows: Sequence[RequestView]) -> Fields:
    """Give what a new letter of this kind about these requests can begin with."""
    return _BEGUN[kind](rows) if kind in _BEGUN and rows else NO_FIELDS


def _lifted(rows: Sequence[RequestView]) -> Fields:
    shielded = [line for row in rows for line in _shielded(row)]
    return Fields.of({"shielded": tuple(dict.fromkeys(shielded))}) if shielded else NO_FIELDS


def _reconsidered(rows: Sequence[RequestView]) -> Fields:
    last = min(due_on(row.deadlines.fulfil, row.deadlines) for row in rows)
    return Fields.of({"think_until": offered_until(today(), last)})


def _of_the_dead(rows: Sequence[RequestView]) -> Fields:
    return Fields.of({"care": "yes" if any(map(_about_care, rows)) else "no"})


def _told(rows: Sequence[RequestView]) -> Fields:
    rights = {row.request.right for row in rows}
    open_ones = [one.name for row in rows for one in open_recipients(row.request)]
    whom = {"recipient": (open_ones[0],)} if open_ones else {}
    done = [action for action, fitting in ACTION_OF.items() if rights & fitting]
    action = {"action": done[0]} if len(done) == 1 else {}
    return Fields.of({**whom, **action}) if whom or action else NO_FIELDS


def _sent_on(rows: Sequence[RequestView]) -> Fields:
    """Give what was recorded of the newest time that one of these requests was sent on."""
    ids = {row.request.id for row in rows}
    recorded = [one for one in rows[0].request.case.forwardings if ids & {link.request_id for link in one.links}]
    if not recorded:
        return NO_FIELDS
    newest = recorded[-1]
    other = {"basis": OTHER_BASIS, "basis_explained": newest.without_consent}
    basis = other if newest.consent_on is None else {"basis": CONSENT}
    return Fields.of({"to_name": newest.to_name, "forwarded_on": newest.forwarded_on, **basis})


def _asked(rows: Sequence[RequestView]) -> Fields:
    """Give when the client was asked who they are, and reminded, as the letters about that left."""
    case, before = rows[0].request.case, spoken()
    speak(case.parties[0].language)  # the letter's, not the screen's
    what, again = _("om te laten zien wie u bent, of dat u dit voor een ander mag vragen"), _("hetzelfde, nog een keer")
    questions = [one for one in case.questions if one.kind is PauseReason.IDENTITY]
    found = [(one.asked_on, what) for one in questions]
    found += [(reminder.reminded_on, again) for one in questions for reminder in one.reminders]
    asked = tuple((date_in_words(day, weekday=False), said) for day, said in sorted(found))
    speak(before)
    return Fields.of({"asked": asked}) if asked else NO_FIELDS


def _about_care(row: RequestView) -> bool:
    found = deceased_of(row.request.case)
    ground = ground_of(found, row.request.id) if found is not None else None
    return ground is not None and ground.ground is not CareGround.NO_CARE


def _shielded(row: RequestView) -> tuple[str, ...]:
    lines = Fields.from_json(row.proposal.details)["shielded"] if row.proposal is not None else ()
    return tuple(line for line in lines if isinstance(line, str)) if isinstance(lines, tuple) else ()


_BEGUN: Mapping[LetterKind, Callable[[Sequence[RequestView]], Fields]] = MappingProxyType(
    {
        LetterKind.RESTRICTION_LIFTED: _lifted,
        LetterKind.RECONSIDER_OFFER: _reconsidered,
        LetterKind.DECEASED_ANSWER: _of_the_dead,
        LetterKind.RECIPIENT_NOTICE: _told,
        LetterKind.FORWARDED: _sent_on,
        LetterKind.NOT_HANDLED: _asked,
    }
)
