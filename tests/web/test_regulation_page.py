"""The administrator's page with the rules of a regulation: what the product computes with, and nothing to change."""

import pytest
from sqlalchemy import text

from dsar.core.vocabulary import Right, Role
from dsar.extensions import db
from dsar.regulations import sha256
from dsar.wording.grounds import ground_name
from tests.support.app import World, address
from tests.support.cases import receive
from tests.support.pages import Browser, Page, text_of

FIVE = ("aanzien", "werk-op-maat", "werkkrachtcentrale", "westendorp-pr", "zaz-welzijn")


def look(world: World, slug: str, query: str = "", *, status: int = 200) -> Page:
    browser = Browser(world.app)
    browser.sign_in(address(slug, Role.ADMINISTRATOR))
    return browser.get(f"/organisaties/{world.organisations[slug]}/reglement{query}", status=status)


def row_of(page: Page, right: str) -> str:
    rows = [text_of(one) for one in page.all("tr")]
    return next(row for row in rows if row.startswith(right))


@pytest.mark.parametrize("slug", FIVE)
def test_the_page_shows_every_rule_that_the_product_computes_with(shared_world: World, slug: str) -> None:
    page = look(shared_world, slug)
    rules = shared_world.app.extensions["dsar"].catalogue.newest(slug)
    assert page.has_link(rules.version)
    assert "vanaf 25 mei 2018" in page.text
    assert sha256(rules) in page.text
    for term in rules.terms.values():
        assert term.article in page.text
    for ground in rules.grounds:
        assert ground_name(ground.code) in page.text
        assert ground.article in page.text
    for note in rules.warnings:
        assert note.law_says in page.text
        assert f"({note.law})" in page.text
    for route in rules.complaint_routes:
        assert route.text in page.text
    for kept in rules.retention:
        assert kept.article in page.text
    for duty in rules.duties:
        assert duty.text in page.text
    assert page.forms() == [], "nothing can be changed here"


def test_a_term_says_for_what_it_is_and_when_it_ends(shared_world: World) -> None:
    page = look(shared_world, "westendorp-pr")
    assert "4 weken voor het antwoord (artikel 9.3); eindigt op de dag zelf" in row_of(page, "Verwijdering")
    assert "Geen eigen termijn" in row_of(page, "Inzage")
    assert "Kan niet worden geweigerd (artikel 9.1)" in row_of(page, "Aanvulling")
    assert "Eerst horen wie de gegevens verzamelde (artikel 9.2)" in row_of(page, "Verwijdering")
    assert "1 maand voor het antwoord en de uitvoering (AVG 12(3))" in page.text
    page = look(shared_world, "werk-op-maat")
    assert "3 maanden voor de uitvoering" in row_of(page, "Verwijdering")
    assert "2 weken voor de uitvoering" in row_of(page, "Inzage")


def test_a_version_says_whether_a_case_rests_on_it(fresh_world: World) -> None:
    assert "Nog geen zaak gebruikt deze versie" in look(fresh_world, "aanzien").text
    with fresh_world.app.app_context():
        receive(fresh_world, "aanzien", Right.INSPECTION)
        db.session.rollback()
    page = look(fresh_world, "aanzien")
    assert "Ja, een zaak gebruikt deze versie sinds 23 november 2026" in page.text
    with fresh_world.app.app_context():
        stored = db.session.execute(text("SELECT sha256 FROM regulation_version")).scalar_one()
        db.session.rollback()
    assert stored in page.text


def test_a_version_is_asked_for_by_name_and_an_unknown_one_is_not_found(shared_world: World) -> None:
    assert "Versie 2018-05-25" in look(shared_world, "aanzien", "?versie=2018-05-25").text
    assert look(shared_world, "aanzien", "?versie=1999-01-01", status=404).status == 404


def test_a_page_of_rules_names_no_case(fresh_world: World) -> None:
    with fresh_world.app.app_context():
        receive(fresh_world, "aanzien", Right.INSPECTION)
        db.session.rollback()
    page = look(fresh_world, "aanzien").text
    assert "AZ-2026" not in page
    assert "Meer" not in page
