"""`flask --app wsgi worklist`: says what drifted, and makes it right."""

from sqlalchemy import delete

from dsar.core.vocabulary import Right
from dsar.extensions import db
from dsar.models import WorklistKey
from tests.support.app import make_world
from tests.support.cases import receive


def test_what_drifted_is_named_and_a_rebuild_makes_it_right(database_url: str) -> None:
    world = make_world(database_url)
    runner = world.app.test_cli_runner()
    with world.app.app_context():
        case_id = receive(world, "aanzien", Right.COPY)
        assert runner.invoke(args=["worklist", "check"]).output == "De werkvoorraad klopt.\n"
        db.session.execute(delete(WorklistKey).where(WorklistKey.key == "all"))
        db.session.commit()
        spoilt = runner.invoke(args=["worklist", "check"])
        assert spoilt.exit_code == 1
        assert f"zaak {case_id}: staat verkeerd in de lijst" in spoilt.output
        assert "worklist rebuild" in spoilt.output
        assert "uit 1 zaken" in runner.invoke(args=["worklist", "rebuild"]).output
        assert runner.invoke(args=["worklist", "check"]).exit_code == 0
    world.close()
