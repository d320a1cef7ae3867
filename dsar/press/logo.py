"""The only address that gives anything: the logo, as a data: address that holds a PNG or an SVG of shapes."""

import re
import struct
from base64 import b64decode
from collections.abc import Callable, Mapping
from urllib.parse import unquote_to_bytes

from defusedxml import ElementTree
from weasyprint.urls import URLFetcher, URLFetcherResponse

from dsar.press.limits import MOST_PIXELS

MOST_BYTES = 1024 * 1024
_SVG = "{http://www.w3.org/2000/svg}"
_REFERRING = frozenset({"use", "image", "feImage", "foreignObject", "script", "style", "pattern", "mask", "marker"})


class LogoOnly(URLFetcher):  # type: ignore[misc]  # WeasyPrint brings no types
    """Gives what a data: address with a PNG or SVG holds, and fetches nothing: a letter has its logo in itself."""

    _ADDRESS = re.compile(r"data:(image/png|image/svg\+xml)(?:;charset=utf-8)?(;base64)?,(.*)", re.DOTALL)

    def __init__(self) -> None:
        super().__init__(allowed_protocols=["data"])

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
        """Give the picture; raises ValueError for any other address, and WeasyPrint goes on without."""
        found = self._ADDRESS.fullmatch(url)
        if found is None or len(url) > 2 * MOST_BYTES:
            raise ValueError("refused")
        kind, packed, text = found.groups()
        content = b64decode(text, validate=True) if packed else unquote_to_bytes(text)
        if len(content) > MOST_BYTES:
            raise ValueError("too large")
        _CHECKS[kind](content)
        return URLFetcherResponse("data:", content, {"Content-Type": kind})


def check_png(content: bytes) -> None:
    """Refuse what is no PNG, or unpacks to more than a logo has."""
    if content[:8] != b"\x89PNG\r\n\x1a\n" or content[12:16] != b"IHDR" or len(content) < 33:
        raise ValueError("no PNG")
    width, height = struct.unpack(">II", content[16:24])
    if width * height > MOST_PIXELS:
        raise ValueError("too large")


def check_svg(content: bytes) -> None:
    """Refuse what is no SVG, or refers to anything but a colour or a clip of its own."""
    root = ElementTree.fromstring(content, forbid_dtd=True)
    if root.tag != f"{_SVG}svg":
        raise ValueError("no SVG")
    for element in root.iter():
        if str(element.tag).rpartition("}")[2] in _REFERRING or any(_outward(*pair) for pair in element.items()):
            raise ValueError("refers to something else")
    for clip in root.iter(f"{_SVG}clipPath"):
        if any("url(" in value.lower() for element in clip.iter() for _, value in element.items()):
            raise ValueError("refers to itself")


def _outward(attribute: str, value: str) -> bool:
    name = attribute.rpartition("}")[2]
    links = name in {"href", "src"} and not value.startswith("#")
    return links or name == "base" or re.search(r"url\(\s*[\"']?\s*[^#\"'\s]", value, re.IGNORECASE) is not None


_CHECKS: Mapping[str, Callable[[bytes], None]] = {"image/png": check_png, "image/svg+xml": check_svg}
