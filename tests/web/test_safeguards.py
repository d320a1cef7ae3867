"""The freeze, time to reconsider and the list of recipients on the screens."""

import pytest

from dsar.core.vocabulary import Right, Role
from tests.factories.done import typed_facts
from tests.support.app import World
from tests.support.canned import can_letters
from tests.support.judging import at_desk, new_case, request_of
from tests.support.pages import Browser
from tests.support.stages import granted

FROZEN = "Niets over deze persoon wordt nu vernietigd"


@pytest.fixture
def world(shared_world: World) -> World:
    return shared_world


@pytest.fixture
def contact(world: World) -> Browser:
    return at_desk(world, Role.CONTACT_PERSON)


def test_the_freeze_stands_on_an_open_case_with_who_knows_it(world: World, contact: Browser) -> None:
    case_id = new_case(world, Right.ERASURE)
    page = contact.get(f"/zaken/{case_id}")
    assert FROZEN in page.text
    assert "Er is nog niet vastgelegd wie dit weet." in page.text
    contact.get(page.link("Vastleggen wie dit weet"))
    page = contact.send(told="", status=422)
    assert page.error_of("told") == "Vul dit veld in."
    page = contact.send(told="Applicatiebeheerder")
    assert "Applicatiebeheerder, verteld op 23 november 2026" in page.text
    assert not at_desk(world, Role.FG).get(f"/zaken/{case_id}").has_link("Vastleggen wie dit weet")


def test_time_to_reconsider_is_offered_and_shown(world: World, contact: Browser) -> None:
    case_id = new_case(world, Right.ERASURE)
    path = f"/verzoeken/{request_of(world, case_id, Right.ERASURE)}/bedenktijd"
    page = contact.get(contact.get(f"/zaken/{case_id}").link("Bedenktijd bij het verwijderen"))
    assert page.path == path
    assert page.value_of("until") == "07-12-2026"
    page = contact.send(until="7-12-2027", status=422)
    assert page.error_of("until").startswith("De bedenktijd mag niet langer zijn dan de termijn")
    assert page.value_of("until") == "7-12-2027"
    page = contact.send(until="7-12-2026")
    assert "Tot 7 december 2026" in page.text
    contact.get(path)
    page = contact.send(until="", waived_on="23-11-2026")
    assert "Niet nodig, gezegd op 23 november 2026" in page.text


def test_an_erasure_in_that_time_is_refused_and_keeps_what_was_typed(
    world: World, contact: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    can_letters(monkeypatch)
    path = granted(world, Right.ERASURE)
    page = contact.get(path)
    assert "Er is geen bedenktijd vastgelegd. Verwijderen kan niet terug." in page.text
    assert page.link("Brief met bedenktijd schrijven").endswith("soort=reconsider_offer")
    contact.get(page.link("Bedenktijd vastleggen"))
    contact.send(until="1-12-2026")
    contact.get(path)
    duties = ["erasure_declaration", "recipients_told"]
    page = contact.send(status=422, duties=duties, **{**typed_facts(Right.ERASURE), "without_time": ""})
    assert page.error_of("carried_out_on").startswith("De cliënt heeft bedenktijd tot")
    assert page.value_of("details-gone-1-confirmed") == "S. Bakker"


def test_an_erasure_without_that_time_is_a_deliberate_choice_with_a_reason(
    world: World, contact: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    can_letters(monkeypatch)
    path, duties = granted(world, Right.ERASURE), ["erasure_declaration", "recipients_told"]
    contact.get(path)
    page = contact.send(status=422, duties=duties, **{**typed_facts(Right.ERASURE), "without_time": ""})
    assert page.error_of("without_time").startswith("Er is geen bedenktijd vastgelegd.")
    page = contact.send(without_time="De cliënt wilde het vandaag nog.")
    assert "De cliënt wilde het vandaag nog." in page.text
    page = contact.send(step="record")
    assert "Zonder bedenktijd" in page.text
    assert "zonder bedenktijd, met reden" in page.text


def test_the_letter_that_offers_time_begins_with_fourteen_days(world: World, contact: Browser) -> None:
    case_id = new_case(world, Right.ERASURE)
    page = contact.get(f"/zaken/{case_id}/schrijven/brief?soort=reconsider_offer")
    assert page.value_of("details-think_until") == "07-12-2026"


def test_the_list_of_recipients_can_be_given_to_the_client(
    world: World, contact: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    can_letters(monkeypatch)
    path = granted(world, Right.ERASURE)
    list_path = path.replace("uitvoering", "ontvangers")
    contact.get(path)
    contact.send(duties=["erasure_declaration", "recipients_told"], **typed_facts(Right.ERASURE))
    page = contact.send(step="record")
    assert FROZEN not in page.text, "a closed case holds no freeze"
    page = contact.get(page.link("Lijst van wie de gegevens kregen"))
    assert page.path == list_path
    assert "Gemeente Enschede, 20-11-2026, brief WPR-2026-0004" in page.text
    assert "Bakkerij Voorbeeld: Deze werkgever bestaat niet meer." in page.text


def test_the_end_of_a_restriction_says_that_its_letter_has_not_left(
    world: World, contact: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    can_letters(monkeypatch)
    path = granted(world, Right.RESTRICTION)
    contact.get(path)
    contact.send(duties=["recipients_told"], **typed_facts(Right.RESTRICTION))
    contact.send(step="record")
    page = contact.get(path.replace("uitvoering", "afscherming"))
    assert "Die brief is nog niet verzonden." in page.text
    assert page.link("Brief over het einde van de afscherming schrijven").endswith("soort=restriction_lifted")


def test_what_cannot_be_recorded_here_opens_no_page(world: World, contact: Browser) -> None:
    case_id = new_case(world, Right.COPY)
    request_id = request_of(world, case_id, Right.COPY)
    for page in ("bedenktijd", "afscherming"):
        contact.get(f"/verzoeken/{request_id}/{page}", status=404)
