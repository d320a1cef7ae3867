"""Steps in a case through the services, each on the case as it is then; call them in an application context."""

from datetime import date

from dsar.core.carrying_out import CarryOutInput
from dsar.core.drafts import DraftInput
from dsar.core.follow_ups import FollowUpInput, TermInput
from dsar.core.proposals import ProposalInput
from dsar.core.recipients import RecipientInput
from dsar.core.reopening import ReopenInput
from dsar.core.tasks import AnswerInput, TaskInput
from dsar.core.third_parties import ThirdPartyInput, default_due
from dsar.core.vocabulary import (
    AdviceKind,
    DispatchWay,
    FollowUpKind,
    HearingCapacity,
    IdentityMethod,
    LetterKind,
    PlaceKind,
    ReopenReason,
    Role,
    SearchResult,
    TaskKind,
    TermSetter,
)
from dsar.extensions import db
from dsar.models import Request
from dsar.queries.case_view import CaseView, case_view
from dsar.services.advise import AdviceInput, advise
from dsar.services.answer_task import answer_task
from dsar.services.ask_colleague import ask_colleague
from dsar.services.carry_out import carry_out
from dsar.services.check_identity import IdentityInput, check_identity
from dsar.services.decide import decide
from dsar.services.follow_up import record_follow_up
from dsar.services.hear import HearingInput, record_hearing
from dsar.services.issue_letter import issue_letter
from dsar.services.letter_choice import LetterInput
from dsar.services.note import add_note
from dsar.services.post_letter import PostInput, post_letter
from dsar.services.propose import propose
from dsar.services.recipients import add_recipient
from dsar.services.reopen import reopen
from dsar.services.set_term import set_term
from dsar.services.third_parties import ask_third_party
from dsar.services.work import Work
from dsar.services.write_draft import write_draft
from tests.factories.done import done_facts, without_time
from tests.factories.drafts import FIELDS
from tests.support.app import World, address


