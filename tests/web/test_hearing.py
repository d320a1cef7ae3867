"""Recording who was heard: the article, what is preselected, and no decision without it."""

import pytest

from dsar.core.vocabulary import Right, Role
from tests.support.app import World
from tests.support.judging import advise, at_desk, hear, identify, new_case, propose, request_of
from tests.support.pages import Browser


@pytest.fixture
def world(shared_world: World) -> World:
    return shared_world


@pytest.fixture
def contact(world: World) -> Browser:
    return at_desk(world, Role.CONTACT_PERSON)


def test_the_requests_for_which_the_regulation_asks_it_are_preselected(world: World, contact: Browser) -> None:
    case_id = new_case(world, Right.INSPECTION, Right.ERASURE)
    page = contact.get(f"/zaken/{case_id}/gehoord")
    assert page.value_of("request_ids") == [str(request_of(world, case_id, Right.ERASURE))]
    assert "artikel 9.2" in page.text


def test_where_the_regulation_is_silent_it_may_still_be_recorded(world: World) -> None:
    contact = at_desk(world, Role.CONTACT_PERSON, "aanzien")
    case_id = new_case(world, Right.ERASURE, slug="aanzien")
    page = contact.get(f"/zaken/{case_id}/gehoord")
    assert page.value_of("request_ids") is None
    assert "Het reglement vraagt dit niet" in page.text
    request_id = str(request_of(world, case_id, Right.ERASURE))
    page = contact.send(request_ids=request_id, person="Begeleider", capacity="deputy", statement="Bewaren.")
    assert page.path == f"/zaken/{case_id}"


def test_mistakes_stand_beside_their_fields(world: World, contact: Browser) -> None:
    contact.get(f"/zaken/{new_case(world, Right.ERASURE)}/gehoord")
    page = contact.send(without=("request_ids",), statement="Bewaren moet.", status=422)
    assert page.error_of("person") == "Vul dit veld in."
    assert page.error_of("capacity") == "Kies één van de mogelijkheden."
    page = contact.send(person="Begeleider", capacity="collector", status=422)
    assert page.error_of("request_ids") == "Kies minstens één verzoek."
    assert page.value_of("statement") == "Bewaren moet."


def test_there_is_no_decision_before_the_collector_was_heard(world: World, contact: Browser) -> None:
    case_id = new_case(world, Right.ERASURE)
    request_id = request_of(world, case_id, Right.ERASURE)
    identify(contact, case_id)
    propose(contact, request_id)
    advise(at_desk(world, Role.FG), case_id, request_id, "agree")
    decider = at_desk(world, Role.DECIDER)
    page = decider.get(f"/verzoeken/{request_id}/besluit")
    assert "nog niet gehoord (artikel 9.2 van het reglement)" in page.text
    for step in ("check", "record"):
        assert "nog niet gehoord" in decider.send(what="decide", step=step, status=409).summary
    hear(contact, case_id)
    decider.get(f"/verzoeken/{request_id}/besluit")
    decider.send(what="decide", step="check")
    assert decider.send(step="record").path == f"/zaken/{case_id}"
