"""Which schema this version of the program works with, and which older ones it can bring to it."""

from functools import cache
from pathlib import Path

from alembic.script import ScriptDirectory
from alembic.util import CommandError


@cache
def newest_schema(migrations: Path) -> str | None:
    """Give the revision of the newest migration."""
    return ScriptDirectory(str(migrations)).get_current_head()


def is_known(migrations: Path, revision: str) -> bool:
    """Tell whether there is a migration with this revision; there is none for a schema of a newer version."""
    try:
        ScriptDirectory(str(migrations)).get_revision(revision)
    except CommandError:
        return False
    return True
