"""Letters behind each other for the printer: in order, each on a new sheet, moved by what the printer needs."""

import hashlib
import tracemalloc

import pypdfium2
import pytest

from dsar.letters.combine import Offset, combine, pages_in
from tests.letters.pdf import MM_PER_POINT, rendering
from tests.letters.samples import ACKNOWLEDGEMENT, GRANT, REFUSAL

A4 = (210.0, 297.0)


def documents() -> list[bytes]:
    return [rendering(context).pdf for context in (REFUSAL, GRANT, ACKNOWLEDGEMENT)]


def place(content: bytes, wanted: str, page: int = 0) -> tuple[float, float]:
    """Give where a text begins, in millimetres from the left and the top of the sheet."""
    document = pypdfium2.PdfDocument(content)
    try:
        sheet = document[page]
        textpage = sheet.get_textpage()
        found = textpage.search(wanted, match_case=True).get_next()
        assert found is not None, wanted
        left, _, _, top = textpage.get_charbox(found[0])
        return left * MM_PER_POINT, (sheet.get_height() - top) * MM_PER_POINT
    finally:
        document.close()


def texts(content: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(content)
    try:
        return [" ".join(page.get_textpage().get_text_range().split()) for page in document]
    finally:
        document.close()


def ink(content: bytes) -> list[bool]:
    """Tell of every page whether anything is on it."""
    document = pypdfium2.PdfDocument(content)
    try:
        return [min(bytes(page.render(scale=0.3, grayscale=True).buffer)) < 250 for page in document]
    finally:
        document.close()


def test_the_letters_come_in_the_order_that_was_asked_for() -> None:
    one_by_one = [page for document in documents() for page in texts(document)]
    assert texts(combine(documents())) == one_by_one
    assert texts(combine(reversed(documents())))[0] == texts(documents()[-1])[0]


@pytest.mark.parametrize(("right", "down"), [(15, 0), (0, -23), (-42, 37), (200, 200)])
def test_every_page_moves_by_the_offset(right: int, down: int) -> None:
    plain, moved = combine(documents()), combine(documents(), offset=Offset(right, down))
    assert pages_in(plain) == pages_in(moved)
    for page, words in ((0, "Dorpsstraat 7"), (1, "Pagina 2 van"), (3, "Dorpsstraat 7"), (5, "Dorpsstraat 7")):
        before, after = place(plain, words, page), place(moved, words, page)
        assert after[0] - before[0] == pytest.approx(right / 10, abs=0.01)
        assert after[1] - before[1] == pytest.approx(down / 10, abs=0.01)


def test_the_sheet_itself_stays_a4_and_the_letters_stay_as_they_were() -> None:
    originals = documents()
    hashes = [hashlib.sha256(content).hexdigest() for content in originals]
    document = pypdfium2.PdfDocument(combine(originals, offset=Offset(15, 15), duplex=True))
    sizes = {(round(page.get_width() * MM_PER_POINT), round(page.get_height() * MM_PER_POINT)) for page in document}
    document.close()
    assert sizes == {A4}
    assert [hashlib.sha256(content).hexdigest() for content in originals] == hashes


def test_on_both_sides_every_letter_starts_on_a_new_sheet() -> None:
    counts = [pages_in(content) for content in documents()]
    assert any(count % 2 for count in counts), "no letter of the samples has an odd number of pages"
    content = combine(documents(), duplex=True)
    expected: list[bool] = []
    for count in counts:
        expected += [True] * count + [False] * (count % 2)
    while not expected[-1]:
        expected.pop()  # nothing comes behind the last letter
    assert ink(content) == expected
    starts = [number for number, text in enumerate(texts(content)) if "Pagina 1 van" in text]
    assert len(starts) == 3
    assert all(start % 2 == 0 for start in starts)


def test_two_hundred_letters_become_one_file() -> None:
    letters = documents()
    content = combine((letters[number % 3] for number in range(200)), offset=Offset(5, 5), duplex=True)
    starts = [number for number, text in enumerate(texts(content)) if "Pagina 1 van" in text]
    assert len(starts) == 200
    assert all(start % 2 == 0 for start in starts)


def test_memory_does_not_grow_with_what_letters_are_made_of() -> None:
    letters = documents() * 5
    tracemalloc.start()
    try:
        content = combine(letters)
        most = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert most < 8 * len(content) + 4_000_000, most
