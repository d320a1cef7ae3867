"""`regulation moves` and `regulation dates`: show which open cases get another date, and apply it when told who."""

from pathlib import Path

from sqlalchemy import text

from dsar.core.vocabulary import Right, Role
from dsar.extensions import db
from tests.support.app import World, address, make_world
from tests.support.cases import receive
from tests.support.new_version import NEW, new_version


def run(world: World, *args: str) -> tuple[int, str]:
    result = world.app.test_cli_runner().invoke(args=["regulation", *args])
    return result.exit_code, result.output


def test_a_new_version_is_shown_first_and_applied_only_with_who_and_why(database_url: str, tmp_path: Path) -> None:
    world = make_world(database_url, DSAR_REGULATIONS=str(new_version(tmp_path)))
    with world.app.app_context():
        receive(world, "westendorp-pr", Right.ERASURE, days_ago=10)
        db.session.rollback()
        code, shown = run(world, "moves", "westendorp-pr", NEW)
        assert (code, "2026-12-11 -> 2026-11-27" in shown, "1 zaken, waarvan 1" in shown) == (0, True, True)
        who = ("--by", address("westendorp-pr", Role.ADMINISTRATOR))
        code, refused = run(world, "moves", "westendorp-pr", NEW, *who)
        assert (code, "Vul dit veld in" in refused) == (1, True)
        code, refused = run(world, "moves", "westendorp-pr", NEW, "--by", "niemand@example.com", "--reason", "x")
        assert (code, "geen gebruiker" in refused) == (1, True)
        code, applied = run(world, "moves", "westendorp-pr", NEW, *who, "--reason", "Het bestuur wil dat.")
        assert (code, "Toegepast op 1 zaken" in applied) == (0, True)
        assert str(db.session.execute(text("SELECT next_due_on FROM case_file")).scalar_one()) == "2026-11-27"
        db.session.rollback()
        assert "0 zaken" in run(world, "moves", "westendorp-pr", NEW)[1]
        assert "0 zaken" in run(world, "dates", "westendorp-pr")[1]
        assert "geen organisatie" in run(world, "moves", "niemand", NEW)[1]
    world.close()


def test_a_date_that_is_not_what_the_rules_say_is_shown_and_written_anew(database_url: str) -> None:
    world = make_world(database_url)
    with world.app.app_context():
        receive(world, "aanzien", Right.INSPECTION, days_ago=10)
        db.session.rollback()
        db.session.execute(text("UPDATE case_file SET next_due_on = '2026-12-10'"))
        db.session.commit()
        assert "2026-12-10 -> 2026-12-11" in run(world, "dates", "aanzien")[1]
        code, applied = run(world, "dates", "aanzien", "--by", address("aanzien", Role.ADMINISTRATOR))
        assert (code, "Toegepast op 1 zaken" in applied) == (0, True)
        assert "0 zaken" in run(world, "dates", "aanzien")[1]
    world.close()
