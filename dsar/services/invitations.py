"""Invitations: an administrator makes one for an address; whoever has the link gets the roles, once."""

import secrets
from dataclasses import dataclass, replace
from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from dsar.core.actor import Actor
from dsar.core.audit import Tag
from dsar.core.errors import Conflict, InvalidInput, NotFound
from dsar.core.vocabulary import LinkPurpose, Role
from dsar.models import AccessLink, AccessLinkRole, Membership, User
from dsar.queries.access_links import account_of, link_hash, managed_invitation, open_link, still_open
from dsar.queries.people import managed_organisation
from dsar.services.audit import record, stream_of
from dsar.services.passwords import check_new_password
from dsar.services.printable import check_printable
from dsar.services.roles import add_membership, has_role, lock_organisation
from dsar.services.signing_in import hash_password, open_session
from dsar.services.work import Work, set_result, transaction

LIFE = timedelta(days=7)
SENT_BEFORE = "sent before"  # what a form leads to that is sent again: the secret is not kept
_INVITATION = LinkPurpose.INVITATION


@dataclass(frozen=True, slots=True)
class InvitationInput:
    """Who is invited, and as what."""

    email: str
    name: str
    roles: frozenset[Role]


def invite(work: Work, organisation_id: int, wanted: InvitationInput) -> str:
    """Invite somebody and give the secret of the link, which is stored nowhere.

    Raises NotFound for an organisation the actor does not manage, InvalidInput for no role (`roles`), an address that
    has a role or an invitation here already (`email`), or a name that no letter can hold.
    """
    email = wanted.email.strip().lower()
    check_printable([("name", wanted.name)])
    if not wanted.roles:
        raise InvalidInput("roles", "no_role_chosen")
    token = secrets.token_urlsafe(32)
    with transaction(work) as session:
        managed_organisation(session, work.actor, organisation_id)
        lock_organisation(session, organisation_id)
        _check_new(session, work, organisation_id, email)
        link = AccessLink(
            purpose=_INVITATION,
            organisation_id=organisation_id,
            email=email,
            name=wanted.name.strip(),
            token_sha256=link_hash(_INVITATION, token),
            made_by_id=work.user_id(),
            created_at=work.moment,
            expires_at=work.moment + LIFE,
            roles=[AccessLinkRole(role=role) for role in sorted(wanted.roles)],
        )
        session.add(link)
        session.flush()
        set_result(session, work, SENT_BEFORE)
        payload = {"invitation": link.id, "roles": sorted(role.value for role in wanted.roles)}
        record(session, work, stream_of(organisation_id), Tag.INVITATION_MADE, payload)
    return token


def renew(work: Work, organisation_id: int, link_id: int) -> str:
    """Give a new secret for an invitation, from now on for a week, made by the actor; the old link is dead.

    Raises NotFound for what the actor does not manage, Conflict for an invitation that was used or withdrawn.
    """
    token = secrets.token_urlsafe(32)
    with transaction(work) as session:
        link = _open_invitation(session, work, organisation_id, link_id)
        link.token_sha256, link.made_by_id = link_hash(_INVITATION, token), work.user_id()
        link.expires_at = work.moment + LIFE
        set_result(session, work, SENT_BEFORE)
        record(session, work, stream_of(organisation_id), Tag.INVITATION_RENEWED, {"invitation": link.id})
    return token


def withdraw(work: Work, organisation_id: int, link_id: int) -> None:
    """Let an invitation's link open nothing any more; raises as `renew`."""
    with transaction(work) as session:
        link = _open_invitation(session, work, organisation_id, link_id)
        link.withdrawn_at = work.moment
        record(session, work, stream_of(organisation_id), Tag.INVITATION_WITHDRAWN, {"invitation": link.id})


def accept_as_new(work: Work, token: str, password: str) -> str:
    """Make an account for who was invited, give it the roles, and open a session; give the session's secret.

    Raises NotFound for a link that opens nothing, InvalidInput for a bad password, Conflict when the address has an
    account by now.
    """
    with transaction(work) as session:
        link = open_link(session, _INVITATION, token, work.moment, lock=True)
        check_new_password(password, (link.name, link.email))
        if account_of(session, link.email) is not None:
            raise Conflict("account_exists")
        user = User(
            email=link.email,
            name=link.name,
            password_hash=hash_password(password),
            active=True,
            created_at=work.moment,
            password_set_at=work.moment,
        )
        session.add(user)
        session.flush()
        _accept(session, work, link, user.id)
        return open_session(session, work, user.id)


def accept_as_known(work: Work, token: str, email: str) -> None:
    """Give the roles to the account that the invited person has already; the caller has checked its password.

    Raises NotFound for a link that opens nothing, or that is for another address.
    """
    with transaction(work) as session:
        link = open_link(session, _INVITATION, token, work.moment, lock=True)
        known = account_of(session, email)
        if known is None or known.email != link.email:
            raise NotFound("link_dead")
        _accept(session, work, link, known.id)


def _accept(session: Session, work: Work, link: AccessLink, user_id: int) -> None:
    by = replace(work, actor=Actor(user_id, frozenset()))
    lock_organisation(session, link.organisation_id)
    link.user_id, link.used_at = user_id, work.moment
    payload = {"invitation": link.id, "user": user_id}
    record(session, by, stream_of(link.organisation_id), Tag.INVITATION_ACCEPTED, payload)
    for row in link.roles:
        if not has_role(session, link.organisation_id, user_id, row.role, work.moment):
            add_membership(session, by, link.organisation_id, user_id, row.role, work.moment, work.today)


def _open_invitation(session: Session, work: Work, organisation_id: int, link_id: int) -> AccessLink:
    link = managed_invitation(session, work.actor, organisation_id, link_id, lock=True)
    if link.used_at is not None or link.withdrawn_at is not None:
        raise Conflict("invitation_closed")
    return link


def _check_new(session: Session, work: Work, organisation_id: int, email: str) -> None:
    member = (
        select(Membership.id)
        .join(User, User.id == Membership.user_id)
        .where(Membership.organisation_id == organisation_id, User.email == email)
    )
    if session.execute(member.limit(1)).first() is not None:
        raise InvalidInput("email", "already_member")
    waiting = select(AccessLink.id).where(
        AccessLink.organisation_id == organisation_id,
        AccessLink.purpose == _INVITATION,
        AccessLink.email == email,
        still_open(),
    )
    if session.execute(waiting.limit(1)).first() is not None:
        raise InvalidInput("email", "invitation_open")
