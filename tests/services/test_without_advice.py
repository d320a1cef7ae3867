"""Advice that does not come: the deputy is asked, then the decider may go on, and the officer is told."""

import json
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from dsar.core.errors import Conflict, InvalidInput, NotAllowed, NotFound
from dsar.core.vocabulary import AdviceKind, LetterKind, Outcome, Right, Role
from dsar.core.workflow import Status
from dsar.models import Decision, Organisation, WithoutAdvice, WithoutAdviceSeen
from dsar.models.letter import DraftStatus
from dsar.queries.signoff import queue
from dsar.services.advise import AdviceInput, advise
from dsar.services.advise_draft import advise_on_draft, submit_draft
from dsar.services.decide import decide
from dsar.services.propose import propose
from dsar.services.without_advice import note_seen, release_draft
from tests.factories.world import GRANT, REFUSE_ERASURE, World
from tests.services.desk import WPR, Desk, entries

REASON = "De antwoordtermijn loopt morgen af en niemand nam op."
AANZIEN = "aanzien"  # asks nobody to be heard


@pytest.fixture
def world(make_world: Callable[..., World]) -> World:
    return make_world(AANZIEN, WPR)


@pytest.fixture
def desk(world: World) -> Desk:
    """A refused erasure that waits for advice since Monday 23 November 2026."""
    desk = Desk(world, Right.ERASURE, slug=AANZIEN)
    world.identify(AANZIEN, desk.case_id)
    propose(desk.work(), desk.request_id(Right.ERASURE), desk.version, REFUSE_ERASURE)
    return desk


def on(desk: Desk, day: date) -> None:
    """Move the clock to a later day."""
    desk.world.moment += timedelta(days=(day - desk.world.today).days)


def decided(desk: Desk, reason: str = REASON, role: Role = Role.DECIDER) -> None:
    request_id = desk.request_id(Right.ERASURE)
    decide(desk.work(role), request_id, desk.version, desk.world.proposal(request_id).id, reason)


def advised(desk: Desk, role: Role, kind: AdviceKind = AdviceKind.AGREE) -> None:
    request_id = desk.request_id(Right.ERASURE)
    given = AdviceInput(desk.world.proposal(request_id).id, kind, "Zie mijn opmerking.")
    advise(desk.work(role), request_id, desk.version, given)


def queued(desk: Desk, role: Role) -> int:
    work = desk.work(role)
    with Session(desk.world.engine) as session:
        return queue(session, work.actor, work.today).total


def drop_deputies(world: World) -> None:
    with world.engine.begin() as connection:
        connection.execute(text("DELETE FROM membership WHERE role = 'deputy_fg'"))


@pytest.mark.parametrize("day", [date(2026, 11, 23), date(2026, 11, 26), date(2026, 11, 27), date(2026, 12, 1)])
def test_no_refusal_without_advice_before_both_terms_are_over(desk: Desk, day: date) -> None:
    on(desk, day)
    with pytest.raises(NotAllowed) as refused:
        decided(desk)
    assert refused.value.code == "advice_term_running"
    assert desk.status(Right.ERASURE) is Status.AWAITING_ADVICE
    assert not entries(desk.world, "advice.without", "decision.taken")


def test_after_both_terms_the_decider_goes_on_with_a_reason(desk: Desk) -> None:
    on(desk, date(2026, 12, 2))
    decided(desk)
    assert desk.status(Right.ERASURE) is Status.DECIDED
    proposal = desk.world.proposal(desk.request_id(Right.ERASURE))
    with Session(desk.world.engine) as session:
        kept = session.query(WithoutAdvice).one()
        assert (kept.proposal_id, kept.reason, kept.asked_until) == (proposal.id, REASON, date(2026, 12, 1))
        assert session.query(Decision).one().against_advice_reason == ""
    told = [json.loads(one.canonical)["payload"] for one in entries(desk.world, "advice.without", "decision.taken")]
    assert told[0]["asked_until"] == "2026-12-01"
    assert told[0]["sha256"] == told[1]["sha256"] == proposal.sha256
    assert told[1]["without_advice"] is True
    assert REASON not in json.dumps(told)


def test_without_a_deputy_the_decider_goes_on_after_the_officers_term(desk: Desk) -> None:
    drop_deputies(desk.world)
    on(desk, date(2026, 11, 26))
    with pytest.raises(NotAllowed):
        decided(desk)
    on(desk, date(2026, 11, 27))
    decided(desk)
    assert desk.status(Right.ERASURE) is Status.DECIDED


