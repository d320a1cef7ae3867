"""A case that is about somebody who died: who asks, on what ground, and by when an answer was promised.

Every row is written once; a change is a further row, and the newest counts.
"""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from dsar.core.vocabulary import CareGround, RelativeKind
from dsar.database import Base, UtcDateTime, Word, one_of
from dsar.models.access import User


class Deceased(Base):
    """The data subject died, and somebody else asks (AVG recital 27; BW 7:458a)."""

    __tablename__ = "deceased"
    __table_args__ = (
        one_of("kind", RelativeKind),
        CheckConstraint("salutation IN ('mrs', 'mr', 'unknown')", name="salutation_known"),
        CheckConstraint("relation <> ''", name="says_relation"),
        ForeignKeyConstraint(["case_id", "organisation_id"], ["case_file.id", "case_file.organisation_id"]),
        UniqueConstraint("id", "case_id"),
        Index("ix_deceased_case_id", "case_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int]
    organisation_id: Mapped[int]
    kind: Mapped[RelativeKind] = mapped_column(Word(RelativeKind))
    relation: Mapped[str] = mapped_column(String(100))
    salutation: Mapped[str] = mapped_column(String(10))
    initials: Mapped[str] = mapped_column(String(30))
    name_prefix: Mapped[str] = mapped_column(String(30))  # tussenvoegsel
    last_name: Mapped[str] = mapped_column(String(100))
    street: Mapped[str] = mapped_column(String(100))
    postcode: Mapped[str] = mapped_column(String(12))
    city: Mapped[str] = mapped_column(String(80))
    country: Mapped[str] = mapped_column(String(60))
    email: Mapped[str] = mapped_column(String(254))
    telephone: Mapped[str] = mapped_column(String(40))
    shown: Mapped[str] = mapped_column(Text)
    answer_by: Mapped[date]  # a promise of the organisation, no term of a law
    recorded_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)

    recorded_by: Mapped[User] = relationship(viewonly=True)
    grounds: Mapped[list["DeceasedGround"]] = relationship(order_by="DeceasedGround.request_id")
    end: Mapped["DeceasedEnd | None"] = relationship()


class DeceasedGround(Base):
    """On what one request about a record of care rests, and what was seen of that."""

    __tablename__ = "deceased_ground"
    __table_args__ = (
        one_of("ground", CareGround),
        CheckConstraint("ground = 'no_care' OR facts <> ''", name="says_why"),
        ForeignKeyConstraint(["deceased_id", "case_id"], ["deceased.id", "deceased.case_id"]),
        ForeignKeyConstraint(["request_id", "case_id"], ["request.id", "request.case_id"]),
    )

    deceased_id: Mapped[int] = mapped_column(primary_key=True)
    request_id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int]
    ground: Mapped[CareGround] = mapped_column(Word(CareGround))
    facts: Mapped[str] = mapped_column(Text)


class DeceasedEnd(Base):
    """It was a mistake: the data subject lives, and the AVG applies."""

    __tablename__ = "deceased_end"
    __table_args__ = (CheckConstraint("reason <> ''", name="has_reason"),)

    deceased_id: Mapped[int] = mapped_column(ForeignKey("deceased.id"), primary_key=True, autoincrement=False)
    reason: Mapped[str] = mapped_column(Text)
    ended_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    ended_at: Mapped[datetime] = mapped_column(UtcDateTime)
