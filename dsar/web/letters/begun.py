"""What the case already says of a letter that somebody begins to write: filled in, to be looked at and changed."""

from collections.abc import Sequence

from dsar.core.drafts import ACTION_OF
from dsar.core.fields import NO_FIELDS, Fields
from dsar.core.progress import due_on
from dsar.core.reconsider import offered_until
from dsar.core.regulation import PauseReason
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
    if kind is LetterKind.RESTRICTION_LIFTED:
        shielded = [line for row in rows for line in _shielded(row)]
        return Fields.of({"shielded": tuple(dict.fromkeys(shielded))}) if shielded else NO_FIELDS
    if kind is LetterKind.RECONSIDER_OFFER:
        last = min((due_on(row.deadlines.fulfil, row.deadlines) for row in rows), default=today())
        return Fields.of({"think_until": offered_until(today(), last)})
    if kind is LetterKind.DECEASED_ANSWER:
        return Fields.of({"care": "yes" if any(map(_about_care, rows)) else "no"}) if rows else NO_FIELDS
    if kind is LetterKind.RECIPIENT_NOTICE:
        rights = {row.request.right for row in rows}
        open_ones = [one.name for row in rows for one in open_recipients(row.request)]
        whom = {"recipient": (open_ones[0],)} if open_ones else {}
        done = [action for action, fitting in ACTION_OF.items() if rights & fitting]
        action = {"action": done[0]} if len(done) == 1 else {}
        return Fields.of({**whom, **action}) if whom or action else NO_FIELDS
    if kind is LetterKind.NOT_HANDLED:
        before = spoken()
        speak(rows[0].request.case.parties[0].language if rows else before)  # the letter's, not the screen's
        asked = _asked(rows)
        speak(before)
        return Fields.of({"asked": asked}) if asked else NO_FIELDS
    return NO_FIELDS


def _asked(rows: Sequence[RequestView]) -> tuple[tuple[str, str], ...]:
    """Give when the client was asked who they are, and reminded, as the letters about that left."""
    cases = {row.request.case.id: row.request.case for row in rows}
    questions = [one for case in cases.values() for one in case.questions if one.kind is PauseReason.IDENTITY]
    found = [
        (one.asked_on, _("om te laten zien wie u bent, of dat u dit voor een ander mag vragen")) for one in questions
    ]
    found += [(again.reminded_on, _("hetzelfde, nog een keer")) for one in questions for again in one.reminders]
    return tuple((date_in_words(day, weekday=False), said) for day, said in sorted(found))


def _about_care(row: RequestView) -> bool:
    found = deceased_of(row.request.case)
    ground = ground_of(found, row.request.id) if found is not None else None
    return ground is not None and ground.ground is not CareGround.NO_CARE


def _shielded(row: RequestView) -> tuple[str, ...]:
    lines = Fields.from_json(row.proposal.details)["shielded"] if row.proposal is not None else ()
    return tuple(line for line in lines if isinstance(line, str)) if isinstance(lines, tuple) else ()
