"""A run of many letters can end anywhere and go on: nothing is made twice and no number is lost."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from importlib import import_module
from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from dsar.core.errors import InvalidInput, NotAllowed, NotFound
from dsar.core.vocabulary import LetterKind, Right, Role
from dsar.letters import RenderCode, RenderError, Rendering
from dsar.models import AuditEvent, Counter, Letter, LetterRunItem, StoredFile
from dsar.models.letter import ItemState, LetterStatus
from dsar.queries.audit import verify
from dsar.queries.letter_numbers import register
from dsar.queries.letter_runs import Progress, progress_of, without_acknowledgement
from dsar.services.audit import stream_of
from dsar.services.issue_letter import LetterInput, issue_letter, void_letter
from dsar.services.letter_runs import make_next, start_run
from dsar.wording.runs import problem_words
from tests.factories.world import World
from tests.services.desk import Desk, granting

WPR = "westendorp-pr"
ROOT = Path(__file__).parents[2]
RENDER = import_module("dsar.letters.render")  # the package gives the function of this name
SECRET = "only-for-the-tests-" + "0" * 32
CANNED = """
import sys, time
from importlib import import_module
render = import_module("dsar.letters.render")
def canned(*_, **__):
    time.sleep(0.004)
    return render.Rendering(b"%PDF-1.7 canned", 1, "")
