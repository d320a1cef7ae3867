"""Who acts for the data subject of a case, until when, and how that was checked; each row is written once."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from dsar.core.vocabulary import AuthorityProof, ChildAge, RepresentativeKind
from dsar.database import Base, UtcDateTime, Word, one_of
from dsar.models.access import User
from dsar.models.case import Case


class Representative(Base):
    """Somebody who acts for the data subject; a change is a further row, and the newest counts."""

    __tablename__ = "representative"
    __table_args__ = (
        one_of("kind", RepresentativeKind),
        one_of("child_age", ChildAge),
        CheckConstraint("salutation IN ('mrs', 'mr', 'unknown')", name="salutation_known"),
        CheckConstraint("(kind = 'parent') = (child_age IS NOT NULL)", name="parent_of_child"),
        CheckConstraint("child_age <> 'sixteen'", name="child_under_sixteen"),
        ForeignKeyConstraint(["case_id", "organisation_id"], ["case_file.id", "case_file.organisation_id"]),
        UniqueConstraint("id", "case_id"),
        Index("ix_representative_case_id", "case_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int]
    organisation_id: Mapped[int]
    kind: Mapped[RepresentativeKind] = mapped_column(Word(RepresentativeKind))
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
    scope: Mapped[str] = mapped_column(Text)
    holds_until: Mapped[date | None]
    gets_letters: Mapped[bool]
    child_age: Mapped[ChildAge | None] = mapped_column(Word(ChildAge))
    child_asked_on: Mapped[date | None]
    child_view: Mapped[str] = mapped_column(Text)
    recorded_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)

    case: Mapped[Case] = relationship(back_populates="representatives")
    checks: Mapped[list["AuthorityCheck"]] = relationship(order_by="AuthorityCheck.id")
    end: Mapped["RepresentativeEnd | None"] = relationship()


class RepresentativeEnd(Base):
    """Somebody acts for the data subject no longer, and why."""

    __tablename__ = "representative_end"
    __table_args__ = (CheckConstraint("reason <> ''", name="has_reason"),)

    representative_id: Mapped[int] = mapped_column(
        ForeignKey("representative.id"), primary_key=True, autoincrement=False
    )
    reason: Mapped[str] = mapped_column(Text)
    ended_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    ended_at: Mapped[datetime] = mapped_column(UtcDateTime)


class AuthorityCheck(Base):
    """Who checked whether somebody may act for the data subject, when, how and with what result; no number, no copy."""

    __tablename__ = "authority_check"
    __table_args__ = (
        one_of("proof", AuthorityProof),
        CheckConstraint("NOT established OR within_scope", name="within_scope"),
        ForeignKeyConstraint(["representative_id", "case_id"], ["representative.id", "representative.case_id"]),
        Index("ix_authority_check_representative_id", "representative_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    representative_id: Mapped[int]
    case_id: Mapped[int]
    proof: Mapped[AuthorityProof] = mapped_column(Word(AuthorityProof))
    established: Mapped[bool]
    within_scope: Mapped[bool]
    request_seen: Mapped[bool]  # the explicit request of the data subject
    note: Mapped[str] = mapped_column(Text)
    checked_on: Mapped[date]
    checked_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)

    checked_by: Mapped[User] = relationship(viewonly=True)
