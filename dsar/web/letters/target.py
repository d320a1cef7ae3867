"""The letter that a page makes: what it answers, why it cannot be made now, and what the service is asked."""

from dataclasses import dataclass, replace
from datetime import date

from dsar.core.errors import NotAllowed, NotFound
from dsar.core.letters import answer_kind
from dsar.core.permissions import Permission
from dsar.core.placeholders import ADVISED, COMPOSED
from dsar.core.posting import Due, due
from dsar.core.progress import answer_clock
from dsar.core.vocabulary import AdviceKind, LetterKind, Role
from dsar.core.workflow import Action, Status, find_transition
from dsar.language import gettext as _
from dsar.queries.case_view import CaseView, RequestView
from dsar.services.issue_letter import LetterInput
from dsar.web.case_page import find_case, find_case_of_letter, find_request
from dsar.web.extending import extended_dates
from dsar.web.held import held
from dsar.web.letters.composed import composed
from dsar.web.letters.forms import LetterForm
from dsar.web.letters.mistakes import overtaken
from dsar.web.letters.state import current, replacement
from dsar.wording.errors import sentence

_MAKER = frozenset({Role.CONTACT_PERSON})


@dataclass(frozen=True, slots=True)
class Target:
    """One letter to make; `request_ids` is empty for an acknowledgement, which is about the whole case."""

    view: CaseView
    kind: LetterKind | None  # None while there is no proposal
    requests: tuple[RequestView, ...] = ()
    others: tuple[RequestView, ...] = ()  # decided as well, without a letter
    blocked: str = ""  # why it cannot be made now; empty when it can
    existing: tuple[int, str] | None = None  # id and number of the letter that there is already
    draft_id: int | None = None
    replaces: tuple[int, str] | None = None  # id and number of the letter that it corrects
    against_advice: bool = False
    extends: tuple[RequestView, ...] = ()  # whose term it extends

    @property
    def extended_dates(self) -> list[str]:
        """What the extension leads to; nothing for another letter."""
        return extended_dates(self.view, self.extends)

    def answering(self, form: LetterForm) -> "Target":
        """Give the letter with what is ticked to be answered as well: one refused part makes the whole partial."""
        also = tuple(row for row in self.others if row.request.id in (form.also.data or ()))
        return replace(self, requests=(*self.requests, *also), kind=_kind((*self.requests, *also))) if also else self

    def due(self, dated: date) -> Due | None:
        """Give by when the letter leaves; None while it is not known what it is."""
        if self.kind is None:
            return None
        about = self.requests or self.view.requests
        running = (row for row in about if row.request.answered_on is None and not row.facts.deceased)
        clocks = [answer_clock(row.deadlines) for row in running]
        return due(self.kind, dated, clocks, corrects=self.replaces is not None)

    def wanted(self, form: LetterForm) -> LetterInput:
        """Give what the service is asked; call it on a form that is in order."""
        return LetterInput(
            dated=form.day(),
            request_ids=tuple(row.request.id for row in self.answering(form).requests),
            draft_id=self.draft_id,
            replaces_id=self.replaces[0] if self.replaces is not None else None,
            correction_reason=(form.correction_reason.data or "").strip(),
            against_reason=(form.against_reason.data or "").strip(),
        )


def acknowledgement_of(case_id: int) -> Target:
    """Give the acknowledgement of a case."""
    view = find_case(case_id, Permission.CASE_HANDLE)
    closed = _("De zaak is gesloten. Een ontvangstbevestiging heeft geen zin meer.") if view.case.closed_on else ""
    return Target(
        view, LetterKind.ACKNOWLEDGEMENT, blocked=closed or _held(view), existing=current(view.acknowledgement)
    )


def answer_to(request_id: int) -> Target:
    """Give the letter that answers a request, and what it could answer as well."""
    view, wanted = find_request(request_id, Permission.CASE_HANDLE)
    others = tuple(row for row in view.requests if row.request.id != request_id and _unanswered(row))
    return Target(view, _kind((wanted,)), (wanted,), others, _blocked(wanted), current(wanted.letter))


def letter_of(draft_id: int) -> Target:
    """Give the letter that a draft becomes; what it is about stands in the draft."""
    what = composed(draft_id, Permission.CASE_HANDLE)
    blocked = overtaken(what) or _held(what.view)
    if not blocked and what.kind in ADVISED and not what.advised:
        blocked = sentence("draft_not_advised")
    against = what.advice is not None and what.advice.kind is AdviceKind.AGAINST
    extends = what.chosen if what.extends else ()
    return Target(what.view, what.kind, blocked=blocked, draft_id=draft_id, against_advice=against, extends=extends)


def correction_of(letter_id: int) -> Target:
    """Give the letter that corrects one that was sent; raises NotFound for a kind that is written as a draft."""
    view = find_case_of_letter(letter_id, Permission.CASE_HANDLE)
    old = next(letter for letter in view.letters if letter.id == letter_id)
    if old.kind in COMPOSED:
        raise NotFound
    answered = {link.request_id for link in old.links} if old.kind is not LetterKind.ACKNOWLEDGEMENT else set()
    rows = tuple(row for row in view.requests if row.request.id in answered)
    blocked = sentence("letter_not_posted") if old.dispatch is None else _held(view)
    newer = replacement(view, old.id)
    return Target(view, old.kind, rows, blocked=blocked, existing=current(newer), replaces=(old.id, old.number))


def _held(view: CaseView) -> str:
    """Say that nothing leaves before it is recorded who asks; empty when that is."""
    waiting = held(view)
    return waiting.why if waiting is not None else ""


def _kind(rows: tuple[RequestView, ...]) -> LetterKind | None:
    answers = [(row.request.right, row.proposal.outcome) for row in rows if row.proposal is not None]
    return answer_kind(answers) if answers else None


def _unanswered(row: RequestView) -> bool:
    return row.request.status is Status.DECIDED and row.letter is None


def _blocked(wanted: RequestView) -> str:
    """Say why this request cannot be answered now; empty when it can."""
    if wanted.letter is not None:
        return sentence("letter_exists")
    try:
        find_transition(Action.ISSUE_LETTER, wanted.facts, _MAKER)
    except NotAllowed as reason:
        return sentence(reason.code, **reason.details)
    return ""
