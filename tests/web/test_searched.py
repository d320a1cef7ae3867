"""A first proposal begins with what colleagues answered to the search tasks of its request."""

import pytest

from dsar.core.vocabulary import Right, Role, SearchResult, TaskKind
from tests.support.app import World
from tests.support.cases import receive
from tests.support.judging import SLUG, at_desk
from tests.support.steps import Steps


def searched(world: World, right: Right) -> str:
    """Let colleagues search three places for a request; give where its proposal is written."""
    with world.app.app_context():
        steps = Steps(world, SLUG, receive(world, SLUG, right))
        steps.identify()
        steps.tell(steps.ask(TaskKind.SEARCH, "Volgsysteem"), result=SearchResult.FOUND, body="Drie\nverslagen.")
        steps.tell(steps.ask(TaskKind.SEARCH, "Kast in kamer 2"), result=SearchResult.NOTHING, body="")
        steps.tell(steps.ask(TaskKind.SEARCH, "Archief"), result=SearchResult.NOT_SEARCHED, body="Het is verhuisd.")
        steps.ask(TaskKind.SEARCH, "Mailbox")
        return f"/verzoeken/{steps.view().requests[0].request.id}/voorstel"


@pytest.mark.parametrize("right", [Right.INSPECTION, Right.COPY])
def test_places_and_what_was_found_are_filled_in(shared_world: World, right: Right) -> None:
    page = at_desk(shared_world, Role.CONTACT_PERSON).get(searched(shared_world, right))
    rows = [
        (page.value_of(f"details-searched-{row}-place"), page.value_of(f"details-searched-{row}-result"))
        for row in range(3)
    ]
    assert rows == [
        ("Volgsysteem", "Drie verslagen."),
        ("Kast in kamer 2", "Er is niets gevonden"),
        ("Archief", "Hier is niet gezocht: Het is verhuisd."),
    ]


def test_another_right_has_no_place_for_it(shared_world: World) -> None:
    page = at_desk(shared_world, Role.CONTACT_PERSON).get(searched(shared_world, Right.ERASURE))
    assert not page.all("textarea", name="details-searched-0-place")
    assert not page.all("input", name="details-searched-0-place")
