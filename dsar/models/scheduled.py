"""Work that is done at its time without anybody asking: what ran, what somebody is told, and the mail that goes out."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from dsar.core.reminders import Reminder
from dsar.database import Base, UtcDateTime, Word, one_of
from dsar.models.access import User


class MailKind(StrEnum):
    """What a message that the application sends by itself is."""

    DIGEST = "digest"  # what waits for somebody, at the hour they chose
    WEEKLY = "weekly"  # the officer's overview
    TASK = "task"  # a colleague was asked something


class MailState(StrEnum):
    """Where a message stands."""

    WAITING = "waiting"
    TAKEN = "taken"  # by a process that did not hand it over yet
    HANDING_OVER = "handing_over"  # whoever stops here leaves nobody who knows whether it left
    SENT = "sent"
    UNKNOWN = "unknown"  # an administrator decides
    GIVEN_UP = "given_up"
    CANCELLED = "cancelled"  # nobody to send it to any more, or an administrator's choice


class JobRun(Base):
    """A job at one of its times; whoever inserts the row runs it, and it is taken again when its lease ends."""

    __tablename__ = "job_run"
    __table_args__ = (
        CheckConstraint("(finished_at IS NULL) = (made IS NULL)", name="finished_says_what"),
        CheckConstraint("finished_at IS NULL OR problem = ''", name="finished_or_failed"),
        CheckConstraint("tries >= 1", name="was_tried"),
    )

    job: Mapped[str] = mapped_column(String(40), primary_key=True)
    slot: Mapped[str] = mapped_column(String(20), primary_key=True)  # a day or an hour in Amsterdam: 2026-12-01T08
    started_at: Mapped[datetime] = mapped_column(UtcDateTime)
    lease_until: Mapped[datetime] = mapped_column(UtcDateTime)
    tries: Mapped[int]
    finished_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    made: Mapped[int | None]  # how many rows it made or messages it handed over
    problem: Mapped[str] = mapped_column(String(80))  # the kind of the last error, never its text


class Notice(Base):
    """Somebody is told that something is due or waits; each mark of one date is told once (`core.reminders`)."""

    __tablename__ = "notice"
    __table_args__ = (
        one_of("kind", Reminder),
        ForeignKeyConstraint(["case_id", "organisation_id"], ["case_file.id", "case_file.organisation_id"]),
        UniqueConstraint("user_id", "kind", "about", "due_on", "mark"),
        CheckConstraint("about <> ''", name="about_something"),
        Index("ix_notice_user", "user_id", "settled_at", "id"),
        Index("ix_notice_outbox", "outbox_id"),
        Index("ix_notice_case", "case_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    case_id: Mapped[int | None]
    kind: Mapped[Reminder] = mapped_column(Word(Reminder))
    about: Mapped[str] = mapped_column(String(40))  # what it is about: case:12, task:7
    due_on: Mapped[date]
    mark: Mapped[int]  # working days that were left; below zero: too late
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    read_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    settled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)  # it is not so any more
    outbox_id: Mapped[int | None] = mapped_column(ForeignKey("outbox.id"))  # the message that told it

    user: Mapped[User] = relationship(viewonly=True)


class Outbox(Base):
    """A message that goes out by itself, written with what it tells; to the address its user has when it leaves."""

    __tablename__ = "outbox"
    __table_args__ = (
        one_of("kind", MailKind),
        one_of("state", MailState),
        CheckConstraint("(state = 'sent') = (sent_at IS NOT NULL)", name="sent_has_moment"),
        CheckConstraint("(state IN ('taken', 'handing_over')) = (lease_until IS NOT NULL)", name="taken_has_lease"),
        UniqueConstraint("user_id", "kind", "occasion"),
        UniqueConstraint("message_id"),
        Index("ix_outbox_state", "state", "not_before", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    kind: Mapped[MailKind] = mapped_column(Word(MailKind))
    occasion: Mapped[str] = mapped_column(String(40))  # a day, or what it is about: one message for each
    message_id: Mapped[str] = mapped_column(String(120))  # the same at every try
    subject: Mapped[str] = mapped_column(String(200))
    text: Mapped[str] = mapped_column(Text)
    html: Mapped[str] = mapped_column(Text)
    state: Mapped[MailState] = mapped_column(Word(MailState))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    not_before: Mapped[datetime] = mapped_column(UtcDateTime)
    lease_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    tries: Mapped[int]
    problem: Mapped[str] = mapped_column(String(80))  # the last answer that was no: a code or the kind of an error
    sent_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    user: Mapped[User] = relationship(viewonly=True)


class Hold(Base):
    """Something of the installation that stands still until somebody releases it, such as mail after a restore."""

    __tablename__ = "hold"

    name: Mapped[str] = mapped_column(String(20), primary_key=True)
    since: Mapped[datetime] = mapped_column(UtcDateTime)
    reason: Mapped[str] = mapped_column(String(40))  # a word: restored, by_hand
