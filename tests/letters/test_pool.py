"""The worker processes: warm, lent to one thread at a time, replaced when they fail or wear out, never left behind."""

import io
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import ClassVar

import pytest
from pypdf import PdfReader

from dsar import create_app
from dsar.config import read_settings
from dsar.letters import RenderCode, RenderError, pool, render, render_document, to_html
from dsar.letters.pool import Pool
from dsar.letters.worker import PREFIX, Job, Worker
from tests.letters.samples import ACKNOWLEDGEMENT, GRANT, LONGEST, PARTIAL, REFUSAL

LETTER = Job("letter", to_html(GRANT).encode())
ENDLESS = Job("letter", b"<!DOCTYPE html><title>x</title>" + b"<p>woord</p>" * 100_000)
ROOT = Path(__file__).resolve().parents[2]
SECONDS = 60


class Watched(Worker):
    """Says which threads used it, and refuses two at once."""

    served: ClassVar[list[str]] = []

    def __init__(self) -> None:
        super().__init__()
        self.lock = threading.Lock()

    def run(self, job: Job, seconds: float):
        assert self.lock.acquire(blocking=False), "two threads share a worker"
        try:
            self.served.append(threading.current_thread().name)
            return super().run(job, seconds)
        finally:
            self.lock.release()


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Give the workers a folder of their own, and see that nothing is in it when they ended."""
    pool.close()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr(Watched, "served", [])
    yield tmp_path
    pool.close()
    assert list(tmp_path.iterdir()) == []


@pytest.fixture
def workers(folder: Path) -> Iterator[Callable[[int], Pool]]:
    """Give a function that makes a pool whose workers are watched; all pools are closed afterwards."""
    made: list[Pool] = []

    def make(size: int, most_waiting: int = 10) -> Pool:
        made.append(Pool(size, Watched, most_waiting))
        return made[-1]

    yield make
    for each in made:
        pids = [worker.pid for worker in each.workers()]
        each.close()
        assert not any(exists(pid) for pid in pids)


def exists(pid: int) -> bool:
    """Say whether a process runs; one that ended and only waits for its parent does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def until(true: Callable[[], bool], seconds: float = 20) -> bool:
    end = time.monotonic() + seconds
    while not true() and time.monotonic() < end:
        time.sleep(0.02)
    return true()


def in_threads(names: list[str], call: Callable[[], object], gap: float = 0.0) -> None:
    threads = [threading.Thread(target=call, name=name) for name in names]
    for thread in threads:
        thread.start()
        time.sleep(gap)
    for thread in threads:
        thread.join()


def only(made: Pool) -> Worker:
    (worker,) = made.workers()
    return worker


def test_a_worker_is_started_when_first_needed_and_makes_letter_after_letter(workers) -> None:
    made = workers(2)
    assert made.workers() == ()
    for _ in range(3):
        assert made.run(LETTER, SECONDS).body.startswith(b"%PDF-")
    assert only(made).jobs == 3


def test_what_came_before_leaves_no_trace_in_a_letter() -> None:
    first = render(PARTIAL)
    for context in (LONGEST, ACKNOWLEDGEMENT, REFUSAL):
        render(context)
    assert render(PARTIAL) == first
    pool.close()
    assert render(PARTIAL) == first


def test_a_letter_says_how_many_pages_it_has_and_comes_without_warnings() -> None:
    rendering = render_document(GRANT)
    assert rendering.pages == len(PdfReader(io.BytesIO(rendering.pdf)).pages)
    assert rendering.warnings == ""


def test_two_threads_never_share_a_worker_and_both_workers_work(workers) -> None:
    made = workers(2)
    in_threads([f"t{number}" for number in range(6)], lambda: made.run(LETTER, SECONDS))
    assert len(made.workers()) == 2
    assert sum(worker.jobs for worker in made.workers()) == 6
    assert all(worker.jobs for worker in made.workers())


def test_threads_are_served_in_the_order_in_which_they_came(workers) -> None:
    made = workers(1)
    names = [f"t{number}" for number in range(6)]
    in_threads(names, lambda: made.run(LETTER, SECONDS), gap=0.05)
    assert Watched.served == names


def test_who_waits_too_long_is_told_so_and_the_others_get_their_letter(workers) -> None:
    made = workers(1)
    thread = threading.Thread(target=lambda: made.run(LETTER, SECONDS))
    thread.start()
    assert until(lambda: Watched.served != [])
    with pytest.raises(RenderError) as caught:
        made.run(LETTER, SECONDS, patience=0.01)
    assert caught.value.code is RenderCode.BUSY
    thread.join()
    assert made.run(LETTER, SECONDS).body.startswith(b"%PDF-")


