"""Who got the data of a request, and whether they know what changed in them (GDPR 19); every row is written once."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from dsar.core.vocabulary import ToldWay
from dsar.database import Base, UtcDateTime, Word, one_of
from dsar.models.letter import Letter


class Recipient(Base):
    """Somebody got these data; a change is a further row that replaces this one."""

    __tablename__ = "recipient"
    __table_args__ = (
        CheckConstraint("name <> '' AND what <> ''", name="says_who_and_what"),
        ForeignKeyConstraint(["request_id", "case_id"], ["request.id", "request.case_id"]),
        ForeignKeyConstraint(["case_id", "organisation_id"], ["case_file.id", "case_file.organisation_id"]),
        ForeignKeyConstraint(["replaces_id", "case_id"], ["recipient.id", "recipient.case_id"]),
        UniqueConstraint("id", "case_id"),
        UniqueConstraint("replaces_id"),
        Index("ix_recipient_request_id", "request_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    request_id: Mapped[int]
    case_id: Mapped[int]
    organisation_id: Mapped[int]
    replaces_id: Mapped[int | None]
    name: Mapped[str] = mapped_column(String(200))
    what: Mapped[str] = mapped_column(Text)
    given_on: Mapped[date | None]
    recorded_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)

    removal: Mapped["RecipientRemoval | None"] = relationship()
    told: Mapped["RecipientTold | None"] = relationship()


class RecipientRemoval(Base):
    """They did not get these data after all."""

    __tablename__ = "recipient_removal"

    recipient_id: Mapped[int] = mapped_column(ForeignKey("recipient.id"), primary_key=True, autoincrement=False)
    removed_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    removed_at: Mapped[datetime] = mapped_column(UtcDateTime)


class RecipientTold(Base):
    """How they were told, or why not."""

    __tablename__ = "recipient_told"
    __table_args__ = (
        one_of("way", ToldWay),
        CheckConstraint("(way = 'letter') = (letter_id IS NOT NULL)", name="letter_named"),
        CheckConstraint("(way = 'otherwise') = (told_on IS NOT NULL)", name="otherwise_has_day"),
        CheckConstraint("way = 'letter' OR text <> ''", name="says_how_or_why"),
        ForeignKeyConstraint(["recipient_id", "case_id"], ["recipient.id", "recipient.case_id"]),
        ForeignKeyConstraint(["letter_id", "case_id"], ["letter.id", "letter.case_id"]),
    )

    recipient_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    case_id: Mapped[int]
    way: Mapped[ToldWay] = mapped_column(Word(ToldWay))
    letter_id: Mapped[int | None]
    told_on: Mapped[date | None]
    text: Mapped[str] = mapped_column(Text)
    recorded_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)

    letter: Mapped[Letter | None] = relationship(viewonly=True)
