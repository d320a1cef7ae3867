"""How fast the worklist, its filters and its search are in a large register, beside the page's bare SQL: `make bench`.

    python -m tests.bench.bench_worklist [CASES...]     default 100000 1000000, on SQLite and PostgreSQL

The register is made first, which takes a minute or two for a million cases on each database. A page is the whole
answer of the application: session, query, template. Bare SQL is the shortest statement that gives the same fifty rows.
"""

import logging
import re
import statistics
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import perf_counter
from typing import Any

from flask import Flask
from sqlalchemy import Engine, text

from dsar.core.vocabulary import Right, Role
from dsar.extensions import db
from tests.bench._register import places_of, seed
from tests.support.app import World, address, make_world
from tests.support.cases import receive
from tests.support.databases import MigratedTemplate
from tests.support.pages import Browser
from tests.support.postgres import Cluster

SIZES = (100_000, 1_000_000)
ROUNDS = 60
SLUG = "westendorp-pr"
MOST_MS, MOST_RATIO = 15.0, 2.0
_BARE = """
    SELECT c.reference, c.next_due_on, p.initials, p.name_prefix, p.last_name, e.rights, e.steps, u.name
    FROM (SELECT day, case_id FROM worklist_key WHERE organisation_id = :organisation AND key = 'all' AND closed = false
          ORDER BY day, case_id LIMIT 50) AS k
    JOIN case_file c ON c.id = k.case_id JOIN party p ON p.case_id = c.id AND p.kind = 'subject'
    JOIN worklist_entry e ON e.case_id = c.id JOIN user_account u ON u.id = c.owner_id ORDER BY k.day, k.case_id
"""
Times = dict[str, float]


def main(sizes: tuple[int, ...]) -> None:
    """Print the medians per database and size, then what ten times as many cases cost."""
    logging.disable(logging.INFO)
    cluster = Cluster.start()
    try:
        for backend in ("sqlite", "postgresql"):
            with tempfile.TemporaryDirectory() as folder:
                template = MigratedTemplate(Path(folder), lambda: cluster.url, "bench")
                found = {size: measured(template.copy(backend), size) for size in sizes}
            if len(sizes) > 1:
                report_ratio(backend, found[sizes[0]], found[sizes[-1]])
    finally:
        cluster.stop()


def measured(url: str, size: int) -> Times:
    """Fill a database and measure its pages; give the medians in milliseconds."""
    world = make_world(url)
    with world.app.app_context():
        started = perf_counter()
        fill(db.engine, world, size)
        print(f"\n{db.engine.dialect.name}, {size:,} cases (made in {perf_counter() - started:.0f} s)")
        print(f"{'':<44}{'median ms':>10}{'p95 ms':>10}")
        found = {"bare SQL of the page of all open cases": bare(db.engine, world)}
    found |= pages(world)
    medians = {}
    for name, times in found.items():
        medians[name] = statistics.median(times) * 1000
        print(f"{name:<44}{medians[name]:>10.2f}{statistics.quantiles(times, n=20)[18] * 1000:>10.2f}")
    world.close()
    return medians


def fill(engine: Engine, world: World, size: int) -> None:
    """Make the register; every organisation's contact person, decider and FG have cases."""
    owners = {
        organisation_id: tuple(
            world.users[address(slug, role)] for role in (Role.CONTACT_PERSON, Role.DECIDER, Role.FG)
        )
        for slug, organisation_id in world.organisations.items()
    }
    for slug in world.organisations:
        receive(world, slug, Right.COPY)  # stores the regulation version on which the others rest
    seed(engine, places_of(engine, owners), size, world.today)


def bare(engine: Engine, world: World) -> list[float]:
    """Measure the statement that gives the rows of one page."""
    with engine.connect() as connection:
        values = {"organisation": world.organisations[SLUG]}
        return [timed(lambda: connection.execute(text(_BARE), values).all()) for _ in range(ROUNDS)]


def pages(world: World) -> dict[str, list[float]]:
    """Measure whole pages, in turns, so that a slow moment of the machine hits all of them."""
    one = signed_in(world.app, address(SLUG, Role.CONTACT_PERSON))
    officer = signed_in(world.app, world.add_user("FG van alle", *((slug, Role.FG) for slug in world.organisations)))
    day = world.today.strftime("%d-%m-%Y")
    calls: dict[str, Callable[[], object]] = {
        "what waits for me": lambda: one.get("/"),
        "all open cases": lambda: one.get("/?tab=open"),
        "where advice is too late": lambda: one.get("/?tab=late-advice"),
        "closed cases": lambda: one.get("/?tab=closed"),
        "a page in the middle": lambda: one.get(f"/?tab=open&after={world.today.isoformat()}_1"),
        "what waits for an FG of five organisations": lambda: officer.get("/"),
        "filter: right": lambda: one.get("/?tab=open&verzoek=portability"),
        "filter: right, state and owner": lambda: one.get(
            f"/?tab=open&verzoek=copy&stand=returned&behandelaar={owner(world)}"
        ),
        "filter: period and too late": lambda: one.get(f"/?tab=open&te-laat=ja&tot-en-met={day}"),
        "search: a rare name": lambda: looked_for(one, "kowalskiink9"),
        "search: a common part of a name": lambda: looked_for(one, "jansen"),
        "search: a number": lambda: looked_for(one, "0054321"),
        "search: two letters": lambda: looked_for(one, "sm"),
    }
    times: dict[str, list[float]] = {name: [] for name in calls}
    for name, call in calls.items():
        call()
        times[name] = []
    for _ in range(ROUNDS):
        for name, call in calls.items():
            times[name].append(timed(call))
    return times


def owner(world: World) -> int:
    """Give the id of somebody who has cases."""
    return world.users[address(SLUG, Role.DECIDER)]


def signed_in(app: Flask, email: str) -> Any:
    """Give a client that is signed in; it checks nothing, so that only the application is measured."""
    browser = Browser(app)
    browser.sign_in(email)
    client = browser.client
    found = re.search(rb'name="csrf_token" type="hidden" value="([^"]+)"', client.get("/").data)
    assert found is not None, "the page has no form"
    client.csrf = found[1].decode()
    return client


def looked_for(client: Any, words: str) -> object:
    """Send the search form, and open the page with what it found."""
    answer = client.post("/zoeken", data={"zoek": words, "csrf_token": client.csrf}, follow_redirects=True)
    assert answer.status_code == 200, answer.status
    return answer


def timed(call: Callable[[], object]) -> float:
    """Measure a call in seconds."""
    started = perf_counter()
    call()
    return perf_counter() - started


def report_ratio(backend: str, small: Times, large: Times) -> None:
    """Print how the medians grew, and whether the aims were reached."""
    print(f"\n{backend}: the largest register to the smallest")
    for name, median in large.items():
        print(f"{name:<44}{median / small[name]:>10.2f} x")
    page = "all open cases"
    reached = small[page] < MOST_MS and large[page] / small[page] <= MOST_RATIO
    print(
        f"aim ({page}: under {MOST_MS:.0f} ms, at most {MOST_RATIO:.0f} x): {'reached' if reached else 'NOT reached'}"
    )


if __name__ == "__main__":
    main(tuple(int(size) for size in sys.argv[1:]) or SIZES)
