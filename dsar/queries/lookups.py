"""Small reads that several queries and services share."""

from sqlalchemy import Exists, and_, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from dsar.core.letters import ANSWERS
from dsar.core.vocabulary import LetterKind
from dsar.core.workflow import DECIDED
from dsar.models import Case, Dispatch, Letter, LetterRequestLink, Organisation, Proposal, Request, User
from dsar.models.letter import LetterStatus

# A letter that is not void; a correction takes the place of the earlier letter once it has left.
_STANDS = and_(
    Letter.status != LetterStatus.VOID,
    or_(Letter.replaces_id.is_(None), select(Dispatch.id).where(Dispatch.letter_id == Letter.id).exists()),
)


def newest_proposal(session: Session, request_id: int) -> Proposal | None:
    """Give the newest revision of a request's proposal."""
    return session.execute(
        select(Proposal).where(Proposal.request_id == request_id).order_by(Proposal.revision.desc()).limit(1)
    ).scalar_one_or_none()


def answer_letter(session: Session, request_id: int) -> Letter | None:
    """Give the letter that answers a request: the newest that stands (`_STANDS`)."""
    return session.execute(
        select(Letter)
        .join(LetterRequestLink, LetterRequestLink.letter_id == Letter.id)
        .where(LetterRequestLink.request_id == request_id, Letter.kind.in_(ANSWERS), _STANDS)
        .order_by(Letter.id.desc())
        .limit(1)
    ).scalar_one_or_none()


def answer_left(request_id: InstrumentedAttribute[int]) -> Exists:
    """Give the condition that a letter that answers a request has left."""
    return (
        select(Dispatch.id)
        .join(Letter, Letter.id == Dispatch.letter_id)
        .join(LetterRequestLink, LetterRequestLink.letter_id == Letter.id)
        .where(LetterRequestLink.request_id == request_id, Letter.kind.in_(ANSWERS))
        .exists()
    )


def acknowledgement(session: Session, case_id: int) -> Letter | None:
    """Give the acknowledgement of a case: the newest that stands (`_STANDS`)."""
    return session.execute(
        select(Letter)
        .where(Letter.case_id == case_id, Letter.kind == LetterKind.ACKNOWLEDGEMENT, _STANDS)
        .order_by(Letter.id.desc())
        .limit(1)
    ).scalar_one_or_none()


def undecided(case_id: InstrumentedAttribute[int] | int) -> Exists:
    """Give the condition that a case still has a request without a decision."""
    return select(Request.id).where(Request.case_id == case_id, Request.status.not_in(DECIDED)).exists()


def organisation_id(session: Session, slug: str) -> int:
    """Give the id of an organisation; raises NoResultFound for an unknown one."""
    return session.execute(select(Organisation.id).where(Organisation.slug == slug)).scalar_one()


def user_id(session: Session, email: str) -> int:
    """Give the id of an account; raises NoResultFound for an unknown one."""
    return session.execute(select(User.id).where(User.email == email)).scalar_one()


def request_ids(session: Session, case_id: int) -> list[int]:
    """Give the ids of a case's requests in the order in which they were registered."""
    return list(session.scalars(select(Request.id).where(Request.case_id == case_id).order_by(Request.id)))


def version_of(session: Session, case_id: int) -> int:
    """Give the version on which a form about a case would be opened now."""
    return session.execute(select(Case.version).where(Case.id == case_id)).scalar_one()


def nobody_yet(session: Session) -> bool:
    """Tell whether the installation has no accounts."""
    return session.execute(select(User.id).limit(1)).first() is None
