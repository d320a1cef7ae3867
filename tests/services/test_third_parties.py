"""Asking a third party for a view: what is kept, that no date moves, and that nothing is overwritten."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from dsar.core.errors import InvalidInput, NotAllowed, NotFound
from dsar.core.third_parties import ThirdPartyInput, ViewInput
from dsar.core.vocabulary import Right, Role, ThirdPartyOutcome
from dsar.database import unit_of_work
from dsar.models import Case, ThirdParty
from dsar.queries.audit import verify
from dsar.queries.case_view import case_view
from dsar.queries.tasks import TaskState
from dsar.queries.third_parties import state_of_view
from dsar.services.third_parties import ask_third_party, record_view
from tests.factories.world import REFUSE_ERASURE, World
from tests.services.desk import Desk
from tests.services.test_tasks import trail

QUESTION = "Mag het verslag over uw gesprek worden gedeeld?"
SAID = "Liever niet, het gaat ook over mijn gezin."


@pytest.fixture
def desk(world: World) -> Desk:
    return Desk(world, Right.INSPECTION, Right.ERASURE)


def question(desk: Desk, *rights: Right) -> ThirdPartyInput:
    ids = tuple(desk.request_id(right) for right in rights or (Right.INSPECTION,))
    return ThirdPartyInput(
        "Zus", ids, QUESTION, desk.world.today, desk.world.today + timedelta(days=7), desk.world.today
    )


def ask(desk: Desk, *rights: Right) -> int:
    return ask_third_party(desk.work(), desk.case_id, question(desk, *rights))


def said(desk: Desk, outcome: ThirdPartyOutcome = ThirdPartyOutcome.OBJECTS, body: str = SAID) -> ViewInput:
    return ViewInput(outcome, body, desk.world.today)


def governing(desk: Desk) -> object:
    with Session(desk.world.engine) as session:
        return session.get_one(Case, desk.case_id).next_due_on


def test_a_third_party_is_asked_by_consent_of_the_client_or_for_a_reason_that_is_kept(desk: Desk) -> None:
    for consented in (True, False):
        why = "" if consented else "De vraag noemt de cliënt niet."
        asked = replace(question(desk), consent_on=desk.world.today if consented else None, without_consent=why)
        third_id = ask_third_party(desk.work(), desk.case_id, asked)
        with Session(desk.world.engine) as session:
            row = session.get_one(ThirdParty, third_id)
            assert (row.consent_on, row.without_consent) == (asked.consent_on, why)
    with pytest.raises(InvalidInput, match="required"):
        ask_third_party(desk.work(), desk.case_id, replace(question(desk), consent_on=None))


def test_the_view_is_kept_with_its_own_term_and_the_clients_date_stays(desk: Desk) -> None:
    before = governing(desk)
    third_id = ask(desk)
    record_view(desk.work(), third_id, said(desk))
    assert governing(desk) == before
    with Session(desk.world.engine) as session:
        row = session.get_one(ThirdParty, third_id)
        assert (row.who, row.question, row.due_on) == ("Zus", QUESTION, desk.world.today + timedelta(days=7))
        assert [(view.outcome, view.body) for view in row.views] == [(ThirdPartyOutcome.OBJECTS, SAID)]
        assert state_of_view(row, desk.world.today) is TaskState.ANSWERED


def test_a_question_is_late_from_the_day_after_its_own_term(desk: Desk) -> None:
    third_id = ask(desk)
    with Session(desk.world.engine) as session:
        row = session.get_one(ThirdParty, third_id)
        assert state_of_view(row, row.due_on) is TaskState.ASKED
        assert state_of_view(row, row.due_on + timedelta(days=1)) is TaskState.LATE


def test_a_further_word_does_not_take_the_place_of_the_first(desk: Desk) -> None:
    third_id = ask(desk)
    record_view(desk.work(), third_id, said(desk))
    record_view(desk.work(), third_id, said(desk, ThirdPartyOutcome.NO_OBJECTION, "Bij nader inzien goed."))
    with Session(desk.world.engine) as session:
        row = session.get_one(ThirdParty, third_id)
        assert [view.outcome for view in row.views] == [ThirdPartyOutcome.OBJECTS, ThirdPartyOutcome.NO_OBJECTION]


def test_silence_is_recorded_only_when_the_term_has_ended(desk: Desk) -> None:
    third_id = ask(desk)
    with pytest.raises(InvalidInput, match="third_party_term_runs"):
        record_view(desk.work(), third_id, said(desk, ThirdPartyOutcome.SILENT, ""))


def test_what_was_taken_back_is_not_answered(desk: Desk) -> None:
    third_id = ask(desk)
    record_view(desk.work(), third_id, said(desk, ThirdPartyOutcome.NOT_NEEDED, "Het stuk wordt weggelaten."))
    with pytest.raises(NotAllowed, match="third_party_not_needed"):
        record_view(desk.work(), third_id, said(desk))


def test_nobody_is_asked_about_a_request_that_was_decided(desk: Desk) -> None:
    desk.decide(Right.ERASURE, REFUSE_ERASURE)
    with pytest.raises(InvalidInput, match="third_party_decided"):
        ask(desk, Right.ERASURE)
    ask(desk)  # the other request is still open


def test_another_cases_request_cannot_be_named(desk: Desk) -> None:
    other = Desk(desk.world, Right.COPY)
    with pytest.raises(InvalidInput, match="no_request_chosen"):
        ask_third_party(desk.work(), desk.case_id, replace(question(desk), request_ids=(other.request_id(Right.COPY),)))


@pytest.mark.parametrize("role", [Role.FG, Role.DECIDER, Role.COLLEAGUE, Role.AUDITOR, Role.ADMINISTRATOR])
def test_only_whoever_handles_the_case_asks_and_records(desk: Desk, role: Role) -> None:
    third_id = ask(desk)
    with pytest.raises((NotAllowed, NotFound)):
        ask_third_party(desk.work(role), desk.case_id, question(desk))
    with pytest.raises((NotAllowed, NotFound)):
        record_view(desk.work(role), third_id, said(desk))


def test_the_trail_tells_of_it_without_its_words_and_proves_itself(desk: Desk) -> None:
    record_view(desk.work(), ask(desk), said(desk))
    entries = [entry for entry in trail(desk) if entry.tag.startswith("third_party")]
    assert [entry.tag for entry in entries] == ["third_party.asked", "third_party.answered"]
    for word in (QUESTION, SAID, "Zus"):
        assert all(word not in entry.canonical for entry in entries)
    with Session(desk.world.engine) as session:
        assert verify(session, entries[0].stream) is None


@pytest.mark.parametrize("table", ["third_party", "third_party_request", "third_party_view"])
def test_what_was_asked_and_said_cannot_be_changed(desk: Desk, table: str) -> None:
    record_view(desk.work(), ask(desk), said(desk))
    with pytest.raises(DBAPIError, match="written once"), unit_of_work(desk.world.engine) as session:
        session.execute(text(f"DELETE FROM {table}"))


def test_whoever_advises_sees_the_view_with_its_request_only(desk: Desk) -> None:
    third_id = ask(desk)
    record_view(desk.work(), third_id, said(desk))
    with Session(desk.world.engine) as session:
        view = case_view(session, desk.work(Role.FG).actor, desk.case_id, today=desk.world.today)
        assert [row.id for row in view.third_parties_on(desk.request_id(Right.INSPECTION))] == [third_id]
        assert view.third_parties_on(desk.request_id(Right.ERASURE)) == []
