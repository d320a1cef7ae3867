"""What was said at registering of who asks is kept, holds every letter, and ends with a record or as a mistake."""

from dataclasses import replace

import pytest
from sqlalchemy.orm import Session

from dsar.core.errors import InvalidInput, NotAllowed
from dsar.core.progress import Step
from dsar.core.vocabulary import LetterKind, MarkKind, Right
from dsar.models import Case
from dsar.queries.case_view import CaseView, case_view
from dsar.queries.letter_runs import without_acknowledgement
from dsar.queries.standing import standing_of
from dsar.services.correct_subject import correct_subject
from dsar.services.deceased import undo_death
from dsar.services.intake_marks import withdraw_mark
from dsar.services.propose import propose
from dsar.services.represent import end_representative, set_representative
from tests.factories.acting import MANDATED
from tests.factories.world import SUBJECT, World
from tests.services.desk import Desk, entries, granting, payload_of

pytestmark = pytest.mark.usefixtures("canned")
REASON = "Het vinkje stond er per ongeluk."


def desk_of(world: World, *said: MarkKind) -> Desk:
    return Desk(world, Right.COPY, said=frozenset(said))


def view_of(desk: Desk) -> CaseView:
    with Session(desk.world.engine, expire_on_commit=False) as session:
        return case_view(session, desk.work().actor, desk.case_id, today=desk.world.today)


def to_confirm(desk: Desk) -> list[int]:
    with Session(desk.world.engine) as session:
        actor, organisation = desk.work().actor, desk.world.organisation_id(desk.slug)
        return [case.id for case in without_acknowledgement(session, actor, organisation)]


@pytest.mark.parametrize(
    ("kind", "code", "step"),
    [
        (MarkKind.ABOUT_DECEASED, "death_unrecorded", Step.RECORD_DEATH),
        (MarkKind.BY_OTHER, "acting_unrecorded", Step.RECORD_ACTING),
    ],
)
def test_no_letter_leaves_while_it_is_open_and_the_worklist_says_what_comes_first(
    world: World, kind: MarkKind, code: str, step: Step
) -> None:
    desk = desk_of(world, kind)
    assert payload_of(entries(world, "case.registered")[0])["marks"] == [kind.value]
    assert (view_of(desk).open_mark, view_of(desk).step) == (kind, step)
    with Session(world.engine) as session:
        assert standing_of(session, session.get_one(Case, desk.case_id)).steps == (step,)
    with pytest.raises(NotAllowed, match=code):
        desk.issue()
    with pytest.raises(InvalidInput, match=code):
        desk.draft(LetterKind.IDENTITY_REQUEST, Right.COPY)
    assert to_confirm(desk) == [], "not in a run either"
    world.identify(desk.slug, desk.case_id)
    with pytest.raises(NotAllowed, match=code):
        propose(desk.work(), desk.request_id(Right.COPY), desk.version, granting(Right.COPY))


def test_recording_the_representative_ends_it_for_good(world: World) -> None:
    desk = desk_of(world, MarkKind.BY_OTHER)
    set_representative(desk.work(), desk.case_id, desk.version, MANDATED)
    assert view_of(desk).open_mark is None
    assert to_confirm(desk) == [desk.case_id]
    end_representative(desk.work(), desk.case_id, desk.version, "De machtiging is ingetrokken.")
    assert view_of(desk).open_mark is None
    assert desk.context(desk.issue()).addressee[0] != ""


def test_recording_the_death_ends_both_and_undoing_it_opens_only_who_asks(world: World) -> None:
    desk = desk_of(world, *MarkKind)
    assert view_of(desk).open_mark is MarkKind.ABOUT_DECEASED
    desk.died()
    assert (view_of(desk).open_mark, view_of(desk).step) == (None, Step.EXPLAIN)
    undo_death(desk.work(), desk.case_id, desk.version, "Het ging over iemand anders.")
    assert view_of(desk).open_mark is MarkKind.BY_OTHER


def test_a_mistake_is_recorded_once_with_its_reason_and_lets_letters_go(world: World) -> None:
    desk = desk_of(world, MarkKind.BY_OTHER)
    with pytest.raises(InvalidInput, match="required"):
        withdraw_mark(desk.work(), desk.case_id, desk.version, MarkKind.BY_OTHER, " ")
    with pytest.raises(NotAllowed, match="mark_not_open"):
        withdraw_mark(desk.work(), desk.case_id, desk.version, MarkKind.ABOUT_DECEASED, REASON)
    withdraw_mark(desk.work(), desk.case_id, desk.version, MarkKind.BY_OTHER, REASON)
    assert (view_of(desk).open_mark, view_of(desk).step) == (None, Step.CHECK_IDENTITY)
    (told,) = entries(world, "mark.withdrawn")
    assert payload_of(told) == {"mark": "by_other"}
    with pytest.raises(NotAllowed, match="mark_not_open"):
        withdraw_mark(desk.work(), desk.case_id, desk.version, MarkKind.BY_OTHER, REASON)
    assert desk.issue()


def test_the_last_address_of_the_dead_may_be_unknown_until_letters_go_to_them_again(world: World) -> None:
    nowhere = replace(SUBJECT, street="", postcode="", city="")
    with pytest.raises(InvalidInput, match="street_impossible"):
        Desk(world, Right.COPY, subject=nowhere)
    desk = Desk(world, Right.COPY, subject=nowhere, said=frozenset({MarkKind.ABOUT_DECEASED}))
    assert view_of(desk).subject.postcode == ""
    correct_subject(desk.work(), desk.case_id, desk.version, replace(nowhere, last_name="Meerman"))
    with pytest.raises(InvalidInput, match="postcode_impossible"):
        correct_subject(desk.work(), desk.case_id, desk.version, replace(nowhere, street="Kade 1", city="Dorp"))
    desk.died()
    assert desk.context(desk.issue()).addressee[0] == "Mevrouw E. Vermeer"


def test_a_client_who_lives_after_all_gets_no_letter_without_an_address(world: World) -> None:
    nowhere = replace(SUBJECT, street="", postcode="", city="")
    desk = Desk(world, Right.COPY, subject=nowhere, said=frozenset({MarkKind.ABOUT_DECEASED}))
    withdraw_mark(desk.work(), desk.case_id, desk.version, MarkKind.ABOUT_DECEASED, REASON)
    with pytest.raises(InvalidInput, match="letter_incomplete"):
        desk.issue()
    with pytest.raises(InvalidInput, match="street_impossible"):
        correct_subject(desk.work(), desk.case_id, desk.version, replace(nowhere, last_name="Meerman"))


def test_without_a_tick_nothing_waits(world: World) -> None:
    desk = desk_of(world)
    assert "marks" not in payload_of(entries(world, "case.registered")[0])
    assert view_of(desk).open_mark is None
    assert desk.issue()
