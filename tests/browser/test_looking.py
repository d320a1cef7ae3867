"""The checks of pages find what they are for: each is tried on a page on which exactly that is wrong."""

from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page

from tests.support.looking import axe, by_tab, focus_on_mistakes, forced_colours, open_folds, sideways

pytestmark = pytest.mark.browser

GOOD = '<main><h1>Zaak</h1><a href="#a">Verder</a><button>Vastleggen</button></main>'
STYLE = "a, button { font-size: 24px } :focus { outline: 3px solid #000 } button { border: 2px solid transparent }"
MISTAKES = '<div class="govuk-error-summary" tabindex="-1" autofocus><ul><li><a href="#naam">Vul in</a></li></ul></div>'


@pytest.fixture(scope="module")
def window(chromium: Browser):
    page = chromium.new_context(viewport={"width": 1280, "height": 900}).new_page()
    yield page
    page.context.close()


def show(page: Page, body: str = GOOD, style: str = "", title: str = "Zaak") -> Page:
    head = f"<title>{title}</title><style>{STYLE} {style}</style>"
    whole = f'<!doctype html><html lang="nl"><head>{head}</head><body>{body}</body></html>'
    page.goto(f"data:text/html,{quote(whole)}")
    return page


def test_nothing_is_found_on_a_good_page(window: Page) -> None:
    page = show(window)
    assert axe(page) + by_tab(page) + forced_colours(page) + sideways(page, 320) + sideways(page, 640, 2) == []


@pytest.mark.parametrize(
    ("body", "rule"),
    [
        ("<main><h1>Zaak</h1><input></main>", "label"),
        ("<main><h1>Zaak</h1><h4>Verder</h4></main>", "heading-order"),
        ('<main><h1>Zaak</h1><p style="color: #aaa; background: #fff">Verder</p></main>', "color-contrast"),
        ("<main><h1>Zaak</h1></main><p>Los</p>", "region"),
    ],
)
def test_axe_finds(window: Page, body: str, rule: str) -> None:
    assert [problem.split()[1] for problem in axe(show(window, body))] == [rule]


def test_axe_looks_in_what_is_folded_once_it_is_open(window: Page) -> None:
    page = show(window, "<main><h1>Zaak</h1><details><summary>Meer</summary><h4>Verder</h4></details></main>")
    assert axe(page) == []
    open_folds(page)
    assert "heading-order" in axe(page)[0]


@pytest.mark.parametrize(
    ("style", "problem"),
    [
        (":focus { outline: none }", "focus does not show"),
        (":focus { outline-color: transparent }", "focus does not show"),
        ("main::after { content: ''; position: fixed; inset: 0; background: #fff }", "focus is under"),
        ("a { position: absolute; left: -999px }", "focus is off the screen"),
    ],
)
def test_the_way_by_tab_finds(window: Page, style: str, problem: str) -> None:
    assert problem in by_tab(show(window, style=style))[0]


def test_the_way_by_tab_misses_what_it_does_not_reach(window: Page) -> None:
    page = show(window, GOOD.replace("<a ", '<a onfocus="this.nextElementSibling.disabled = true" '))
    assert "Tab does not come at: <button" in by_tab(page)[0]


@pytest.mark.parametrize(
    ("style", "problem"),
    [
        (":focus { outline: none; box-shadow: 0 0 0 3px #000 }", "focus does not show in forced colours"),
        ("button { border: 0 }", "no border in forced colours"),
    ],
)
def test_forced_colours_find(window: Page, style: str, problem: str) -> None:
    page = show(window, style=style)
    assert by_tab(page) == []
    assert problem in forced_colours(page)[0]


def test_what_sticks_out_is_found(window: Page) -> None:
    page = show(window, style="h1 { width: 500px }")
    assert "sticks out" in sideways(page, 320)[0]
    assert sideways(page, 640, scale=2) == []


def test_mistakes_without_a_field_without_focus_and_without_a_title_are_found(window: Page) -> None:
    page = show(window, f'<main>{MISTAKES}<input id="naam"></main>', title="Fout: Zaak")
    assert focus_on_mistakes(page) == []
    assert "leads to no field" in focus_on_mistakes(show(window, f"<main>{MISTAKES}</main>", title="Fout: Zaak"))[0]
    assert "title" in focus_on_mistakes(show(window, f'<main>{MISTAKES}<input id="naam"></main>'))[0]
    elsewhere = f'<main>{MISTAKES.replace(" autofocus", "")}<input id="naam"></main>'
    assert "focus" in focus_on_mistakes(show(window, elsewhere, title="Fout: Zaak"))[0]
