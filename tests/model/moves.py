"""Every move that somebody can try in a case, with what the rules say of it and what it changes."""

from collections.abc import Iterator

from dsar.core.carrying_out import CarryOutInput
from dsar.core.fields import Fields
from dsar.core.proposals import PartInput, ProposalInput, ground_choices
from dsar.core.regulation import PauseReason
from dsar.core.reopening import ReopenInput
from dsar.core.stopping import StopInput
from dsar.core.tasks import AnswerInput, TaskInput
from dsar.core.undone import UndoneInput
from dsar.core.vocabulary import (
    AdviceKind,
    HearingCapacity,
    IdentityMethod,
    LetterKind,
    Outcome,
    PlaceKind,
    ReopenReason,
    Right,
    Role,
    SearchResult,
    TaskKind,
    UndoneReason,
)
from dsar.core.workflow import Action, Status
from dsar.services.advise import AdviceInput, advise
from dsar.services.answer_task import answer_task
from dsar.services.ask_colleague import ask_colleague
from dsar.services.carry_out import carry_out
from dsar.services.check_identity import IdentityInput, check_identity
from dsar.services.correct_case import correct_receipt, correct_right
from dsar.services.decide import decide, send_back
from dsar.services.hear import HearingInput, record_hearing
from dsar.services.leave_undone import leave_undone
from dsar.services.propose import propose
from dsar.services.reopen import reopen
from dsar.services.stop_use import stop_use
from tests.factories.details import DETAILS
from tests.factories.done import STAYS, done_facts, without_time
from tests.model.belief import Wish
from tests.model.expected import advice_needed, may_propose, ready
from tests.model.letter_moves import DOUBT, letter_moves
from tests.model.mark_moves import mark_moves
from tests.model.walk import ADVISERS, Move, Staff, Walk

FACTS = "In het verslag van 3 maart schreef uw begeleider wat zij van het gesprek vond. Dat is geen feit."
WEIGHING = "Uw belang is groot. De begeleider vertrouwde op de afspraak van 3 maart. In 2028 kijken wij opnieuw."
STATUTE = "Algemene wet inzake rijksbelastingen, artikel 52"
REASON = "De gemeente heeft deze gegevens ook, en de klant wacht al lang."
ADVICE = {
    AdviceKind.AGREE: Action.AGREE,
    AdviceKind.RETURN: Action.RETURN,
    AdviceKind.AGAINST: Action.ADVISE_AGAINST,
}
MOST_REQUESTS = 5  # of all rounds, so that a walk comes to its end
ANSWERED = {  # a duty, and what is answered "no" when nothing was to be done for it
    "recipients_told": "had_recipients",
    "data_returned": "was_returned",
    "third_party_mail_deleted": "had_mail",
}
DONE = ("every duty done", "duties left with a reason", "duties left in silence")
AFTER_ADVICE = {
    AdviceKind.AGREE: Status.AWAITING_DECISION,
    AdviceKind.RETURN: Status.RETURNED,
    AdviceKind.AGAINST: Status.AWAITING_DECISION,
}


def moves(walk: Walk) -> list[Move]:
    """Give everything that anybody could try now, lawful or not, by what the walk read last."""
    return [*_case_moves(walk), *mark_moves(walk), *_request_moves(walk), *letter_moves(walk)]


def _case_moves(walk: Walk) -> Iterator[Move]:
    for by in walk.staff:
        for established in (True, False):
            yield _identity(walk, by, established)
        if by.roles & {Role.CONTACT_PERSON, Role.COLLEAGUE}:
            yield _receipt(walk, by)
    for task_id in list(walk.belief.tasks):
        for by in walk.having(Role.COLLEAGUE, Role.CONTACT_PERSON):
            yield _answer(walk, by, task_id)


def _identity(walk: Walk, by: Staff, established: bool) -> Move:
    belief, day = walk.belief, walk.world.today

    def then(_: object) -> None:
        belief.identified = established
        if not established:
            belief.failed.append(day)
        for one in belief.questions if established else ():
            if one.kind is PauseReason.IDENTITY and one.end is None:
                one.end = max(day, one.start)

    return Move(
        "identity",
        by,
        "known" if established else "not shown",
        any(walk.may(by, Action.CHECK_IDENTITY, wish) for wish in belief.wishes),
        lambda work: check_identity(
            work, walk.case_id, walk.version, IdentityInput(IdentityMethod.KNOWN, established, day)
        ),
        then,
        onward=_nearer(walk, established),
    )


