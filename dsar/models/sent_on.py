"""Letters that came back, with what was done about it, and requests that were sent on; all written once."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from dsar.core.vocabulary import DispatchWay, ReturnReason
from dsar.database import Base, UtcDateTime, Word, one_of
from dsar.models.access import User


class LetterReturn(Base):
    """A letter that had left came back."""

    __tablename__ = "letter_return"
    __table_args__ = (
        one_of("reason", ReturnReason),
        ForeignKeyConstraint(["letter_id", "case_id"], ["letter.id", "letter.case_id"]),
        UniqueConstraint("id", "case_id"),
        Index("ix_letter_return_case_id", "case_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    letter_id: Mapped[int]
    case_id: Mapped[int] = mapped_column(ForeignKey("case_file.id"))
    reason: Mapped[ReturnReason] = mapped_column(Word(ReturnReason))
    returned_on: Mapped[date]
    note: Mapped[str] = mapped_column(Text)
    recorded_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)

    recorded_by: Mapped[User] = relationship(viewonly=True)
    resend: Mapped["LetterResend | None"] = relationship()


class LetterResend(Base):
    """What was done about it: the same bytes left again, a corrected letter left, or neither, and why."""

    __tablename__ = "letter_resend"
    __table_args__ = (
        one_of("way", DispatchWay),
        CheckConstraint("way IS NOT NULL OR note <> ''", name="sent_or_why_not"),
        ForeignKeyConstraint(["return_id", "case_id"], ["letter_return.id", "letter_return.case_id"]),
        ForeignKeyConstraint(["correction_id", "case_id"], ["letter.id", "letter.case_id"]),
    )

    return_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    case_id: Mapped[int]
    correction_id: Mapped[int | None]  # the corrected letter that left instead
    way: Mapped[DispatchWay | None] = mapped_column(Word(DispatchWay))
    sent_on: Mapped[date]
    note: Mapped[str] = mapped_column(Text)
    recorded_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Forwarding(Base):
    """Requests were sent on to whoever is responsible, by consent of the client or on another basis."""

    __tablename__ = "forwarding"
    __table_args__ = (
        CheckConstraint("to_name <> ''", name="names_whom"),
        CheckConstraint("(consent_on IS NULL) = (without_consent <> '')", name="consent_or_reason"),
        ForeignKeyConstraint(["case_id", "organisation_id"], ["case_file.id", "case_file.organisation_id"]),
        UniqueConstraint("id", "case_id"),
        Index("ix_forwarding_case_id", "case_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int]
    organisation_id: Mapped[int]
    to_name: Mapped[str] = mapped_column(String(200))
    forwarded_on: Mapped[date]
    consent_on: Mapped[date | None]
    without_consent: Mapped[str] = mapped_column(Text)
    recorded_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)

    recorded_by: Mapped[User] = relationship(viewonly=True)
    links: Mapped[list["ForwardingRequest"]] = relationship()


class ForwardingRequest(Base):
    """Which request of the case was sent on."""

    __tablename__ = "forwarding_request"
    __table_args__ = (
        ForeignKeyConstraint(["forwarding_id", "case_id"], ["forwarding.id", "forwarding.case_id"]),
        ForeignKeyConstraint(["request_id", "case_id"], ["request.id", "request.case_id"]),
    )

    forwarding_id: Mapped[int] = mapped_column(primary_key=True)
    request_id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int]
