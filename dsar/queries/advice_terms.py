"""Until when an advice is asked, and of whom: read from who has the roles on a day."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import and_, bindparam, or_, select
from sqlalchemy.orm import Session

from dsar.core.actor import Actor
from dsar.core.advice_terms import AdviceTerm, Askable, Stage, advice_term, day_of, start_of
from dsar.core.permissions import Permission, organisations_with
from dsar.core.vocabulary import Role
from dsar.core.workflow import Status
from dsar.models import LetterDraft, Membership, Organisation, Proposal, Request, User
from dsar.models.letter import DraftStatus

_ADVISERS = (Role.FG, Role.DEPUTY_FG)
_HOLDING = and_(
    Membership.organisation_id == Organisation.id,
    Membership.role.in_(_ADVISERS),
    Membership.since < bindparam("begins"),
    or_(Membership.until.is_(None), Membership.until > bindparam("ends")),
    Membership.user_id.in_(select(User.id).where(User.active.is_(True))),
)
_ADVISERS_OF = (  # written once, see `queries.deputies`
    select(Organisation.id, Organisation.advice_days, Membership.role, Membership.user_id)
    .outerjoin(Membership, _HOLDING)
    .where(Organisation.id.in_(bindparam("places", expanding=True)))
)


@dataclass(frozen=True, slots=True)
class Desk:
    """The organisations whose advice is asked of somebody: as the officer, or else as the deputy."""

    officer_in: frozenset[int]
    deputy_in: frozenset[int]

    @classmethod
    def of(cls, actor: Actor) -> "Desk":
        """Give the desk of whoever signed in; somebody with both roles is the officer."""
        officer = actor.organisations_as({Role.FG})
        return cls(officer, organisations_with(actor, Permission.SIGN_OFF) - officer)


@dataclass(frozen=True, slots=True)
class Advisers:
    """Who can be asked for an advice in an organisation on a day, and how long each of them has, in working days."""

    working_days: int
    officers: frozenset[int]
    deputies: frozenset[int]

    def of(self, author_id: int) -> Askable:
        """Tell who can be asked about what somebody wrote: nobody advises on their own text."""
        return Askable(bool(self.officers - {author_id}), bool(self.deputies - {author_id}))


def advisers_of(session: Session, organisation_ids: Collection[int], today: date) -> Mapping[int, Advisers]:
    """Give the advisers of organisations on a day; the caller has checked the actor."""
    begins = start_of(date.fromordinal(today.toordinal() + 1))
    values = {"places": list(organisation_ids), "begins": begins, "ends": start_of(today)}
    rows = session.execute(_ADVISERS_OF, values).all()
    days = {row.id: row.advice_days for row in rows}

    def having(place: int, role: Role) -> frozenset[int]:
        return frozenset(row.user_id for row in rows if row.id == place and row.role is role)

    return {place: Advisers(days[place], having(place, Role.FG), having(place, Role.DEPUTY_FG)) for place in days}


def term_of_proposal(
    session: Session, organisation: Organisation, request: Request, newest: Proposal | None, today: date
) -> AdviceTerm | None:
    """Give the term of the advice on a request's newest revision; None when none is asked now."""
    if newest is None or request.status is not Status.AWAITING_ADVICE:
        return None
    return _term(session, organisation, newest.author_id, newest.created_at, today)


def term_of_draft(session: Session, organisation: Organisation, draft: LetterDraft, today: date) -> AdviceTerm | None:
    """Give the term of the advice on a composed letter; None when none is asked now."""
    if draft.status is not DraftStatus.AWAITING_ADVICE:
        return None
    return _term(session, organisation, draft.author_id, draft.updated_at, today)


def stage_of(term: AdviceTerm | None, today: date) -> Stage | None:
    """Tell who is asked on a day; None when nobody is."""
    return term.stage(today) if term is not None else None


def _term(session: Session, organisation: Organisation, author_id: int, asked_at: datetime, today: date) -> AdviceTerm:
    advisers = advisers_of(session, (organisation.id,), today)[organisation.id]
    return advice_term(day_of(asked_at), organisation.advice_days, advisers.of(author_id))
