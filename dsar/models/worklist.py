"""The worklist as an index over the cases: rewritten from facts by one service, never the place where a fact is."""

from datetime import date

from sqlalchemy import ForeignKey, ForeignKeyConstraint, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from dsar.database import Base


class WorklistEntry(Base):
    """One case as a row of the list; the lists of codes are joined with commas."""

    __tablename__ = "worklist_entry"
    __table_args__ = (
        ForeignKeyConstraint(["case_id", "organisation_id"], ["case_file.id", "case_file.organisation_id"]),
        Index(
            "ix_worklist_entry_sort_name",
            "organisation_id",
            "sort_name",
            "case_id",
            postgresql_ops={"sort_name": "varchar_pattern_ops"},
        ),
    )

    case_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    organisation_id: Mapped[int]
    rights: Mapped[str] = mapped_column(String(200))
    steps: Mapped[str] = mapped_column(String(200))
    draft_roles: Mapped[str] = mapped_column(String(200))
    sort_name: Mapped[str] = mapped_column(String(100))  # the last name, folded
    searched: Mapped[str] = mapped_column(Text)  # folded; has an index of three-letter pieces on both databases


class WorklistKey(Base):
    """A case under one of its keys, in the order of its day: the day that is due, or on which it was closed."""

    __tablename__ = "worklist_key"
    __table_args__ = (
        ForeignKeyConstraint(["case_id", "organisation_id"], ["case_file.id", "case_file.organisation_id"]),
        UniqueConstraint("case_id", "key"),
    )

    organisation_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    key: Mapped[str] = mapped_column(String(80), primary_key=True)
    closed: Mapped[bool] = mapped_column(primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)


class WorklistCount(Base):
    """How many cases of an organisation are under a key."""

    __tablename__ = "worklist_count"

    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), primary_key=True)
    key: Mapped[str] = mapped_column(String(80), primary_key=True)
    closed: Mapped[bool] = mapped_column(primary_key=True)
    cases: Mapped[int]
