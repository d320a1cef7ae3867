"""Looking changes nothing: every address of the application, for every role, against every table (safety point 15)."""

import re
from collections.abc import Iterator
from hashlib import sha256

import pytest
from sqlalchemy import text
from werkzeug.routing import Rule

from dsar.core.drafts import DraftInput
from dsar.core.fields import Fields
from dsar.core.vocabulary import AdviceKind, DispatchWay, LetterKind, Right, Role
from dsar.database import Base
from dsar.extensions import db
from dsar.queries.lookups import version_of
from dsar.services.advise_draft import submit_draft
from dsar.services.deputies import Arrangement, Period, set_deputy
from dsar.services.invitations import InvitationInput, invite
from dsar.services.issue_letter import LetterInput, issue_letter
from dsar.services.letter_runs import start_run
from dsar.services.note import add_note
from dsar.services.password_links import make_password_link
from dsar.services.post_letter import PostInput, post_letter
from dsar.services.preview import preview_draft
from dsar.services.printers import PrinterInput, save_printer
from dsar.services.write_draft import write_draft
from tests.factories.drafts import FIELDS
from tests.factories.world import GRANT
from tests.support.app import World, address, make_world
from tests.support.cases import receive
from tests.support.judging import at_desk
from tests.support.pages import Page
from tests.support.steps import Steps

SLUG = "westendorp-pr"
LINKS: list[object] = []  # of an invitation and of a new password, as they were made
READING = "access_event"  # who read which case is noted, and that is all that reading may leave
LAST_USE = ("login_session", "last_seen_at")
ROWS_OF = {
    "case_id": "case_file",
    "request_id": "request",
    "letter_id": "letter",
    "printer_id": "printer",
    "run_id": "letter_run",
    "draft_id": "letter_draft",
    "membership_id": "membership",
    "note_id": "case_note",
    "link_id": "access_link",
    "deputising_id": "deputising",
}


@pytest.fixture(scope="module")
def world(module_database_url: str) -> Iterator[World]:
    """Give an organisation with a case at every stage, a letter that can be corrected, drafts, a printer and a run."""
    made = make_world(module_database_url)
    with made.app.app_context():
        for stage in ("registered", "proposed", "decided", "sent"):
            _case(made, stage)
        _drafts(made, receive(made, SLUG, Right.INSPECTION))
        work = made.work(address(SLUG, Role.CONTACT_PERSON))
        admin, here = made.work(address(SLUG, Role.ADMINISTRATOR)), made.organisations[SLUG]
        invited = InvitationInput("iemand@example.com", "Iemand Nieuw", frozenset({Role.COLLEAGUE}))
        LINKS[:] = [
            invite(admin, here, invited),
            make_password_link(admin, here, made.users[address(SLUG, Role.COLLEAGUE)]),
        ]
        deputy = made.users[made.add_user("Waarnemer", (SLUG, Role.CONTACT_PERSON))]
        days = Period(made.today, made.today)
        set_deputy(admin, here, Arrangement(made.users[address(SLUG, Role.CONTACT_PERSON)], deputy, days))
        save_printer(work, made.organisations[SLUG], PrinterInput("Balie", 5, 0))
        waiting = receive(made, SLUG, Right.COPY)
        add_note(work, waiting, "Gebeld.")
        letter_id = issue_letter(work, waiting, _version(waiting), LetterInput(made.today), render_seconds=60)
        start_run(work, made.organisations[SLUG], [letter_id], [])
    yield made
    made.close()


def _case(world: World, stage: str) -> None:
    """Make a case that has come this far."""
    case_id = receive(world, SLUG, Right.INSPECTION)
    steps, work = Steps(world, SLUG, case_id), world.work(address(SLUG, Role.CONTACT_PERSON))
    ways = {
        "proposed": lambda: (steps.identify(), steps.propose(GRANT)),
        "advised": lambda: steps.advise(AdviceKind.AGREE),
        "decided": steps.decide,
        "answered": lambda: issue_letter(
            work,
            case_id,
            _version(case_id),
            LetterInput(world.today, (steps.view().requests[0].request.id,)),
            render_seconds=60,
        ),
        "sent": lambda: post_letter(
            work, steps.view().letters[0].id, _version(case_id), PostInput(DispatchWay.POST, world.today)
        ),
    }
    for name, way in ways.items():
        if stage == "registered":
            return
        way()
        if name == stage:
            return


