"""What is recorded when something that was granted has been done: granted is not done (domain section 11)."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from dsar.core.done_facts import NOTHING_TO_DO, PREFIX, STAYS, Kept, fact_mistakes, row_day, rows_of
from dsar.core.errors import InvalidInput
from dsar.core.fields import NO_FIELDS, Fields
from dsar.core.texts import written
from dsar.core.vocabulary import Outcome, Right

LEAST_REASON = 10  # characters


@dataclass(frozen=True, slots=True)
class CarryOutInput:
    """When and how it was done, which duties were confirmed, and why the others were not done."""

    carried_out_on: date
    facts: Fields = NO_FIELDS
    duties: frozenset[str] = frozenset()
    not_done: str = ""
    description: str = ""  # what else should stay in the record
    without_time: str = ""  # why an erasure was done without time to reconsider
    before_access: str = ""  # why an erasure was done while the data subject still was to see or get the data


@dataclass(frozen=True, slots=True)
class Asked:
    """What a request is carried out against: its right, and the text and the article of each duty by its code."""

    right: Right
    received_on: date
    duties: Mapping[str, tuple[str, str]]
    not_before: date | None = None  # until then the client can reconsider an erasure
    recipients: int = 0  # on the list of who got the data
    untold: tuple[str, ...] = ()  # the names of those of them who still must be told
    time_offered: bool = True  # to reconsider, where it cannot be undone
    outcome: Outcome = Outcome.GRANT
    waiting: tuple[Right, ...] = ()  # what of the same case still needs data that are erased here
    kept: tuple[Kept, ...] = ()  # the parts that the decision left where they are
    decided_on: date | None = None  # None where it may be done before: use that stops at once (GDPR 21(3))


def settled(done: CarryOutInput, duties: Collection[str]) -> CarryOutInput:
    """Count a duty as done by the answer that nothing was to be done: nobody got the data, so nobody is told."""
    by_answer = {code for code, (fact, answer) in NOTHING_TO_DO.items() if done.facts[fact] == answer}
    return replace(done, duties=done.duties | (by_answer & set(duties)))


def mistakes(done: CarryOutInput, asked: Asked, today: date) -> Iterator[InvalidInput]:
    """Give everything that keeps this from being recorded, in the order of the form."""
    done = settled(done, asked.duties)
    if done.carried_out_on > today:
        yield InvalidInput("carried_out_on", "day_in_future", today=today)
    if done.carried_out_on < asked.received_on:
        yield InvalidInput("carried_out_on", "day_before_receipt", received_on=asked.received_on)
    elif asked.decided_on is not None and done.carried_out_on < asked.decided_on:
        yield InvalidInput("carried_out_on", "day_before_decision", decided_on=asked.decided_on)
    if asked.not_before is not None and _first_day(done) < asked.not_before:
        yield InvalidInput("carried_out_on", "erasure_too_soon", until=asked.not_before)
    if not asked.time_offered and written(done.without_time) < LEAST_REASON:
        yield InvalidInput("without_time", "without_time_short", least=LEAST_REASON)
    if asked.time_offered and done.without_time.strip():
        yield InvalidInput("without_time", "without_time_nothing")
    if asked.waiting and written(done.before_access) < LEAST_REASON:
        yield InvalidInput("before_access", "before_access_short", least=LEAST_REASON)
    if not asked.waiting and done.before_access.strip():
        yield InvalidInput("before_access", "before_access_nothing")
    yield from _recipient_mistakes(done, asked)
    confirmed = done.duties & asked.duties.keys()
    yield from fact_mistakes(asked.right, confirmed, done.facts, asked.received_on, today)
    yield from _kept_mistakes(done, asked)
    left = [code for code in asked.duties if code not in done.duties]
    if left and not done.not_done.strip():
        text, article = asked.duties[left[0]]
        yield InvalidInput("duties", "duty_open", text=text, article=article)
    elif left and written(done.not_done) < LEAST_REASON:
        yield InvalidInput("not_done", "not_done_short", least=LEAST_REASON)
    elif done.not_done.strip() and not left:
        yield InvalidInput("not_done", "not_done_nothing")


def _kept_mistakes(done: CarryOutInput, asked: Asked) -> Iterator[InvalidInput]:
    """Anything kept makes a grant partial (domain section 4); a partial erasure says of each part that it stays."""
    if asked.right is not Right.ERASURE:
        return
    stays = rows_of(done.facts[STAYS])
    if asked.outcome is Outcome.GRANT and stays:
        yield InvalidInput(f"{PREFIX}-{STAYS}", "stays_in_full_grant")
    elif len(stays) < len(asked.kept):
        yield InvalidInput(f"{PREFIX}-{STAYS}", "stays_missing", parts="; ".join(part.what for part in asked.kept))


def _recipient_mistakes(done: CarryOutInput, asked: Asked) -> Iterator[InvalidInput]:
    """The duty of GDPR 19 is open until each recipient on the list was told, or has a reason."""
    if not asked.recipients:
        return
    if asked.untold:
        yield InvalidInput("duties", "recipients_open", names=", ".join(asked.untold))
    if done.facts["had_recipients"] == "no":
        yield InvalidInput(f"{PREFIX}-had_recipients", "recipients_listed")


def _first_day(done: CarryOutInput) -> date:
    """Give the first day on which anything was erased, as far as it can be read."""
    days = (row_day(row[1]) for row in rows_of(done.facts["gone"]) if len(row) > 1)
    return min((day for day in days if day is not None), default=done.carried_out_on)


def check_carried_out(done: CarryOutInput, asked: Asked, today: date) -> None:
    """Check what is recorded; raises the first of `mistakes`."""
    for mistake in mistakes(done, asked, today):
        raise mistake
