"""Two people at once: whoever is second gets 409, what happened meanwhile, and keeps what they typed."""

import pytest

from dsar.core.vocabulary import Right, Role
from tests.factories.details import typed_details
from tests.support.app import World
from tests.support.judging import FACTS, advise, at_desk, check_advice, hear, identify, new_case, propose, request_of
from tests.support.pages import Browser

HAPPENED = "Dit gebeurde sinds u dit scherm opende"


@pytest.fixture
def world(shared_world: World) -> World:
    return shared_world


@pytest.fixture
def contact(world: World) -> Browser:
    return at_desk(world, Role.CONTACT_PERSON)


def advised(world: World, contact: Browser, kind: str = "against") -> tuple[int, int]:
    case_id = new_case(world, Right.ERASURE)
    request_id = request_of(world, case_id, Right.ERASURE)
    identify(contact, case_id)
    hear(contact, case_id)
    propose(contact, request_id)
    advise(at_desk(world, Role.FG), case_id, request_id, kind, "Dit klopt niet.")
    return case_id, request_id


def test_the_second_decision_is_told_of_the_first(world: World, contact: Browser) -> None:
    _, request_id = advised(world, contact)
    first, second = at_desk(world, Role.DECIDER), at_desk(world, Role.DECIDER)
    for tab, reason in ((first, "De eerste reden."), (second, "De tweede reden.")):
        tab.get(f"/verzoeken/{request_id}/besluit")
        tab.send(what="decide", reason=reason, step="check")
    first.send(step="record")
    page = second.send(step="record", status=409)
    assert HAPPENED in page.text
    assert "Besluit genomen op versie 1: afwijzen, tegen het advies in" in page.text
    assert page.value_of("reason") == "De tweede reden."
    assert "U kunt dit nu niet meer versturen" in page.text


def test_a_form_that_is_sent_twice_counts_once(world: World, contact: Browser) -> None:
    case_id, request_id = advised(world, contact)
    decider = at_desk(world, Role.DECIDER)
    decider.get(f"/verzoeken/{request_id}/besluit")
    check = decider.send(what="decide", reason="Toch.", step="check")
    decider.send(step="record")
    decider.page = check
    assert decider.send(step="record").path == f"/zaken/{case_id}"


def test_an_advice_on_a_revision_that_was_replaced_is_stopped(world: World, contact: Browser) -> None:
    case_id = new_case(world, Right.ERASURE)
    request_id = request_of(world, case_id, Right.ERASURE)
    identify(contact, case_id)
    propose(contact, request_id)
    officer = at_desk(world, Role.FG)
    check_advice(officer, case_id, request_id, "against", "Noem de jaren.")
    contact.get(f"/verzoeken/{request_id}/voorstel")
    contact.send(**{"parts-0-facts": f"{FACTS} Het gaat om 2024."})
    page = officer.send(step="record", status=409)
    assert HAPPENED in page.text
    assert "versie 2" in page.text
    assert page.value_of(f"verzoek{request_id}-remark") == "Noem de jaren."
    officer.send(step="check")
    assert officer.send(step="record").path == "/toetsing"


def test_a_proposal_on_a_case_that_changed_keeps_its_text(world: World, contact: Browser) -> None:
    case_id = new_case(world, Right.ERASURE)
    request_id = request_of(world, case_id, Right.ERASURE)
    identify(contact, case_id)
    contact.get(f"/verzoeken/{request_id}/voorstel")
    opened = contact.page
    hear(contact, case_id)
    contact.page = opened
    typed = {"answer": "Wij verwijderen alles.", **typed_details(Right.ERASURE)}
    page = contact.send(outcome="grant", **typed, status=409)
    assert HAPPENED in page.text
    assert "Gehoord op 23 november 2026" in page.text
    assert page.value_of("answer") == "Wij verwijderen alles."
    assert contact.send().path == f"/zaken/{case_id}"


def test_an_identity_check_on_a_case_that_changed_keeps_its_text(world: World, contact: Browser) -> None:
    case_id = new_case(world, Right.ERASURE)
    contact.get(f"/zaken/{case_id}/identiteit")
    opened = contact.page
    identify(contact, case_id)
    contact.page = opened
    page = contact.send(method="desk", established="no", note="Kwam langs.", status=409)
    assert HAPPENED in page.text
    assert page.value_of("note") == "Kwam langs."
    assert page.value_of("method") == "desk"
