"""The worklist follows the cases: in the same transaction, exactly, and again from nothing."""

import threading
from collections.abc import Callable

import pytest
from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from dsar.core.errors import DomainError
from dsar.core.permissions import Permission
from dsar.core.vocabulary import Right, Role
from dsar.models import Party, WorklistCount, WorklistEntry, WorklistKey
from dsar.services.propose import propose
from dsar.services.rebuild_worklist import differences, incomplete, rebuild, recount
from dsar.services.work import lock_case, transaction
from tests.factories.world import REFUSE_ERASURE, World
from tests.support.worklists import worklist_faults

SLUG = "westendorp-pr"


def keys(world: World, case_id: int) -> set[str]:
    with Session(world.engine) as session:
        return set(session.scalars(select(WorklistKey.key).where(WorklistKey.case_id == case_id)))


def count(world: World, key: str) -> int:
    with Session(world.engine) as session:
        query = select(WorklistCount.cases).where(WorklistCount.key == key, WorklistCount.closed.is_(False))
        return sum(session.scalars(query.where(WorklistCount.organisation_id == world.organisation_id(SLUG))))


def test_a_new_case_is_in_the_list_at_once(world: World) -> None:
    case_id = world.receive(SLUG, Right.COPY)
    assert {"all", "right:copy", "status:registered", "role:contact_person"} <= keys(world, case_id)
    assert count(world, "all") == count(world, "right:copy") == 1


def test_a_case_leaves_whose_turn_is_over(world: World) -> None:
    case_id = world.receive(SLUG, Right.ERASURE)
    world.identify(SLUG, case_id)
    contact = world.work(SLUG, Role.CONTACT_PERSON)
    request_id = world.request(case_id, Right.ERASURE).id
    propose(contact, request_id, world.version(case_id), REFUSE_ERASURE)
    assert "role:contact_person" not in keys(world, case_id)
    assert "role:fg" in keys(world, case_id)
    assert (count(world, "role:contact_person"), count(world, "role:fg")) == (0, 1)


def give_away_and_stop(world: World, case_id: int) -> None:
    work = world.work(SLUG, Role.CONTACT_PERSON)
    with transaction(work) as session:
        case = lock_case(session, work, case_id, 1, Permission.CASE_HANDLE)
        case.owner_id = world.users[SLUG, Role.FG]
        session.flush()
        raise DomainError("stopped")


def test_what_is_rolled_back_changes_no_row(world: World) -> None:
    case_id = world.receive(SLUG, Right.COPY)
    before = keys(world, case_id)
    with pytest.raises(DomainError):
        give_away_and_stop(world, case_id)
    assert keys(world, case_id) == before


def test_a_name_that_changes_is_found_by_its_new_spelling(world: World) -> None:
    case_id = world.receive(SLUG, Right.COPY)
    with transaction(world.system()) as session:
        session.scalars(select(Party).where(Party.case_id == case_id)).one().last_name = "Ünal"
    with Session(world.engine) as session:
        entry = session.get_one(WorklistEntry, case_id)
        assert (entry.sort_name, "unal" in entry.searched, "meer" in entry.searched) == ("unal", True, False)


@pytest.mark.parametrize(
    ("spoil", "what"),
    [
        (delete(WorklistKey).where(WorklistKey.key == "right:copy"), "keys"),
        (update(WorklistEntry).values(steps="decide"), "entry"),
        (update(WorklistCount).where(WorklistCount.key == "all").values(cases=7), "counts"),
    ],
)
def test_what_drifted_is_named_and_made_right_again(world: World, spoil: object, what: str) -> None:
    world.receive(SLUG, Right.COPY)
    with Session(world.engine) as session, session.begin():
        session.execute(spoil)  # type: ignore[call-overload]
    assert what in {difference.what for difference in worklist_faults(world.engine)}
    assert rebuild(world.system()) == 1
    recount(world.system())
    assert worklist_faults(world.engine) == []


def test_a_list_that_was_thrown_away_is_made_again_from_the_cases(world: World) -> None:
    for right in (Right.COPY, Right.ERASURE, Right.INSPECTION):
        world.receive(SLUG, right)
    with Session(world.engine) as session, session.begin():
        for table in (WorklistKey, WorklistEntry, WorklistCount):
            session.execute(delete(table))
    assert incomplete(world.engine)
    assert rebuild(world.system()) == 3
    with Session(world.engine) as session:
        assert list(differences(session)) == []
    assert not incomplete(world.engine)


def test_cases_registered_at_once_are_all_counted(make_world: Callable[..., World]) -> None:
    world = make_world(SLUG)
    threads = [threading.Thread(target=world.receive, args=(SLUG, Right.COPY)) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert count(world, "all") == 6
