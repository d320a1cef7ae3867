"""Who handles a case, who is asking, and notes: changed from the page of the case."""

import pytest

from dsar.core.vocabulary import Right, Role
from tests.support.app import World, name_of
from tests.support.judging import SLUG, at_desk, new_case
from tests.support.pages import Browser


@pytest.fixture
def world(shared_world: World) -> World:
    return shared_world


@pytest.fixture
def contact(world: World) -> Browser:
    return at_desk(world, Role.CONTACT_PERSON)


@pytest.fixture
def case_id(world: World) -> int:
    return new_case(world, Right.COPY)


def test_the_case_page_names_who_has_which_part(contact: Browser, case_id: int) -> None:
    page = contact.get(f"/zaken/{case_id}")
    for words in (
        f"Contactpersoon {name_of(SLUG, Role.CONTACT_PERSON)}",
        f"Privacytoetser {name_of(SLUG, Role.FG)}",
        f"Verantwoordelijke {name_of(SLUG, Role.DECIDER)}",
        "Naam Mevrouw A.B. van der Meer",
        "Grote letters Nee",
    ):
        assert words in page.text, words


def test_a_case_is_handed_over_and_the_timeline_says_from_whom_to_whom(
    world: World, contact: Browser, case_id: int
) -> None:
    owner = contact.get(f"/zaken/{case_id}").link("Wijzigen (Behandelaar)")
    world.add_user("Nienke Bos", (SLUG, Role.CONTACT_PERSON))
    page = contact.get(owner)
    assert name_of(SLUG, Role.CONTACT_PERSON) not in [one.get("aria-label") for one in page.all("input")]
    assert contact.send(status=422).error_of("owner_id") == "Kies één van de mogelijkheden."
    chosen = next(one.get("value", "") for one in page.all("input", name="owner_id"))
    page = contact.send(owner_id=chosen)
    assert "De zaak heeft een andere behandelaar." in page.text
    assert "Behandelaar Nienke Bos Contactpersoon" in page.text
    assert f"Van {name_of(SLUG, Role.CONTACT_PERSON)} naar Nienke Bos" in page.text


def test_without_a_colleague_the_page_says_what_to_do(world: World) -> None:
    alone = at_desk(world, Role.CONTACT_PERSON, "aanzien")
    case_id = new_case(world, Right.COPY, slug="aanzien")
    assert "Er is nu geen andere teamleider bij deze organisatie." in alone.get(f"/zaken/{case_id}/behandelaar").text


def test_the_details_of_who_is_asking_are_put_right(contact: Browser, case_id: int) -> None:
    page = contact.get(contact.get(f"/zaken/{case_id}").link("Naam, adres of contact verbeteren"))
    assert page.value_of("street") == "Lindelaan 12"
    page = contact.send(street="Kade", postcode="12", city="Zwolle", status=422)
    assert page.error_of("street") == "Het huisnummer ontbreekt. Vul straat en huisnummer in."
    assert page.error_of("postcode").startswith("Deze postcode kan niet bestaan.")
    assert page.value_of("city") == "Zwolle"
    page = contact.send(street="Kade 3", postcode="8011AB", large_print="y")
    assert "Adres Kade 3 8011 AB Zwolle" in page.text
    assert "Grote letters Ja" in page.text
    assert "Naam, adres of contact verbeterd: plaats, grote letters, postcode, straat en huisnummer" in page.text


def test_sending_the_details_unchanged_says_so(contact: Browser, case_id: int) -> None:
    contact.get(f"/zaken/{case_id}/gegevens")
    assert "Er is niets gewijzigd." in contact.send(status=422).summary


def test_two_who_correct_at_once_see_what_happened_and_keep_what_they_typed(
    world: World, contact: Browser, case_id: int
) -> None:
    other = at_desk(world, Role.CONTACT_PERSON)
    contact.get(f"/zaken/{case_id}/gegevens")
    other.get(f"/zaken/{case_id}/gegevens")
    other.send(telephone="053 555 01 23")
    page = contact.send(street="Kade 3", status=409)
    assert "Naam, adres of contact verbeterd: telefoon" in page.text
    assert page.value_of("street") == "Kade 3"
    contact.send()
    assert "Kade 3" in contact.get(f"/zaken/{case_id}").text


def test_a_note_stands_on_the_case_page_and_can_be_withdrawn_by_its_author(
    world: World, contact: Browser, case_id: int
) -> None:
    contact.get(contact.get(f"/zaken/{case_id}").link("Notitie toevoegen"))
    page = contact.send(body="Belde. <b>Dinsdag</b> komt goed uit.")
    assert "Belde. <b>Dinsdag</b> komt goed uit." in page.text
    assert "Notitie toegevoegd" in page.text
    officer = at_desk(world, Role.FG)
    seen = officer.get(f"/zaken/{case_id}")
    assert "Belde." in seen.text
    assert not seen.has_link("Intrekken")
    withdraw = page.link("Intrekken")
    assert not officer.get(withdraw).forms()
    contact.get(withdraw)
    page = contact.send()
    assert "Ingetrokken op 23 november 2026" in page.text
    assert "Belde." in page.text
    assert not page.has_link("Intrekken")


def test_a_note_without_a_text_or_with_a_bsn_is_refused_and_kept(contact: Browser, case_id: int) -> None:
    contact.get(f"/zaken/{case_id}/notitie")
    assert contact.send(status=422).error_of("body") == "Vul dit veld in."
    page = contact.send(body="Haar nummer is 111222333.", status=422)
    assert "kan een BSN zijn" in page.error_of("body") or "een BSN kan zijn" in page.error_of("body")
    assert "111222333" in str(page.value_of("body"))
    assert "111222333" in contact.send(body="Klant 111222333.", not_a_bsn="y").text


def test_others_see_the_notes_without_a_way_to_write_them(world: World, contact: Browser, case_id: int) -> None:
    contact.get(f"/zaken/{case_id}/notitie")
    contact.send(body="Gebeld.")
    page = at_desk(world, Role.AUDITOR).get(f"/zaken/{case_id}")
    assert "Gebeld." in page.text
    for link in ("Notitie toevoegen", "Wijzigen", "verbeteren", "Intrekken"):
        assert not page.has_link(link), link
