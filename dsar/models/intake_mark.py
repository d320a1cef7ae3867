"""What was said at registering of who asks, and that it was a mistake; written once."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from dsar.core.vocabulary import MarkKind
from dsar.database import Base, UtcDateTime, Word, one_of
from dsar.models.access import User


class IntakeMark(Base):
    """Somebody else asks, or it is about somebody who died: it was said, and is to be recorded."""

    __tablename__ = "intake_mark"
    __table_args__ = (one_of("kind", MarkKind),)

    case_id: Mapped[int] = mapped_column(ForeignKey("case_file.id"), primary_key=True, autoincrement=False)
    kind: Mapped[MarkKind] = mapped_column(Word(MarkKind), primary_key=True)
    recorded_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)

    end: Mapped["IntakeMarkEnd | None"] = relationship()


class IntakeMarkEnd(Base):
    """It was a mistake: the data subject asks for themself, and lives."""

    __tablename__ = "intake_mark_end"
    __table_args__ = (
        one_of("kind", MarkKind),
        CheckConstraint("reason <> ''", name="has_reason"),
        ForeignKeyConstraint(["case_id", "kind"], ["intake_mark.case_id", "intake_mark.kind"]),
    )

    case_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    kind: Mapped[MarkKind] = mapped_column(Word(MarkKind), primary_key=True)
    reason: Mapped[str] = mapped_column(Text)
    ended_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    ended_at: Mapped[datetime] = mapped_column(UtcDateTime)

    ended_by: Mapped[User] = relationship(viewonly=True)
