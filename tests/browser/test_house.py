"""An organisation's colour and logo in a real browser: readable in any colour, light, and not on paper."""

from collections.abc import Iterator

import pytest
from sqlalchemy import text

from dsar.core.vocabulary import Right, Role
from dsar.extensions import db
from dsar.files.logo import clean_logo
from tests.browser.conftest import Site, served
from tests.files.logos import GOOD_SVG
from tests.support.app import make_world
from tests.support.cases import receive
from tests.support.looking import Weighed, whole

pytestmark = pytest.mark.browser
SLUG = "werk-op-maat"
LIGHTEST, DARKEST, LOUD = "#767676", "#000000", "#d40000"


@pytest.fixture
def site(migrated_template, chromium) -> Iterator[Site]:
    url = migrated_template.copy("sqlite")
    world = make_world(url)
    with world.app.app_context():
        receive(world, SLUG, Right.COPY, Right.ERASURE)
    with served(world, chromium) as running:
        yield running
    migrated_template.remove(url)


def choose(site: Site, accent: str, logo: str) -> None:
    with site.world.app.app_context(), db.engine.begin() as connection:
        connection.execute(
            text("UPDATE organisation SET accent = :accent, logo = :logo, version = version + 1"),
            {"accent": accent, "logo": logo},
        )


@pytest.mark.parametrize("accent", [LIGHTEST, DARKEST, LOUD])
def test_pages_in_any_colour_can_be_used_by_everybody_and_stay_light(site: Site, accent: str) -> None:
    choose(site, accent, clean_logo(GOOD_SVG))
    page = site.signed_in(SLUG, Role.CONTACT_PERSON)
    weighed = Weighed(page)
    found = []
    for path in ("/", "/zaken/1", "/zaken/nieuw", "/account", "/bestaat-niet"):
        problems = weighed.open(path, 404 if path == "/bestaat-niet" else 200) + whole(page)
        found += [f"{path}: {problem}" for problem in problems]
    assert not found, "\n".join(found)
    assert page.locator(".dsar-header__logo").evaluate("one => one.naturalWidth") > 0
    page.context.close()


def test_the_bar_has_the_colour_and_paper_has_no_bar(site: Site) -> None:
    choose(site, LOUD, "")
    page = site.signed_in(SLUG, Role.CONTACT_PERSON)
    bar = page.locator(".dsar-header")
    assert bar.evaluate("one => getComputedStyle(one).backgroundColor") == "rgb(212, 0, 0)"
    page.emulate_media(media="print")
    assert not bar.is_visible()
    page.context.close()


def test_a_logo_keeps_its_white_ground_in_somebodys_own_colours(site: Site) -> None:
    choose(site, DARKEST, clean_logo(GOOD_SVG))
    page = site.signed_in(SLUG, Role.CONTACT_PERSON)
    page.emulate_media(forced_colors="active")
    logo = page.locator(".dsar-header__logo")
    assert logo.evaluate("one => getComputedStyle(one).backgroundColor") == "rgb(255, 255, 255)"
    page.context.close()
