"""Until when an advice is asked, and of whom: read from who has the roles on a day."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from dsar.core.actor import Actor
from dsar.core.advice_terms import AdviceTerm, Askable, Stage, advice_term, day_of, start_of
from dsar.core.permissions import Permission, organisations_with
from dsar.core.vocabulary import Role
from dsar.core.workflow import Status
from dsar.models import LetterDraft, Membership, Organisation, Proposal, Request, User
from dsar.models.letter import DraftStatus

_ADVISERS = (Role.FG, Role.DEPUTY_FG)


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


def askable(session: Session, organisation_id: int, author_id: int, today: date) -> Askable:
    """Tell who can be asked on a day about what somebody wrote: nobody advises on their own text."""
    roles = set(
        session.scalars(
            select(Membership.role)
            .join(User, User.id == Membership.user_id)
            .where(
                Membership.organisation_id == organisation_id,
                Membership.role.in_(_ADVISERS),
                Membership.user_id != author_id,
                User.active.is_(True),
                Membership.since < start_of(date.fromordinal(today.toordinal() + 1)),
                or_(Membership.until.is_(None), Membership.until > start_of(today)),
            )
        )
    )
    return Askable(Role.FG in roles, Role.DEPUTY_FG in roles)


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
    who = askable(session, organisation.id, author_id, today)
    return advice_term(day_of(asked_at), organisation.advice_days, who)
