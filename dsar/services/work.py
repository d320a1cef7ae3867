"""What every use case works with, and the way it opens its one transaction."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Engine, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from dsar.core.actor import Actor
from dsar.core.errors import Conflict, DomainError, NotAllowed, NotFound
from dsar.core.permissions import Permission, organisations_with
from dsar.core.regulation import Regulation
from dsar.database import unit_of_work
from dsar.models import Case, IdempotencyKey, Request
from dsar.queries.regulations import regulation_of
from dsar.regulations import Catalogue
from dsar.services.settle import settle_cases
from dsar.services.worklist import following


class AlreadyDone(DomainError):
    """The same form was sent before; `result` leads to what it made."""

    def __init__(self, result: str) -> None:
        super().__init__("already_done", result=result)
        self.result = result


@dataclass(frozen=True, slots=True)
class Work:
    """Who acts, when, on which database; `today` is the day in Amsterdam, `form_key` makes a form count once.

    `address` is where the links in e-mail begin; it is empty in an installation that sends none.
    """

    engine: Engine
    catalogue: Catalogue
    actor: Actor
    moment: datetime
    today: date
    form_key: str = ""
    address: str = ""

    def user_id(self) -> int:
        """Give the acting user's id; raises RuntimeError when the system itself acts."""
        if self.actor.user_id is None:
            raise RuntimeError("this use case needs a person")
        return self.actor.user_id


@contextmanager
def transaction(work: Work) -> Iterator[Session]:
    """Open the one transaction of a user action; raises AlreadyDone when its form was sent before."""
    try:
        with unit_of_work(work.engine) as session:
            _use_key(session, work)
            with following(session) as touched:
                yield session
            settle_cases(session, touched, work.moment, work.today)
    except IntegrityError as error:
        # Two copies of one form at the same moment: the second finds the key taken when it commits its insert.
        if "idempotency_key" in str(error.orig):
            raise AlreadyDone(_result_of(work)) from error
        raise


def set_result(session: Session, work: Work, result: str) -> None:
    """Keep what the form led to, for when it is sent again."""
    if work.form_key:
        key = session.get_one(IdempotencyKey, work.form_key)
        key.result = result


def _use_key(session: Session, work: Work) -> None:
    if not work.form_key or work.actor.user_id is None:
        return
    known = session.get(IdempotencyKey, work.form_key)
    if known is not None:
        raise AlreadyDone(known.result)
    session.add(IdempotencyKey(key=work.form_key, user_id=work.actor.user_id, used_at=work.moment, result=""))
    session.flush()


def _result_of(work: Work) -> str:
    with unit_of_work(work.engine) as session:
        known = session.get(IdempotencyKey, work.form_key)
        return known.result if known is not None else ""


def lock_case(session: Session, work: Work, case_id: int, version: int, permission: Permission) -> Case:
    """Lock a case for an action and count its version up.

    Raises NotFound when it is not among the actor's organisations, Conflict when somebody changed it since.
    """
    visible = organisations_with(work.actor, Permission.CASE_READ)
    case = session.execute(
        select(Case).where(Case.id == case_id, Case.organisation_id.in_(visible)).with_for_update()
    ).scalar_one_or_none()
    if case is None:
        raise NotFound
    require(work, permission, case.organisation_id)
    if case.version != version:
        raise Conflict("case_changed", case_id=case_id, since_version=version)
    case.version += 1
    return case


def lock_request(
    session: Session, work: Work, request_id: int, version: int, permission: Permission
) -> tuple[Case, Request]:
    """Lock the case of a request; raises as `lock_case`."""
    request = session.get(Request, request_id)
    if request is None:
        raise NotFound
    case = lock_case(session, work, request.case_id, version, permission)
    session.refresh(request)
    return case, request


def require(work: Work, permission: Permission, organisation_id: int) -> None:
    """Raise NotAllowed when the actor may not do this in the organisation."""
    if organisation_id not in organisations_with(work.actor, permission):
        raise NotAllowed("role", permission=permission)


def regulation_for(session: Session, case: Case) -> Regulation:
    """Give the regulation version of the case's day of receipt, as it was stored when first used."""
    return regulation_of(session, case.regulation_version_id)
