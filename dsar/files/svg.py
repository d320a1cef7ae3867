"""An SVG drawn anew from its shapes: what is not on a list of shapes and looks is refused or left out."""

import re
from collections.abc import Iterator, Mapping
from xml.etree.ElementTree import Element, ParseError, SubElement, tostring

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from dsar.core.errors import InvalidInput
from dsar.files.svg_looks import LOOKS, class_looks, looks_of, safe_value, style_looks

_NAMESPACE = "http://www.w3.org/2000/svg"
_HREFS = ("href", "{http://www.w3.org/1999/xlink}href")
_PAINTS = frozenset({"linearGradient", "radialGradient", "clipPath"})
_SHAPES = frozenset({"path", "rect", "circle", "ellipse", "line", "polyline", "polygon"})
_KEPT = _SHAPES | _PAINTS | {"g", "defs", "stop"}
_LEFT_OUT = frozenset({"title", "desc", "metadata", "style"})
_GEOMETRY = {
    *("d", "points", "x", "y", "width", "height", "rx", "ry", "cx", "cy", "r", "x1", "x2", "y1", "y2", "fx", "fy"),
    *("transform", "offset", "gradientUnits", "gradientTransform", "spreadMethod", "clipPathUnits"),
}
_NAME = re.compile(r"[A-Za-z_][\w.-]{0,79}")
_LENGTH = re.compile(r"\s*(\d+(?:\.\d+)?)(?:px|pt|mm|cm|in)?\s*")
MOST_ELEMENTS = 2000  # with every copy that a <use> makes
_DEEPEST = 30


def is_svg(content: bytes) -> bool:
    """Tell whether this may be an SVG; whether it is one shows when it is read."""
    start = content[:2048].removeprefix(b"\xef\xbb\xbf").lstrip()
    return start.startswith(b"<") and (b"<svg" in content[:65536])


def clean_svg(content: bytes) -> bytes:
    """Give the same picture made of shapes, gradients and clips only; a <use> is replaced by what it shows.

    Raises InvalidInput (field `logo`) for a file that is no SVG, is damaged, has no size, is too large inside, holds
    anything else than shapes, or refers to anything outside itself.
    """
    root = _parse(content)
    if root.tag != f"{{{_NAMESPACE}}}svg":
        raise InvalidInput("logo", "logo_not_picture")
    return _Drawing(root).drawn()


def _parse(content: bytes) -> Element:
    try:
        root: Element = fromstring(content, forbid_entities=True, forbid_external=True)
    except DefusedXmlException as error:
        raise InvalidInput("logo", "logo_reaches_outside") from error
    except (ParseError, ValueError, LookupError, RecursionError) as error:
        raise InvalidInput("logo", "logo_damaged") from error
    return root


