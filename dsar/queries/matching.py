"""Which cases a search finds: all of its words, each as a part of a word of the reference, the name or a letter number.

Words of three letters or more come from an index of pieces of three letters (FTS5 on SQLite, pg_trgm on PostgreSQL).
Shorter ones, such as "de", only narrow what the longer ones find; alone they find last names that begin with them.
"""

from sqlalchemy import Integer, Select, String, column, literal_column, select, table
from sqlalchemy.orm import Session

from dsar.core.folding import SHORT
from dsar.models import WorklistEntry

_PIECES = table("worklist_search", column("rowid", Integer), column("searched", String))
_LAST = "\uffff"  # behind every letter that a name can hold


def matching(session: Session, organisation_id: int, terms: tuple[str, ...]) -> Select[int]:
    """Select the ids of the cases that are found; `terms` are folded: they hold no wildcards and no quotes."""
    query = select(WorklistEntry.case_id).where(WorklistEntry.organisation_id == organisation_id)
    long = [term for term in terms if len(term) >= SHORT]
    short = [term for term in terms if len(term) < SHORT]
    on_sqlite = session.get_bind().dialect.name == "sqlite"
    if long and on_sqlite:
        phrase = " AND ".join(f'"{term}"' for term in long)
        pieces = select(_PIECES.c.rowid).where(literal_column("worklist_search").op("MATCH")(phrase))
        query = query.where(WorklistEntry.case_id.in_(pieces))
    elif long:
        query = query.where(*(WorklistEntry.searched.like(f"%{term}%") for term in long))
    elif short:
        first, *short = short
        name = WorklistEntry.sort_name
        # SQLite compares by code point and so walks its index; PostgreSQL has one made for beginnings.
        query = query.where(name >= first, name < first + _LAST) if on_sqlite else query.where(name.startswith(first))
    return query.where(*(WorklistEntry.searched.like(f"%{term}%") for term in short))
