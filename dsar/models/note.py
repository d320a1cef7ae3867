"""Notes on a case: short, written once, corrected by a new one or marked as withdrawn."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from dsar.database import Base, UtcDateTime
from dsar.models.access import User


class CaseNote(Base):
    """What somebody who handles or judges a case wants to remember of it; never printed."""

    __tablename__ = "case_note"
    __table_args__ = (
        CheckConstraint("body <> ''", name="says_something"),
        ForeignKeyConstraint(["case_id", "organisation_id"], ["case_file.id", "case_file.organisation_id"]),
        Index("ix_case_note_case_id", "case_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int]
    organisation_id: Mapped[int]
    author_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    body: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)

    author: Mapped[User] = relationship(viewonly=True)
    withdrawal: Mapped["NoteWithdrawal | None"] = relationship(viewonly=True)


class NoteWithdrawal(Base):
    """The author no longer stands behind a note; its text stays."""

    __tablename__ = "case_note_withdrawal"

    note_id: Mapped[int] = mapped_column(ForeignKey("case_note.id"), primary_key=True)
    withdrawn_at: Mapped[datetime] = mapped_column(UtcDateTime)
