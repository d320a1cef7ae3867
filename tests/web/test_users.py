"""The administrator's pages about users and their roles."""

import pytest
from sqlalchemy import text

from dsar.core.vocabulary import Role
from dsar.extensions import db
from dsar.queries import users
from tests.support.app import World, address, name_of
from tests.support.pages import NS, Browser, Page, text_of

SLUG, OTHER = "werk-op-maat", "aanzien"
FG = address(SLUG, Role.FG)


@pytest.fixture
def world(fresh_world: World) -> World:
    return fresh_world


@pytest.fixture
def browser(world: World) -> Browser:
    browser = Browser(world.app)
    browser.sign_in(address(SLUG, Role.ADMINISTRATOR))
    return browser


@pytest.fixture
def path(world: World) -> str:
    return f"/organisaties/{world.organisations[SLUG]}"


def of(world: World, path: str, email: str = FG) -> str:
    return f"{path}/gebruikers/{world.users[email]}"


def test_the_list_shows_who_may_do_what_and_when_they_were_here(world: World, browser: Browser, path: str) -> None:
    Browser(world.app).sign_in(FG)
    page = browser.get(f"{path}/gebruikers")
    row = next(one for one in page.all("tr") if FG in map(text_of, one))
    assert [text_of(cell) for cell in row] == [name_of(SLUG, Role.FG), FG, "FG", "Actief", "23 november 2026"]
    assert "Nog nooit" in page.text
    assert OTHER not in page.text


def test_a_search_is_sent_and_stands_in_no_address(world: World, browser: Browser, path: str) -> None:
    browser.get(f"{path}/gebruikers")
    page = browser.send(search="audit")
    assert page.has_link(name_of(SLUG, Role.AUDITOR))
    assert not page.has_link(name_of(SLUG, Role.FG))
    assert page.path == f"{path}/gebruikers"
    assert "Niemand gevonden" in browser.send(search="onbekend").text


def test_a_role_is_given_from_a_day_on_and_ended(world: World, browser: Browser, path: str) -> None:
    browser.get(f"{of(world, path)}/rol")
    page = browser.send(since="gisteren", status=422)
    assert page.error_of("role") == "Kies één van de mogelijkheden."
    assert page.error_of("since").startswith("Dit is geen dag die bestaat")
    assert page.value_of("since") == "gisteren"
    assert "al voorbij" in browser.send(role="decider", since="22-11-2026", status=422).error_of("since")
    page = browser.send(role="decider", since="25-11-2026")
    assert "De rol is gegeven: Beslisser, vanaf 25 november 2026." in page.text
    assert "Begint op 25 november 2026" in page.text
    decider = Browser(world.app)
    decider.sign_in(FG)
    assert not decider.get("/").has_link("Organisaties")
    browser.get(f"{of(world, path)}/rol")
    assert "heeft deze rol al" in browser.send(role="decider", since="30-11-2026", status=422).error_of("role")
    browser.get(page.path)
    browser.get(page.link("Beëindigen"))
    page = browser.send(until="23-11-2026")
    assert "De rol is beëindigd" in page.text
    assert page.path == of(world, path)


def test_the_last_administrator_is_told_what_to_do_first(world: World, browser: Browser, path: str) -> None:
    page = browser.get(of(world, path, address(SLUG, Role.ADMINISTRATOR)))
    assert not page.has_link("Rol geven")
    browser.get(page.link("Beëindigen"))
    page = browser.send(status=409)
    assert "Dit is de laatste beheerder van deze organisatie. Geef eerst iemand anders" in page.summary
    assert browser.get("/organisaties").status == 200


def test_somebody_made_inactive_is_out_at_the_next_request(world: World, browser: Browser, path: str) -> None:
    fg = Browser(world.app)
    fg.sign_in(FG)
    browser.get(of(world, path))
    page = browser.get(browser.page.link("Inactief maken") if browser.page else "")
    assert page.h1 == "Inactief maken?"
    assert "De gebruiker kan niet meer binnen." in browser.send().text
    assert fg.get("/").h1 == "Aanmelden"
    page = browser.get(f"{of(world, path)}/toegang")
    assert page.h1 == "Weer actief maken?"
    browser.send()
    assert fg.get("/").h1 == "Aanmelden", "the old session stays ended"
    assert fg.sign_in(FG).h1 == "Werkvoorraad"


