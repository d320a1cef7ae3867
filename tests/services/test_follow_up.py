"""What comes after a request belongs to its case: nothing of the request moves, and a closed case is open again."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from dsar.core.errors import Conflict, InvalidInput, NotAllowed, NotFound
from dsar.core.follow_ups import FollowUpInput, OutcomeInput, TermInput, TermMetInput
from dsar.core.progress import Step
from dsar.core.vocabulary import DispatchWay, FollowUpKind, FollowUpResult, Right, Role, TermSetter
from dsar.core.workflow import Status
from dsar.database import unit_of_work
from dsar.models import Case
from dsar.queries.audit import verify
from dsar.queries.case_view import CaseView, case_view
from dsar.queries.foresight import foresee_posting
from dsar.queries.standing import standing_of
from dsar.services.follow_up import end_follow_up, record_follow_up
from dsar.services.rebuild_worklist import differences
from dsar.services.set_term import meet_term, set_term
from tests.factories.world import REFUSE_ERASURE, World
from tests.services.desk import Desk, entries

SAID = "De cliënt vindt dat er te weinig is gezocht."
pytestmark = pytest.mark.usefixtures("canned")


@pytest.fixture
def desk(world: World) -> Desk:
    return Desk(world, Right.ERASURE)


@pytest.fixture
def closed(world: World) -> Desk:
    """Give a case that is closed: the request was refused and the letter left."""
    desk = Desk(world, Right.ERASURE)
    desk.decide(Right.ERASURE, REFUSE_ERASURE)
    desk.post(desk.issue(Right.ERASURE))
    assert case_of(desk).closed_on == world.today
    return desk


def case_of(desk: Desk) -> Case:
    with Session(desk.world.engine, expire_on_commit=False) as session:
        case = session.get_one(Case, desk.case_id)
        _ = [(one.links, one.end) for one in case.follow_ups], [one.end for one in case.set_terms]
        return case


def view_of(desk: Desk) -> CaseView:
    with Session(desk.world.engine, expire_on_commit=False) as session:
        return case_view(session, desk.work().actor, desk.case_id, today=desk.world.today)


def came_in(desk: Desk, kind: FollowUpKind, days: int = 14) -> int:
    today = desk.world.today
    act_by = None if kind is FollowUpKind.REMINDER else today + timedelta(days=days)
    given = FollowUpInput(kind, (desk.request_id(Right.ERASURE),), today, SAID, "Rechtbank Gelderland", act_by)
    return record_follow_up(desk.work(), desk.case_id, desk.version, given)


def ended(desk: Desk, follow_up_id: int, result: FollowUpResult = FollowUpResult.DISMISSED) -> None:
    end_follow_up(desk.work(), follow_up_id, desk.version, OutcomeInput(result, desk.world.today, "Het blijft zo."))


def term(desk: Desk, due_on: date) -> TermInput:
    who, why = "Rechtbank Gelderland", "Opnieuw zoeken in de kast."
    return TermInput(desk.request_id(Right.ERASURE), TermSetter.COURT, who, desk.world.today, due_on, why)


def test_a_reminder_is_attached_with_its_day_and_moves_nothing(desk: Desk) -> None:
    before = case_of(desk)
    came_in(desk, FollowUpKind.REMINDER)
    after = case_of(desk)
    assert (after.next_due_on, after.closed_on, desk.status(Right.ERASURE)) == (
        before.next_due_on,
        None,
        Status.REGISTERED,
    )
    (one,) = after.follow_ups
    assert (one.received_on, one.summary, one.act_by) == (desk.world.today, SAID, None)
    assert [link.request_id for link in one.links] == [desk.request_id(Right.ERASURE)]
    (entry,) = entries(desk.world, "follow_up.recorded")
    assert SAID not in entry.canonical


def test_a_reminder_leaves_a_closed_case_closed(closed: Desk) -> None:
    came_in(closed, FollowUpKind.REMINDER)
    assert case_of(closed).closed_on == closed.world.today


@pytest.mark.parametrize("kind", [FollowUpKind.COMPLAINT, FollowUpKind.MEDIATION, FollowUpKind.COURT])
def test_a_complaint_opens_a_closed_case_until_its_outcome_and_nothing_of_the_request_moves(
    closed: Desk, kind: FollowUpKind
) -> None:
    world, request = closed.world, closed.world.request(closed.case_id, Right.ERASURE)
    follow_up_id = came_in(closed, kind)
    opened = case_of(closed)
    assert (opened.closed_on, opened.next_due_on) == (None, world.today + timedelta(days=14))
    with Session(world.engine) as session:
        assert standing_of(session, session.get_one(Case, closed.case_id)).steps == (Step.FOLLOW_UP,)
        assert list(differences(session)) == []
    ended(closed, follow_up_id)
    again = closed.world.request(closed.case_id, Right.ERASURE)
    assert case_of(closed).closed_on == world.today
    assert (again.status, again.answered_on, again.closed_on) == (
        request.status,
        request.answered_on,
        request.closed_on,
    )
    found = entries(world, "case.closed", "case.opened_again", "follow_up.ended")
    assert [entry.tag for entry in found] == ["case.closed", "case.opened_again", "follow_up.ended", "case.closed"]
    with Session(world.engine) as session:
        assert verify(session, found[0].stream) is None


def test_an_outcome_is_recorded_once_and_never_changed(closed: Desk) -> None:
    follow_up_id = came_in(closed, FollowUpKind.COMPLAINT)
    ended(closed, follow_up_id)
    with pytest.raises(NotAllowed, match="follow_up_ended"):
        ended(closed, follow_up_id, FollowUpResult.UPHELD)
    for table in ("follow_up", "follow_up_end"):
        with pytest.raises(DBAPIError, match="written once"), unit_of_work(closed.world.engine) as session:
            session.execute(text(f"UPDATE {table} SET case_id = case_id"))


def test_a_term_that_comes_first_governs_until_it_is_met_and_the_clocks_stay(desk: Desk) -> None:
    before, first = case_of(desk).next_due_on, view_of(desk).requests[0].deadlines
    due = desk.world.today + timedelta(days=3)
    term_id = set_term(desk.work(), desk.case_id, desk.version, term(desk, due))
    assert case_of(desk).next_due_on == due
    row = view_of(desk).requests[0]
    assert (row.due, row.deadlines) == (due, first)
    met = TermMetInput(desk.world.today, "Er is opnieuw gezocht.")
    meet_term(desk.work(), term_id, desk.version, met)
    assert case_of(desk).next_due_on == before
    with pytest.raises(NotAllowed, match="term_met"):
        meet_term(desk.work(), term_id, desk.version, met)
    assert [entry.request_id for entry in entries(desk.world, "term.set", "term.met")] == [
        desk.request_id(Right.ERASURE)
    ] * 2


def test_a_term_that_comes_later_than_a_clock_does_not_govern(desk: Desk) -> None:
    before = case_of(desk).next_due_on
    set_term(desk.work(), desk.case_id, desk.version, term(desk, before + timedelta(days=9)))
    assert (case_of(desk).next_due_on, view_of(desk).due) == (before, before)


def test_a_term_on_a_closed_case_puts_it_on_the_worklist_again(closed: Desk) -> None:
    due = closed.world.today + timedelta(days=20)
    term_id = set_term(closed.work(), closed.case_id, closed.version, term(closed, due))
    assert (case_of(closed).closed_on, case_of(closed).next_due_on) == (None, due)
    meet_term(closed.work(), term_id, closed.version, TermMetInput(closed.world.today, "Gedaan."))
    assert case_of(closed).closed_on == closed.world.today


def test_the_page_to_check_a_posting_does_not_say_that_a_case_with_a_complaint_closes(desk: Desk) -> None:
    came_in(desk, FollowUpKind.COMPLAINT)
    desk.decide(Right.ERASURE, REFUSE_ERASURE)
    letter_id, today = desk.issue(Right.ERASURE), desk.world.today
    with Session(desk.world.engine) as session:
        view = case_view(session, desk.work().actor, desk.case_id, today=today)
        foreseen = foresee_posting(view, view.letters[-1], DispatchWay.POST, today, "", today)
        assert not foreseen.requests.closes
    desk.post(letter_id)
    assert case_of(desk).closed_on is None


def test_only_requests_of_the_case_and_only_who_handles_it(desk: Desk) -> None:
    today = desk.world.today
    given = FollowUpInput(FollowUpKind.REMINDER, (0,), today, SAID)
    with pytest.raises(InvalidInput, match="no_request_chosen"):
        record_follow_up(desk.work(), desk.case_id, desk.version, given)
    with pytest.raises(InvalidInput, match="no_request_chosen"):
        set_term(desk.work(), desk.case_id, desk.version, replace(term(desk, today), request_id=0))
    own = replace(given, request_ids=(desk.request_id(Right.ERASURE),))
    with pytest.raises(NotAllowed, match="role"):
        record_follow_up(desk.work(Role.FG), desk.case_id, desk.version, own)
    with pytest.raises(Conflict):
        record_follow_up(desk.work(), desk.case_id, desk.version - 1, own)
    colleague = desk.world.add_user("iemand.aanzien@example.com", "aanzien", Role.CONTACT_PERSON)
    desk.world.users["aanzien", Role.CONTACT_PERSON] = colleague
    with pytest.raises(NotFound):
        record_follow_up(desk.world.work("aanzien", Role.CONTACT_PERSON), desk.case_id, desk.version, own)
    with pytest.raises(NotFound):
        end_follow_up(desk.work(), 0, desk.version, OutcomeInput(FollowUpResult.UPHELD, today, "Goed."))
