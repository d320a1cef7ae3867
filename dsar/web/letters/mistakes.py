"""Everything that is wrong with a draft at once, beside its fields; the service tells the first only."""

from dsar.core.draft_facts import incomplete
from dsar.core.drafts import About, Moment, draft_mistakes
from dsar.core.workflow import Status
from dsar.services.text_blocks import formulas
from dsar.web.context import today
from dsar.web.letters.composed import Composed
from dsar.web.letters.draft_form import DraftForm

_ANSWERED = frozenset({Status.ANSWERED, Status.CLOSED})


def draft_in_order(form: DraftForm, what: Composed, *, complete: bool) -> bool:
    """Check the fields and the rules of a draft; a draft may be kept incomplete, not submitted so."""
    if not form.validate():
        return False
    draft = form.draft(what.kind, what.replaces_id)
    rows = [row for row in what.requests if row.request.id in draft.request_ids]
    about = [
        About(
            row.request.right,
            row.request.purpose,
            row.request.status in _ANSWERED,
            row.request.id in what.extended,
            row.facts.identity_established,
        )
        for row in rows
    ]
    moment = Moment(what.view.case.received_on, today(), today())
    found = list(draft_mistakes(what.view.regulation, draft, about, moment))
    if complete:
        wrong = {mistake.field for mistake in found}
        found += [mistake for mistake in incomplete(draft, formulas()) if mistake.field not in wrong]
    for mistake in found:
        form.refuse(mistake)
    return not found
