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

from dsar.core.vocabulary import AdviceKind, DispatchWay, LetterKind
from dsar.database import Base, UtcDateTime, Word, one_of
from dsar.models.access import User
from dsar.models.case import Case
from dsar.models.judgement import WithoutAdvice


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
        CheckConstraint("(replaces_id IS NULL) = (correction_reason IS NULL)", name="correction_has_reason"),
        ForeignKeyConstraint(["replaces_id", "case_id"], ["letter.id", "letter.case_id"]),
        UniqueConstraint("organisation_id", "number"),
        Index("ix_letter_case_id", "case_id"),
        Index("ix_letter_waiting", "organisation_id", "status", "id"),
        UniqueConstraint("id", "case_id"),
        UniqueConstraint("id", "organisation_id"),
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
    pages: Mapped[int | None]
    replaces_id: Mapped[int | None]  # the earlier letter that this one corrects
    correction_reason: Mapped[str | None] = mapped_column(Text)
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
    track_code: Mapped[str] = mapped_column(String(40), server_default="")  # of registered post
    recorded_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)

    recorded_by: Mapped[User] = relationship(viewonly=True)


class DraftStatus(StrEnum):
    """Where a composed letter stands before it is one."""

    WRITING = "writing"
    AWAITING_ADVICE = "awaiting_advice"
    RETURNED = "returned"
    ADVISED = "advised"
    USED = "used"
    DROPPED = "dropped"