def test_a_name_is_changed_and_a_second_tab_is_told(world: World, browser: Browser, path: str) -> None:
    first = browser.get(of(world, path))
    page = browser.send(name="Noor Bakker", telephone="053 555 01 23")
    assert page.h1 == "Noor Bakker"
    browser.page = first
    page = browser.send(name="Iemand Anders", status=409)
    assert "Iemand anders heeft deze gegevens gewijzigd" in page.summary
    assert page.value_of("name") == "Iemand Anders"
    assert browser.send().h1 == "Iemand Anders"
    assert browser.send(name="", status=422).error_of("name") == "Vul dit veld in."


def test_who_works_elsewhere_too_shows_no_other_organisation(world: World, browser: Browser, path: str) -> None:
    email = world.add_user("Gedeelde FG", (SLUG, Role.FG), (OTHER, Role.FG))
    page = browser.get(of(world, path, email))
    assert "werkt ook voor een organisatie die u niet beheert" in page.text
    assert "AanZien" not in page.text
    assert page.forms() == []
    assert not page.has_link("Inactief maken")
    browser.get(f"{of(world, path, email)}/toegang")
    assert "werkt ook voor een organisatie die u niet beheert" in browser.send(status=409).summary


def test_an_administrator_of_two_sees_both_and_may_do_all(world: World, path: str) -> None:
    admin = world.add_user("Beheer Twee", (SLUG, Role.ADMINISTRATOR), (OTHER, Role.ADMINISTRATOR))
    email = world.add_user("Gedeelde FG", (SLUG, Role.FG), (OTHER, Role.FG))
    browser = Browser(world.app)
    browser.sign_in(admin)
    page = browser.get(of(world, path, email))
    assert "AanZien" in page.text
    assert page.has_link("Inactief maken")
    browser.get(f"{of(world, path, email)}/toegang")
    browser.send()
    with world.app.app_context():
        query = text("SELECT stream FROM audit_event WHERE tag = 'user.deactivated' ORDER BY stream")
        streams = db.session.execute(query).scalars().all()
        db.session.rollback()
    assert streams == sorted(f"organisation-{world.organisations[slug]}" for slug in (SLUG, OTHER))


def test_the_audit_trail_tells_it_in_words(world: World, browser: Browser, path: str) -> None:
    browser.get(f"{of(world, path)}/rol")
    browser.send(role="decider", since="25-11-2026")
    auditor = Browser(world.app)
    auditor.sign_in(address(SLUG, Role.AUDITOR))
    page = auditor.get("/logboek")
    with world.app.app_context():
        query = text("SELECT name FROM user_account WHERE id = :id")
        name = db.session.execute(query, {"id": world.users[FG]}).scalar_one()
        db.session.rollback()
    assert f"Rol gegeven aan gebruiker {world.users[FG]} ({name}): beslisser, vanaf 25 november 2026" in page.text


def names_on(page: Page) -> list[str]:
    links = (one for body in page.all("tbody") for one in body.iter(f"{NS}a"))
    return [text_of(one) for one in links if "/gebruikers/" in one.get("href", "")]


def test_a_long_list_of_users_has_pages_without_gaps_and_a_search_too(
    world: World, browser: Browser, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(users, "PAGE", 3)
    page = browser.get(f"{path}/gebruikers")
    seen = names_on(page)
    while page.has_link("Volgende bladzijde"):
        page = browser.get(page.link("Volgende bladzijde"))
        assert page.has_link("Vorige bladzijde")
        seen += names_on(page)
    assert len(seen) == len(set(seen)) == len(Role)
    assert seen == sorted(seen, key=str.casefold)
    browser.get(f"{path}/gebruikers")
    page = browser.send(search=SLUG)
    found = names_on(page)
    assert f"Gevonden: {len(Role)}" in page.text
    while len(page.forms()) > 1:
        page = browser.send(form=1)
        assert SLUG not in page.path
        found += names_on(page)
    assert found == seen


def test_a_page_of_users_that_makes_no_sense_begins_at_the_beginning(world: World, browser: Browser, path: str) -> None:
    whole = names_on(browser.get(f"{path}/gebruikers"))
    assert len(whole) == len(Role)
    for after in ("0", "x", "99999999999999999999", "-1"):
        assert names_on(browser.get(f"{path}/gebruikers?na={after}")) == whole
