"""A browser without a screen: every page it gets is checked, and forms are sent as they stand on the page."""

from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

import tinyhtml5
from flask import Flask
from werkzeug.test import TestResponse

from dsar.language import LANGUAGES
from tests.support.app import PASSWORD

NS = "{http://www.w3.org/1999/xhtml}"
CONTROLS = ("input", "select", "textarea")


def text_of(element: Element) -> str:
    """Give an element's text on one line."""
    return " ".join("".join(element.itertext()).split())


@dataclass
class Page:
    """An answer with a page in it."""

    response: TestResponse
    path: str

    @property
    def status(self) -> int:
        """The HTTP status."""
        return self.response.status_code

    @cached_property
    def root(self) -> Element:
        """The parsed page."""
        return tinyhtml5.parse(self.response.text)

    @cached_property
    def text(self) -> str:
        """Everything there is to read, on one line."""
        return text_of(self.one("body"))

    @property
    def title(self) -> str:
        """The title of the page."""
        return text_of(self.one("title"))

    @property
    def h1(self) -> str:
        """The heading of the page."""
        return text_of(self.one("h1"))

    def all(self, tag: str, **attributes: str) -> list[Element]:
        """Give every element with this tag and these attributes."""
        found = self.root.iter(f"{NS}{tag}")
        return [one for one in found if all(one.get(name) == value for name, value in attributes.items())]

    def one(self, tag: str, **attributes: str) -> Element:
        """Give the only element with this tag and these attributes."""
        found = self.all(tag, **attributes)
        assert len(found) == 1, f"{len(found)} times {tag} {attributes} on {self.path}"
        return found[0]

    def link(self, text: str) -> str:
        """Give where the link with this text leads."""
        found = [one for one in self.all("a") if text in text_of(one)]
        assert found, f"no link '{text}' on {self.path}"
        return found[0].get("href", "")

    def has_link(self, text: str) -> bool:
        """Tell whether there is a link with this text."""
        return any(text in text_of(one) for one in self.all("a"))

    def error_of(self, name: str) -> str:
        """Give what stands beside a field as wrong; empty when nothing does."""
        found = [one for one in self.root.iter() if one.get("id") == f"{name}-error"]
        return text_of(found[0]).removeprefix("Fout: ") if found else ""

    @property
    def summary(self) -> str:
        """The summary of what is wrong, on top."""
        found = [one for one in self.all("div") if one.get("class") == "govuk-error-summary"]
        return text_of(found[0]) if found else ""

    def forms(self) -> list[Element]:
        """Give the forms in the page's content; signing out, in the header, is not one of them."""
        return list(self.one("main").iter(f"{NS}form"))

    def value_of(self, name: str) -> str | list[str] | None:
        """Give what a control of the content's forms would send."""
        for form in self.forms():
            values = form_values(form)
            if name in values:
                return values[name]
        return None

    def check(self) -> None:
        """Check what holds for every page: one h1 that begins the title, unique ids, a label for every control."""
        assert self.one("html").get("lang") in LANGUAGES
        assert self.title.removeprefix("Fout: ").removeprefix("Error: ").startswith(self.h1), (self.title, self.h1)
        assert self.all("main"), self.path
        ids = [one.get("id") for one in self.root.iter() if one.get("id")]
        assert len(ids) == len(set(ids)), sorted(one for one in ids if ids.count(one) > 1)
        labelled = {one.get("for") for one in self.all("label")}
        for tag in CONTROLS:
            for control in self.all(tag):
                if control.get("type") not in {"hidden", "submit"}:
                    assert control.get("id") in labelled, (self.path, control.attrib)
        assert not [one for one in self.root.iter() if one.get("style")], "style in the page"
        for script in self.all("script"):
            assert (script.get("src") or "").startswith("/static/js/"), "script in the page"
            assert not text_of(script), "script in the page"


def form_values(form: Element) -> dict[str, str | list[str]]:
    """Give what a form would send as it stands."""
    values: dict[str, str | list[str]] = {}
    for one in form.iter():
        tag, name, kind = str(one.tag).removeprefix(NS), one.get("name"), one.get("type")
        if tag not in CONTROLS or not name or kind == "submit":
            continue
        if tag == "select":
            options = list(one.iter(f"{NS}option"))
            chosen = [option for option in options if option.get("selected") is not None] or options[:1]
            values[name] = chosen[0].get("value", "") if chosen else ""
        elif kind == "checkbox":
            if one.get("checked") is not None:
                values[name] = [*values.get(name, []), one.get("value", "on")]
        elif kind == "radio":
            if one.get("checked") is not None:
                values[name] = one.get("value", "on")
        else:
            value = (one.text or "").removeprefix("\n") if tag == "textarea" else one.get("value", "")
            values[name] = [*_listed(values[name]), value] if name in values else value
    return values


def _listed(value: str | list[str]) -> list[str]:
    return value if isinstance(value, list) else [value]


@dataclass
class Browser:
    """Somebody at a screen; keeps cookies and the page in front of them."""

    app: Flask
    page: Page | None = field(default=None)

    def __post_init__(self) -> None:
        self.client = self.app.test_client()

    def get(self, path: str, *, status: int = 200) -> Page:
        """Open a page, following where it leads."""
        return self._seen(self.client.get(path, follow_redirects=True), status)

    def send(self, *, form: int = 0, status: int = 200, without: tuple[str, ...] = (), **typed: object) -> Page:
        """Send a form of the page with some of its fields filled in anew, following where it leads."""
        assert self.page is not None
        element = self.page.forms()[form]
        data = {**form_values(element), **typed}
        for name in without:
            data.pop(name, None)
        target = element.get("action") or self.page.path
        return self._seen(self.client.post(target, data=data, follow_redirects=True), status)

    def sign_in(self, email: str, password: str = PASSWORD) -> Page:
        """Sign in on the page for it."""
        self.get("/inloggen")
        return self.send(email=email, password=password)

    def _seen(self, response: TestResponse, status: int) -> Page:
        request = response.request
        query = request.query_string.decode()
        self.page = Page(response, urlsplit(request.path).path + (f"?{query}" if query else ""))
        assert response.status_code == status, (response.status_code, self.page.path, self.page.text[:600])
        if response.mimetype == "text/html":
            self.page.check()
        return self.page
