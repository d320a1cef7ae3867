"""Registers a request that came in: one case, one request per right."""

from sqlalchemy.orm import Session

from dsar.core.audit import Tag
from dsar.core.errors import InvalidInput, NotFound
from dsar.core.intake import NewCase, NewSubject, check_new_case, kept_postcode
from dsar.core.permissions import Permission, organisations_with
from dsar.core.workflow import Status
from dsar.models import Case, Organisation, Party, RegulationVersion, Request
from dsar.models.case import NO_OPEN_DATE
from dsar.queries.regulations import regulation_of
from dsar.services.audit import record_for
from dsar.services.form_drafts import forget_in
from dsar.services.intake_marks import keep_marks
from dsar.services.languages import check_language, has_language
from dsar.services.numbering import next_number
from dsar.services.printable import check_printable
from dsar.services.read_back import store_read_back
from dsar.services.regulation_store import version_for_day
from dsar.services.transition import settle
from dsar.services.work import Work, require, set_result, transaction

PRINTED = ("initials", "name_prefix", "last_name", "street", "postcode", "city", "country")


def receive_case(work: Work, new: NewCase, *, put_away_as: str = "") -> int:
    """Register a case and give its id; the contact person who registers it owns it.

    `put_away_as` is the key under which the form was put away; what was kept of it goes.

    Raises InvalidInput for what cannot be, NotFound and NotAllowed for another's organisation, AlreadyDone when the
    same form was sent before.
    """
    check_new_case(new, work.today)
    check_language(new.subject.language)
    check_printable((field, getattr(new.subject, field)) for field in PRINTED)
    with transaction(work) as session:
        organisation = _organisation(session, work, new.organisation_id)
        version = version_for_day(session, work, organisation, new.received_on)
        if not has_language(work.catalogue, regulation_of(session, version.id), new.subject.language):
            raise InvalidInput("language", "language_untranslated")
        case = _case(session, work, new, organisation, version)
        session.add(_subject(case, new.subject))
        for wanted in new.requests:
            case.requests.append(
                Request(
                    organisation_id=organisation.id,
                    right=wanted.right,
                    purpose=wanted.purpose,
                    client_words=wanted.client_words.strip(),
                    status=Status.REGISTERED,
                )
            )
        session.flush()
        keep_marks(session, work, case, new.said)
        _record(session, work, case, version)
        if new.read_back is not None:
            store_read_back(session, work, case, new.read_back)
        settle(session, work, case, work.today)
        forget_in(session, work, put_away_as)
        set_result(session, work, str(case.id))
        return case.id


def _organisation(session: Session, work: Work, organisation_id: int) -> Organisation:
    if organisation_id not in organisations_with(work.actor, Permission.CASE_READ):
        raise NotFound
    require(work, Permission.CASE_REGISTER, organisation_id)
    return session.get_one(Organisation, organisation_id)


def _case(session: Session, work: Work, new: NewCase, organisation: Organisation, version: RegulationVersion) -> Case:
    number = next_number(session, organisation.id, "case", work.today.year)
    case = Case(
        organisation_id=organisation.id,
        reference=f"{organisation.reference_prefix}-{work.today.year}-{number:04d}",
        received_on=new.received_on,
        channel=new.channel,
        regulation_version_id=version.id,
        owner_id=work.user_id(),
        next_due_on=NO_OPEN_DATE,
        created_at=work.moment,
    )
    session.add(case)
    session.flush()
    return case


def _subject(case: Case, subject: NewSubject) -> Party:
    return Party(
        case_id=case.id,
        organisation_id=case.organisation_id,
        kind="subject",
        salutation=subject.salutation,
        initials=subject.initials.strip(),
        name_prefix=subject.name_prefix.strip(),
        last_name=subject.last_name.strip(),
        street=subject.street.strip(),
        postcode=kept_postcode(subject),
        city=subject.city.strip(),
        country=subject.country.strip(),
        email=subject.email.strip(),
        telephone=subject.telephone.strip(),
        language=subject.language,
        large_print=subject.large_print,
    )


def _record(session: Session, work: Work, case: Case, version: RegulationVersion) -> None:
    payload: dict[str, object] = {
        "reference": case.reference,
        "received_on": case.received_on.isoformat(),
        "channel": case.channel.value,
        "regulation_version": version.version,
        "requests": [{"request": request.id, "right": request.right.value} for request in case.requests],
    }
    if case.intake_marks:
        payload["marks"] = [one.kind.value for one in case.intake_marks]
    record_for(session, work, case, Tag.CASE_REGISTERED, payload)
