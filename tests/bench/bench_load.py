"""How the application keeps up with a hundred people on two cores, and how fast a day's reminders leave: `make bench`.

    python -m tests.bench.bench_load [--cases 20000] [--entries 1000000] [--users 100] [--seconds 120]
        [--reminders 1000] [--databases sqlite postgresql]

For each database: ten organisations with so many cases and entries of the audit trail are made, the web process is
started as docs/operations.md tells, and the people of `locustfile.py` work for so long. All share the two cores: the
web process, what makes the letters, PostgreSQL, and the people themselves. PostgreSQL waits for its disk, as it does
for real. A short run mostly measures the first time of each page. Then the reminders: people each with one date that
is near, the jobs, and a mail server on loopback.
"""

import argparse
import json
import logging
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median, quantiles
from time import monotonic, perf_counter, sleep
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

from dsar.clock import now
from tests.bench import _reminders
from tests.bench._load_register import make_register, more_organisations
from tests.support.app import SECRET_KEY
from tests.support.databases import MigratedTemplate
from tests.support.postgres import Cluster, free_port

ROOT = Path(__file__).resolve().parents[2]
CORES, STARTS_A_SECOND = 2, 10
MOST_MS, MOST_LETTER_MS = 300, 2000
DURABLE = dict.fromkeys(("fsync", "synchronous_commit", "full_page_writes", "autovacuum"), "on")
WEB = ("--no-control-socket", "--workers", "1", "--threads", "8", "--keep-alive", "30")
AIMED_AT = ("view", "list", "write", "letter", "login", "light")  # not "start", when all sign in at once


def main(wanted: argparse.Namespace) -> None:
    """Measure on each database, and print the figures and whether the aims were reached."""
    logging.disable(logging.WARNING)
    os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:CORES])  # and so for every process that is started
    cluster = Cluster.start(**DURABLE)
    try:
        with tempfile.TemporaryDirectory(prefix="dsar-load-") as name:
            template = MigratedTemplate(Path(name), lambda: cluster.url, "load")
            for backend in wanted.databases:
                under_load(template.copy(backend), backend, Path(name), wanted)
                if wanted.reminders:
                    print(f"\n{backend}, {wanted.reminders:,} reminders that are due")
                    _reminders.measure(template.copy(backend), wanted.reminders)
    finally:
        cluster.stop()


def under_load(url: str, backend: str, folder: Path, wanted: argparse.Namespace) -> None:
    """Make the register and let people work in it."""
    regulations = folder / f"regulations-{backend}"
    regulations.mkdir()
    more_organisations(regulations)
    began = perf_counter()
    plan = make_register(url, regulations, wanted.cases, wanted.entries, now())
    print(
        f"\n{backend}, {len(plan['cases'])} organisations, {wanted.cases:,} cases, {wanted.entries:,} entries"
        f" (made in {perf_counter() - began:.0f} s); {wanted.users} people for {wanted.seconds} s"
    )
    (folder / "plan.json").write_text(json.dumps(plan), encoding="utf-8")
    settings = {
        "DATABASE_URL": url,
        "SECRET_KEY": SECRET_KEY,
        "DSAR_REGULATIONS": str(regulations),
        "DSAR_SCHEDULER": "web" if backend == "sqlite" else "",
    }
    with web(settings, folder / f"web-{backend}.log") as host:
        found = at_work(host, folder, wanted)
    report(found["times"], found["problems"])


@contextmanager
def web(settings: dict[str, str], log: Path) -> Iterator[str]:
    """Run the web process as the guide tells; give its address once it answers."""
    host = f"127.0.0.1:{free_port()}"
    command = [sys.executable, "-m", "gunicorn", *WEB, "--bind", host, "wsgi:app"]
    with log.open("wb") as output:
        process = subprocess.Popen(command, cwd=ROOT, env=os.environ | settings, stdout=output, stderr=output)
        try:
            wait_for(f"http://{host}/readyz", process, log)
            yield f"http://{host}"
        finally:
            process.terminate()
            process.wait(timeout=60)


