"""Which letters make sense to write in a case now, and about which of its requests."""

from dataclasses import dataclass
from datetime import date

from dsar.core.drafts import AFTER_STOP, About, DraftInput, Moment, draft_mistakes
from dsar.core.intake_marks import CODES
from dsar.core.vocabulary import LetterKind, Outcome
from dsar.core.workflow import Status
from dsar.queries.case_view import CaseView, RequestView
from dsar.queries.clocks import pauses_of
from dsar.web.own_words import called
from dsar.wording.errors import sentence
from dsar.wording.letter_kinds import KINDS
from dsar.wording.people import in_own_words

_ANSWERED = frozenset({Status.ANSWERED, Status.CLOSED})
_ABOUT_REQUESTS = frozenset({"kind", "request_ids"})  # what is wrong whatever is filled in
_WHILE_OPEN = frozenset({LetterKind.WITHDRAWAL_CONFIRMATION, LetterKind.RECONSIDER_OFFER, LetterKind.DECEASED_ANSWER})


@dataclass(frozen=True, slots=True)
class KindChoice:
    """A kind of letter: the requests it can be about; none when it makes no sense now."""

    kind: LetterKind
    purpose: str
    not_now: str
    requests: tuple[RequestView, ...]


def kind_choices(view: CaseView, today: date, extended: frozenset[int]) -> tuple[KindChoice, ...]:
    """Give every kind that people write themselves; `extended`: requests with an extension notice already."""
    client = called(view.regulation).data_subject
    return tuple(
        KindChoice(
            kind,
            in_own_words(words.purpose, client),
            _held(view) or _stop_first(view, kind) or words.not_now,
            fitting(view, kind, today, extended),
        )
        for kind, words in KINDS.items()
    )


def _held(view: CaseView) -> str:
    """Say that nothing leaves before it is recorded who asks; empty when that is."""
    return in_own_words(sentence(CODES[view.open_mark]), called(view.regulation).data_subject) if view.open_mark else ""


def _stop_first(view: CaseView, kind: LetterKind) -> str:
    """Say that a request cannot end before the use was stopped (GDPR 21(3)); empty when nothing must stop."""
    waiting = [row for row in view.requests if _must_stop(row) and row.request.status is not Status.CLOSED]
    known = all(row.facts.asker_known for row in waiting)
    ends = kind in AFTER_STOP and not (kind is LetterKind.NOT_HANDLED and known)
    return sentence("use_not_stopped") if waiting and ends else ""


def _must_stop(row: RequestView) -> bool:
    return row.facts.must_stop and not row.facts.use_stopped


def fitting(view: CaseView, kind: LetterKind, today: date, extended: frozenset[int]) -> tuple[RequestView, ...]:
    """Give the requests that a letter of this kind can be about now."""
    return tuple(
        row
        for row in view.requests
        if _makes_sense(kind, row, today) and _by_the_rules(view, kind, row, today, row.request.id in extended)
    )


def _makes_sense(kind: LetterKind, row: RequestView, today: date) -> bool:
    answered = row.request.status in _ANSWERED
    if kind in _WHILE_OPEN:
        return row.request.status is not Status.CLOSED
    if kind is LetterKind.LATE_ANSWER:
        return not answered and row.due is not None and row.due < today
    if kind is LetterKind.FORWARDED:
        return not answered
    granted = row.decision is not None and row.facts.outcome in {Outcome.GRANT, Outcome.PARTIAL}
    if kind is LetterKind.RECIPIENT_NOTICE:
        return granted
    return answered and granted if kind is LetterKind.RESTRICTION_LIFTED else True


def _by_the_rules(view: CaseView, kind: LetterKind, row: RequestView, today: date, extended: bool) -> bool:
    answered, identified = row.request.status in _ANSWERED, row.facts.asker_known
    pauses = pauses_of(view.case, row.request, today)
    about = About(
        row.request.right,
        row.request.purpose,
        answered,
        extended,
        identified,
        pauses,
        row.facts.deceased,
        must_stop=_must_stop(row),
        later_round=row.request.reopening is not None,
        open_mark=row.facts.open_mark,
    )
    moment = Moment(view.case.received_on, today, today)
    draft = DraftInput(kind, (row.request.id,))
    return not any(
        mistake.field in _ABOUT_REQUESTS for mistake in draft_mistakes(view.regulation, draft, (about,), moment)
    )
