"""What machines ask: alive, ready, and figures; without signing in, without anybody's data."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from prometheus_client.parser import text_string_to_metric_families
from sqlalchemy import text
from werkzeug.test import TestResponse

from dsar import create_app
from dsar.core.vocabulary import Right, Role
from tests.factories.world import SUBJECT
from tests.support.app import PASSWORD, SECRET_KEY, World, address, make_world
from tests.support.cases import receive

SLUG = "westendorp-pr"
TOKEN = "een-lang-geheim-van-prometheus"
PATHS = ("/healthz", "/readyz", "/metrics")


@pytest.fixture
def world(database_url: str) -> Iterator[World]:
    made = make_world(database_url, DSAR_METRICS_TOKEN=TOKEN)
    with made.app.app_context():
        receive(made, SLUG, Right.INSPECTION, days_ago=3)
        receive(made, SLUG, Right.ERASURE, days_ago=90)
    yield made
    made.close()


@pytest.fixture
def client(world: World) -> FlaskClient:
    return world.app.test_client()


def change(world: World, *statements: str) -> None:
    with world.app.extensions["dsar"].engine.begin() as connection:
        for statement in statements:
            connection.execute(text(statement))


def asked(client: FlaskClient, token: str = TOKEN) -> TestResponse:
    return client.get("/metrics", headers={"Authorization": f"Bearer {token}"})


def figures(answer: TestResponse) -> dict[tuple[str, ...], float]:
    """Read the answer as Prometheus does: the value by name and labels."""
    assert answer.status_code == 200
    found = {}
    for family in text_string_to_metric_families(answer.text):
        assert family.documentation
        for sample in family.samples:
            found[sample.name, *sample.labels.values()] = sample.value
    return found


def test_alive_and_ready_answer_without_a_session(client: FlaskClient) -> None:
    for path in ("/healthz", "/readyz"):
        answer = client.get(path)
        assert (answer.status_code, answer.text) == (200, "ok\n"), path
        assert "Set-Cookie" not in answer.headers
        assert answer.headers["Cache-Control"] == "no-store"


def test_an_older_schema_or_none_is_alive_and_not_ready(world: World, client: FlaskClient) -> None:
    change(world, "UPDATE alembic_version SET version_num = '0029'")
    assert (client.get("/readyz").status_code, client.get("/healthz").status_code) == (503, 200)
    change(world, "DROP TABLE alembic_version")
    assert client.get("/readyz").status_code == 503


def test_a_database_that_is_away_is_alive_and_not_ready_also_for_who_is_signed_in(
    world: World, client: FlaskClient, tmp_path: Path
) -> None:
    world.app.config["WTF_CSRF_ENABLED"] = False
    client.post("/inloggen", data={"email": address(SLUG, Role.FG), "password": PASSWORD})
    cookie = client.get_cookie("dsar")
    assert cookie is not None
    away = create_app({"DATABASE_URL": f"sqlite:///{tmp_path}/weg/a.sqlite3", "SECRET_KEY": SECRET_KEY}).test_client()
    away.set_cookie("dsar", cookie.value)
    assert (away.get("/readyz").status_code, away.get("/healthz").status_code) == (503, 200)
    assert away.get("/account").status_code == 503, "the cookie is one that is looked up"


def test_without_a_token_in_the_settings_there_are_no_figures(fresh_database: Callable[[str], str]) -> None:
    made = make_world(fresh_database("sqlite"))
    assert asked(made.app.test_client(), "").status_code == 404
    assert asked(made.app.test_client(), "None").status_code == 404
    made.close()


@pytest.mark.parametrize("token", ["", "anders", TOKEN[:-1], TOKEN + "x", "gehéim"])
def test_who_does_not_know_the_token_gets_no_figures(client: FlaskClient, token: str) -> None:
    answer = asked(client, token)
    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"].lower().startswith("bearer")
    assert "dsar_" not in answer.text


def test_signing_in_gives_no_figures(world: World, client: FlaskClient) -> None:
    world.app.config["WTF_CSRF_ENABLED"] = False
    client.post("/inloggen", data={"email": address(SLUG, Role.ADMINISTRATOR), "password": PASSWORD})
    assert client.get("/metrics").status_code == 401


def test_the_figures_count_open_and_overdue_cases_of_each_organisation(world: World, client: FlaskClient) -> None:
    found = figures(asked(client))
    assert (found["dsar_cases_open", SLUG], found["dsar_cases_overdue", SLUG]) == (2, 1)
    assert (found["dsar_cases_open", "aanzien"], found["dsar_cases_overdue", "aanzien"]) == (0, 0)
    assert len([key for key in found if key[0] == "dsar_cases_open"]) == len(world.organisations)
    world.clock.forward(days=90)
    assert figures(asked(client))["dsar_cases_overdue", SLUG] == 2


def test_the_figures_tell_how_jobs_and_mail_stand(world: World, client: FlaskClient) -> None:
    before = figures(asked(client))
    assert before["dsar_mail_held",] == 0
    assert not [key for key in before if key[0].startswith("dsar_job")]
    ended = (world.clock.moment - timedelta(minutes=5)).isoformat(sep=" ")
    user = world.users[address(SLUG, Role.FG)]
    message = (
        f"({user}, 'digest', '{{}}', '{{}}@example.com', 's', 't', 'h', '{{}}', '{ended}', '{ended}', 0, '', {{}})"
    )
    change(
        world,
        f"INSERT INTO hold (name, since, reason) VALUES ('mail', '{ended}', 'restored')",
        "INSERT INTO job_run (job, slot, started_at, lease_until, tries, finished_at, made, problem) VALUES"
        f" ('remind', '2026-11-22', '{ended}', '{ended}', 1, '{ended}', 3, ''),"
        f" ('remind', '2026-11-23', '{ended}', '{ended}', 1, NULL, NULL, 'OperationalError')",
        "INSERT INTO outbox (user_id, kind, occasion, message_id, subject, text, html, state, created_at, not_before,"
        " tries, problem, sent_at) VALUES "
        + ", ".join(
            message.format(day, day, state, f"'{ended}'" if state == "sent" else "NULL")
            for day, state in (("a", "waiting"), ("b", "waiting"), ("c", "sent"))
        ),
    )
    found = figures(asked(client))
    assert found["dsar_mail_held",] == 1
    assert (found["dsar_outbox_messages", "waiting"], found["dsar_outbox_messages", "sent"]) == (2, 1)
    assert (found["dsar_job_age_seconds", "remind"], found["dsar_job_failing", "remind"]) == (300, 1)


def test_no_answer_names_anybody(client: FlaskClient) -> None:
    told = "".join([asked(client).text, *(client.get(path).text for path in PATHS)])
    for word in (SUBJECT.last_name, "example.com", "Lindelaan"):
        assert word not in told


def test_asking_changes_nothing_and_other_methods_are_refused(client: FlaskClient) -> None:
    for path in PATHS:
        assert client.post(path).status_code in {400, 405}, path
