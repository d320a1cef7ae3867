"""A version that is in use is not edited by what files told later: the server starts on it."""

from dataclasses import replace

from sqlalchemy.orm import Session

from dsar.core.regulation import DATA_RETURNED, Regulation
from dsar.models import RegulationVersion
from dsar.queries.regulations import edited_versions
from dsar.regulations import canonical_json, sha256
from tests.factories.world import World

SLUG = "zaz-welzijn"


def edited(world: World, regulation: Regulation) -> tuple[str, ...]:
    """Tell which versions were edited, were this the one in use."""
    with Session(world.engine) as session:
        session.add(
            RegulationVersion(
                organisation_id=world.organisation_id(SLUG),
                version=regulation.version,
                effective_from=regulation.effective_from,
                sha256=sha256(regulation),
                body=canonical_json(regulation),
                stored_at=world.moment,
            )
        )
        session.flush()
        found = edited_versions(session, world.catalogue)
        session.rollback()
    return found


def test_a_version_from_before_the_duty_to_give_data_back_was_not_edited(make_world) -> None:
    world = make_world(SLUG)
    now = world.catalogue.newest(SLUG)
    earlier = replace(now, duties=tuple(duty for duty in now.duties if duty.code != DATA_RETURNED))
    assert len(earlier.duties) < len(now.duties)
    assert edited(world, earlier) == ()
    assert edited(world, now) == ()


def test_a_version_with_a_ground_less_was(make_world) -> None:
    world = make_world(SLUG)
    now = world.catalogue.newest(SLUG)
    assert edited(world, replace(now, grounds=now.grounds[:-1])) == (f"{SLUG} {now.version}",)
