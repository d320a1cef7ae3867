"""Records that requests were sent on to whoever is responsible; they stay open, on the same clock (domain 5)."""

from dsar.core.audit import Tag
from dsar.core.errors import InvalidInput
from dsar.core.permissions import Permission
from dsar.core.sent_on import ForwardInput, check_forward
from dsar.models import Forwarding, ForwardingRequest
from dsar.services.ask_colleague import chosen_requests
from dsar.services.audit import record_for
from dsar.services.work import Work, lock_case, transaction


def forward(work: Work, case_id: int, version: int, given: ForwardInput) -> None:
    """Record to whom, when and by what consent; the organisation's own data are still answered for.

    Raises InvalidInput as `check_forward`, or for no open request of the case; Conflict and NotFound as `lock_case`.
    """
    with transaction(work) as session:
        case = lock_case(session, work, case_id, version, Permission.CASE_HANDLE)
        chosen = chosen_requests(case, given.request_ids)
        if any(request.answered_on is not None for request in chosen):
            raise InvalidInput("request_ids", "request_answered")
        check_forward(given, case.received_on, work.today)
        row = Forwarding(
            case_id=case.id,
            organisation_id=case.organisation_id,
            to_name=given.to_name.strip(),
            forwarded_on=given.forwarded_on,
            consent_on=given.consent_on,
            without_consent=given.without_consent.strip() if given.consent_on is None else "",
            recorded_by_id=work.user_id(),
            recorded_at=work.moment,
        )
        row.links = [ForwardingRequest(request_id=request.id, case_id=case.id) for request in chosen]
        case.forwardings.append(row)
        session.flush()
        payload = {
            "forwarding": row.id,
            "requests": [request.id for request in chosen],
            "forwarded_on": row.forwarded_on.isoformat(),
            "consent_on": row.consent_on.isoformat() if row.consent_on is not None else None,
        }
        record_for(session, work, case, Tag.REQUEST_FORWARDED, payload)
