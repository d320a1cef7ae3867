"""The regulation versions that cases rest on."""

from functools import lru_cache

from sqlalchemy import select
from sqlalchemy.orm import Session

from dsar.core.regulation import Regulation
from dsar.models import Organisation, RegulationVersion
from dsar.regulations import Catalogue, from_canonical_json, sha256

_parse = lru_cache(maxsize=64)(from_canonical_json)


def regulation_of(session: Session, regulation_version_id: int) -> Regulation:
    """Give a stored version; raises NoResultFound when there is none with this id."""
    body = session.execute(
        select(RegulationVersion.body).where(RegulationVersion.id == regulation_version_id)
    ).scalar_one()
    return _parse(body)


def edited_versions(session: Session, catalogue: Catalogue) -> tuple[str, ...]:
    """Name the versions ("slug version") in use whose file was edited or removed since: the server must not start."""
    rows = session.execute(
        select(Organisation.slug, RegulationVersion.version, RegulationVersion.sha256).join(
            Organisation, Organisation.id == RegulationVersion.organisation_id
        )
    )
    now = {(regulation.organisation, regulation.version): sha256(regulation) for regulation in catalogue.all()}
    return tuple(f"{slug} {version}" for slug, version, known in rows if now.get((slug, version), known) != known)
