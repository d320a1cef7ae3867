"""Links with rights: single use, ending by themselves, bound to their purpose, stored as a hash only."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from dsar.core.audit import Tag
from dsar.core.errors import Conflict, DomainError, InvalidInput, NotAllowed, NotFound
from dsar.core.vocabulary import LinkPurpose, Role
from dsar.database import unit_of_work
from dsar.models import AccessLink, AuditEvent, LoginSession, Membership, User
from dsar.queries.access_links import open_link
from dsar.queries.audit import verify
from dsar.queries.people import actor_of, signed_in
from dsar.services.audit import stream_of
from dsar.services.invitations import LIFE, InvitationInput, accept_as_known, accept_as_new, invite, renew, withdraw
from dsar.services.password_links import make_password_link, use_password_link
from dsar.services.roles import end_role
from dsar.services.signing_in import hash_token, open_session
from dsar.services.users import set_active
from dsar.services.work import AlreadyDone
from tests.factories.world import World

WPR, AZ = "westendorp-pr", "aanzien"
NEW = InvitationInput("Noor@Example.com", "Noor Bakker", frozenset({Role.DECIDER, Role.CONTACT_PERSON}))
GOOD = "kast tafel lamp stoel"


def invited(world: World, wanted: InvitationInput = NEW, slug: str = WPR) -> str:
    return invite(world.work(slug, Role.ADMINISTRATOR), world.organisation_id(slug), wanted)


def link_id(world: World) -> int:
    with Session(world.engine) as session:
        return session.execute(select(func.max(AccessLink.id))).scalar_one()


def user_of(world: World, email: str = "noor@example.com") -> User | None:
    with Session(world.engine, expire_on_commit=False) as session:
        return session.execute(select(User).where(User.email == email)).scalar_one_or_none()


def roles_of(world: World, user_id: int, slug: str = WPR) -> frozenset[Role]:
    with Session(world.engine) as session:
        return actor_of(session, user_id, world.moment).roles_in(world.organisation_id(slug))


def tags(world: World, slug: str = WPR) -> list[str]:
    with Session(world.engine) as session:
        stream = stream_of(world.organisation_id(slug))
        assert verify(session, stream) is None
        return list(session.scalars(select(AuditEvent.tag).where(AuditEvent.stream == stream)))


def test_who_is_invited_chooses_a_password_and_has_the_roles(world: World) -> None:
    secret = accept_as_new(world.system(), invited(world), GOOD)
    user = user_of(world)
    assert user is not None
    assert (user.name, user.active) == ("Noor Bakker", True)
    assert roles_of(world, user.id) == NEW.roles
    with Session(world.engine) as session:
        who = signed_in(session, hash_token(secret), world.moment, timedelta(hours=1))
        assert who is not None
        assert who.user_id == user.id
        events = session.scalars(select(AuditEvent).order_by(AuditEvent.stream, AuditEvent.seq)).all()
        accepted = next(one for one in events if one.tag == Tag.INVITATION_ACCEPTED)
        assert accepted.actor_id == user.id
    assert tags(world)[-4:] == [Tag.INVITATION_MADE, Tag.INVITATION_ACCEPTED, *[Tag.MEMBERSHIP_ADDED] * 2]


def test_every_role_can_be_given_by_invitation(world: World) -> None:
    accept_as_new(world.system(), invited(world, InvitationInput(NEW.email, NEW.name, frozenset(Role))), GOOD)
    user = user_of(world)
    assert user is not None
    assert roles_of(world, user.id) == frozenset(Role)


def test_a_link_works_once(world: World) -> None:
    token = invited(world)
    accept_as_new(world.system(), token, GOOD)
    with pytest.raises(NotFound):
        accept_as_new(world.system(), token, GOOD)
    with pytest.raises(NotFound):
        accept_as_known(world.system(), token, NEW.email.lower())


def test_a_link_ends_after_a_week(world: World) -> None:
    token = invited(world)
    world.moment += LIFE - timedelta(seconds=1)
    with Session(world.engine) as session:
        assert open_link(session, LinkPurpose.INVITATION, token, world.moment).email == "noor@example.com"
    world.moment += timedelta(seconds=1)
    with pytest.raises(NotFound):
        accept_as_new(world.system(), token, GOOD)
    assert user_of(world) is None


def test_a_link_is_bound_to_its_purpose(world: World) -> None:
    invitation = invited(world)
    password = make_password_link(
        world.work(WPR, Role.ADMINISTRATOR), world.organisation_id(WPR), world.users[WPR, Role.FG]
    )
    with pytest.raises(NotFound):
        use_password_link(world.system(), invitation, GOOD)
    with pytest.raises(NotFound):
        accept_as_new(world.system(), password, GOOD)


def test_the_secret_is_stored_nowhere(world: World) -> None:
    token = invited(world)
    with Session(world.engine) as session:
        for table in ("access_link", "audit_event", "idempotency_key"):
            rows = session.execute(text(f"SELECT * FROM {table}")).all()
            assert token not in repr(rows)
        assert "noor" not in repr(session.execute(text("SELECT * FROM audit_event")).all()).lower()


def test_a_renewed_link_replaces_the_old_one_also_when_that_is_over(world: World) -> None:
    first = invited(world)
    world.moment += LIFE * 2
    admin, here = world.work(WPR, Role.ADMINISTRATOR), world.organisation_id(WPR)
    second = renew(admin, here, link_id(world))
    with pytest.raises(NotFound):
        accept_as_new(world.system(), first, GOOD)
    accept_as_new(world.system(), second, GOOD)
    for step in (renew, withdraw):
        with pytest.raises(Conflict, match="invitation_closed"):
            step(admin, here, link_id(world))


def test_a_withdrawn_link_opens_nothing_and_the_address_can_be_invited_again(world: World) -> None:
    token = invited(world)
    with pytest.raises(InvalidInput, match="invitation_open"):
        invited(world)
    withdraw(world.work(WPR, Role.ADMINISTRATOR), world.organisation_id(WPR), link_id(world))
    with pytest.raises(NotFound):
        accept_as_new(world.system(), token, GOOD)
    assert invited(world) != token
    assert tags(world)[-2:] == [Tag.INVITATION_WITHDRAWN, Tag.INVITATION_MADE]


def test_an_invitation_needs_a_role_and_is_not_for_who_is_here_already(world: World) -> None:
    with pytest.raises(InvalidInput, match="no_role_chosen"):
        invited(world, InvitationInput("noor@example.com", "Noor Bakker", frozenset()))
    here = InvitationInput(f"fg.{WPR}@example.com", "FG", frozenset({Role.DECIDER}))
    with pytest.raises(InvalidInput, match="already_member"):
        invited(world, here)


def test_a_form_sent_twice_invites_once(world: World) -> None:
    work = world.work(WPR, Role.ADMINISTRATOR, "the same form")
    token = invite(work, world.organisation_id(WPR), NEW)
    with pytest.raises(AlreadyDone) as again:
        invite(work, world.organisation_id(WPR), NEW)
    assert again.value.result != token


def test_a_bad_password_uses_nothing_up(world: World) -> None:
    token = invited(world)
    for password in ("kort", "wachtwoord2026", "noorbakker123"):
        with pytest.raises(InvalidInput):
            accept_as_new(world.system(), token, password)
    assert user_of(world) is None
    accept_as_new(world.system(), token, GOOD)


def test_who_has_an_account_keeps_its_password_and_name(make_world: Callable[..., World]) -> None:
    world = make_world(WPR, AZ)
    user_id = world.users[AZ, Role.FG]
    token = invited(world, InvitationInput(f"fg.{AZ}@example.com", "Andere Naam", frozenset({Role.FG})))
    with pytest.raises(Conflict, match="account_exists"):
        accept_as_new(world.system(), token, GOOD)
    with pytest.raises(NotFound):  # somebody else's account
        accept_as_known(world.system(), token, f"decider.{AZ}@example.com")
    before = user_of(world, f"fg.{AZ}@example.com")
    accept_as_known(world.system(), token, f"fg.{AZ}@example.com")
    after = user_of(world, f"fg.{AZ}@example.com")
    assert before is not None
    assert after is not None
    assert (before.name, before.password_hash) == (after.name, after.password_hash)
    assert roles_of(world, user_id) == roles_of(world, user_id, AZ) == {Role.FG}


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMINISTRATOR])
def test_only_an_administrator_invites(world: World, role: Role) -> None:
    here = world.organisation_id(WPR)
    with pytest.raises(NotFound):
        invite(world.work(WPR, role), here, NEW)
    invited(world)
    for step in (renew, withdraw):
        with pytest.raises(NotFound):
            step(world.work(WPR, role), here, link_id(world))
    with pytest.raises(NotFound):
        make_password_link(world.work(WPR, role), here, world.users[WPR, Role.ADMINISTRATOR])


def test_another_organisations_invitation_is_not_found(make_world: Callable[..., World]) -> None:
    world = make_world(WPR, AZ)
    invited(world)
    for place in (WPR, AZ):
        with pytest.raises(NotFound):
            renew(world.work(AZ, Role.ADMINISTRATOR), world.organisation_id(place), link_id(world))


def password_link(world: World, user_id: int) -> str:
    return make_password_link(world.work(WPR, Role.ADMINISTRATOR), world.organisation_id(WPR), user_id)


def test_a_new_password_ends_every_session_and_the_link(world: World) -> None:
    user_id = world.users[WPR, Role.FG]
    with unit_of_work(world.engine) as session:
        old = open_session(session, world.system(), user_id)
    token = password_link(world, user_id)
    new = use_password_link(world.system(), token, GOOD)
    with Session(world.engine) as session:
        live = session.scalars(select(LoginSession.token_sha256).where(LoginSession.ended_at.is_(None))).all()
    assert live == [hash_token(new)]
    assert hash_token(old) != hash_token(new)
    with pytest.raises(NotFound):
        use_password_link(world.system(), token, GOOD + "!")
    assert tags(world)[-2:] == [Tag.PASSWORD_LINK_MADE, Tag.PASSWORD_CHANGED]


def test_a_newer_link_replaces_an_older_one(world: World) -> None:
    first, second = (password_link(world, world.users[WPR, Role.FG]) for _ in range(2))
    with pytest.raises(NotFound):
        use_password_link(world.system(), first, GOOD)
    use_password_link(world.system(), second, GOOD)


def test_a_link_is_made_for_nobody_who_works_elsewhere_and_dies_when_they_come_to(world: World) -> None:
    user_id = world.users[WPR, Role.FG]
    token = password_link(world, user_id)
    with Session(world.engine) as session, session.begin():
        elsewhere = world.organisation_id(AZ)
        session.add(Membership(user_id=user_id, organisation_id=elsewhere, role=Role.FG, since=world.moment))
    with pytest.raises(NotFound):
        use_password_link(world.system(), token, GOOD)
    with pytest.raises(NotAllowed, match="user_elsewhere"):
        password_link(world, user_id)


def test_a_link_is_made_for_nobody_inactive_and_not_for_oneself(world: World) -> None:
    user_id, admin = world.users[WPR, Role.FG], world.users[WPR, Role.ADMINISTRATOR]
    token = password_link(world, user_id)
    set_active(world.work_of(admin), world.organisation_id(WPR), user_id, active=False)
    with pytest.raises(NotFound):
        use_password_link(world.system(), token, GOOD)
    with pytest.raises(NotAllowed, match="user_inactive"):
        password_link(world, user_id)
    with pytest.raises(NotAllowed, match="own_account"):
        password_link(world, admin)


def test_a_link_of_somebody_who_is_administrator_no_more_opens_no_account(world: World) -> None:
    user_id, first = world.users[WPR, Role.FG], world.users[WPR, Role.ADMINISTRATOR]
    world.add_user("second@example.com", WPR, Role.ADMINISTRATOR)
    token = password_link(world, user_id)
    with Session(world.engine) as session:
        row = session.scalars(select(Membership).where(Membership.user_id == first)).one()
    end_role(world.work_of(first), world.organisation_id(WPR), row.id, world.moment, world.today)
    with pytest.raises(DomainError, match="link_dead"):
        use_password_link(world.system(), token, GOOD)


def _sent_away(world: World, way: str) -> None:
    """Let a second administrator send the first away."""
    second = world.work_of(world.add_user("tweede@example.com", WPR, Role.ADMINISTRATOR))
    first, here = world.users[WPR, Role.ADMINISTRATOR], world.organisation_id(WPR)
    if way == "inactive":
        set_active(second, here, first, active=False)
        return
    with Session(world.engine) as session:
        where = (Membership.user_id == first, Membership.role == Role.ADMINISTRATOR)
        membership_id = session.execute(select(Membership.id).where(*where)).scalar_one()
    end_role(second, here, membership_id, world.moment, world.today)


@pytest.mark.parametrize("way", ["inactive", "without the role"])
def test_who_was_sent_away_does_not_come_in_by_a_link_that_was_kept(world: World, way: str) -> None:
    mine = InvitationInput("thuis@example.com", "Ik Zelf", frozenset({Role.ADMINISTRATOR}))
    invitation, password = invited(world, mine), password_link(world, world.users[WPR, Role.FG])
    _sent_away(world, way)
    with pytest.raises(NotFound):
        accept_as_new(world.system(), invitation, GOOD)
    with pytest.raises(NotFound):
        use_password_link(world.system(), password, GOOD)
    assert user_of(world, mine.email) is None


def test_an_invitation_of_somebody_who_left_works_again_once_another_renews_it(world: World) -> None:
    invited(world)
    _sent_away(world, "inactive")
    second = world.work_of(world.add_user("derde@example.com", WPR, Role.ADMINISTRATOR))
    token = renew(second, world.organisation_id(WPR), link_id(world))
    accept_as_new(world.system(), token, GOOD)
    assert user_of(world) is not None
