"""The set of sample letters is whole, and each letter in it is right on paper."""

from collections.abc import Callable
from functools import cache
from itertools import pairwise
from pathlib import Path

import page as checker
import pytest

from dsar.core.placeholders import COMPOSED, GRANTED, lacking
from dsar.core.vocabulary import LetterKind, Outcome
from dsar.letters import from_json, missing, to_blocks, to_json
from dsar.letters.text import unprintable
from tests.letters.pdf import pages
from tests.letters.sampleset import LANGUAGES, core_samples, samples
from tests.letters.sheet import Piece, aloud, outside, overlaps, pieces

ORGANISATIONS = ("zaz-welzijn", "westendorp-pr", "aanzien", "werk-op-maat", "werkkrachtcentrale")
WINDOW = {"left": 35.0, "right": 105.0}  # mm from the left edge
LONG = frozenset({LetterKind.PARTIAL, LetterKind.REFUSAL, LetterKind.NOT_HANDLED, LetterKind.EXTENSION_NOTICE})
SamplePdf = Callable[[str], Path]


@cache
def _pieces(path: Path) -> list[list[Piece]]:
    return pieces(path.read_bytes())


def plain(text: str) -> str:
    """Leave out what a PDF sets differently: spaces, bullets, and hyphens, some of which stand at a line's end."""
    return "".join(
        character for character in text if not character.isspace() and character not in "•-\u00ad\u0002\ufffe"
    )


def test_there_is_a_letter_for_every_kind_organisation_language_and_size() -> None:
    wanted = {
        f"{organisation}/{kind.value}/{language}{size}"
        for organisation in ORGANISATIONS
        for kind in LetterKind
        for language in LANGUAGES
        for size in ("", "-large")
    }
    assert set(core_samples()) == wanted
    assert len(samples()) > len(wanted)


def test_every_letter_has_the_kind_language_and_size_of_its_name() -> None:
    for name, context in samples().items():
        organisation, kind, language = name.split("/")
        assert organisation in ORGANISATIONS
        assert kind.split(".")[0] == context.kind.value
        assert language == f"{context.language}{'-large' if context.large_print else ''}"


@pytest.mark.parametrize("name", samples())
def test_nothing_that_a_letter_needs_is_left_open_in_the_set(name: str) -> None:
    context = samples()[name]
    assert missing(context) == ()
    assert list(lacking(COMPOSED.get(context.kind, ()), context.fields)) == []
    for request in context.requests:
        if request.outcome in {Outcome.GRANT, Outcome.PARTIAL}:
            assert list(lacking(GRANTED[request.right], request.fields)) == []
        for part in request.parts:
            assert part.outcome is Outcome.GRANT or part.facts
    texts = to_json(context)
    assert unprintable(texts) == ""
    assert from_json(texts) == context


@pytest.mark.parametrize("name", samples())
def test_the_address_stands_in_the_window_and_nothing_overlaps(name: str, sample_pdf: SamplePdf) -> None:
    context, sheets = samples()[name], _pieces(sample_pdf(name))
    lines = [" ".join(line.split()) for line in context.addressee]
    found = [next(piece for piece in sheets[0] if piece.text == line and 48 < piece.box.top < 97).box for line in lines]
    left = WINDOW[context.letterhead.window]
    assert all(box.left == pytest.approx(left, abs=0.8) and box.right < left + 70 for box in found)
    assert (found[0].top + found[-1].bottom) / 2 == pytest.approx(63.5, abs=1.5)
    sent_by = next(
        piece.box
        for piece in sheets[0]
        if piece.text.startswith(context.letterhead.return_address[:12])
        and piece.box.left == pytest.approx(left, abs=0.8)
    )
    assert 43 < sent_by.top < sent_by.bottom < found[0].top
    assert min(piece.box.top for piece in sheets[0] if piece.box.top > found[-1].bottom) >= 97.5
    assert [
        (number, overlaps(sheet), outside(sheet))
        for number, sheet in enumerate(sheets)
        if overlaps(sheet) or outside(sheet)
    ] == []


@pytest.mark.parametrize("name", samples())
def test_addresses_and_numbers_of_the_letterhead_are_not_broken(name: str, sample_pdf: SamplePdf) -> None:
    context, first = samples()[name], _pieces(sample_pdf(name))[0]
    for whole in (context.letterhead.email, context.letterhead.website, context.number, context.contact_telephone):
        assert any(whole in piece.text for piece in first), whole


@pytest.mark.parametrize("name", samples())
def test_the_block_of_rules_stands_alone_only_where_it_fills_the_page(name: str, sample_pdf: SamplePdf) -> None:
    last = plain(pages(samples()[name])[-1])
    label = {"nl": "Welkeregelshorenbijdezebrief?", "en": "Whichrulesapplytothisletter?"}[samples()[name].language]
    ends = max(piece.box.bottom for piece in _pieces(sample_pdf(name))[-1] if piece.box.top < 270)
    assert not last.startswith(label) or ends > 200  # mm: with what goes before it, it would not fit on one page


@pytest.mark.parametrize("name", samples())
def test_every_page_says_which_it_is_and_of_which_letter(name: str, sample_pdf: SamplePdf) -> None:
    context, sheets = samples()[name], _pieces(sample_pdf(name))
    page, of = ("Pagina", "van") if context.language == "nl" else ("Page", "of")
    for number, sheet in enumerate(sheets, start=1):
        foot = " ".join(piece.text for piece in sheet if piece.box.top > 275)
        assert f"{page} {number} {of} {len(sheets)}" in foot
        assert context.reference in foot
    most = 8 if ".combined" in name else (7 if context.kind in LONG else 5) * (2 if context.large_print else 1)
    assert len(sheets) <= most


@pytest.mark.parametrize("name", samples())
def test_the_letter_is_read_aloud_in_its_order_with_title_language_and_headings(
    name: str, sample_pdf: SamplePdf
) -> None:
    context = samples()[name]
    read = aloud(sample_pdf(name).read_bytes())
    said = plain(read.text)
    assert plain("".join(block.text for block in to_blocks(context))) in said
    place = said.index(plain(context.letterhead.name)), said.index(plain("".join(context.addressee)))
    assert place[0] < place[1] < said.index(plain(context.salutation))
    assert context.letterhead.name in read.title
    assert context.reference in read.title
    assert read.language == context.language
    levels = [int(tag[1]) for tag in read.headings]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(later <= earlier + 1 for earlier, later in pairwise(levels))


@pytest.mark.parametrize(
    "name", [f"werk-op-maat/{kind.value}/{language}" for kind in LetterKind for language in LANGUAGES]
)
def test_every_kind_is_one_file_to_read_aloud_and_to_keep(name: str, sample_pdf: SamplePdf) -> None:
    for profile in (checker.ValidationProfile.PDF_UA_1, checker.ValidationProfile.PDF_A_3A):
        report = checker.validate_pdf_bytes(sample_pdf(name).read_bytes(), profile=profile)
        assert report.is_compliant, [(failure.rule_id, failure.message) for failure in report.failures]
