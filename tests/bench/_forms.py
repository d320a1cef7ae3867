"""Reads the forms and the heading of a page: with the standard library only, which costs the machine little."""

import re
from html import unescape
from html.parser import HTMLParser

_HEADING = re.compile(r"<h1[^>]*>(.*?)</h1>", re.DOTALL)
_FORM = re.compile(r"<form.*?</form>", re.DOTALL)
_HREF = re.compile(r'href="([^"]+)"')
_TAG = re.compile(r"<[^>]+>")
Attributes = list[tuple[str, str | None]]


def heading(page: str) -> str:
    """Give the text of a page's h1; empty without one."""
    found = _HEADING.search(page)
    return " ".join(unescape(_TAG.sub("", found[1])).split()) if found else ""


def form_with(page: str, name: str) -> tuple[str, dict[str, str]]:
    """Give the action of the form with this action or a field of this name, and what it would send as it stands."""
    for text in _FORM.findall(page):
        form = _Form()
        form.feed(text)
        if name in {form.action, *form.names}:
            return form.action, form.values
    raise LookupError(f"no form with {name}")


def link_with(page: str, part: str) -> str:
    """Give the first address on a page that has this in it."""
    found = next((one for one in _HREF.findall(page) if part in one), None)
    if found is None:
        raise LookupError(f"no link with {part}")
    return unescape(found).partition("#")[0]


class _Form(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.action, self.names = "", set[str]()
        self.values: dict[str, str] = {}
        self._select = self._textarea = ""

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        given = {key: value or "" for key, value in attrs}
        name = given.get("name", "")
        self.names.add(name)
        if tag == "form":
            self.action = given.get("action", "")
        elif tag == "textarea":
            self._textarea, self.values[name] = name, ""
        elif tag == "select":
            self._select = name
        elif tag == "option" and ("selected" in given or self._select not in self.values):
            self.values[self._select] = given.get("value", "")
        elif tag == "input" and name and self._sent(given):
            self.values[name] = given.get("value", "")

    def handle_data(self, data: str) -> None:
        if self._textarea:
            self.values[self._textarea] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self._textarea = ""

    @staticmethod
    def _sent(given: dict[str, str]) -> bool:
        return given.get("type") != "submit" and (given.get("type") not in {"radio", "checkbox"} or "checked" in given)
