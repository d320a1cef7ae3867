"""A letter that is being written: its case, its kind, its draft when there is one, and the requests it can be about."""

from dataclasses import dataclass

from dsar.core.errors import NotFound
from dsar.core.pauses import is_late_question
from dsar.core.permissions import Permission
from dsar.core.placeholders import ADVISED, COMPOSED
from dsar.core.vocabulary import AdviceKind, LetterKind
from dsar.queries.advice_terms import term_of_draft
from dsar.queries.case_view import CaseView, RequestView
from dsar.queries.drafts import (
    ENDED,
    DraftAdvice,
    DraftStatus,
    LetterDraft,
    WithoutAdvice,
    advice_on,
    case_id_of_draft,
    draft_of_case,
    extended_requests,
    without_advice_on,
)
from dsar.web.advice_term import shown_term
from dsar.web.case_page import find_case
from dsar.web.context import session, today
from dsar.web.extending import extended_dates
from dsar.web.letter_kinds import fitting
from dsar.web.own_words import called

_QUESTIONS = frozenset({LetterKind.IDENTITY_REQUEST, LetterKind.CLARIFICATION_REQUEST})


@dataclass(frozen=True, slots=True)
class Composed:
    """What is written: a new letter, or a draft to go on with."""

    view: CaseView
    kind: LetterKind
    draft: LetterDraft | None
    requests: tuple[RequestView, ...]
    extended: frozenset[int]  # requests with another extension notice

    @property
    def replaces_id(self) -> int | None:
        """The letter that this one corrects."""
        return self.draft.replaces_id if self.draft is not None else None

    @property
    def extends(self) -> bool:
        """Whether the letter extends the term as it leaves (GDPR 12(3)); a correction does not."""
        return self.kind is LetterKind.EXTENSION_NOTICE and self.replaces_id is None

    @property
    def chosen(self) -> tuple[RequestView, ...]:
        """The requests that it is about so far; of a new letter those that it can be about."""
        if self.draft is None:
            return self.requests
        about = {link.request_id for link in self.draft.links}
        return tuple(row for row in self.requests if row.request.id in about)

    @property
    def extended_dates(self) -> list[str]:
        """What an extension leads to, for every request that it can be about; nothing for another letter."""
        return extended_dates(self.view, self.requests) if self.extends else []

    @property
    def may_submit(self) -> bool:
        """Whether there is anything to ask of the officer: not what was asked, and not what was advised on."""
        asked = {DraftStatus.AWAITING_ADVICE, DraftStatus.ADVISED}
        return self.kind in ADVISED and (self.draft is None or self.draft.status not in asked)

    @property
    def late_question(self) -> bool:
        """Whether this letter asks something so late that a pause may not help any more (domain 7.5)."""
        return self.kind in _QUESTIONS and is_late_question(self.view.case.received_on, today())

    @property
    def advised(self) -> bool:
        """Whether the letter may be made on the officer's advice, for or against."""
        return self.draft is not None and self.draft.status is DraftStatus.ADVISED

    @property
    def without_advice(self) -> WithoutAdvice | None:
        """That a decider let the newest revision go on without advice."""
        return without_advice_on(self.draft) if self.draft is not None else None

    @property
    def advice_asked(self) -> str:
        """Until when advice is asked on it, and what can be done after that; empty when none is asked."""
        term = term_of_draft(session(), self.view.case.organisation, self.draft, today()) if self.draft else None
        if term is None:
            return ""
        words = called(self.view.regulation)
        shown = shown_term(term, words.adviser_short, words.decider)
        return f"{shown.asked} {shown.now}".strip()

    @property
    def advice(self) -> DraftAdvice | None:
        """What the officer said of the newest revision."""
        return advice_on(self.draft) if self.draft is not None else None

    @property
    def to_work_on(self) -> DraftAdvice | None:
        """The advice that its author works with: the last one, also while newer revisions answer what came back."""
        last = self.draft.advices[-1] if self.draft is not None and self.draft.advices else None
        return last if last is not None and last.kind is AdviceKind.RETURN else self.advice


def composed(draft_id: int, permission: Permission) -> Composed:
    """Give a draft that is still being written; raises NotFound for one that was used or thrown away."""
    view = find_case(case_id_of_draft(session(), draft_id), permission)
    draft = draft_of_case(session(), view.case.id, draft_id)
    if draft.status in ENDED:
        raise NotFound
    own = {link.request_id for link in draft.links}
    extended = extended_requests(session(), view.case.id, draft.id)
    fits = () if draft.replaces_id is not None else fitting(view, draft.kind, today(), extended)
    chosen = tuple(row for row in view.requests if row.request.id in own or row in fits)
    return Composed(view, draft.kind, draft, chosen, extended)


def composed_new(view: CaseView, kind: str) -> Composed:
    """Give a letter that is not kept yet; raises NotFound for a kind that nobody writes or that makes no sense now."""
    if kind not in set(COMPOSED):
        raise NotFound
    extended = extended_requests(session(), view.case.id)
    requests = fitting(view, LetterKind(kind), today(), extended)
    if not requests:
        raise NotFound
    return Composed(view, LetterKind(kind), None, requests, extended)
