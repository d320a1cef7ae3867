"""Says in the tags of a PDF which parts are in another language; WeasyPrint 70 tells that of the whole only."""

from collections.abc import Callable, Iterator
from typing import Any

import pydyf
from weasyprint.pdf import tags

_Build = Callable[..., Iterator[Any]]


def mark_languages() -> None:
    """Have every structure element of a part with a `lang` of its own carry it (PDF/UA-1, 7.2); harmless twice."""
    if not hasattr(tags._build_box_tree, "marks_languages"):
        tags._build_box_tree = _marking(tags._build_box_tree)


def _marking(build: _Build) -> _Build:
    def marked(box: Any, *rest: Any) -> Iterator[Any]:
        language = box.element.get("lang") if box.element is not None and box.element_tag != "html" else None
        for element in build(box, *rest):
            if language:
                element["Lang"] = pydyf.String(language)
            yield element

    marked.marks_languages = True  # type: ignore[attr-defined]  # a function may carry what is known of it
    return marked
