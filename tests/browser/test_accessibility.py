"""Every page of every role in a real browser: with every screen, by keyboard, in one's own colours, without script.

Each test goes through all pages and tells everything that is wrong at once.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

import pytest
from playwright.sync_api import Page, Route, expect

from dsar.core.vocabulary import Role
from tests.browser.conftest import Site, served
from tests.factories.world import SIXTH
from tests.support.addresses import ids_in, pages_of, telling
from tests.support.app import make_world
from tests.support.canned import print_alike
from tests.support.judging import at_desk
from tests.support.looking import (
    Weighed,
    axe,
    by_tab,
    focus_on_mistakes,
    narrow,
    send_empty,
    stops,
    whole,
)
from tests.support.pages import Browser
from tests.support.pages import Page as Answer
from tests.support.stages import SLUG, fill

pytestmark = pytest.mark.browser
Who = Role | None  # None: nobody is signed in

# Where an organisation has nothing yet, and what is not there or not for this role.
EMPTY = (
    (Role.CONTACT_PERSON, {"/": 200, "/?tab=closed": 200, "/zoeken?q=niets": 200, "/printen": 200, "/zaken/1": 404}),
    (Role.FG, {"/toetsing": 200, "/toetsing/adviezen": 200, "/logboek": 200, "/organisaties": 403}),
    (Role.COLLEAGUE, {"/": 200, "/zoeken": 403}),
)


@dataclass(frozen=True)
class Everything:
    """A site with something of everything, and for each role the pages that show something that no page before did."""

    site: Site
    pages: dict[Who, list[Answer]]

    def window(self, who: Who, *, script: bool = True) -> Page:
        """Open a window; a run of letters stands still in it."""
        page = self.site.anonymous(script=script) if who is None else self.site.signed_in(SLUG, who, script=script)
        page.context.route("**/continue.js*", _nothing)
        return page


def _nothing(route: Route) -> None:
    route.fulfill(body="", content_type="text/javascript")


@pytest.fixture(scope="module")
def everything(migrated_template, chromium) -> Iterator[Everything]:
    url = migrated_template.copy("sqlite")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DSAR_REGULATIONS", str(SIXTH))
        print_alike(patch)
        world = make_world(url)
        with world.app.app_context():
            ids = ids_in(world, fill(world))
        known: set[tuple[str, str]] = set()
        pages: dict[Who, list[Answer]] = {}
        for who in (*Role, None):
            browser = Browser(world.app) if who is None else at_desk(world, who)
            pages[who] = list(telling(pages_of(browser, world, ids), known))
        with served(world, chromium) as site:
            yield Everything(site, pages)
    migrated_template.remove(url)


def told(everything: Everything, check: Callable[[Page, Weighed, Answer], list[str]]) -> list[str]:
    """Give what a check finds on every page of every role, with the role and the address before it."""
    found = []
    for who, answers in everything.pages.items():
        page = everything.window(who)
        weighed = Weighed(page)
        for answer in answers:
            found += [f"{who or 'nobody'} {answer.path}: {problem}" for problem in check(page, weighed, answer)]
        page.context.close()
    return found


def test_every_page_of_every_role_can_be_used_by_everybody(everything: Everything) -> None:
    assert all(everything.pages.values())
    found = told(everything, lambda page, weighed, answer: weighed.open(answer.path) + whole(page))
    assert not found, "\n".join(found)


def test_letters_far_down_come_when_somebody_gets_to_them(everything: Everything) -> None:
    page = everything.window(Role.FG)
    weighed = Weighed(page)
    signed_off = [answer for answer in everything.pages[Role.FG] if re.fullmatch(r"/toetsing/\d+", answer.path)]
    far_down = [answer for answer in signed_off if "dsar-letter" in answer.response.text]
    for answer in far_down:
        assert weighed.open(answer.path) == []
        picture = page.locator(".dsar-letter").first
        assert picture.evaluate("one => one.naturalWidth") == 0
        height = picture.evaluate("one => one.getBoundingClientRect().height")
        picture.scroll_into_view_if_needed()
        expect(picture).to_have_js_property("complete", True)
        assert picture.evaluate("one => one.naturalWidth") > 400
        assert abs(picture.evaluate("one => one.getBoundingClientRect().height") - height) < 2  # nothing jumps
    assert far_down


def test_so_can_empty_lists_and_pages_that_say_why_there_is_nothing(everything: Everything) -> None:
    found = []
    for role, place in EMPTY:
        page = everything.site.signed_in("aanzien", role)
        weighed = Weighed(page)
        for path, status in place.items():
            problems = weighed.open(path, status) + whole(page)
            found += [f"{role} {path}: {problem}" for problem in problems]
        page.context.close()
    assert not found, "\n".join(found)


def test_a_form_sent_empty_leads_to_its_mistakes(everything: Everything) -> None:
    wrong: list[str] = []

    def check(page: Page, weighed: Weighed, answer: Answer) -> list[str]:
        found = []
        for number in to_fill_in(answer):
            if send_empty(page, answer.path, number) == 422:
                wrong.append(answer.path)
                found += focus_on_mistakes(page) + axe(page) + by_tab(page) + narrow(page)
        return found

    found = told(everything, check)
    assert not found, "\n".join(found)
    assert len(wrong) > 15, wrong


def to_fill_in(answer: Answer) -> list[int]:
    """Give the numbers, among the forms of a page that do something, of those with a field."""
    doing = [form for form in answer.forms() if form.get("method") == "post"]
    return [number for number, form in enumerate(doing) if any(map(is_field, form.iter()))]


def is_field(element: Element) -> bool:
    name = str(element.tag).rpartition("}")[2]
    return name in {"textarea", "select"} or (name == "input" and element.get("type") not in {"hidden", "submit"})


def test_without_script_every_page_keeps_what_can_be_done(everything: Everything) -> None:
    lost, looked = [], 0
    for who, answers in everything.pages.items():
        scripted = [answer.path for answer in answers if answer.all("script")]
        if not scripted:
            continue
        page, plain = everything.window(who), everything.window(who, script=False)
        for path in scripted:
            page.goto(path)
            plain.goto(path)
            lost += [(who, path, stop) for stop in sorted(set(stops(page)) - set(stops(plain)))]
            looked += 1
            boxes = plain.locator("[data-reading], [data-when]").all()
            lost += [(who, path, "an empty box") for box in boxes if box.is_visible() and not box.inner_text().strip()]
            lost += [(who, path, "hidden") for box in plain.locator("[data-when]").all() if not box.is_visible()]
    assert lost == []
    assert looked > 3
