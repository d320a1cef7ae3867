"""What the case already says of a letter that somebody begins to write: filled in, to be looked at and changed."""

from collections.abc import Sequence

from dsar.core.drafts import ACTION_OF
from dsar.core.fields import NO_FIELDS, Fields
from dsar.core.vocabulary import LetterKind
from dsar.queries.case_view import RequestView


def begun(kind: LetterKind, rows: Sequence[RequestView]) -> Fields:
    """Give what a new letter of this kind about these requests can begin with."""
    if kind is LetterKind.RESTRICTION_LIFTED:
        shielded = [line for row in rows for line in _shielded(row)]
        return Fields.of({"shielded": tuple(dict.fromkeys(shielded))}) if shielded else NO_FIELDS
    if kind is LetterKind.RECIPIENT_NOTICE:
        rights = {row.request.right for row in rows}
        done = [action for action, fitting in ACTION_OF.items() if rights & fitting]
        return Fields.of({"action": done[0]}) if len(done) == 1 else NO_FIELDS
    return NO_FIELDS


def _shielded(row: RequestView) -> tuple[str, ...]:
    lines = Fields.from_json(row.proposal.details)["shielded"] if row.proposal is not None else ()
    return tuple(line for line in lines if isinstance(line, str)) if isinstance(lines, tuple) else ()
