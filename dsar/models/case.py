"""A case: one requester, one receipt date, one identity check, and one request per right."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from dsar.core.regulation import PauseReason
from dsar.core.vocabulary import (
    Channel,
    CorrectionKind,
    DocumentKind,
    Ending,
    ExtensionReason,
    HearingCapacity,
    IdentityMethod,
    ObjectionPurpose,
    QuestionOutcome,
    ReminderWay,
    Right,
)
from dsar.core.workflow import Status
from dsar.database import Base, UtcDateTime, Word, one_of
from dsar.models.access import User
from dsar.models.follow_up import FollowUp, SetTerm
from dsar.models.organisation import Organisation, RegulationVersion
from dsar.models.rules import RegulationChoice
from dsar.models.sent_on import Forwarding, LetterReturn

if TYPE_CHECKING:
    from dsar.models.deceased import Deceased
    from dsar.models.intake_mark import IntakeMark
    from dsar.models.judgement import LeftUndone
    from dsar.models.read_back import ReadBack
    from dsar.models.recipient import Recipient
    from dsar.models.reopening import Reopening
    from dsar.models.representation import Representative
    from dsar.models.safeguard import Reconsideration, RestrictionLift

NO_OPEN_DATE = date(9999, 12, 31)


class Case(Base):
    """What a data subject sent in; `version` grows with every action, `next_due_on` is an index (decision 2)."""

    __tablename__ = "case_file"
    __table_args__ = (
        one_of("channel", Channel),
        CheckConstraint("received_on >= '2018-05-25'", name="received_under_gdpr"),
        UniqueConstraint("organisation_id", "reference"),
        UniqueConstraint("id", "organisation_id"),
        ForeignKeyConstraint(
            ["regulation_version_id", "organisation_id"],
            ["regulation_version.id", "regulation_version.organisation_id"],
        ),
        Index("ix_case_file_due", "organisation_id", "next_due_on", "id"),
        Index("ix_case_file_owner_due", "organisation_id", "owner_id", "next_due_on", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    reference: Mapped[str] = mapped_column(String(30))
    received_on: Mapped[date]
    channel: Mapped[Channel] = mapped_column(Word(Channel))
    regulation_version_id: Mapped[int]
    owner_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    next_due_on: Mapped[date]
    closed_on: Mapped[date | None]
    version: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)

    organisation: Mapped[Organisation] = relationship(viewonly=True)
    regulation_version: Mapped[RegulationVersion] = relationship(viewonly=True)
    owner: Mapped[User] = relationship(viewonly=True)
    parties: Mapped[list["Party"]] = relationship(back_populates="case", order_by="Party.id")
    requests: Mapped[list["Request"]] = relationship(back_populates="case", order_by="Request.id")
    identity_checks: Mapped[list["IdentityCheck"]] = relationship(back_populates="case", order_by="IdentityCheck.id")
    hearings: Mapped[list["Hearing"]] = relationship(back_populates="case", order_by="Hearing.id")
    corrections: Mapped[list["CaseCorrection"]] = relationship(viewonly=True, order_by="CaseCorrection.id")
    questions: Mapped[list["Question"]] = relationship(order_by="Question.letter_id")
    follow_ups: Mapped[list[FollowUp]] = relationship(order_by=FollowUp.id)
    set_terms: Mapped[list[SetTerm]] = relationship(order_by=SetTerm.id)
    regulation_choices: Mapped[list[RegulationChoice]] = relationship(viewonly=True, order_by=RegulationChoice.id)
    read_back: Mapped["ReadBack | None"] = relationship()
    representatives: Mapped[list["Representative"]] = relationship(back_populates="case", order_by="Representative.id")
    intake_marks: Mapped[list["IntakeMark"]] = relationship(order_by="IntakeMark.kind")
    deceased_rows: Mapped[list["Deceased"]] = relationship(order_by="Deceased.id")
    letter_returns: Mapped[list[LetterReturn]] = relationship(order_by=LetterReturn.id)
    forwardings: Mapped[list[Forwarding]] = relationship(order_by=Forwarding.id)
    reopenings: Mapped[list["Reopening"]] = relationship(order_by="Reopening.request_id")


class Party(Base):
    """The data subject of the case; who acts for them is a `Representative`."""

    __tablename__ = "party"
    __table_args__ = (
        CheckConstraint("kind IN ('subject')", name="kind_known"),
        CheckConstraint("salutation IN ('mrs', 'mr', 'unknown')", name="salutation_known"),
        ForeignKeyConstraint(["case_id", "organisation_id"], ["case_file.id", "case_file.organisation_id"]),
        UniqueConstraint("case_id", "kind"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int]
    organisation_id: Mapped[int]
    kind: Mapped[str] = mapped_column(String(20))
    salutation: Mapped[str] = mapped_column(String(10))
    initials: Mapped[str] = mapped_column(String(30))
    name_prefix: Mapped[str] = mapped_column(String(30))  # tussenvoegsel
    last_name: Mapped[str] = mapped_column(String(100))
    street: Mapped[str] = mapped_column(String(100))  # with house number, or a post box
    postcode: Mapped[str] = mapped_column(String(12))
    city: Mapped[str] = mapped_column(String(80))
    country: Mapped[str] = mapped_column(String(60))  # empty: the Netherlands
    email: Mapped[str] = mapped_column(String(254))
    telephone: Mapped[str] = mapped_column(String(40))
    language: Mapped[str] = mapped_column(String(5))
    large_print: Mapped[bool]

    case: Mapped[Case] = relationship(back_populates="parties")


class Request(Base):
    """One right that is invoked; it has its own status, clock, decision and letter."""

    __tablename__ = "request"
    __table_args__ = (
        one_of("right_code", Right),
        one_of("purpose", ObjectionPurpose),
        one_of("status", Status),
        CheckConstraint("(right_code = 'objection') = (purpose IS NOT NULL)", name="purpose_for_objection"),
        CheckConstraint("(status = 'closed') = (closed_on IS NOT NULL)", name="closed_has_day"),
        CheckConstraint("status NOT IN ('answered', 'closed') OR answered_on IS NOT NULL", name="answered_has_day"),
        CheckConstraint("answered_on IS NULL OR status IN ('answered', 'closed')", name="day_means_answered"),
        ForeignKeyConstraint(["case_id", "organisation_id"], ["case_file.id", "case_file.organisation_id"]),
        UniqueConstraint("id", "organisation_id"),
        UniqueConstraint("id", "case_id"),
        Index("ix_request_case_id", "case_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int]
    organisation_id: Mapped[int]
    right: Mapped[Right] = mapped_column("right_code", Word(Right))
    purpose: Mapped[ObjectionPurpose | None] = mapped_column(Word(ObjectionPurpose))
    client_words: Mapped[str] = mapped_column(Text)
    status: Mapped[Status] = mapped_column(Word(Status))
    answered_on: Mapped[date | None]  # the answer left, or the request ended without one
    closed_on: Mapped[date | None]

    case: Mapped[Case] = relationship(back_populates="requests")
    ending: Mapped["RequestEnding | None"] = relationship(viewonly=True)
    extension: Mapped["TermExtension | None"] = relationship()
    use_stop: Mapped["UseStop | None"] = relationship()
    reconsiderations: Mapped[list["Reconsideration"]] = relationship(order_by="Reconsideration.id", viewonly=True)
    recipients: Mapped[list["Recipient"]] = relationship(order_by="Recipient.id", viewonly=True)
    lift: Mapped["RestrictionLift | None"] = relationship(viewonly=True)
    undone: Mapped["LeftUndone | None"] = relationship(viewonly=True)
    reopening: Mapped["Reopening | None"] = relationship(
        primaryjoin="Request.id == foreign(Reopening.request_id)", viewonly=True
    )


class RequestEnding(Base):
    """A request ended before its way was over: `ended_on` is the day its letter left, if there is one; written once."""

    __tablename__ = "request_ending"
    __table_args__ = (
        one_of("kind", Ending),
        CheckConstraint("(kind = 'double') = (letter_id IS NULL)", name="letter_unless_double"),
        ForeignKeyConstraint(["request_id", "case_id"], ["request.id", "request.case_id"]),
        ForeignKeyConstraint(["letter_id", "case_id"], ["letter.id", "letter.case_id"]),
        Index("ix_request_ending_case_id", "case_id"),
    )

    request_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    case_id: Mapped[int]
    kind: Mapped[Ending] = mapped_column(Word(Ending))
    letter_id: Mapped[int | None]
    ended_on: Mapped[date]
    recorded_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)


class UseStop(Base):
    """Use for commercial or charitable ends was stopped: when, by whom and in which systems; written once."""

    __tablename__ = "use_stop"
    __table_args__ = (
        CheckConstraint("systems <> ''", name="says_where"),
        CheckConstraint("stopped_by <> ''", name="says_who"),
        ForeignKeyConstraint(["request_id", "case_id"], ["request.id", "request.case_id"]),
    )

    request_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    case_id: Mapped[int]
    stopped_on: Mapped[date]
    stopped_by: Mapped[str] = mapped_column(String(200))  # a name or a job
    systems: Mapped[str] = mapped_column(Text)  # lines
    recorded_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)


class CaseCorrection(Base):
    """A mistake of registering that was put right: what it was, what it is now, and why; written once."""

    __tablename__ = "case_correction"
    __table_args__ = (
        one_of("kind", CorrectionKind),
        CheckConstraint("(kind = 'right') = (request_id IS NOT NULL)", name="right_of_request"),
        CheckConstraint("reason <> ''", name="has_reason"),
        ForeignKeyConstraint(["case_id", "organisation_id"], ["case_file.id", "case_file.organisation_id"]),
        ForeignKeyConstraint(["request_id", "case_id"], ["request.id", "request.case_id"]),
        Index("ix_case_correction_case_id", "case_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int]
    organisation_id: Mapped[int]
    request_id: Mapped[int | None]
    kind: Mapped[CorrectionKind] = mapped_column(Word(CorrectionKind))
    before: Mapped[str] = mapped_column(String(60))
    after: Mapped[str] = mapped_column(String(60))
    reason: Mapped[str] = mapped_column(Text)
    corrected_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)

    corrected_by: Mapped[User] = relationship(viewonly=True)


class TermExtension(Base):
    """A term was extended: `extended_on` is the day its notice left; once per request, written once (AVG 12(3))."""

    __tablename__ = "term_extension"
    __table_args__ = (
        one_of("reason", ExtensionReason),
        CheckConstraint("explanation <> ''", name="explained"),
        ForeignKeyConstraint(["request_id", "case_id"], ["request.id", "request.case_id"]),
        ForeignKeyConstraint(["letter_id", "case_id"], ["letter.id", "letter.case_id"]),
    )

    request_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    case_id: Mapped[int]
    letter_id: Mapped[int]
    extended_on: Mapped[date]
    reason: Mapped[ExtensionReason] = mapped_column(Word(ExtensionReason))
    explanation: Mapped[str] = mapped_column(Text)
    recorded_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Question(Base):
    """The client was asked something and clocks may pause: `asked_on` is the day its letter left; written once.

    About identity for the whole case; to narrow down for the requests that are linked.
    """

    __tablename__ = "client_question"
    __table_args__ = (
        one_of("kind", PauseReason),
        ForeignKeyConstraint(["letter_id", "case_id"], ["letter.id", "letter.case_id"]),
        UniqueConstraint("letter_id", "case_id"),
        Index("ix_client_question_case_id", "case_id"),
    )

    letter_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    case_id: Mapped[int] = mapped_column(ForeignKey("case_file.id"))
    kind: Mapped[PauseReason] = mapped_column(Word(PauseReason))
    asked_on: Mapped[date]
    recorded_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)

    links: Mapped[list["QuestionRequest"]] = relationship()
    end: Mapped["QuestionEnd | None"] = relationship()
    reminders: Mapped[list["QuestionReminder"]] = relationship(order_by="QuestionReminder.id")


class QuestionRequest(Base):
    """Which request a question narrows down."""

    __tablename__ = "client_question_request"
    __table_args__ = (
        ForeignKeyConstraint(["letter_id", "case_id"], ["client_question.letter_id", "client_question.case_id"]),
        ForeignKeyConstraint(["request_id", "case_id"], ["request.id", "request.case_id"]),
    )

    letter_id: Mapped[int] = mapped_column(primary_key=True)
    request_id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int]


class QuestionReminder(Base):
    """The client was reminded of a question; it moves no clock. Written once."""

    __tablename__ = "client_question_reminder"
    __table_args__ = (
        one_of("way", ReminderWay),
        ForeignKeyConstraint(["letter_id", "case_id"], ["client_question.letter_id", "client_question.case_id"]),
        Index("ix_client_question_reminder_letter_id", "letter_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    letter_id: Mapped[int]
    case_id: Mapped[int]
    way: Mapped[ReminderWay] = mapped_column(Word(ReminderWay))
    reminded_on: Mapped[date]
    recorded_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)

    recorded_by: Mapped[User] = relationship(viewonly=True)


class QuestionEnd(Base):
    """How and when the waiting for an answer ended; silence ends nothing. Written once."""

    __tablename__ = "client_question_end"
    __table_args__ = (
        one_of("outcome", QuestionOutcome),
        ForeignKeyConstraint(["letter_id", "case_id"], ["client_question.letter_id", "client_question.case_id"]),
    )

    letter_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    case_id: Mapped[int]
    outcome: Mapped[QuestionOutcome] = mapped_column(Word(QuestionOutcome))
    ended_on: Mapped[date]
    note: Mapped[str] = mapped_column(Text)
    recorded_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)


class IdentityCheck(Base):
    """Who checked, when, how and with what result; nowhere to put a number or a copy."""

    __tablename__ = "identity_check"
    __table_args__ = (
        one_of("method", IdentityMethod),
        one_of("document_kind", DocumentKind),
        CheckConstraint("(method = 'document') = (document_kind IS NOT NULL)", name="document_has_kind"),
        ForeignKeyConstraint(["case_id", "organisation_id"], ["case_file.id", "case_file.organisation_id"]),
        Index("ix_identity_check_case_id", "case_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int]
    organisation_id: Mapped[int]
    party_id: Mapped[int] = mapped_column(ForeignKey("party.id"))
    method: Mapped[IdentityMethod] = mapped_column(Word(IdentityMethod))
    document_kind: Mapped[DocumentKind | None] = mapped_column(Word(DocumentKind))
    established: Mapped[bool]
    note: Mapped[str] = mapped_column(Text)
    checked_on: Mapped[date]
    checked_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)

    case: Mapped[Case] = relationship(back_populates="identity_checks")
    checked_by: Mapped[User] = relationship(viewonly=True)


class Hearing(Base):
    """Whoever collected the data, or a successor or deputy, was heard."""

    __tablename__ = "hearing"
    __table_args__ = (
        one_of("capacity", HearingCapacity),
        ForeignKeyConstraint(["case_id", "organisation_id"], ["case_file.id", "case_file.organisation_id"]),
        Index("ix_hearing_case_id", "case_id"),
        UniqueConstraint("id", "case_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int]
    organisation_id: Mapped[int]
    person: Mapped[str] = mapped_column(String(200))
    capacity: Mapped[HearingCapacity] = mapped_column(Word(HearingCapacity))
    heard_on: Mapped[date]
    statement: Mapped[str] = mapped_column(Text)
    recorded_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)

    case: Mapped[Case] = relationship(back_populates="hearings")
    recorded_by: Mapped[User] = relationship(viewonly=True)
    links: Mapped[list["HearingRequest"]] = relationship()


class HearingRequest(Base):
    """For which request of the case somebody was heard."""

    __tablename__ = "hearing_request"
    __table_args__ = (
        ForeignKeyConstraint(["hearing_id", "case_id"], ["hearing.id", "hearing.case_id"]),
        ForeignKeyConstraint(["request_id", "case_id"], ["request.id", "request.case_id"]),
    )

    hearing_id: Mapped[int] = mapped_column(primary_key=True)
    request_id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int]
