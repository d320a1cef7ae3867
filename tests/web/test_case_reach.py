"""Everything that can be done to a case can be done from its page: directly, or on a page that it leads to."""

import re
from collections.abc import Iterator

import pytest
from werkzeug.routing import Rule

from dsar.core.permissions import ROLES_WITH
from dsar.core.vocabulary import Role
from dsar.extensions import db
from dsar.queries.notes import notes_of_case
from dsar.queries.tasks import tasks_of_case
from dsar.web.authorize import permission_of
from tests.support.app import World
from tests.support.judging import at_desk
from tests.support.pages import Browser, Page
from tests.support.stages import Stage, case_at
from tests.support.steps import Steps

STAGES = [stage for stage in Stage if stage not in {Stage.IDENTIFIED, Stage.REVISED, Stage.CLOSED}]
OF_A_CASE = {"case_id", "request_id", "letter_id", "note_id", "task_id", "third_party_id", "follow_up_id", "term_id"}
ACTING = (Role.CONTACT_PERSON, Role.FG, Role.DECIDER)


@pytest.fixture(scope="module")
def cases(shared_world: World) -> dict[Stage, Steps]:
    """Give a case at every stage, each with a note, a task, a complaint and a term that was set."""
    with shared_world.app.app_context():
        made = {stage: case_at(shared_world, stage) for stage in STAGES}
        for steps in made.values():
            steps.note()
            steps.ask()
            if steps.view().undecided:
                steps.ask_third_party()
            steps.came_in()
            steps.set_term()
    return made


def ids_of(steps: Steps) -> dict[str, list[int]]:
    with steps.world.app.app_context():
        view = steps.view()
        found = {
            "case_id": [steps.case_id],
            "request_id": [row.request.id for row in view.requests],
            "letter_id": [letter.id for letter in view.letters],
            "task_id": [task.id for task in tasks_of_case(db.session(), steps.case_id)],
            "third_party_id": [row.id for row in view.third_parties],
            "follow_up_id": [one.id for one in view.case.follow_ups],
            "term_id": [term.id for term in view.case.set_terms],
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
    shared_world: World, cases: dict[Stage, Steps], role: Role, stage: Stage
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
