"""What guards data while and after a request runs: the freeze, time to reconsider, the end of a restriction.

Every row is written once.
"""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from dsar.database import Base, UtcDateTime
from dsar.models.access import User


class FreezeNotice(Base):
    """Somebody was told that nothing about the data subject is destroyed now."""

    __tablename__ = "freeze_notice"
    __table_args__ = (
        CheckConstraint("told <> ''", name="says_who"),
        ForeignKeyConstraint(["case_id", "organisation_id"], ["case_file.id", "case_file.organisation_id"]),
        Index("ix_freeze_notice_case_id", "case_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int]
    organisation_id: Mapped[int]
    told: Mapped[str] = mapped_column(String(200))  # a name, a job or a processor
    told_on: Mapped[date]
    recorded_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)

    recorded_by: Mapped[User] = relationship(viewonly=True)


class Reconsideration(Base):
    """The client can reconsider an erasure until a day, or said on a day that this is not needed; the newest counts."""

    __tablename__ = "reconsideration"
    __table_args__ = (
        CheckConstraint("(until IS NULL) <> (waived_on IS NULL)", name="until_or_waived"),
        ForeignKeyConstraint(["request_id", "case_id"], ["request.id", "request.case_id"]),
        Index("ix_reconsideration_request_id", "request_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    request_id: Mapped[int]
    case_id: Mapped[int]
    until: Mapped[date | None]
    waived_on: Mapped[date | None]
    letter_id: Mapped[int | None] = mapped_column(ForeignKey("letter.id"))  # by which the time was offered
    recorded_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)


class RestrictionLift(Base):
    """A restriction ended, after the letter that says so had left (GDPR 18(3))."""

    __tablename__ = "restriction_lift"
    __table_args__ = (
        ForeignKeyConstraint(["request_id", "case_id"], ["request.id", "request.case_id"]),
        ForeignKeyConstraint(["letter_id", "case_id"], ["letter.id", "letter.case_id"]),
    )

    request_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    case_id: Mapped[int]
    letter_id: Mapped[int]
    lifted_on: Mapped[date]
    recorded_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)
