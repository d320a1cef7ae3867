"""A link to choose a new password: an administrator makes it for somebody who forgot theirs."""

import secrets
from dataclasses import replace

from sqlalchemy import select, update

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
from dsar.services.users import own_user
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
        earlier = update(AccessLink).where(AccessLink.user_id == user_id, AccessLink.purpose == _PASSWORD, still_open())
        session.execute(earlier.values(withdrawn_at=work.moment))
        session.add(
            AccessLink(
                purpose=_PASSWORD,
                organisation_id=organisation_id,
                email=user.email,
                name=user.name,
                user_id=user.id,
                token_sha256=link_hash(_PASSWORD, token),
                made_by_id=work.user_id(),
                created_at=work.moment,
                expires_at=work.moment + LIFE,
            )
        )
        set_result(session, work, SENT_BEFORE)
        record(session, work, stream_of(organisation_id), Tag.PASSWORD_LINK_MADE, {"user": user_id})
    return token


def use_password_link(work: Work, token: str, password: str) -> str:
    """Store the new password, end every session of the user and open a new one; give its secret.

    Raises NotFound for a link that opens nothing, or whose user is inactive or works elsewhere too by now;
    InvalidInput for a bad password.
    """
    with transaction(work) as session:
        link = open_link(session, _PASSWORD, token, work.moment, lock=True)
        user = session.execute(select(User).where(User.id == link.user_id).with_for_update()).scalar_one()
        maker = actor_of(session, link.made_by_id, work.moment)
        if not user.active or works_elsewhere(session, maker, user.id, work.moment):
            raise NotFound("link_dead")
        check_new_password(password, (user.name, user.email))
        link.used_at = work.moment
        set_password(session, work, user, password)
        by = replace(work, actor=Actor(user.id, frozenset()))
        record(session, by, stream_of(link.organisation_id), Tag.PASSWORD_CHANGED, {"user": user.id})
        return open_session(session, work, user.id)
