"""One worker process: started with limits, given one job after another, cleared up at its first failure."""

import fcntl
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic

from dsar.letters.errors import RenderCode, RenderError
from dsar.letters.text import FONTS
from dsar.letters.wire import Wire
from dsar.press.frames import EXIT_COMPLEX, EXIT_LONG, EXIT_MEMORY

PROCESS = Path(__file__).resolve().parents[1] / "press" / "__main__.py"
PREFIX = "dsar-letter-"  # of the workers' folders
MEMORY_MIB = 384  # a letter of forty pages needs under 96; without libharfbuzz-subset it needs more
_MOST_LOG = 64 * 1024  # bytes
_PAGE = os.sysconf("SC_PAGE_SIZE")

_EXITS: Mapping[int, RenderCode] = {
    EXIT_MEMORY: RenderCode.MEMORY,
    EXIT_COMPLEX: RenderCode.COMPLEX,
    EXIT_LONG: RenderCode.LONG,
    -signal.SIGXCPU: RenderCode.TIME,
    -signal.SIGALRM: RenderCode.TIME,
}


@dataclass(frozen=True, slots=True)
class Job:
    """What a worker is asked for: `task` is letter, count or picture; `options` are numbers that belong to it."""

    task: str
    body: bytes
    options: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reply:
    """What came of it, with the warnings that came along; `number` counts pages."""

    number: int
    body: bytes
    warnings: str


class Worker:
    """A process with a temporary folder and a font list of its own; used by one thread at a time."""

    def __init__(self, memory_mib: int = MEMORY_MIB) -> None:
        self.jobs = 0
        self._folder = Path(tempfile.mkdtemp(prefix=PREFIX))
        self._log = self._folder / "log"
        try:
            self._process = self._start(memory_mib)
        except BaseException:
            shutil.rmtree(self._folder, ignore_errors=True)
            raise
        self._wire = Wire(self._process)

    @property
    def pid(self) -> int:
        """Give the number of the process."""
        return self._process.pid

    def alive(self) -> bool:
        """Say whether the process is still there, and its folder too, which a cleaner of old files might have taken."""
        return self._process.poll() is None and self._log.exists()

    def resident_mib(self) -> float:
        """Give the memory that the process holds now; 0 when it ended."""
        try:
            pages = Path(f"/proc/{self.pid}/statm").read_text(encoding="ascii").split()[1]
        except (OSError, IndexError):
            return 0.0
        return int(pages) * _PAGE / 1024 / 1024

    def run(self, job: Job, seconds: float) -> Reply:
        """Do one job; raises RenderError, after which the process is gone and the worker is of no use."""
        self.jobs += 1
        head = json.dumps({"task": job.task, "seconds": seconds, **job.options}).encode("ascii")
        deadline = monotonic() + seconds
        try:
            os.truncate(self._log, 0)
            self._wire.send((head, job.body), deadline)
            answer = json.loads(self._wire.receive(deadline))
            body = self._wire.receive(deadline)
        except TimeoutError as late:
            self.end()
            raise RenderError(RenderCode.TIME) from late
        except (EOFError, OSError) as broken:
            raise self._failure() from broken
        except BaseException:
            self.end()
            raise
        return Reply(answer["number"], body, answer["warnings"] + self._written())

    def end(self) -> None:
        """Kill the process and its group, and remove its folder; harmless when that was done."""
        if self._process.poll() is None:
            os.killpg(self.pid, signal.SIGKILL)
        self._process.wait()
        self._wire.close()
        shutil.rmtree(self._folder, ignore_errors=True)

    def forget(self) -> None:
        """Close the pipes and nothing more, in a forked child: the process is its parent's."""
        self._wire.close()
        self._process.returncode = 0

    def _start(self, memory_mib: int) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-I", "-B", str(PROCESS), str(memory_mib)]
        with self._log.open("ab") as log:
            fcntl.flock(log, fcntl.LOCK_EX)  # held by the process as long as it lives: see `sweep`
            return subprocess.Popen(  # noqa: S603  # our own file, by our own interpreter
                command,
                bufsize=0,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                cwd=self._folder,
                env=_environment(str(self._folder)),
                start_new_session=True,
            )

    def _failure(self) -> RenderError:
        """Say why the process ended, give it a moment to do so, and clear up."""
        try:
            status = self._process.wait(timeout=1)
        except subprocess.TimeoutExpired:
            status = 1
        log = self._written()
        self.end()
        return RenderError(_reason(status, log), log[-2000:])

    def _written(self) -> str:
        try:
            with self._log.open("rb") as log:
                return log.read(_MOST_LOG).decode("utf-8", errors="replace")
        except FileNotFoundError:
            return ""


def _environment(folder: str) -> dict[str, str]:
    """Give the process its own temporary folder and font list, and nothing of our environment but the paths."""
    kept = {name: os.environ[name] for name in ("PATH", "LD_LIBRARY_PATH") if name in os.environ}
    own = {"TMPDIR": folder, "HOME": folder, "XDG_CACHE_HOME": folder, "LANG": "C.UTF-8"}
    return kept | own | {"FONTCONFIG_FILE": str(FONTS / "fonts.conf")}


def _reason(status: int, log: str) -> RenderCode:
    if status in _EXITS:
        return _EXITS[status]
    starved = ("MemoryError", "failed to allocate", "Cannot allocate memory", "out of memory")
    return RenderCode.MEMORY if any(word in log for word in starved) else RenderCode.CRASH
