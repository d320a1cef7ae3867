"""The whole set of sample letters: every kind, organisation, language and size of print, and variants of them.

What the regulations say is real and comes from their files; people, matters and what was filled in are invented
(sampletexts/, samplepeople.py). A name is "organisation/kind/language", with "-large" at its end for large print and
with ".variant" after the kind for the variants.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from types import MappingProxyType

from dsar.core.fields import Fields
from dsar.core.grounds import LEGAL_GROUNDS
from dsar.core.letters import LetterContext, LetterRequest, Replaces, answer_kind
from dsar.core.regulation import GroundRule, Regulation
from dsar.core.vocabulary import LetterKind, Outcome, Right
from tests.letters.sampleparts import DATED, Writer
from tests.letters.samplepeople import PEOPLE

LANGUAGES = ("nl", "en")
_RIGHT_OF = {  # of grants; a supplement is a variant of the correction
    LetterKind.GRANT_INSPECTION: Right.INSPECTION,
    LetterKind.GRANT_COPY: Right.COPY,
    LetterKind.GRANT_CORRECTION: Right.CORRECTION,
    LetterKind.GRANT_ERASURE: Right.ERASURE,
    LetterKind.GRANT_RESTRICTION: Right.RESTRICTION,
    LetterKind.GRANT_OBJECTION: Right.OBJECTION,
    LetterKind.GRANT_PORTABILITY: Right.PORTABILITY,
}
_ABOUT = {  # of the composed kinds: the requests that they are about
    LetterKind.ACKNOWLEDGEMENT: (Right.INSPECTION, Right.ERASURE),
    LetterKind.IDENTITY_REQUEST: (Right.INSPECTION,),
    LetterKind.CLARIFICATION_REQUEST: (Right.INSPECTION,),
    LetterKind.EXTENSION_NOTICE: (Right.INSPECTION, Right.COPY),
    LetterKind.NOT_HANDLED: (Right.COPY,),
    LetterKind.FORWARDED: (Right.COPY,),
    LetterKind.RECIPIENT_NOTICE: (Right.CORRECTION,),
    LetterKind.WITHDRAWAL_CONFIRMATION: (Right.ERASURE,),
    LetterKind.RESTRICTION_LIFTED: (Right.RESTRICTION,),
    LetterKind.LATE_ANSWER: (Right.COPY,),
    LetterKind.COMPLAINT_OUTCOME: (Right.COPY,),
    LetterKind.DECEASED_ANSWER: (Right.COPY,),
    LetterKind.RECONSIDER_OFFER: (Right.ERASURE,),
}
_COMPOSED_VARIANTS = {
    "authority": (LetterKind.IDENTITY_REQUEST, Right.INSPECTION),
    "number": (LetterKind.EXTENSION_NOTICE, Right.COPY),
    "other_basis": (LetterKind.FORWARDED, Right.COPY),
    "erased": (LetterKind.RECIPIENT_NOTICE, Right.ERASURE),
    "restricted": (LetterKind.RECIPIENT_NOTICE, Right.RESTRICTION),
    "given": (LetterKind.DECEASED_ANSWER, Right.COPY),
}


@cache
def samples() -> Mapping[str, LetterContext]:
    """Give every sample by its name."""
    return MappingProxyType(dict(_all()))


@cache
def core_samples() -> Mapping[str, LetterContext]:
    """Give one sample per kind, organisation, language and size, without the variants."""
    return MappingProxyType({name: context for name, context in samples().items() if "." not in name})


def _all() -> Iterator[tuple[str, LetterContext]]:
    for organisation in PEOPLE:
        for language in LANGUAGES:
            writer = Writer(organisation, language)
            for kind in LetterKind:
                context = _of_kind(writer, kind)
                yield f"{organisation}/{kind.value}/{language}", context
                yield f"{organisation}/{kind.value}/{language}-large", replace(context, large_print=True)
            for name, context in (*_variants(writer), *_refusals(writer)):
                yield f"{organisation}/{context.kind.value}.{name}/{language}", context


def _of_kind(writer: Writer, kind: LetterKind) -> LetterContext:
    if kind in _RIGHT_OF:
        return writer.letter(kind, (writer.granted(_RIGHT_OF[kind]),))
    if kind is LetterKind.PARTIAL:
        return writer.letter(kind, (writer.partly(Right.INSPECTION, "rights_of_others"),))
    if kind is LetterKind.REFUSAL:
        return writer.letter(kind, (writer.refused(Right.CORRECTION, _statement_ground(writer.regulation).code),))
    return writer.letter(kind, tuple(writer.open(right, kind) for right in _ABOUT[kind]))


def _statement_ground(regulation: Regulation) -> GroundRule:
    """Give the first ground for refusing a correction that comes with the offer of a statement."""
    return next(rule for rule in regulation.grounds_for(Right.CORRECTION) if LEGAL_GROUNDS[rule.code].offers_statement)


def _variants(writer: Writer) -> Iterator[tuple[str, LetterContext]]:
    kind = LetterKind.ACKNOWLEDGEMENT
    yield "one", writer.letter(kind, (writer.open(Right.INSPECTION, kind),))
    enclosed = writer.granted(Right.INSPECTION, form="enclosed", automated="yes", outside_eu="yes")
    enclosed = replace(enclosed, answer=writer.texts["variants"]["enclosed"]["answer"])
    yield "enclosed", writer.letter(LetterKind.GRANT_INSPECTION, (enclosed,))
    electronic = writer.granted(Right.COPY, delivery="electronic")
    yield "electronic", writer.letter(LetterKind.GRANT_COPY, (electronic,))
    yield "supplement", writer.letter(LetterKind.GRANT_CORRECTION, (writer.granted(Right.SUPPLEMENT),))
    for name, (kind, right) in _COMPOSED_VARIANTS.items():
        yield name, _composed(writer, kind, right, name)
    yield from _combined(writer)
    new = _of_kind(writer, LetterKind.GRANT_INSPECTION)
    number = new.number.replace("0031", "0030")
    old = Replaces(number, DATED[LetterKind.ACKNOWLEDGEMENT], writer.texts["replaces"]["reason"])
    yield "replaces", replace(new, replaces=old)


def _combined(writer: Writer) -> Iterator[tuple[str, LetterContext]]:
    """Answer several rights in one letter, each with its own outcome."""
    mixed = (
        writer.granted(Right.INSPECTION),
        writer.partly(Right.ERASURE, "law_requires_keeping"),
        writer.refused(Right.CORRECTION, _statement_ground(writer.regulation).code),
    )
    grants = (writer.granted(Right.COPY), writer.granted(Right.OBJECTION), writer.granted(Right.CORRECTION))
    refusals = (
        writer.refused(Right.COPY, "rights_of_others", "protection_of_person"),
        writer.refused(Right.ERASURE, "law_requires_keeping"),
    )
    for requests in (mixed, grants, refusals):
        yield "combined", writer.letter(_kind_of(requests), requests)


def _kind_of(requests: tuple[LetterRequest, ...]) -> LetterKind:
    return answer_kind([(request.right, request.outcome or Outcome.GRANT) for request in requests])


def _composed(writer: Writer, kind: LetterKind, right: Right, variant: str) -> LetterContext:
    context = writer.letter(kind, (writer.open(right, kind),))
    values = writer.composed_values(kind) | writer.texts["variants"][variant]
    return replace(context, fields=writer.relevant(kind, Fields.of(values)))


def _refusals(writer: Writer) -> Iterator[tuple[str, LetterContext]]:
    """Refuse on every ground that the regulation knows, once with each."""
    for ground in writer.regulation.grounds:
        right = next(right for right in Right if right in ground.rights)
        yield ground.code, writer.letter(LetterKind.REFUSAL, (writer.refused(right, ground.code),))
