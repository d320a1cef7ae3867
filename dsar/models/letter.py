"""Letters, their bytes, and how they left the house."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    LargeBinary,
    String,
    Text,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from dsar.core.vocabulary import DispatchWay, LetterKind
from dsar.database import Base, UtcDateTime, Word, one_of
from dsar.models.access import User
from dsar.models.case import Case


class LetterStatus(StrEnum):
    """A letter is numbered first, final once its bytes are stored, void with a reason."""

    NUMBERED = "numbered"
    FINAL = "final"
    VOID = "void"


class StoredFile(Base):
    """Bytes as `files.seal` made them; `sha256` and `size` (bytes) are of the content before sealing."""

    __tablename__ = "stored_file"

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    media_type: Mapped[str] = mapped_column(String(60))
    size: Mapped[int]
    sha256: Mapped[str] = mapped_column(String(64))
    cipher: Mapped[str] = mapped_column(String(20))
    body: Mapped[bytes] = mapped_column(LargeBinary)
    stored_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Letter(Base):
    """A letter with its number and frozen context; final if and only if it has bytes and their hash."""

    __tablename__ = "letter"
    __table_args__ = (
        one_of("kind", LetterKind),
        one_of("status", LetterStatus),
        CheckConstraint(
            "status <> 'final' OR (file_id IS NOT NULL AND sha256 IS NOT NULL AND finalised_at IS NOT NULL)",
            name="final_has_bytes",
        ),
        CheckConstraint("status <> 'numbered' OR (file_id IS NULL AND sha256 IS NULL)", name="numbered_has_none"),
        CheckConstraint("(status = 'void') = (void_reason IS NOT NULL)", name="void_has_reason"),
        ForeignKeyConstraint(["case_id", "organisation_id"], ["case_file.id", "case_file.organisation_id"]),
        UniqueConstraint("organisation_id", "number"),
        Index("ix_letter_case_id", "case_id"),
        UniqueConstraint("id", "case_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int]
    organisation_id: Mapped[int]
    kind: Mapped[LetterKind] = mapped_column(Word(LetterKind))
    language: Mapped[str] = mapped_column(String(5))
    number: Mapped[str] = mapped_column(String(30))
    dated: Mapped[date]
    status: Mapped[LetterStatus] = mapped_column(Word(LetterStatus))
    context: Mapped[str] = mapped_column(Text)
    context_sha256: Mapped[str] = mapped_column(String(64))
    file_id: Mapped[int | None] = mapped_column(ForeignKey("stored_file.id"))
    sha256: Mapped[str | None] = mapped_column(String(64))
    void_reason: Mapped[str | None] = mapped_column(Text)
    created_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    finalised_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    case: Mapped[Case] = relationship(viewonly=True)
    created_by: Mapped[User] = relationship(viewonly=True)
    file: Mapped[StoredFile | None] = relationship(viewonly=True)
    links: Mapped[list["LetterRequestLink"]] = relationship()
    dispatch: Mapped["Dispatch | None"] = relationship(viewonly=True)


class LetterRequestLink(Base):
    """Which requests of the case a letter answers."""

    __tablename__ = "letter_request"
    __table_args__ = (
        ForeignKeyConstraint(["letter_id", "case_id"], ["letter.id", "letter.case_id"]),
        ForeignKeyConstraint(["request_id", "case_id"], ["request.id", "request.case_id"]),
        Index("ix_letter_request_request_id", "request_id"),
    )

    letter_id: Mapped[int] = mapped_column(primary_key=True)
    request_id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int]


class Dispatch(Base):
    """A letter left the house: how, on which day, recorded by whom."""

    __tablename__ = "dispatch"
    __table_args__ = (one_of("way", DispatchWay), UniqueConstraint("letter_id"))

    id: Mapped[int] = mapped_column(primary_key=True)
    letter_id: Mapped[int] = mapped_column(ForeignKey("letter.id"))
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    way: Mapped[DispatchWay] = mapped_column(Word(DispatchWay))
    posted_on: Mapped[date]
    recorded_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)

    recorded_by: Mapped[User] = relationship(viewonly=True)
