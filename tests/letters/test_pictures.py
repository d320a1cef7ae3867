"""Pages of a PDF as pictures, made in the worker processes with the same limits."""

import io

import pytest
from PIL import Image

from dsar.letters import RenderCode, RenderError, page_count, picture, render, render_document
from tests.letters.samples import LONGEST, PARTIAL, SAMPLES

HUGE = b"""%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 14400 14400]>>endobj
trailer<</Root 1 0 R>>
"""


@pytest.mark.parametrize("name", SAMPLES)
def test_every_page_is_a_small_picture_of_a_sheet(name: str) -> None:
    pdf = render(SAMPLES[name])
    for page in range(1, page_count(pdf) + 1):
        content = picture(pdf, page)
        assert len(content) < 32_000
        image = Image.open(io.BytesIO(content))
        assert image.format == "WEBP"
        assert image.size == (794, 1123)
        dark = sum(image.convert("L").histogram()[:100])
        assert 2_000 < dark < 60_000


def test_the_colour_of_the_organisation_stays() -> None:
    colours = Image.open(io.BytesIO(picture(render(PARTIAL), 1))).convert("RGB").getcolors(1 << 24)
    assert colours is not None
    assert any(abs(red - 0x0B) + abs(green - 0x6E) + abs(blue - 0x4F) < 30 for _, (red, green, blue) in colours)


def test_more_dots_make_a_larger_picture() -> None:
    assert Image.open(io.BytesIO(picture(render(PARTIAL), 2, dpi=160))).size == (1323, 1871)


@pytest.mark.parametrize("page", [-1, 0, 99])
def test_a_page_that_is_not_there(page: int) -> None:
    with pytest.raises(IndexError):
        picture(render(LONGEST), page)


@pytest.mark.parametrize("dpi", [0, -5, 10_000])
def test_a_size_that_is_no_use(dpi: int) -> None:
    with pytest.raises(ValueError, match=str(dpi)):
        picture(render(LONGEST), 1, dpi)


@pytest.mark.parametrize(
    ("pdf", "code"),
    [
        (b"no PDF at all", RenderCode.CRASH),
        (b"", RenderCode.CRASH),
        (b"%PDF-1.7\n" + bytes(9 * 1024 * 1024), RenderCode.LONG),
        (HUGE, RenderCode.LONG),
    ],
)
def test_what_is_no_letter_gives_an_error_and_the_next_picture_works(pdf: bytes, code: RenderCode) -> None:
    letter = render(PARTIAL)
    with pytest.raises(RenderError) as caught:
        picture(pdf, 1)
    assert caught.value.code is code
    assert picture(letter, 1).startswith(b"RIFF")


def test_counting_pages() -> None:
    rendering = render_document(PARTIAL)
    assert page_count(rendering.pdf) == rendering.pages > 1
    with pytest.raises(RenderError):
        page_count(b"no PDF at all")
