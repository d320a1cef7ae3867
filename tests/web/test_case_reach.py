"""Everything that can be done to a case can be done from its page: directly, or on a page that it leads to."""

import re
from collections.abc import Iterator

import pytest
from werkzeug.routing import Rule

from dsar.core.permissions import ROLES_WITH
from dsar.core.vocabulary import AdviceKind, DispatchWay, Right, Role
from dsar.extensions import db
from dsar.queries.lookups import version_of
from dsar.queries.notes import notes_of_case
from dsar.services.issue_letter import LetterInput, issue_letter
from dsar.services.note import add_note
from dsar.services.post_letter import PostInput, post_letter
from dsar.web.authorize import permission_of
from tests.factories.world import GRANT
from tests.support.app import World, address
from tests.support.cases import receive
from tests.support.judging import at_desk
from tests.support.pages import Browser, Page
from tests.support.steps import Steps

SLUG = "westendorp-pr"
STAGES = ("registered", "proposed", "advised", "decided", "answered", "sent")
OF_A_CASE = {"case_id", "request_id", "letter_id", "note_id"}
ACTING = (Role.CONTACT_PERSON, Role.FG, Role.DECIDER)


@pytest.fixture(scope="module")
def cases(shared_world: World) -> dict[str, Steps]:
    """Give a case at every stage, each with a note."""
    with shared_world.app.app_context():
        return {stage: _case(shared_world, index) for index, stage in enumerate(STAGES)}


def _case(world: World, stages: int) -> Steps:
    case_id = receive(world, SLUG, Right.INSPECTION)
    steps, work = Steps(world, SLUG, case_id), world.work(address(SLUG, Role.CONTACT_PERSON))
    add_note(work, case_id, "Gebeld.")

    def answer() -> None:
        letter = LetterInput(world.today, (steps.view().requests[0].request.id,))
        issue_letter(work, case_id, _version(case_id), letter, render_seconds=60)

    def post() -> None:
        sent = PostInput(DispatchWay.POST, world.today)
        post_letter(work, steps.view().letters[0].id, _version(case_id), sent)

    ways = (
        lambda: (steps.identify(), steps.propose(GRANT)),
        lambda: steps.advise(AdviceKind.AGREE),
        steps.decide,
        answer,
        post,
    )
    for way in ways[:stages]:
        way()
    return steps


def _version(case_id: int) -> int:
    db.session.rollback()
    version = version_of(db.session(), case_id)
    db.session.rollback()
    return version


def ids_of(steps: Steps) -> dict[str, list[int]]:
    with steps.world.app.app_context():
        view = steps.view()
        found = {
            "case_id": [steps.case_id],
            "request_id": [row.request.id for row in view.requests],
            "letter_id": [letter.id for letter in view.letters],
            "note_id": [note.id for note in notes_of_case(db.session(), steps.case_id)],
        }
        db.session.rollback()
    return found


def rules_for(world: World, role: Role) -> Iterator[Rule]:
    """Give every page about a case, a request, a letter or a note that the role may open."""
    with world.app.app_context():
        for rule in world.app.url_map.iter_rules():
            permission = permission_of(rule.endpoint)
            about = len(rule.arguments) == 1 and rule.arguments <= OF_A_CASE
            if about and permission in ROLES_WITH and role in ROLES_WITH[permission]:
                yield rule


def addresses(rule: Rule, ids: dict[str, list[int]]) -> list[str]:
    (name,) = rule.arguments
    return [re.sub(r"<[^>]+>", str(number), rule.rule) for number in ids[name]]


def led_to(page: Page) -> set[str]:
    """Give every address of the application to which a page leads, by a link or by one of its forms."""
    found = [one.get("href", "") for one in page.all("a")] + [one.get("action") or "" for one in page.forms()]
    return {re.split(r"[?#]", one)[0] for one in found if one.startswith("/")}


def reached(browser: Browser, case_id: int) -> set[str]:
    """Give what can be reached from the page of a case, directly or in one step."""
    first = led_to(browser.get(f"/zaken/{case_id}"))
    found = set(first)
    for path in sorted(first):
        if re.search(r"/\d+", path) and not path.endswith("/pdf"):
            answer = browser.client.get(path)
            if answer.status_code == 200 and answer.mimetype == "text/html":
                found |= led_to(Page(answer, path)) | {path}
    return found


@pytest.mark.parametrize("stage", STAGES)
@pytest.mark.parametrize("role", ACTING)
def test_everything_that_can_be_done_now_is_within_reach(
    shared_world: World, cases: dict[str, Steps], role: Role, stage: str
) -> None:
    steps = cases[stage]
    browser, ids = at_desk(shared_world, role), ids_of(steps)
    within = reached(browser, steps.case_id)
    acting = set()
    for rule in rules_for(shared_world, role):
        if "GET" not in (rule.methods or set()):
            continue
        for path in addresses(rule, ids):
            answer = browser.client.get(path)
            if answer.status_code != 200 or answer.mimetype != "text/html":
                continue
            forms = [one for one in Page(answer, path).forms() if one.get("method") == "post"]
            acting |= {one.get("action") or path for one in forms}
    acting = {re.split(r"[?#]", path)[0] for path in acting}
    assert acting, (role, stage)
    assert acting <= within, (role, stage, sorted(acting - within))
