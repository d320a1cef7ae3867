"""Organisations and the versions of their regulations."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from dsar.core.vocabulary import LegalNature
from dsar.database import Base, UtcDateTime, Word, one_of


class Organisation(Base):
    """A controller; its slug is the name its regulation files carry."""

    __tablename__ = "organisation"
    __table_args__ = (
        one_of("legal_nature", LegalNature),
        CheckConstraint("window_side IN ('left', 'right')", name="window_side_known"),
        CheckConstraint("posting_days BETWEEN 0 AND 10", name="posting_days_sane"),
        CheckConstraint("carry_out_days BETWEEN 1 AND 60", name="carry_out_days_sane"),
        CheckConstraint("advice_days BETWEEN 1 AND 10", name="advice_days_sane"),
        CheckConstraint("decision_days BETWEEN 1 AND 10", name="decision_days_sane"),
        CheckConstraint("password_months BETWEEN 1 AND 24", name="password_months_sane"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(60), unique=True)
    name: Mapped[str] = mapped_column(String(200))
    reference_prefix: Mapped[str] = mapped_column(String(8), unique=True)
    address: Mapped[str] = mapped_column(Text)  # lines
    return_address: Mapped[str] = mapped_column(String(200))
    telephone: Mapped[str] = mapped_column(String(40))
    email: Mapped[str] = mapped_column(String(254))
    website: Mapped[str] = mapped_column(String(200))
    legal_nature: Mapped[LegalNature | None] = mapped_column(Word(LegalNature))
    posting_days: Mapped[int]  # working days
    carry_out_days: Mapped[int]  # working days
    advice_days: Mapped[int] = mapped_column(default=3, server_default="3")  # working days, for each who is asked
    decision_days: Mapped[int] = mapped_column(default=3, server_default="3")  # working days before a reminder
    reminder_days: Mapped[str] = mapped_column(String(20), default="7,3,1", server_default="7,3,1")  # working days
    password_months: Mapped[int | None]  # for which a password counts; NULL: without an end
    window_side: Mapped[str] = mapped_column(String(5))
    accent: Mapped[str] = mapped_column(String(7))
    logo: Mapped[str] = mapped_column(Text, server_default="")  # sanitised, as a data: address; empty: none
    version: Mapped[int] = mapped_column(default=1)


class RegulationVersion(Base):
    """A version of a regulation as it was when first used; it never changes (decision 1)."""

    __tablename__ = "regulation_version"
    __table_args__ = (UniqueConstraint("organisation_id", "version"), UniqueConstraint("id", "organisation_id"))

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    version: Mapped[str] = mapped_column(String(40))
    effective_from: Mapped[date]
    sha256: Mapped[str] = mapped_column(String(64))
    body: Mapped[str] = mapped_column(Text)  # canonical JSON
    stored_at: Mapped[datetime] = mapped_column(UtcDateTime)

    organisation: Mapped[Organisation] = relationship()
