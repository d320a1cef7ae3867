"""The decision and what follows it: reasons against advice, sending back, and what was granted being done."""

import pytest

from dsar.core.vocabulary import Right, Role
from tests.factories.details import typed_details
from tests.factories.done import typed_facts
from tests.support.app import World
from tests.support.judging import (
    CANNED,
    GRANT,
    SLUG,
    advise,
    at_desk,
    decide,
    hear,
    identify,
    make_letter,
    new_case,
    post_letter,
    propose,
    request_of,
)
from tests.support.pages import Browser


@pytest.fixture
def world(shared_world: World) -> World:
    return shared_world


@pytest.fixture
def canned(monkeypatch: pytest.MonkeyPatch) -> None:
    """Save the time of rendering where a test does not look at the pages."""
    monkeypatch.setattr("dsar.services.issue_letter.render_document", lambda *_, **__: CANNED)


@pytest.fixture
def contact(world: World) -> Browser:
    return at_desk(world, Role.CONTACT_PERSON)


@pytest.fixture
def decider(world: World) -> Browser:
    return at_desk(world, Role.DECIDER)


def advised(world: World, contact: Browser, kind: str = "agree", remark: str = "") -> tuple[int, int]:
    """Give a case and its erasure, of which the refusal got this advice."""
    case_id = new_case(world, Right.ERASURE)
    request_id = request_of(world, case_id, Right.ERASURE)
    identify(contact, case_id)
    hear(contact, case_id)
    propose(contact, request_id)
    advise(at_desk(world, Role.FG), case_id, request_id, kind, remark)
    return case_id, request_id


def test_a_decision_takes_two_steps(world: World, contact: Browser, decider: Browser) -> None:
    case_id, request_id = advised(world, contact)
    decider.get(f"/verzoeken/{request_id}/besluit")
    page = decider.send(what="decide", step="check")
    assert page.h1 == "Controleer uw besluit"
    assert "Wacht op besluit" in decider.client.get(f"/zaken/{case_id}").text
    decider.get(f"/verzoeken/{request_id}/besluit")
    decider.send(what="decide", step="check")
    page = decider.send(step="record")
    assert page.path == f"/zaken/{case_id}"
    assert "Uw besluit is vastgelegd." in page.text


def test_deciding_against_the_advice_asks_for_a_reason(world: World, contact: Browser, decider: Browser) -> None:
    case_id, request_id = advised(world, contact, "against", "De bewaarplicht geldt hier niet.")
    page = decider.get(f"/verzoeken/{request_id}/besluit")
    assert "De bewaarplicht geldt hier niet." in page.text
    page = decider.send(what="decide", step="check", status=422)
    assert page.error_of("reason") == "U beslist tegen het advies in. Schrijf waarom."
    page = decider.send(step="check", reason="De wet geldt hier wel.")
    assert "De wet geldt hier wel." in page.text
    assert decider.send(step="edit").value_of("reason") == "De wet geldt hier wel."
    decider.send(step="check")
    assert decider.send(step="record").path == f"/zaken/{case_id}"
    assert "De wet geldt hier wel." in decider.get(f"/verzoeken/{request_id}/besluit").text


def test_sending_back_needs_a_remark_that_the_author_sees(world: World, contact: Browser, decider: Browser) -> None:
    case_id, request_id = advised(world, contact)
    decider.get(f"/verzoeken/{request_id}/besluit")
    page = decider.send(what="send_back", step="check", status=422)
    assert page.error_of("remark").startswith("Schrijf een opmerking")
    assert decider.send(remark="Zoek eerst uit wie dit bewaart.").path == f"/zaken/{case_id}"
    assert "Zoek eerst uit wie dit bewaart." in contact.get(f"/verzoeken/{request_id}/voorstel").text
    assert "terug bij de contactpersoon" in decider.get(f"/verzoeken/{request_id}/besluit").text


def test_without_advice_the_screen_says_so(world: World, contact: Browser, decider: Browser) -> None:
    case_id = new_case(world, Right.ERASURE)
    request_id = request_of(world, case_id, Right.ERASURE)
    assert "Er is nog geen voorstel" in decider.get(f"/verzoeken/{request_id}/besluit").text
    identify(contact, case_id)
    propose(contact, request_id)
    page = decider.get(f"/verzoeken/{request_id}/besluit")
    assert "nog geen advies gegeven" in page.text
    assert not page.forms()


def test_nobody_decides_on_their_own_proposal(world: World) -> None:
    email = world.add_user("Dubbele Rol", (SLUG, Role.DECIDER), (SLUG, Role.CONTACT_PERSON))
    both = Browser(world.app)
    both.sign_in(email)
    _, request_id = advised(world, both)
    page = both.get(f"/verzoeken/{request_id}/besluit")
    assert "Dit is uw eigen voorstel" in page.text
    for step in ("check", "record"):
        assert "Dit is uw eigen voorstel" in both.send(what="decide", step=step, status=409).summary


