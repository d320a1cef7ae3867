"""What comes after a request: reminders, complaints and procedures with their outcome, and terms that others set."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from dsar.core.vocabulary import FollowUpKind, FollowUpResult, TermSetter
from dsar.database import Base, UtcDateTime, Word, one_of
from dsar.models.access import User


class FollowUp(Base):
    """Something that came in about a case; `act_by` is the day to look at it again. Written once."""

    __tablename__ = "follow_up"
    __table_args__ = (
        one_of("kind", FollowUpKind),
        CheckConstraint("(kind = 'reminder') = (act_by IS NULL)", name="reminder_waits_not"),
        CheckConstraint("summary <> ''", name="says_something"),
        ForeignKeyConstraint(["case_id", "organisation_id"], ["case_file.id", "case_file.organisation_id"]),
        UniqueConstraint("id", "case_id"),
        Index("ix_follow_up_case_id", "case_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int]
    organisation_id: Mapped[int]
    kind: Mapped[FollowUpKind] = mapped_column(Word(FollowUpKind))
    received_on: Mapped[date]
    place: Mapped[str] = mapped_column(String(200))
    summary: Mapped[str] = mapped_column(Text)
    act_by: Mapped[date | None]
    recorded_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)

    recorded_by: Mapped[User] = relationship(viewonly=True)
    links: Mapped[list["FollowUpRequest"]] = relationship()
    end: Mapped["FollowUpEnd | None"] = relationship()


class FollowUpRequest(Base):
    """Which request of the case it is about."""

    __tablename__ = "follow_up_request"
    __table_args__ = (
        ForeignKeyConstraint(["follow_up_id", "case_id"], ["follow_up.id", "follow_up.case_id"]),
        ForeignKeyConstraint(["request_id", "case_id"], ["request.id", "request.case_id"]),
    )

    follow_up_id: Mapped[int] = mapped_column(primary_key=True)
    request_id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int]


class FollowUpEnd(Base):
    """How a complaint or a procedure ended; written once."""

    __tablename__ = "follow_up_end"
    __table_args__ = (
        one_of("result", FollowUpResult),
        CheckConstraint("note <> ''", name="says_something"),
        ForeignKeyConstraint(["follow_up_id", "case_id"], ["follow_up.id", "follow_up.case_id"]),
    )

    follow_up_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    case_id: Mapped[int]
    result: Mapped[FollowUpResult] = mapped_column(Word(FollowUpResult))
    ended_on: Mapped[date]
    note: Mapped[str] = mapped_column(Text)
    recorded_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)

    recorded_by: Mapped[User] = relationship(viewonly=True)


class SetTerm(Base):
    """A term that a court, an authority or the organisation set on one request: a further clock. Written once."""

    __tablename__ = "set_term"
    __table_args__ = (
        one_of("set_by", TermSetter),
        CheckConstraint("due_on >= set_on", name="ends_after_set"),
        CheckConstraint("name <> '' AND reason <> ''", name="says_who_and_why"),
        ForeignKeyConstraint(["case_id", "organisation_id"], ["case_file.id", "case_file.organisation_id"]),
        ForeignKeyConstraint(["request_id", "case_id"], ["request.id", "request.case_id"]),
        UniqueConstraint("id", "case_id"),
        Index("ix_set_term_case_id", "case_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int]
    organisation_id: Mapped[int]
    request_id: Mapped[int]
    set_by: Mapped[TermSetter] = mapped_column(Word(TermSetter))
    name: Mapped[str] = mapped_column(String(200))
    set_on: Mapped[date]
    due_on: Mapped[date]
    reason: Mapped[str] = mapped_column(Text)
    recorded_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)

    recorded_by: Mapped[User] = relationship(viewonly=True)
    end: Mapped["SetTermEnd | None"] = relationship()


class SetTermEnd(Base):
    """What was done for a term that was set; written once."""

    __tablename__ = "set_term_end"
    __table_args__ = (
        CheckConstraint("note <> ''", name="says_something"),
        ForeignKeyConstraint(["set_term_id", "case_id"], ["set_term.id", "set_term.case_id"]),
    )

    set_term_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    case_id: Mapped[int]
    ended_on: Mapped[date]
    note: Mapped[str] = mapped_column(Text)
    recorded_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)
