"""What the guards of the workflow look at, and the guards: each tells why an action cannot be now, by its article."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from dsar.core.advice_terms import Stage
from dsar.core.intake_marks import CODES
from dsar.core.regulation import PauseReason
from dsar.core.vocabulary import AdviceKind, MarkKind, Outcome


class Status(StrEnum):
    """Where a request stands."""

    REGISTERED = "registered"
    AWAITING_ADVICE = "awaiting_advice"
    RETURNED = "returned"
    AWAITING_DECISION = "awaiting_decision"
    DECIDED = "decided"
    ANSWERED = "answered"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Facts:
    """What the guards look at; gathered for one request and one acting user."""

    status: Status
    actor_id: int | None
    identity_established: bool = False
    authority_established: bool = True  # of whoever acts for the data subject, if anybody does
    open_mark: MarkKind | None = None  # said at registering of who asks, and not recorded
    explicit_request_article: str | None = None  # asks for the person's own request, which was not seen yet
    hearing_article: str | None = None  # None: no hearing is required for this right
    heard: bool = False
    outcome: Outcome | None = None  # of the newest revision
    author_id: int | None = None
    advice_on_grants: bool = True
    advice: AdviceKind | None = None  # on the newest revision
    adviser_id: int | None = None
    advice_stage: Stage | None = None  # None: nobody is asked now
    without_advice: bool = False  # recorded for the newest revision, after the term
    author_may_decide: bool = False
    refusable: bool = True
    taken_by_subject: bool = False  # what was granted cannot be done without the data subject
    must_stop: bool = False  # the objection is to commercial or charitable use
    use_stopped: bool = False
    legal_nature_known: bool = True
    deceased: bool = False  # it is about somebody who died: no right of the AVG, no decision on one (recital 27)
    letter_final: bool = False
    letter_number: str | None = None
    asked: frozenset[PauseReason] = frozenset()  # what the client was asked and has not answered
    double: bool = False  # it ended because another case holds the same
    reopened: bool = False  # there is a later round

    @property
    def asker_known(self) -> bool:
        """Whether it is clear who asks, and for somebody else that they may (GDPR 12(6), UAVG 5)."""
        return self.identity_established and self.authority_established


Guard = Callable[[Facts], str | None]  # the code of the reason why not, or None


def advice_required(outcome: Outcome | None, *, advice_on_grants: bool) -> bool:
    """Tell whether the officer must be asked: always for a refusal, in full or in part (domain section 10)."""
    return advice_on_grants or outcome is not Outcome.GRANT


def asker_recorded(facts: Facts) -> str | None:
    """What was said at registering of who asks is recorded before anything else (GDPR 12(6), UAVG 5, BW 7:458a)."""
    return CODES[facts.open_mark] if facts.open_mark is not None else None


def identity_established(facts: Facts) -> str | None:
    """A request is assessed once it is clear who asks (GDPR 12(6))."""
    return None if facts.identity_established else "identity_not_established"


def authority_established(facts: Facts) -> str | None:
    """A request for somebody else is assessed once it is clear that they may make it (UAVG 5; GDPR 12(6))."""
    return None if facts.authority_established else "authority_not_established"


def explicit_request_seen(facts: Facts) -> str | None:
    """A mandatary first shows that the person asks this themself, where the regulation says so (WKC 12.1)."""
    return None if facts.explicit_request_article is None else "explicit_request_missing"


def identity_unknown(facts: Facts) -> str | None:
    """A request is left unhandled only while nobody knows who asks, or that they may (GDPR 11(2), 12(2))."""
    return "identity_known" if facts.asker_known else None


def hearing_done(facts: Facts) -> str | None:
    """No decision before whoever collected the data was heard, where the regulation says so (Westendorp 9.2)."""
    return None if facts.hearing_article is None or facts.heard else "hearing_missing"


def not_the_author(facts: Facts) -> str | None:
    """Nobody advises on their own proposal."""
    return "own_proposal" if facts.actor_id is None or facts.actor_id == facts.author_id else None


def author_may_decide(facts: Facts) -> str | None:
    """The author decides only where the organisation says so; the second person is then the officer."""
    if facts.actor_id is None:
        return "own_proposal"
    return "own_proposal" if facts.actor_id == facts.author_id and not facts.author_may_decide else None


def not_the_adviser(facts: Facts) -> str | None:
    """The officer advises, the organisation decides (GDPR 38, 39)."""
    return "own_advice" if facts.advice is not None and facts.actor_id == facts.adviser_id else None


def advice_recorded(facts: Facts) -> str | None:
    """No refusal, in full or in part, without advice on that very revision, or "without advice" recorded on it."""
    if facts.without_advice or not advice_required(facts.outcome, advice_on_grants=facts.advice_on_grants):
        return None
    return None if facts.advice in {AdviceKind.AGREE, AdviceKind.AGAINST} else "advice_missing"


def officer_term_over(facts: Facts) -> str | None:
    """The deputy is asked once the officer's own term has passed (domain section 3)."""
    return None if facts.advice_stage in {Stage.DEPUTY, Stage.OVER} else "officer_term_running"


