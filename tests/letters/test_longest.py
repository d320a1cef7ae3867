"""The longest texts that can be signed still make a letter in large print: a decided request always gets one."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from itertools import count

import pypdfium2
import pytest

from dsar.core.facts import Formulas
from dsar.core.fields import Fields
from dsar.core.intake import check_client_words
from dsar.core.letters import LetterContext
from dsar.core.proposals import PartInput, ProposalInput, mistakes
from dsar.core.vocabulary import LetterKind, Outcome, Right
from dsar.letters import render_document
from dsar.regulations import load_catalogue
from dsar.services.letter_plan import typed_answer
from tests.factories.details import DETAILS
from tests.letters.sampleset import samples

TODAY = date(2026, 11, 23)
REGULATION = load_catalogue(()).newest("westendorp-pr")
CLIENT_WORDS = "Regel een.\n" * 200


def corrected(*row: str, times: int) -> ProposalInput:
    """Give the grant of a correction with a table of so many rows."""
    details = Fields.of({**dict(DETAILS[Right.CORRECTION].entries), "changes": (row,) * times})
    return ProposalInput(Outcome.GRANT, answer="Wij doen wat u vraagt.", details=details)


def granted(answer: str) -> ProposalInput:
    return ProposalInput(Outcome.GRANT, answer=answer, details=DETAILS[Right.CORRECTION])


def refused(lines: int) -> ProposalInput:
    """Give a refusal in twenty parts with so many lines of facts each."""
    facts = [f"Factuur{line} noemt uw naam, bedrag{line} en dag{line}." for line in range(990)]
    parts = (
        PartInput(
            what=f"De facturen van map {part}",
            outcome=Outcome.REFUSE,
            ground="law_requires_keeping",
            facts="\n".join(facts[part * lines : (part + 1) * lines]),
            statute="Algemene wet inzake rijksbelastingen, artikel 52",
            keep_until=date(2033, 12, 31),
        )
        for part in range(20)
    )
    return ProposalInput(Outcome.REFUSE, parts=tuple(parts))


LONG: dict[str, tuple[Right, Callable[[int], ProposalInput]]] = {
    "lines": (Right.CORRECTION, lambda size: granted("Een regel.\n" * size * 10)),
    "broad capitals": (Right.CORRECTION, lambda size: granted("WWWWWWWWW " * size * 30)),
    "full rows": (Right.CORRECTION, lambda size: corrected(*["Gegevens van vroeger " * 8] * 4, times=size)),
    "one full cell": (Right.CORRECTION, lambda size: corrected("W" * size, "a", "b", "c", times=60)),
    "twenty parts": (Right.ERASURE, refused),
}


def longest(right: Right, make: Callable[[int], ProposalInput]) -> ProposalInput:
    """Give the largest proposal that is accepted; the one after it is refused for its length."""
    for size in count(1):
        found = mistakes(REGULATION, right, None, make(size), TODAY, Formulas())
        if found:
            assert {mistake.code for mistake in found} == {"proposal_too_long"}
            return make(size - 1)
    raise AssertionError


def letter(kind: LetterKind, right: Right, proposal: ProposalInput) -> LetterContext:
    """Give the letter in large print that answers a request as proposed, and quotes as much as it can."""
    sample = next(context for context in samples().values() if context.kind is kind)
    answer = typed_answer(REGULATION, right, proposal)
    request = replace(
        sample.requests[0],
        right=right,
        outcome=answer.outcome,
        answer=answer.answer,
        parts=answer.parts,
        fields=answer.fields,
        client_words=CLIENT_WORDS,
    )
    return replace(sample, large_print=True, requests=(request,))


@pytest.mark.parametrize("what", LONG)
def test_the_longest_that_can_be_signed_fits_in_large_print(what: str) -> None:
    check_client_words(CLIENT_WORDS)
    right, make = LONG[what]
    proposal = longest(right, make)
    kind = LetterKind.REFUSAL if proposal.outcome is Outcome.REFUSE else LetterKind.GRANT_CORRECTION
    assert render_document(letter(kind, right, proposal), timeout_seconds=60).pages > 15


@pytest.mark.parametrize("large", [False, True])
@pytest.mark.parametrize(("cell", "times"), [("ab", 40), ("Gegevens van vroeger " * 8, 8)])
def test_no_page_holds_the_heading_of_a_long_table_alone(cell: str, times: int, large: bool) -> None:
    proposal = corrected(*[cell] * 4, times=times)
    context = replace(letter(LetterKind.GRANT_CORRECTION, Right.CORRECTION, proposal), large_print=large)
    context = replace(context, requests=(replace(context.requests[0], client_words=""),))
    with pypdfium2.PdfDocument(render_document(context).pdf) as document:
        lines = [page.get_textpage().get_text_range().splitlines() for page in document]
    assert len(lines) > 2
    assert min(map(len, lines)) > 4, "besides the sender and the foot"
