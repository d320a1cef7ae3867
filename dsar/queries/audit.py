"""Reads of the audit trail: a case's timeline, an organisation's entries, and the proof that the chain is whole."""

import json
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from dsar.core.actor import Actor
from dsar.core.audit import GENESIS, Tag, Topic, link_hash, topic_of
from dsar.core.errors import NotFound
from dsar.core.permissions import Permission, organisations_with
from dsar.core.vocabulary import Right
from dsar.models import AuditEvent, AuditHead, Case, Membership, Request, User

PAGE = 100
_PIECE = 500


@dataclass(frozen=True, slots=True)
class Event:
    """An entry as people read it; `who` is the name of the member of staff, empty for the system."""

    seq: int
    at: datetime
    who: str
    tag: Tag
    case_id: int | None
    request_id: int | None
    payload: Mapping[str, object]
    hash: str


@dataclass(frozen=True, slots=True)
class Sought:
    """What narrows a trail: the topic, who did it, from and before which moment, and the reference of a case."""

    topic: Topic | None = None
    actor_id: int | None = None
    since: datetime | None = None
    until: datetime | None = None  # not included
    reference: str = ""


EVERYTHING = Sought()


@dataclass(frozen=True, slots=True)
class Break:
    """Where a chain does not hold: the stream, the first entry's number, and the code of what is wrong."""

    stream: str
    seq: int
    code: str


def events_of_case(session: Session, case: Case) -> tuple[Event, ...]:
    """Give a case's entries, oldest first; the caller has checked that the actor may see the case."""
    stream = f"organisation-{case.organisation_id}"
    rows = session.execute(
        select(AuditEvent, User.name)
        .outerjoin(User, User.id == AuditEvent.actor_id)
        .where(AuditEvent.stream == stream, AuditEvent.case_id == case.id)
        .order_by(AuditEvent.seq)
    )
    return tuple(_event(row, name) for row, name in rows)


def events_of_organisation(
    session: Session, actor: Actor, organisation_id: int, before: int, sought: Sought = EVERYTHING
) -> tuple[Event, ...]:
    """Give a page of an organisation's entries before a number, newest first; raises NotFound for another's."""
    if organisation_id not in organisations_with(actor, Permission.AUDIT_READ):
        raise NotFound
    rows = session.execute(
        select(AuditEvent, User.name)
        .outerjoin(User, User.id == AuditEvent.actor_id)
        .where(AuditEvent.stream == f"organisation-{organisation_id}", AuditEvent.seq < before)
        .where(*_narrowing(organisation_id, sought))
        .order_by(AuditEvent.seq.desc())
        .limit(PAGE)
    )
    return tuple(_event(row, name) for row, name in rows)


def _narrowing(organisation_id: int, sought: Sought) -> Iterator[ColumnElement[bool]]:
    if sought.topic is not None:
        yield AuditEvent.tag.in_([tag.value for tag in Tag if topic_of(tag) is sought.topic])
    if sought.actor_id is not None:
        yield AuditEvent.actor_id == sought.actor_id
    if sought.since is not None:
        yield AuditEvent.at >= sought.since
    if sought.until is not None:
        yield AuditEvent.at < sought.until
    if sought.reference:
        case = select(Case.id).where(Case.organisation_id == organisation_id, Case.reference == sought.reference)
        yield AuditEvent.case_id.in_(case)


def length_of(session: Session, stream: str) -> int:
    """Give how many entries a stream has by its head; 0 without one."""
    head = session.get(AuditHead, stream)
    return head.seq if head is not None else 0


def references_of(session: Session, organisation_id: int, case_ids: Set[int]) -> dict[int, str]:
    """Give the references of an organisation's cases by id; the caller has checked the actor."""
    rows = session.execute(
        select(Case.id, Case.reference).where(Case.organisation_id == organisation_id, Case.id.in_(case_ids))
    )
    return {row.id: row.reference for row in rows}


def rights_of(session: Session, organisation_id: int, request_ids: Set[int]) -> dict[int, Right]:
    """Give what an organisation's requests ask, by id; the caller has checked the actor."""
    rows = session.execute(
        select(Request.id, Request.right)
        .join(Case, Case.id == Request.case_id)
        .where(Case.organisation_id == organisation_id, Request.id.in_(request_ids))
    )
    return {row.id: row.right for row in rows}


