"""An organisation's colour and logo on the screens: its own people see them, and nothing else comes along."""

import re
from collections.abc import Iterator

import pytest
from sqlalchemy import text

from dsar.core.vocabulary import Right, Role
from dsar.extensions import db
from dsar.files.logo import clean_logo
from dsar.queries.people import MOST_LOGO
from tests.files.logos import GOOD_SVG
from tests.support.app import World, address, make_world
from tests.support.cases import receive
from tests.support.pages import Browser, Page, text_of

ONE, OTHER = "westendorp-pr", "zaz-welzijn"
SHEET = re.compile(r":root\{(--[a-z-]+:#[0-9a-f]{6};?){5}\}\n")


@pytest.fixture
def world(database_url: str) -> Iterator[World]:
    made = make_world(database_url)
    yield made
    made.close()


def signed_in(world: World, email: str) -> Browser:
    browser = Browser(world.app)
    browser.sign_in(email)
    return browser


def sheets(page: Page) -> list[str]:
    """Give the addresses of the style sheets of an organisation that a page asks for."""
    return [one.get("href", "") for one in page.all("link") if "/huisstijl/" in one.get("href", "")]


def name_on(page: Page) -> str:
    """Give the name beside the product's own."""
    return text_of(page.one("p", **{"class": "dsar-header__house"}))


def put_logo(world: World, slug: str, logo: str) -> None:
    with world.app.app_context(), db.engine.begin() as connection:
        connection.execute(
            text("UPDATE organisation SET logo = :logo, version = version + 1 WHERE slug = :slug"),
            {"logo": logo, "slug": slug},
        )


def test_every_page_of_somebody_with_one_organisation_has_its_colour_and_its_name(world: World) -> None:
    browser = signed_in(world, address(ONE, Role.CONTACT_PERSON))
    for path in ("/", "/account", "/handleiding"):
        page = browser.get(path)
        (sheet,) = sheets(page)
        assert name_on(page) == "WestendorpPR"
    found = browser.client.get(sheet)
    assert found.mimetype == "text/css"
    assert SHEET.fullmatch(found.text)
    assert "--govuk-brand-colour:#1d5c8a" in found.text


def test_the_sheet_is_kept_for_a_year_until_the_colour_changes(world: World) -> None:
    browser = signed_in(world, address(ONE, Role.CONTACT_PERSON))
    (sheet,) = sheets(browser.get("/"))
    answer = browser.client.get(sheet)
    assert answer.headers["Cache-Control"] == "private, max-age=31536000, immutable"
    assert browser.client.get(sheet, headers={"If-None-Match": answer.headers["ETag"]}).status_code == 304
    administrator = signed_in(world, address(ONE, Role.ADMINISTRATOR))
    administrator.get(f"/organisaties/{world.organisations[ONE]}/huisstijl")
    administrator.send(accent="#7a1f5c")
    (newer,) = sheets(browser.get("/"))
    assert newer != sheet
    assert "--govuk-brand-colour:#7a1f5c" in browser.client.get(newer).text
    assert browser.client.get(sheet).headers["Cache-Control"] == "private, no-cache"


def test_another_organisations_colour_and_logo_are_not_there(world: World) -> None:
    put_logo(world, OTHER, clean_logo(GOOD_SVG))
    browser = signed_in(world, address(ONE, Role.CONTACT_PERSON))
    for file in ("huisstijl.css", "logo"):
        path = f"/huisstijl/{world.organisations[OTHER]}/{file}"
        assert browser.client.get(path).status_code == 404
        assert world.app.test_client().get(path).status_code == 302


def test_somebody_with_two_sees_the_colour_of_the_case_and_elsewhere_the_products_own(world: World) -> None:
    with world.app.app_context():
        case_id = receive(world, OTHER, Right.COPY)
    browser = signed_in(world, world.add_user("FG van twee", (ONE, Role.FG), (OTHER, Role.FG)))
    assert sheets(browser.get("/")) == []
    (sheet,) = sheets(browser.get(f"/zaken/{case_id}"))
    assert sheet.startswith(f"/huisstijl/{world.organisations[OTHER]}/huisstijl.css")


def test_a_logo_is_named_after_the_organisation_and_served_as_a_picture_only(world: World) -> None:
    put_logo(world, ONE, clean_logo(GOOD_SVG))
    browser = signed_in(world, address(ONE, Role.DECIDER))
    shown = browser.get("/").one("img")
    assert shown.get("alt") == "WestendorpPR"
    answer = browser.client.get(shown.get("src", ""))
    assert answer.mimetype == "image/svg+xml"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["Cache-Control"].startswith("private, max-age=")


def test_a_logo_that_makes_pages_heavy_stays_on_the_letters_and_its_administrator_reads_why(world: World) -> None:
    put_logo(world, ONE, "data:image/png;base64," + "A" * MOST_LOGO)
    browser = signed_in(world, address(ONE, Role.ADMINISTRATOR))
    page = browser.get("/organisaties")
    assert not page.all("img")
    assert name_on(page) == "WestendorpPR"
    assert "groter dan 8 kB" in browser.get(f"/organisaties/{world.organisations[ONE]}/huisstijl").text


def test_nobody_who_is_not_signed_in_sees_an_organisations_colour(world: World) -> None:
    assert sheets(Browser(world.app).get("/inloggen")) == []
