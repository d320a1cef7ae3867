"""Schedulers as real processes that live at a time the test sets: `python -m tests.support.scheduling CLOCK`.

The clock is a file with a moment in it. The settings come from the environment, as for any process.
"""

import os
import subprocess
import sys
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import IO, cast

from dsar import create_app
from dsar.jobs import Scheduler

REPOSITORY = Path(__file__).parents[2]
SECONDS = 0.05  # between two looks: the test's time runs fast


class ClockFile:
    """A moment that several processes read; set as a whole, so that nobody reads half of it."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __call__(self) -> datetime:
        return datetime.fromisoformat(self.path.read_text(encoding="ascii"))

    def set(self, moment: datetime) -> None:
        """Let it be this moment for everybody."""
        new = self.path.with_suffix(".new")
        new.write_text(moment.isoformat(), encoding="ascii")
        new.replace(self.path)


class SchedulerProcess:
    """One process that does the scheduled work, or waits to take over."""

    def __init__(self, clock: ClockFile, settings: Mapping[str, str]) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.support.scheduling", str(clock.path)],
            cwd=REPOSITORY,
            env={**os.environ, **settings},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )

    def ready(self) -> None:
        """Wait until it looks for work."""
        assert cast("IO[bytes]", self._process.stdout).readline() == b"ready\n"

    def kill(self) -> None:
        """End it in the middle of whatever it does, as a crash would."""
        self._process.kill()
        self._close()

    def stop(self) -> int:
        """Ask it to stop and give how it ended."""
        cast("IO[bytes]", self._process.stdin).close()
        ended = self._process.wait(timeout=60)
        self._close()
        return ended

    def _close(self) -> None:
        self._process.wait(timeout=60)
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                stream.close()


def main() -> None:
    """Work until the input is closed."""
    clock = ClockFile(Path(sys.argv[1]))
    app = create_app({"CLOCK": clock})
    working = Scheduler(app.extensions["dsar"])
    working.start(SECONDS)
    print("ready", flush=True)
    sys.stdin.read()
    working.stop()


if __name__ == "__main__":
    main()