def advice_term_over(facts: Facts) -> str | None:
    """Nobody goes on without advice while somebody can still give it in time (domain section 3)."""
    return None if facts.advice_stage is Stage.OVER else "advice_term_running"


def advice_is_required(facts: Facts) -> str | None:
    """Leads a proposal to the officer."""
    needed = advice_required(facts.outcome, advice_on_grants=facts.advice_on_grants)
    return None if needed else "advice_not_required"


def advice_not_required(facts: Facts) -> str | None:
    """Leads a full grant straight to the decider where the organisation chose so."""
    return None if advice_is_required(facts) else "advice_required"


def refusable(facts: Facts) -> str | None:
    """Some rights know no refusal (Westendorp 9.1; GDPR 21(3))."""
    return None if facts.refusable or facts.outcome is not Outcome.REFUSE else "not_refusable"


def remedy_known(facts: Facts) -> str | None:
    """A refusal names the remedy, which depends on the legal nature of the organisation (UAVG 34, 35)."""
    return None if facts.legal_nature_known or facts.outcome is Outcome.GRANT else "legal_nature_unknown"


def letter_is_final(facts: Facts) -> str | None:
    """Only a final letter can be posted."""
    return None if facts.letter_final else "letter_not_final"


def refused_in_full(facts: Facts) -> str | None:
    """A full refusal ends when its letter has left: there is nothing to carry out."""
    return None if facts.outcome is Outcome.REFUSE else "not_refused"


def stop_asked(facts: Facts) -> str | None:
    """Only use for commercial or charitable ends stops at once (GDPR 21(3); ZaZ 5, Westendorp 10.2)."""
    return None if facts.must_stop else "stop_not_asked"


def not_stopped_before(facts: Facts) -> str | None:
    """That a use was stopped is recorded once."""
    return "use_stopped_before" if facts.use_stopped else None


def use_stopped(facts: Facts) -> str | None:
    """What must stop at once has stopped before the request ends, in whatever way (GDPR 21(3))."""
    return "use_not_stopped" if facts.must_stop and not facts.use_stopped else None


def subject_lives(facts: Facts) -> str | None:
    """Nothing is decided on a right that ended with its holder (AVG recital 27)."""
    return "subject_deceased" if facts.deceased else None


def subject_died(facts: Facts) -> str | None:
    """An explanation takes the place of a decision only where the AVG does not apply."""
    return None if facts.deceased else "subject_not_deceased"


def something_granted(facts: Facts) -> str | None:
    """What was granted, in full or in part, must still be carried out."""
    return "not_granted" if facts.outcome is Outcome.REFUSE else None


def left_by_subject(facts: Facts) -> str | None:
    """Only what the data subject must take can be left by them: a look, a copy, their data (GDPR 15, 20)."""
    return None if facts.taken_by_subject else "not_left_undone"


def not_double(facts: Facts) -> str | None:
    """The same request goes on in the case that stayed, so it is judged anew there."""
    return "double_not_reopened" if facts.double else None


def not_reopened(facts: Facts) -> str | None:
    """There is one newest round of a request, in which things go on."""
    return "reopened_already" if facts.reopened else None