def test_the_organisation_sets_the_days(desk: Desk) -> None:
    drop_deputies(desk.world)
    with desk.world.engine.begin() as connection:
        connection.execute(Organisation.__table__.update().values(advice_days=1))
    on(desk, date(2026, 11, 25))
    decided(desk)
    assert desk.status(Right.ERASURE) is Status.DECIDED


@pytest.mark.parametrize("reason", ["", "  ", "…"])
def test_going_on_without_advice_needs_a_written_reason(desk: Desk, reason: str) -> None:
    on(desk, date(2026, 12, 2))
    with pytest.raises(InvalidInput) as refused:
        decided(desk, reason)
    assert (refused.value.field, refused.value.code) == ("reason", "reason_without_advice_missing")
    assert desk.status(Right.ERASURE) is Status.AWAITING_ADVICE


def test_an_officer_who_also_decides_cannot_sit_the_term_out(desk: Desk) -> None:
    both = desk.world.add_user("beide@example.com", AANZIEN, Role.FG, Role.DECIDER)
    on(desk, date(2026, 12, 2))
    request_id = desk.request_id(Right.ERASURE)
    with pytest.raises(NotAllowed) as refused:
        decide(desk.world.work_of(both), request_id, desk.version, desk.world.proposal(request_id).id, REASON)
    assert refused.value.code == "officer_goes_without"


def test_an_advice_is_still_welcome_after_the_term(desk: Desk) -> None:
    on(desk, date(2026, 12, 9))
    advised(desk, Role.FG)
    assert desk.status(Right.ERASURE) is Status.AWAITING_DECISION


def test_the_deputy_sees_and_advises_from_the_day_after_the_officers_term(desk: Desk) -> None:
    on(desk, date(2026, 11, 26))
    assert (queued(desk, Role.FG), queued(desk, Role.DEPUTY_FG)) == (1, 0)
    with pytest.raises(NotAllowed) as refused:
        advised(desk, Role.DEPUTY_FG)
    assert refused.value.code == "officer_term_running"
    on(desk, date(2026, 11, 27))
    assert (queued(desk, Role.FG), queued(desk, Role.DEPUTY_FG)) == (1, 1)
    advised(desk, Role.DEPUTY_FG)
    assert desk.status(Right.ERASURE) is Status.AWAITING_DECISION
    assert (queued(desk, Role.FG), queued(desk, Role.DEPUTY_FG)) == (0, 0)


def test_the_deputy_is_asked_at_once_when_the_only_officer_wrote_it(desk: Desk) -> None:
    with desk.world.engine.begin() as connection:
        connection.execute(text("DELETE FROM membership WHERE role = 'fg'"))
    author = desk.world.add_user("schrijver@example.com", AANZIEN, Role.FG, Role.CONTACT_PERSON)
    request_id = desk.request_id(Right.ERASURE)
    propose(desk.world.work_of(author), request_id, desk.version, REFUSE_ERASURE)
    assert queued(desk, Role.DEPUTY_FG) == 1
    advised(desk, Role.DEPUTY_FG)
    assert desk.status(Right.ERASURE) is Status.AWAITING_DECISION


def test_a_new_revision_starts_the_term_anew(desk: Desk) -> None:
    on(desk, date(2026, 11, 30))
    propose(desk.work(), desk.request_id(Right.ERASURE), desk.version, REFUSE_ERASURE)
    on(desk, date(2026, 12, 2))
    with pytest.raises(NotAllowed):
        decided(desk)
    assert queued(desk, Role.DEPUTY_FG) == 0


def test_a_grant_that_must_pass_the_officer_goes_the_same_way(make_world: Callable[..., World]) -> None:
    world = make_world("zaz-welzijn")
    desk = Desk(world, Right.INSPECTION, slug="zaz-welzijn")
    world.identify("zaz-welzijn", desk.case_id)
    request_id = desk.request_id(Right.INSPECTION)
    propose(desk.work(), request_id, desk.version, GRANT)
    proposal = world.proposal(request_id)
    assert proposal.outcome is Outcome.GRANT
    with pytest.raises(NotAllowed):
        decide(desk.work(Role.DECIDER), request_id, desk.version, proposal.id, REASON)
    on(desk, date(2026, 12, 2))
    decide(desk.work(Role.DECIDER), request_id, desk.version, proposal.id, REASON)
    assert desk.status(Right.INSPECTION) is Status.DECIDED