def names_of(session: Session, organisation_id: int, user_ids: Set[int]) -> dict[int, str]:
    """Give the names, by id, of those who have or had a role at an organisation; the caller has checked the actor."""
    rows = session.execute(
        select(User.id, User.name)
        .join(Membership, Membership.user_id == User.id)
        .where(Membership.organisation_id == organisation_id, User.id.in_(user_ids))
    )
    return {row.id: row.name for row in rows}


def acting_in(session: Session, organisation_id: int) -> list[tuple[int, str]]:
    """Give id and name of everybody who has or had a role at an organisation, by name; the caller checked the actor."""
    here = select(Membership.user_id).where(Membership.organisation_id == organisation_id)
    rows = session.execute(select(User.id, User.name).where(User.id.in_(here)).order_by(User.name, User.id))
    return [(row.id, row.name) for row in rows]


def streams(session: Session) -> tuple[str, ...]:
    """Name every stream that has entries or a head."""
    with_entries = set(session.scalars(select(AuditEvent.stream).distinct()))
    return tuple(sorted(with_entries | set(session.scalars(select(AuditHead.stream)))))


def verify(session: Session, stream: str) -> Break | None:
    """Recompute a stream's chain; give the first entry that does not hold, or None when all do."""
    previous, seq = GENESIS, 0
    for row in _links(session, stream):
        seq += 1
        code = next(_faults(row, seq, previous), None)
        if code is not None:
            return Break(stream, seq if code == "missing" else row.seq, code)
        previous = row.hash
    head = session.get(AuditHead, stream)
    if head is None:
        return Break(stream, seq, "head_missing")
    if head.seq > seq:
        return Break(stream, seq + 1, "missing")
    if (head.seq, head.hash) != (seq, previous):
        return Break(stream, seq, "head_differs")
    return None


def verify_end(session: Session, stream: str) -> Break | None:
    """Check the last links of a stream and its head only, which takes no time; `verify` checks them all."""
    query = select(AuditEvent).where(AuditEvent.stream == stream).order_by(AuditEvent.seq.desc()).limit(2)
    newest_first = session.scalars(query).all()
    head = session.get(AuditHead, stream)
    if head is None:
        return Break(stream, newest_first[0].seq if newest_first else 0, "head_missing")
    if not newest_first:
        return Break(stream, 1, "missing") if head.seq else None
    last = newest_first[0]
    before = newest_first[1].hash if len(newest_first) > 1 else GENESIS
    expected = newest_first[1].seq + 1 if len(newest_first) > 1 else 1
    code = next(_faults(last, expected, before), None)
    if code is not None:
        return Break(stream, last.seq, code)
    return None if (head.seq, head.hash) == (last.seq, last.hash) else Break(stream, last.seq, "head_differs")


def _links(session: Session, stream: str) -> Iterator[AuditEvent]:
    """Read a stream in pieces: it can be long, and the session of a request has no transaction to hold it open in."""
    query = select(AuditEvent).where(AuditEvent.stream == stream).order_by(AuditEvent.seq).limit(_PIECE)
    rows = session.scalars(query).all()
    while rows:
        yield from rows
        rows = session.scalars(query.where(AuditEvent.seq > rows[-1].seq)).all()


def _faults(row: AuditEvent, seq: int, previous: str) -> Iterator[str]:
    if row.seq != seq:
        yield "missing"
    if row.previous != previous:
        yield "chain_broken"
    if row.hash != link_hash(previous, row.canonical):
        yield "text_changed"
    try:
        body = json.loads(row.canonical)
    except ValueError:
        yield "text_changed"
        return
    stored = (row.stream, row.seq, row.actor_id, row.tag, row.case_id, row.request_id)
    told = tuple(body.get(key) for key in ("stream", "seq", "actor", "tag", "case", "request"))
    if stored != told or body.get("at") != row.at.isoformat(timespec="microseconds"):
        yield "columns_changed"


def _event(row: AuditEvent, name: str | None) -> Event:
    payload = json.loads(row.canonical)["payload"]
    return Event(row.seq, row.at, name or "", Tag(row.tag), row.case_id, row.request_id, payload, row.hash)
