"""One case and its organisation: everything that anybody there could try to do now, and whether it is lawful."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from dsar.core.errors import DomainError
from dsar.core.intake import NewCase, NewRequest
from dsar.core.vocabulary import Channel, LetterKind, MarkKind, ObjectionPurpose, Right, Role
from dsar.core.workflow import Action, Facts, allowed_actions
from dsar.models import AuditHead, Case
from dsar.queries.facts import gather
from dsar.queries.lookups import newest_proposal
from dsar.services.audit import stream_of
from dsar.services.receive_case import receive_case
from dsar.services.work import Work
from tests.factories.world import SUBJECT, World
from tests.model.belief import Belief, Wish
from tests.model.checks import check_all
from tests.model.expected import CLIENT_TAKES, KNOWN, expected, stage_of

ADVISERS = frozenset({Role.FG, Role.DEPUTY_FG})
BOTH = {
    "contact and officer": (Role.CONTACT_PERSON, Role.FG),
    "contact and decider": (Role.CONTACT_PERSON, Role.DECIDER),
}


@dataclass(frozen=True)
class Staff:
    """A member of staff with every role that they have."""

    name: str
    user_id: int
    roles: frozenset[Role]

    def __repr__(self) -> str:
        return self.name


@dataclass(frozen=True)
class Move:
    """Something that somebody tries: `then` writes down what the walk believes of it when it is done."""

    kind: str
    by: Staff
    text: str
    lawful: bool
    do: Callable[[Work], object]
    then: Callable[[object], None]
    onward: bool = False
    near: bool = False  # whoever tries has the role and the request has come that far: only a rule forbids it

    def __repr__(self) -> str:
        return f"{self.kind} by {self.by}: {self.text}{'' if self.lawful else ' (must be refused)'}"


def staff_of(world: World, slug: str) -> list[Staff]:
    """Give everybody who works at an organisation, two people with two roles included."""
    single = [Staff(role.value, world.users[slug, role], frozenset({role})) for role in Role]
    return single + [
        Staff(name, world.users[f"{slug} {name}", roles[0]], frozenset(roles)) for name, roles in BOTH.items()
    ]


def add_people_with_two_roles(world: World, slug: str) -> None:
    """Let one colleague be contact person and officer, and another contact person and decider."""
    for name, roles in BOTH.items():
        email = f"{name.replace(' ', '.')}.{slug}@example.com"
        world.users[f"{slug} {name}", roles[0]] = world.add_user(email, slug, *roles)


class Walk:
    """A case that is walked through; `belief` is what should be true of it.

    `letter` is the composed letter that somebody is bent on writing in it, if any.
    """

    def __init__(
        self,
        world: World,
        slug: str,
        rights: list[Right],
        *,
        purpose: ObjectionPurpose,
        days_ago: int,
        letter: LetterKind | None,
        mark: MarkKind | None,
    ) -> None:
        self.world, self.slug, self.letter = world, slug, letter
        self.staff = staff_of(world, slug)
        self.regulation = world.catalogue.newest(slug)
        self.organisation_id = world.organisation_id(slug)
        wanted = [NewRequest(one, "In mijn eigen woorden.", self._purpose(one, purpose)) for one in rights]
        received = world.today - timedelta(days=days_ago)
        said = frozenset({mark} if mark is not None else ())
        new = NewCase(self.organisation_id, received, Channel.POST, SUBJECT, tuple(wanted), said=said)
        self.case_id = receive_case(world.work(slug, Role.CONTACT_PERSON), new)
        with Session(world.engine) as session:
            case = session.get_one(Case, self.case_id)
            wishes = [Wish(one.id, one.right, one.purpose) for one in case.requests]
            self.belief = Belief(self.regulation, case.organisation.posting_days, received, wishes, mark=mark)

    @staticmethod
    def _purpose(right: Right, purpose: ObjectionPurpose) -> ObjectionPurpose | None:
        return purpose if right is Right.OBJECTION else None

    @property
    def version(self) -> int:
        """The version on which a form would be opened now."""
        return self.world.version(self.case_id)

    def newest_request(self) -> int:
        """Give the id of the request that was added last."""
        with Session(self.world.engine) as session:
            return max(request.id for request in session.get_one(Case, self.case_id).requests)

    def having(self, *roles: Role) -> Iterator[Staff]:
        """Give everybody with one of these roles."""
        return (one for one in self.staff if one.roles & set(roles))

    def asked_today(self) -> bool:
        """Tell whether a question left today: the client answers on another day, which is what moves a date."""
        return any(one.end is None and one.start == self.world.today for one in self.belief.questions)

    def days_go_by(self, days: int) -> None:
        """Let days go by."""
        self.world.moment += timedelta(days=days)

    def read(self) -> None:
        """Read what the table's guards look at."""
        with Session(self.world.engine) as session:
            case = session.get_one(Case, self.case_id)
            today = self.world.today
            self.facts: dict[int, Facts] = {
                one.id: gather(session, case, one, self.regulation, None, today) for one in case.requests
            }
            self.proposals = {
                one.id: found.id for one in case.requests if (found := newest_proposal(session, one.id)) is not None
            }
            self.duties = {
                one.id: frozenset(duty.code for duty in self.regulation.duties_for(one.right)) for one in case.requests
            }

    def client_waits(self) -> bool:
        """Tell whether the client still is to see or get something in this case."""
        return any(wish.right in CLIENT_TAKES and not wish.closed for wish in self.belief.wishes)

    def may(self, by: Staff, action: Action, wish: Wish) -> bool:
        """Tell whether somebody may do this to a request now, by the walk's own rules and never by the table."""
        return action in expected(self.belief, wish, by.user_id, by.roles, self.world.today)

    def attempt(self, move: Move) -> None:
        """Try a move: what is lawful happens, and what is not is refused and leaves no trace."""
        before = self._fingerprint()
        work = self.world.work_of(move.by.user_id)
        if move.lawful:
            move.then(move.do(work))
            return
        with pytest.raises(DomainError):
            move.do(work)
        assert self._fingerprint() == before, f"{move} was refused and left a trace"

    def check(self) -> None:
        """Check everything that must hold now, and that everybody may do what they should and nothing else."""
        self.read()
        for wish in self.belief.wishes:
            facts = self.facts[wish.id]
            assert facts.advice_stage is stage_of(wish, self.world.today), wish
            for by in self.staff:
                allowed = allowed_actions(replace(facts, actor_id=by.user_id), by.roles) & KNOWN
                wanted = expected(self.belief, wish, by.user_id, by.roles, self.world.today)
                assert allowed == wanted, f"{by} and {wish}"
        with Session(self.world.engine) as session:
            case = session.get_one(Case, self.case_id)
            check_all(session, case, self.regulation, self.belief, self.world.today)

    def _fingerprint(self) -> tuple[object, ...]:
        with Session(self.world.engine) as session:
            case = session.get_one(Case, self.case_id)
            head = select(AuditHead.seq).where(AuditHead.stream == stream_of(self.organisation_id))
            statuses = tuple(request.status for request in case.requests)
            return (case.version, case.next_due_on, statuses, session.execute(head).scalar())
