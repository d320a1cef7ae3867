"""Takes every screen of every role at the width of a desktop and of a phone, in build/pictures, to look at.

    python -m tests.pictures.make_pictures [role ...]

Two addresses with the same headings, questions and buttons are one screen; the numbers in a file's name are those of
its address. The pages that ask to check something first have no address of their own and are not among them.
"""

import re
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Browser as Chromium

from dsar.core.vocabulary import Role
from tests.support.addresses import Ids, ids_in, pages_of
from tests.support.app import PASSWORD, World, address, make_world
from tests.support.databases import migrate
from tests.support.pages import NS, Browser, Page, text_of
from tests.support.serving import chromium, served, signed_in
from tests.support.stages import SLUG, fill

FOLDER = Path(__file__).resolve().parents[2] / "build" / "pictures"
WIDTHS = {"desktop": 1280, "phone": 360}  # pixels
TELLING = {f"{NS}{tag}" for tag in ("h1", "h2", "h3", "legend", "label", "button", "caption", "summary")}
NOBODY = "nobody"
ALL_AT_ONCE = "document.querySelectorAll('img[loading=lazy]').forEach(image => { image.loading = 'eager' })"


def main(*wanted: str) -> None:
    """Take the screens of these roles, or of all and of who is not signed in."""
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/pictures.sqlite3"
        migrate(url)
        world = make_world(url)
        with world.app.app_context():
            links = fill(world)
        ids = ids_in(world, links)
        with served(world.app) as site, chromium() as browser:
            for role in (*Role, NOBODY):
                if not wanted or role in wanted:
                    count = take(world, browser, site, role, list(screens(world, ids, role)))
                    print(f"{role}: {count} screens in {FOLDER / role}")
        world.close()


def screens(world: World, ids: Ids, role: str) -> Iterator[str]:
    """Give the address of every screen that a role gets, each screen once."""
    browser = Browser(world.app)
    if role != NOBODY:
        browser.sign_in(address(SLUG, Role(role)))
    seen = set()
    for page in pages_of(browser, world, ids):
        if (screen := likeness(page)) not in seen:
            seen.add(screen)
            yield page.path


def likeness(page: Page) -> tuple[str, ...]:
    """Give what two addresses with the same screen have in common."""
    said = (text_of(one) for one in page.one("main").iter() if one.tag in TELLING)
    shape = re.sub(r"\d+", "0", page.path.partition("?")[0])
    return (shape, *(re.sub(r"\d+", "0", text) for text in said))


def take(world: World, browser: Chromium, site: str, role: str, paths: list[str]) -> int:
    """Take the pictures of one role; give how many screens it has."""
    folder = FOLDER / role
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.png"):
        old.unlink()
    for name, width in WIDTHS.items():
        if role == NOBODY:
            page = browser.new_page(base_url=site, locale="nl-NL", viewport={"width": width, "height": 900})
        else:
            page = signed_in(browser, site, address(SLUG, Role(role)), PASSWORD, width)
        for path in paths:
            page.goto(path)
            page.evaluate(ALL_AT_ONCE)
            page.wait_for_load_state("networkidle")
            page.screenshot(path=folder / f"{file_name(path)}-{name}.png", full_page=True)
        page.context.close()
    return len(paths)


def file_name(path: str) -> str:
    """Give an address as the name of a file, without what only makes it secret."""
    plain = re.sub(r"/[^/?]{25,}", "/link", path).lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "start"


if __name__ == "__main__":
    main(*sys.argv[1:])