class _Drawing:
    """Copies one SVG, element by element."""

    def __init__(self, root: Element) -> None:
        self._root = root
        self._classes = class_looks("\n".join(_styles(root)))
        self._by_id = {element.get("id", ""): element for element in root.iter() if element.get("id")}
        self._count = 0

    def drawn(self) -> bytes:
        """Give the copy as bytes."""
        copy = Element("svg", {"xmlns": _NAMESPACE, "viewBox": _view_box(self._root)})
        SubElement(copy, "title").text = "Logo"
        copy.attrib.update(self._looks(self._root))
        for child in self._root:
            self._copy(child, copy, ())
        content: bytes = tostring(copy, encoding="utf-8", xml_declaration=False)
        return content

    def _copy(self, source: Element, target: Element, within: tuple[str, ...]) -> None:
        """Copy an element and what is in it; `within` are the names of the elements around it, uses with their id."""
        name = _local_name(source)
        if name is None or name in _LEFT_OUT:
            return
        self._count += 1
        if self._count > MOST_ELEMENTS or len(within) > _DEEPEST:
            raise InvalidInput("logo", "logo_too_detailed_inside", most=MOST_ELEMENTS)
        if name == "use":
            self._show(source, target, within)
        elif name not in _KEPT:
            raise InvalidInput("logo", "logo_more_than_shapes", what=name if _NAME.fullmatch(name) else "?")
        else:
            copy = SubElement(target, name, self._attributes(source, name, within))
            for child in source:
                self._copy(child, copy, (*within, name))

    def _show(self, use: Element, target: Element, within: tuple[str, ...]) -> None:
        """Put a copy of the element that a <use> points at in its place."""
        wanted = _reference(use)
        shown = self._by_id.get(wanted)
        if shown is None:
            return
        if f"#{wanted}" in within or wanted == self._root.get("id"):
            raise InvalidInput("logo", "logo_draws_itself")
        attributes = self._attributes(use, "use", within)
        attributes.pop("id", None)
        x, y = attributes.pop("x", "0"), attributes.pop("y", "0")
        moved = f"{attributes.get('transform', '')} translate({x},{y})".strip()
        kept = {name: value for name, value in attributes.items() if name in LOOKS} | {"transform": moved}
        copy = SubElement(target, "g", kept)
        self._copy(shown, copy, (*within, f"#{wanted}"))
        for element in copy.iter():
            element.attrib.pop("id", None)

    def _attributes(self, source: Element, name: str, within: tuple[str, ...]) -> dict[str, str]:
        if any(_is_handler(attribute) for attribute in source.attrib):
            raise InvalidInput("logo", "logo_more_than_shapes", what="script")
        own = {key: safe_value(value) for key, value in source.attrib.items() if key in _GEOMETRY}
        own |= self._looks(source)
        if "clipPath" in within or name == "clipPath":  # a clip that refers to a clip could refer to itself
            own = {key: value for key, value in own.items() if "url" not in value.lower()}
        identity = source.get("id", "")
        if _NAME.fullmatch(identity):
            own["id"] = identity
        reference = _reference(source)
        if name in _PAINTS and reference and not self._loops(source):
            own["href"] = f"#{reference}"
        return own

    def _looks(self, source: Element) -> dict[str, str]:
        looks = looks_of(source.attrib)
        for name in source.get("class", "").split():
            looks |= self._classes.get(name, {})
        return looks | style_looks(source.get("style", ""))

    def _loops(self, paint: Element) -> bool:
        """Tell whether a gradient gets its colours from itself, by whatever way round."""
        seen: set[str] = set()
        following: Element | None = paint
        while following is not None and (wanted := _reference(following)):
            if wanted in seen or wanted == paint.get("id"):
                return True
            seen.add(wanted)
            following = self._by_id.get(wanted)
        return False


def _local_name(element: Element) -> str | None:
    """Give the name of an SVG element; None for what drawing programs keep for themselves."""
    namespace, _, name = str(element.tag).rpartition("}")
    return name if namespace == f"{{{_NAMESPACE}" and name else None


def _reference(element: Element) -> str:
    """Give the id that an element points at, empty for none; raises InvalidInput for any address outside the file."""
    for attribute in _HREFS:
        value = element.get(attribute, "").strip()
        if value:
            if not value.startswith("#") or not _NAME.fullmatch(value[1:]):
                raise InvalidInput("logo", "logo_reaches_outside")
            return value[1:]
    return ""


def _is_handler(attribute: str) -> bool:
    return attribute.lower().startswith("on")


def _styles(root: Element) -> Iterator[str]:
    return ("".join(element.itertext()) for element in root.iter(f"{{{_NAMESPACE}}}style"))


def _view_box(root: Element) -> str:
    """Give the drawing's own measures; raises InvalidInput where there are none."""
    numbers = re.split(r"[\s,]+", root.get("viewBox", "").strip())
    if not root.get("viewBox"):
        numbers = ["0", "0", *(_number(root.attrib, side) for side in ("width", "height"))]
    try:
        left, top, width, height = (float(number) for number in numbers)
    except ValueError as error:
        raise InvalidInput("logo", "logo_without_size") from error
    if not (0 < width < 1e6 and 0 < height < 1e6 and abs(left) < 1e6 and abs(top) < 1e6):
        raise InvalidInput("logo", "logo_without_size")
    return f"{left:g} {top:g} {width:g} {height:g}"


def _number(attributes: Mapping[str, str], name: str) -> str:
    found = _LENGTH.fullmatch(attributes.get(name, ""))
    return found[1] if found else ""
