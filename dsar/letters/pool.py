"""The worker processes of this application process: started when first needed, lent to one thread at a time, replaced.

Threads wait in the order in which they came. A pool is of the process that made it: a forked child starts its own.
"""

import atexit
import fcntl
import os
import shutil
import tempfile
import threading
import time
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from dsar.letters.errors import RenderCode, RenderError
from dsar.letters.worker import PREFIX, Job, Reply, Worker

WORKERS = 2
MOST_JOBS = 1000  # then a worker is replaced, whatever it holds
MOST_RESIDENT_MIB = 224.0  # a worker that holds more after a job is replaced; after a usual letter it holds 90
PATIENCE = 60.0  # seconds that a thread waits for a worker
MOST_WAITING = 4  # threads with that patience; of the server's eight two then stay for pages without a letter
HURRY = 1.0  # seconds that further threads wait


class Pool:
    """A fixed number of places for workers; a place is empty until somebody needs it."""

    def __init__(self, size: int, start: Callable[[], Worker] = Worker, most_waiting: int = MOST_WAITING) -> None:
        self._start = start
        self._most_waiting = most_waiting
        self._turn = threading.Condition()
        self._waiting: deque[object] = deque()
        self._free: list[Worker | None] = [None] * size  # those with a worker at the end, where they are taken from
        self._all: set[Worker] = set()
        self._closed = False

    def run(self, job: Job, seconds: float, patience: float = PATIENCE) -> Reply:
        """Let a worker do a job; `seconds` bound the job, `patience` the waiting for a worker.

        Where many wait already, who comes next waits a moment only: whoever wants no letter would wait for them all.
        Raises RenderError, after which there is another worker in place of the one that failed.
        """
        worker = self._take(patience)
        try:
            reply = worker.run(job, seconds)
        except BaseException:
            self._give(self._replace(worker))
            raise
        worn = worker.jobs >= MOST_JOBS or worker.resident_mib() > MOST_RESIDENT_MIB
        self._give(self._replace(worker) if worn else worker)
        return reply

    def workers(self) -> tuple[Worker, ...]:
        """Give the workers that were started, busy or not."""
        with self._turn:
            return tuple(self._all)

    def close(self) -> None:
        """End all workers; who still waits for one gets a RenderError."""
        with self._turn:
            self._closed = True
            ended, self._all = self._all, set()
            self._turn.notify_all()
        for worker in ended:
            worker.end()

    def forget(self) -> None:
        """Close the pipes to the workers, in a child that was forked off with them."""
        for worker in self._all:
            worker.forget()

    def _take(self, patience: float) -> Worker:
        ticket = object()
        with self._turn:
            if len(self._waiting) >= self._most_waiting:
                patience = min(patience, HURRY)
            self._waiting.append(ticket)
            try:
                self._turn.wait_for(lambda: self._closed or (self._waiting[0] is ticket and self._free), patience)
                if self._closed or self._waiting[0] is not ticket or not self._free:
                    raise RenderError(RenderCode.BUSY)
                worker = self._free.pop()
            finally:
                self._waiting.remove(ticket)
                self._turn.notify_all()
        if worker is not None and worker.alive():
            return worker
        try:
            return self._started(worker)
        except BaseException:
            self._give(None)
            raise

    def _give(self, worker: Worker | None) -> None:
        with self._turn:
            self._free.insert(len(self._free) if worker is not None else 0, worker)
            self._turn.notify_all()

    def _started(self, old: Worker | None) -> Worker:
        """Start a worker in the place of the old one; raises RenderError when the system refuses."""
        if old is not None:
            old.end()
            with self._turn:
                self._all.discard(old)
        try:
            worker = self._start()
        except OSError as refused:
            raise RenderError(RenderCode.CRASH, str(refused)) from refused
        with self._turn:
            if not self._closed:
                self._all.add(worker)
                return worker
        worker.end()
        raise RenderError(RenderCode.BUSY)

    def _replace(self, old: Worker) -> Worker | None:
        """Start the next worker at once, so that the next letter finds it warm; None leaves that to the next letter."""
        try:
            return self._started(old)
        except RenderError:
            return None


class _Current:
    """The pool of this process, and how many workers it is to have."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.size = WORKERS
        self.pool: Pool | None = None


_current = _Current()


def use_workers(count: int) -> None:
    """Set the number of workers of this process; a pool of another size is closed, and started again when needed."""
    with _current.lock:
        changed, _current.size = _current.size != count, count
    if changed:
        close()


def current() -> Pool:
    """Give this process's pool."""
    with _current.lock:
        if _current.pool is None:
            sweep()
            _current.pool = Pool(_current.size)
        return _current.pool


def close() -> None:
    """End the workers of this process; the next letter starts new ones."""
    with _current.lock:
        pool, _current.pool = _current.pool, None
    if pool is not None:
        pool.close()


def sweep() -> None:
    """Remove folders of workers that were killed together with the application: nobody holds their lock."""
    for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        with suppress(OSError):
            if time.time() - folder.stat().st_mtime < 60:  # may be starting: its lock comes a moment after its folder
                continue
            with (folder / "log").open("ab") as log:
                fcntl.flock(log, fcntl.LOCK_EX | fcntl.LOCK_NB)
                shutil.rmtree(folder, ignore_errors=True)


def _after_fork() -> None:
    """Leave the parent's workers to the parent: a copy of a pipe here would keep them from seeing its end."""
    global _current  # a new one: the lock of the old one may be held by a thread that does not exist here
    inherited, _current = _current, _Current()
    _current.size = inherited.size
    if inherited.pool is not None:
        inherited.pool.forget()


os.register_at_fork(after_in_child=_after_fork)
atexit.register(close)

__all__ = ["MOST_JOBS", "MOST_RESIDENT_MIB", "Job", "Pool", "Reply", "close", "current", "sweep", "use_workers"]
