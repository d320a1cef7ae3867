"""A letter whose printed term counts from its date, when that date has passed and it is still in the house."""

from dsar.core.vocabulary import Right, Role
from tests.support.app import World
from tests.support.judging import REFUSAL, advise, at_desk, decide, hear, identify, make_letter, new_case, propose
from tests.support.judging import request_of as request_id_of


def test_a_refusal_that_missed_its_date_says_so_and_is_not_to_be_printed(fresh_world: World) -> None:
    contact = at_desk(fresh_world, Role.CONTACT_PERSON)
    case_id = new_case(fresh_world, Right.ERASURE)
    request_id = request_id_of(fresh_world, case_id, Right.ERASURE)
    identify(contact, case_id)
    hear(contact, case_id)
    propose(contact, request_id, **REFUSAL)
    advise(at_desk(fresh_world, Role.FG), case_id, request_id, "agree")
    decide(at_desk(fresh_world, Role.DECIDER), request_id)
    page = make_letter(contact, f"/verzoeken/{request_id}/brief")
    assert "Zo print u de brief" in page.text
    assert "Kan niet meer weg" not in page.text
    day = page.value_of("verzonden-posted_on")
    fresh_world.clock.forward(days=1)
    contact = at_desk(fresh_world, Role.CONTACT_PERSON)
    page = contact.get(page.path)
    assert "Kan niet meer weg" in page.text
    assert "Zo print u de brief" not in page.text
    assert page.value_of("verzonden-posted_on") == day, "what left on its date can still be recorded"
