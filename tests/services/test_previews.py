"""The page beside the form: made of what is typed, kept for its maker only, and nothing of the case changes."""

from datetime import date, timedelta

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from dsar.core.drafts import DraftInput
from dsar.core.errors import NotFound
from dsar.core.fields import Fields
from dsar.core.placeholders import COMPOSED
from dsar.core.proposals import PartInput, ProposalInput
from dsar.core.vocabulary import LetterKind, Outcome, Right, Role
from dsar.models import AccessEvent, AuditEvent, Counter, LetterPreview
from dsar.services.issue_letter import LetterInput
from dsar.services.preview import (
    Preview,
    preview_draft,
    preview_letter,
    preview_pdf,
    preview_picture,
    preview_proposal,
)
from dsar.services.propose import propose
from tests.factories.drafts import FIELDS, RIGHTS
from tests.factories.world import GRANT, REFUSE_ERASURE, World
from tests.services.desk import WPR, Desk, granting

WEBP = b"RIFF"


def looked(desk: Desk, role: Role = Role.CONTACT_PERSON) -> Preview:
    return preview_letter(desk.work(role), desk.case_id, LetterInput(desk.world.today))


def count(world: World, model: type) -> int:
    with Session(world.engine) as session:
        return session.execute(select(func.count()).select_from(model)).scalar_one()


def test_a_preview_is_a_pdf_with_pictures_of_its_pages(world: World) -> None:
    desk = Desk(world, Right.INSPECTION)
    preview = looked(desk)
    assert preview.lacking == ()
    with Session(world.engine) as session:
        actor = desk.work().actor
        assert preview_pdf(session, actor, preview.token).startswith(b"%PDF-")
        assert preview_picture(session, actor, preview.token, preview.pages).startswith(WEBP)
        for page in (0, preview.pages + 1):
            with pytest.raises(NotFound):
                preview_picture(session, actor, preview.token, page)


