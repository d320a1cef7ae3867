"""Invitations and links to choose a password: what an administrator sees of them, and what a link opens."""

import hashlib
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, and_, select
from sqlalchemy.orm import Session, joinedload, selectinload

from dsar.core.actor import Actor
from dsar.core.errors import NotFound
from dsar.core.permissions import Permission, organisations_with
from dsar.core.vocabulary import LinkPurpose
from dsar.models import AccessLink, User
from dsar.queries.people import actor_of, managed_organisation

PAGE = 50


def link_hash(purpose: LinkPurpose, token: str) -> str:
    """Give the hash (hex) under which a link's secret is stored: the purpose is in it."""
    return hashlib.sha256(f"{purpose.value}:{token}".encode()).hexdigest()


def still_open() -> ColumnElement[bool]:
    """Give the condition that a link was neither used nor withdrawn."""
    return and_(AccessLink.used_at.is_(None), AccessLink.withdrawn_at.is_(None))


def open_link(
    session: Session, purpose: LinkPurpose, token: str, moment: datetime, *, lock: bool = False
) -> AccessLink:
    """Give what a link opens at a moment.

    Raises NotFound for one that is used, withdrawn, over or made up, and for one whose maker is no administrator there
    any more: somebody who was sent away would come in again by the link they kept.
    """
    query = select(AccessLink).where(
        AccessLink.token_sha256 == link_hash(purpose, token),
        AccessLink.purpose == purpose,
        AccessLink.expires_at > moment,
        still_open(),
    )
    found = session.execute(query.with_for_update() if lock else query).scalar_one_or_none()
    if found is None or not _made_by_administrator(session, found, moment):
        raise NotFound("link_dead")
    return found


def _made_by_administrator(session: Session, link: AccessLink, moment: datetime) -> bool:
    maker = actor_of(session, link.made_by_id, moment)
    manages = organisations_with(maker, Permission.ORGANISATION_MANAGE)
    return link.made_by.active and link.organisation_id in manages


def invitations_of(
    session: Session, actor: Actor, organisation_id: int, before_id: int | None = None
) -> tuple[Sequence[AccessLink], int | None]:
    """Give a page of an organisation's invitations, the newest first, older than the one with an id.

    The second is the id of the last one when there are more. Raises NotFound for one the actor does not manage.
    """
    organisation = managed_organisation(session, actor, organisation_id)
    query = (
        select(AccessLink)
        .options(selectinload(AccessLink.roles), joinedload(AccessLink.made_by))
        .where(AccessLink.organisation_id == organisation.id, AccessLink.purpose == LinkPurpose.INVITATION)
        .order_by(AccessLink.id.desc())
        .limit(PAGE + 1)
    )
    rows = session.scalars(query if before_id is None else query.where(AccessLink.id < before_id)).all()
    return rows[:PAGE], rows[PAGE - 1].id if len(rows) > PAGE else None


def managed_invitation(
    session: Session, actor: Actor, organisation_id: int, link_id: int, *, lock: bool = False
) -> AccessLink:
    """Give an invitation of an organisation that the actor manages; raises NotFound for another."""
    organisation = managed_organisation(session, actor, organisation_id)
    query = select(AccessLink).where(
        AccessLink.id == link_id,
        AccessLink.organisation_id == organisation.id,
        AccessLink.purpose == LinkPurpose.INVITATION,
    )
    found = session.execute(query.with_for_update() if lock else query).scalar_one_or_none()
    if found is None:
        raise NotFound
    return found


def account_of(session: Session, email: str) -> User | None:
    """Give the account with an e-mail address, if there is one."""
    return session.execute(select(User).where(User.email == email.strip().lower())).scalar_one_or_none()