def test_where_many_wait_the_next_is_told_soon_and_so_leaves_the_server_to_others(workers, monkeypatch) -> None:
    monkeypatch.setattr(pool, "HURRY", 0.05)
    made = workers(1, most_waiting=2)
    told: list[RenderCode] = []

    def run() -> None:
        try:
            made.run(LETTER, SECONDS)
        except RenderError as refused:
            told.append(refused.code)

    taken = made._take(SECONDS)  # nobody can be served before all have come
    threads = [threading.Thread(target=run) for _ in range(4)]
    for number, thread in enumerate(threads, start=1):
        thread.start()
        assert until(lambda number=number: len(made._waiting) + len(told) >= number)
    assert until(lambda: len(told) == 2)
    made._give(taken)
    for thread in threads:
        thread.join()
    assert told == [RenderCode.BUSY] * 2
    assert len(Watched.served) == 2, "who came before got a letter"


def test_a_worker_that_takes_too_long_is_killed_and_replaced(workers) -> None:
    made = workers(1)
    made.run(LETTER, SECONDS)
    old = only(made).pid
    started = time.monotonic()
    with pytest.raises(RenderError) as caught:
        made.run(ENDLESS, 0.5)
    assert caught.value.code is RenderCode.TIME
    assert time.monotonic() - started < 5
    assert not exists(old)
    assert only(made).pid != old
    assert made.run(LETTER, SECONDS).body.startswith(b"%PDF-")


def test_a_worker_killed_in_the_middle_is_an_error_and_the_next_letter_works(workers) -> None:
    made = workers(1)
    made.run(LETTER, SECONDS)
    old = only(made).pid
    threading.Timer(0.3, os.kill, (old, signal.SIGKILL)).start()
    with pytest.raises(RenderError) as caught:
        made.run(ENDLESS, SECONDS)
    assert caught.value.code is RenderCode.CRASH
    assert only(made).pid != old
    assert made.run(LETTER, SECONDS).body.startswith(b"%PDF-")


def test_a_worker_killed_while_idle_costs_no_letter(workers, folder: Path) -> None:
    made = workers(1)
    made.run(LETTER, SECONDS)
    old = only(made).pid
    os.kill(old, signal.SIGKILL)
    assert until(lambda: not exists(old))
    assert made.run(LETTER, SECONDS).body.startswith(b"%PDF-")
    assert len(list(folder.iterdir())) == 1


def test_a_worker_that_hangs_without_using_the_processor_is_killed_as_well(workers) -> None:
    made = workers(1)
    made.run(LETTER, SECONDS)
    old = only(made).pid
    os.kill(old, signal.SIGSTOP)
    with pytest.raises(RenderError) as caught:
        made.run(ENDLESS, 0.5)
    assert caught.value.code is RenderCode.TIME
    assert not exists(old)
    assert made.run(LETTER, SECONDS).body.startswith(b"%PDF-")


def test_the_processor_is_bounded_per_letter_not_per_process(workers) -> None:
    made = workers(1)
    made.run(LETTER, SECONDS)
    first = most_processor(only(made))
    while processor(only(made)) < 3:
        made.run(LETTER, SECONDS)
    assert first <= most_processor(only(made)) - 1 <= processor(only(made)) + SECONDS + 2


