"""Organisations, users and their roles: what the set-up command and the administrator's page change."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from dsar.core.advice_terms import DEFAULT_DAYS
from dsar.core.audit import Tag
from dsar.core.errors import Conflict, InvalidInput, NotFound
from dsar.core.permissions import Permission, organisations_with
from dsar.core.regulation import Regulation
from dsar.core.reminders import BEFORE, check_before
from dsar.core.vocabulary import LegalNature, Role
from dsar.models import Membership, Organisation, User
from dsar.services.audit import record, stream_of
from dsar.services.passwords import check_new_password
from dsar.services.printable import check_printable
from dsar.services.search_places import starting_places
from dsar.services.signing_in import hash_password
from dsar.services.work import Work, transaction

_PRINTED = ("name", "address", "return_address", "telephone", "email", "website")  # in every letterhead
_LONGEST = {"name": 100, "return_address": 90}  # characters: three lines, and two above the window
_ADDRESS_LINES = 6


@dataclass(frozen=True, slots=True)
class OrganisationInput:
    """What an administrator may change of an organisation."""

    name: str
    address: str
    return_address: str
    telephone: str
    email: str
    website: str
    legal_nature: LegalNature | None
    posting_days: int  # working days
    carry_out_days: int  # working days
    window_side: str
    advice_days: int = DEFAULT_DAYS  # working days, for each who is asked
    password_months: int | None = None  # for which a password counts
    decision_days: int = DEFAULT_DAYS  # working days before a reminder
    reminder_days: tuple[int, ...] = BEFORE  # working days before a governing date


def create_missing_organisations(work: Work) -> tuple[str, ...]:
    """Make an organisation for every regulation that has none yet; give the slugs of the new ones."""
    made = []
    with transaction(work) as session:
        known = set(session.scalars(select(Organisation.slug)))
        for slug in work.catalogue.organisations:
            if slug not in known:
                _create(session, work, work.catalogue.newest(slug))
                made.append(slug)
    return tuple(made)


def change_organisation(work: Work, organisation_id: int, version: int, wanted: OrganisationInput) -> None:
    """Change an organisation's details.

    Raises NotFound for another's, Conflict when somebody was first, InvalidInput for what no letter can hold and for
    reminders as `check_before`.
    """
    if organisation_id not in organisations_with(work.actor, Permission.ORGANISATION_MANAGE):
        raise NotFound
    check_printable((field, getattr(wanted, field)) for field in _PRINTED)
    _check_room(wanted)
    check_before(wanted.reminder_days)
    with transaction(work) as session:
        organisation = session.execute(
            select(Organisation).where(Organisation.id == organisation_id).with_for_update()
        ).scalar_one()
        if organisation.version != version:
            raise Conflict("organisation_changed")
        changed = []
        for field in OrganisationInput.__slots__:
            value = _stored(field, wanted)
            if getattr(organisation, field) != value:
                setattr(organisation, field, value)
                changed.append(field)
        if changed:
            organisation.version += 1
            payload = {"fields": sorted(changed)}
            record(session, work, stream_of(organisation.id), Tag.ORGANISATION_CHANGED, payload)


def _stored(field: str, wanted: OrganisationInput) -> object:
    if field == "reminder_days":
        return ",".join(str(days) for days in sorted(wanted.reminder_days, reverse=True))
    return getattr(wanted, field)


def _check_room(wanted: OrganisationInput) -> None:
    """Keep the letterhead out of the window of the envelope and off the text of the letter."""
    for field, most in _LONGEST.items():
        if len(getattr(wanted, field)) > most:
            raise InvalidInput(field, "detail_too_long", most=most)
    if len(wanted.address.splitlines()) > _ADDRESS_LINES:
        raise InvalidInput("address", "too_many_rows", most=_ADDRESS_LINES)


def add_user(work: Work, email: str, name: str, password: str, telephone: str = "") -> int:
    """Make an account and give its id; raises InvalidInput for a bad password, known address or unprintable name."""
    address = email.strip().lower()
    check_printable([("name", name), ("telephone", telephone)])  # they stand in the letters
    check_new_password(password, (name, address))
    with transaction(work) as session:
        if session.execute(select(User.id).where(User.email == address)).scalar_one_or_none() is not None:
            raise InvalidInput("email", "account_exists")
        user = User(
            email=address,
            name=name.strip(),
            telephone=telephone.strip(),
            password_hash=hash_password(password),
            active=True,
            created_at=work.moment,
            password_set_at=work.moment,
        )
        session.add(user)
        session.flush()
        return user.id


def give_role(work: Work, user_id: int, slug: str, role: Role) -> None:
    """Give a user a role in an organisation from now on; raises NotFound for an unknown organisation."""
    with transaction(work) as session:
        organisation = session.execute(select(Organisation).where(Organisation.slug == slug)).scalar_one_or_none()
        if organisation is None:
            raise NotFound
        session.add(Membership(user_id=user_id, organisation_id=organisation.id, role=role, since=work.moment))
        payload = {"user": user_id, "role": role.value}
        record(session, work, stream_of(organisation.id), Tag.MEMBERSHIP_ADDED, payload)


def _create(session: Session, work: Work, regulation: Regulation) -> None:
    details = regulation.details
    organisation = Organisation(
        slug=regulation.organisation,
        name=details.name,
        reference_prefix=details.reference_prefix,
        address="\n".join(details.address),
        return_address=details.return_address,
        telephone=details.telephone,
        email=details.email,
        website=details.website,
        legal_nature=details.legal_nature,
        posting_days=details.posting_days,
        carry_out_days=details.carry_out_days,
        password_months=details.password_months,
        window_side=details.window,
        accent=details.accent,
    )
    session.add(organisation)
    session.flush()
    session.add_all(starting_places(organisation.id))
    record(session, work, stream_of(organisation.id), Tag.ORGANISATION_CREATED, {"slug": organisation.slug})
