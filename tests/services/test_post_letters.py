"""Letters leave the house: by which way, on which day, many at once or none, and how late they were."""

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta
from importlib import import_module

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from dsar.core.deadlines import Clock
from dsar.core.errors import InvalidInput, NotAllowed, NotFound
from dsar.core.posting import Due, Lateness, due, lateness, ways_for
from dsar.core.vocabulary import AdviceKind, DispatchWay, LetterKind, Right, Role
from dsar.core.workflow import Status
from dsar.letters import RenderCode, RenderError, Rendering
from dsar.models import AuditEvent, Counter, Dispatch, Letter
from dsar.queries.audit import verify
from dsar.queries.letter_numbers import register
from dsar.queries.letters import posted_lately, waiting, without_pages
from dsar.services.audit import stream_of
from dsar.services.decide import decide
from dsar.services.issue_letter import LetterInput, issue_letter, void_letter
from dsar.services.post_letter import PostInput, post_letter
from dsar.services.post_letters import LettersRefused, post_letters
from dsar.services.propose import propose
from dsar.services.work import Work
from tests.factories.world import GRANT, REFUSE_ERASURE, World
from tests.services.test_rules import WPR, advised, heard, ready

POST = DispatchWay.POST
RENDER = import_module("dsar.letters.render")  # the package gives the function of this name


def november(day: int) -> date:
    return date(2026, 11, day)


@pytest.fixture(autouse=True)
def canned(monkeypatch: pytest.MonkeyPatch) -> None:
    """Save the time of rendering: nothing here looks at the pages."""
    monkeypatch.setattr(RENDER, "render_html", lambda *_, **__: Rendering(b"%PDF-1.7 canned", 1, ""))


def contact(world: World):
    return world.work(WPR, Role.CONTACT_PERSON)


def acknowledged(world: World, *rights: Right, days_ago: int = 5) -> int:
    """Make the acknowledgement of a new case; give the letter's id."""
    case_id = world.receive(WPR, *(rights or (Right.INSPECTION,)), days_ago=days_ago)
    wanted = LetterInput(world.today)
    return issue_letter(contact(world), case_id, world.version(case_id), wanted, render_seconds=60)


def refused(world: World) -> int:
    """Make the letter of a refusal; give its id."""
    case_id, request_id = ready(world)
    advised(world, case_id, request_id, AdviceKind.AGREE)
    heard(world, case_id, request_id)
    decide(world.work(WPR, Role.DECIDER), request_id, world.version(case_id), world.proposal(request_id).id)
    return answer(world, case_id, request_id)


def answer(world: World, case_id: int, request_id: int) -> int:
    wanted = LetterInput(world.today, (request_id,))
    return issue_letter(contact(world), case_id, world.version(case_id), wanted, render_seconds=60)


def letter(world: World, letter_id: int) -> Letter:
    with Session(world.engine, expire_on_commit=False) as session:
        return session.get_one(Letter, letter_id)


def dispatches(world: World) -> list[Dispatch]:
    with Session(world.engine, expire_on_commit=False) as session:
        return list(session.scalars(select(Dispatch).order_by(Dispatch.letter_id)))


def posted_entries(world: World) -> list[dict]:
    with Session(world.engine) as session:
        query = select(AuditEvent.canonical).where(AuditEvent.tag == "letter.posted").order_by(AuditEvent.seq)
        return [json.loads(text)["payload"] for text in session.scalars(query)]


def test_registered_post_is_allowed_wherever_the_post_is() -> None:
    assert ways_for(frozenset({POST})) == {POST, DispatchWay.REGISTERED}
    assert ways_for(frozenset({DispatchWay.HANDED_OVER})) == {DispatchWay.HANDED_OVER}


def test_registered_post_keeps_its_code_in_capitals_and_the_trail_does_not(world: World) -> None:
    letter_id = acknowledged(world)
    posted = PostInput(DispatchWay.REGISTERED, world.today, " 3s abc 123 ")
    post_letter(contact(world), letter_id, world.version(letter(world, letter_id).case_id), posted)
    assert [(row.way, row.track_code) for row in dispatches(world)] == [(DispatchWay.REGISTERED, "3SABC123")]
    assert posted_entries(world)[0]["way"] == "registered"
    assert "3SABC123" not in json.dumps(posted_entries(world))


