"""Where things stand on the sheet, measured in millimetres in the real PDF."""

import io
from dataclasses import replace

import page as checker
import pytest
from pypdf import PdfReader

from dsar.core.letters import LetterContext
from dsar.letters import render, to_blocks
from tests.letters.pdf import box, pages, rendering
from tests.letters.samples import (
    ACKNOWLEDGEMENT,
    ERASED,
    ERASURE,
    GRANT,
    LONGEST,
    PARTIAL,
    REFUSAL,
    SAMPLES,
    administrative,
    window,
)
from tests.letters.sampleset import samples

KINDS = {"acknowledgement": ACKNOWLEDGEMENT, "grant": GRANT, "refusal": REFUSAL, "partial": PARTIAL}
LEFT = {"left": 35.0, "right": 105.0}
FIVE_LINES = (
    "Mevrouw A. de Wit",
    "p/a Stichting Voorbeeld",
    "Afdeling Begeleiding",
    "Dorpsstraat 7",
    "7511 CD Enschede",
)


@pytest.mark.parametrize("large", [False, True])
@pytest.mark.parametrize("side", LEFT)
@pytest.mark.parametrize("kind", KINDS)
def test_the_address_stands_in_the_window(kind: str, side: str, large: bool) -> None:
    context = replace(window(KINDS[kind], side), large_print=large)
    first, last = box(context, "De heer P. van den Berg"), box(context, "Dorpsstraat 7")
    end = box(context, "7511 CD  Enschede")
    assert first.left == pytest.approx(LEFT[side], abs=0.8)
    assert last.left == pytest.approx(LEFT[side], abs=0.8)
    assert (first.top + end.bottom) / 2 == pytest.approx(63.5, abs=1.5)
    assert box(context, "WestendorpPR, Voorbeeldlaan 12").bottom < first.top
    assert box(context, "WestendorpPR, Voorbeeldlaan 12").left == pytest.approx(LEFT[side], abs=0.8)
    assert 97.5 <= box(context, "Ons kenmerk").top <= 102
    assert box(context, "Wij hebben uw verzoek" if kind == "acknowledgement" else "Ons antwoord").top > 110


@pytest.mark.parametrize("side", LEFT)
def test_five_lines_fit_in_the_window(side: str) -> None:
    context = window(replace(REFUSAL, addressee=FIVE_LINES), side)
    first, last = box(context, FIVE_LINES[0]), box(context, "7511 CD  Enschede")
    assert first.top > 50
    assert last.bottom < 77
    assert (first.top + last.bottom) / 2 == pytest.approx(63.5, abs=1.5)


def test_the_longest_line_that_is_accepted_stays_inside_70_millimetres() -> None:
    line = "Stichting Maatschappelijke Begeleiding Nederla"
    assert len(line) == 46
    found = box(replace(REFUSAL, addressee=(line, "Dorpsstraat 7", "7511 CD Enschede")), line)
    assert found.right <= 105
    assert found.bottom - found.top < 5


def test_letters_have_the_size_that_was_asked_for() -> None:
    normal = box(REFUSAL, "Geachte heer Van den Berg")
    large = box(replace(REFUSAL, large_print=True), "Geachte heer Van den Berg")
    assert (large.right - large.left) / (normal.right - normal.left) == pytest.approx(1.5, abs=0.02)


@pytest.mark.parametrize(
    ("context", "most"), [(ACKNOWLEDGEMENT, 2), (GRANT, 4), (REFUSAL, 3), (PARTIAL, 6), (LONGEST, 5)]
)
def test_letters_are_no_longer_than_they_need_to_be(context: LetterContext, most: int) -> None:
    assert len(pages(context)) <= most


@pytest.mark.parametrize("name", SAMPLES)
def test_every_page_has_its_number_and_the_reference(name: str) -> None:
    found = pages(SAMPLES[name])
    for number, page in enumerate(found, start=1):
        assert f"Pagina {number} van {len(found)}" in page
        assert "Kenmerk WPR-2026-0012" in page
    assert all("WestendorpPR 25 november 2026 Kenmerk" in page for page in found[1:])


@pytest.mark.parametrize("large", [False, True])
def test_only_a_preview_says_concept_and_on_every_page(large: bool) -> None:
    preview = replace(REFUSAL, concept=True, number="", large_print=large)
    assert all(page.count("CONCEPT") == 2 for page in pages(preview))
    assert not any("concept" in page.lower() for page in pages(replace(REFUSAL, large_print=large)))
    mark, name = box(preview, "CONCEPT"), box(preview, "WestendorpPR")
    assert mark.bottom < name.top or mark.left > name.right


