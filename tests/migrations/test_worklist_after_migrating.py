"""A migration that leaves the worklist to be made again: the server does that before it starts, without a command."""

import flask_migrate

from dsar import create_app
from dsar.cli import complete_worklist
from dsar.core.intake import NewCase, NewRequest
from dsar.core.vocabulary import Channel, ObjectionPurpose, Right, Role
from dsar.extensions import db
from dsar.services.rebuild_worklist import incomplete
from dsar.services.receive_case import receive_case
from tests.factories.world import SUBJECT, World
from tests.support.databases import MIGRATIONS
from tests.support.worklists import worklist_faults

SLUG = "zaz-welzijn"


def test_the_list_is_whole_when_the_server_starts_after_the_step_that_empties_it(database_url: str) -> None:
    world = World.make(database_url, SLUG)
    objection = (NewRequest(Right.OBJECTION, "Geen reclame meer.", ObjectionPurpose.COMMERCIAL),)
    new = NewCase(world.organisation_id(SLUG), world.today, Channel.POST, SUBJECT, objection)
    receive_case(world.work(SLUG, Role.CONTACT_PERSON), new)
    world.engine.dispose()
    app = create_app({"DATABASE_URL": database_url, "SECRET_KEY": "only-for-the-tests-" + "0" * 32})
    with app.app_context():
        flask_migrate.downgrade(directory=str(MIGRATIONS), revision="0022")
        flask_migrate.upgrade(directory=str(MIGRATIONS))
        assert incomplete(db.engine), "an open objection to advertising has another next step since this migration"
        complete_worklist(app)
        assert not incomplete(db.engine)
        assert worklist_faults(db.engine) == []
        db.engine.dispose()


def test_a_server_on_an_empty_database_starts(fresh_database) -> None:
    app = create_app({"DATABASE_URL": fresh_database("sqlite"), "SECRET_KEY": "only-for-the-tests-" + "0" * 32})
    complete_worklist(app)
    with app.app_context():
        db.engine.dispose()
