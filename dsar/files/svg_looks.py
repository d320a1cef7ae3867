"""Colours, lines and transparency of an SVG's elements, also where they stand in a style; nothing that can fetch."""

import re
from collections.abc import Mapping

from dsar.core.errors import InvalidInput

LOOKS = {
    *("fill", "fill-opacity", "fill-rule", "clip-path", "clip-rule", "opacity", "color", "display", "visibility"),
    *("stroke", "stroke-width", "stroke-opacity", "stroke-linecap", "stroke-linejoin", "stroke-miterlimit"),
    *("stroke-dasharray", "stroke-dashoffset", "stop-color", "stop-opacity"),
}
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_RULE = re.compile(r"([^{}]*)\{([^{}]*)\}")
_CLASS = re.compile(r"\.([A-Za-z_][\w-]*)")
_ADDRESS = re.compile(r"url\(\s*(['\"]?)#[A-Za-z_][\w.-]*\1\s*\)")
_HARMLESS = re.compile(r"[\w\s.,#%()+'\"-]*")  # what colours, numbers, paths and matrices are written with
_MOST = 200_000  # characters of one value


def safe_value(value: str) -> str:
    """Give a value that can only be a number, a word or a colour, or url(#name) of the file itself.

    Raises InvalidInput (field `logo`) for anything else.
    """
    rest = _ADDRESS.sub("", value)
    if len(value) > _MOST or "url" in rest.lower() or not _HARMLESS.fullmatch(rest):
        raise InvalidInput("logo", "logo_reaches_outside")
    return value


def looks_of(attributes: Mapping[str, str]) -> dict[str, str]:
    """Give the looks among an element's attributes; raises InvalidInput for one that fetches."""
    return {name: safe_value(value) for name, value in attributes.items() if name in LOOKS}


def class_looks(sheet: str) -> dict[str, dict[str, str]]:
    """Give the looks of every class in a style sheet; raises InvalidInput for one that fetches another."""
    text = _COMMENT.sub("", sheet)
    if "@" in text or "\\" in text:
        raise InvalidInput("logo", "logo_reaches_outside")
    found: dict[str, dict[str, str]] = {}
    for selectors, declarations in _RULE.findall(text):
        looks = style_looks(declarations)
        for selector in selectors.split(","):
            match = _CLASS.fullmatch(selector.strip())
            if match:
                found.setdefault(match[1], {}).update(looks)
    return found


def style_looks(text: str) -> dict[str, str]:
    """Give the looks in a style attribute or in the braces of a rule; raises InvalidInput for one that fetches."""
    looks = {}
    for declaration in _COMMENT.sub("", text).split(";"):
        name, _, value = declaration.partition(":")
        if "url" in value.lower() or name.strip().lower() in LOOKS:
            looks[name.strip().lower()] = safe_value(value.replace("!important", "").strip())
    return {name: value for name, value in looks.items() if name in LOOKS}