@pytest.mark.parametrize(
    ("way", "code", "why"),
    [
        (DispatchWay.REGISTERED, "3S-ABC", "track_code_impossible"),
        (DispatchWay.REGISTERED, "é" * 5, "track_code_impossible"),
        (DispatchWay.REGISTERED, "A" * 41, "track_code_impossible"),
        (POST, "3SABC", "track_code_not_registered"),
        (DispatchWay.PORTAL, "", "way_not_allowed"),
    ],
)
def test_a_way_or_code_that_cannot_be_changes_nothing(world: World, way: DispatchWay, code: str, why: str) -> None:
    letter_id = acknowledged(world)
    version = world.version(letter(world, letter_id).case_id)
    with pytest.raises(InvalidInput, match=why):
        post_letter(contact(world), letter_id, version, PostInput(way, world.today, code))
    assert dispatches(world) == []
    assert world.version(letter(world, letter_id).case_id) == version


def test_many_letters_leave_in_one_go_with_an_entry_each(world: World) -> None:
    ids = [acknowledged(world) for _ in range(3)]
    assert post_letters(contact(world), world.organisation_id(WPR), ids, PostInput(POST, world.today)) == 3
    assert [row.letter_id for row in dispatches(world)] == ids
    assert [entry["letter"] for entry in posted_entries(world)] == ids
    with Session(world.engine) as session:
        assert verify(session, stream_of(world.organisation_id(WPR))) is None


def test_when_one_letter_moved_meanwhile_it_is_named_and_nothing_is_recorded(world: World) -> None:
    ids = [acknowledged(world) for _ in range(3)]
    moved = letter(world, ids[1])
    void_letter(contact(world), moved.id, world.version(moved.case_id), "Verkeerd adres.")
    with pytest.raises(LettersRefused) as caught:
        post_letters(contact(world), world.organisation_id(WPR), ids, PostInput(POST, world.today))
    assert [(refusal.number, refusal.error.code) for refusal in caught.value.refusals] == [
        (moved.number, "letter_gone")
    ]
    assert caught.value.moved
    assert dispatches(world) == []
    assert posted_entries(world) == []


def test_of_two_who_record_one_list_at_once_one_is_told(world: World) -> None:
    ids, organisation = [acknowledged(world) for _ in range(3)], world.organisation_id(WPR)
    works = (contact(world), world.work_of(world.add_user("tweede@example.com", WPR, Role.CONTACT_PERSON)))
    lists = (ids, list(reversed(ids)))

    def record(work: Work, chosen: list[int]) -> object:
        try:
            return post_letters(work, organisation, chosen, PostInput(POST, world.today))
        except LettersRefused as refused:
            return [one.error.code for one in refused.refusals]

    with ThreadPoolExecutor(2) as pool:
        results = list(pool.map(record, works, lists))
    assert sorted(results, key=str) == [3, ["letter_gone"] * 3]
    assert [row.letter_id for row in dispatches(world)] == ids
    assert len(posted_entries(world)) == 3


def test_a_letter_with_a_term_of_its_own_holds_up_a_list_of_anothernovember(world: World) -> None:
    refusal, plain = refused(world), acknowledged(world)
    world.moment += timedelta(days=1)
    with pytest.raises(LettersRefused) as caught:
        post_letters(contact(world), world.organisation_id(WPR), [refusal, plain], PostInput(POST, world.today))
    assert [(one.letter_id, one.error.code) for one in caught.value.refusals] == [(refusal, "posted_after_date")]
    assert not caught.value.moved
    post_letters(contact(world), world.organisation_id(WPR), [plain], PostInput(POST, world.today))
    assert [row.letter_id for row in dispatches(world)] == [plain]


@pytest.mark.parametrize(
    "kind", [LetterKind.REFUSAL, LetterKind.PARTIAL, LetterKind.EXTENSION_NOTICE, LetterKind.NOT_HANDLED]
)
def test_every_kind_that_prints_a_term_leaves_on_its_date(world: World, kind: LetterKind) -> None:
    when = world.today
    assert due(kind, when, ()) == Due(when, None)


