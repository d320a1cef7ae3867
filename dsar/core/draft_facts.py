"""No composed letter with a reason that fits any case: a gap left, or an empty formula (GDPR 12(3), 12(4), 12(6))."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from dsar.core.drafts import PREFIX, DraftInput, normalised
from dsar.core.errors import InvalidInput
from dsar.core.facts import Formulas, problem
from dsar.core.fields import Fields
from dsar.core.filling import missing_fields
from dsar.core.placeholders import COMPOSED
from dsar.core.texts import written
from dsar.core.vocabulary import LetterKind

# Per kind: the reasons that must be this case's own, each with the least words of the case that it holds.
REASONS: Mapping[LetterKind, Mapping[str, int]] = MappingProxyType(
    {
        LetterKind.IDENTITY_REQUEST: MappingProxyType({"doubt": 1}),
        LetterKind.EXTENSION_NOTICE: MappingProxyType({"explanation": 1}),
        LetterKind.NOT_HANDLED: MappingProxyType({"not_shown": 1, "nothing_lighter": 1}),
        LetterKind.FORWARDED: MappingProxyType({"why": 1}),
        LetterKind.RESTRICTION_LIFTED: MappingProxyType({"why": 1}),
        LetterKind.LATE_ANSWER: MappingProxyType({"cause": 1}),
        LetterKind.DECEASED_ANSWER: MappingProxyType({"explained": 1}),
    }
)


def incomplete(draft: DraftInput, formulas: Formulas) -> Iterator[InvalidInput]:
    """Give everything that keeps a draft from being submitted or made: what is missing, and reasons that are none."""
    kept = normalised(draft)
    yield from missing_fields(COMPOSED[kept.kind], kept.fields, PREFIX)
    yield from (
        InvalidInput(f"{PREFIX}-{name}", code) for name, code in empty_reasons(kept.kind, kept.fields, formulas)
    )


def empty_reasons(kind: LetterKind, fields: Fields, formulas: Formulas) -> Iterator[tuple[str, str]]:
    """Give every reason that says nothing of the case, with the code of why; not those that were left out."""
    for name, least in REASONS.get(kind, {}).items():
        text = fields.text(name)
        code = problem(text, formulas, formulas.of(kind.value, name), least) if written(text) else None
        if code is not None:
            yield name, code
