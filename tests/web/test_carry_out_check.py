"""Recording that what was granted was done: what it will do is on a page of its own first; going back loses nothing."""

import pytest

from dsar.core.vocabulary import AdviceKind, Right, Role
from tests.factories.done import typed_facts
from tests.factories.world import GRANT
from tests.support.app import World
from tests.support.cases import receive
from tests.support.judging import at_desk
from tests.support.pages import Browser, Page
from tests.support.stages import SLUG, Stage, case_at
from tests.support.steps import Steps

CHECK = "Controleer wat er is gedaan"
FACTS = typed_facts(Right.INSPECTION)
DONE = "De inzage is gehouden.\nDe begeleider zat erbij."


@pytest.fixture
def world(shared_world: World) -> World:
    return shared_world


@pytest.fixture
def contact(world: World) -> Browser:
    return at_desk(world, Role.CONTACT_PERSON)


def path_of(world: World, steps: Steps) -> str:
    with world.app.app_context():
        return f"/verzoeken/{steps.view().requests[0].request.id}/uitvoering"


@pytest.fixture
def path(world: World) -> str:
    """A request that was granted and answered, the only one of its case."""
    with world.app.app_context():
        steps = case_at(world, Stage.SENT)
    return path_of(world, steps)


def checked(contact: Browser, path: str) -> Page:
    contact.get(path)
    return contact.send(step="check", carried_out_on="23-11-2026", description=DONE, **FACTS)


def test_the_page_says_what_ends_and_records_nothing(world: World, contact: Browser, path: str) -> None:
    page = checked(contact, path)
    assert page.h1 == CHECK
    assert "Inzage: dit verzoek is dan afgerond." in page.text
    assert "Alle verzoeken in deze zaak zijn dan afgerond. De zaak sluit." in page.text
    assert "U kunt dit niet terugdraaien." in page.text
    assert at_desk(world, Role.CONTACT_PERSON).get(path).value_of("description") == ""
    page = contact.send(step="record")
    assert "Gesloten op 23 november 2026" in page.text


def test_a_case_with_another_request_stays_open(world: World, contact: Browser) -> None:
    with world.app.app_context():
        steps = Steps(world, SLUG, receive(world, SLUG, Right.INSPECTION, Right.COPY))
        steps.identify()
        steps.propose(GRANT)
        steps.advise(AdviceKind.AGREE)
        steps.decide()
        steps.answer()
        steps.post()
    page = checked(contact, path_of(world, steps))
    assert "De zaak blijft open." in page.text
    assert "De zaak sluit." not in page.text


def test_going_back_keeps_what_was_typed(contact: Browser, path: str) -> None:
    checked(contact, path)
    page = contact.send(step="edit")
    assert page.h1 == "Uitvoering vastleggen"
    assert (page.value_of("description"), page.value_of("carried_out_on")) == (DONE, "23-11-2026")


def test_sent_twice_it_counts_once(contact: Browser, path: str) -> None:
    check = checked(contact, path)
    first = contact.send(step="record")
    contact.page = check
    page = contact.send(step="record")
    assert page.path == first.path
    assert page.text.count("Uitgevoerd op 23 november 2026") == first.text.count("Uitgevoerd op 23 november 2026")


def test_what_happened_meanwhile_is_told(world: World, contact: Browser, path: str) -> None:
    checked(contact, path)
    other = at_desk(world, Role.CONTACT_PERSON)
    checked(other, path)
    other.send(step="record")
    page = contact.send(step="record", status=409)
    assert "Dit gebeurde sinds u dit scherm opende" in page.text
    assert page.value_of("description") == DONE


def test_what_was_done_meanwhile_gets_no_page_to_check(world: World, contact: Browser, path: str) -> None:
    contact.get(path)
    other = at_desk(world, Role.CONTACT_PERSON)
    checked(other, path)
    other.send(step="record")
    page = contact.send(step="check", carried_out_on="23-11-2026", description=DONE, **FACTS, status=409)
    assert page.h1 == "Uitvoering vastleggen"
    assert page.value_of("description") == DONE
