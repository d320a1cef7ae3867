"""A link to choose a new password: an administrator makes it for somebody who forgot theirs."""

import secrets
from dataclasses import replace

from sqlalchemy import ColumnElement, select, update
from sqlalchemy.orm import Session

from dsar.core.actor import Actor
from dsar.core.audit import Tag
from dsar.core.errors import NotAllowed, NotFound
from dsar.core.vocabulary import LinkPurpose
from dsar.models import AccessLink, User
from dsar.queries.access_links import link_hash, open_link, still_open
from dsar.queries.people import actor_of
from dsar.queries.users import works_elsewhere
from dsar.services.audit import record, stream_of
from dsar.services.invitations import LIFE, SENT_BEFORE
from dsar.services.passwords import check_new_password, set_password
from dsar.services.signing_in import open_session
from dsar.services.users import own_user, roles_of
from dsar.services.work import Work, set_result, transaction

_PASSWORD = LinkPurpose.PASSWORD


def make_password_link(work: Work, organisation_id: int, user_id: int) -> str:
    """Give the secret of a link with which a user chooses a new password; earlier ones open nothing any more.

    Raises NotFound for what the actor does not manage, NotAllowed for one's own account, for an inactive user, and
    for one who works for an organisation that the actor does not manage.
    """
    if user_id == work.actor.user_id:
        raise NotAllowed("own_account")
    token = secrets.token_urlsafe(32)
    with transaction(work) as session:
        user = own_user(session, work, organisation_id, user_id)
        if not user.active:
            raise NotAllowed("user_inactive")
        write_link(session, work, organisation_id, user, token)
        set_result(session, work, SENT_BEFORE)
        record(session, work, stream_of(organisation_id), Tag.PASSWORD_LINK_MADE, {"user": user_id})
    return token


def write_link(
    session: Session, work: Work, organisation_id: int, user: User, token: str, *, mailed: bool = False
) -> int:
    """Store a link in the caller's transaction and give its id; earlier ones of the user open nothing any more."""
    withdraw_links(session, work, user.id)
    link = AccessLink(
        purpose=_PASSWORD,
        organisation_id=organisation_id,
        email=user.email,
        name=user.name,
        user_id=user.id,
        token_sha256=link_hash(_PASSWORD, token),
        made_by_id=work.user_id(),
        created_at=work.moment,
        expires_at=work.moment + LIFE,
        mailed=mailed,
    )
    session.add(link)
    session.flush()
    return link.id


def withdraw_links(session: Session, work: Work, user_id: int, *narrowed: ColumnElement[bool]) -> None:
    """Let a user's links to a new password open nothing any more, in the caller's transaction."""
    mine = (AccessLink.user_id == user_id, AccessLink.purpose == _PASSWORD, still_open(), *narrowed)
    session.execute(update(AccessLink).where(*mine).values(withdrawn_at=work.moment))


def use_password_link(work: Work, token: str, password: str) -> str:
    """Store the new password, end every session of the user and open a new one; give its secret.

    Raises NotFound for a link that opens nothing, whose user is inactive, or works elsewhere too by now while somebody
    else saw the link; InvalidInput for a bad password.
    """
    with transaction(work) as session:
        link = open_link(session, _PASSWORD, token, work.moment, lock=True)
        user = session.execute(select(User).where(User.id == link.user_id).with_for_update()).scalar_one()
        if not user.active or not (link.mailed or _may_reset(session, work, link)):
            raise NotFound("link_dead")
        check_new_password(password, (user.name, user.email))
        link.used_at = work.moment
        set_password(session, work, user, password)
        by = replace(work, actor=Actor(user.id, frozenset()))
        works_at = (
            {organisation_id for organisation_id, _ in roles_of(session, work, user.id)} if link.mailed else set()
        )
        for concerned_id in sorted(works_at | {link.organisation_id}):
            record(session, by, stream_of(concerned_id), Tag.PASSWORD_CHANGED, {"user": user.id})
        return open_session(session, work, user.id)


def _may_reset(session: Session, work: Work, link: AccessLink) -> bool:
    """Tell whether who made the link, and saw it, still manages every organisation where its user works."""
    maker = actor_of(session, link.made_by_id, work.moment)
    return link.user_id is not None and not works_elsewhere(session, maker, link.user_id, work.moment)
