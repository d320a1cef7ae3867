"""The step that lets the worklist know since when an advice is asked: the list is right at once, and back again."""

import flask_migrate
from sqlalchemy import text

from dsar import create_app
from dsar.core.vocabulary import LetterKind, Right
from dsar.extensions import db
from dsar.services.advise_draft import submit_draft
from dsar.services.propose import propose
from tests.factories.world import REFUSE_ERASURE, World
from tests.services.desk import Desk
from tests.support.databases import MIGRATIONS
from tests.support.worklists import worklist_faults

SLUG = "aanzien"
ASKED = text("SELECT COUNT(*) FROM worklist_key WHERE key LIKE 'asked:%'")


def test_cases_that_wait_for_advice_are_found_after_the_step_as_if_it_had_always_been_there(database_url: str) -> None:
    world = World.make(database_url, SLUG)
    for number in range(3):
        desk = Desk(world, Right.ERASURE, slug=SLUG)
        world.identify(SLUG, desk.case_id)
        submit_draft(desk.work(), desk.draft(LetterKind.EXTENSION_NOTICE, Right.ERASURE), desk.version)
        if number:
            propose(desk.work(), desk.request_id(Right.ERASURE), desk.version, REFUSE_ERASURE)
    world.engine.dispose()
    app = create_app({"DATABASE_URL": database_url, "SECRET_KEY": "only-for-the-tests-" + "0" * 32})
    with app.app_context():
        assert db.session.execute(ASKED).scalar_one() == 3
        db.session.rollback()
        flask_migrate.downgrade(directory=str(MIGRATIONS), revision="0007")
        assert db.session.execute(ASKED).scalar_one() == 0
        db.session.rollback()
        flask_migrate.upgrade(directory=str(MIGRATIONS))
        assert db.session.execute(ASKED).scalar_one() == 3
        db.session.rollback()
        assert worklist_faults(db.engine) == []
        db.engine.dispose()
