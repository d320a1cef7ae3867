"""Proposal, advice, decision and what is then carried out; each points to one immutable revision (decision 4)."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from dsar.core.vocabulary import AdviceKind, Outcome, UndoneReason
from dsar.database import Base, UtcDateTime, Word, one_of
from dsar.models.access import User
from dsar.models.case import Case, Request


class Proposal(Base):
    """One revision of the proposal for a request; an edit makes a new one, without advice."""

    __tablename__ = "proposal"
    __table_args__ = (
        one_of("outcome", Outcome),
        CheckConstraint("outcome = 'refuse' OR answer <> ''", name="grant_says_how"),
        ForeignKeyConstraint(["request_id", "organisation_id"], ["request.id", "request.organisation_id"]),
        UniqueConstraint("request_id", "revision"),
        UniqueConstraint("id", "request_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    request_id: Mapped[int]
    organisation_id: Mapped[int]
    revision: Mapped[int]
    author_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    outcome: Mapped[Outcome] = mapped_column(Word(Outcome))
    answer: Mapped[str] = mapped_column(Text)
    appointment: Mapped[str] = mapped_column(Text)
    details: Mapped[str] = mapped_column(Text, server_default="{}")  # canonical JSON of `core.fields`
    sha256: Mapped[str] = mapped_column(String(64))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)

    request: Mapped[Request] = relationship(viewonly=True)
    author: Mapped[User] = relationship(viewonly=True)
    parts: Mapped[list["ProposalPart"]] = relationship(order_by="ProposalPart.position")
    advice: Mapped["Advice | None"] = relationship(viewonly=True)
    without_advice: Mapped["WithoutAdvice | None"] = relationship(viewonly=True)
    send_back: Mapped["SendBack | None"] = relationship(viewonly=True)
    decision: Mapped["Decision | None"] = relationship(viewonly=True)


class ProposalPart(Base):
    """A part of the request with its own outcome; a refused part has a ground and facts."""

    __tablename__ = "proposal_part"
    __table_args__ = (
        CheckConstraint("outcome IN ('grant', 'refuse')", name="outcome_known"),
        CheckConstraint(
            "outcome = 'grant' OR (ground <> '' AND law <> '' AND facts <> '')", name="refusal_has_reasons"
        ),
        UniqueConstraint("proposal_id", "position"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    proposal_id: Mapped[int] = mapped_column(ForeignKey("proposal.id"))
    position: Mapped[int]
    what: Mapped[str] = mapped_column(Text)
    outcome: Mapped[Outcome] = mapped_column(Word(Outcome))
    ground: Mapped[str] = mapped_column(String(40))
    regulation_article: Mapped[str] = mapped_column(String(200))
    law: Mapped[str] = mapped_column(String(200))
    facts: Mapped[str] = mapped_column(Text)
    weighing: Mapped[str] = mapped_column(Text)
    statute: Mapped[str] = mapped_column(Text)
    keep_until: Mapped[date | None]
    alternative: Mapped[str] = mapped_column(Text)
    file_note: Mapped[str] = mapped_column(Text)  # stays in the file, never printed


class Advice(Base):
    """What the officer said of one revision; one per revision."""

    __tablename__ = "advice"
    __table_args__ = (
        one_of("kind", AdviceKind),
        CheckConstraint("kind = 'agree' OR remark <> '' OR remarks <> '{}'", name="remark_unless_agreed"),
        UniqueConstraint("proposal_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    proposal_id: Mapped[int] = mapped_column(ForeignKey("proposal.id"))
    officer_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    kind: Mapped[AdviceKind] = mapped_column(Word(AdviceKind))
    remark: Mapped[str] = mapped_column(Text)
    remarks: Mapped[str] = mapped_column(Text, server_default="{}")  # beside a field, as JSON of `core.remarks`
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)

    officer: Mapped[User] = relationship(viewonly=True)


class WithoutAdvice(Base):
    """The decider went on after the term for an advice: on a revision of a proposal or of a composed letter."""

    __tablename__ = "without_advice"
    __table_args__ = (
        CheckConstraint("reason <> ''", name="reason_given"),
        CheckConstraint("(proposal_id IS NULL) <> (draft_id IS NULL)", name="about_one_text"),
        CheckConstraint("(draft_id IS NULL) = (draft_revision IS NULL)", name="draft_has_revision"),
        ForeignKeyConstraint(["case_id", "organisation_id"], ["case_file.id", "case_file.organisation_id"]),
        ForeignKeyConstraint(["draft_id", "case_id"], ["letter_draft.id", "letter_draft.case_id"]),
        UniqueConstraint("proposal_id"),
        UniqueConstraint("draft_id", "draft_revision"),
        Index("ix_without_advice_organisation", "organisation_id", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int]
    organisation_id: Mapped[int]
    proposal_id: Mapped[int | None] = mapped_column(ForeignKey("proposal.id"))
    draft_id: Mapped[int | None]
    draft_revision: Mapped[int | None]
    asked_until: Mapped[date]  # the last day on which an advice would have been in time
    decider_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    reason: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)

    case: Mapped[Case] = relationship(viewonly=True)
    decider: Mapped[User] = relationship(viewonly=True)
    seen: Mapped["WithoutAdviceSeen | None"] = relationship(viewonly=True)


class WithoutAdviceSeen(Base):
    """The officer knows that somebody went on without their advice."""

    __tablename__ = "without_advice_seen"

    without_advice_id: Mapped[int] = mapped_column(
        ForeignKey("without_advice.id"), primary_key=True, autoincrement=False
    )
    officer_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    seen_at: Mapped[datetime] = mapped_column(UtcDateTime)

    officer: Mapped[User] = relationship(viewonly=True)


class SendBack(Base):
    """The decider sent a revision back to its author."""

    __tablename__ = "send_back"
    __table_args__ = (CheckConstraint("remark <> ''", name="remark_given"), UniqueConstraint("proposal_id"))

    id: Mapped[int] = mapped_column(primary_key=True)
    proposal_id: Mapped[int] = mapped_column(ForeignKey("proposal.id"))
    decider_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    remark: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)

    decider: Mapped[User] = relationship(viewonly=True)


class Decision(Base):
    """The standing decision on a request, on one revision of its proposal."""

    __tablename__ = "decision"
    __table_args__ = (
        ForeignKeyConstraint(["proposal_id", "request_id"], ["proposal.id", "proposal.request_id"]),
        UniqueConstraint("request_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    request_id: Mapped[int]
    proposal_id: Mapped[int]
    decider_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    against_advice_reason: Mapped[str] = mapped_column(Text)
    decided_on: Mapped[date]
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)

    decider: Mapped[User] = relationship(viewonly=True)


class Duty(Base):
    """Something that must be confirmed before a granted request ends."""

    __tablename__ = "duty"
    __table_args__ = (
        CheckConstraint("(done_on IS NULL) = (done_by_id IS NULL)", name="done_by_somebody"),
        ForeignKeyConstraint(["request_id", "organisation_id"], ["request.id", "request.organisation_id"]),
        UniqueConstraint("request_id", "code"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    request_id: Mapped[int]
    organisation_id: Mapped[int]
    code: Mapped[str] = mapped_column(String(40))
    article: Mapped[str] = mapped_column(String(200))
    text: Mapped[str] = mapped_column(Text)
    target_on: Mapped[date]
    done_on: Mapped[date | None]
    done_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))

    not_done: Mapped["DutyNotDone | None"] = relationship(viewonly=True)


class DutyNotDone(Base):
    """Why a duty was not done when its request ended; written once."""

    __tablename__ = "duty_not_done"
    __table_args__ = (CheckConstraint("reason <> ''", name="reason_given"),)

    duty_id: Mapped[int] = mapped_column(ForeignKey("duty.id"), primary_key=True, autoincrement=False)
    reason: Mapped[str] = mapped_column(Text)
    recorded_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)


class LeftUndone(Base):
    """Why what was granted was not carried out: the data subject did not take it; written once.

    `last_on` is the last day on which they could, or on which they said so.
    """

    __tablename__ = "left_undone"
    __table_args__ = (
        one_of("reason", UndoneReason),
        CheckConstraint("(reason = 'not_come') = (invited IS NOT NULL)", name="invited_who_came_not"),
        CheckConstraint("explanation <> ''", name="explained"),
        ForeignKeyConstraint(["request_id", "case_id"], ["request.id", "request.case_id"]),
    )

    request_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    case_id: Mapped[int]
    reason: Mapped[UndoneReason] = mapped_column(Word(UndoneReason))
    invited: Mapped[int | None]  # so many times
    last_on: Mapped[date]
    explanation: Mapped[str] = mapped_column(Text)
    recorded_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)

    recorded_by: Mapped[User] = relationship(viewonly=True)


class CarryingOut(Base):
    """How and when what was granted was done: the inspection held, the copy handed over."""

    __tablename__ = "carrying_out"
    __table_args__ = (
        ForeignKeyConstraint(["request_id", "organisation_id"], ["request.id", "request.organisation_id"]),
        UniqueConstraint("request_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    request_id: Mapped[int]
    organisation_id: Mapped[int]
    carried_out_on: Mapped[date]
    facts: Mapped[str] = mapped_column(Text, server_default="{}")  # canonical JSON of `core.fields`
    description: Mapped[str] = mapped_column(Text)  # what else should stay in the record
    without_time: Mapped[str] = mapped_column(Text, server_default="")  # why the client had no time to reconsider
    before_access: Mapped[str] = mapped_column(Text, server_default="")  # why it was erased before the client saw it
    recorded_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)

    recorded_by: Mapped[User] = relationship(viewonly=True)
