"""Tasks: what one colleague is asked in a case, what they answered, and where an organisation looks for data."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from dsar.core.vocabulary import HearingCapacity, PlaceKind, SearchResult, TaskKind
from dsar.database import Base, UtcDateTime, Word, one_of
from dsar.models.access import User
from dsar.models.case import Case, Hearing


class SearchPlace(Base):
    """A place from which a search for somebody's data starts; an administrator keeps the list."""

    __tablename__ = "search_place"
    __table_args__ = (
        one_of("kind", PlaceKind),
        CheckConstraint("name <> ''", name="has_name"),
        UniqueConstraint("organisation_id", "kind", "name"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    kind: Mapped[PlaceKind] = mapped_column(Word(PlaceKind))
    name: Mapped[str] = mapped_column(String(200))


class Task(Base):
    """A question to one member of staff; a place is named as it was then, the list may change later."""

    __tablename__ = "task"
    __table_args__ = (
        one_of("kind", TaskKind),
        one_of("place_kind", PlaceKind),
        CheckConstraint("question <> ''", name="asks_something"),
        CheckConstraint("(kind = 'search') = (place_kind IS NOT NULL)", name="search_has_place"),
        CheckConstraint("(place_kind IS NULL) = (place = '')", name="place_has_name"),
        ForeignKeyConstraint(["case_id", "organisation_id"], ["case_file.id", "case_file.organisation_id"]),
        UniqueConstraint("id", "case_id"),
        Index("ix_task_case_id", "case_id"),
        Index("ix_task_assignee_id", "assignee_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int]
    organisation_id: Mapped[int]
    kind: Mapped[TaskKind] = mapped_column(Word(TaskKind))
    place_kind: Mapped[PlaceKind | None] = mapped_column(Word(PlaceKind))
    place: Mapped[str] = mapped_column(String(200))
    assignee_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    question: Mapped[str] = mapped_column(Text)
    due_on: Mapped[date]
    asked_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    asked_at: Mapped[datetime] = mapped_column(UtcDateTime)

    case: Mapped[Case] = relationship(viewonly=True)
    assignee: Mapped[User] = relationship(viewonly=True, foreign_keys=[assignee_id])
    asked_by: Mapped[User] = relationship(viewonly=True, foreign_keys=[asked_by_id])
    links: Mapped[list["TaskRequest"]] = relationship(order_by="TaskRequest.request_id")
    answers: Mapped[list["TaskAnswer"]] = relationship(viewonly=True, order_by="TaskAnswer.id")
    withdrawal: Mapped["TaskWithdrawal | None"] = relationship(viewonly=True)


class TaskRequest(Base):
    """About which request of the case a task is."""

    __tablename__ = "task_request"
    __table_args__ = (
        ForeignKeyConstraint(["task_id", "case_id"], ["task.id", "task.case_id"]),
        ForeignKeyConstraint(["request_id", "case_id"], ["request.id", "request.case_id"]),
    )

    task_id: Mapped[int] = mapped_column(primary_key=True)
    request_id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int]


class TaskAnswer(Base):
    """What the colleague answered; a correction is a further answer, and what was said first stays."""

    __tablename__ = "task_answer"
    __table_args__ = (
        one_of("result", SearchResult),
        one_of("capacity", HearingCapacity),
        CheckConstraint("body <> '' OR (result IS NOT NULL AND result = 'nothing')", name="says_something"),
        ForeignKeyConstraint(["task_id", "case_id"], ["task.id", "task.case_id"]),
        ForeignKeyConstraint(["hearing_id", "case_id"], ["hearing.id", "hearing.case_id"]),
        Index("ix_task_answer_task_id", "task_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    task_id: Mapped[int]
    case_id: Mapped[int]
    result: Mapped[SearchResult | None] = mapped_column(Word(SearchResult))
    capacity: Mapped[HearingCapacity | None] = mapped_column(Word(HearingCapacity))
    hearing_id: Mapped[int | None]
    body: Mapped[str] = mapped_column(Text)
    answered_on: Mapped[date]  # the day on which it was looked for, or said
    answered_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    answered_at: Mapped[datetime] = mapped_column(UtcDateTime)

    answered_by: Mapped[User] = relationship(viewonly=True)
    hearing: Mapped[Hearing | None] = relationship(viewonly=True)


class TaskWithdrawal(Base):
    """An answer is no longer needed, and why."""

    __tablename__ = "task_withdrawal"
    __table_args__ = (CheckConstraint("reason <> ''", name="reason_given"),)

    task_id: Mapped[int] = mapped_column(ForeignKey("task.id"), primary_key=True, autoincrement=False)
    reason: Mapped[str] = mapped_column(Text)
    withdrawn_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    withdrawn_at: Mapped[datetime] = mapped_column(UtcDateTime)
