"""The people of one organisation at work on one case through the services, each on the case as it is then."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from dsar.core.drafts import DraftInput
from dsar.core.fields import Fields
from dsar.core.intake import NewSubject
from dsar.core.letters import LetterContext
from dsar.core.proposals import PartInput, ProposalInput
from dsar.core.sent_on import ForwardInput
from dsar.core.vocabulary import (
    AdviceKind,
    DispatchWay,
    HearingCapacity,
    IdentityMethod,
    LetterKind,
    MarkKind,
    Outcome,
    Right,
    Role,
)
from dsar.core.workflow import Status
from dsar.letters import from_json
from dsar.models import AuditEvent, Case, Letter, LetterDraft
from dsar.services.advise import AdviceInput, advise
from dsar.services.advise_draft import advise_on_draft, submit_draft
from dsar.services.check_identity import IdentityInput, check_identity
from dsar.services.deceased import record_death
from dsar.services.decide import decide
from dsar.services.forward import forward
from dsar.services.hear import HearingInput, record_hearing
from dsar.services.issue_letter import LetterInput, issue_letter
from dsar.services.post_letter import PostInput, post_letter
from dsar.services.propose import propose
from dsar.services.work import Work
from dsar.services.write_draft import write_draft
from tests.factories.details import DETAILS
from tests.factories.died import dead
from tests.factories.drafts import FIELDS
from tests.factories.world import SUBJECT, World

WPR = "westendorp-pr"
FACTS = "In het verslag van 3 maart schreef uw begeleider wat zij van het gesprek vond. Dat is geen feit."


def granting(right: Right) -> ProposalInput:
    """Give a proposal that grants everything."""
    return ProposalInput(Outcome.GRANT, answer="Wij doen wat u vraagt.", details=DETAILS[right])


def refusing(ground: str, **fields) -> ProposalInput:
    """Give a proposal that refuses everything on one ground."""
    return ProposalInput(Outcome.REFUSE, parts=(PartInput("Uw verzoek", Outcome.REFUSE, ground, FACTS, **fields),))


class Desk:
    """One case; its requests are named by their right."""

    def __init__(
        self,
        world: World,
        *rights: Right,
        slug: str = WPR,
        subject: NewSubject = SUBJECT,
        said: frozenset[MarkKind] = frozenset(),
    ) -> None:
        self.world, self.slug = world, slug
        self.case_id = world.receive(slug, *rights, subject=subject, said=said)

    @property
    def version(self) -> int:
        """The version on which a form would be opened now."""
        return self.world.version(self.case_id)

    def work(self, role: Role = Role.CONTACT_PERSON) -> Work:
        """Give the work of the colleague with a role."""
        return self.world.work(self.slug, role)

    def request_id(self, right: Right) -> int:
        """Give the id of the request for a right."""
        return self.world.request(self.case_id, right).id

    def status(self, right: Right) -> Status:
        """Give where the request for a right stands."""
        return self.world.request(self.case_id, right).status

    def decide(self, right: Right, proposal: ProposalInput, role: Role = Role.DECIDER) -> None:
        """Take a request from receipt to a decision as proposed."""
        request_id = self.request_id(right)
        self.world.identify(self.slug, self.case_id)
        if self.world.catalogue.newest(self.slug).hearing_article(right) is not None:
            heard = HearingInput((request_id,), "Begeleider", HearingCapacity.COLLECTOR, self.world.today, "Klopt.")
            record_hearing(self.work(), self.case_id, self.version, heard)
        propose(self.work(), request_id, self.version, proposal)
        proposal_id = self.world.proposal(request_id).id
        if self.status(right) is Status.AWAITING_ADVICE:
            advise(self.work(Role.FG), request_id, self.version, AdviceInput(proposal_id, AdviceKind.AGREE))
        decide(self.work(role), request_id, self.version, proposal_id)

    def died(self, **changed: object) -> None:
        """Record that the client died and that a daughter asks."""
        with Session(self.world.engine) as session:
            requests = [one.id for one in session.get_one(Case, self.case_id).requests]
        new = dead(requests, self.world.today, **changed)
        record_death(self.work(), self.case_id, self.version, new)

    def draft(self, kind: LetterKind, right: Right, draft_id: int | None = None, **values) -> int:
        """Write a complete composed letter about one request; `values` changes what is filled in."""
        if kind is LetterKind.DECEASED_ANSWER and self.world.case(self.case_id).version == 1:
            self.died()
        fields = Fields.of({**dict(FIELDS[kind].entries), **values})
        draft = DraftInput(kind, (self.request_id(right),), fields)
        return write_draft(self.work(), self.case_id, self.version, draft, draft_id)

    def forwarded(self, right: Right, **changed: object) -> None:
        """Record that a request was sent on with consent, as the letter of the factories says."""
        day = FIELDS[LetterKind.FORWARDED].day("forwarded_on")
        assert day is not None
        given = ForwardInput((self.request_id(right),), "UWV", day, day)
        forward(self.work(), self.case_id, self.version, replace(given, **changed))

    def ready_for(self, kind: LetterKind, right: Right) -> None:
        """Do what comes before a letter of this kind: proof that was asked for, or a record of sending on."""
        if kind is LetterKind.NOT_HANDLED:
            self.proof_not_shown(right)
        if kind is LetterKind.FORWARDED:
            self.forwarded(right)

    def proof_not_shown(self, right: Right) -> None:
        """Ask who makes the request, and record that it was not shown."""
        self.post(self.issue(draft_id=self.draft(LetterKind.IDENTITY_REQUEST, right)))
        failed = IdentityInput(IdentityMethod.KNOWN, established=False, checked_on=self.world.today)
        check_identity(self.work(), self.case_id, self.version, failed)

    def advised(self, draft_id: int, kind: AdviceKind = AdviceKind.AGREE, remark: str = "") -> None:
        """Submit a draft and let the officer advise on its newest revision."""
        submit_draft(self.work(), draft_id, self.version)
        revision = self.stored_draft(draft_id).revision
        advise_on_draft(self.work(Role.FG), draft_id, self.version, revision, kind, remark)

    def issue(self, *rights: Right, **wanted) -> int:
        """Make a letter final: the answer to these requests, or as `wanted` says; dated today unless told otherwise."""
        request_ids = tuple(self.request_id(right) for right in rights)
        wanted = {"dated": self.world.today, "request_ids": request_ids, **wanted}
        return issue_letter(self.work(), self.case_id, self.version, LetterInput(**wanted), render_seconds=60)

    def post(self, letter_id: int) -> None:
        """Record that a letter left today."""
        post_letter(self.work(), letter_id, self.version, PostInput(DispatchWay.POST, self.world.today))

    def letter(self, letter_id: int) -> Letter:
        """Give a letter, read now."""
        with Session(self.world.engine, expire_on_commit=False) as session:
            return session.get_one(Letter, letter_id)

    def context(self, letter_id: int) -> LetterContext:
        """Give what a letter says, as it was frozen."""
        return from_json(self.letter(letter_id).context)

    def stored_draft(self, draft_id: int) -> LetterDraft:
        """Give a draft with its requests and advice, read now."""
        with Session(self.world.engine, expire_on_commit=False) as session:
            draft = session.get_one(LetterDraft, draft_id)
            _ = draft.links, draft.advices
            return draft


def entries(world: World, *tags: str) -> list[AuditEvent]:
    """Give the trail's entries with these tags, oldest first."""
    with Session(world.engine, expire_on_commit=False) as session:
        return _ordered(session.scalars(select(AuditEvent).where(AuditEvent.tag.in_(tags))))


def payload_of(entry: AuditEvent) -> Mapping[str, object]:
    """Give what an entry tells, read from what was hashed."""
    told: Mapping[str, object] = json.loads(entry.canonical)["payload"]
    return told


def _ordered(events: Iterable[AuditEvent]) -> list[AuditEvent]:
    return sorted(events, key=lambda event: (event.stream, event.seq))
