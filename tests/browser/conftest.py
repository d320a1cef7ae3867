"""A running site on loopback and a real Chromium that looks at it."""

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Page, sync_playwright
from werkzeug.serving import make_server

from dsar.core.vocabulary import Role
from tests.factories.world import SIXTH
from tests.support.app import PASSWORD, World, address, make_world
from tests.support.serving import CHROMIUM, FLAGS


@dataclass(frozen=True)
class Site:
    """A running application: its world, its address, and browsers signed in on it."""

    world: World
    url: str
    browser: Browser

    def anonymous(self, width: int = 1280, *, script: bool = True) -> Page:
        """Open a browser window of its own on which nobody is signed in."""
        context = self.browser.new_context(
            base_url=self.url,
            locale="nl-NL",
            viewport={"width": width, "height": 900},
            accept_downloads=True,
            java_script_enabled=script,
        )
        context.set_default_timeout(20_000)
        return context.new_page()

    def signed_in(self, slug: str, role: Role, width: int = 1280, *, script: bool = True) -> Page:
        """Open a browser window and sign in as the organisation's account for a role."""
        page = self.anonymous(width, script=script)
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


@contextmanager
def served(world: World, browser: Browser) -> Iterator[Site]:
    """Serve a world on loopback; closes its windows, the server and the world at the end."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = make_server("127.0.0.1", 0, world.app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield Site(world, f"http://127.0.0.1:{server.port}", browser)
    for context in browser.contexts:
        context.close()
    server.shutdown()
    thread.join()
    server.server_close()
    world.close()


@pytest.fixture
def open_site(fresh_database: Callable[[str], str], chromium: Browser, monkeypatch) -> Iterator[Callable[..., Site]]:
    """Give a function that starts a site on a fresh database of the kind asked for."""
    monkeypatch.setenv("DSAR_REGULATIONS", str(SIXTH))
    with ExitStack() as sites:
        yield lambda backend="sqlite": sites.enter_context(served(make_world(fresh_database(backend)), chromium))
