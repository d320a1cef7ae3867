"""What a PDF has for pages: how many, and each as a picture."""

import io

import pypdfium2
from PIL import Image

from dsar.press.limits import MOST_PIXELS, TooLong

_COLOURS = 16


def count(body: bytes) -> tuple[int, bytes]:
    """Count the pages of a PDF."""
    with pypdfium2.PdfDocument(body) as document:
        return len(document), b""


def picture(body: bytes, page: int, dpi: int) -> tuple[int, bytes]:
    """Draw one page of a PDF as lossless WebP in few colours: as sharp as a PNG; nothing for a missing page."""
    scale = dpi / 72
    with pypdfium2.PdfDocument(body) as document:
        if not 1 <= page <= len(document):
            return len(document), b""
        sheet = document[page - 1]
        width, height = sheet.get_size()
        if width * height * scale * scale > MOST_PIXELS:
            raise TooLong
        drawn = sheet.render(scale=scale).to_pil()
        written = io.BytesIO()
        few = drawn.quantize(_COLOURS, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
        few.convert("RGB").save(written, "WEBP", lossless=True)
        return len(document), written.getvalue()
