"""A request is judged anew in a round of its own: nothing of what was decided, sent and measured before changes."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from dsar.core.drafts import DraftInput
from dsar.core.errors import InvalidInput, NotAllowed
from dsar.core.progress import Step
from dsar.core.reopening import ReopenInput
from dsar.core.vocabulary import AdviceKind, HearingCapacity, LetterKind, ReopenReason, Right, Role
from dsar.core.workflow import Status
from dsar.database import unit_of_work
from dsar.models import Case
from dsar.queries.audit import verify
from dsar.queries.case_view import CaseView, RequestView, case_view
from dsar.queries.figures import handled_in
from dsar.services.advise import AdviceInput, advise
from dsar.services.correct_case import correct_right, end_as_double
from dsar.services.decide import decide
from dsar.services.hear import HearingInput, record_hearing
from dsar.services.issue_letter import LetterInput, issue_letter
from dsar.services.propose import propose
from dsar.services.rebuild_worklist import differences
from dsar.services.reopen import reopen
from dsar.services.write_draft import write_draft
from tests.factories.drafts import FIELDS
from tests.factories.world import REFUSE_ERASURE, World
from tests.services.desk import Desk, entries, granting

WHY = "De klacht is gegrond: er moet ook in de oude kast worden gezocht."
pytestmark = pytest.mark.usefixtures("canned")


@pytest.fixture
def closed(world: World) -> Desk:
    """Give a case that is closed: the request was refused and the letter left."""
    desk = Desk(world, Right.ERASURE)
    desk.decide(Right.ERASURE, REFUSE_ERASURE)
    desk.post(desk.issue(Right.ERASURE))
    return desk


def view_of(desk: Desk) -> CaseView:
    with Session(desk.world.engine, expire_on_commit=False) as session:
        view = case_view(session, desk.work().actor, desk.case_id, today=desk.world.today)
        _ = [(row.request.reopening, row.request.ending) for row in view.requests], view.case.reopenings
        return view


def given(desk: Desk, day: date | None = None) -> ReopenInput:
    first = view_of(desk).requests[0].request.id
    return ReopenInput((first,), ReopenReason.COMPLAINT, day or desk.world.today, WHY)


def opened_again(desk: Desk, day: date | None = None) -> RequestView:
    """Reopen the first request and give the new round."""
    reopen(desk.work(), desk.case_id, desk.version, given(desk, day))
    return view_of(desk).requests[-1]


def test_a_closed_case_is_open_again_and_the_earlier_round_keeps_everything(closed: Desk) -> None:
    before = view_of(closed)
    assert before.case.closed_on == closed.world.today
    again = opened_again(closed)
    after = view_of(closed)
    first = after.requests[0]
    assert after.case.closed_on is None
    assert (first.request.status, first.request.answered_on, first.request.closed_on) == (
        Status.CLOSED,
        before.requests[0].request.answered_on,
        before.requests[0].request.closed_on,
    )
    assert first.deadlines == before.requests[0].deadlines, "what was in time stays in time"
    assert first.decision is not None
    assert [letter.sha256 for letter in after.letters] == [letter.sha256 for letter in before.letters]
    assert (again.request.status, again.request.right, again.step) == (Status.REGISTERED, Right.ERASURE, Step.HEAR)
    assert again.request.reopening is not None
    assert (again.request.reopening.round, again.request.reopening.explanation) == (2, WHY)


def test_the_clocks_of_a_round_run_from_the_day_its_cause_came_in(closed: Desk) -> None:
    again = opened_again(closed)
    four_weeks = closed.world.today + timedelta(weeks=4)  # Westendorp 9.3
    assert again.deadlines.respond.regulation == four_weeks
    assert (again.due, view_of(closed).case.next_due_on) == (four_weeks, four_weeks)


def test_a_round_goes_all_the_way_to_a_letter_of_its_own_and_both_decisions_stay(closed: Desk) -> None:
    world, again = closed.world, opened_again(closed).request.id
    heard = HearingInput((again,), "Begeleider", HearingCapacity.COLLECTOR, world.today, "Klopt niet meer.")
    record_hearing(closed.work(), closed.case_id, closed.version, heard)
    propose(closed.work(), again, closed.version, granting(Right.ERASURE))
    proposal_id = world.proposal(again).id
    if view_of(closed).request(again).request.status is Status.AWAITING_ADVICE:
        advise(closed.work(Role.FG), again, closed.version, AdviceInput(proposal_id, AdviceKind.AGREE))
    decide(closed.work(Role.DECIDER), again, closed.version, proposal_id)
    letter = LetterInput(world.today, (again,))
    closed.post(issue_letter(closed.work(), closed.case_id, closed.version, letter, render_seconds=60))
    first, second = view_of(closed).requests
    assert (first.facts.outcome, second.facts.outcome) == ("refuse", "grant")
    assert first.letter is not None
    assert second.letter is not None
    assert first.letter.id != second.letter.id
    assert (second.request.status, second.step) == (Status.ANSWERED, Step.CARRY_OUT)
    with Session(world.engine) as session:
        assert list(differences(session)) == []
        assert verify(session, entries(world, "request.reopened")[0].stream) is None


def test_the_officers_figures_count_a_request_once_as_it_was_first_answered(closed: Desk) -> None:
    actor, today = closed.work(Role.FG).actor, closed.world.today
    with Session(closed.world.engine) as session:
        before = handled_in(session, actor, today.year, today)
    opened_again(closed)
    with Session(closed.world.engine) as session:
        assert handled_in(session, actor, today.year, today) == before


def test_a_round_can_be_reopened_again_and_an_earlier_one_cannot(closed: Desk) -> None:
    wanted = given(closed)
    opened_again(closed)
    with pytest.raises(NotAllowed, match="reopened_already"):
        reopen(closed.work(), closed.case_id, closed.version, wanted)
    second = view_of(closed).requests[-1].request.id
    with pytest.raises(NotAllowed, match="status"):
        reopen(closed.work(), closed.case_id, closed.version, replace(wanted, request_ids=(second,)))


def test_what_was_not_answered_or_ended_as_a_double_is_not_reopened(world: World) -> None:
    kept, desk = Desk(world, Right.COPY), Desk(world, Right.COPY)
    with pytest.raises(NotAllowed, match="status"):
        opened_again(desk)
    end_as_double(desk.work(), desk.case_id, desk.version, view_of(kept).case.reference, "Twee keer ingevoerd.")
    with pytest.raises(NotAllowed, match="double_not_reopened"):
        opened_again(desk)


def test_why_and_from_when_must_be_said(closed: Desk) -> None:
    today = closed.world.today
    for changed, field in (
        (replace(given(closed), explanation=" "), "explanation"),
        (given(closed, today + timedelta(days=1)), "counts_from"),
        (given(closed, today - timedelta(days=1)), "counts_from"),
        (replace(given(closed), request_ids=()), "request_ids"),
    ):
        with pytest.raises(InvalidInput) as refused:
            reopen(closed.work(), closed.case_id, closed.version, changed)
        assert refused.value.field == field
    with pytest.raises(NotAllowed, match="role"):
        reopen(closed.work(Role.FG), closed.case_id, closed.version, given(closed))


def test_a_round_is_not_extended(closed: Desk) -> None:
    again = opened_again(closed).request.id
    draft = DraftInput(LetterKind.EXTENSION_NOTICE, (again,), FIELDS[LetterKind.EXTENSION_NOTICE])
    with pytest.raises(InvalidInput) as refused:
        write_draft(closed.work(), closed.case_id, closed.version, draft)
    assert (refused.value.field, refused.value.code) == ("request_ids", "round_not_extended")


def test_the_right_of_a_round_is_that_of_the_request(closed: Desk) -> None:
    again = opened_again(closed)
    with pytest.raises(NotAllowed, match="right_proposed"):
        correct_right(closed.work(), again.request.id, closed.version, Right.COPY, None, "Vergist.")


def test_a_reopening_is_written_once_and_tells_the_trail_nothing_personal(closed: Desk) -> None:
    opened_again(closed)
    with pytest.raises(DBAPIError, match="written once"), unit_of_work(closed.world.engine) as session:
        session.execute(text("UPDATE reopening SET round = round + 1"))
    (entry,) = entries(closed.world, "request.reopened")
    assert WHY not in entry.canonical
    with Session(closed.world.engine) as session:
        assert session.get_one(Case, closed.case_id).closed_on is None
