"""Copies a regulation version into the database on first use; from then on its file may not change."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from dsar.core.audit import Tag
from dsar.core.regulation import Regulation
from dsar.models import Organisation, RegulationVersion
from dsar.regulations import canonical_json, sha256
from dsar.services.audit import record, stream_of
from dsar.services.work import Work


def version_for_day(session: Session, work: Work, organisation: Organisation, day: date) -> RegulationVersion:
    """Give the stored version of the day of receipt, storing it when it is used for the first time.

    Raises InvalidInput when the organisation has no regulation for that day.
    """
    return stored_version(session, work, organisation, work.catalogue.for_day(organisation.slug, day))


def stored_version(
    session: Session, work: Work, organisation: Organisation, regulation: Regulation
) -> RegulationVersion:
    """Give a version as it is stored, storing it when it is used for the first time."""
    query = select(RegulationVersion).where(
        RegulationVersion.organisation_id == organisation.id, RegulationVersion.version == regulation.version
    )
    known = session.execute(query).scalar_one_or_none()
    if known is not None:
        return known
    # The organisation's row is the lock: a written-once row cannot be locked by updating it.
    session.execute(select(Organisation.id).where(Organisation.id == organisation.id).with_for_update())
    known = session.execute(query).scalar_one_or_none()
    if known is not None:
        return known
    stored = RegulationVersion(
        organisation_id=organisation.id,
        version=regulation.version,
        effective_from=regulation.effective_from,
        sha256=sha256(regulation),
        body=canonical_json(regulation),
        stored_at=work.moment,
    )
    session.add(stored)
    session.flush()
    payload = {"version": stored.version, "sha256": stored.sha256}
    record(session, work, stream_of(organisation.id), Tag.REGULATION_STORED, payload)
    return stored
