"""Letters behind each other for the printer: in order, each on a new sheet, moved by what the printer needs."""

import hashlib
import io
import tracemalloc

import pypdfium2
import pytest
from pypdf import PdfReader, PdfWriter

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


def first_pages(content: bytes) -> list[int]:
    """Give where the letters begin; pages count from 0."""
    return [number for number, text in enumerate(texts(content)) if "Pagina 1 van" in text]


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
    starts = first_pages(plain)
    assert len(starts) == 3
    for page, words in [*((start, "Dorpsstraat 7") for start in starts), (starts[0] + 1, "Pagina 2 van")]:
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
    # A blank sheet only comes behind an odd number of pages, whatever the samples grow into.
    whole = documents()[0]
    odd = whole if pages_in(whole) % 2 else _one_page_less(whole)
    letters = [odd, *documents(), odd]
    counts = [pages_in(content) for content in letters]
    assert counts[0] % 2 == 1
    content = combine(letters, duplex=True)
    expected: list[bool] = []
    for count in counts:
        expected += [True] * count + [False] * (count % 2)
    while not expected[-1]:
        expected.pop()  # nothing comes behind the last letter
    assert ink(content) == expected
    starts = first_pages(content)
    assert len(starts) == len(letters)
    assert all(start % 2 == 0 for start in starts)


def _one_page_less(content: bytes) -> bytes:
    writer = PdfWriter()
    for page in list(PdfReader(io.BytesIO(content)).pages)[:-1]:
        writer.add_page(page)
    output = io.BytesIO()
    writer.write(output)
    return output.getvalue()


def test_two_hundred_letters_become_one_file() -> None:
    letters = documents()
    content = combine((letters[number % 3] for number in range(200)), offset=Offset(5, 5), duplex=True)
    starts = first_pages(content)
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
