"""Recording that one letter left: what it will do is on a page of its own first, and going back loses nothing."""

import pytest

from dsar.core.vocabulary import Right, Role
from tests.support.app import World
from tests.support.judging import (
    CANNED,
    GRANT,
    REFUSAL,
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
from tests.support.pages import Browser, Page

CHECK = "Controleer: brief verzonden"
NOTHING_MOVES = "Met deze brief is geen verzoek afgerond."


@pytest.fixture
def world(shared_world: World) -> World:
    return shared_world


@pytest.fixture(autouse=True)
def canned(monkeypatch: pytest.MonkeyPatch) -> None:
    """Save the time of rendering: nothing here looks at the pages of a letter."""
    monkeypatch.setattr("dsar.services.issue_letter.render_document", lambda *_, **__: CANNED)


@pytest.fixture
def contact(world: World) -> Browser:
    return at_desk(world, Role.CONTACT_PERSON)


def answer(world: World, contact: Browser, right: Right, **proposal: str) -> Page:
    """Make the answer to a request that is the only one of its case."""
    case_id = new_case(world, right)
    request_id = request_of(world, case_id, right)
    identify(contact, case_id)
    if right is Right.ERASURE:
        hear(contact, case_id)
    propose(contact, request_id, **proposal)
    advise(at_desk(world, Role.FG), case_id, request_id, "agree")
    decide(at_desk(world, Role.DECIDER), request_id)
    return make_letter(contact, f"/verzoeken/{request_id}/brief")


def acknowledgement(world: World, contact: Browser) -> Page:
    """Make a letter that answers nothing."""
    return make_letter(contact, f"/zaken/{new_case(world, Right.INSPECTION)}/brief")


def test_a_grant_says_what_is_left_to_do_and_by_when(world: World, contact: Browser) -> None:
    answer(world, contact, Right.INSPECTION, **GRANT)
    page = contact.send(step="check", **{"verzonden-way": "post"})
    assert page.h1 == CHECK
    assert "Inzage: dit verzoek is dan beantwoord. Daarna voert u uit wat is toegewezen." in page.text
    assert "Doe dat uiterlijk op" in page.text
    assert "De zaak blijft open." in page.text
    assert "termijn van zes weken" not in page.text


def test_a_refusal_ends_its_request_and_closes_the_case(world: World, contact: Browser) -> None:
    letter = answer(world, contact, Right.ERASURE, **REFUSAL)
    page = contact.send(step="check", **{"verzonden-way": "post"})
    assert "De termijn van zes weken in de brief loopt tot en met maandag 4 januari 2027." in page.text
    assert "Verwijdering: dit verzoek is dan beantwoord en afgerond." in page.text
    assert "De zaak sluit." in page.text
    assert "Gesloten op 23 november 2026" in contact.send(step="record").text
    assert "Verzonden" in contact.get(letter.path).text


def test_nothing_is_recorded_before_the_check(world: World, contact: Browser) -> None:
    letter = acknowledgement(world, contact)
    page = contact.send(step="check", **{"verzonden-way": "handed_over"})
    assert NOTHING_MOVES in page.text
    assert "U kunt dit niet terugdraaien." in page.text
    assert "Definitief, nog niet verzonden" in at_desk(world, Role.CONTACT_PERSON).get(letter.path).text


def test_going_back_keeps_what_was_typed(world: World, contact: Browser) -> None:
    letter = acknowledgement(world, contact)
    typed = {
        "verzonden-way": "registered",
        "verzonden-track_code": "3s abcd 1",
        "verzonden-posted_on": "23 november 2026",
    }
    assert "Aangetekend per post (3SABCD1)" in contact.send(step="check", **typed).text
    page = contact.send(step="edit")
    assert page.h1 == letter.h1
    assert {name: page.value_of(name) for name in typed} == typed


def test_sent_twice_it_counts_once(world: World, contact: Browser) -> None:
    acknowledgement(world, contact)
    check = contact.send(step="check", **{"verzonden-way": "post"})
    first = contact.send(step="record")
    contact.page = check
    assert contact.send(step="record").path == first.path


def test_what_happened_meanwhile_is_told(world: World, contact: Browser) -> None:
    letter = acknowledgement(world, contact)
    contact.send(step="check", **{"verzonden-way": "post"})
    other = at_desk(world, Role.CONTACT_PERSON)
    other.get(letter.path)
    post_letter(other, "handed_over")
    page = contact.send(step="record", status=409)
    assert "Dit gebeurde sinds u dit scherm opende" in page.text
    assert page.value_of("verzonden-way") == "post"


def test_a_letter_that_left_meanwhile_gets_no_page_to_check(world: World, contact: Browser) -> None:
    letter = acknowledgement(world, contact)
    other = at_desk(world, Role.CONTACT_PERSON)
    other.get(letter.path)
    post_letter(other)
    page = contact.send(step="check", status=409, **{"verzonden-way": "handed_over"})
    assert "Deze brief staat al als verzonden genoteerd." in page.summary
    assert page.value_of("verzonden-way") == "handed_over"


def test_a_letter_that_leaves_late_says_so_before_it_is_recorded(fresh_world: World) -> None:
    acknowledgement(fresh_world, at_desk(fresh_world, Role.CONTACT_PERSON))
    fresh_world.clock.forward(days=40)
    contact = at_desk(fresh_world, Role.CONTACT_PERSON)
    contact.get("/brieven/1")
    assert "dagen te laat verzonden" in contact.send(step="check", **{"verzonden-way": "post"}).text


def test_a_correction_answers_nothing_anew(world: World, contact: Browser) -> None:
    letter = answer(world, contact, Right.INSPECTION, **GRANT)
    post_letter(contact)
    contact.get(f"{letter.path}/verbeteren")
    contact.send(step="check", correction_reason="Er stond een verkeerde dag in.")
    contact.send(step="record")
    page = contact.send(step="check", **{"verzonden-way": "post"})
    assert page.h1 == CHECK
    assert NOTHING_MOVES in page.text
