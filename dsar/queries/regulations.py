"""The regulation versions that cases rest on."""

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from dsar.core.regulation import DATA_RETURNED, Regulation
from dsar.models import Organisation, RegulationVersion
from dsar.regulations import Catalogue, from_canonical_json, sha256

_read: dict[str, Regulation] = {}  # by the hash of what is stored: a version never changes (decision 1)


def regulation_of(session: Session, regulation_version_id: int) -> Regulation:
    """Give a stored version; raises NoResultFound when there is none with this id."""
    query = select(RegulationVersion.sha256).where(RegulationVersion.id == regulation_version_id)
    return regulation_known(session, regulation_version_id, session.execute(query).scalar_one())


def regulation_known(session: Session, regulation_version_id: int, sha256_: str) -> Regulation:
    """Give a stored version of which the hash was read already: its text is read once per process."""
    known = _read.get(sha256_)
    if known is None:
        query = select(RegulationVersion.body).where(RegulationVersion.id == regulation_version_id)
        known = _read[sha256_] = from_canonical_json(session.execute(query).scalar_one())
    return known


def edited_versions(session: Session, catalogue: Catalogue) -> tuple[str, ...]:
    """Name the versions ("slug version") in use whose file was edited or removed since: the server must not start."""
    rows = session.execute(
        select(Organisation.slug, RegulationVersion.version, RegulationVersion.sha256).join(
            Organisation, Organisation.id == RegulationVersion.organisation_id
        )
    )
    now = {(regulation.organisation, regulation.version): _hashes(regulation) for regulation in catalogue.all()}
    return tuple(f"{slug} {version}" for slug, version, known in rows if known not in now.get((slug, version), {known}))


def _hashes(regulation: Regulation) -> frozenset[str]:
    """Give the hash of a file, and those from before files told what came later: that is no edit.

    First what an objection is against, then where an explicit request must have been seen, then that data go back.
    """
    kept = replace(regulation, duties=tuple(duty for duty in regulation.duties if duty.code != DATA_RETURNED))
    before = replace(kept, explicit_requests={})
    first = replace(before, objection_purposes=frozenset())
    return frozenset(map(sha256, (regulation, kept, before, first)))


@dataclass(frozen=True, slots=True)
class KnownVersion:
    """A version of an organisation's regulation; `stored_at` is when the first case came to rest on it, if one did."""

    regulation: Regulation
    sha256: str
    stored_at: datetime | None


def versions_of(session: Session, catalogue: Catalogue, organisation: Organisation) -> tuple[KnownVersion, ...]:
    """Give every version of an organisation's regulation, newest first; the caller has checked the actor.

    A version that cases rest on is given as it was stored, also when its file has been taken away since.
    """
    rows = session.scalars(select(RegulationVersion).where(RegulationVersion.organisation_id == organisation.id))
    stored = {row.version: row for row in rows}
    known = [
        KnownVersion(one, sha256(one), stored[one.version].stored_at if one.version in stored else None)
        for one in catalogue.all()
        if one.organisation == organisation.slug
    ]
    by_file = {one.regulation.version for one in known}
    known += [
        KnownVersion(from_canonical_json(row.body), row.sha256, row.stored_at)
        for version, row in stored.items()
        if version not in by_file
    ]
    return tuple(sorted(known, key=lambda one: one.regulation.effective_from, reverse=True))