def processor(worker: Worker) -> float:
    """Give the seconds of the processor that a worker used."""
    fields = Path(f"/proc/{worker.pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def most_processor(worker: Worker) -> int:
    """Give the seconds of the processor after which the system ends the worker."""
    limits = Path(f"/proc/{worker.pid}/limits").read_text()
    return int(limits.partition("Max cpu time")[2].split()[0])


def test_memory_stays_flat_over_fifty_letters(workers) -> None:
    made = workers(1)
    documents = [Job("letter", to_html(context).encode()) for context in (GRANT, PARTIAL, LONGEST, ACKNOWLEDGEMENT)]
    for document in documents * 2:
        made.run(document, SECONDS)
    before = only(made).resident_mib()
    for number in range(50):
        made.run(documents[number % len(documents)], SECONDS)
    assert only(made).jobs == 58
    assert only(made).resident_mib() - before < 4


@pytest.mark.parametrize(("bound", "value"), [("MOST_JOBS", 2), ("MOST_RESIDENT_MIB", 1.0)])
def test_a_worker_that_made_many_letters_or_holds_much_is_replaced(
    workers, monkeypatch: pytest.MonkeyPatch, bound: str, value: float
) -> None:
    monkeypatch.setattr(pool, bound, value)
    made = workers(1)
    pids = set()
    for _ in range(4):
        made.run(LETTER, SECONDS)
        pids.add(only(made).pid)
    assert len(pids) >= 2
    assert sum(exists(pid) for pid in pids) == 1


def test_nothing_but_answers_goes_to_the_application(workers) -> None:
    made = workers(1)
    made.run(LETTER, SECONDS)
    assert Path(f"/proc/{only(made).pid}/fd/1").readlink().name == "log"


def test_a_closed_pool_gives_an_error_and_starts_nothing(workers) -> None:
    made = workers(1)
    made.run(LETTER, SECONDS)
    made.close()
    with pytest.raises(RenderError):
        made.run(LETTER, SECONDS)
    assert made.workers() == ()


def test_closing_ends_a_letter_that_is_being_made(workers) -> None:
    made = workers(1)
    caught: list[RenderCode] = []

    def make() -> None:
        with pytest.raises(RenderError) as error:
            made.run(ENDLESS, SECONDS)
        caught.append(error.value.code)

    thread = threading.Thread(target=make)
    thread.start()
    assert until(lambda: Watched.served != [])
    made.close()
    thread.join(timeout=20)
    assert caught == [RenderCode.CRASH]


def test_another_number_of_workers_takes_effect_at_the_next_letter() -> None:
    render(GRANT)
    before = pool.current()
    pool.use_workers(3)
    try:
        assert pool.current() is not before
        assert before.workers() == ()
    finally:
        pool.use_workers(pool.WORKERS)


def test_the_setting_says_how_many_workers_there_are() -> None:
    try:
        create_app({"DATABASE_URL": "sqlite://", "SECRET_KEY": "x" * 32, "DSAR_RENDER_WORKERS": "1"})
        in_threads(["a", "b", "c"], lambda: render(GRANT))
        assert len(pool.current().workers()) == 1
    finally:
        pool.use_workers(pool.WORKERS)


@pytest.mark.parametrize("value", ["0", "-1", "33", "twee", "2.5", ""])
def test_a_number_of_workers_that_cannot_be_is_refused(value: str) -> None:
    with pytest.raises(ValueError, match="DSAR_RENDER_WORKERS"):
        read_settings({"DATABASE_URL": "sqlite://", "SECRET_KEY": "x" * 32, "DSAR_RENDER_WORKERS": value})


def test_folders_of_workers_that_are_gone_are_swept_and_those_in_use_are_not(folder: Path, workers) -> None:
    gone = folder / f"{PREFIX}gone"
    gone.mkdir()
    made = workers(1)
    made.run(LETTER, SECONDS)
    (used,) = (each for each in folder.iterdir() if each != gone)
    for each in (gone, used):
        os.utime(each, (0, 0))
    pool.sweep()
    assert list(folder.iterdir()) == [used]
    assert made.run(LETTER, SECONDS).body.startswith(b"%PDF-")


def script(folder: Path, code: str, *, status: int) -> list[int]:
    """Run a program that makes letters with workers in a folder; give the process numbers that it printed."""
    head = (
        "import os, signal, sys, threading, time\n"
        "from dsar.letters import pool, render\nfrom dsar.letters.render import render_html\n"
        "from tests.letters.samples import GRANT\nfrom tests.letters.test_pool import ENDLESS\n"
        "def tell(): print(*(worker.pid for worker in pool.current().workers()), flush=True)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", head + code],
        cwd=ROOT,
        env={**os.environ, "TMPDIR": str(folder)},
        stdout=subprocess.PIPE,
        timeout=90,
        check=False,
    )
    assert done.returncode == status
    return [int(pid) for pid in done.stdout.split()]


def left(folder: Path, pids: list[int]) -> bool:
    return any(exists(pid) for pid in pids) or list(folder.iterdir()) != []


def test_workers_end_with_the_application(folder: Path) -> None:
    pids = script(folder, "render(GRANT); tell()", status=0)
    assert len(pids) == 1
    assert not left(folder, pids)


def test_workers_end_and_clear_up_when_the_application_is_killed(folder: Path) -> None:
    pids = script(folder, "render(GRANT); tell(); os.kill(os.getpid(), signal.SIGKILL)", status=-signal.SIGKILL)
    assert len(pids) == 1
    assert until(lambda: not left(folder, pids))


def test_an_endless_document_ends_also_when_the_application_was_killed(folder: Path) -> None:
    code = (
        "render(GRANT); tell()\n"
        "threading.Thread(target=render_html, args=(ENDLESS.body.decode(),), kwargs={'timeout_seconds': 2}).start()\n"
        "time.sleep(0.5); os.kill(os.getpid(), signal.SIGKILL)"
    )
    pids = script(folder, code, status=-signal.SIGKILL)
    assert len(pids) == 1
    assert until(lambda: not any(exists(pid) for pid in pids))
    for each in folder.iterdir():
        os.utime(each, (0, 0))
    pool.sweep()
    assert list(folder.iterdir()) == []


def test_a_forked_child_starts_workers_of_its_own(folder: Path) -> None:
    code = (
        "render(GRANT); tell()\nchild = os.fork()\n"
        "if child == 0:\n    render(GRANT); tell(); pool.close(); os._exit(0)\n"
        "assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0\nrender(GRANT); tell()"
    )
    parent, child, again = script(folder, code, status=0)
    assert parent == again
    assert child != parent
    assert not left(folder, [parent, child])


def test_a_forked_child_does_not_keep_the_workers_of_its_parent_alive(folder: Path) -> None:
    code = (
        "render(GRANT); tell()\nchild = os.fork()\n"
        "if child == 0:\n    os.close(1); time.sleep(60); os._exit(0)\n"
        "print(child, flush=True); os.kill(os.getpid(), signal.SIGKILL)"
    )
    worker, child = script(folder, code, status=-signal.SIGKILL)
    try:
        assert until(lambda: not left(folder, [worker]))
        assert exists(child)
    finally:
        os.kill(child, signal.SIGKILL)
