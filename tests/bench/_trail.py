"""Writes an audit trail of any length about cases that are there already, as chains that `audit verify` accepts."""

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from typing import Any

from sqlalchemy import Engine, insert, select, update
from sqlalchemy.orm import Session

from dsar.core.audit import Entry, Tag, link_hash
from dsar.models import AuditEvent, AuditHead, Case, Request
from dsar.services.audit import stream_of

BATCH = 20_000  # rows
HOURS = 3  # between two entries about a case
_TRIGGER = "SELECT sql FROM sqlite_master WHERE name = 'audit_head_forward'"
_LATER = (
    (Tag.NOTE_ADDED, {"note": 1}),
    (Tag.SUBJECT_CORRECTED, {"fields": ["telephone"]}),
    (Tag.NOTE_WITHDRAWN, {"note": 1}),
    (Tag.CASE_OWNER, {"from_user": None, "to_user": None}),
)


def write_trail(engine: Engine, organisations: tuple[int, ...], entries: int, moment: datetime) -> None:
    """Write so many entries, the same number for each organisation, spread over its cases; none after the moment."""
    for number, organisation_id in enumerate(organisations):
        wanted = entries // len(organisations) + (number < entries % len(organisations))
        with Session(engine) as session:
            query = (
                select(Case.id, Case.reference, Case.received_on, Case.owner_id, Request.id, Request.right)
                .join(Request, Request.case_id == Case.id)
                .where(Case.organisation_id == organisation_id)
            )
            cases = session.execute(query.order_by(Case.received_on, Case.id)).all()
            head = session.get_one(AuditHead, stream_of(organisation_id))
            seq, digest = head.seq, head.hash
        written = _links(stream_of(organisation_id), seq, digest, _entries(cases, wanted, moment))
        while batch := list(islice(written, BATCH)):
            seq, digest = batch[-1]["seq"], batch[-1]["hash"]
            with engine.begin() as connection:
                connection.execute(insert(AuditEvent), batch)
        _set_head(engine, stream_of(organisation_id), seq, digest)


def _set_head(engine: Engine, stream: str, seq: int, digest: str) -> None:
    """Move the head to the end at once; its trigger, which lets it go on by one only, is off for a moment."""
    with engine.begin() as connection:
        if engine.dialect.name == "postgresql":
            off, on = (f"ALTER TABLE audit_head {word} TRIGGER audit_head_forward" for word in ("DISABLE", "ENABLE"))
        else:
            off = "DROP TRIGGER audit_head_forward"
            on = connection.exec_driver_sql(_TRIGGER).scalar_one()
        connection.exec_driver_sql(off)
        connection.execute(update(AuditHead).where(AuditHead.stream == stream).values(seq=seq, hash=digest))
        connection.exec_driver_sql(on)


def _entries(cases: Any, wanted: int, moment: datetime) -> Iterator[Mapping[str, Any]]:
    """Give what is told, in the order of time: the registration of each case, then one thing after another."""
    told = []
    for turn in range(wanted):
        of, round_ = turn % len(cases), turn // len(cases)
        told.append((min(_begin(cases[of].received_on) + timedelta(hours=HOURS * round_), moment), round_, of))
    for at, round_, of in sorted(told):
        case_id, reference, received_on, owner_id, request_id, right = cases[of]
        tag, payload = _LATER[round_ % len(_LATER)]
        if round_ == 0:
            requests = [{"id": request_id, "right": right.value}]
            tag, payload = (
                Tag.CASE_REGISTERED,
                {
                    "reference": reference,
                    "received_on": received_on.isoformat(),
                    "channel": "post",
                    "requests": requests,
                },
            )
        yield {"at": at, "actor_id": owner_id, "tag": tag, "case_id": case_id, "request_id": None, "payload": payload}


def _links(stream: str, seq: int, previous: str, told: Iterator[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
    for one in told:
        seq += 1
        entry = Entry(stream=stream, seq=seq, **one)
        canonical = entry.canonical()
        digest = link_hash(previous, canonical)
        yield {
            "stream": stream,
            "seq": seq,
            "at": entry.at,
            "actor_id": entry.actor_id,
            "tag": entry.tag.value,
            "case_id": entry.case_id,
            "request_id": None,
            "canonical": canonical,
            "previous": previous,
            "hash": digest,
        }
        previous = digest


def _begin(day: date) -> datetime:
    return datetime.combine(day, time(8), UTC)