def test_nothing_chosen_a_day_to_come_or_anothers_letter_is_refused(make_world: Callable[..., World]) -> None:
    world = make_world(WPR, "aanzien")
    own, letter_id = world.organisation_id(WPR), acknowledged(world)
    with pytest.raises(InvalidInput, match="no_letter_chosen"):
        post_letters(contact(world), own, [], PostInput(POST, world.today))
    with pytest.raises(InvalidInput, match="day_in_future"):
        post_letters(contact(world), own, [letter_id], PostInput(POST, world.today + timedelta(days=1)))
    outsider = world.work("aanzien", Role.CONTACT_PERSON)
    with pytest.raises(NotFound):
        post_letters(outsider, own, [letter_id], PostInput(POST, world.today))
    with pytest.raises(NotFound):
        post_letters(outsider, world.organisation_id("aanzien"), [letter_id], PostInput(POST, world.today))
    with pytest.raises(NotAllowed):
        post_letters(world.work(WPR, Role.FG), own, [letter_id], PostInput(POST, world.today))
    assert dispatches(world) == []


def test_a_grant_that_left_moves_its_request_and_the_trail_says_how(world: World) -> None:
    case_id, request_id = ready(world, Right.INSPECTION, GRANT)
    advised(world, case_id, request_id, AdviceKind.AGREE)
    decide(world.work(WPR, Role.DECIDER), request_id, world.version(case_id), world.proposal(request_id).id)
    letter_id = answer(world, case_id, request_id)
    world.moment += timedelta(days=2)
    post_letter(contact(world), letter_id, world.version(case_id), PostInput(POST, world.today))
    assert world.request(case_id, Right.INSPECTION).status is Status.ANSWERED
    assert posted_entries(world)[-1]["moves"] == [{"request": request_id, "from": "decided", "to": "answered"}]


def decided_both(world: World) -> tuple[int, int, int]:
    """Refuse an erasure and grant an inspection in one case; give the ids of the case and both requests."""
    case_id = world.receive(WPR, Right.ERASURE, Right.INSPECTION)
    world.identify(WPR, case_id)
    ids = []
    for right, proposal in ((Right.ERASURE, REFUSE_ERASURE), (Right.INSPECTION, GRANT)):
        request_id = world.request(case_id, right).id
        propose(contact(world), request_id, world.version(case_id), proposal)
        advised(world, case_id, request_id, AdviceKind.AGREE)
        if right is Right.ERASURE:
            heard(world, case_id, request_id)
        decide(world.work(WPR, Role.DECIDER), request_id, world.version(case_id), world.proposal(request_id).id)
        ids.append(request_id)
    return case_id, ids[0], ids[1]


def test_one_letter_moves_every_request_it_answers_to_where_each_belongs(world: World) -> None:
    case_id, erasure, inspection = decided_both(world)
    wanted = LetterInput(world.today, (erasure, inspection))
    letter_id = issue_letter(contact(world), case_id, world.version(case_id), wanted, render_seconds=60)
    post_letters(contact(world), world.organisation_id(WPR), [letter_id], PostInput(POST, world.today))
    assert world.request(case_id, Right.ERASURE).status is Status.CLOSED
    assert world.request(case_id, Right.INSPECTION).status is Status.ANSWERED
    assert posted_entries(world)[-1]["moves"] == [
        {"request": erasure, "from": "decided", "to": "closed"},
        {"request": inspection, "from": "decided", "to": "answered"},
    ]


def test_a_correction_that_left_moves_nothing(world: World) -> None:
    first = refused(world)
    case_id = letter(world, first).case_id
    post_letter(contact(world), first, world.version(case_id), PostInput(POST, world.today))
    before = world.request(case_id, Right.ERASURE)
    world.moment += timedelta(days=3)
    wanted = LetterInput(world.today, replaces_id=first, correction_reason="Het kenmerk van de wet was verkeerd.")
    second = issue_letter(contact(world), case_id, world.version(case_id), wanted, render_seconds=60)
    post_letter(contact(world), second, world.version(case_id), PostInput(POST, world.today))
    after = world.request(case_id, Right.ERASURE)
    assert (after.status, after.answered_on) == (before.status, before.answered_on) == (Status.CLOSED, november(23))
    assert posted_entries(world)[-1]["moves"] == []
    with Session(world.engine) as session:
        lately = posted_lately(session, contact(world).actor, world.organisation_id(WPR), world.today)
        assert [(row.letter_id, row.lateness.days) for row in lately] == [(second, 0), (first, 0)]


