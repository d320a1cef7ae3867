"""Is the worklist what follows from the cases? Asked after every test that changed any."""

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from dsar.services.rebuild_worklist import Difference, differences


def worklist_faults(engine: Engine) -> list[Difference]:
    """Give every case that is not in the list as it should be."""
    with Session(engine) as session:
        return list(differences(session))
