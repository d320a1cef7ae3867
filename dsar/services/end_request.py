"""Ends a request without a decision, as the letter that says so leaves."""

from datetime import date

from sqlalchemy.orm import Session

from dsar.core.audit import Tag
from dsar.core.endings import ACTION_FOR, ENDING_OF
from dsar.core.vocabulary import Ending
from dsar.core.workflow import allowed_actions
from dsar.letters import from_json
from dsar.models import Case, Letter, RequestEnding
from dsar.queries.facts import gather
from dsar.services.audit import record_for
from dsar.services.transition import move
from dsar.services.work import Work, regulation_for


def end_requests(session: Session, work: Work, case: Case, letter: Letter, posted_on: date) -> None:
    """End what a posted letter ends, in the caller's transaction; a correction ends nothing.

    A request that moved since the letter was written (an answer left, it became clear who asks) goes on as it is: that
    the letter left is recorded all the same.
    """
    ending = ENDING_OF.get(letter.kind)
    if ending is None or letter.replaces_id is not None:
        return
    action, about = ACTION_FOR[ending], {link.request_id for link in letter.links}
    withdrawn_on = from_json(letter.context).fields.day("withdrawn_on") if ending is Ending.WITHDRAWN else None
    regulation, roles = regulation_for(session, case), work.actor.roles_in(case.organisation_id)
    for request in case.requests:
        facts = gather(session, case, request, regulation, work.actor.user_id, work.today)
        if request.id not in about or action not in allowed_actions(facts, roles):
            continue
        row = move(session, work, case, request, action, answered_on=request.answered_on or posted_on)
        session.add(
            RequestEnding(
                request_id=request.id,
                case_id=case.id,
                kind=ending,
                letter_id=letter.id,
                ended_on=posted_on,
                recorded_by_id=work.user_id(),
                recorded_at=work.moment,
            )
        )
        session.flush()
        payload: dict[str, object] = {
            "letter": letter.id,
            "ending": ending.value,
            "ended_on": posted_on.isoformat(),
            "from": row.source.value,
            "to": row.target.value,
        }
        if withdrawn_on is not None:
            payload["withdrawn_on"] = withdrawn_on.isoformat()
        record_for(session, work, case, Tag.REQUEST_ENDED, payload, request_id=request.id)
