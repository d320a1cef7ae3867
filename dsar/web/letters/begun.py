"""What the case already says of a letter that somebody begins to write: filled in, to be looked at and changed."""

from collections.abc import Sequence

from dsar.core.drafts import ACTION_OF
from dsar.core.fields import NO_FIELDS, Fields
from dsar.core.progress import due_on
from dsar.core.reconsider import offered_until
from dsar.core.vocabulary import CareGround, LetterKind
from dsar.queries.case_view import RequestView
from dsar.queries.deceased import deceased_of, ground_of
from dsar.queries.recipients import open_recipients
from dsar.web.context import today


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
    return NO_FIELDS


def _about_care(row: RequestView) -> bool:
    found = deceased_of(row.request.case)
    ground = ground_of(found, row.request.id) if found is not None else None
    return ground is not None and ground.ground is not CareGround.NO_CARE


def _shielded(row: RequestView) -> tuple[str, ...]:
    lines = Fields.from_json(row.proposal.details)["shielded"] if row.proposal is not None else ()
    return tuple(line for line in lines if isinstance(line, str)) if isinstance(lines, tuple) else ()
