"""A request that was answered and is judged anew, in a round of its own (decision 32)."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from dsar.core.vocabulary import ReopenReason
from dsar.database import Base, UtcDateTime, Word, one_of
from dsar.models.access import User


class Reopening(Base):
    """A request that judges an earlier one anew: `request_id` is the new round, the earlier one stays; written once.

    `counts_from` is the day on which the cause came in: both clocks of the round run from there.
    """

    __tablename__ = "reopening"
    __table_args__ = (
        one_of("reason", ReopenReason),
        CheckConstraint("explanation <> ''", name="explained"),
        CheckConstraint("round > 1 AND request_id <> earlier_id", name="comes_after"),
        ForeignKeyConstraint(["case_id"], ["case_file.id"]),
        ForeignKeyConstraint(["request_id", "case_id"], ["request.id", "request.case_id"]),
        ForeignKeyConstraint(["earlier_id", "case_id"], ["request.id", "request.case_id"]),
        UniqueConstraint("earlier_id"),
        Index("ix_reopening_case_id", "case_id"),
    )

    request_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    case_id: Mapped[int]
    earlier_id: Mapped[int]
    round: Mapped[int]
    reason: Mapped[ReopenReason] = mapped_column(Word(ReopenReason))
    explanation: Mapped[str] = mapped_column(Text)
    counts_from: Mapped[date]
    recorded_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)

    recorded_by: Mapped[User] = relationship(viewonly=True)
