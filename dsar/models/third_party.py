"""Third parties: who was asked for a view on a request, and what they said; both are written once."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from dsar.core.vocabulary import ThirdPartyOutcome
from dsar.database import Base, UtcDateTime, Word, one_of
from dsar.models.access import User
from dsar.models.case import Case


class ThirdParty(Base):
    """A question to somebody outside the organisation whose interest an answer may touch; `who` is how they relate."""

    __tablename__ = "third_party"
    __table_args__ = (
        CheckConstraint("who <> ''", name="is_somebody"),
        CheckConstraint("question <> ''", name="asks_something"),
        CheckConstraint("due_on > asked_on", name="has_time"),
        ForeignKeyConstraint(["case_id", "organisation_id"], ["case_file.id", "case_file.organisation_id"]),
        UniqueConstraint("id", "case_id"),
        Index("ix_third_party_case_id", "case_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int]
    organisation_id: Mapped[int]
    who: Mapped[str] = mapped_column(String(200))
    question: Mapped[str] = mapped_column(Text)
    asked_on: Mapped[date]
    due_on: Mapped[date]
    consent_on: Mapped[date | None]  # of the client
    without_consent: Mapped[str] = mapped_column(Text, server_default="")  # why none was needed
    recorded_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)

    case: Mapped[Case] = relationship(viewonly=True)
    recorded_by: Mapped[User] = relationship(viewonly=True)
    links: Mapped[list["ThirdPartyRequest"]] = relationship(order_by="ThirdPartyRequest.request_id")
    views: Mapped[list["ThirdPartyView"]] = relationship(viewonly=True, order_by="ThirdPartyView.id")

    @property
    def taken_back(self) -> bool:
        """Whether a view is no longer needed."""
        return any(view.outcome is ThirdPartyOutcome.NOT_NEEDED for view in self.views)


class ThirdPartyRequest(Base):
    """About which request of the case a third party was asked."""

    __tablename__ = "third_party_request"
    __table_args__ = (
        ForeignKeyConstraint(["third_party_id", "case_id"], ["third_party.id", "third_party.case_id"]),
        ForeignKeyConstraint(["request_id", "case_id"], ["request.id", "request.case_id"]),
    )

    third_party_id: Mapped[int] = mapped_column(primary_key=True)
    request_id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int]


class ThirdPartyView(Base):
    """What a third party said, or that nothing came; a later word is a further row, and what was said first stays."""

    __tablename__ = "third_party_view"
    __table_args__ = (
        one_of("outcome", ThirdPartyOutcome),
        ForeignKeyConstraint(["third_party_id", "case_id"], ["third_party.id", "third_party.case_id"]),
        Index("ix_third_party_view_third_party_id", "third_party_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    third_party_id: Mapped[int]
    case_id: Mapped[int]
    outcome: Mapped[ThirdPartyOutcome] = mapped_column(Word(ThirdPartyOutcome))
    body: Mapped[str] = mapped_column(Text)
    answered_on: Mapped[date]
    recorded_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)

    recorded_by: Mapped[User] = relationship(viewonly=True)
