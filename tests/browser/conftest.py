"""A running site on loopback and a real Chromium that looks at it."""

import logging
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Page, sync_playwright
from werkzeug.serving import make_server

from dsar.core.vocabulary import Role
from tests.factories.world import SIXTH
from tests.support.app import PASSWORD, World, address, make_world

CHROMIUM = "/usr/bin/chromium"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@dataclass(frozen=True)
class Site:
    """A running application: its world, its address, and browsers signed in on it."""

    world: World
    url: str
    browser: Browser

    def anonymous(self, width: int = 1280) -> Page:
        """Open a browser window of its own on which nobody is signed in."""
        context = self.browser.new_context(
            base_url=self.url, locale="nl-NL", viewport={"width": width, "height": 900}, accept_downloads=True
        )
        context.set_default_timeout(20_000)
        return context.new_page()

    def signed_in(self, slug: str, role: Role, width: int = 1280) -> Page:
        """Open a browser window and sign in as the organisation's account for a role."""
        page = self.anonymous(width)
        page.goto("/inloggen")
        page.get_by_label("E-mailadres").fill(address(slug, role))
        page.get_by_label("Wachtwoord", exact=True).fill(PASSWORD)
        page.get_by_role("button", name="Aanmelden").click()
        return page


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Start Debian's Chromium once for all stories of a worker."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def open_site(fresh_database: Callable[[str], str], chromium: Browser, monkeypatch) -> Iterator[Callable[..., Site]]:
    """Give a function that starts a site on a fresh database of the kind asked for."""
    monkeypatch.setenv("DSAR_REGULATIONS", str(SIXTH))
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    stops: list[Callable[[], None]] = []

    def start(backend: str = "sqlite") -> Site:
        world = make_world(fresh_database(backend))
        server = make_server("127.0.0.1", 0, world.app, threaded=True)
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()

        def stop() -> None:
            server.shutdown()
            thread.join()
            server.server_close()
            world.close()

        stops.append(stop)
        return Site(world, f"http://127.0.0.1:{server.port}", chromium)

    yield start
    for context in chromium.contexts:
        context.close()
    for stop in stops:
        stop()
