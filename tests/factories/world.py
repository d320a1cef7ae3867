"""A small world for tests of services: the organisations, one member of staff per role in each, and a frozen day."""

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import NoReturn
from unittest import mock

from sqlalchemy import Engine, create_engine, select
from sqlalchemy.orm import Session

from dsar.clock import day_in_amsterdam
from dsar.core.actor import Actor
from dsar.core.intake import NewCase, NewRequest, NewSubject
from dsar.core.proposals import PartInput, ProposalInput
from dsar.core.vocabulary import Channel, IdentityMethod, MarkKind, Outcome, Right, Role
from dsar.database import install_hooks
from dsar.models import Case, Organisation, Proposal, Request
from dsar.queries.lookups import newest_proposal
from dsar.queries.people import actor_of
from dsar.regulations import Catalogue, load_catalogue
from dsar.services.accounts import add_user, create_missing_organisations, give_role
from dsar.services.check_identity import IdentityInput, check_identity
from dsar.services.receive_case import receive_case
from dsar.services.work import Work
from tests.factories.details import DETAILS

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)  # a Monday
PASSWORD = "een lang wachtwoord"
SIXTH = Path(__file__).parents[1] / "data" / "regulations"

SUBJECT = NewSubject("mrs", "A.B.", "van der", "Meer", "Lindelaan 12", "7511 AA", "Enschede")
KEEP = PartInput(
    what="De facturen van uw traject",
    outcome=Outcome.REFUSE,
    ground="law_requires_keeping",
    facts="Op de facturen aan de gemeente staan uw naam en de weken van uw traject.",
    statute="Algemene wet inzake rijksbelastingen, artikel 52",
    keep_until=date(2033, 12, 31),
    alternative="Wij schermen de facturen af.",
)
REFUSE_ERASURE = ProposalInput(Outcome.REFUSE, parts=(KEEP,))
GRANT = ProposalInput(  # of an inspection
    Outcome.GRANT, answer="U kunt uw hele dossier bekijken.", details=DETAILS[Right.INSPECTION]
)


@dataclass
class World:
    """Everything a test of services needs; `at` moves the clock."""

    engine: Engine
    catalogue: Catalogue
    moment: datetime = NOW
    users: dict[tuple[str, Role], int] = field(default_factory=dict)
    address: str = "https://verzoeken.example.nl"  # where links in e-mail begin

    @classmethod
    def make(cls, url: str, *slugs: str, extra: tuple[Path, ...] = ()) -> "World":
        """Fill a migrated database with all organisations, and with staff for those named."""
        engine = create_engine(url)
        install_hooks(engine)
        world = cls(engine, load_catalogue(extra))
        create_missing_organisations(world.system())
        for slug in slugs:
            for role in Role:
                world.users[slug, role] = world.add_user(f"{role.value}.{slug}@example.com", slug, role)
        return world

    def on_copy(self, url: str) -> "World":
        """Give a world of its own on a copy of this one's database."""
        engine = create_engine(url)
        install_hooks(engine)
        return replace(self, engine=engine, users=dict(self.users))

    def add_user(self, email: str, slug: str, *roles: Role) -> int:
        """Add a member of staff with roles since long ago."""
        long_ago = self.system(NOW - timedelta(days=900))
        with mock.patch("dsar.services.accounts.hash_password", return_value="not used here"):
            user_id = add_user(long_ago, email, email.split("@", maxsplit=1)[0].replace(".", " ").title(), PASSWORD)
        for role in roles:
            give_role(long_ago, user_id, slug, role)
        return user_id

    def system(self, moment: datetime | None = None) -> Work:
        """Give the work of the system itself."""
        at = moment or self.moment
        nobody = Actor(None, frozenset())
        return Work(self.engine, self.catalogue, nobody, at, day_in_amsterdam(at), address=self.address)

    def work(self, slug: str, role: Role, form_key: str = "") -> Work:
        """Give the work of the member of staff with a role."""
        return self.work_of(self.users[slug, role], form_key)

    def work_of(self, user_id: int, form_key: str = "") -> Work:
        """Give the work of a user."""
        with Session(self.engine) as session:
            actor = actor_of(session, user_id, self.moment)
        today = day_in_amsterdam(self.moment)
        return Work(self.engine, self.catalogue, actor, self.moment, today, form_key, self.address)

    @property
    def today(self) -> date:
        """Give the frozen day in Amsterdam."""
        return day_in_amsterdam(self.moment)

    def organisation_id(self, slug: str) -> int:
        """Give the id of an organisation."""
        with Session(self.engine) as session:
            return session.execute(select(Organisation.id).where(Organisation.slug == slug)).scalar_one()

    def receive(
        self,
        slug: str,
        *rights: Right,
        days_ago: int = 5,
        subject: NewSubject = SUBJECT,
        said: frozenset[MarkKind] = frozenset(),
    ) -> int:
        """Register a case that came by post some days ago."""
        new = NewCase(
            self.organisation_id(slug),
            self.today - timedelta(days=days_ago),
            Channel.POST,
            subject,
            tuple(NewRequest(right, "In mijn eigen woorden.") for right in rights),
            said=said,
        )
        return receive_case(self.work(slug, Role.CONTACT_PERSON), new)

    def identify(self, slug: str, case_id: int) -> None:
        """Record that the contact person knows who is asking."""
        check = IdentityInput(IdentityMethod.KNOWN, established=True, checked_on=self.today)
        check_identity(self.work(slug, Role.CONTACT_PERSON), case_id, self.version(case_id), check)

    def version(self, case_id: int) -> int:
        """Give the version on which a form would be opened now."""
        with Session(self.engine) as session:
            return session.execute(select(Case.version).where(Case.id == case_id)).scalar_one()

    def case(self, case_id: int) -> Case:
        """Give the case row, read now."""
        with Session(self.engine, expire_on_commit=False) as session:
            return session.get_one(Case, case_id)

    def request(self, case_id: int, right: Right) -> Request:
        """Give the first request of a case for a right, read now."""
        with Session(self.engine, expire_on_commit=False) as session:
            query = select(Request).where(Request.case_id == case_id, Request.right == right).order_by(Request.id)
            return session.scalars(query).first() or _missing(right)

    def proposal(self, request_id: int) -> Proposal:
        """Give the newest revision of a request's proposal."""
        with Session(self.engine, expire_on_commit=False) as session:
            return newest_proposal(session, request_id) or _missing(request_id)


def _missing(what: object) -> NoReturn:
    raise LookupError(what)