render.render_html = canned
"""
COMMAND = "from flask.cli import main; main()"


class Killed(BaseException):
    """Ends the program at a certain place, as a kill would."""


@pytest.fixture
def canned(monkeypatch: pytest.MonkeyPatch) -> None:
    """Save the time of rendering: nothing here looks at the pages."""
    monkeypatch.setattr(RENDER, "render_html", lambda *_, **__: Rendering(b"%PDF-1.7 canned", 1, ""))


def contact(world: World):
    return world.work(WPR, Role.CONTACT_PERSON)


def cases(world: World, count: int) -> list[int]:
    return [world.receive(WPR, Right.INSPECTION) for _ in range(count)]


def begin(world: World, case_ids: list[int], letter_ids: tuple[int, ...] = ()) -> int:
    return start_run(contact(world), world.organisation_id(WPR), letter_ids, case_ids)


def finish(world: World, run_id: int) -> None:
    while make_next(contact(world), run_id, render_seconds=60):
        pass


def progress(world: World, run_id: int) -> Progress:
    with Session(world.engine, expire_on_commit=False) as session:
        return progress_of(session, contact(world).actor, run_id)


def assert_each_once(world: World, case_ids: list[int]) -> None:
    """Check that every case has one acknowledgement with its bytes, and every number its letter."""
    with Session(world.engine) as session:
        letters = session.scalars(select(Letter).order_by(Letter.id)).all()
        assert sorted(letter.case_id for letter in letters) == sorted(case_ids)
        assert {letter.status for letter in letters} == {LetterStatus.FINAL}
        assert {letter.kind for letter in letters} == {LetterKind.ACKNOWLEDGEMENT}
        assert session.execute(select(func.count()).select_from(StoredFile)).scalar_one() == len(letters)
        assert session.execute(select(Counter.last).where(Counter.kind == "letter")).scalar_one() == len(letters)
        found = register(session, contact(world).actor, world.organisation_id(WPR), world.today.year)
        assert found.gaps == 0
        entries = select(func.count()).select_from(AuditEvent).where(AuditEvent.tag == "letter.final")
        assert session.execute(entries).scalar_one() == len(letters)
        assert verify(session, stream_of(world.organisation_id(WPR))) is None


@pytest.mark.usefixtures("canned")
def test_a_run_confirms_every_chosen_case_once(world: World) -> None:
    case_ids = cases(world, 3)
    run_id = begin(world, case_ids)
    assert (progress(world, run_id).handled, progress(world, run_id).total) == (0, 3)
    assert make_next(contact(world), run_id, render_seconds=60)
    assert progress(world, run_id).handled == 1
    finish(world, run_id)
    assert progress(world, run_id).finished
    assert progress(world, run_id).run.finished_at == world.moment
    assert not make_next(contact(world), run_id, render_seconds=60)
    assert_each_once(world, case_ids)
    with Session(world.engine) as session:
        assert without_acknowledgement(session, contact(world).actor, world.organisation_id(WPR)) == []


@pytest.mark.usefixtures("canned")
@pytest.mark.parametrize("place", ["number", "bytes", "note"])
def test_a_run_that_ends_between_two_writes_goes_on_there(
    world: World, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    targets = {
        "number": "dsar.services.letter_runs.issue_letter",
        "bytes": "dsar.services.issue_letter.finish_letter",
        "note": "dsar.services.letter_runs._note",
    }
    case_ids = cases(world, 2)
    run_id = begin(world, case_ids)

    def killed(*_: object, **__: object) -> None:
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(targets[place], killed)
        with pytest.raises(Killed):
            make_next(contact(world), run_id, render_seconds=60)
    assert progress(world, run_id).handled == 0
    finish(world, run_id)
    assert progress(world, run_id).done == 2
    assert_each_once(world, case_ids)


def test_a_letter_that_fails_keeps_its_number_and_why_and_the_run_goes_on(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    results = iter([RenderError(RenderCode.LONG), None, None])

    def sometimes(*_: object, **__: object) -> Rendering:
        error = next(results)
        if error is not None:
            raise error
        return Rendering(b"%PDF-1.7 canned", 1, "")

    monkeypatch.setattr(RENDER, "render_html", sometimes)
    case_ids = cases(world, 2)
    run_id = begin(world, case_ids)
    finish(world, run_id)
    after = progress(world, run_id)
    assert (after.done, after.finished) == (1, True)
    assert [(problem.number, problem.code) for problem in after.problems] == [("WPR-B2026-0001", "render_long")]
    with Session(world.engine) as session:
        numbered = session.scalars(select(Letter.id).where(Letter.status == LetterStatus.NUMBERED)).all()
    again = begin(world, [], tuple(numbered))
    finish(world, again)
    assert progress(world, again).done == 1
    assert_each_once(world, case_ids)


@pytest.mark.usefixtures("canned")
def test_what_somebody_else_did_meanwhile_is_found_and_not_done_again(world: World) -> None:
    case_ids = cases(world, 3)
    run_id = begin(world, case_ids)
    wanted = LetterInput(world.today)
    made = issue_letter(contact(world), case_ids[0], world.version(case_ids[0]), wanted, render_seconds=60)
    finish(world, run_id)
    assert progress(world, run_id).done == 3
    assert_each_once(world, case_ids)
    with Session(world.engine) as session:
        assert session.get_one(LetterRunItem, (run_id, 1)).letter_id == made


@pytest.mark.usefixtures("canned")
def test_a_letter_that_was_voided_meanwhile_is_told(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    (case_id,) = cases(world, 1)
    with monkeypatch.context() as patch:
        patch.setattr(RENDER, "render_html", _broken)
        with pytest.raises(RenderError):
            issue_letter(contact(world), case_id, world.version(case_id), LetterInput(world.today), render_seconds=60)
    with Session(world.engine) as session:
        letter_id = session.scalars(select(Letter.id)).one()
    run_id = begin(world, [], (letter_id,))
    void_letter(contact(world), letter_id, world.version(case_id), "Toch niet.")
    finish(world, run_id)
    assert [problem.code for problem in progress(world, run_id).problems] == ["letter_void"]


@pytest.mark.usefixtures("canned")
def test_a_case_that_was_decided_gets_no_acknowledgement_any_more(world: World) -> None:
    half, whole = Desk(world, Right.COPY, Right.INSPECTION), Desk(world, Right.INSPECTION)
    run_id = begin(world, [half.case_id, whole.case_id])
    for desk in (half, whole):
        desk.decide(Right.INSPECTION, granting(Right.INSPECTION))
    with Session(world.engine) as session:
        offered = without_acknowledgement(session, contact(world).actor, world.organisation_id(WPR))
        assert [case.id for case in offered] == [half.case_id], "the copy is still to be decided"
    finish(world, run_id)
    (late,) = progress(world, run_id).problems
    assert (late.case_id, late.code, late.number) == (whole.case_id, "acknowledgement_late", "")
    assert "In deze zaak is al besloten" in problem_words(late.code)
    assert progress(world, run_id).done == 1


def _broken(*_: object, **__: object) -> Rendering:
    raise RenderError(RenderCode.TIME)


def test_a_run_is_started_by_who_handles_cases_and_over_ones_own(make_world: Callable[..., World]) -> None:
    world = make_world(WPR, "aanzien")
    own, case_ids = world.organisation_id(WPR), cases(world, 1)
    with pytest.raises(InvalidInput, match="no_letter_chosen"):
        start_run(contact(world), own, (), ())
    with pytest.raises(NotAllowed):
        start_run(world.work(WPR, Role.FG), own, (), case_ids)
    outsider = world.work("aanzien", Role.CONTACT_PERSON)
    with pytest.raises(NotFound):
        start_run(outsider, own, (), case_ids)
    with pytest.raises(NotFound):
        start_run(outsider, world.organisation_id("aanzien"), (), case_ids)
    run_id = begin(world, case_ids)
    with pytest.raises(NotFound):
        make_next(outsider, run_id, render_seconds=60)
    with pytest.raises(NotAllowed):
        make_next(world.work(WPR, Role.AUDITOR), run_id, render_seconds=60)
    with Session(world.engine) as session:
        assert session.scalars(select(LetterRunItem.state)).all() == [ItemState.WAITING]


def command(url: str, *options: str, before: str = "") -> subprocess.Popen[str]:
    """Start the command in a process group of its own."""
    arguments = ("--app", "wsgi", "letters", "run", "--organisation", WPR, *options)
    environment = os.environ | {"DATABASE_URL": url, "SECRET_KEY": SECRET, "PYTHONUNBUFFERED": "1"}
    return subprocess.Popen(
        [sys.executable, "-c", before + COMMAND, *arguments],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def kill_after(process: subprocess.Popen[str], handled: int) -> str:
    """Kill the whole process group once so many letters are handled; give what was printed."""
    assert process.stdout is not None
    printed = []
    for line in process.stdout:
        printed.append(line)
        match = re.search(r": (\d+) van", line)
        if match is not None and int(match[1]) >= handled:
            break
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    process.stdout.close()
    return "".join(printed)


def ended(process: subprocess.Popen[str]) -> tuple[int, str]:
    output, _ = process.communicate(timeout=600)
    return process.returncode, output


def test_two_hundred_letters_survive_being_killed_again_and_again(fresh_database: Callable[[str], str]) -> None:
    url = fresh_database("sqlite")
    world = World.make(url, WPR)
    case_ids = cases(world, 200)
    printed = kill_after(command(url, before=CANNED), 37)
    assert "Reeks 1: 37 van 200" in printed
    for handled in (38, 110):
        kill_after(command(url, "--resume", "1", before=CANNED), handled)
    assert not progress(world, 1).finished
    status, output = ended(command(url, "--resume", "1", before=CANNED))
    assert status == 0, output
    assert output.endswith("Reeks 1: 200 van 200 brieven gemaakt.\n")
    assert_each_once(world, case_ids)
    world.engine.dispose()


def test_real_letters_survive_a_kill_with_the_processes_that_draw_them(fresh_database: Callable[[str], str]) -> None:
    url = fresh_database("sqlite")
    world = World.make(url, WPR)
    case_ids = cases(world, 6)
    kill_after(command(url), 2)
    status, output = ended(command(url, "--resume", "1"))
    assert status == 0, output
    assert_each_once(world, case_ids)
    with Session(world.engine) as session:
        sizes = session.scalars(select(StoredFile.size)).all()
        assert min(sizes) > 10_000
    world.engine.dispose()


def test_the_command_says_when_there_is_nothing_and_what_it_needs(fresh_database: Callable[[str], str]) -> None:
    url = fresh_database("sqlite")
    world = World.make(url, WPR)
    assert ended(command(url, before=CANNED)) == (
        0,
        "Er is niets te maken: elke brief heeft bladzijden en elke ontvangst is bevestigd.\n",
    )
    cases(world, 1)
    second = world.add_user("tweede@example.com", WPR, Role.CONTACT_PERSON)
    assert ended(command(url, before=CANNED))[0] == 2
    status, output = ended(command(url, "--as", "Tweede@example.com", before=CANNED))
    assert status == 0, output
    assert progress(world, 1).run.started_by_id == second
    assert ended(command(url, "--resume", "99", "--as", "tweede@example.com"))[0] == 2
    world.engine.dispose()


def test_the_command_ends_in_one_when_a_letter_could_not_be_made(fresh_database: Callable[[str], str]) -> None:
    url = fresh_database("sqlite")
    world = World.make(url, WPR)
    cases(world, 1)
    broken = (
        CANNED + "def broken(*_, **__): raise render.RenderError(render.RenderCode.LONG)\nrender.render_html = broken\n"
    )
    status, output = ended(command(url, before=broken))
    assert status == 1
    assert "WPR-B2026-0001: De brief wordt te lang." in output
    world.engine.dispose()


def test_two_at_one_run_make_every_letter_once(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(RENDER, "render_html", lambda *_, **__: Rendering(b"%PDF-1.7 canned", 1, ""))
    case_ids = cases(world, 8)
    run_id = begin(world, case_ids)
    with ThreadPoolExecutor(2) as pool:
        for future in [pool.submit(finish, world, run_id) for _ in range(2)]:
            future.result()
    assert progress(world, run_id).done == 8
    assert_each_once(world, case_ids)
