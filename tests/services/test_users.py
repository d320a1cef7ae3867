"""What an administrator may do to users and their roles, and what never."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from dsar.core.audit import Tag
from dsar.core.errors import Conflict, InvalidInput, NotAllowed, NotFound
from dsar.core.vocabulary import Role
from dsar.database import unit_of_work
from dsar.models import AuditEvent, LoginSession, Membership, User
from dsar.queries.audit import verify
from dsar.queries.people import actor_of
from dsar.queries.users import members_of
from dsar.services.audit import stream_of
from dsar.services.roles import end_role, give_role_from
from dsar.services.signing_in import open_session
from dsar.services.users import UserInput, change_user, set_active
from tests.factories.world import World

WPR, AZ = "westendorp-pr", "aanzien"
ADMIN = Role.ADMINISTRATOR


def roles_of(world: World, user_id: int, slug: str = WPR) -> frozenset[Role]:
    with Session(world.engine) as session:
        return actor_of(session, user_id, world.moment).roles_in(world.organisation_id(slug))


def membership(world: World, user_id: int, role: Role, slug: str = WPR) -> Membership:
    with Session(world.engine, expire_on_commit=False) as session:
        query = select(Membership).where(
            Membership.user_id == user_id,
            Membership.role == role,
            Membership.organisation_id == world.organisation_id(slug),
        )
        return session.scalars(query.order_by(Membership.id.desc())).first() or pytest.fail("no such role")


def give(world: World, user_id: int, role: Role, *, days: int = 0, by: int | None = None, slug: str = WPR) -> None:
    since = world.moment + timedelta(days=days)
    work = world.work_of(by or world.users[WPR, ADMIN])
    give_role_from(work, world.organisation_id(slug), user_id, role, since, since.date())


def end(world: World, user_id: int, role: Role, *, days: int = 0, by: int | None = None) -> None:
    until = world.moment + timedelta(days=days)
    work = world.work_of(by or world.users[WPR, ADMIN])
    end_role(work, world.organisation_id(WPR), membership(world, user_id, role).id, until, until.date())


def tags(world: World, slug: str = WPR) -> list[str]:
    with Session(world.engine) as session:
        stream = stream_of(world.organisation_id(slug))
        assert verify(session, stream) is None
        return list(session.scalars(select(AuditEvent.tag).where(AuditEvent.stream == stream)))


def test_a_role_holds_from_its_day_until_its_end_and_its_row_stays(world: World) -> None:
    user_id = world.users[WPR, Role.CONTACT_PERSON]
    give(world, user_id, Role.DECIDER, days=3)
    assert roles_of(world, user_id) == {Role.CONTACT_PERSON}
    world.moment += timedelta(days=3)
    assert roles_of(world, user_id) == {Role.CONTACT_PERSON, Role.DECIDER}
    end(world, user_id, Role.DECIDER, days=2)
    assert Role.DECIDER in roles_of(world, user_id)
    world.moment += timedelta(days=2)
    assert roles_of(world, user_id) == {Role.CONTACT_PERSON}
    assert membership(world, user_id, Role.DECIDER).until == world.moment
    assert tags(world)[-2:] == [Tag.MEMBERSHIP_ADDED, Tag.MEMBERSHIP_ENDED]
    give(world, user_id, Role.DECIDER)
    assert Role.DECIDER in roles_of(world, user_id)


def test_a_role_that_is_ended_before_it_begins_never_holds(world: World) -> None:
    user_id = world.users[WPR, Role.COLLEAGUE]
    give(world, user_id, Role.DECIDER, days=10)
    end(world, user_id, Role.DECIDER)
    world.moment += timedelta(days=10)
    assert roles_of(world, user_id) == {Role.COLLEAGUE}


@pytest.mark.parametrize("days", [0, 5])
def test_a_role_is_not_given_twice(world: World, days: int) -> None:
    with pytest.raises(InvalidInput, match="role_exists"):
        give(world, world.users[WPR, Role.FG], Role.FG, days=days)


def test_a_role_begins_and_ends_today_or_later(world: World) -> None:
    user_id = world.users[WPR, Role.FG]
    with pytest.raises(InvalidInput, match="role_day_past"):
        give(world, user_id, Role.DECIDER, days=-1)
    with pytest.raises(InvalidInput, match="role_day_past"):
        end(world, user_id, Role.FG, days=-1)
    end(world, user_id, Role.FG)
    with pytest.raises(Conflict, match="role_ended"):
        end(world, user_id, Role.FG)


def test_nobody_gives_themselves_a_role(world: World) -> None:
    with pytest.raises(NotAllowed, match="own_role"):
        give(world, world.users[WPR, ADMIN], Role.CONTACT_PERSON)


def test_the_last_administrator_stays(world: World) -> None:
    first = world.users[WPR, ADMIN]
    with pytest.raises(NotAllowed, match="last_administrator"):
        end(world, first, ADMIN)
    with pytest.raises(NotAllowed, match="last_administrator"):
        end(world, first, ADMIN, days=30)
    second = world.add_user("second@example.com", WPR, Role.COLLEAGUE)
    give(world, second, ADMIN, days=5)
    with pytest.raises(NotAllowed, match="last_administrator"):
        end(world, first, ADMIN)  # the second begins later
    end(world, first, ADMIN, days=5)
    with pytest.raises(NotAllowed, match="last_administrator"):
        end(world, second, ADMIN, days=6)  # the first has an end now
    assert roles_of(world, first) == {ADMIN}


def test_an_inactive_administrator_does_not_count(world: World) -> None:
    first, second = world.users[WPR, ADMIN], world.add_user("second@example.com", WPR, ADMIN)
    set_active(world.work_of(first), world.organisation_id(WPR), second, active=False)
    with pytest.raises(NotAllowed, match="last_administrator"):
        end(world, first, ADMIN)


def test_an_administrator_with_an_end_cannot_leave_an_organisation_without_one(world: World) -> None:
    first, second = world.users[WPR, ADMIN], world.add_user("second@example.com", WPR, ADMIN)
    end(world, first, ADMIN, days=5)
    with pytest.raises(NotAllowed, match="last_administrator"):
        set_active(world.work_of(first), world.organisation_id(WPR), second, active=False)


def test_making_somebody_inactive_ends_every_session_and_keeps_the_roles(world: World) -> None:
    user_id, admin = world.users[WPR, Role.FG], world.work(WPR, ADMIN)
    with unit_of_work(world.engine) as session:
        for _ in range(2):
            open_session(session, world.system(), user_id)
        open_session(session, world.system(), world.users[WPR, Role.DECIDER])
    set_active(admin, world.organisation_id(WPR), user_id, active=False)
    with Session(world.engine) as session:
        live = session.scalars(select(LoginSession.user_id).where(LoginSession.ended_at.is_(None))).all()
        assert live == [world.users[WPR, Role.DECIDER]]
        assert session.get_one(User, user_id).active is False
    set_active(admin, world.organisation_id(WPR), user_id, active=True)
    assert tags(world)[-2:] == [Tag.USER_DEACTIVATED, Tag.USER_ACTIVATED]
    assert roles_of(world, user_id) == {Role.FG}


def test_nobody_makes_themselves_inactive(world: World) -> None:
    world.add_user("second@example.com", WPR, ADMIN)
    with pytest.raises(NotAllowed, match="own_account"):
        set_active(world.work(WPR, ADMIN), world.organisation_id(WPR), world.users[WPR, ADMIN], active=False)


def test_a_name_is_changed_once_and_who_is_second_is_told(world: World) -> None:
    user_id, admin = world.users[WPR, Role.FG], world.work(WPR, ADMIN)
    with Session(world.engine) as session:
        before = UserInput(session.get_one(User, user_id).name, session.get_one(User, user_id).telephone)
    change_user(admin, world.organisation_id(WPR), user_id, before, UserInput("Noor Bakker", "053 555 01 23"))
    with Session(world.engine) as session:
        assert session.get_one(User, user_id).name == "Noor Bakker"
    with pytest.raises(Conflict, match="user_changed"):
        change_user(admin, world.organisation_id(WPR), user_id, before, UserInput("Iemand Anders", ""))
    assert tags(world)[-1] == Tag.USER_CHANGED


def test_an_account_of_somebody_who_works_elsewhere_too_is_left_alone(make_world: Callable[..., World]) -> None:
    world = make_world(WPR, AZ)
    shared = world.add_user("shared@example.com", WPR, Role.FG)
    other_admin = world.add_user("both@example.com", AZ, ADMIN)
    with pytest.raises(NotFound):  # not of this administrator's organisation
        give(world, shared, Role.FG, by=other_admin, slug=AZ)
    with Session(world.engine) as session, session.begin():
        place = world.organisation_id(AZ)
        session.add(Membership(user_id=shared, organisation_id=place, role=Role.FG, since=world.moment))
    admin, here = world.work(WPR, ADMIN), world.organisation_id(WPR)
    with pytest.raises(NotAllowed, match="user_elsewhere"):
        set_active(admin, here, shared, active=False)
    with pytest.raises(NotAllowed, match="user_elsewhere"):
        change_user(admin, here, shared, UserInput("Shared", ""), UserInput("Anders", ""))
    end(world, shared, Role.FG)  # but the role in one's own organisation can go
    assert roles_of(world, shared) == frozenset()
    assert roles_of(world, shared, AZ) == {Role.FG}


def test_another_organisations_roles_are_not_found(make_world: Callable[..., World]) -> None:
    world = make_world(WPR, AZ)
    admin = world.work(WPR, ADMIN)
    theirs = membership(world, world.users[AZ, Role.FG], Role.FG, AZ)
    for place in (WPR, AZ):
        with pytest.raises(NotFound):
            end_role(admin, world.organisation_id(place), theirs.id, world.moment, world.today)
        with pytest.raises(NotFound):
            set_active(admin, world.organisation_id(place), world.users[AZ, Role.FG], active=False)
    with Session(world.engine) as session, pytest.raises(NotFound):
        members_of(session, admin.actor, world.organisation_id(AZ))


@pytest.mark.parametrize("role", [role for role in Role if role is not ADMIN])
def test_only_an_administrator_gives_roles(world: World, role: Role) -> None:
    with pytest.raises(NotFound):
        give(world, world.users[WPR, ADMIN], Role.DECIDER, by=world.users[WPR, role])


@pytest.mark.parametrize("search", ["andré", "ANDRE", "ndr", "example.com"])
def test_a_search_finds_parts_of_names_without_their_accents(world: World, search: str) -> None:
    user_id = world.add_user("andre@example.com", WPR, Role.COLLEAGUE)
    with Session(world.engine) as session, session.begin():
        session.get_one(User, user_id).name = "André Özil"
    with Session(world.engine) as session:
        actor = actor_of(session, world.users[WPR, ADMIN], world.moment)
        found = members_of(session, actor, world.organisation_id(WPR), search).rows
        assert "André Özil" in [one.user.name for one in found]
        assert members_of(session, actor, world.organisation_id(WPR), "niemand zo").rows == ()
