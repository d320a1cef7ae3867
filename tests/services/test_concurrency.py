"""Two people, or two copies of a form, at the same moment: one succeeds, the other is told, nothing is doubled."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from dsar.core.drafts import DraftInput
from dsar.core.errors import Conflict
from dsar.core.intake import NewCase, NewRequest
from dsar.core.vocabulary import AdviceKind, Channel, LetterKind, Right, Role
from dsar.models import AuditEvent, Case, Counter, Letter, LetterPreview
from dsar.queries.audit import verify
from dsar.services.advise_draft import advise_on_draft, submit_draft
from dsar.services.audit import stream_of
from dsar.services.decide import decide
from dsar.services.issue_letter import LetterInput, issue_letter
from dsar.services.preview import preview_draft
from dsar.services.receive_case import receive_case
from dsar.services.work import AlreadyDone
from tests.factories.world import GRANT, SUBJECT, World
from tests.services.desk import Desk
from tests.services.test_rules import advised, ready

WPR = "westendorp-pr"


def at_once(*actions: Callable[[], object]) -> list[object]:
    """Run actions at the same moment; give what each gave or raised."""
    barrier = Barrier(len(actions))

    def run(action: Callable[[], object]) -> object:
        barrier.wait()
        try:
            return action()
        except (Conflict, AlreadyDone) as error:
            return error

    with ThreadPoolExecutor(len(actions)) as pool:
        return list(pool.map(run, actions))


def test_of_two_decisions_at_once_one_counts(world: World) -> None:
    case_id, request_id = ready(world, Right.INSPECTION, GRANT)
    advised(world, case_id, request_id, AdviceKind.AGREE)
    version, proposal_id = world.version(case_id), world.proposal(request_id).id
    second = world.add_user("tweede@example.com", WPR, Role.DECIDER)
    works = (world.work(WPR, Role.DECIDER), world.work_of(second))
    results = at_once(*(lambda work=work: decide(work, request_id, version, proposal_id) for work in works))
    assert sum(isinstance(result, Conflict) for result in results) == 1
    with Session(world.engine) as session:
        taken = select(func.count()).select_from(AuditEvent).where(AuditEvent.tag == "decision.taken")
        assert session.execute(taken).scalar_one() == 1


def test_one_form_sent_twice_at_once_registers_once(world: World) -> None:
    new = NewCase(world.organisation_id(WPR), world.today, Channel.POST, SUBJECT, (NewRequest(Right.COPY),))
    work = world.work(WPR, Role.CONTACT_PERSON, form_key="one-form")
    results = at_once(*(lambda: receive_case(work, new) for _ in range(3)))
    made = [result for result in results if isinstance(result, int)]
    again = [result.result for result in results if isinstance(result, AlreadyDone)]
    assert len(made) == 1
    assert again == [str(made[0])] * 2


def test_cases_registered_at_once_get_numbers_without_doubles_and_one_chain(world: World) -> None:
    new = NewCase(world.organisation_id(WPR), world.today, Channel.POST, SUBJECT, (NewRequest(Right.COPY),))
    works = [world.work(WPR, Role.CONTACT_PERSON, form_key=f"form-{number}") for number in range(6)]
    at_once(*(lambda work=work: receive_case(work, new) for work in works))
    with Session(world.engine) as session:
        references = list(session.scalars(select(Case.reference).order_by(Case.reference)))
        assert references == [f"WPR-2026-{number:04d}" for number in range(1, 7)]
        assert session.execute(select(Counter.last)).scalar_one() == 6
        assert verify(session, stream_of(world.organisation_id(WPR))) is None


@pytest.mark.usefixtures("canned")
def test_letters_made_at_once_get_numbers_without_doubles(world: World) -> None:
    desks = [Desk(world, Right.COPY) for _ in range(5)]
    drafts = [desk.draft(LetterKind.LATE_ANSWER, Right.COPY) for desk in desks]
    versions = [desk.version for desk in desks]
    work = world.work(WPR, Role.CONTACT_PERSON)

    def make(index: int) -> int:
        wanted = LetterInput(world.today, draft_id=drafts[index])
        return issue_letter(work, desks[index].case_id, versions[index], wanted, render_seconds=60)

    at_once(*(lambda index=index: make(index) for index in range(5)))
    with Session(world.engine) as session:
        numbers = list(session.scalars(select(Letter.number).order_by(Letter.number)))
        assert numbers == [f"WPR-B2026-{number:04d}" for number in range(1, 6)]
        assert verify(session, stream_of(world.organisation_id(WPR))) is None


@pytest.mark.usefixtures("canned")
def test_one_draft_makes_one_letter_however_often_it_is_asked(world: World) -> None:
    desk = Desk(world, Right.COPY)
    wanted = LetterInput(world.today, draft_id=desk.draft(LetterKind.LATE_ANSWER, Right.COPY))
    work, version = world.work(WPR, Role.CONTACT_PERSON), desk.version
    results = at_once(*(lambda: issue_letter(work, desk.case_id, version, wanted, render_seconds=60) for _ in range(3)))
    assert sum(isinstance(result, int) for result in results) == 1
    assert sum(isinstance(result, Conflict) for result in results) == 2


@pytest.mark.usefixtures("canned")
def test_a_letter_is_corrected_by_one_of_two(world: World) -> None:
    desk = Desk(world, Right.COPY)
    first = desk.issue()
    desk.post(first)
    wanted = LetterInput(world.today, replaces_id=first, correction_reason="Het adres was verkeerd.")
    work, version = world.work(WPR, Role.CONTACT_PERSON), desk.version
    results = at_once(*(lambda: issue_letter(work, desk.case_id, version, wanted, render_seconds=60) for _ in range(2)))
    assert sum(isinstance(result, int) for result in results) == 1


def test_of_two_officers_who_advise_at_once_one_counts(world: World) -> None:
    desk = Desk(world, Right.COPY)
    draft_id = desk.draft(LetterKind.EXTENSION_NOTICE, Right.COPY)
    submit_draft(desk.work(), draft_id, desk.version)
    second = world.work_of(world.add_user("tweede.fg@example.com", WPR, Role.FG))
    version = desk.version
    results = at_once(
        lambda: advise_on_draft(desk.work(Role.FG), draft_id, version, 1, AdviceKind.AGREE),
        lambda: advise_on_draft(second, draft_id, version, 1, AdviceKind.AGAINST, "Te ruim."),
    )
    assert sum(isinstance(result, Conflict) for result in results) == 1
    assert len(desk.stored_draft(draft_id).advices) == 1


@pytest.mark.usefixtures("canned")
def test_of_previews_at_once_one_is_kept(world: World) -> None:
    desk = Desk(world, Right.COPY)
    work, draft = desk.work(), DraftInput(LetterKind.FORWARDED, (desk.request_id(Right.COPY),))
    for _ in range(3):
        results = at_once(*(lambda: preview_draft(work, desk.case_id, draft, world.today) for _ in range(4)))
        with Session(world.engine) as session:
            kept = session.scalars(select(LetterPreview.token)).one()
        assert kept in {result.token for result in results}
