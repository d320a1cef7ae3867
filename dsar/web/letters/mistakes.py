"""Everything that is wrong with a draft at once, beside its fields; the service tells the first only."""

from dsar.core.draft_facts import incomplete
from dsar.core.drafts import About, DraftInput, Moment, draft_mistakes, proof_mistakes
from dsar.core.errors import InvalidInput
from dsar.core.progress import due_on
from dsar.core.sent_on import forwarding_mistakes
from dsar.core.workflow import Status
from dsar.queries.clocks import not_shown_on
from dsar.queries.follow_ups import sent_on
from dsar.services.text_blocks import formulas
from dsar.services.write_draft import as_input
from dsar.web.context import today
from dsar.web.letters.composed import Composed
from dsar.web.letters.draft_form import DraftForm
from dsar.wording.errors import sentence

_ANSWERED = frozenset({Status.ANSWERED, Status.CLOSED})
_OVERTAKEN = frozenset(
    {
        "subject_deceased",
        "death_unrecorded",
        "acting_unrecorded",
        "subject_not_deceased",
        "identity_known",
        "request_answered",
        "proof_not_asked",
        "proof_awaited",
        "forwarding_not_recorded",
        "forwarding_other_basis",
        "forwarding_other_day",
        "extension_exists",
        "extension_too_late",
    }
)


def draft_in_order(form: DraftForm, what: Composed, *, complete: bool) -> bool:
    """Check the fields and the rules of a draft; a draft may be kept incomplete, not submitted so."""
    if not form.validate():
        return False
    draft = form.draft(what.kind, what.replaces_id)
    found = _mistakes(what, draft)
    if complete:
        wrong = {mistake.field for mistake in found}
        found += _comes_first(what, draft)
        found += [mistake for mistake in incomplete(draft, formulas()) if mistake.field not in wrong]
    for mistake in found:
        form.refuse(mistake)
    return not found


def overtaken(what: Composed) -> str:
    """Say why a draft that was in order when it was kept cannot become a letter any more; empty when it can."""
    if what.draft is None:
        return ""
    draft = as_input(what.draft)
    found = _mistakes(what, draft) or _comes_first(what, draft)
    return " ".join(sentence(mistake.code, **mistake.details) for mistake in found if mistake.code in _OVERTAKEN)


def _comes_first(what: Composed, draft: DraftInput) -> list[InvalidInput]:
    """Give what must be done before the letter is made: proof asked for, or that a request was sent on recorded."""
    chosen = (row.request for row in what.requests if row.request.id in draft.request_ids)
    not_shown = (not_shown_on(what.view.case, request) for request in chosen)
    return [*proof_mistakes(draft, not_shown, today()), *forwarding_mistakes(draft, sent_on(what.view.case))]


def _mistakes(what: Composed, draft: DraftInput) -> list[InvalidInput]:
    rows = [row for row in what.requests if row.request.id in draft.request_ids]
    about = [
        About(
            row.request.right,
            row.request.purpose,
            row.request.status in _ANSWERED,
            row.request.id in what.extended,
            row.facts.asker_known,
            deceased=row.facts.deceased,
            act_by=due_on(row.deadlines.fulfil, row.deadlines),
            must_stop=row.facts.must_stop and not row.facts.use_stopped,
            later_round=row.request.reopening is not None,
            open_mark=row.facts.open_mark,
        )
        for row in rows
    ]
    moment = Moment(what.view.case.received_on, today(), today())
    return list(draft_mistakes(what.view.regulation, draft, about, moment))
