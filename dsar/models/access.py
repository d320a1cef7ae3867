"""People who sign in, what they may do where, and their sessions. Data subjects are never here."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column, relationship

from dsar.core.vocabulary import LinkPurpose, Role
from dsar.database import Base, UtcDateTime, Word, one_of
from dsar.language import SOURCE
from dsar.models.organisation import Organisation


class User(Base):
    """A member of staff; never deleted, only made inactive, because the trail names the id."""

    __tablename__ = "user_account"
    __table_args__ = (
        CheckConstraint("digest_hour BETWEEN 6 AND 20", name="digest_hour_sane"),
        Index("ix_user_account_calendar", "calendar_sha256", unique=True),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(String(254), unique=True)  # lower case
    name: Mapped[str] = mapped_column(String(200))
    telephone: Mapped[str] = mapped_column(String(40), default="")
    password_hash: Mapped[str] = mapped_column(String(200))
    password_set_at: Mapped[datetime | None] = mapped_column(UtcDateTime)  # NULL: never asked how old it is
    active: Mapped[bool] = mapped_column(default=True)
    digest_hour: Mapped[int | None] = mapped_column(default=8, server_default="8")  # in Amsterdam; NULL: no digest
    language: Mapped[str] = mapped_column(String(5), default=SOURCE, server_default=SOURCE)  # of e-mail to them
    calendar_sha256: Mapped[str | None] = mapped_column(String(64))  # of the secret address of their calendar
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)

    memberships: Mapped[list["Membership"]] = relationship(back_populates="user")


class Membership(Base):
    """A role in an organisation, from one moment until another (NULL: still)."""

    __tablename__ = "membership"
    __table_args__ = (one_of("role", Role), UniqueConstraint("user_id", "organisation_id", "role", "since"))

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    role: Mapped[Role] = mapped_column(Word(Role))
    since: Mapped[datetime] = mapped_column(UtcDateTime)
    until: Mapped[datetime | None] = mapped_column(UtcDateTime)

    user: Mapped[User] = relationship(back_populates="memberships")
    organisation: Mapped[Organisation] = relationship()


class Deputising(Base):
    """Who looks after whose cases in an organisation, from one day until another; both days included (domain 3)."""

    __tablename__ = "deputising"
    __table_args__ = (
        CheckConstraint("user_id <> deputy_id", name="two_people"),
        CheckConstraint("first_day <= last_day", name="days_in_order"),
        CheckConstraint("(ended_at IS NULL) = (ended_by_id IS NULL)", name="ended_by_somebody"),
        Index("ix_deputising_organisation", "organisation_id", "last_day"),
        Index("ix_deputising_user", "user_id", "last_day"),
        Index("ix_deputising_deputy", "deputy_id", "last_day"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    deputy_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    first_day: Mapped[date]
    last_day: Mapped[date]
    set_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)  # before its last day
    ended_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))

    organisation: Mapped[Organisation] = relationship()
    user: Mapped[User] = relationship(foreign_keys=[user_id])
    deputy: Mapped[User] = relationship(foreign_keys=[deputy_id])


class LoginSession(Base):
    """A signed-in session; the cookie holds the secret of which only the hash is here."""

    __tablename__ = "login_session"

    id: Mapped[int] = mapped_column(primary_key=True)
    token_sha256: Mapped[str] = mapped_column(String(64), unique=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    last_seen_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    user: Mapped[User] = relationship()


class LoginAttempt(Base):
    """A try to sign in, counted per account and per address; both only as keyed hashes."""

    __tablename__ = "login_attempt"
    __table_args__ = (
        Index("ix_login_attempt_account", "account_hash", "at"),
        Index("ix_login_attempt_address", "address_hash", "at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    account_hash: Mapped[str] = mapped_column(String(64))
    address_hash: Mapped[str] = mapped_column(String(64))
    succeeded: Mapped[bool]


class AccessLink(Base):
    """A link with rights: used once, ends by itself, bound to its purpose; its secret is here as a hash only."""

    __tablename__ = "access_link"
    __table_args__ = (
        one_of("purpose", LinkPurpose),
        CheckConstraint("purpose <> 'password' OR user_id IS NOT NULL", name="password_has_user"),
        CheckConstraint("used_at IS NULL OR user_id IS NOT NULL", name="used_has_user"),
        CheckConstraint("used_at IS NULL OR withdrawn_at IS NULL", name="used_or_withdrawn"),
        Index("ix_access_link_organisation", "organisation_id", "purpose", "id"),
        Index("ix_access_link_user", "user_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    purpose: Mapped[LinkPurpose] = mapped_column(Word(LinkPurpose))
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    email: Mapped[str] = mapped_column(String(254))  # lower case
    name: Mapped[str] = mapped_column(String(200))
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))  # whose it is, or has become
    token_sha256: Mapped[str] = mapped_column(String(64), unique=True)
    made_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
    used_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    mailed: Mapped[bool] = mapped_column(default=False, server_default=false())  # to its user: nobody else saw it

    roles: Mapped[list["AccessLinkRole"]] = relationship(order_by="AccessLinkRole.role")
    organisation: Mapped[Organisation] = relationship()
    made_by: Mapped[User] = relationship(foreign_keys=[made_by_id])


class AccessLinkRole(Base):
    """A role that an invitation gives once it is accepted."""

    __tablename__ = "access_link_role"
    __table_args__ = (one_of("role", Role),)

    link_id: Mapped[int] = mapped_column(ForeignKey("access_link.id"), primary_key=True)
    role: Mapped[Role] = mapped_column(Word(Role), primary_key=True)