def _nearer(walk: Walk, established: bool) -> bool:
    if walk.letter is LetterKind.NOT_HANDLED:
        return not established and not walk.belief.failed and asked_before(walk)
    return established and not walk.belief.identified and (walk.letter not in DOUBT or asked_before(walk))


def asked_before(walk: Walk) -> bool:
    """Tell whether a question left on an earlier day, so that its answer moves the dates."""
    return any(one.start < walk.world.today for one in walk.belief.questions)


def _receipt(walk: Walk, by: Staff) -> Move:
    belief = walk.belief
    day = belief.received.replace(day=1) if belief.received.day > 1 else belief.received.replace(month=1)

    def then(_: object) -> None:
        belief.received = day

    return Move(
        "correct receipt",
        by,
        day.isoformat(),
        Role.CONTACT_PERSON in by.roles and not belief.closed and day != belief.received,
        lambda work: correct_receipt(work, walk.case_id, walk.version, day, REASON),
        then,
    )


def _answer(walk: Walk, by: Staff, task_id: int) -> Move:
    belief = walk.belief
    wish, hears = belief.tasks[task_id]
    capacity = HearingCapacity.COLLECTOR if hears else None
    answer = AnswerInput("Ik schreef dit zelf.", walk.world.today, None if hears else SearchResult.FOUND, capacity)

    def then(_: object) -> None:
        del belief.tasks[task_id]
        wish.heard = wish.heard or (hears and wish.undecided)

    return Move(
        "answer colleague",
        by,
        f"task {task_id} about {wish.right}",
        by.roles == {Role.COLLEAGUE} and not belief.closed,
        lambda work: answer_task(work, task_id, answer),
        then,
        onward=hears and not wish.heard,
    )


def _request_moves(walk: Walk) -> Iterator[Move]:
    for wish in walk.belief.wishes:
        for by in walk.staff:
            yield _hear(walk, by, wish)
            yield _right(walk, by, wish)
            yield from (_ask(walk, by, wish, hears) for hears in (True, False))
            yield from (_propose(walk, by, wish, outcome) for outcome in Outcome)
            yield from _judging(walk, by, wish)
            yield _stop(walk, by, wish)
            yield _reopen(walk, by, wish)
            yield from (_leave_undone(walk, by, wish, silent) for silent in (False, True))
            yield from (_carry_out(walk, by, wish, way) for way in DONE if wish.outcome is not None)


def _hear(walk: Walk, by: Staff, wish: Wish) -> Move:
    needed = walk.regulation.hearing_article(wish.right) is not None
    heard = HearingInput((wish.id,), "J. de Vries", HearingCapacity.COLLECTOR, walk.world.today, "Het klopt.")

    def then(_: object) -> None:
        wish.heard = True

    return Move(
        "hear",
        by,
        wish.right,
        walk.may(by, Action.HEAR, wish),
        lambda work: record_hearing(work, walk.case_id, walk.version, heard),
        then,
        onward=needed and not wish.heard and wish.status is Status.AWAITING_DECISION,  # late, so that it is missed
    )


def _right(walk: Walk, by: Staff, wish: Wish) -> Move:
    taken = {one.right for one in walk.belief.wishes}
    free = next(one for one in Right if one not in taken and one is not Right.OBJECTION)

    def then(_: object) -> None:
        wish.right, wish.purpose = free, None

    return Move(
        "correct right",
        by,
        f"{wish.right} is {free}",
        Role.CONTACT_PERSON in by.roles
        and wish.status is Status.REGISTERED
        and wish.outcome is None
        and wish.since is None,
        lambda work: correct_right(work, wish.id, walk.version, free, None, REASON),
        then,
        near=Role.CONTACT_PERSON in by.roles,
    )


