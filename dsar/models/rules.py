"""What was decided about the rules that a case rests on."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from dsar.database import Base, UtcDateTime
from dsar.models.access import User
from dsar.models.organisation import RegulationVersion


class RegulationChoice(Base):
    """Somebody decided that a case rests on another version of its regulation, and why; written once."""

    __tablename__ = "regulation_choice"
    __table_args__ = (
        CheckConstraint("reason <> ''", name="has_reason"),
        CheckConstraint("before_id <> after_id", name="changes_version"),
        ForeignKeyConstraint(["case_id", "organisation_id"], ["case_file.id", "case_file.organisation_id"]),
        ForeignKeyConstraint(
            ["before_id", "organisation_id"], ["regulation_version.id", "regulation_version.organisation_id"]
        ),
        ForeignKeyConstraint(
            ["after_id", "organisation_id"], ["regulation_version.id", "regulation_version.organisation_id"]
        ),
        Index("ix_regulation_choice_case_id", "case_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int]
    organisation_id: Mapped[int]
    before_id: Mapped[int]
    after_id: Mapped[int]
    reason: Mapped[str] = mapped_column(Text)
    decided_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)

    after: Mapped[RegulationVersion] = relationship(
        viewonly=True, primaryjoin="RegulationVersion.id == foreign(RegulationChoice.after_id)"
    )
    decided_by: Mapped[User] = relationship(viewonly=True)
