"""Counters and keys that keep actions single."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from dsar.database import Base, UtcDateTime


class Counter(Base):
    """The last number given out for a kind ("case", "letter") in a year of an organisation."""

    __tablename__ = "counter"

    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), primary_key=True)
    kind: Mapped[str] = mapped_column(String(20), primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    last: Mapped[int]


class IdempotencyKey(Base):
    """A form that was already sent; `result` leads to what it made."""

    __tablename__ = "idempotency_key"

    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    used_at: Mapped[datetime] = mapped_column(UtcDateTime)
    result: Mapped[str] = mapped_column(String(100))


class FormDraft(Base):
    """What somebody typed in a form and did not send: put away, or left when their session ended; theirs only.

    `content` is sealed; `key` is the form's own, or the one that leads back to it after signing in.
    """

    __tablename__ = "form_draft"
    __table_args__ = (UniqueConstraint("user_id", "key"), Index("ix_form_draft_updated", "updated_at"))

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    path: Mapped[str] = mapped_column(String(300))
    key: Mapped[str] = mapped_column(String(64))
    put_away: Mapped[bool]  # by the user; else the session ended
    updated_at: Mapped[datetime] = mapped_column(UtcDateTime)
    sha256: Mapped[str] = mapped_column(String(64))
    cipher: Mapped[str] = mapped_column(String(20))
    content: Mapped[bytes] = mapped_column(LargeBinary)
