"""A correction is a new letter that names the old one; the old one stays, and no request moves."""

from dataclasses import replace

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from dsar.core.drafts import DraftInput
from dsar.core.errors import Conflict, InvalidInput, NotAllowed, NotFound
from dsar.core.vocabulary import LetterKind, Right
from dsar.core.workflow import Status
from dsar.queries.case_view import case_view
from dsar.queries.lookups import answer_letter
from dsar.services.issue_letter import finish_letter, void_letter
from dsar.services.write_draft import write_draft
from tests.factories.drafts import FIELDS
from tests.factories.world import REFUSE_ERASURE, World
from tests.services.desk import Desk, entries, granting

REASON = "In onze brief stond een verkeerd huisnummer."


def refused(world: World, *, posted: bool = True) -> tuple[Desk, int]:
    desk = Desk(world, Right.ERASURE)
    desk.decide(Right.ERASURE, REFUSE_ERASURE)
    letter_id = desk.issue(Right.ERASURE)
    if posted:
        desk.post(letter_id)
    return desk, letter_id


def move_house(desk: Desk) -> None:
    with desk.world.engine.begin() as connection:
        connection.execute(text("UPDATE party SET street = 'Nieuwe Laan 3'"))


def test_a_correction_of_an_answer_is_made_anew_and_moves_nothing(world: World) -> None:
    desk, old_id = refused(world)
    old = desk.letter(old_id)
    move_house(desk)
    new_id = desk.issue(replaces_id=old_id, correction_reason=f" {REASON} ")
    context, new = desk.context(new_id), desk.letter(new_id)
    assert (new.kind, new.replaces_id, new.correction_reason) == (LetterKind.REFUSAL, old_id, REASON)
    assert context.replaces is not None
    assert (context.replaces.number, context.replaces.date, context.replaces.reason) == (old.number, old.dated, REASON)
    assert "Nieuwe Laan 3" in context.addressee
    assert "Lindelaan 12" in desk.context(old_id).addressee
    assert context.requests == desk.context(old_id).requests
    with Session(world.engine) as session:
        assert answer_letter(session, desk.request_id(Right.ERASURE)).id == old_id
    desk.post(new_id)
    assert desk.status(Right.ERASURE) is Status.CLOSED
    with Session(world.engine) as session:
        assert answer_letter(session, desk.request_id(Right.ERASURE)).id == new_id
    assert (desk.letter(old_id).sha256, desk.letter(old_id).status) == (old.sha256, old.status)
    assert f'"replaces":"{old.number}"' in entries(world, "letter.numbered")[-1].canonical


@pytest.mark.usefixtures("canned")
def test_only_what_was_sent_is_corrected(world: World) -> None:
    desk, old_id = refused(world, posted=False)
    with pytest.raises(NotAllowed, match="letter_not_posted"):
        desk.issue(replaces_id=old_id, correction_reason=REASON)
    void_letter(desk.work(), old_id, desk.version, "Verkeerd.")
    with pytest.raises(NotAllowed, match="letter_not_posted"):
        desk.issue(replaces_id=old_id, correction_reason=REASON)


@pytest.mark.usefixtures("canned")
@pytest.mark.parametrize("reason", ["", " - ", "\u200b"])
def test_a_correction_needs_a_reason(world: World, reason: str) -> None:
    desk, old_id = refused(world)
    with pytest.raises(InvalidInput, match="correction_reason_missing"):
        desk.issue(replaces_id=old_id, correction_reason=reason)


@pytest.mark.usefixtures("canned")
def test_a_letter_is_corrected_once_and_its_correction_can_be_corrected(world: World) -> None:
    desk, old_id = refused(world)
    new_id = desk.issue(replaces_id=old_id, correction_reason=REASON)
    with pytest.raises(Conflict, match="letter_replaced"):
        desk.issue(replaces_id=old_id, correction_reason=REASON)
    void_letter(desk.work(), new_id, desk.version, "Weer verkeerd.")
    new_id = desk.issue(replaces_id=old_id, correction_reason=REASON)
    desk.post(new_id)
    last_id = desk.issue(replaces_id=new_id, correction_reason=REASON)
    assert desk.letter(last_id).replaces_id == new_id


