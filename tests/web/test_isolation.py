"""Every route, for every role, against another organisation's case: generated from the URL map."""

import re
from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import text
from werkzeug.routing import Rule

from dsar.core.drafts import DraftInput
from dsar.core.permissions import ROLES_WITH, Permission
from dsar.core.vocabulary import LetterKind, Right, Role
from dsar.extensions import db
from dsar.queries.lookups import version_of
from dsar.services.deputies import Arrangement, Period, set_deputy
from dsar.services.invitations import InvitationInput, invite
from dsar.services.issue_letter import LetterInput, issue_letter
from dsar.services.letter_runs import start_run
from dsar.services.note import add_note
from dsar.services.preview import preview_draft
from dsar.services.printers import PrinterInput, save_printer
from dsar.services.work import Work
from dsar.services.write_draft import write_draft
from dsar.web.authorize import permission_of
from tests.support.addresses import MESSAGES_OF, ROWS_OF
from tests.support.app import PASSWORD, World, address, make_world
from tests.support.cases import receive
from tests.support.steps import Steps

MINE, OTHERS = "westendorp-pr", "aanzien"
METHODS = ("GET", "POST")
TABLES = {**ROWS_OF, "without_id": "without_advice"}  # where the ids in addresses come from


@pytest.fixture(scope="module")
def world(module_database_url: str) -> Iterator[World]:
    """Give a world in which another organisation has a case with a final letter."""
    made = make_world(module_database_url)
    made.app.config["WTF_CSRF_ENABLED"] = False
    with made.app.app_context():
        for slug in (MINE, OTHERS):
            case_id = receive(made, slug, Right.INSPECTION, Right.ERASURE)
            work = made.work(address(slug, Role.CONTACT_PERSON))
            letter_id = issue_letter(work, case_id, 1, LetterInput(made.today), render_seconds=60)
            draft(made, work, case_id)
            add_note(work, case_id, "Gebeld.")
            steps = Steps(made, slug, case_id)
            steps.ask()
            steps.ask_third_party()
            steps.came_in()
            steps.set_term()
            steps.list_recipient(1)
            invited = InvitationInput("iemand@example.com", "Iemand Nieuw", frozenset({Role.COLLEAGUE}))
            invite(made.work(address(slug, Role.ADMINISTRATOR)), made.organisations[slug], invited)
            deputised(made, slug)
            save_printer(work, made.organisations[slug], PrinterInput("Balie", 0, 0))
            start_run(work, made.organisations[slug], [letter_id], [])
    yield made
    made.close()


def draft(world: World, work: Work, case_id: int) -> None:
    """Write a letter in a case, and look at it."""
    version = version_of(db.session(), case_id)
    request_id = db.session.execute(
        text("SELECT MIN(id) FROM request WHERE case_id = :id"), {"id": case_id}
    ).scalar_one()
    db.session.rollback()
    written = DraftInput(LetterKind.FORWARDED, (request_id,))
    went_on(world, write_draft(work, case_id, version, written))
    preview_draft(work, case_id, written, world.today)


def went_on(world: World, draft_id: int) -> None:
    """Put in that somebody went on without advice on a draft; the way there takes days."""
    with db.engine.begin() as connection:
        connection.execute(
            text(
                "INSERT INTO without_advice (case_id, organisation_id, draft_id, draft_revision, asked_until,"
                " decider_id, reason, created_at) SELECT case_id, organisation_id, id, revision, :day, author_id,"
                " 'Geen tijd.', updated_at FROM letter_draft WHERE id = :draft"
            ),
            {"draft": draft_id, "day": world.today.isoformat()},
        )


def deputised(world: World, slug: str) -> None:
    """Let somebody deputise for the contact person."""
    deputy = world.users[world.add_user(f"Waarnemer {slug}", (slug, Role.CONTACT_PERSON))]
    days = Period(world.today, world.today)
    wanted = Arrangement(world.users[address(slug, Role.CONTACT_PERSON)], deputy, days)
    set_deputy(world.work(address(slug, Role.ADMINISTRATOR)), world.organisations[slug], wanted)


def rules(app: Flask) -> Iterator[Rule]:
    yield from (rule for rule in app.url_map.iter_rules() if rule.endpoint != "static")