@pytest.mark.usefixtures("canned")
def test_who_waits_for_a_picture_holds_nothing_in_the_database(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = Desk(world, Right.INSPECTION)
    token, held = looked(desk).token, []
    with Session(world.engine) as session:
        monkeypatch.setattr("dsar.services.preview.picture", lambda *_: held.append(session.in_transaction()) or WEBP)
        assert preview_picture(session, desk.work().actor, token, 1) == WEBP
    assert held == [False]


@pytest.mark.usefixtures("canned")
def test_a_preview_changes_nothing_of_the_case_and_is_noted_as_reading(world: World) -> None:
    desk = Desk(world, Right.INSPECTION)
    before = desk.version, count(world, AuditEvent), count(world, Counter)
    looked(desk)
    assert (desk.version, count(world, AuditEvent), count(world, Counter)) == before
    with Session(world.engine) as session:
        seen = session.scalars(select(AccessEvent)).one()
    assert (seen.case_id, seen.actor_id, seen.page) == (desk.case_id, desk.work().actor.user_id, "letter_preview")


@pytest.mark.usefixtures("canned")
def test_only_its_maker_sees_a_preview_and_only_while_they_may_read_the_case(world: World) -> None:
    desk = Desk(world, Right.INSPECTION)
    token = looked(desk).token
    with Session(world.engine) as session:
        for role in (Role.FG, Role.DECIDER, Role.AUDITOR, Role.ADMINISTRATOR):
            with pytest.raises(NotFound):
                preview_pdf(session, desk.work(role).actor, token)
    with world.engine.begin() as connection:
        maker = {"maker": world.users[WPR, Role.CONTACT_PERSON]}
        connection.execute(text("DELETE FROM membership WHERE user_id = :maker"), maker)
    with Session(world.engine) as session, pytest.raises(NotFound):
        preview_pdf(session, desk.work().actor, token)


@pytest.mark.usefixtures("canned")
def test_the_next_preview_of_a_case_takes_the_place_of_the_last_and_old_ones_go(world: World) -> None:
    desk, other = Desk(world, Right.INSPECTION), Desk(world, Right.COPY)
    first = looked(desk).token
    officers = looked(desk, Role.FG).token
    second = looked(desk).token
    with Session(world.engine) as session:
        assert set(session.scalars(select(LetterPreview.token))) == {officers, second}
        with pytest.raises(NotFound):
            preview_pdf(session, desk.work().actor, first)
    world.moment += timedelta(days=1, seconds=1)
    last = looked(other).token
    with Session(world.engine) as session:
        assert list(session.scalars(select(LetterPreview.token))) == [last]


@pytest.mark.usefixtures("canned")
def test_another_organisations_case_has_no_preview(make_world) -> None:
    world = make_world(WPR, "aanzien")
    desk = Desk(world, Right.INSPECTION)
    outsider = world.work("aanzien", Role.CONTACT_PERSON)
    for look in (
        lambda: preview_letter(outsider, desk.case_id, LetterInput(world.today)),
        lambda: preview_draft(outsider, desk.case_id, DraftInput(LetterKind.FORWARDED, ()), world.today),
        lambda: preview_proposal(outsider, desk.request_id(Right.INSPECTION), GRANT, world.today),
    ):
        with pytest.raises(NotFound):
            look()
    assert count(world, LetterPreview) == 0


@pytest.mark.usefixtures("canned")
@pytest.mark.parametrize("kind", list(COMPOSED))
def test_a_draft_is_previewed_complete_empty_and_with_what_cannot_be_read(world: World, kind: LetterKind) -> None:
    desk = Desk(world, RIGHTS[kind])
    about = (desk.request_id(RIGHTS[kind]),)
    unreadable = Fields.of({name: "eergisteren" for name, _ in FIELDS[kind].entries})
    lacking = [
        preview_draft(desk.work(), desk.case_id, DraftInput(kind, about, fields), world.today).lacking
        for fields in (FIELDS[kind], Fields(), unreadable)
    ]
    assert lacking[0] == ()
    assert lacking[1]


@pytest.mark.usefixtures("canned")
@pytest.mark.parametrize("right", [right for right in Right if right is not Right.OBJECTION])  # which has a purpose
def test_a_proposal_is_previewed_before_it_is_complete(world: World, right: Right) -> None:
    desk = Desk(world, right)
    part = PartInput("De rest", Outcome.REFUSE, "verzonnen grond")
    complete = preview_proposal(desk.work(), desk.request_id(right), granting(right), world.today)
    assert complete.lacking == ()  # who decides is not known yet, and not for the contact person to fill in
    for proposal in (
        ProposalInput(Outcome.GRANT),
        ProposalInput(Outcome.PARTIAL, parts=(part, PartInput("", Outcome.GRANT))),
        ProposalInput(Outcome.REFUSE, parts=(part,)),
        ProposalInput(Outcome.REFUSE),
        ProposalInput(Outcome.GRANT, details=Fields.of({"day": "morgen", "changes": (("a",),), "told": "niemand"})),
    ):
        preview = preview_proposal(desk.work(), desk.request_id(right), proposal, world.today)
        assert preview.pages == 2
        assert preview.lacking


@pytest.mark.usefixtures("canned")
def test_proposals_are_previewed_together_before_anybody_decided(world: World) -> None:
    desk = Desk(world, Right.INSPECTION, Right.ERASURE)
    world.identify(WPR, desk.case_id)
    propose(desk.work(), desk.request_id(Right.INSPECTION), desk.version, GRANT)
    both = tuple(desk.request_id(right) for right in (Right.INSPECTION, Right.ERASURE))
    wanted = LetterInput(world.today, both)
    with pytest.raises(NotFound):
        preview_letter(desk.work(), desk.case_id, wanted)
    propose(desk.work(), both[1], desk.version, REFUSE_ERASURE)
    assert preview_letter(desk.work(Role.FG), desk.case_id, wanted).lacking == ()


@pytest.mark.usefixtures("canned")
def test_a_correction_is_previewed_with_the_letter_that_it_replaces(world: World) -> None:
    desk = Desk(world, Right.INSPECTION)
    letter_id = desk.issue()
    desk.post(letter_id)
    wanted = LetterInput(date(2026, 11, 24), replaces_id=letter_id, correction_reason="Het adres was verkeerd.")
    preview = preview_letter(desk.work(), desk.case_id, wanted)
    assert (preview.pages, preview.lacking) == (2, ())
