"""Cases in which advice comes too late: found on the day, for whoever can do something, and gone once it was done."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from dsar.core.search import Tab, Wanted
from dsar.core.vocabulary import AdviceKind, LetterKind, Right, Role
from dsar.queries.worklist import counts, tallies, worklist
from dsar.services.advise import AdviceInput, advise
from dsar.services.advise_draft import submit_draft
from dsar.services.decide import decide
from dsar.services.propose import propose
from dsar.services.without_advice import release_draft
from tests.factories.world import REFUSE_ERASURE, World
from tests.services.desk import Desk

SLUG = "aanzien"  # asks nobody to be heard
REASON = "De antwoordtermijn loopt morgen af."
LAST_DAY, AFTER = date(2026, 12, 1), date(2026, 12, 2)  # of the deputy's term, asked on Monday 23 November


@pytest.fixture
def desk(make_world: Callable[..., World]) -> Desk:
    """A refused erasure that waits for advice."""
    world = make_world(SLUG, "westendorp-pr")
    desk = Desk(world, Right.ERASURE, slug=SLUG)
    world.identify(SLUG, desk.case_id)
    propose(desk.work(), desk.request_id(Right.ERASURE), desk.version, REFUSE_ERASURE)
    return desk


def on(desk: Desk, day: date) -> None:
    desk.world.moment += timedelta(days=(day - desk.world.today).days)


def late(desk: Desk, role: Role = Role.DECIDER, slug: str = SLUG, **wanted: object) -> list[int]:
    """Give the cases of the tab, after checking that its count says the same."""
    work = desk.world.work(slug, role)
    with Session(desk.world.engine) as session:
        page = worklist(session, work.actor, Tab.LATE_ADVICE, Wanted(**wanted), work.today)
        known = tallies(session, work.actor)
        counted = counts(session, work.actor, Wanted(**wanted), work.today, known)[Tab.LATE_ADVICE]
    assert counted.cases == len(page.rows)
    return [row.case_id for row in page.rows]


def test_a_case_is_late_from_the_day_after_both_terms_for_decider_and_contact_person(desk: Desk) -> None:
    on(desk, LAST_DAY)
    assert late(desk) == late(desk, Role.CONTACT_PERSON) == []
    on(desk, AFTER)
    assert late(desk) == late(desk, Role.CONTACT_PERSON) == [desk.case_id]


@pytest.mark.parametrize("role", [Role.FG, Role.DEPUTY_FG, Role.AUDITOR, Role.ADMINISTRATOR, Role.COLLEAGUE])
def test_others_have_no_such_list(desk: Desk, role: Role) -> None:
    on(desk, AFTER)
    assert late(desk, role) == []


def test_another_organisation_sees_nothing_of_it(desk: Desk) -> None:
    on(desk, AFTER)
    assert late(desk, slug="westendorp-pr") == []


def test_who_has_the_roles_today_decides_and_no_row_is_rewritten_for_it(desk: Desk) -> None:
    on(desk, date(2026, 11, 27))
    assert late(desk) == []
    with desk.world.engine.begin() as connection:
        connection.execute(text("DELETE FROM membership WHERE role = 'deputy_fg'"))
    assert late(desk) == [desk.case_id]


def test_it_is_gone_after_the_decision(desk: Desk) -> None:
    on(desk, AFTER)
    request_id = desk.request_id(Right.ERASURE)
    decide(desk.work(Role.DECIDER), request_id, desk.version, desk.world.proposal(request_id).id, REASON)
    assert late(desk) == []


def test_it_is_gone_after_an_advice(desk: Desk) -> None:
    on(desk, AFTER)
    request_id = desk.request_id(Right.ERASURE)
    given = AdviceInput(desk.world.proposal(request_id).id, AdviceKind.AGREE)
    advise(desk.work(Role.FG), request_id, desk.version, given)
    assert late(desk) == []


def test_a_letter_that_waits_too_long_puts_its_case_there_once_and_going_on_clears_it(desk: Desk) -> None:
    other = Desk(desk.world, Right.ERASURE, slug=SLUG)
    desk.world.identify(SLUG, other.case_id)
    draft_id = other.draft(LetterKind.EXTENSION_NOTICE, Right.ERASURE)
    submit_draft(other.work(), draft_id, other.version)
    propose(other.work(), other.request_id(Right.ERASURE), other.version, REFUSE_ERASURE)
    on(desk, AFTER)
    assert sorted(late(desk)) == [desk.case_id, other.case_id]
    request_id = other.request_id(Right.ERASURE)
    decide(other.work(Role.DECIDER), request_id, other.version, desk.world.proposal(request_id).id, REASON)
    assert sorted(late(desk)) == [desk.case_id, other.case_id]
    release_draft(other.work(Role.DECIDER), draft_id, other.version, 1, REASON)
    assert late(desk) == [desk.case_id]


def test_filters_narrow_it(desk: Desk) -> None:
    on(desk, AFTER)
    assert late(desk, right=Right.ERASURE) == [desk.case_id]
    assert late(desk, right=Right.COPY) == []
    assert late(desk, waits_for=Role.FG, owner_id=desk.world.users[SLUG, Role.CONTACT_PERSON]) == [desk.case_id]