def ids_of(world: World, slug: str) -> dict[str, int | str]:
    """Give the ids that a route of this organisation would have in its address, and the token of its preview."""
    organisation_id = world.organisations[slug]
    with world.app.app_context():
        found: dict[str, int | str] = {
            "organisation_id": organisation_id,
            "page": 1,
            "signed": "niets",
            "link": "niets",
        }
        found |= {"link": "niets", "key": "niets", "secret": "niets", "slug": "niets"}
        token = text("SELECT MIN(token) FROM letter_preview WHERE organisation_id = :organisation")
        found["token"] = db.session.execute(token, {"organisation": organisation_id}).scalar_one()
        for name, table in TABLES.items():
            query = text(f"SELECT MIN(id) FROM {table} WHERE organisation_id = :organisation")
            found[name] = db.session.execute(query, {"organisation": organisation_id}).scalar_one()
        users = text("SELECT MIN(user_id) FROM membership WHERE organisation_id = :organisation")
        found["user_id"] = db.session.execute(users, {"organisation": organisation_id}).scalar_one()
        messages = text(f"SELECT MIN(id) FROM ({MESSAGES_OF}) AS message")
        found["message_id"] = db.session.execute(messages, {"organisation": organisation_id}).scalar_one()
        db.session.rollback()
    return found


def path_of(rule: Rule, ids: dict[str, int | str]) -> str:
    return re.sub(r"<(?:\w+:)?(\w+)>", lambda match: str(ids[match[1]]), rule.rule)


def sign_in(world: World, role: Role) -> FlaskClient:
    client = world.app.test_client()
    answer = client.post("/inloggen", data={"email": address(MINE, role), "password": PASSWORD})
    assert answer.status_code in {302, 303}
    return client


def test_every_route_declares_its_permission(world: World) -> None:
    with world.app.app_context():
        undeclared = [rule.endpoint for rule in rules(world.app) if permission_of(rule.endpoint) is None]
    assert undeclared == []


def test_a_route_without_a_permission_answers_403(fresh_database) -> None:
    made = make_world(fresh_database("sqlite"))
    made.app.add_url_rule("/vergeten", "vergeten", lambda: "open")
    assert made.app.test_client().get("/vergeten").status_code == 403
    made.close()


def test_nobody_sees_anything_without_signing_in(world: World) -> None:
    client, ids = world.app.test_client(), ids_of(world, MINE)
    for rule in rules(world.app):
        with world.app.app_context():
            public = permission_of(rule.endpoint) is Permission.PUBLIC
        for method in METHODS:
            if public or method not in (rule.methods or set()):
                continue
            answer = client.open(path_of(rule, ids), method=method)
            assert answer.status_code == 302, (rule.rule, method)
            assert answer.location.startswith("/inloggen"), (rule.rule, method)


@pytest.mark.parametrize("role", list(Role))
def test_another_organisations_case_does_not_exist(world: World, role: Role) -> None:
    client, ids = sign_in(world, role), ids_of(world, OTHERS)
    tried = 0
    for rule in rules(world.app):
        if not rule.arguments:
            continue
        with world.app.app_context():
            permission = permission_of(rule.endpoint)
        # A link with rights asks for no role; one that opens nothing is not found, like what is another's.
        allowed = permission is Permission.PUBLIC or (permission in ROLES_WITH and role in ROLES_WITH[permission])
        for method in METHODS:
            if method in (rule.methods or set()):
                answer = client.open(path_of(rule, ids), method=method)
                wanted = {303, 404} if permission is Permission.SIGNED_IN else {404} if allowed else {403}
                assert answer.status_code in wanted, (rule.rule, method, role)
                tried += 1
    assert tried > 15


@pytest.mark.parametrize("role", list(Role))
def test_only_the_roles_of_a_route_get_in(world: World, role: Role) -> None:
    client, ids = sign_in(world, role), ids_of(world, MINE)
    for rule in rules(world.app):
        with world.app.app_context():
            permission = permission_of(rule.endpoint)
        if permission not in ROLES_WITH or "GET" not in (rule.methods or set()):
            continue
        status = client.get(path_of(rule, ids)).status_code
        if role in ROLES_WITH[permission]:
            assert status != 403, (rule.rule, role)
        else:
            assert status == 403, (rule.rule, role)


@pytest.mark.parametrize("role", list(Role))
def test_a_list_never_names_another_organisations_case(world: World, role: Role) -> None:
    client = sign_in(world, role)
    for rule in rules(world.app):
        if rule.arguments or "GET" not in (rule.methods or set()):
            continue
        page = client.get(rule.rule).get_data(as_text=True)
        assert "AZ-2026-" not in page, (rule.rule, role)
