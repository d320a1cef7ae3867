"""A link to choose a new password that goes to the user's own address, and that no administrator sees.

For whoever works at several organisations: an administrator who saw the link could get into the other ones with it.
"""

import secrets
from collections.abc import Callable

from sqlalchemy import select
from sqlalchemy.orm import Session

from dsar.core.audit import Tag
from dsar.core.errors import NotAllowed
from dsar.mail import NotSent
from dsar.models import AccessLink, User
from dsar.queries.users import member
from dsar.services.audit import record, stream_of
from dsar.services.password_links import withdraw_links, write_link
from dsar.services.users import roles_of
from dsar.services.work import Work, transaction

Post = Callable[[str, str], None]  # an address and the secret of the link; raises NotSent


def mail_password_link(work: Work, organisation_id: int, user_id: int, post: Post) -> None:
    """Make a link for a user and post it to their own address; every organisation where they work sees that.

    Raises NotFound for what the actor does not manage; NotAllowed for oneself, an inactive user, one without a role in
    the organisation now, and when the message did not leave: the link is withdrawn then.
    """
    if user_id == work.actor.user_id:
        raise NotAllowed("own_account")
    token = secrets.token_urlsafe(32)
    with transaction(work) as session:
        member(session, work.actor, organisation_id, user_id)
        user = session.execute(select(User).where(User.id == user_id).with_for_update()).scalar_one()
        if not user.active:
            raise NotAllowed("user_inactive")
        if organisation_id not in _places(session, work, user_id):
            raise NotAllowed("user_without_role")
        address, link_id = user.email, write_link(session, work, organisation_id, user, token, mailed=True)
        _tell(session, work, user_id, Tag.PASSWORD_LINK_MAILED)
    try:
        post(address, token)
    except NotSent as error:
        with transaction(_again(work)) as session:
            withdraw_links(session, work, user_id, AccessLink.id == link_id)
            _tell(session, work, user_id, Tag.PASSWORD_LINK_NOT_SENT)
        raise NotAllowed("mail_not_sent") from error


def _tell(session: Session, work: Work, user_id: int, tag: Tag) -> None:
    for place in _places(session, work, user_id):
        record(session, work, stream_of(place), tag, {"user": user_id})


def _places(session: Session, work: Work, user_id: int) -> list[int]:
    return sorted({organisation_id for organisation_id, _ in roles_of(session, work, user_id)})


def _again(work: Work) -> Work:
    """The same work, after its form was used up."""
    return Work(work.engine, work.catalogue, work.actor, work.moment, work.today)
