"""Point 5: of several web processes that could do the scheduled work one does it; another takes over in a minute."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import create_engine, select
from sqlalchemy.orm import Session

from dsar.models import JobRun
from tests.factories.world import World
from tests.support.app import SECRET_KEY

REPOSITORY = Path(__file__).parents[2]
SERVER = (
    sys.executable,
    "-m",
    "gunicorn",
    "--no-control-socket",
    "--threads",
    "2",
    "--bind",
    "127.0.0.1:0",
    "wsgi:app",
)
LEADS = "this process does the scheduled work now"
TAKEN_OVER_WITHIN = 60.0  # seconds


class Web:
    """A real web process that may do the scheduled work, with what it wrote."""

    def __init__(self, url: str, log: Path) -> None:
        self.log = log
        settings = {"DATABASE_URL": url, "SECRET_KEY": SECRET_KEY, "DSAR_SCHEDULER": "web"}
        with log.open("wb") as output:
            self._process = subprocess.Popen(
                SERVER, cwd=REPOSITORY, env={**os.environ, **settings}, stderr=output, start_new_session=True
            )

    def leads(self) -> bool:
        """Tell whether it said that it does the work."""
        return LEADS in self.log.read_text(encoding="utf-8")

    def end(self, how: signal.Signals) -> None:
        """End the server and its worker."""
        os.killpg(self._process.pid, how)
        self._process.wait(timeout=30)


@contextmanager
def two_webs(url: str, folder: Path) -> Iterator[list[Web]]:
    webs = [Web(url, folder / name) for name in ("one", "other")]
    yield webs
    for web in webs:
        web.end(signal.SIGKILL)


def until_one_leads(webs: list[Web]) -> Web:
    ends = time.monotonic() + TAKEN_OVER_WITHIN
    while time.monotonic() < ends:
        leading = [web for web in webs if web.leads()]
        if leading:
            return leading[0]
        time.sleep(0.2)
    raise AssertionError([web.log.read_text(encoding="utf-8") for web in webs])


def test_one_of_two_web_processes_does_the_work_and_the_other_takes_over_when_it_is_killed(
    database_url: str, tmp_path: Path
) -> None:
    World.make(database_url, "aanzien").engine.dispose()
    with two_webs(database_url, tmp_path) as webs:
        first = until_one_leads(webs)
        time.sleep(6)  # longer than the other waits between two looks
        assert [web.leads() for web in webs].count(True) == 1
        first.end(signal.SIGKILL)
        webs.remove(first)
        until_one_leads(webs)
    engine = create_engine(database_url)
    with Session(engine) as session:
        runs = session.execute(select(JobRun.job, JobRun.tries, JobRun.made).where(JobRun.job == "old_runs")).all()
    engine.dispose()
    assert runs  # one a day, whatever the hour; two where midnight came in between
    assert set(runs) == {("old_runs", 1, 0)}  # once each, though both could