@pytest.mark.parametrize("lines", range(1, 40, 6))
def test_the_signature_never_stands_alone(lines: int) -> None:
    part = replace(ERASED, facts="Dit is een feit.\n" * lines)
    found = pages(replace(REFUSAL, requests=(replace(ERASURE, parts=(part,)),)))
    signed = [page for page in found if "K. Westendorp" in page]
    assert len(signed) == 1
    assert "Wilt u uitleg?" in signed[0]
    assert "Met vriendelijke groet," in signed[0]


@pytest.mark.parametrize("context", [*SAMPLES.values(), administrative(PARTIAL), replace(LONGEST, large_print=True)])
def test_one_file_to_read_aloud_and_to_keep(context: LetterContext) -> None:
    for profile in (checker.ValidationProfile.PDF_UA_1, checker.ValidationProfile.PDF_A_3A):
        report = checker.validate_pdf_bytes(rendering(context).pdf, profile=profile)
        assert report.is_compliant, [(failure.rule_id, failure.message) for failure in report.failures]


def test_title_language_and_tags() -> None:
    reader = PdfReader(io.BytesIO(rendering(REFUSAL).pdf))
    root = reader.trailer["/Root"]
    assert reader.metadata is not None
    assert reader.metadata.title == "Ons antwoord op uw verzoek (WestendorpPR, kenmerk WPR-2026-0012)"
    assert root["/Lang"] == "nl"
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    tags = tags_of(root["/StructTreeRoot"])
    assert {"/H1", "/H2", "/H3", "/P", "/Table", "/TH", "/TD", "/L", "/LI"} <= tags | {"/L", "/LI"}


def tags_of(root) -> set[str]:
    found: set[str] = set()
    waiting = [root]
    while waiting:
        node = waiting.pop().get_object()
        if isinstance(node, list):
            waiting += node
        elif hasattr(node, "get"):
            found |= {str(node["/S"])} if "/S" in node else set()
            waiting += [node["/K"]] if "/K" in node and not isinstance(node["/K"], int) else []
    return found


def test_lists_are_tagged_as_lists() -> None:
    root = PdfReader(io.BytesIO(rendering(PARTIAL).pdf)).trailer["/Root"]
    assert {"/L", "/LI", "/Lbl", "/LBody"} <= tags_of(root["/StructTreeRoot"])


def test_the_same_letter_gives_the_same_bytes() -> None:
    assert render(GRANT) == render(GRANT) == rendering(GRANT).pdf


def lines_of(context: LetterContext) -> list[str]:
    document = PdfReader(io.BytesIO(rendering(context).pdf))
    return [" ".join(line.split()) for sheet in document.pages for line in sheet.extract_text().splitlines()]


def test_a_word_is_not_broken_behind_its_only_first_letter_and_is_found_as_it_was_typed() -> None:
    widths = range(58, 74)
    facts = "\n".join(f"{'n' * width} e-mails" for width in widths)
    context = replace(REFUSAL, requests=(replace(ERASURE, parts=(replace(ERASED, facts=facts),)),))
    lines = lines_of(context)
    assert sum("e-mails" in line for line in lines) == len(widths)
    assert "e-mails" in lines  # at least once there was no room for it: the whole word went to the next line
    assert sum("e-mails" in block.text for block in to_blocks(context)) == len(widths)


def test_a_day_stays_on_the_line_of_its_month_and_is_found_as_it_was_typed() -> None:
    widths = range(58, 74)
    facts = "\n".join(f"{'n' * width} 3 maart 2026" for width in widths)
    context = replace(REFUSAL, requests=(replace(ERASURE, parts=(replace(ERASED, facts=facts),)),))
    lines = lines_of(context)
    assert sum("3 maart" in line for line in lines) == len(widths)
    assert any(line.startswith("3 maart") for line in lines)  # at least once there was no room for it
    assert sum("3 maart 2026" in block.text for block in to_blocks(context)) == len(widths)


def test_a_line_that_just_fits_is_not_broken_too_early() -> None:
    """The date in this letter is as long as the line: WeasyPrint left "krijgt" alone on a line."""
    lines = lines_of(samples()["aanzien/acknowledgement/nl-large"])
    assert "krijgt uiterlijk op 30 november 2026 ons antwoord." in lines