def test_hearing_comes_before_a_decision_without_advice_too(world: World) -> None:
    desk = Desk(world, Right.ERASURE)
    world.identify(WPR, desk.case_id)
    propose(desk.work(), desk.request_id(Right.ERASURE), desk.version, REFUSE_ERASURE)
    on(desk, date(2026, 12, 2))
    with pytest.raises(NotAllowed) as refused:
        decided(desk)
    assert refused.value.code == "hearing_missing"
    assert not entries(world, "advice.without")


def test_the_officer_is_told_until_it_was_seen(desk: Desk) -> None:
    on(desk, date(2026, 12, 2))
    decided(desk)
    with Session(desk.world.engine) as session:
        without_id = session.query(WithoutAdvice).one().id
    for stranger in (desk.world.work(WPR, Role.FG),):
        with pytest.raises(NotFound):
            note_seen(stranger, without_id)
    with pytest.raises(NotAllowed):
        note_seen(desk.work(Role.CONTACT_PERSON), without_id)
    note_seen(desk.work(Role.FG), without_id)
    note_seen(desk.work(Role.FG), without_id)
    with Session(desk.world.engine) as session:
        assert session.query(WithoutAdviceSeen).one().officer_id == desk.work(Role.FG).user_id()
    assert len(entries(desk.world, "advice.without_seen")) == 1


@pytest.mark.parametrize("table", ["without_advice", "without_advice_seen"])
def test_what_was_recorded_never_changes(desk: Desk, table: str) -> None:
    on(desk, date(2026, 12, 2))
    decided(desk)
    with Session(desk.world.engine) as session:
        without_id = session.query(WithoutAdvice).one().id
    note_seen(desk.work(Role.FG), without_id)
    for statement in (f"DELETE FROM {table}", f"UPDATE {table} SET {_column(table)} = {_column(table)}"):
        with pytest.raises(DatabaseError), desk.world.engine.begin() as connection:
            connection.execute(text(statement))


def _column(table: str) -> str:
    return "reason" if table == "without_advice" else "officer_id"


@pytest.fixture
def notice(world: World) -> tuple[Desk, int]:
    """An extension notice that waits for advice since Monday 23 November 2026."""
    desk = Desk(world, Right.ERASURE, slug=AANZIEN)
    world.identify(AANZIEN, desk.case_id)
    draft_id = desk.draft(LetterKind.EXTENSION_NOTICE, Right.ERASURE)
    submit_draft(desk.work(), draft_id, desk.version)
    return desk, draft_id


def test_an_extension_notice_is_released_after_the_term_only(notice: tuple[Desk, int], canned: None) -> None:
    desk, draft_id = notice
    on(desk, date(2026, 12, 1))
    with pytest.raises(NotAllowed) as refused:
        release_draft(desk.work(Role.DECIDER), draft_id, desk.version, 1, REASON)
    assert refused.value.code == "draft_term_running"
    on(desk, date(2026, 12, 2))
    with pytest.raises(InvalidInput):
        release_draft(desk.work(Role.DECIDER), draft_id, desk.version, 1, "")
    with pytest.raises(NotAllowed):
        release_draft(desk.work(), draft_id, desk.version, 1, REASON)
    with pytest.raises(Conflict):
        release_draft(desk.work(Role.DECIDER), draft_id, desk.version, 2, REASON)
    release_draft(desk.work(Role.DECIDER), draft_id, desk.version, 1, REASON)
    assert desk.stored_draft(draft_id).status is DraftStatus.ADVISED
    assert len(entries(desk.world, "advice.without")) == 1
    letter = desk.letter(desk.issue(draft_id=draft_id))
    assert letter.kind is LetterKind.EXTENSION_NOTICE


def test_the_deputy_advises_on_a_letter_from_the_day_after_the_officers_term(notice: tuple[Desk, int]) -> None:
    desk, draft_id = notice
    with pytest.raises(NotAllowed) as refused:
        advise_on_draft(desk.work(Role.DEPUTY_FG), draft_id, desk.version, 1, AdviceKind.AGREE)
    assert refused.value.code == "officer_term_running"
    on(desk, date(2026, 11, 27))
    advise_on_draft(desk.work(Role.DEPUTY_FG), draft_id, desk.version, 1, AdviceKind.AGREE)
    assert desk.stored_draft(draft_id).status is DraftStatus.ADVISED
