"""An organisation's logo: a PNG or SVG from an unknown hand, made into one that is only a picture."""

from base64 import b64encode

from dsar.core.errors import InvalidInput
from dsar.files.png import clean_png, is_png
from dsar.files.svg import clean_svg, is_svg

MOST_UPLOADED = 1024 * 1024  # bytes
MOST_KEPT = 48 * 1024  # bytes; it is stored with every letter
FIELD = "logo"


def clean_logo(content: bytes) -> str:
    """Give the logo as a data: address, drawn anew: nothing of the file but its picture is kept.

    Raises InvalidInput (field `logo`) for no file, a file too large before or after, anything that is not a PNG or
    SVG by its content, a damaged one, one with too many points or pixels, and an SVG that is more than shapes.
    """
    if not content:
        raise InvalidInput(FIELD, "logo_missing")
    if len(content) > MOST_UPLOADED:
        raise InvalidInput(FIELD, "logo_too_large", most=MOST_UPLOADED // 1024)
    if is_png(content):
        kind, clean = "image/png", clean_png(content, MOST_KEPT)
    elif is_svg(content):
        kind, clean = "image/svg+xml", clean_svg(content)
    else:
        raise InvalidInput(FIELD, "logo_not_picture")
    if len(clean) > MOST_KEPT:
        raise InvalidInput(FIELD, "logo_too_detailed", most=MOST_KEPT // 1024)
    return f"data:{kind};base64,{b64encode(clean).decode('ascii')}"
