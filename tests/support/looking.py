"""What has to hold for every page in a real browser: each check gives in words what is wrong."""

import contextlib
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import axe_playwright_python
from playwright.sync_api import CDPSession, ConsoleMessage, Page
from playwright.sync_api import TimeoutError as TooLong

_AXE = Path(axe_playwright_python.__file__).with_name("axe.min.js").read_text(encoding="utf-8")
_FOCUS = Path(__file__).with_name("focus.js").read_text(encoding="utf-8")
_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
_ROUNDS = 3  # a key can get lost between a busy browser and its page; what Tab never comes at is not found in any
_HEAVIEST = 60_000  # bytes, with everything that the page needs, as it is sent
_NO_PAGE = re.compile(r"responded with a status of 4\d\d")  # of the page itself, which the test expects


class Weighed:
    """Counts what comes over the wire for a page, with nothing kept from an earlier one, and hears its complaints."""

    def __init__(self, page: Page) -> None:
        self.page, self.complaints = page, list[str]()
        self.bytes = 0
        session: CDPSession = page.context.new_cdp_session(page)
        session.send("Network.enable")
        session.send("Network.setCacheDisabled", {"cacheDisabled": True})
        session.on("Network.loadingFinished", self._arrived)
        page.on("console", self._said)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def open(self, path: str, status: int = 200) -> list[str]:
        """Open a page; give what is wrong with its weight and what the browser complained of."""
        self.page.goto("about:blank")  # what still comes for an earlier page is not counted with this one
        self.bytes, self.complaints = 0, []
        answer = self.page.goto(path)
        assert answer is not None
        assert answer.status == status, (path, answer.status)
        self.page.evaluate("document.fonts.ready")
        if self.page.locator("img[loading=lazy]").count():
            self.page.wait_for_load_state("networkidle")  # with those that the browser fetches although they may wait
        heavy = [f"weighs {self.bytes} bytes"] if self.bytes > _HEAVIEST else []
        return heavy + self.complaints

    def _arrived(self, event: dict[str, Any]) -> None:
        self.bytes += int(event["encodedDataLength"])

    def _said(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"} and not _NO_PAGE.search(message.text):
            self.complaints.append(message.text)


def axe(page: Page, *without: str) -> list[str]:
    """Give what axe finds by its rules but those named, with the first piece of the page for each rule."""
    if page.evaluate("typeof axe") == "undefined":
        page.evaluate(_AXE)
    wanted = {
        "runOnly": {"type": "tag", "values": _TAGS},
        "rules": {rule: {"enabled": False} for rule in without},
        "resultTypes": ["violations"],
    }
    found = page.evaluate("wanted => axe.run(wanted)", wanted)["violations"]
    return [f"axe {one['id']} ({len(one['nodes'])}): {one['nodes'][0]['html'][:200]}" for one in found]


@contextlib.contextmanager
def _wide(page: Page, width: int, scale: float) -> Iterator[None]:
    """Look through a window of so many CSS pixels for a moment."""
    session = page.context.new_cdp_session(page)
    size = {"width": width, "height": 800, "deviceScaleFactor": scale, "mobile": False}
    session.send("Emulation.setDeviceMetricsOverride", size)
    yield
    session.send("Emulation.clearDeviceMetricsOverride")
    session.detach()


def sideways(page: Page, width: int, scale: float = 1) -> list[str]:
    """Give by how much the page sticks out at the side of a window of so many CSS pixels, and the first that does."""
    with _wide(page, width, scale):
        found = page.evaluate(
            """() => {
                const wide = document.documentElement.scrollWidth - document.documentElement.clientWidth;
                const out = [...document.querySelectorAll("main *")].find(
                    one => one.getBoundingClientRect().right > document.documentElement.clientWidth + 1);
                return wide > 0 ? [wide, out ? out.outerHTML.slice(0, 160) : ""] : null;
            }"""
        )
    return [f"at {width} px sticks out {found[0]} px: {found[1]}"] if found else []


def narrow(page: Page) -> list[str]:
    """Give what is wrong at 320 px; the colours are those of the wide page."""
    with _wide(page, 320, 1):
        found = axe(page, "color-contrast")
    return found + sideways(page, 320)


def whole(page: Page) -> list[str]:
    """Give what is wrong with the page that is open, in every way of looking at it."""
    open_folds(page)
    found = axe(page) + by_tab(page) + forced_colours(page)
    return found + sideways(page, 640, scale=2) + narrow(page)


def open_folds(page: Page) -> None:
    """Unfold everything that is folded."""
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")


def by_tab(page: Page) -> list[str]:
    """Press Tab through the whole page; give what is not reached, and where the focus cannot be seen."""
    page.evaluate(_FOCUS)
    stops = page.evaluate("dsarFocus.watch()")
    for _ in range(_ROUNDS):
        for _ in range(stops + 1):
            page.keyboard.press("Tab")
        if not page.evaluate("dsarFocus.missed()"):
            break
    return page.evaluate("dsarFocus.found()")


def forced_colours(page: Page) -> list[str]:
    """Give where focus or a border is lost when the reader has colours of their own."""
    page.evaluate(_FOCUS)
    page.emulate_media(forced_colors="active")
    found = page.evaluate("dsarFocus.marks()")
    page.emulate_media(forced_colors="none")
    return found


def focus_on_mistakes(page: Page) -> list[str]:
    """Give what is wrong with how a form tells its mistakes: focus on the summary, and links to the fields."""
    with contextlib.suppress(TooLong):  # focus comes with the first drawing of the page
        page.wait_for_function("document.activeElement !== document.body", timeout=15_000)
    return page.evaluate(
        """() => {
            const found = [], summary = document.querySelector(".govuk-error-summary");
            if (!summary || document.activeElement !== summary) found.push("focus is not on the summary of mistakes");
            if (!document.title.startsWith("Fout:")) found.push(`the title does not tell a mistake: ${document.title}`);
            for (const link of summary ? summary.querySelectorAll("a") : []) {
                const field = document.getElementById(link.hash.slice(1));
                const there = field && field.tabIndex >= 0 && field.checkVisibility();
                if (!there) found.push(`leads to no field: ${link.outerHTML}`);
            }
            if (summary && !summary.querySelector("li")) found.push("the summary is empty");
            return found;
        }"""
    )


def stops(page: Page) -> list[str]:
    """Give everything that can be focused, as it stands on the page."""
    page.evaluate(_FOCUS)
    return page.evaluate("dsarFocus.names()")


def send_empty(page: Page, path: str, form: int) -> int:
    """Open a page and send a form with nothing filled in; give the answer's status, 0 when it is gone."""
    page.goto(path)
    page.evaluate(_FOCUS)
    if page.locator('main form[method="post"]').count() <= form:
        return 0
    with page.expect_navigation() as sent:
        page.evaluate("form => dsarFocus.sendEmpty(form)", form)
    answer = sent.value
    return answer.status if answer else 0
