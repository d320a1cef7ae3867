"""A form that is put back on the screen is only shown: every address, every role, every table."""

import pytest
from werkzeug.routing import Rule

from dsar.core.permissions import Permission
from dsar.core.vocabulary import Role
from dsar.web.authorize import permission_of
from dsar.web.context import RESTORED
from tests.support.addresses import filled_in, ids_in
from tests.support.app import World
from tests.support.judging import at_desk
from tests.support.stages import SLUG
from tests.web.test_get_changes_nothing import LINKS, contents, world

__all__ = ["world"]

BUTTONS = ({"step": "record"}, {"step": "submit"}, {"step": "print"}, {"action": "save"}, {"change": "preview"})
TYPED = {  # what makes forms of one or two fields complete
    "reason": "Er staat een verkeerde datum in.",
    "language": "nl",
    "name": "Achterkamer",
    "offset_right": "0",
    "offset_down": "0",
    "version": "1",
    "seen": "1",
    "form_key": "k",
}


def sent_to(world: World) -> list[str]:
    """Give every address to which somebody who is signed in sends a form, but for the button that signs out."""
    rules: list[Rule] = [rule for rule in world.app.url_map.iter_rules() if "POST" in (rule.methods or set())]
    with world.app.app_context():
        rules = [rule for rule in rules if permission_of(rule.endpoint) is not Permission.PUBLIC]
    ids = {name: values[-1:] for name, values in ids_in(world, LINKS).items()}
    ids["without_id"] = [1]
    return [path for rule in rules if rule.rule != "/uitloggen" for path in filled_in(rule, ids)]


@pytest.mark.parametrize("role", [Role.CONTACT_PERSON, Role.FG, Role.DECIDER, Role.ADMINISTRATOR])
def test_a_form_that_is_put_back_changes_nothing(world: World, role: Role) -> None:
    browser = at_desk(world, role, SLUG)
    browser.get("/")
    token = browser.page.one("form", action="/uitloggen").find(".//*[@name='csrf_token']").get("value")
    before, shown = contents(world), 0
    for path in sent_to(world):
        for button in BUTTONS:
            answer = browser.client.post(path, data={**TYPED, **button, "csrf_token": token, RESTORED: "none"})
            assert answer.status_code in {200, 204, 303, 403, 404, 409}, (path, answer.status_code)
            shown += answer.status_code == 200
        assert contents(world) == before, path
    assert shown