def _ask(walk: Walk, by: Staff, wish: Wish, hears: bool) -> Move:
    kind, place = (TaskKind.HEAR, None) if hears else (TaskKind.SEARCH, PlaceKind.SYSTEM)
    colleague = walk.world.users[walk.slug, Role.COLLEAGUE]
    asked = TaskInput(
        kind, (wish.id,), colleague, "Klopt dit?", walk.world.today, place, "Volgsysteem" if place else ""
    )

    def then(task_id: object) -> None:
        assert isinstance(task_id, int)
        walk.belief.tasks[task_id] = (wish, hears)

    return Move(
        "ask colleague",
        by,
        f"{kind} about {wish.right}",
        Role.CONTACT_PERSON in by.roles and not walk.belief.closed and (wish.undecided or not hears),
        lambda work: ask_colleague(work, walk.case_id, asked),
        then,
    )


def proposal_for(walk: Walk, wish: Wish, outcome: Outcome) -> ProposalInput:
    """Give a complete proposal: a refusal on a ground that differs with the days."""
    choices = ground_choices(walk.regulation, wish.right)
    legal = choices[walk.world.today.toordinal() % len(choices)].legal
    refused = PartInput(
        "De verslagen van het jaar 2024",
        Outcome.REFUSE,
        legal.code,
        FACTS,
        WEIGHING,
        STATUTE if legal.needs_statute else "",
        walk.world.today.replace(year=walk.world.today.year + 3, day=1) if legal.needs_statute else None,
        "U kunt uw eigen verklaring laten toevoegen.",
    )
    if outcome is Outcome.REFUSE:
        return ProposalInput(outcome, parts=(refused,))
    details = dict(DETAILS[wish.right].entries)
    if "day" in details:
        details["day"] = walk.world.today
    parts = (PartInput("Uw plan", Outcome.GRANT), refused) if outcome is Outcome.PARTIAL else ()
    return ProposalInput(outcome, answer="Wij doen wat u vraagt.", parts=parts, details=Fields.of(details))


def _propose(walk: Walk, by: Staff, wish: Wish, outcome: Outcome) -> Move:
    def then(_: object) -> None:
        wish.outcome, wish.author, wish.advice, wish.adviser, wish.without = outcome, by.user_id, None, None, False
        asked = advice_needed(walk.regulation, outcome)
        wish.status = Status.AWAITING_ADVICE if asked else Status.AWAITING_DECISION
        wish.asked_on = walk.world.today if asked else None

    return Move(
        "propose",
        by,
        f"{outcome} {wish.right}",
        walk.may(by, Action.PROPOSE, wish) and may_propose(walk.regulation, wish, outcome),
        lambda work: propose(work, wish.id, walk.version, proposal_for(walk, wish, outcome)),
        then,
        onward=wish.status in {Status.REGISTERED, Status.RETURNED},
        near=Role.CONTACT_PERSON in by.roles and wish.undecided,
    )


def _judging(walk: Walk, by: Staff, wish: Wish) -> Iterator[Move]:
    if wish.id not in walk.proposals:
        return
    yield from (_advise(walk, by, wish, kind) for kind in AdviceKind)
    yield _decide(walk, by, wish)
    yield _send_back(walk, by, wish)


def _advise(walk: Walk, by: Staff, wish: Wish, kind: AdviceKind) -> Move:
    given = AdviceInput(walk.proposals[wish.id], kind, "" if kind is AdviceKind.AGREE else "Noem de dag.")

    def then(_: object) -> None:
        wish.advice, wish.adviser, wish.status = kind, by.user_id, AFTER_ADVICE[kind]

    return Move(
        "advise",
        by,
        f"{kind} {wish.right}",
        walk.may(by, ADVICE[kind], wish),
        lambda work: advise(work, wish.id, walk.version, given),
        then,
        onward=True,
        near=wish.status is Status.AWAITING_ADVICE and bool(by.roles & ADVISERS),
    )


def _decide(walk: Walk, by: Staff, wish: Wish) -> Move:
    """Decide, or go on without advice after its term and decide in the same action."""
    without = wish.status is Status.AWAITING_ADVICE
    lawful = walk.may(by, Action.DECIDE, wish)
    if without:
        passed_by = walk.may(by, Action.GO_WITHOUT_ADVICE, wish) and not by.roles & ADVISERS
        lawful = passed_by and ready(walk.belief, wish, by.user_id)

    def then(_: object) -> None:
        wish.status, wish.without = Status.DECIDED, wish.without or without

    return Move(
        "decide without advice" if without else "decide",
        by,
        f"{wish.outcome} {wish.right}",
        lawful,
        lambda work: decide(work, wish.id, walk.version, walk.proposals[wish.id], REASON),
        then,
        onward=True,
        near=Role.DECIDER in by.roles and wish.status in {Status.AWAITING_ADVICE, Status.AWAITING_DECISION},
    )


