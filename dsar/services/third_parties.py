"""Records who was asked for a view as a third party, and what they said; the trail tells of it without its words."""

from dsar.core.audit import Tag
from dsar.core.errors import InvalidInput, NotAllowed, NotFound
from dsar.core.third_parties import ThirdPartyInput, ViewInput, check_third_party, check_view
from dsar.core.workflow import BEFORE_DECISION
from dsar.models import ThirdParty, ThirdPartyRequest, ThirdPartyView
from dsar.queries.due import answer_date
from dsar.services.ask_colleague import chosen_requests, lock_open_case
from dsar.services.audit import record_for
from dsar.services.work import Work, regulation_for, set_result, transaction


def ask_third_party(work: Work, case_id: int, asked: ThirdPartyInput) -> int:
    """Record that a third party was asked for a view, and give its id; no date of the case moves.

    Raises InvalidInput for what `check_third_party` refuses and for a request that was decided; NotAllowed for a case
    that is closed; NotFound and NotAllowed for another's case.
    """
    with transaction(work) as session:
        case = lock_open_case(session, work, case_id)
        last = answer_date(session, case, regulation_for(session, case), asked.request_ids)
        check_third_party(asked, case.received_on, work.today, last)
        requests = chosen_requests(case, asked.request_ids)
        if any(request.status not in BEFORE_DECISION for request in requests):
            raise InvalidInput("request_ids", "third_party_decided")
        row = ThirdParty(
            case_id=case.id,
            organisation_id=case.organisation_id,
            who=" ".join(asked.who.split()),
            question=asked.question.strip(),
            asked_on=asked.asked_on,
            due_on=asked.due_on,
            consent_on=asked.consent_on,
            without_consent=asked.without_consent.strip() if asked.consent_on is None else "",
            recorded_by_id=work.user_id(),
            recorded_at=work.moment,
        )
        session.add(row)
        session.flush()
        row.links.extend(ThirdPartyRequest(request_id=request.id, case_id=case.id) for request in requests)
        session.flush()
        payload = {
            "third_party": row.id,
            "requests": [link.request_id for link in row.links],
            "asked_on": row.asked_on.isoformat(),
            "due_on": row.due_on.isoformat(),
            "consent_on": row.consent_on.isoformat() if row.consent_on is not None else None,
        }
        record_for(session, work, case, Tag.THIRD_PARTY_ASKED, payload)
        set_result(session, work, str(row.id))
        return row.id


def record_view(work: Work, third_party_id: int, view: ViewInput) -> None:
    """Record what a third party said, or that nothing came; a further word does not take the place of an earlier one.

    Raises InvalidInput for what `check_view` refuses, NotAllowed for a case that is closed or a question that was taken
    back, and NotFound and NotAllowed for another's case.
    """
    with transaction(work) as session:
        row = session.get(ThirdParty, third_party_id)
        if row is None:
            raise NotFound
        case = lock_open_case(session, work, row.case_id)
        session.refresh(row)
        if row.taken_back:
            raise NotAllowed("third_party_not_needed")
        check_view(view, row.asked_on, row.due_on, work.today)
        kept = ThirdPartyView(
            third_party_id=row.id,
            case_id=case.id,
            outcome=view.outcome,
            body=view.body.strip(),
            answered_on=view.answered_on,
            recorded_by_id=work.user_id(),
            recorded_at=work.moment,
        )
        further = bool(row.views)
        session.add(kept)
        session.flush()
        payload = {
            "third_party": row.id,
            "view": kept.id,
            "outcome": kept.outcome.value,
            "answered_on": kept.answered_on.isoformat(),
            "further": further,
        }
        record_for(session, work, case, Tag.THIRD_PARTY_ANSWERED, payload)
