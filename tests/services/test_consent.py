"""Withdrawn consent is registered like an objection, and is granted by an article of its own: nothing is weighed."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from dsar.core.errors import InvalidInput
from dsar.core.intake import NewCase, NewRequest
from dsar.core.proposals import unrefusable_article
from dsar.core.vocabulary import Channel, ObjectionPurpose, Outcome, Right
from dsar.letters import to_blocks, words
from dsar.letters.legal import legal_rows
from dsar.queries.case_view import case_view
from dsar.regulations import load_catalogue
from dsar.services.propose import propose
from dsar.services.receive_case import receive_case
from tests.factories.world import SUBJECT, World
from tests.services.desk import Desk, granting, refusing

pytestmark = pytest.mark.usefixtures("canned")
SLUGS = ("aanzien", "werk-op-maat", "werkkrachtcentrale", "westendorp-pr", "zaz-welzijn")


def withdrawn(world: World) -> Desk:
    desk = Desk(world, Right.COPY)
    asked = NewRequest(Right.OBJECTION, "U mag mijn foto niet meer gebruiken.", ObjectionPurpose.CONSENT)
    received = world.today - timedelta(days=3)
    new = NewCase(world.organisation_id(desk.slug), received, Channel.POST, SUBJECT, (asked,))
    desk.case_id = receive_case(desk.work(), new)
    return desk


def test_it_cannot_be_refused_and_nothing_is_weighed(world: World) -> None:
    desk = withdrawn(world)
    world.identify(desk.slug, desk.case_id)
    request_id = desk.request_id(Right.OBJECTION)
    with pytest.raises(InvalidInput, match="not_refusable"):
        propose(desk.work(), request_id, desk.version, refusing("compelling_grounds"))
    with Session(world.engine) as session:
        (row,) = case_view(session, desk.work().actor, desk.case_id, today=world.today).requests
    assert (row.facts.refusable, row.facts.must_stop) == (False, False)


def test_the_letter_says_by_which_article_and_names_the_consent(world: World) -> None:
    desk = withdrawn(world)
    desk.decide(Right.OBJECTION, granting(Right.OBJECTION))
    context = desk.context(desk.issue(Right.OBJECTION))
    (request,) = context.requests
    assert (request.law, request.regulation_article, request.outcome) == ("AVG 7(3)", "", Outcome.GRANT)
    assert "u trekt uw toestemming in" in " ".join(block.text for block in to_blocks(context))
    assert "7 lid 3" in legal_rows(context, words("nl"))[0].law


@pytest.mark.parametrize("slug", SLUGS)
def test_no_regulation_stands_in_its_way_or_is_cited_for_it(slug: str) -> None:
    found = load_catalogue().newest(slug)
    assert unrefusable_article(found, Right.OBJECTION, ObjectionPurpose.CONSENT) == "AVG 7(3)"
    assert found.article_for(Right.OBJECTION, ObjectionPurpose.CONSENT) == ""