def _drafts(world: World, case_id: int) -> None:
    """Write a letter that is not ready, one that waits for advice, and look at one without keeping it."""
    work = world.work(address(SLUG, Role.CONTACT_PERSON))
    request_id = Steps(world, SLUG, case_id).view().requests[0].request.id
    for kind in (LetterKind.FORWARDED, LetterKind.EXTENSION_NOTICE):
        written = DraftInput(kind, (request_id,), Fields.of(dict(FIELDS[kind].entries)))
        draft_id = write_draft(work, case_id, _version(case_id), written)
    submit_draft(work, draft_id, _version(case_id))
    for role in (Role.CONTACT_PERSON, Role.FG, Role.DECIDER):
        preview_draft(world.work(address(SLUG, role)), case_id, written, world.today)


def _version(case_id: int) -> int:
    db.session.rollback()  # what was read before does not know the last step
    version = version_of(db.session(), case_id)
    db.session.rollback()
    return version


def contents(world: World) -> dict[str, str]:
    """Give a hash of the rows of every table, but of what reading may leave."""
    found = {}
    with world.app.app_context():
        for table in Base.metadata.sorted_tables:
            columns = [column for column in table.columns if (table.name, column.name) != LAST_USE]
            rows = db.session.execute(db.select(*columns))
            found[table.name] = sha256("\n".join(sorted(repr(tuple(row)) for row in rows)).encode()).hexdigest()
        db.session.rollback()
    assert found.pop(READING) is not None
    return found


def addresses(world: World) -> Iterator[str]:
    """Give every address that can be opened, with every row of the organisation in it."""
    ids = _ids(world)
    for rule in world.app.url_map.iter_rules():
        if rule.endpoint == "static" or "GET" not in (rule.methods or set()):
            continue
        yield from _filled_in(rule, ids)
    yield from (f"/zaken/{one}/schrijven/brief?soort={kind}" for one in ids["case_id"][:2] for kind in LetterKind)


def _ids(world: World) -> dict[str, list[object]]:
    organisation_id = world.organisations[SLUG]
    found: dict[str, list[object]] = {
        "organisation_id": [organisation_id],
        "page": [1],
        "signed": ["niets"],
        "link": LINKS,
    }
    with world.app.app_context():
        for name, table in ROWS_OF.items():
            query = text(f"SELECT id FROM {table} WHERE organisation_id = :organisation")
            found[name] = list(db.session.execute(query, {"organisation": organisation_id}).scalars())
        found["key"] = ["niets"]
        users = text("SELECT DISTINCT user_id FROM membership WHERE organisation_id = :organisation")
        found["user_id"] = list(db.session.execute(users, {"organisation": organisation_id}).scalars())
        found["token"] = list(db.session.execute(text("SELECT token FROM letter_preview")).scalars())
        db.session.rollback()
    assert all(found.values()), found
    return found


def _filled_in(rule: Rule, ids: dict[str, list[object]]) -> Iterator[str]:
    paths = [rule.rule]
    for name in re.findall(r"<(?:\w+:)?(\w+)>", rule.rule):
        paths = [re.sub(rf"<(?:\w+:)?{name}>", str(value), path) for path in paths for value in ids[name]]
    yield from paths


def letters_on(page: Page) -> set[str]:
    """Give the addresses of the pictures and the documents of letters that a page shows."""
    found = {one.get("src", "") for one in page.all("img")} | {one.get("href", "") for one in page.all("a")}
    return {address.partition("#")[0] for address in found if address.startswith("/voorbeelden/")}


LOOKERS = {Role.CONTACT_PERSON, Role.FG, Role.DEPUTY_FG, Role.DECIDER}  # see how a letter will be printed


@pytest.mark.parametrize("role", list(Role))
def test_opening_a_page_its_pictures_and_its_documents_changes_nothing(world: World, role: Role) -> None:
    client = at_desk(world, role, SLUG).client
    world.clock.forward(minutes=2)
    before, opened, letters = contents(world), 0, set()
    for path in addresses(world):
        answer = client.get(path)
        assert answer.status_code in {200, 302, 303, 403, 404}, path
        opened += answer.status_code == 200
        shown = letters_on(Page(answer, path)) if answer.mimetype == "text/html" else set()
        for letter in shown - letters:
            assert client.get(letter).status_code == 200, (path, letter)
        letters |= shown
        changed = [name for name, rows in contents(world).items() if rows != before[name]]
        assert not changed, (path, changed)
    assert opened
    assert (len(letters) > 8) == (role in LOOKERS), letters
