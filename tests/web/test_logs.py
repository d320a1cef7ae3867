"""One line for each request and each error, and nothing in it that somebody typed (safety point 23)."""

import json
import logging
import subprocess
import sys
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest
from flask import Flask

from dsar.core.permissions import Permission
from dsar.core.vocabulary import Role
from dsar.web import logs
from dsar.web.authorize import requires
from tests.support.app import PASSWORD, SECRET_KEY, World, address, make_world

SLUG, BIRD = "westendorp-pr", "Kwartelkoning"
FIELDS = {"time", "level", "logger", "event", "request", "method", "route", "status", "ms", "user"}


@requires(Permission.PUBLIC)
def broken(name: str) -> str:
    try:
        int(name)
    except ValueError as error:
        raise RuntimeError(f"no number: {name}") from error
    return ""


@pytest.fixture(scope="module")
def world(migrated_template) -> Iterator[World]:
    url = migrated_template.copy("sqlite")
    made = make_world(url)
    made.app.config["WTF_CSRF_ENABLED"] = False
    made.app.add_url_rule("/stuk/<name>", "broken", broken)
    yield made
    made.close()
    migrated_template.remove(url)


@pytest.fixture
def written(world: World) -> Iterator[StringIO]:
    """Give what stands on stderr."""
    found = [handler for handler in logging.getLogger().handlers if isinstance(handler, logs.Lines)]
    assert len(found) == 1, "one handler, however many applications were made"
    stream = StringIO()
    before = found[0].setStream(stream)
    yield stream
    found[0].setStream(before)


def lines(written: StringIO) -> list[dict[str, object]]:
    return [json.loads(line) for line in written.getvalue().splitlines()]


def test_a_request_has_one_line_that_names_the_route_and_who_by_number(world: World, written: StringIO) -> None:
    client = world.app.test_client()
    client.post("/inloggen", data={"email": address(SLUG, Role.CONTACT_PERSON), "password": PASSWORD})
    answer = client.get(f"/zaken/400?zoek={BIRD}")
    signing_in, looking = lines(written)
    assert set(looking) == FIELDS
    assert (signing_in["method"], signing_in["route"], signing_in["status"]) == ("POST", "/inloggen", 303)
    assert (looking["method"], looking["route"], looking["status"]) == ("GET", "/zaken/<int:case_id>", 404)
    assert looking["user"] == world.users[address(SLUG, Role.CONTACT_PERSON)]
    assert looking["request"] == answer.headers["X-Request-Id"]
    assert isinstance(looking["ms"], float)
    assert looking["ms"] > 0
    assert "@" not in written.getvalue()


def test_what_is_sent_as_address_method_or_host_is_not_repeated(world: World, written: StringIO) -> None:
    client = world.app.test_client()
    client.get(f"/{BIRD}")
    client.open("/inloggen", method=BIRD.upper())
    client.get("/inloggen", headers={"Host": f"{BIRD}.example.com", "User-Agent": BIRD, "X-Request-Id": BIRD})
    assert [(line["route"], line["method"], line["status"]) for line in lines(written)] == [
        (None, "GET", 404),
        (None, "other", 405),
        ("/inloggen", "GET", 400),
    ]
    assert BIRD.lower() not in written.getvalue().lower()


def test_a_form_that_is_refused_before_anything_looks_at_it_has_its_line_too(world: World, written: StringIO) -> None:
    world.app.config["WTF_CSRF_ENABLED"] = True
    answer = world.app.test_client().post("/inloggen", data={"email": BIRD})
    world.app.config["WTF_CSRF_ENABLED"] = False
    assert answer.status_code == 400
    assert [(line["route"], line["status"]) for line in lines(written)] == [("/inloggen", 400)]


def test_an_error_is_told_by_its_kind_and_its_place_never_by_its_text(world: World, written: StringIO) -> None:
    answer = world.app.test_client().get(f"/stuk/{BIRD}")
    assert answer.status_code == 500
    error, page, request = lines(written)
    assert (error["level"], error["event"]) == ("ERROR", "unexpected error")
    trace = error["trace"]
    assert isinstance(trace, list)
    assert trace[0] == "builtins.RuntimeError"
    assert "builtins.ValueError" in trace, "what caused it"
    assert any(str(line).startswith("tests/web/test_logs.py:") and str(line).endswith(" broken") for line in trace)
    assert str(page["event"]).removeprefix("error page ") in answer.text
    assert {error["request"], page["request"], request["request"]} == {answer.headers["X-Request-Id"]}
    assert request["status"] == 500
    assert BIRD not in written.getvalue()


def test_of_another_package_only_the_fixed_part_of_a_message_is_written(world: World, written: StringIO) -> None:
    logging.getLogger("another.package").warning("could not find %s", BIRD)
    logging.getLogger("dsar").warning("case %s", 12)
    assert [line["event"] for line in lines(written)] == ["could not find %s", "case 12"]


def test_machines_that_ask_every_few_seconds_fill_no_log(world: World, written: StringIO) -> None:
    client = world.app.test_client()
    for path in ("/healthz", "/readyz", "/metrics"):
        client.get(path)
    assert [(line["route"], line["status"]) for line in lines(written)] == [("/metrics", 404)]


def test_a_text_line_says_the_same_to_people(world: World) -> None:
    record = logging.LogRecord("dsar.request", logging.INFO, "", 0, "request", (), None)
    record.dsar_fields = {"method": "GET", "route": "/", "status": 200}
    assert (
        logs.TextLines()
        .format(record)
        .endswith(" INFO logger=dsar.request event=request method=GET route=/ status=200")
    )
    try:
        broken(BIRD)
    except RuntimeError as error:
        record.exc_info = (RuntimeError, error, error.__traceback__)
    told = logs.TextLines().format(record).splitlines()
    assert told[1] == "    builtins.RuntimeError"
    assert BIRD not in "".join(told)


def test_the_real_server_writes_its_lines_on_stderr(tmp_path: Path) -> None:
    program = (
        "from dsar import create_app\n"
        f"app = create_app({{'DATABASE_URL': 'sqlite:///{tmp_path}/a.sqlite3', 'SECRET_KEY': '{SECRET_KEY}'}})\n"
        "app.test_client().get('/nergens')\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program], cwd=Path(__file__).parents[2], capture_output=True, text=True, check=True
    )
    assert json.loads(ran.stderr)["status"] == 404
    assert ran.stdout == ""


def test_flask_adds_no_handler_of_its_own(world: World) -> None:
    app: Flask = world.app
    assert app.logger.handlers == []