class Steps:
    """The people of one organisation at work on one case."""

    def __init__(self, world: World, slug: str, case_id: int) -> None:
        self.world = world
        self.slug = slug
        self.case_id = case_id

    def view(self, role: Role = Role.CONTACT_PERSON) -> CaseView:
        """Give the case as somebody sees it now."""
        actor = self._work(role).actor
        db.session.rollback()
        return case_view(db.session(), actor, self.case_id)

    def identify(self, on: date | None = None) -> None:
        """Record that it is clear who asks."""
        check = IdentityInput(IdentityMethod.CALL_BACK, True, on or self.world.today, None, "Teruggebeld.")
        check_identity(self._work(Role.CONTACT_PERSON), self.case_id, self._version(), check)

    def proof_not_shown(self) -> None:
        """Ask who makes the requests, and record that it was not shown."""
        work, kind = self._work(Role.CONTACT_PERSON), LetterKind.IDENTITY_REQUEST
        ids = tuple(row.request.id for row in self.view().requests)
        draft_id = write_draft(work, self.case_id, self._version(), DraftInput(kind, ids, FIELDS[kind]))
        self._issue(LetterInput(self.world.today, draft_id=draft_id))
        self.post()
        failed = IdentityInput(IdentityMethod.KNOWN, False, self.world.today)
        check_identity(self._work(Role.CONTACT_PERSON), self.case_id, self._version(), failed)

    def hear(self, index: int = 0) -> None:
        """Record that whoever collected the data was heard about a request."""
        heard = HearingInput(
            (self._request_id(index),), "J. de Vries", HearingCapacity.COLLECTOR, self.world.today, "Ik maakte ze zelf."
        )
        record_hearing(self._work(Role.CONTACT_PERSON), self.case_id, self._version(), heard)

    def propose(self, proposal: ProposalInput, index: int = 0) -> int:
        """Submit a proposal for a request."""
        return propose(self._work(Role.CONTACT_PERSON), self._request_id(index), self._version(), proposal)

    def advise(self, kind: AdviceKind, remark: str = "", index: int = 0) -> None:
        """Let the officer advise on the newest revision."""
        given = AdviceInput(self._proposal_id(index), kind, remark)
        advise(self._work(Role.FG), self._request_id(index), self._version(), given)

    def decide(self, reason: str = "", index: int = 0) -> None:
        """Let the decider decide as the newest revision proposes."""
        work = self._work(Role.DECIDER)
        decide(work, self._request_id(index), self._version(), self._proposal_id(index), reason)

    def acknowledge(self) -> str:
        """Make the acknowledgement final and give its number."""
        self._issue(LetterInput(self.world.today))
        return self.view().letters[-1].number

    def answer(self, index: int = 0) -> None:
        """Make the letter final that answers a request."""
        self._issue(LetterInput(self.world.today, (self._request_id(index),)))

    def post(self) -> None:
        """Record that the newest letter was posted."""
        posted = PostInput(DispatchWay.POST, self.world.today)
        post_letter(self._work(Role.CONTACT_PERSON), self.view().letters[-1].id, self._version(), posted)

    def carry_out(self, index: int = 0) -> None:
        """Record that what was granted has been done, with every duty."""
        row = self.view().requests[index]
        duties = frozenset(duty.code for duty in row.duties)
        done = CarryOutInput(self.world.today, done_facts(row.request.right), duties, without_time=_why(row.request))
        carry_out(self._work(Role.CONTACT_PERSON), self._request_id(index), self._version(), done)

    def list_recipient(self, index: int = 0) -> None:
        """Put somebody on the list of who got the data of a request."""
        given = RecipientInput("Gemeente Enschede", "Het verslag van 3 maart.", self.world.today)
        add_recipient(self._work(Role.CONTACT_PERSON), self._request_id(index), self._version(), given)

    def ask(self, kind: TaskKind = TaskKind.HARM, place: str = "", due_on: date | None = None) -> int:
        """Let the contact person ask the colleague something about every request; give the task's id."""
        asked = TaskInput(
            kind,
            tuple(row.request.id for row in self.view().requests),
            self.world.users[address(self.slug, Role.COLLEAGUE)],
            "Wat weet u hiervan?",
            due_on or self.world.today,
            PlaceKind.SYSTEM if place else None,
            place,
        )
        return ask_colleague(self._work(Role.CONTACT_PERSON), self.case_id, asked)

    def tell(
        self,
        task_id: int,
        result: SearchResult | None = None,
        capacity: HearingCapacity | None = None,
        body: str = "Dat klopt nog steeds.",
    ) -> None:
        """Let the colleague answer a task."""
        answer = AnswerInput(body, self.world.today, result, capacity)
        answer_task(self._work(Role.COLLEAGUE), task_id, answer)

    def ask_third_party(self) -> int:
        """Let the contact person ask a third party for a view on every request; give its id."""
        today = self.world.today
        ids = tuple(row.request.id for row in self.view().requests)
        asked = ThirdPartyInput("Zus", ids, "Mag dit verslag worden gedeeld?", today, default_due(today, today), today)
        return ask_third_party(self._work(Role.CONTACT_PERSON), self.case_id, asked)

    def note(self, text: str = "Gebeld.") -> None:
        """Write a note."""
        add_note(self._work(Role.CONTACT_PERSON), self.case_id, text)

    def came_in(self, kind: FollowUpKind = FollowUpKind.COMPLAINT) -> int:
        """Record that something came in about every request, and give its id."""
        act_by = None if kind is FollowUpKind.REMINDER else self.world.today
        ids = tuple(row.request.id for row in self.view().requests)
        given = FollowUpInput(kind, ids, self.world.today, "Er is te weinig gezocht.", "", act_by)
        return record_follow_up(self._work(Role.CONTACT_PERSON), self.case_id, self._version(), given)

    def set_term(self, index: int = 0) -> int:
        """Record that a court set a term on a request, and give its id."""
        today, who = self.world.today, "Rechtbank Overijssel"
        given = TermInput(self._request_id(index), TermSetter.COURT, who, today, today, "Zoek opnieuw.")
        return set_term(self._work(Role.CONTACT_PERSON), self.case_id, self._version(), given)

    def reopen(self, index: int = 0) -> None:
        """Judge a request anew, since a complaint was upheld today."""
        given = ReopenInput((self._request_id(index),), ReopenReason.COMPLAINT, self.world.today, "Zoek in de kast.")
        reopen(self._work(Role.CONTACT_PERSON), self.case_id, self._version(), given)

    def _issue(self, wanted: LetterInput) -> None:
        issue_letter(self._work(Role.CONTACT_PERSON), self.case_id, self._version(), wanted, render_seconds=60)

    def _work(self, role: Role) -> Work:
        return self.world.work(address(self.slug, role))

    def _version(self) -> int:
        return self.view().case.version

    def _request_id(self, index: int) -> int:
        return self.view().requests[index].request.id

    def _proposal_id(self, index: int) -> int:
        proposal = self.view().requests[index].proposal
        assert proposal is not None
        return proposal.id


def _why(request: Request) -> str:
    """Give why there was no time to reconsider, unless it was recorded that there was."""
    return "" if request.reconsiderations else without_time(request.right)