def wait_for(url: str, process: "subprocess.Popen[bytes]", log: Path, seconds: float = 120) -> None:
    """Wait until the address answers."""
    until = monotonic() + seconds
    while monotonic() < until and process.poll() is None:
        try:
            with urlopen(url, timeout=5):  # noqa: S310 -- an address of our own
                return
        except (URLError, OSError):
            sleep(0.2)
    raise RuntimeError(f"the web process did not start:\n{log.read_text(errors='replace')[-3000:]}")


def at_work(host: str, folder: Path, wanted: argparse.Namespace) -> dict[str, Any]:
    """Let locust run without a screen; give what the people kept."""
    result = folder / "result.json"
    result.unlink(missing_ok=True)
    length = wanted.seconds + -(-wanted.users // STARTS_A_SECOND)
    command = [sys.executable, "-m", "locust", "--locustfile", str(ROOT / "tests/bench/locustfile.py"), "--headless"]
    command += ["--users", str(wanted.users), "--spawn-rate", str(STARTS_A_SECOND), "--run-time", f"{length}s"]
    command += ["--host", host, "--only-summary", "--exit-code-on-error", "0", "--loglevel", "WARNING"]
    where = {"DSAR_LOAD_PLAN": str(folder / "plan.json"), "DSAR_LOAD_RESULT": str(result), "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        command, cwd=folder, env=os.environ | where, check=False, capture_output=True, text=True, timeout=length + 300
    )
    if not result.exists():
        raise RuntimeError(f"locust measured nothing:\n{done.stdout[-2000:]}{done.stderr[-3000:]}")
    return json.loads(result.read_text(encoding="utf-8"))


def report(times: dict[str, list[float]], problems: dict[str, int]) -> None:
    """Print each kind of request, what went wrong, and the aims."""
    print(f"{'':<34}{'requests':>9}{'share':>7}{'p50 ms':>9}{'p95 ms':>9}")
    number = sum(len(some) for name, some in times.items() if kind_of(name) != "start")
    for name in sorted(times):
        line(name, times[name], number)
    p95 = {}
    for kind in AIMED_AT:
        all_of_it = [one for name, some in times.items() if kind_of(name) == kind for one in some]
        if all_of_it:
            p95[kind] = line(f"{kind} (all)", all_of_it, number)
    errors = sum(problems.values())
    print(f"errors: {errors} of {sum(len(some) for some in times.values())} requests")
    for problem, count in sorted(problems.items(), key=lambda one: -one[1])[:12]:
        print(f"  {count} x {problem}")
    print(f"aim (no errors): {said(errors == 0)}")
    for kind, value in p95.items():
        most = MOST_LETTER_MS if kind == "letter" else MOST_MS
        print(f"aim ({kind}: p95 at most {most} ms): {said(value <= most)}")


def line(name: str, some: list[float], number: int) -> float:
    """Print one line; give the p95 in milliseconds."""
    p95 = quantiles(some, n=20, method="inclusive")[18] if len(some) > 1 else some[0]
    share = "" if kind_of(name) == "start" else f"{len(some) / number:.1%}"
    print(f"{name:<34}{len(some):>9,}{share:>7}{median(some):>9.0f}{p95:>9.0f}", flush=True)
    return p95


def kind_of(name: str) -> str:
    """Give the kind of a request: what stands before the colon."""
    return name.partition(":")[0]


def said(reached: bool) -> str:
    """Say whether an aim was reached."""
    return "reached" if reached else "NOT reached"


def asked() -> argparse.Namespace:
    """Read the arguments."""
    parser = argparse.ArgumentParser(description="How the application keeps up with many people.")
    for name, number in (
        ("cases", 20_000),
        ("entries", 1_000_000),
        ("users", 100),
        ("seconds", 120),
        ("reminders", 1000),
    ):
        parser.add_argument(f"--{name}", type=int, default=number)
    names = ("sqlite", "postgresql")
    parser.add_argument("--databases", nargs="+", choices=names, default=names)
    return parser.parse_args()


if __name__ == "__main__":
    main(asked())
