"""Every text of the screens goes through gettext, and an English screen says what is Dutch on it.

The translations are marked here, so that what did not pass through gettext stands outside the marks. Outside may
only stand what is no text of ours: what people typed, names, what a regulation says, articles, numbers and dates.
"""

import json
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from gettext import NullTranslations
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest

from dsar import language
from dsar.core.vocabulary import Role
from dsar.database import Base
from dsar.extensions import db
from dsar.web.speaking import COOKIE
from tests.support.addresses import ids_in, pages_of
from tests.support.app import World, make_world
from tests.support.databases import MigratedTemplate
from tests.support.judging import at_desk
from tests.support.pages import NS, Browser
from tests.support.stages import SLUG, fill
from tests.translations.make_messages import extracted

REGULATIONS = Path(language.__file__).parent / "regulations" / "data"
SPOKEN = ("alt", "aria-label", "title", "placeholder", "data-label", "label")
LONG = 8  # characters
UNSPOKEN = {f"{NS}{tag}" for tag in ("script", "style", "textarea", "head")}
AS_THEY_ARE = {"Nederlands", "English", "Mevrouw"}  # languages name themselves; an address on a letter
MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
DAYS = "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
# What is the same in every language, or is cited as it is.
CITED = re.compile(
    rf"\b({MONTHS}|{DAYS}|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\b"
    r"|\b(AVG|UAVG|Awb|BW|Jeugdwet|Archiefwet|Verordening|Algemene termijnenwet)\b[\d\s:;,.()a-z/§-]*"
    r"|\bart\.|\b(PDF|SHA-256|BSN|mm|kB|PNG|SVG)\b|[0-9a-f]{8,}|\S+@\S+|https?://\S+"
)


class Marked(NullTranslations):
    """Translations that are the Dutch between marks; a text that is not found by who makes the catalogue has none."""

    def gettext(self, message: str) -> str:
        return f"⟦{message}⟧" if message in known() else message

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        said = msgid1 if n == 1 else msgid2
        return f"⟦{said}⟧" if (msgid1, msgid2) in known() else said


@cache
def known() -> frozenset[object]:
    """Give every text that is extracted: what stands in an f-string, for one, is not."""
    return frozenset(message.id for message in extracted())


@pytest.fixture(scope="module")
def links() -> list[str]:
    return []


@pytest.fixture(scope="module")
def world(migrated_template: MigratedTemplate, links: list[str]) -> Iterator[World]:
    """Give an organisation with something of everything; what a page says does not depend on the kind of database."""
    url = migrated_template.copy("sqlite")
    made = make_world(url)
    with made.app.app_context():
        links[:] = fill(made)
    yield made
    made.close()
    migrated_template.remove(url)


def in_english(browser: Browser) -> Browser:
    browser.client.set_cookie(COOKIE, "en")
    return browser


def outside(root: Element, lang: str = "en") -> Iterator[str]:
    """Give what stands outside the marks, without what says that it is in another language than the page."""
    depth = 0
    for text in _texts(root, lang):
        kept = []
        for letter in text:
            depth += (letter == "⟦") - (letter == "⟧")
            if depth == 0 and letter != "⟧":
                kept.append(letter)
        yield "".join(kept).strip()


def _texts(element: Element, lang: str) -> Iterator[str]:
    if element.tag in UNSPOKEN or element.get("lang", lang) != lang:
        return
    yield from (element.get(name, "") for name in SPOKEN)
    yield element.text or ""
    for child in element:
        yield from _texts(child, lang)
        yield child.tail or ""


def texts_of_others(world: World) -> list[str]:
    """Give what people typed and what regulations say, the longest first."""
    found: set[str] = set()
    with world.app.app_context():
        for table in Base.metadata.sorted_tables:
            for row in db.session.execute(db.select(table)):
                found.update(one for value in row if isinstance(value, str) for one in (value, *_strings(_json(value))))
        db.session.rollback()
    typed = {" ".join(line.split()) for text in found for line in text.splitlines()}
    names = {one for one in typed if len(one) > 2 and not re.fullmatch(r"[a-z_]+", one)}  # those are codes
    for path in REGULATIONS.glob("*.toml"):
        ruled = {one for one in _strings(tomllib.loads(path.read_text("utf-8"))) if len(one) > 2}
        names |= ruled | {f"{one[:1].upper()}{one[1:]}" for one in ruled}
    names |= AS_THEY_ARE
    return sorted(names, key=len, reverse=True)


def _json(text: str) -> object:
    """Read what people typed in the fields of a letter, which is kept as JSON; nothing for any other text."""
    try:
        return json.loads(text) if text[:1] in {"{", "["} else None
    except ValueError:
        return None


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, one in value.items():
            yield from (key, *_strings(one))
    elif isinstance(value, list):
        for one in value:
            yield from _strings(one)


def is_ours(text: str, others: list[str]) -> bool:
    """Tell whether there is something to read that nobody typed and no regulation says."""
    if not re.search(r"[^\W\d_]{2}", text):
        return False
    left = " ".join(text.split())
    if len(left) > LONG and any(left in other for other in others):  # a part of it, such as what a revision changed
        return False
    for other in others:
        if other in left:
            left = left.replace(other, " ")
    return re.search(r"[^\W\d_]{2}", CITED.sub(" ", left)) is not None


@pytest.mark.parametrize("role", list(Role))
def test_every_text_of_every_page_of_every_role_goes_through_gettext(
    world: World, links: list[str], role: Role, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(language, "_translations", lambda code: Marked() if code == "en" else NullTranslations())
    browser = in_english(at_desk(world, role, SLUG))
    others, looked, lost = texts_of_others(world), 0, {}
    for page in pages_of(browser, world, ids_in(world, links)):
        assert page.root.get("lang") == "en", page.path
        looked += 1
        for text in outside(page.root):
            if is_ours(text, others):
                lost.setdefault(text, page.path)
    assert looked >= 5
    assert lost == {}, "\n".join(
        (
            'Put these through gettext, or say with lang="nl" that they are Dutch:',
            *(f"{where}: {text}" for text, where in lost.items()),
        )
    )
