"""A PNG read to its pixels and written anew: metadata, further frames and what hides behind the picture are gone."""

import io
import struct
import zlib

from PIL import Image

from dsar.core.errors import InvalidInput

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_SIZE = struct.Struct(">II")
MOST_PIXELS = 4_000_000  # before it is unpacked: 2000 by 2000
_WIDEST, _HIGHEST = 900, 300  # pixels that are kept: 300 dpi and more in the letterhead's box
_DAMAGED = (OSError, SyntaxError, ValueError, EOFError, struct.error, zlib.error, Image.DecompressionBombError)


def is_png(content: bytes) -> bool:
    """Tell a PNG by its first bytes."""
    return content.startswith(_SIGNATURE)


def clean_png(content: bytes, most: int) -> bytes:
    """Give the picture on white, no larger than a letterhead needs, in fewer colours where it has over `most` bytes.

    Raises InvalidInput (field `logo`) for a damaged file and for one that unpacks to too many pixels.
    """
    if content[12:16] != b"IHDR" or len(content) < 33:
        raise InvalidInput("logo", "logo_damaged")
    width, height = _SIZE.unpack(content[16:24])
    if width * height > MOST_PIXELS:
        raise InvalidInput("logo", "logo_too_many_pixels", most=MOST_PIXELS // 1_000_000)
    try:
        with Image.open(io.BytesIO(content), formats=("PNG",)) as opened:
            picture = opened.convert("RGBA")
    except _DAMAGED as error:
        raise InvalidInput("logo", "logo_damaged") from error
    paper = Image.new("RGBA", picture.size, "white")
    paper.alpha_composite(picture)
    drawn = paper.convert("RGB")
    drawn.thumbnail((_WIDEST, _HIGHEST))
    clean = _written(drawn)
    return clean if len(clean) <= most else _written(drawn.quantize(64))


def _written(picture: Image.Image) -> bytes:
    written = io.BytesIO()
    picture.save(written, "PNG", optimize=True)
    return written.getvalue()
