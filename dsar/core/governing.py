"""Which of the two clocks governs an answer or a fulfilment, when its letter leaves the house, and why.

Domain section 7, rule 4.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dsar.core.calendars import ONE_DAY, add_working_days, days_moved, previous_working_day
from dsar.core.pauses import PAUSE_SOURCE, Span
from dsar.core.regulation import Calendar, Regulation, Term
from dsar.core.terms import Step
from dsar.core.vocabulary import BY_POST, DispatchWay, ObjectionPurpose, Right

STATUTORY_SOURCE = "AVG 12(3)"
SEND_BY_SOURCE = "instelling van de organisatie"


@dataclass(frozen=True, slots=True)
class Given:
    """The facts of one derivation, checked; `posting` is 0 for anything but the post."""

    regulation: Regulation
    right: Right
    received: date
    purpose: ObjectionPurpose | None
    spans: Sequence[Span]
    extended: bool
    posting: int
    delivery: DispatchWay

    @property
    def term(self) -> Term | None:
        """Give the regulation's own term for the right."""
        return self.regulation.terms.get(self.right)


@dataclass(frozen=True, slots=True)
class Target:
    """Respond or fulfil on its way to becoming a Clock."""

    regulation: date | None
    code: str  # of the step that says why the governing date governs
    governing: date
    send_by: date
    without_pause: date


def cite(regulation: Regulation, article: str) -> str:
    """Cite an article of a regulation with its organisation's name: "WestendorpPR, art. 9.3"."""
    numbered = f"art. {article}" if article[:1].isdigit() else article
    return f"{regulation.details.name}, {numbered}" if numbered else regulation.details.name


def choose(
    bound: bool,
    promise: date | None,
    promise_without: date | None,
    statutory: date,
    statutory_without: date,
    posting: int,
) -> Target:
    """Choose the earlier clock; an extension makes no difference to that. Domain 7.4."""
    if not bound or promise is None or promise_without is None:
        code = "governing_no_term" if promise is None else "governing_other_target"
        return Target(None, code, statutory, send_by(statutory, posting), statutory_without)
    governing = min(promise, statutory)
    without = min(promise_without, statutory_without)
    if promise == statutory:
        code = "governing_same"
    else:
        code = "governing_regulation" if promise < statutory else "governing_statutory"
    return Target(promise, code, governing, send_by(governing, posting), without)


def send_by(governing: date, posting: int) -> date:
    """Give the latest working day from which `posting` working days end on or before the governing date."""
    return add_working_days(previous_working_day(governing), -posting)


def explain(respond: Target, fulfil: Target, given: Given, statutory: date, steps: list[Step]) -> None:
    """Add why each date governs, what it was without pauses and when to send; once where both targets agree."""
    together = ((respond, "both"),)
    apart = ((respond, "respond"), (fulfil, "fulfil"))
    same_day = respond.governing == fulfil.governing
    for target, of in together if same_day and respond.code == fulfil.code else apart:
        steps.append(_governing_step(target, of, given, statutory))
    if given.spans:
        same_without = same_day and respond.without_pause == fulfil.without_pause
        for target, of in together if same_without else apart:
            params = {"of": of, "governing": target.governing}
            steps.append(Step("without_pause", "without_pause", target.without_pause, PAUSE_SOURCE, params))
    for target, of in together if same_day else apart:
        steps.append(_send_by_step(target, of, given))


def _governing_step(target: Target, of: str, given: Given, statutory: date) -> Step:
    sources = []
    if given.term is not None and target.code in ("governing_regulation", "governing_same"):
        sources.append(cite(given.regulation, given.term.article))
    if target.code != "governing_regulation":
        sources.append(STATUTORY_SOURCE)
    params = {"of": of, "regulation": target.regulation, "statutory": statutory}
    return Step("governing", target.code, target.governing, "; ".join(sources), params)


def _send_by_step(target: Target, of: str, given: Given) -> Step:
    skipped = days_moved(target.send_by, target.governing + ONE_DAY, Calendar.EU1182_NL)
    params = {
        "of": of,
        "governing": target.governing,
        "posting_days": given.posting,
        "delivery": given.delivery,
        "skipped": skipped,
        "arrives_early": bool(skipped) and skipped[-1][0] == target.governing,
    }
    code = "send_by_post" if given.delivery in BY_POST else "send_by_same_day"
    return Step("send_by", code, target.send_by, SEND_BY_SOURCE, params)