def test_what_waits_is_listed_in_the_order_of_leaving(world: World) -> None:
    later, sooner = acknowledged(world, Right.INSPECTION), acknowledged(world, Right.INSPECTION, days_ago=25)
    twin = acknowledged(world, Right.INSPECTION, days_ago=25)
    with Session(world.engine) as session:
        rows = waiting(session, contact(world).actor, world.organisation_id(WPR), world.today)
        assert [row.letter_id for row in rows] == [sooner, twin, later]
        assert rows[0].addressee == "Mevrouw A.B. van der Meer"
        assert all(row.due.leave_by < row.due.governing for row in rows)
    post_letters(contact(world), world.organisation_id(WPR), [sooner], PostInput(POST, world.today))
    with Session(world.engine) as session:
        rows = waiting(session, contact(world).actor, world.organisation_id(WPR), world.today)
        assert [row.letter_id for row in rows] == [twin, later]


def test_a_letter_that_left_too_late_says_how_many_days(world: World) -> None:
    letter_id = acknowledged(world, Right.INSPECTION)
    with Session(world.engine) as session:
        organisation = world.organisation_id(WPR)
        governing = waiting(session, contact(world).actor, organisation, world.today)[0].due.governing
    assert governing is not None
    world.moment += governing - world.today + timedelta(days=2)
    post_letters(contact(world), organisation, [letter_id], PostInput(POST, world.today))
    with Session(world.engine) as session:
        found = posted_lately(session, contact(world).actor, organisation, world.today)
        assert [row.lateness for row in found] == [Lateness(2, at_risk=False)]


def test_a_refusal_whose_date_has_passed_cannot_leave_and_the_list_says_so(world: World) -> None:
    refusal = refused(world)
    organisation, actor = world.organisation_id(WPR), contact(world).actor
    with Session(world.engine) as session:
        assert [row.expired for row in waiting(session, actor, organisation, world.today)] == [False]
        tomorrow = waiting(session, actor, organisation, world.today + timedelta(days=1))
        assert [(row.letter_id, row.expired, row.due.leave_by) for row in tomorrow] == [(refusal, True, world.today)]


def test_a_refusal_on_its_own_date_is_late_all_the_same_when_the_term_was_over() -> None:
    clock = Clock(None, november(14), november(14), november(12), november(14))
    due_by = due(LetterKind.REFUSAL, november(19), (clock,))
    assert due_by == Due(november(19), november(14))
    assert lateness(due_by, november(19)) == Lateness(5, at_risk=False)
    assert due(LetterKind.REFUSAL, november(19), (clock,), corrects=True) == Due(november(19), None)


def test_handed_over_on_the_last_day_is_in_time_and_posted_is_not_sure() -> None:
    due_by = Due(leave_by=november(10), governing=november(14))
    assert lateness(due_by, november(10)) == Lateness(0, at_risk=False)
    assert lateness(due_by, november(14)) == Lateness(0, at_risk=True)
    assert lateness(due_by, november(15)) == Lateness(1, at_risk=False)
    assert lateness(replace(due_by, governing=None), november(12)) == Lateness(2, at_risk=False)


def test_every_number_is_accounted_for(world: World) -> None:
    ids = [acknowledged(world) for _ in range(3)]
    voided = letter(world, ids[1])
    void_letter(contact(world), voided.id, world.version(voided.case_id), "Verkeerd adres.")
    with Session(world.engine) as session:
        found = register(session, contact(world).actor, world.organisation_id(WPR), world.today.year)
        assert [row.number for row in found.rows] == [f"WPR-B2026-000{number}" for number in (1, 2, 3)]
        assert [row.letter.id for row in found.rows if row.letter] == ids
        assert found.rows[1].letter is not None
        assert found.rows[1].letter.void_reason == "Verkeerd adres."
        assert (found.last, found.gaps, found.next_first) == (3, 0, None)


def test_a_number_without_a_letter_is_shown_as_a_gap(world: World) -> None:
    acknowledged(world)
    with Session(world.engine) as session, session.begin():
        counter = session.get_one(Counter, (world.organisation_id(WPR), "letter", 2026))
        counter.last = 2
    with Session(world.engine) as session:
        found = register(session, contact(world).actor, world.organisation_id(WPR), 2026)
        assert [row.letter is None for row in found.rows] == [False, True]
        assert found.gaps == 1


def test_a_letter_without_pages_is_listed_apart(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> Rendering:
        raise RenderError(RenderCode.TIME)

    monkeypatch.setattr(RENDER, "render_html", broken)
    with pytest.raises(RenderError):
        acknowledged(world)
    with Session(world.engine) as session:
        actor, organisation = contact(world).actor, world.organisation_id(WPR)
        assert waiting(session, actor, organisation, world.today) == ()
        assert [row.number for row in without_pages(session, actor, organisation, world.today)] == ["WPR-B2026-0001"]