@pytest.mark.usefixtures("canned")
def test_a_correction_is_about_the_same_requests_of_the_same_case(world: World) -> None:
    old_id = refused(world)[1]
    other = Desk(world, Right.ERASURE)
    with pytest.raises(NotFound):
        other.issue(replaces_id=old_id, correction_reason=REASON)
    wrong = Desk(world, Right.ERASURE, Right.COPY)
    wrong.decide(Right.COPY, granting(Right.COPY))
    letter_id = wrong.issue(Right.COPY)
    wrong.post(letter_id)
    with pytest.raises(InvalidInput, match="correction_differs"):
        wrong.issue(Right.ERASURE, replaces_id=letter_id, correction_reason=REASON)


@pytest.mark.usefixtures("canned")
def test_an_acknowledgement_is_corrected_even_after_the_case_has_ended(world: World) -> None:
    desk = Desk(world, Right.ERASURE)
    first = desk.issue()
    desk.post(first)
    desk.decide(Right.ERASURE, REFUSE_ERASURE)
    desk.post(desk.issue(Right.ERASURE))
    second = desk.issue(replaces_id=first, correction_reason=REASON)
    assert acknowledged_by(desk) == first
    desk.post(second)
    assert acknowledged_by(desk) == second


@pytest.mark.usefixtures("canned")
def test_a_void_acknowledgement_is_none(world: World) -> None:
    desk = Desk(world, Right.COPY)
    void_letter(desk.work(), desk.issue(), desk.version, "Verkeerde dag.")
    assert acknowledged_by(desk) is None


def acknowledged_by(desk: Desk) -> int | None:
    """Give the letter that the case page shows as the acknowledgement."""
    with Session(desk.world.engine) as session:
        found = case_view(session, desk.work().actor, desk.case_id).acknowledgement
        return found.id if found is not None else None


@pytest.mark.usefixtures("canned")
def test_a_composed_letter_is_corrected_through_a_draft_or_as_it_was(world: World) -> None:
    desk = Desk(world, Right.COPY)
    kind = LetterKind.FORWARDED
    desk.forwarded(Right.COPY)
    first = desk.issue(draft_id=desk.draft(kind, Right.COPY))
    desk.post(first)
    as_it_was = desk.issue(replaces_id=first, correction_reason=REASON)
    assert desk.context(as_it_was).fields == FIELDS[kind]
    void_letter(desk.work(), as_it_was, desk.version, "Toch anders.")
    draft = DraftInput(kind, (desk.request_id(Right.COPY),), FIELDS[kind], first, REASON)
    other = replace(draft, kind=LetterKind.LATE_ANSWER, fields=FIELDS[LetterKind.LATE_ANSWER])
    with pytest.raises(InvalidInput, match="correction_differs"):
        write_draft(desk.work(), desk.case_id, desk.version, other)
    second = desk.issue(draft_id=write_draft(desk.work(), desk.case_id, desk.version, draft))
    assert desk.letter(second).replaces_id == first


@pytest.mark.usefixtures("canned")
def test_a_letter_that_needed_advice_is_corrected_with_advice(world: World) -> None:
    desk = Desk(world, Right.COPY)
    kind = LetterKind.EXTENSION_NOTICE
    draft_id = desk.draft(kind, Right.COPY)
    desk.advised(draft_id)
    first = desk.issue(draft_id=draft_id)
    desk.post(first)
    with pytest.raises(NotAllowed, match="draft_needed"):
        desk.issue(replaces_id=first, correction_reason=REASON)
    draft = DraftInput(kind, (desk.request_id(Right.COPY),), FIELDS[kind], first, REASON)
    again = write_draft(desk.work(), desk.case_id, desk.version, draft)
    with pytest.raises(NotAllowed, match="draft_not_advised"):
        desk.issue(draft_id=again)
    desk.advised(again)
    assert desk.letter(desk.issue(draft_id=again)).replaces_id == first


@pytest.mark.usefixtures("canned")
def test_a_number_from_before_an_upgrade_is_voided_and_made_anew(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = Desk(world, Right.COPY)
    with monkeypatch.context() as before:
        before.setattr("dsar.letters.freeze.FORMAT", 1)
        before.setattr("dsar.services.issue_letter.finish_letter", lambda *_, **__: None)
        letter_id = desk.issue()
    with pytest.raises(NotAllowed, match="letter_format_old"):
        finish_letter(desk.work(), letter_id, render_seconds=60)
    void_letter(desk.work(), letter_id, desk.version, "Van voor de nieuwe versie.")
    desk.issue()
