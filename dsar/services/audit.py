"""Adds links to the audit trail, in the same transaction as what they tell (decision 6)."""

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from dsar.core.audit import GENESIS, Entry, Tag, link_hash
from dsar.database import locked_or_new
from dsar.models import AuditEvent, AuditHead, Case
from dsar.services.work import Work


def record(
    session: Session,
    work: Work,
    stream: str,
    tag: Tag,
    payload: Mapping[str, object],
    *,
    case_id: int | None = None,
    request_id: int | None = None,
) -> None:
    """Append an entry to a stream; the head row is locked so that the chain has no forks."""
    query = select(AuditHead).where(AuditHead.stream == stream)
    head = locked_or_new(session, query, lambda: AuditHead(stream=stream, seq=0, hash=GENESIS))
    entry = Entry(stream, head.seq + 1, work.moment, work.actor.user_id, tag, case_id, request_id, payload)
    canonical = entry.canonical()
    digest = link_hash(head.hash, canonical)
    session.add(
        AuditEvent(
            stream=stream,
            seq=entry.seq,
            at=work.moment,
            actor_id=entry.actor_id,
            tag=tag.value,
            case_id=case_id,
            request_id=request_id,
            canonical=canonical,
            previous=head.hash,
            hash=digest,
        )
    )
    head.seq, head.hash = entry.seq, digest
    session.flush()


def record_for(
    session: Session,
    work: Work,
    case: Case,
    tag: Tag,
    payload: Mapping[str, object],
    *,
    request_id: int | None = None,
) -> None:
    """Append an entry about a case to the stream of its organisation."""
    record(session, work, stream_of(case.organisation_id), tag, payload, case_id=case.id, request_id=request_id)


def stream_of(organisation_id: int) -> str:
    """Give the name of an organisation's stream."""
    return f"organisation-{organisation_id}"
