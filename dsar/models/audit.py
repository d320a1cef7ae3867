"""The append-only trail: no foreign key into what can be purged, protected by triggers in the migrations."""

from datetime import datetime

from sqlalchemy import Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from dsar.database import Base, UtcDateTime


class AuditEvent(Base):
    """One link of a stream's chain; `canonical` is the exact text that was hashed."""

    __tablename__ = "audit_event"
    __table_args__ = (Index("ix_audit_event_case", "stream", "case_id", "seq"),)

    stream: Mapped[str] = mapped_column(String(60), primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    actor_id: Mapped[int | None]
    tag: Mapped[str] = mapped_column(String(40))
    case_id: Mapped[int | None]
    request_id: Mapped[int | None]
    canonical: Mapped[str] = mapped_column(Text)
    previous: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64))


class AuditHead(Base):
    """The newest link of a stream: shows when the end of a chain was cut off."""

    __tablename__ = "audit_head"

    stream: Mapped[str] = mapped_column(String(60), primary_key=True)
    seq: Mapped[int]
    hash: Mapped[str] = mapped_column(String(64))


class AccessEvent(Base):
    """Somebody read a case (NEN 7513): who, when, which case, which page."""

    __tablename__ = "access_event"
    __table_args__ = (Index("ix_access_event_case", "case_id", "at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    actor_id: Mapped[int]
    organisation_id: Mapped[int]
    case_id: Mapped[int]
    page: Mapped[str] = mapped_column(String(60))
