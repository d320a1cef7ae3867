"""Two people, or two copies of a form, at the same moment: one succeeds, the other is told, nothing is doubled."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from dsar.core.errors import Conflict
from dsar.core.intake import NewCase, NewRequest
from dsar.core.vocabulary import AdviceKind, Channel, Right, Role
from dsar.models import AuditEvent, Case, Counter
from dsar.queries.audit import verify
from dsar.services.audit import stream_of
from dsar.services.decide import decide
from dsar.services.receive_case import receive_case
from dsar.services.work import AlreadyDone
from tests.factories.world import GRANT, SUBJECT, World
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
