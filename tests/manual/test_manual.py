"""The manual: its pictures are those of the screens as they are, and its words are plain and name what is there."""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from dsar.core.vocabulary import Role
from dsar.extensions import db
from dsar.reading import Reading, read
from dsar.web.manual.routes import CHAPTERS
from tests.letters.test_reading_level import ease
from tests.manual.make_manual import MANIFEST, PICTURES, ROOT
from tests.manual.shots import SHOTS, Reader
from tests.support.app import World, address, make_world
from tests.support.demo import make_demo
from tests.support.pages import NS, Browser, Page, text_of

Taken = dict[str, dict[str, Any]]
SLUGS = [chapter.slug for chapter in CHAPTERS]
SLUG = "westendorp-pr"
WIDEST, LARGEST = 900, 16 * 1024  # pixels, bytes
BLOCKS = {f"{NS}{tag}" for tag in ("p", "li", "h1", "h2", "h3", "figcaption")}
NAME = "dsar-manual__name"
# Hard words that have to be there, each with the reason.
ALLOWED = {"termijn": "stands on every screen; the chapters say what it is", "auditor": "the name of the role"}
LEAST_EASE, LEAST_FREQUENT, LEAST_SENTENCES = 80, 85, 25  # letters must reach 60; a manual has no law to quote


@pytest.fixture(scope="module")
def reader(fresh_database: Callable[[str], str]) -> Iterator[Reader]:
    app = make_demo(fresh_database("sqlite"))
    yield Reader(app)
    with app.app_context():
        db.engine.dispose()


@pytest.fixture(scope="module")
def world(fresh_database: Callable[[str], str]) -> Iterator[World]:
    made = make_world(fresh_database("sqlite"))
    yield made
    made.close()


@pytest.fixture(scope="module")
def pictures() -> Taken:
    return json.loads(MANIFEST.read_text("utf-8"))


@pytest.mark.parametrize("name", SHOTS)
def test_a_picture_shows_the_screen_as_it_is(reader: Reader, pictures: Taken, name: str) -> None:
    taken = pictures[name]
    assert reader.text(SHOTS[name], taken["letters"]) == taken["text"], "the screen has changed: run `make manual`"


def test_what_can_be_read_on_a_picture_does_not_depend_on_the_day(pictures: Taken) -> None:
    text = " ".join(sentence for picture in pictures.values() for sentence in picture["text"])
    assert re.findall(r"[1-9]|maandag|november", text) == []
    assert "dag 0 maand 0" in text


def test_every_picture_is_there_and_small(pictures: Taken) -> None:
    assert {file.stem for file in PICTURES.iterdir()} == SHOTS.keys() == pictures.keys()
    for name, picture in pictures.items():
        file = PICTURES / f"{name}.webp"
        with Image.open(file) as image:
            assert image.size == (picture["width"], picture["height"])
            assert image.width <= WIDEST
        assert file.stat().st_size <= LARGEST, name


def chapter(world: World, slug: str) -> Page:
    browser = Browser(world.app)
    browser.sign_in(address(SLUG, Role.AUDITOR))
    return browser.get(f"/handleiding/{slug}")


def test_every_picture_stands_in_one_chapter_with_words_and_room_kept_for_it(world: World) -> None:
    shown = [image for slug in SLUGS for image in chapter(world, slug).all("img")]
    for image in shown:
        assert len(image.get("alt", "")) > 20
        assert image.get("loading") == "lazy"
        assert image.get("width", "").isdigit()
        assert image.get("height", "").isdigit()
    assert sorted(Path(image.get("src", "")).stem for image in shown) == sorted(SHOTS)


@pytest.mark.parametrize("role", Role)
def test_everybody_finds_the_chapter_of_their_role_from_any_page(world: World, role: Role) -> None:
    browser = Browser(world.app)
    start = browser.sign_in(address(SLUG, role))
    page = browser.get(start.link("Handleiding"))
    first = page.all("ul", **{"class": "dsar-choices"})[0]
    own = [link.get("href") for link in first.iter(f"{NS}a")]
    (expected,) = [one.slug for one in CHAPTERS if role in one.roles]
    assert own == [f"/handleiding/{expected}"]
    for one in CHAPTERS:
        browser.get(page.link(one.title[0].upper() + one.title[1:]))


def test_what_is_no_chapter_is_not_found_and_nobody_reads_without_signing_in(world: World) -> None:
    browser = Browser(world.app)
    assert browser.get("/handleiding").path.startswith("/inloggen")
    assert not browser.get("/inloggen").has_link("Handleiding")
    browser.sign_in(address(SLUG, Role.FG))
    browser.get("/handleiding/directeur", status=404)


def plain_text(page: Page) -> str:
    """Give what a chapter says, a line for each block; a button's name is the screens' own and is one word here."""
    main = page.one("main")
    for name in (one for one in main.iter(f"{NS}strong") if one.get("class") == NAME):
        name.text = "dit"
    return "\n".join(text_of(block) for block in main.iter() if block.tag in BLOCKS)


@pytest.mark.parametrize("slug", SLUGS)
def test_a_chapter_is_b1(world: World, slug: str) -> None:
    reading = read(plain_text(chapter(world, slug)))
    frequent = reading.figure("frequent_words")
    assert hard(reading) == []
    assert ease(reading) >= LEAST_EASE
    assert frequent is not None
    assert frequent.value >= LEAST_FREQUENT
    assert len(reading.sentences) >= LEAST_SENTENCES


def hard(reading: Reading) -> list[str]:
    marked = [(mark.kind, reading.text[mark.start : mark.end]) for mark in reading.marks]
    return [f"{kind}: {words}" for kind, words in marked if words.lower() not in ALLOWED]


@pytest.mark.parametrize("slug", SLUGS)
def test_a_chapter_names_only_what_stands_on_a_screen(world: World, slug: str) -> None:
    names = {text_of(one) for one in chapter(world, slug).all("strong") if one.get("class") == NAME}
    assert names
    said = screens()
    assert {name for name in names if f'"{name}"' not in said} == set()


def screens() -> str:
    """Give the sources of everything that stands on a screen, but for the manual itself."""
    files = [*ROOT.glob("templates/**/*.html"), *ROOT.glob("dsar/w*/**/*.py")]
    return "\n".join(file.read_text("utf-8") for file in files if "manual" not in file.relative_to(ROOT).parts)


@pytest.mark.parametrize("slug", SLUGS)
def test_a_link_within_a_chapter_leads_to_a_heading(world: World, slug: str) -> None:
    page = chapter(world, slug)
    targets = [link.get("href", "")[1:] for link in page.all("a") if link.get("href", "").startswith("#")]
    headings = [one.get("id") for one in page.all("h2")]
    assert targets[1:] == headings  # the first one skips to the content
