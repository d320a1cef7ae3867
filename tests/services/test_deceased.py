"""A request about somebody who died: no term of a law, no decision, always a letter with an explanation."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from dsar.core.drafts import DraftInput
from dsar.core.errors import InvalidInput, NotAllowed
from dsar.core.letters import LetterContext
from dsar.core.progress import Step
from dsar.core.vocabulary import Ending, LetterKind, Right, Role
from dsar.core.workflow import Status
from dsar.letters import to_blocks, words
from dsar.letters.legal import legal_rows
from dsar.models import Case, Letter
from dsar.queries.case_view import CaseView, case_view
from dsar.queries.figures import handled_in
from dsar.queries.letter_dates import due_of
from dsar.queries.letter_runs import without_acknowledgement
from dsar.queries.signoff import queue
from dsar.queries.standing import standing_of
from dsar.services.advise_draft import submit_draft
from dsar.services.deceased import undo_death
from dsar.services.propose import propose
from dsar.services.represent import set_representative
from dsar.services.write_draft import write_draft
from tests.factories.acting import MANDATED
from tests.factories.world import World
from tests.services.desk import Desk, entries, granting, payload_of

pytestmark = pytest.mark.usefixtures("canned")
EXPLAINED = LetterKind.DECEASED_ANSWER


def plain_text(context: LetterContext) -> str:
    return "\n".join(block.text for block in to_blocks(context))


def view_of(desk: Desk) -> CaseView:
    with Session(desk.world.engine, expire_on_commit=False) as session:
        return case_view(session, desk.work().actor, desk.case_id, today=desk.world.today)


def test_the_promise_takes_the_place_of_every_term_and_the_trail_says_what_it_was(world: World) -> None:
    desk = Desk(world, Right.COPY, Right.ERASURE)
    before, promise = view_of(desk).due, world.today + timedelta(days=40)
    desk.died()
    view = view_of(desk)
    assert before is not None
    assert (view.due, view.case.next_due_on) == (promise, promise)
    assert {row.due for row in view.requests} == {promise}
    assert view.step is Step.EXPLAIN
    told = payload_of(entries(world, "subject.died")[0])
    assert (told["due_before"], told["answer_by"]) == (before.isoformat(), promise.isoformat())
    assert told["grounds"] == [{"request": desk.request_id(Right.COPY), "ground": "interest"}]


def test_what_was_done_in_life_stays_and_nothing_more_is_decided(world: World) -> None:
    desk = Desk(world, Right.COPY)
    world.identify(desk.slug, desk.case_id)
    propose(desk.work(), desk.request_id(Right.COPY), desk.version, granting(Right.COPY))
    desk.died()
    (row,) = view_of(desk).requests
    assert (len(row.proposals), row.request.status) == (1, Status.AWAITING_ADVICE)
    with pytest.raises(NotAllowed, match="subject_deceased"):
        propose(desk.work(), desk.request_id(Right.COPY), desk.version, granting(Right.COPY))
    with Session(world.engine) as session:
        assert queue(session, desk.work(Role.FG).actor, world.today).rows == ()


def test_it_never_ends_without_its_letter_which_goes_past_the_officer_to_whoever_asks(world: World) -> None:
    desk = Desk(world, Right.COPY, Right.ERASURE)
    desk.died()
    draft_id = desk.draft(EXPLAINED, Right.COPY)
    with pytest.raises(NotAllowed, match="draft_not_advised"):
        desk.issue(draft_id=draft_id)
    desk.advised(draft_id)
    letter_id = desk.issue(draft_id=draft_id)
    context = desk.context(letter_id)
    assert context.addressee[0] == "Mevrouw E. Vermeer"
    assert (context.salutation, context.subject_name) == ("Geachte mevrouw Vermeer", "A.B. van der Meer")
    assert context.remedies is None, "no authority and no petition: neither exists here"
    desk.post(letter_id)
    ended, open_still = view_of(desk).requests
    assert ended.request.ending is not None
    assert (ended.request.ending.kind, ended.request.status) == (Ending.EXPLAINED, Status.CLOSED)
    assert (open_still.request.status, open_still.step) == (Status.REGISTERED, Step.EXPLAIN)


def test_no_letter_promises_a_right_of_the_avg_any_more(world: World) -> None:
    desk = Desk(world, Right.COPY)
    early = DraftInput(EXPLAINED, (desk.request_id(Right.COPY),))
    with pytest.raises(InvalidInput, match="subject_not_deceased"):
        write_draft(desk.work(), desk.case_id, desk.version, early)
    desk.died()
    with pytest.raises(InvalidInput, match="subject_deceased"):
        desk.draft(LetterKind.EXTENSION_NOTICE, Right.COPY)


def test_whoever_asks_hears_that_it_came_in_with_the_promised_day_and_no_term_of_the_avg(world: World) -> None:
    desk = Desk(world, Right.COPY)
    desk.died()
    with Session(world.engine) as session:
        waiting = without_acknowledgement(session, desk.work().actor, world.organisation_id(desk.slug))
        assert [case.id for case in waiting] == [desk.case_id]
    context = desk.context(desk.issue())
    assert (context.addressee[0], context.died) == ("Mevrouw E. Vermeer", True)
    (request,) = context.requests
    assert request.respond_by == world.today + timedelta(days=40)
    assert (request.regulation_by, request.promise_article, request.law_by) == (None, "", None)
    rules = legal_rows(context, words("nl"))
    assert [row.law for row in rules] == ["overweging 27 AVG"]
    text = plain_text(context)
    assert "De dag hierboven beloven wij u zelf." in text


def test_a_letter_of_life_keeps_its_term_and_one_of_after_has_none(world: World) -> None:
    lived, died = Desk(world, Right.COPY), Desk(world, Right.COPY)
    died.died()
    for desk, term in ((lived, True), (died, False)):
        letter_id = desk.issue()
        if desk is lived:
            world.moment += timedelta(minutes=1)
            desk.died()
        with Session(world.engine) as session:
            letter = session.get_one(Letter, letter_id)
            regulation = world.catalogue.newest(desk.slug)
            assert (due_of(letter, letter.case, regulation).governing is not None) == term


def test_an_acknowledgement_of_life_is_not_sent_anew_to_whoever_asks(world: World) -> None:
    desk = Desk(world, Right.COPY)
    letter_id = desk.issue()
    desk.post(letter_id)
    desk.died()
    with pytest.raises(NotAllowed, match="subject_deceased"):
        desk.issue(replaces_id=letter_id, correction_reason="De naam was niet goed geschreven.")


def test_a_complaint_of_whoever_asks_has_an_outcome_without_the_remedies_of_the_avg(world: World) -> None:
    desk = Desk(world, Right.COPY)
    desk.died()
    letter_id = desk.issue(draft_id=desk.draft(LetterKind.COMPLAINT_OUTCOME, Right.COPY))
    context = desk.context(letter_id)
    assert (context.addressee[0], context.remedies) == ("Mevrouw E. Vermeer", None)
    text = plain_text(context)
    assert "Deze persoon is overleden." in text
    assert "Autoriteit Persoonsgegevens" not in text
    assert "Ga naar de rechter" not in text
    assert [row.law for row in legal_rows(context, words("nl"))] == ["overweging 27 AVG"]


def test_an_authority_of_life_ends_at_death(world: World) -> None:
    desk = Desk(world, Right.COPY)
    set_representative(desk.work(), desk.case_id, desk.version, MANDATED)
    desk.died()
    assert view_of(desk).representative is None


def test_a_mistake_gives_the_terms_back_as_if_nothing_was_said(world: World) -> None:
    desk = Desk(world, Right.COPY)
    set_representative(desk.work(), desk.case_id, desk.version, MANDATED)
    before = view_of(desk).due
    desk.died()
    with pytest.raises(InvalidInput, match="required"):
        undo_death(desk.work(), desk.case_id, desk.version, " ")
    undo_death(desk.work(), desk.case_id, desk.version, "Het ging over de vader van de cliënt.")
    view = view_of(desk)
    assert (view.due, view.deceased) == (before, None)
    assert view.representative is not None
    assert len(entries(world, "subject.lives")) == 1
    with pytest.raises(NotAllowed, match="subject_not_deceased"):
        undo_death(desk.work(), desk.case_id, desk.version, "Nog eens.")


def test_a_change_is_a_further_row_that_names_what_changed(world: World) -> None:
    desk = Desk(world, Right.COPY)
    desk.died()
    with pytest.raises(InvalidInput, match="nothing_changed"):
        desk.died()
    desk.died(shown="De akte van overlijden is gezien.")
    found = view_of(desk).deceased
    assert found is not None
    assert found.shown.startswith("De akte")
    first, second = (payload_of(entry) for entry in entries(world, "subject.died"))
    assert (first["fields"], second["fields"]) == ([], ["shown"])


def test_the_figures_leave_it_out_of_in_time_and_late(world: World) -> None:
    desk = Desk(world, Right.COPY)
    desk.died()
    with Session(world.engine) as session:
        (row,) = handled_in(session, desk.work(Role.FG).actor, world.today.year, world.today)
    assert row.deceased


def test_a_letter_that_waited_for_advice_in_life_waits_for_nobody_any_more(world: World) -> None:
    desk = Desk(world, Right.COPY)
    draft_id = desk.draft(LetterKind.EXTENSION_NOTICE, Right.COPY)
    submit_draft(desk.work(), draft_id, desk.version)
    desk.died()
    with Session(world.engine) as session:
        case = session.get_one(Case, desk.case_id)
        assert standing_of(session, case).draft_roles == ()
        assert queue(session, desk.work(Role.FG).actor, world.today).drafts == ()


def test_the_answer_about_the_dead_waits_for_nobody_once_it_was_a_mistake(world: World) -> None:
    desk = Desk(world, Right.COPY)
    desk.died()
    submit_draft(desk.work(), desk.draft(EXPLAINED, Right.COPY), desk.version)
    with Session(world.engine) as session:
        assert len(queue(session, desk.work(Role.FG).actor, world.today).drafts) == 1
    undo_death(desk.work(), desk.case_id, desk.version, "Het ging over iemand anders.")
    with Session(world.engine) as session:
        assert queue(session, desk.work(Role.FG).actor, world.today).drafts == ()
        assert standing_of(session, session.get_one(Case, desk.case_id)).draft_roles == ()
