"""The placeholders of every letter: what must be filled in before it can be final (domain section 8).

What follows from the case itself (dates, articles, remedies) is no placeholder: see `core.letters.LetterContext`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from dsar.core.fields import Fields, Value
from dsar.core.texts import written
from dsar.core.vocabulary import LetterKind, Right


class Shape(StrEnum):
    """What is typed in a placeholder."""

    LINE = "line"
    TEXT = "text"  # paragraphs
    DAY = "day"
    LINES = "lines"  # a list, one item a line
    ROWS = "rows"  # a table; see `Placeholder.columns`
    CHOICE = "choice"  # one of `Placeholder.options`


@dataclass(frozen=True, slots=True)
class Placeholder:
    """One thing to fill in; `only_when` (name, option) says for which choice it is asked at all."""

    name: str
    shape: Shape
    needed: bool = True
    columns: tuple[str, ...] = ()
    options: tuple[str, ...] = ()
    only_when: tuple[str, str] | None = None

    def applies(self, fields: Fields) -> bool:
        """Tell whether it is asked, given what was chosen elsewhere."""
        return self.only_when is None or fields[self.only_when[0]] == self.only_when[1]


_LINE, _TEXT, _DAY = Shape.LINE, Shape.TEXT, Shape.DAY
_NO_YES = ("no", "yes")


def _choice(name: str, *options: str) -> Placeholder:
    return Placeholder(name, Shape.CHOICE, options=options)


def _rows(name: str, *columns: str, needed: bool = True, only_when: tuple[str, str] | None = None) -> Placeholder:
    return Placeholder(name, Shape.ROWS, needed, columns, only_when=only_when)


def _optional(name: str, shape: Shape = Shape.TEXT) -> Placeholder:
    return Placeholder(name, shape, needed=False)


# The annex of GDPR 15(1)(a)-(d), (g), (h) and 15(2); (e) and (f) are the same for everybody and stand in the template.
_ANNEX = (
    Placeholder("purposes", _TEXT),  # (a)
    Placeholder("categories", Shape.LINES),  # (b)
    _rows("recipients", "who", "why"),  # (c), by name
    Placeholder("retention", _TEXT),  # (d)
    Placeholder("source", _TEXT),  # (g)
    _choice("automated", *_NO_YES),  # (h)
    Placeholder("automated_logic", _TEXT, only_when=("automated", "yes")),
    _choice("outside_eu", *_NO_YES),  # 15(2)
    Placeholder("safeguards", _TEXT, only_when=("outside_eu", "yes")),
)
_ACCESS = (
    Placeholder("understood", _TEXT),  # what was understood as asked
    _optional("outside"),  # what falls outside the right
)
_SEARCHED = (_rows("searched", "place", "result"),)  # systems and folders, also where nothing was found
_TOLD = (  # GDPR 19
    _rows("told", "who", "when", needed=False),
    _optional("not_told"),  # why somebody was not told: impossible or disproportionate
)

GRANTED: Mapping[Right, tuple[Placeholder, ...]] = MappingProxyType(
    {
        Right.INSPECTION: (
            *_ACCESS,
            _choice("form", "appointment", "enclosed"),
            Placeholder("day", _DAY, only_when=("form", "appointment")),
            Placeholder("time", _LINE, only_when=("form", "appointment")),
            Placeholder("place", _LINE, only_when=("form", "appointment")),
            Placeholder("present", _LINE, only_when=("form", "appointment")),  # who sits in
            Placeholder("bring", _LINE, needed=False, only_when=("form", "appointment")),
            Placeholder("enclosures", Shape.LINES, only_when=("form", "enclosed")),
            *_SEARCHED,
            *_ANNEX,
        ),
        Right.COPY: (
            *_ACCESS,
            _choice("delivery", "paper", "electronic"),
            Placeholder("electronic_how", _TEXT, only_when=("delivery", "electronic")),
            Placeholder("enclosures", Shape.LINES),
            *_SEARCHED,
            *_ANNEX,
        ),
        Right.CORRECTION: (_rows("changes", "where", "before", "after", "since"), *_TOLD),
        Right.SUPPLEMENT: (
            Placeholder("statement", _TEXT),
            Placeholder("where", _LINE),
            Placeholder("since", _DAY),
            *_TOLD,
        ),
        Right.ERASURE: (
            _rows("erased", "what", "when"),
            Placeholder("backups_until", _DAY),
            _optional("irreversible"),  # what cannot be taken back: what others already received
            *_TOLD,
        ),
        Right.RESTRICTION: (Placeholder("shielded", Shape.LINES), Placeholder("since", _DAY), *_TOLD),
        Right.OBJECTION: (Placeholder("stops", _TEXT), Placeholder("since", _DAY)),
        Right.PORTABILITY: (Placeholder("format", _LINE), Placeholder("how", _TEXT)),
    }
)

# Letters that are written by themselves; acknowledgement and answers follow from the case and its decisions.
COMPOSED: Mapping[LetterKind, tuple[Placeholder, ...]] = MappingProxyType(
    {
        LetterKind.IDENTITY_REQUEST: (
            _choice("about", "identity", "authority"),
            Placeholder("doubt", _TEXT),  # the concrete reason for doubt (GDPR 12(6))
            Placeholder("proof", _TEXT, only_when=("about", "authority")),  # what proves the authority
        ),
        LetterKind.CLARIFICATION_REQUEST: (Placeholder("question", _TEXT), Placeholder("examples", Shape.LINES)),
        LetterKind.EXTENSION_NOTICE: (
            _choice("reason", "complexity", "number"),  # the two that GDPR 12(3) knows
            Placeholder("explanation", _TEXT),
            _optional("answered_now"),
        ),
        LetterKind.NOT_HANDLED: (
            _rows("asked", "when", "what"),
            Placeholder("not_shown", _TEXT),  # why it still is not clear who asks
            Placeholder("nothing_lighter", _TEXT),  # why nothing lighter would do
        ),
        LetterKind.FORWARDED: (
            Placeholder("to_name", _LINE),
            Placeholder("to_address", Shape.LINES),
            Placeholder("forwarded_on", _DAY),
            Placeholder("why", _TEXT),
            _choice("basis", "consent", "other"),
            Placeholder("basis_explained", _TEXT, only_when=("basis", "other")),
            Placeholder("own_data", _TEXT),  # the own copy of the data is still answered for
        ),
        LetterKind.RECIPIENT_NOTICE: (
            Placeholder("recipient", Shape.LINES),  # name and address, for the window
            _choice("action", "corrected", "erased", "restricted"),
            Placeholder("what", _TEXT),
            Placeholder("done_on", _DAY),
            Placeholder("must_do", _TEXT),
        ),
        LetterKind.WITHDRAWAL_CONFIRMATION: (Placeholder("withdrawn_on", _DAY), _optional("done_so_far")),
        LetterKind.RESTRICTION_LIFTED: (
            Placeholder("shielded", Shape.LINES),
            Placeholder("lifted_from", _DAY),
            Placeholder("why", _TEXT),
        ),
        LetterKind.LATE_ANSWER: (Placeholder("cause", _TEXT), Placeholder("expected_on", _DAY)),
        LetterKind.COMPLAINT_OUTCOME: (
            Placeholder("complained_on", _DAY),
            Placeholder("complaint", _TEXT),  # the complaint in a few words
            Placeholder("looked_at", _TEXT),
            Placeholder("follows", _TEXT),
            Placeholder("remains", _TEXT),
        ),
        LetterKind.RECONSIDER_OFFER: (
            Placeholder("going", _TEXT),  # what will be gone
            Placeholder("consequences", _TEXT),  # what that means for the client
            Placeholder("think_until", _DAY),
        ),
        LetterKind.DECEASED_ANSWER: (
            _choice("given", *_NO_YES),
            Placeholder("given_how", _TEXT, only_when=("given", "yes")),
            _choice("care", *_NO_YES),  # a record of care (BW 7:458a)
            Placeholder("explained", _TEXT),
        ),
    }
)

ADVISED = frozenset(  # past the officer first (domain section 10; decision 33)
    {LetterKind.EXTENSION_NOTICE, LetterKind.NOT_HANDLED, LetterKind.DECEASED_ANSWER}
)
FOR_RIGHTS: Mapping[LetterKind, frozenset[Right]] = MappingProxyType(  # kinds that exist for some rights only
    {
        LetterKind.CLARIFICATION_REQUEST: frozenset({Right.INSPECTION, Right.COPY}),  # recital 63
        LetterKind.RECIPIENT_NOTICE: frozenset({Right.CORRECTION, Right.SUPPLEMENT, Right.ERASURE, Right.RESTRICTION}),
        LetterKind.RESTRICTION_LIFTED: frozenset({Right.RESTRICTION}),
        LetterKind.RECONSIDER_OFFER: frozenset({Right.ERASURE}),
    }
)


def lacking(placeholders: tuple[Placeholder, ...], fields: Fields) -> Iterator[Placeholder]:
    """Give the placeholders that apply and are needed, and are not filled in (whole rows, for a table)."""
    for placeholder in placeholders:
        if not placeholder.needed or not placeholder.applies(fields):
            continue
        value = fields[placeholder.name]
        short = placeholder.shape is Shape.ROWS and isinstance(value, tuple) and any(not all(row) for row in value)
        if not _says_something(value) or short or (placeholder.options and value not in placeholder.options):
            yield placeholder


def _says_something(value: Value) -> bool:
    """Tell whether there is anything to read: a dash or an invisible character is no text."""
    if isinstance(value, date):
        return True
    texts = [value] if isinstance(value, str) else [item if isinstance(item, str) else "".join(item) for item in value]
    return bool(texts) and all(written(text) for text in texts)


def relevant(placeholders: tuple[Placeholder, ...], fields: Fields) -> Fields:
    """Keep what these placeholders ask for, given the choices made; the rest would be signed and never printed."""
    asked = {placeholder.name for placeholder in placeholders if placeholder.applies(fields)}
    return Fields(tuple(entry for entry in fields.entries if entry[0] in asked))