def test_a_missing_hearing_stops_the_decider_before_the_check(world: World, contact: Browser, decider: Browser) -> None:
    case_id = new_case(world, Right.ERASURE)
    request_id = request_of(world, case_id, Right.ERASURE)
    identify(contact, case_id)
    propose(contact, request_id)
    advise(at_desk(world, Role.FG), case_id, request_id, "agree")
    decider.get(f"/verzoeken/{request_id}/besluit")
    for step in ("check", "record"):
        page = decider.send(what="decide", step=step, remark="Alvast mijn gedachte.", status=409)
        assert "artikel 9.2 van het reglement" in page.summary
        assert page.value_of("remark") == "Alvast mijn gedachte."


def test_an_appointment_after_the_term_is_told_to_who_writes_and_who_decides(world: World) -> None:
    slug, told = "werk-op-maat", "De afspraak is op 21 december 2026. De termijn is tot en met"
    contact, decider = at_desk(world, Role.CONTACT_PERSON, slug), at_desk(world, Role.DECIDER, slug)
    case_id = new_case(world, Right.INSPECTION, slug=slug)
    request_id = request_of(world, case_id, Right.INSPECTION)
    identify(contact, case_id)
    propose(contact, request_id, **{**GRANT, "details-day": "2-12-2026"})
    assert "Kies een eerdere dag." not in decider.get(f"/verzoeken/{request_id}/besluit").text
    propose(contact, request_id, **{**GRANT, "details-day": "21-12-2026"})
    assert told in contact.get(f"/verzoeken/{request_id}/voorstel").text
    assert told in decider.get(f"/verzoeken/{request_id}/besluit").text


@pytest.mark.usefixtures("canned")
def test_what_was_granted_ends_when_it_was_done(world: World, contact: Browser, decider: Browser) -> None:
    case_id = new_case(world, Right.INSPECTION)
    request_id = request_of(world, case_id, Right.INSPECTION)
    identify(contact, case_id)
    propose(contact, request_id, **GRANT)
    assert "Dit kan nog niet" in contact.get(f"/verzoeken/{request_id}/uitvoering").text
    advise(at_desk(world, Role.FG), case_id, request_id, "agree")
    decide(decider, request_id)
    make_letter(contact, f"/verzoeken/{request_id}/brief")
    post_letter(contact, "handed_over")
    page = contact.get(f"/verzoeken/{request_id}/uitvoering")
    assert "Wat is getoond of gegeven?" in page.text
    page = contact.send(carried_out_on="17-11-2026", status=422, **typed_facts(Right.INSPECTION))
    assert page.error_of("carried_out_on").startswith("Deze dag ligt voor de ontvangst")
    page = contact.send(carried_out_on="22-11-2026", status=422)
    assert page.error_of("carried_out_on").startswith("Deze dag ligt voor het besluit van maandag 23 november 2026.")
    contact.send(carried_out_on="23-11-2026")
    page = contact.send(step="record")
    assert page.path == f"/zaken/{case_id}"
    assert "Gesloten op 23 november 2026" in page.text


@pytest.mark.usefixtures("canned")
def test_every_duty_is_confirmed_first(world: World, contact: Browser, decider: Browser) -> None:
    case_id = new_case(world, Right.ERASURE)
    request_id = request_of(world, case_id, Right.ERASURE)
    identify(contact, case_id)
    hear(contact, case_id)
    typed = {"answer": "Wij verwijderden uw gegevens.", **typed_details(Right.ERASURE)}
    propose(contact, request_id, outcome="grant", **typed)
    advise(at_desk(world, Role.FG), case_id, request_id, "agree")
    decide(decider, request_id)
    make_letter(contact, f"/verzoeken/{request_id}/brief")
    post_letter(contact)
    page = contact.get(f"/verzoeken/{request_id}/uitvoering")
    duties = [one.get("value") or "" for one in page.all("input", type="checkbox", name="duties")]
    assert set(duties) == {"erasure_declaration", "recipients_told"}
    assert "artikel 9.6" in page.text
    page = contact.send(duties=duties[0], status=422, **typed_facts(Right.ERASURE))
    assert page.error_of("duties").startswith("Bevestig eerst dat dit is gedaan")
    assert page.value_of("duties") == [duties[0]]
    page = contact.send(duties=duties)
    assert page.h1 == "Controleer wat er is gedaan"
    assert contact.send(step="record").path == f"/zaken/{case_id}"