class LetterDraft(Base):
    """A composed letter while it is written; `content` is canonical JSON of `core.fields`, `revision` grows with it."""

    __tablename__ = "letter_draft"
    __table_args__ = (
        one_of("kind", LetterKind),
        one_of("status", DraftStatus),
        CheckConstraint("(status = 'used') = (letter_id IS NOT NULL)", name="used_has_letter"),
        CheckConstraint("(replaces_id IS NULL) = (correction_reason IS NULL)", name="correction_has_reason"),
        ForeignKeyConstraint(["case_id", "organisation_id"], ["case_file.id", "case_file.organisation_id"]),
        ForeignKeyConstraint(["letter_id", "case_id"], ["letter.id", "letter.case_id"]),
        ForeignKeyConstraint(["replaces_id", "case_id"], ["letter.id", "letter.case_id"]),
        Index("ix_letter_draft_case_id", "case_id"),
        Index("ix_letter_draft_waiting", "organisation_id", "status", "id"),
        UniqueConstraint("id", "case_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int]
    organisation_id: Mapped[int]
    kind: Mapped[LetterKind] = mapped_column(Word(LetterKind))
    status: Mapped[DraftStatus] = mapped_column(Word(DraftStatus))
    content: Mapped[str] = mapped_column(Text)
    sha256: Mapped[str] = mapped_column(String(64))
    revision: Mapped[int]
    against_advice_reason: Mapped[str] = mapped_column(Text)
    replaces_id: Mapped[int | None]
    correction_reason: Mapped[str | None] = mapped_column(Text)
    letter_id: Mapped[int | None]
    author_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    updated_at: Mapped[datetime] = mapped_column(UtcDateTime)

    case: Mapped[Case] = relationship(viewonly=True)
    author: Mapped[User] = relationship(viewonly=True)
    links: Mapped[list["DraftRequestLink"]] = relationship(cascade="all, delete-orphan")
    advices: Mapped[list["DraftAdvice"]] = relationship(viewonly=True, order_by="DraftAdvice.id")
    without_advices: Mapped[list[WithoutAdvice]] = relationship(viewonly=True, order_by=WithoutAdvice.id)


class DraftRequestLink(Base):
    """Which requests of the case a composed letter is about."""

    __tablename__ = "letter_draft_request"
    __table_args__ = (
        ForeignKeyConstraint(["draft_id", "case_id"], ["letter_draft.id", "letter_draft.case_id"]),
        ForeignKeyConstraint(["request_id", "case_id"], ["request.id", "request.case_id"]),
    )

    draft_id: Mapped[int] = mapped_column(primary_key=True)
    request_id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int]


class DraftAdvice(Base):
    """What the officer said of one revision of a composed letter, with that revision's content; written once."""

    __tablename__ = "letter_draft_advice"
    __table_args__ = (
        one_of("kind", AdviceKind),
        CheckConstraint("kind = 'agree' OR remark <> '' OR remarks <> '{}'", name="remark_unless_agreed"),
        UniqueConstraint("draft_id", "revision"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    draft_id: Mapped[int] = mapped_column(ForeignKey("letter_draft.id"))
    revision: Mapped[int]
    sha256: Mapped[str] = mapped_column(String(64))
    content: Mapped[str] = mapped_column(Text)
    officer_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    kind: Mapped[AdviceKind] = mapped_column(Word(AdviceKind))
    remark: Mapped[str] = mapped_column(Text)
    remarks: Mapped[str] = mapped_column(Text, server_default="{}")  # beside a field, as JSON of `core.remarks`
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)

    officer: Mapped[User] = relationship(viewonly=True)


class LetterPreview(Base):
    """A page to look at beside its form; only its maker sees it, and the next preview of the same case replaces it."""

    __tablename__ = "letter_preview"
    __table_args__ = (
        ForeignKeyConstraint(["case_id", "organisation_id"], ["case_file.id", "case_file.organisation_id"]),
        UniqueConstraint("token"),
        UniqueConstraint("user_id", "case_id"),
        Index("ix_letter_preview_made", "made_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    token: Mapped[str] = mapped_column(String(64))
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    case_id: Mapped[int]
    organisation_id: Mapped[int]
    pages: Mapped[int]
    sha256: Mapped[str] = mapped_column(String(64))
    cipher: Mapped[str] = mapped_column(String(20))
    body: Mapped[bytes] = mapped_column(LargeBinary)
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Printer(Base):
    """A printer that prints a little off; offsets in tenths of a millimetre, to the right and down."""

    __tablename__ = "printer"
    __table_args__ = (
        CheckConstraint("offset_right BETWEEN -200 AND 200 AND offset_down BETWEEN -200 AND 200", name="offset_sane"),
        UniqueConstraint("organisation_id", "name"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    name: Mapped[str] = mapped_column(String(60))
    offset_right: Mapped[int]
    offset_down: Mapped[int]
    version: Mapped[int] = mapped_column(default=1)


class ItemState(StrEnum):
    """How far one letter of a run is."""

    WAITING = "waiting"
    DONE = "done"
    FAILED = "failed"


class LetterRun(Base):
    """Many letters made in one go; it can stop anywhere and go on later."""

    __tablename__ = "letter_run"

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    started_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    started_at: Mapped[datetime] = mapped_column(UtcDateTime)
    finished_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    started_by: Mapped[User] = relationship(viewonly=True)
    items: Mapped[list["LetterRunItem"]] = relationship(order_by="LetterRunItem.position")


class LetterRunItem(Base):
    """One letter of a run; `problem` is the code of why it could not be made."""

    __tablename__ = "letter_run_item"
    __table_args__ = (
        one_of("state", ItemState),
        CheckConstraint("(state = 'failed') = (problem <> '')", name="failed_has_problem"),
        ForeignKeyConstraint(["case_id", "organisation_id"], ["case_file.id", "case_file.organisation_id"]),
        ForeignKeyConstraint(["letter_id", "organisation_id"], ["letter.id", "letter.organisation_id"]),
    )

    run_id: Mapped[int] = mapped_column(ForeignKey("letter_run.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int]
    case_id: Mapped[int]
    letter_id: Mapped[int | None]  # None: the acknowledgement of the case, not numbered yet
    state: Mapped[ItemState] = mapped_column(Word(ItemState))
    problem: Mapped[str] = mapped_column(String(40))