def _send_back(walk: Walk, by: Staff, wish: Wish) -> Move:
    def then(_: object) -> None:
        wish.status = Status.RETURNED

    return Move(
        "send back",
        by,
        wish.right,
        walk.may(by, Action.SEND_BACK, wish),
        lambda work: send_back(work, wish.id, walk.version, walk.proposals[wish.id], REASON),
        then,
    )


def _stop(walk: Walk, by: Staff, wish: Wish) -> Move:
    """Stop a use at once, which is lawful whatever else came of the request."""
    stop = StopInput(walk.world.today, "R. Bos", "Verzendlijst")

    def then(_: object) -> None:
        for one in walk.belief.wishes:
            if one.asked_first == wish.asked_first:
                one.stopped, one.stop_holds = True, one is not wish and one.since is not None

    return Move(
        "stop use",
        by,
        str(wish.right),
        walk.may(by, Action.STOP_USE, wish),
        lambda work: stop_use(work, wish.id, walk.version, stop),
        then,
        onward=True,
    )


def _reopen(walk: Walk, by: Staff, wish: Wish) -> Move:
    """Judge a request anew, in a round that believes nothing of the earlier one but that its use was stopped."""
    today = walk.world.today
    given = ReopenInput((wish.id,), ReopenReason.NEW_FACTS, today, REASON)

    def then(_: object) -> None:
        wish.reopened = True
        again = Wish(walk.newest_request(), wish.right, wish.purpose, since=today, first=wish.asked_first)
        again.stopped = again.stop_holds = wish.must_stop and wish.stopped
        walk.belief.wishes.append(again)

    return Move(
        "reopen",
        by,
        f"{wish.right} of {wish.since or walk.belief.received}",
        walk.may(by, Action.REOPEN, wish),
        lambda work: reopen(work, walk.case_id, walk.version, given),
        then,
        onward=walk.belief.closed and len(walk.belief.wishes) < MOST_REQUESTS,
        near=Role.CONTACT_PERSON in by.roles,
    )


def _carry_out(walk: Walk, by: Staff, wish: Wish, way: str) -> Move:
    """Carry out with every duty, or without any: that takes a reason."""
    kept = {"stays": STAYS} if (wish.right, wish.outcome) == (Right.ERASURE, Outcome.PARTIAL) else {}
    duties, reason = walk.duties[wish.id], REASON if way == "duties left with a reason" else ""
    facts, waits = done_facts(wish.right, **kept), wish.right is Right.ERASURE and walk.client_waits()
    done = CarryOutInput(
        walk.world.today,
        facts,
        duties if way == "every duty done" else frozenset(),
        reason,
        without_time=without_time(wish.right),
        before_access=REASON if waits else "",
    )
    left = {code for code in duties if code not in ANSWERED or facts[ANSWERED[code]] != "no"}

    def then(_: object) -> None:
        wish.status = Status.CLOSED

    fits = way == "every duty done" or bool(left) == bool(reason)  # without a duty nothing is left
    return Move(
        "carry out",
        by,
        f"{wish.right}, {way}",
        walk.may(by, Action.CARRY_OUT, wish) and fits,
        lambda work: carry_out(work, wish.id, walk.version, done),
        then,
        onward=True,
        near=Role.CONTACT_PERSON in by.roles and wish.status is Status.ANSWERED,
    )


def _leave_undone(walk: Walk, by: Staff, wish: Wish, silent: bool) -> Move:
    """Close what the client does not take; the duties beside it have their reason, or none where none is."""
    given = UndoneInput(UndoneReason.DECLINED, walk.world.today, REASON, not_done="" if silent else REASON)

    def then(_: object) -> None:
        wish.status = Status.CLOSED

    return Move(
        "leave undone",
        by,
        f"{wish.right}{', duties in silence' if silent else ''}",
        walk.may(by, Action.LEAVE_UNDONE, wish) and silent == (not walk.duties[wish.id]),
        lambda work: leave_undone(work, wish.id, walk.version, given),
        then,
        near=Role.CONTACT_PERSON in by.roles and wish.status is Status.ANSWERED,
    )
