"""The main job at every organisation: from a letter with two wishes to a posted refusal and an inspection held."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from dsar.core.carrying_out import CarryOutInput
from dsar.core.errors import NotAllowed
from dsar.core.vocabulary import AdviceKind, DispatchWay, HearingCapacity, LetterKind, Right, Role
from dsar.core.workflow import Status
from dsar.letters import from_json
from dsar.models import Case, Letter
from dsar.models.case import NO_OPEN_DATE
from dsar.queries.audit import verify
from dsar.queries.case_view import case_view
from dsar.services.advise import AdviceInput, advise
from dsar.services.audit import stream_of
from dsar.services.carry_out import carry_out
from dsar.services.decide import decide
from dsar.services.hear import HearingInput, record_hearing
from dsar.services.issue_letter import LetterInput, issue_letter
from dsar.services.post_letter import PostInput, post_letter
from dsar.services.propose import propose
from tests.factories.done import done_facts
from tests.factories.world import GRANT, REFUSE_ERASURE, World

SIXTH_SLUG = "woonhof-de-linde"
SLUGS = ["aanzien", "werk-op-maat", "werkkrachtcentrale", "westendorp-pr", "zaz-welzijn", SIXTH_SLUG]


class Story:
    """One case at one organisation, with the words of the people who handle it."""

    def __init__(self, world: World, slug: str) -> None:
        self.world, self.slug = world, slug
        self.case_id = world.receive(slug, Right.ERASURE, Right.INSPECTION)
        self.erasure = world.request(self.case_id, Right.ERASURE).id
        self.inspection = world.request(self.case_id, Right.INSPECTION).id

    @property
    def version(self) -> int:
        return self.world.version(self.case_id)

    def propose(self, request_id: int, proposal) -> None:
        propose(self.world.work(self.slug, Role.CONTACT_PERSON), request_id, self.version, proposal)

    def advise(self, request_id: int, kind: AdviceKind, remark: str = "") -> None:
        given = AdviceInput(self.world.proposal(request_id).id, kind, remark)
        advise(self.world.work(self.slug, Role.FG), request_id, self.version, given)

    def decide(self, request_id: int, reason: str = "") -> None:
        work = self.world.work(self.slug, Role.DECIDER)
        decide(work, request_id, self.version, self.world.proposal(request_id).id, reason)

    def hear(self, *request_ids: int) -> None:
        heard = HearingInput(request_ids, "Trajectbegeleider", HearingCapacity.COLLECTOR, self.world.today, "Klopt.")
        record_hearing(self.world.work(self.slug, Role.CONTACT_PERSON), self.case_id, self.version, heard)

    def letter(self, request_id: int | None) -> int:
        work = self.world.work(self.slug, Role.CONTACT_PERSON)
        wanted = LetterInput(self.world.today, (request_id,) if request_id is not None else ())
        return issue_letter(work, self.case_id, self.version, wanted, render_seconds=60)

    def post(self, letter_id: int) -> None:
        posted = PostInput(DispatchWay.POST, self.world.today)
        post_letter(self.world.work(self.slug, Role.CONTACT_PERSON), letter_id, self.version, posted)

    def status(self, right: Right) -> Status:
        return self.world.request(self.case_id, right).status

    def settle_advice(self, request_id: int, right: Right) -> None:
        if self.status(right) is Status.AWAITING_ADVICE:
            self.advise(request_id, AdviceKind.AGREE)


@pytest.mark.parametrize("slug", SLUGS)
def test_a_refusal_and_a_grant_run_from_receipt_to_closing(make_world: Callable[..., World], slug: str) -> None:
    world = make_world(slug)
    story = Story(world, slug)
    story.post(story.letter(None))
    world.identify(slug, story.case_id)
    story.propose(story.erasure, REFUSE_ERASURE)
    story.propose(story.inspection, GRANT)
    story.advise(story.erasure, AdviceKind.RETURN, "Noem het artikel.")
    assert story.status(Right.ERASURE) is Status.RETURNED
    story.propose(story.erasure, REFUSE_ERASURE)
    assert world.proposal(story.erasure).revision == 2
    story.advise(story.erasure, AdviceKind.AGREE)
    story.settle_advice(story.inspection, Right.INSPECTION)
    _decide_after_hearing(story)
    story.decide(story.inspection)
    letter_id = story.letter(story.erasure)
    story.post(letter_id)
    assert story.status(Right.ERASURE) is Status.CLOSED
    assert world.case(story.case_id).closed_on is None
    story.post(story.letter(story.inspection))
    assert story.status(Right.INSPECTION) is Status.ANSWERED
    _hold_inspection(story)
    case = world.case(story.case_id)
    assert (case.closed_on, case.next_due_on) == (world.today, NO_OPEN_DATE)
    _check_letter(world, letter_id)
    _check_signature_of_acknowledgement(world, slug)
    _check_trail(world, slug, case)


def _decide_after_hearing(story: Story) -> None:
    regulation = story.world.catalogue.newest(story.slug)
    if regulation.hearing_article(Right.ERASURE) is not None:
        with pytest.raises(NotAllowed, match="hearing_missing"):
            story.decide(story.erasure)
        story.hear(story.erasure)
    story.decide(story.erasure)


def _hold_inspection(story: Story) -> None:
    codes = frozenset(duty.code for duty in story.world.catalogue.newest(story.slug).duties_for(Right.INSPECTION))
    done = CarryOutInput(story.world.today, done_facts(Right.INSPECTION), codes)
    carry_out(story.world.work(story.slug, Role.CONTACT_PERSON), story.inspection, story.version, done)


def _check_letter(world: World, letter_id: int) -> None:
    with Session(world.engine) as session:
        letter = session.get_one(Letter, letter_id)
        context = from_json(letter.context)
    assert letter.kind is LetterKind.REFUSAL
    assert context.remedies is not None
    assert context.remedies.until >= world.today + timedelta(weeks=6)
    assert context.requests[0].parts[0].law == "AVG 17(3)(b)"
    assert context.signatory_name


def _check_trail(world: World, slug: str, case: Case) -> None:
    with Session(world.engine) as session:
        assert verify(session, stream_of(case.organisation_id)) is None
        actor = world.work(slug, Role.AUDITOR).actor
        tags = [event.tag.value for event in case_view(session, actor, case.id).timeline]
        numbers = list(session.scalars(select(Letter.number).where(Letter.case_id == case.id).order_by(Letter.id)))
    assert tags[0] == "case.registered"
    assert tags[-1] == "case.closed"
    assert tags.count("letter.posted") == 3
    assert [number[-4:] for number in numbers] == ["0001", "0002", "0003"]


def _check_signature_of_acknowledgement(world: World, slug: str) -> None:
    """Whoever confirms receipt is a contact person there, not the controller."""
    with Session(world.engine) as session:
        letter = session.scalars(select(Letter).where(Letter.kind == LetterKind.ACKNOWLEDGEMENT)).one()
    named = world.catalogue.newest(slug).roles_named[Role.CONTACT_PERSON]
    assert from_json(letter.context).signatory_capacity == named
