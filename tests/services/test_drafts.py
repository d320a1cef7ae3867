"""A composed letter while it is written: revisions, and the officer's advice on exactly one of them."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from dsar.core.drafts import DraftInput
from dsar.core.errors import Conflict, InvalidInput, NotAllowed, NotFound
from dsar.core.fields import Fields
from dsar.core.placeholders import ADVISED, COMPOSED
from dsar.core.search import Tab, Wanted
from dsar.core.vocabulary import AdviceKind, LetterKind, Role
from dsar.models import AuditEvent, DraftAdvice, LetterDraft
from dsar.models.letter import DraftStatus
from dsar.queries.drafts import advice_on, drafts_of_case
from dsar.queries.signoff import queue
from dsar.queries.worklist import worklist
from dsar.services.advise_draft import advise_on_draft, submit_draft
from dsar.services.work import AlreadyDone, transaction
from dsar.services.write_draft import drop_draft, write_draft
from tests.factories.drafts import FIELDS, RIGHTS
from tests.factories.world import World
from tests.services.desk import WPR, Desk

NOTICE = LetterKind.EXTENSION_NOTICE


class DraftDesk(Desk):
    """A composed letter in one case."""

    def __init__(self, world: World, kind: LetterKind, *, slug: str = WPR) -> None:
        super().__init__(world, RIGHTS[kind], slug=slug)
        self.kind = kind
        self.draft_id: int | None = None
        if kind is LetterKind.DECEASED_ANSWER:
            self.died()

    def input(self, **values) -> DraftInput:
        fields = Fields.of({**dict(FIELDS[self.kind].entries), **values})
        return DraftInput(self.kind, (self.request_id(RIGHTS[self.kind]),), fields)

    def write(self, **values) -> int:
        self.draft_id = write_draft(self.work(), self.case_id, self.version, self.input(**values), self.draft_id)
        return self.draft_id

    def submit(self) -> None:
        submit_draft(self.work(), self.draft_id or 0, self.version)

    def advise(self, kind: AdviceKind, remark: str = "", revision: int | None = None) -> None:
        revision = revision or self.now().revision
        advise_on_draft(self.work(Role.FG), self.draft_id or 0, self.version, revision, kind, remark)

    def now(self) -> LetterDraft:
        return self.stored_draft(self.draft_id or 0)


def tags(world: World) -> list[str]:
    with Session(world.engine) as session:
        return list(
            session.scalars(select(AuditEvent.tag).where(AuditEvent.tag.like("draft.%")).order_by(AuditEvent.seq))
        )


@pytest.mark.parametrize("kind", list(COMPOSED))
def test_a_draft_is_kept_with_every_edit_as_a_next_revision(world: World, kind: LetterKind) -> None:
    desk = DraftDesk(world, kind)
    desk.write()
    first = desk.now()
    assert (first.status, first.revision, Fields.from_json(first.content)) == (DraftStatus.WRITING, 1, FIELDS[kind])
    desk.write()
    assert desk.now().revision == 2
    assert desk.now().sha256 != first.sha256
    assert tags(world) == ["draft.written"] * 2


def test_an_incomplete_draft_is_kept_and_not_submitted(world: World) -> None:
    desk = DraftDesk(world, NOTICE)
    desk.draft_id = write_draft(
        desk.work(), desk.case_id, desk.version, DraftInput(NOTICE, (desk.request_id(RIGHTS[NOTICE]),))
    )
    with pytest.raises(InvalidInput, match="detail_missing") as refused:
        desk.submit()
    assert refused.value.field == "details-reason"
    assert desk.now().status is DraftStatus.WRITING


@pytest.mark.parametrize("kind", [kind for kind in COMPOSED if kind not in ADVISED])
def test_only_some_kinds_go_past_the_officer(world: World, kind: LetterKind) -> None:
    desk = DraftDesk(world, kind)
    desk.write()
    with pytest.raises(NotAllowed, match="advice_not_required"):
        desk.submit()


@pytest.mark.parametrize("kind", sorted(ADVISED))
def test_advice_is_on_one_revision_and_an_edit_asks_for_it_anew(world: World, kind: LetterKind) -> None:
    desk = DraftDesk(world, kind)
    desk.ready_for(kind, RIGHTS[kind])
    before = len(tags(world))
    desk.write()
    desk.submit()
    desk.advise(AdviceKind.RETURN, "Leg het beter uit.")
    assert desk.now().status is DraftStatus.RETURNED
    with pytest.raises(NotAllowed, match="draft_waits"):
        desk.submit()
    desk.write()
    desk.submit()
    desk.advise(AdviceKind.AGREE)
    assert desk.now().status is DraftStatus.ADVISED
    desk.write()
    draft = desk.now()
    assert (draft.status, draft.revision) == (DraftStatus.WRITING, 3)
    assert advice_on(draft) is None
    assert [(advice.revision, advice.kind) for advice in draft.advices] == [
        (1, AdviceKind.RETURN),
        (2, AdviceKind.AGREE),
    ]
    assert tags(world)[before:] == [
        "draft.written",
        "draft.submitted",
        "draft.advised",
        "draft.written",
        "draft.submitted",
        "draft.advised",
        "draft.written",
    ]


def test_editing_a_submitted_draft_takes_it_back(world: World) -> None:
    desk = DraftDesk(world, NOTICE)
    desk.write()
    desk.submit()
    desk.write(explanation="Uw dossier staat op papier.")
    with pytest.raises(Conflict, match="draft_newer"):
        desk.advise(AdviceKind.AGREE, revision=1)
    with pytest.raises(NotAllowed, match="draft_not_submitted"):
        desk.advise(AdviceKind.AGREE)


@pytest.mark.parametrize("kind", [AdviceKind.RETURN, AdviceKind.AGAINST])
def test_returning_or_advising_against_asks_for_a_remark(world: World, kind: AdviceKind) -> None:
    desk = DraftDesk(world, NOTICE)
    desk.write()
    desk.submit()
    with pytest.raises(InvalidInput, match="remark_missing"):
        desk.advise(kind, " - ")


def test_nobody_advises_on_their_own_draft(world: World) -> None:
    desk = DraftDesk(world, NOTICE)
    both = world.work_of(world.add_user("dubbel@example.com", WPR, Role.CONTACT_PERSON, Role.FG))
    desk.draft_id = write_draft(both, desk.case_id, desk.version, desk.input())
    submit_draft(both, desk.draft_id, desk.version)
    with pytest.raises(NotAllowed, match="own_draft"):
        advise_on_draft(both, desk.draft_id, desk.version, 1, AdviceKind.AGREE)
    desk.advise(AdviceKind.AGREE)


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.FG])
def test_only_the_officer_advises(world: World, role: Role) -> None:
    desk = DraftDesk(world, NOTICE)
    desk.write()
    desk.submit()
    with pytest.raises((NotAllowed, NotFound)):
        advise_on_draft(desk.work(role), desk.draft_id or 0, desk.version, 1, AdviceKind.AGREE)


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.CONTACT_PERSON])
def test_only_a_contact_person_writes_submits_and_drops(world: World, role: Role) -> None:
    desk = DraftDesk(world, NOTICE)
    desk.write()
    for act in (
        lambda: write_draft(desk.work(role), desk.case_id, desk.version, desk.input()),
        lambda: submit_draft(desk.work(role), desk.draft_id or 0, desk.version),
        lambda: drop_draft(desk.work(role), desk.draft_id or 0, desk.version),
    ):
        with pytest.raises((NotAllowed, NotFound)):
            act()


def test_another_organisations_draft_is_not_found(make_world: Callable[..., World]) -> None:
    world = make_world(WPR, "aanzien")
    desk = DraftDesk(world, NOTICE)
    desk.write()
    desk.submit()
    for act in (
        lambda: drop_draft(world.work("aanzien", Role.CONTACT_PERSON), desk.draft_id or 0, desk.version),
        lambda: advise_on_draft(world.work("aanzien", Role.FG), desk.draft_id or 0, desk.version, 1, AdviceKind.AGREE),
    ):
        with pytest.raises(NotFound):
            act()


def test_a_request_or_a_draft_of_another_case_is_refused(world: World) -> None:
    desk, other = DraftDesk(world, NOTICE), DraftDesk(world, NOTICE)
    other.write()
    with pytest.raises(InvalidInput, match="no_request_chosen"):
        write_draft(
            desk.work(),
            desk.case_id,
            desk.version,
            replace(desk.input(), request_ids=(other.request_id(RIGHTS[NOTICE]),)),
        )
    with pytest.raises(NotFound):
        write_draft(desk.work(), desk.case_id, desk.version, desk.input(), other.draft_id)


def test_of_two_who_edit_the_second_is_told(world: World) -> None:
    desk = DraftDesk(world, NOTICE)
    desk.write()
    opened = desk.version
    desk.write()
    with pytest.raises(Conflict, match="case_changed"):
        write_draft(desk.work(), desk.case_id, opened, desk.input(), desk.draft_id)


def test_a_dropped_draft_is_gone_and_can_be_written_anew(world: World) -> None:
    desk = DraftDesk(world, NOTICE)
    desk.write()
    with pytest.raises(InvalidInput, match="extension_exists"):
        write_draft(desk.work(), desk.case_id, desk.version, desk.input())
    drop_draft(desk.work(), desk.draft_id or 0, desk.version)
    with pytest.raises(Conflict, match="draft_moved"):
        desk.write()
    with Session(world.engine) as session:
        assert drafts_of_case(session, desk.case_id) == ()
    desk.draft_id = None
    desk.write()


def test_a_draft_keeps_its_kind(world: World) -> None:
    desk = DraftDesk(world, NOTICE)
    desk.write()
    desk.kind = LetterKind.LATE_ANSWER
    with pytest.raises(InvalidInput, match="kind_fixed"):
        desk.write()


def test_what_cannot_be_printed_is_refused_at_its_field(world: World) -> None:
    desk = DraftDesk(world, NOTICE)
    with pytest.raises(InvalidInput, match="unprintable") as refused:
        desk.write(explanation="王小明")
    assert refused.value.field == "details-explanation"


def test_after_the_first_month_there_is_no_extension(world: World) -> None:
    desk = DraftDesk(world, NOTICE)
    desk.write()
    world.moment += timedelta(days=26)  # 19 December: the month ended on the 18th
    with pytest.raises(InvalidInput, match="extension_too_late"):
        desk.submit()


def test_the_officers_queue_holds_the_drafts_of_all_organisations(make_world: Callable[..., World]) -> None:
    world = make_world(WPR, "aanzien", "zaz-welzijn")
    desks = [DraftDesk(world, NOTICE, slug=slug) for slug in (WPR, "aanzien", "zaz-welzijn")]
    for desk in desks:
        desk.write()
        desk.submit()
    officer = world.add_user("gedeeld@example.com", WPR, Role.FG)
    with Session(world.engine) as session:
        own = queue(session, world.work_of(officer).actor, world.today)
        assert ([row.case_id for row in own.drafts], own.drafts_total) == ([desks[0].case_id], 1)
        assert (own.drafts[0].kind, own.drafts[0].revision, own.drafts[0].own) == (NOTICE, 1, False)
    desks[0].advise(AdviceKind.AGREE)
    with Session(world.engine) as session:
        assert queue(session, world.work_of(officer).actor, world.today).drafts_total == 0
        assert session.scalars(select(DraftAdvice.content)).one() == desks[0].now().content


def test_the_worklist_shows_whom_a_draft_waits_for(world: World) -> None:
    desk = DraftDesk(world, NOTICE)
    desk.write()

    def waiting(role: Role) -> list[int]:
        with Session(world.engine) as session:
            return [
                row.drafts for row in worklist(session, desk.work(role).actor, Tab.MINE, Wanted(), world.today).rows
            ]

    assert (waiting(Role.CONTACT_PERSON), waiting(Role.FG), waiting(Role.DECIDER)) == ([1], [], [])
    desk.submit()
    assert (waiting(Role.CONTACT_PERSON), waiting(Role.FG)) == ([0], [1])
    desk.advise(AdviceKind.RETURN, "Leg het beter uit.")
    assert (waiting(Role.CONTACT_PERSON), waiting(Role.FG)) == ([1], [])
    drop_draft(desk.work(), desk.draft_id or 0, desk.version)
    assert waiting(Role.CONTACT_PERSON) == [0]


def test_a_form_that_led_to_no_draft_before_is_refused_and_one_that_did_leads_to_it(world: World) -> None:
    desk = DraftDesk(world, LetterKind.FORWARDED)
    used = world.work(WPR, Role.CONTACT_PERSON, form_key="used for something else")
    with transaction(used):
        pass  # a use that leads to nothing
    with pytest.raises(Conflict) as refused:
        write_draft(used, desk.case_id, desk.version, desk.input())
    assert refused.value.code == "already_done"
    work = world.work(WPR, Role.CONTACT_PERSON, form_key="one-form")
    draft_id = write_draft(work, desk.case_id, desk.version, desk.input())
    with pytest.raises(AlreadyDone) as again:
        write_draft(work, desk.case_id, desk.version, desk.input())
    assert again.value.result == str(draft_id)
