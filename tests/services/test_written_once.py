"""What was signed or sent cannot be changed, not even by somebody at the database."""

from collections.abc import Callable

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from dsar.core.vocabulary import LetterKind, Right
from dsar.database import unit_of_work
from tests.factories.world import REFUSE_ERASURE, World
from tests.services.desk import Desk
from tests.services.test_story import Story


@pytest.fixture
def finished(canned: None, make_world: Callable[..., World]) -> World:
    world = make_world("westendorp-pr")
    story = Story(world, "westendorp-pr")
    world.identify("westendorp-pr", story.case_id)
    story.hear(story.erasure)
    story.propose(story.erasure, REFUSE_ERASURE)
    story.settle_advice(story.erasure, Right.ERASURE)
    story.decide(story.erasure)
    story.post(story.letter(story.erasure))
    desk = Desk(world, Right.COPY)
    desk.advised(desk.draft(LetterKind.EXTENSION_NOTICE, Right.COPY))
    return world


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE proposal SET answer = 'anders'",
        "UPDATE proposal_part SET facts = 'anders'",
        "UPDATE advice SET remark = 'anders'",
        "UPDATE decision SET decided_on = '2026-01-01'",
        "UPDATE letter SET number = 'X-1'",
        "UPDATE letter SET context = '{}'",
        "UPDATE letter SET pages = 7",
        "UPDATE letter SET language = 'en'",
        "UPDATE letter SET replaces_id = id, correction_reason = 'anders'",
        "UPDATE letter_draft_advice SET remark = 'anders'",
        "DELETE FROM letter_draft_advice",
        "UPDATE letter SET status = 'numbered', file_id = NULL, sha256 = NULL, finalised_at = NULL",
        "UPDATE stored_file SET size = 1",
        "UPDATE dispatch SET posted_on = '2026-01-01'",
        "UPDATE hearing SET statement = 'anders'",
        "UPDATE identity_check SET established = NOT established",
        "UPDATE regulation_version SET body = '{}'",
        "DELETE FROM decision",
        "DELETE FROM dispatch",
        "DELETE FROM regulation_version",
    ],
)
def test_the_database_refuses_to_change_what_was_signed(finished: World, statement: str) -> None:
    with pytest.raises(DBAPIError), unit_of_work(finished.engine) as session:
        session.execute(text(statement))


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE request SET status = 'registered' WHERE status = 'closed'",
        "UPDATE request SET closed_on = NULL WHERE status = 'closed'",
        "UPDATE request SET answered_on = NULL WHERE status = 'closed'",
        "UPDATE request SET purpose = 'other'",
        "UPDATE request SET right_code = 'objection'",
        "UPDATE request SET status = 'vergeten'",
        "UPDATE case_file SET received_on = '2018-05-24'",
        "UPDATE case_file SET channel = 'duif'",
        "UPDATE case_file SET organisation_id = organisation_id + 1",
        "UPDATE organisation SET legal_nature = 'vereniging'",
        "UPDATE letter_draft SET status = 'used'",
        "UPDATE letter_draft SET status = 'vergeten'",
        "UPDATE letter_draft SET kind = 'grant'",
        "UPDATE letter_draft SET correction_reason = 'zonder eerdere brief'",
    ],
)
def test_the_database_refuses_a_state_without_its_facts(finished: World, statement: str) -> None:
    with pytest.raises(DBAPIError), unit_of_work(finished.engine) as session:
        session.execute(text(statement))
