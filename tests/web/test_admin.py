"""The administrator's pages: an organisation's details, never a case."""

import pytest

from dsar.core.vocabulary import Role
from tests.support.app import World, address
from tests.support.pages import Browser

SLUG = "werk-op-maat"


@pytest.fixture
def browser(shared_world: World) -> Browser:
    browser = Browser(shared_world.app)
    browser.sign_in(address(SLUG, Role.ADMINISTRATOR))
    return browser


@pytest.fixture
def path(shared_world: World) -> str:
    return f"/organisaties/{shared_world.organisations[SLUG]}"


def test_the_list_holds_ones_own_organisations(browser: Browser, path: str) -> None:
    page = browser.get("/organisaties")
    assert [one.get("href") for one in page.all("a") if one.get("href", "").startswith("/organisaties/")] == [path]


def test_details_are_changed_once_they_are_right(browser: Browser, path: str) -> None:
    browser.get(path)
    page = browser.send(
        email="geen adres", posting_days="11", carry_out_days="x", name="", telephone="111222333", status=422
    )
    assert page.error_of("email").startswith("Dit e-mailadres kan niet")
    assert page.error_of("posting_days") == "Vul een getal in van 0 tot en met 10."
    assert page.error_of("carry_out_days").startswith("Vul een heel getal in.")
    assert page.error_of("name") == "Vul dit veld in."
    assert "BSN" in page.error_of("telephone")
    page = browser.send(
        email="privacy@example.com", posting_days="3", carry_out_days="4", name="Werk op Maat", telephone="053 123",
        legal_nature="administrative", address=" Laan 1 \r\n\r\n7511 AA  Enschede", window_side="right",
    )  # fmt: skip
    assert "De gegevens van de organisatie zijn opgeslagen." in page.text
    assert page.value_of("posting_days") == "3"
    assert page.value_of("legal_nature") == "administrative"
    assert page.value_of("address") == "Laan 1\n7511 AA  Enschede"


def test_reminders_and_the_days_for_a_decision_are_the_organisations_choice(
    browser: Browser, path: str, shared_world: World
) -> None:
    page = browser.get(path)
    assert (page.value_of("decision_days"), page.value_of("reminder_days")) == ("3", "7, 3, 1")
    for typed, wrong in (
        ("7, 3, 3", "Vul hele getallen van 1 tot en met 30 in"),
        ("0", "Vul hele getallen"),
        ("31", "Vul hele getallen"),
        ("zeven", "Vul hele getallen"),
        ("9999999999999", "Vul hele getallen"),
        ("1 2 3 4 5 6", "Dit zijn te veel herinneringen. Vul er hoogstens 5 in."),
    ):
        page = browser.send(reminder_days=typed, decision_days="11", status=422)
        assert page.error_of("reminder_days").startswith(wrong), typed
        assert page.value_of("reminder_days") == typed
        assert page.error_of("decision_days") == "Vul een getal in van 1 tot en met 10."
    page = browser.send(reminder_days="1 10;5", decision_days="4")
    assert (page.value_of("decision_days"), page.value_of("reminder_days")) == ("4", "10, 5, 1")
    assert browser.send(reminder_days="").value_of("reminder_days") == ""
    auditor = Browser(shared_world.app)
    auditor.sign_in(address(SLUG, Role.AUDITOR))
    told = auditor.get("/logboek").text
    assert "werkdagen voor het besluit, herinneringen voor een uiterste datum" in told


def test_who_is_second_is_told_and_keeps_what_was_typed(browser: Browser, path: str) -> None:
    first = browser.get(path)
    browser.send(website="eerste.example.com")
    browser.page = first
    page = browser.send(website="tweede.example.com", status=409)  # the same form, but it says something else
    assert "Iemand anders heeft deze gegevens gewijzigd" in page.summary
    assert page.value_of("website") == "tweede.example.com"
    assert browser.send().value_of("website") == "tweede.example.com"


def test_regulations_and_users_are_a_step_away(browser: Browser, path: str) -> None:
    page = browser.get(path)
    assert page.link("Reglement bekijken") == f"{path}/reglement"
    assert page.link("Gebruikers beheren") == f"{path}/gebruikers"


def test_another_organisation_is_not_found(browser: Browser, shared_world: World) -> None:
    assert browser.get(f"/organisaties/{shared_world.organisations['aanzien']}", status=404).status == 404


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMINISTRATOR])
def test_others_do_not_get_in(shared_world: World, path: str, role: Role) -> None:
    browser = Browser(shared_world.app)
    browser.sign_in(address(SLUG, role))
    assert browser.get(path, status=403).status == 403
    assert browser.get("/organisaties", status=403).status == 403
