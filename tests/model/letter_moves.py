"""The moves with letters: composed ones with their advice, answers, posting and giving up."""

from collections.abc import Iterator
from datetime import date

from dsar.core.advice_terms import Stage
from dsar.core.drafts import DraftInput
from dsar.core.fields import Fields
from dsar.core.letters import ANSWERS, answer_kind
from dsar.core.pauses import ACCESS
from dsar.core.placeholders import ADVISED
from dsar.core.posting import bound_to_its_date
from dsar.core.regulation import PauseReason
from dsar.core.vocabulary import AdviceKind, DispatchWay, LetterKind, Outcome, QuestionOutcome, Role
from dsar.core.workflow import Action, Status
from dsar.services.advise_draft import advise_on_draft, submit_draft
from dsar.services.issue_letter import LetterInput, issue_letter, void_letter
from dsar.services.post_letter import PostInput, post_letter
from dsar.services.questions import ASKS, EndInput, end_question
from dsar.services.without_advice import release_draft
from dsar.services.work import Work
from dsar.services.write_draft import write_draft
from tests.factories.drafts import FIELDS
from tests.model.belief import Asked, Draft, Made, Wish, asked_now
from tests.model.walk import ADVISERS, Move, Staff, Walk

REASON = "De brief lag klaar en is niet meegegaan met de post van 3 maart."
KINDS = (
    LetterKind.IDENTITY_REQUEST,
    LetterKind.CLARIFICATION_REQUEST,
    LetterKind.EXTENSION_NOTICE,
    LetterKind.WITHDRAWAL_CONFIRMATION,
    LetterKind.NOT_HANDLED,
)
DOUBT = {LetterKind.IDENTITY_REQUEST, LetterKind.NOT_HANDLED}
_ENDS = {
    LetterKind.WITHDRAWAL_CONFIRMATION: Action.WITHDRAW,
    LetterKind.NOT_HANDLED: Action.LEAVE_UNHANDLED,
}


def letter_moves(walk: Walk) -> Iterator[Move]:
    """Give every move with a letter."""
    contacts = list(walk.having(Role.CONTACT_PERSON, Role.FG))
    for by in contacts:
        yield _acknowledge(walk, by)
        yield from _answers(walk, by)
        yield from (_post(walk, by, made, day) for made in walk.belief.made for day in _days(walk, made))
        yield from (_void(walk, by, made) for made in walk.belief.made)
        yield from (_end_question(walk, by, one, outcome) for one in _open(walk) for outcome in QuestionOutcome)
        yield from (_write(walk, by, kind, wish) for kind in KINDS for wish in _unfinished(walk))
    for draft in walk.belief.drafts:
        yield from _draft_moves(walk, draft)


def writable(walk: Walk, kind: LetterKind, wish: Wish, day: date, besides: Draft | None = None) -> bool:
    """Tell whether the rules let a composed letter be about a request on a day."""
    belief = walk.belief
    answered = wish.status in {Status.ANSWERED, Status.CLOSED}
    if belief.mark is not None or (kind in _ENDS and wish.to_stop):
        return False
    if kind in DOUBT and belief.identified:
        return False
    if kind is LetterKind.CLARIFICATION_REQUEST and wish.right not in ACCESS:
        return False
    if kind is not LetterKind.WITHDRAWAL_CONFIRMATION and answered:
        return False
    if kind is LetterKind.EXTENSION_NOTICE:
        others = (one for one in belief.drafts if one.kind is kind and one.wish is wish and one is not besides)
        return wish.since is None and not any(others) and belief.extendable(wish, day)
    return True


def proven(walk: Walk, draft: Draft) -> bool:
    """Tell whether nothing must still be asked, or waited for, before this letter can be."""
    return draft.kind is not LetterKind.NOT_HANDLED or walk.belief.not_shown(draft.wish, walk.world.today)


def _next_letter(walk: Walk) -> LetterKind | None:
    """Give the letter that brings the walk on; who is not handled was asked first."""
    drafted = {draft.kind for draft in walk.belief.drafts}
    first = LetterKind.IDENTITY_REQUEST
    wanted = first if walk.letter is LetterKind.NOT_HANDLED and first not in drafted else walk.letter
    return wanted if wanted not in drafted else None


def _unfinished(walk: Walk) -> list[Wish]:
    return [wish for wish in walk.belief.wishes if not wish.closed]


def _open(walk: Walk) -> list[Asked]:
    return [one for one in walk.belief.questions if one.end is None]


def _days(walk: Walk, made: Made) -> list[date]:
    """Give the days on which a letter can have left, in their order: a walk is the same in every run."""
    return [made.dated] if bound_to_its_date(made.kind) else sorted({made.dated, walk.world.today})


def _contact(by: Staff) -> bool:
    return Role.CONTACT_PERSON in by.roles


def _write(walk: Walk, by: Staff, kind: LetterKind, wish: Wish, draft: Draft | None = None) -> Move:
    fields = dict(FIELDS[kind].entries)
    if "withdrawn_on" in fields:
        fields["withdrawn_on"] = walk.world.today
    written = DraftInput(kind, (wish.id,), Fields.of(fields))

    def then(draft_id: object) -> None:
        assert isinstance(draft_id, int)
        if draft is None:
            walk.belief.drafts.append(Draft(draft_id, kind, wish, by.user_id))
        else:
            draft.revision, draft.author, draft.status = draft.revision + 1, by.user_id, "writing"

    return Move(
        f"write {kind}" if draft is None else "rewrite",
        by,
        str(wish.right),
        _contact(by) and writable(walk, kind, wish, walk.world.today, draft),
        lambda work: write_draft(work, walk.case_id, walk.version, written, draft.id if draft is not None else None),
        then,
        onward=draft.status == "returned" if draft is not None else kind is _next_letter(walk),
        near=_contact(by),
    )


def _draft_moves(walk: Walk, draft: Draft) -> Iterator[Move]:
    if draft.status == "used":
        return
    for by in walk.staff:
        if by.roles & {Role.CONTACT_PERSON, Role.COLLEAGUE}:
            yield _write(walk, by, draft.kind, draft.wish, draft)
            yield _issue_draft(walk, by, draft)
            yield _submit(walk, by, draft)
        if draft.status != "writing":
            yield from (_advise(walk, by, draft, kind) for kind in AdviceKind)
            yield _release(walk, by, draft)


def _submit(walk: Walk, by: Staff, draft: Draft) -> Move:
    def then(_: object) -> None:
        draft.status, draft.asked_on = "waiting", walk.world.today

    lawful = writable(walk, draft.kind, draft.wish, walk.world.today, draft) and proven(walk, draft)
    return Move(
        "submit",
        by,
        f"{draft.kind} about {draft.wish.right}",
        _contact(by) and draft.kind in ADVISED and draft.status == "writing" and lawful,
        lambda work: submit_draft(work, draft.id, walk.version),
        then,
        onward=True,
        near=_contact(by) and draft.kind in ADVISED,
    )


def _advise(walk: Walk, by: Staff, draft: Draft, kind: AdviceKind) -> Move:
    turn = Role.FG in by.roles or _stage(walk, draft) in {Stage.DEPUTY, Stage.OVER}

    def then(_: object) -> None:
        draft.status = "returned" if kind is AdviceKind.RETURN else "advised"
        draft.adviser, draft.against = by.user_id, kind is AdviceKind.AGAINST

    remark = "" if kind is AdviceKind.AGREE else "Noem de dag."
    return Move(
        "advise on letter",
        by,
        f"{kind} {draft.kind}",
        bool(by.roles & ADVISERS) and draft.status == "waiting" and by.user_id != draft.author and turn,
        lambda work: advise_on_draft(work, draft.id, walk.version, draft.revision, kind, remark),
        then,
        onward=True,
        near=draft.status == "waiting" and bool(by.roles & ADVISERS),
    )


def _stage(walk: Walk, draft: Draft) -> Stage | None:
    waits = draft.status == "waiting" and draft.asked_on is not None
    return asked_now(draft.asked_on, walk.world.today) if waits and draft.asked_on is not None else None


def _release(walk: Walk, by: Staff, draft: Draft) -> Move:
    over = _stage(walk, draft) is Stage.OVER

    def then(_: object) -> None:
        draft.status, draft.adviser, draft.against = "advised", None, False

    return Move(
        "release letter without advice",
        by,
        draft.kind,
        Role.DECIDER in by.roles and not by.roles & ADVISERS and over and by.user_id != draft.author,
        lambda work: release_draft(work, draft.id, walk.version, draft.revision, REASON),
        then,
        onward=True,
        near=draft.status == "waiting" and Role.DECIDER in by.roles,
    )


def _issue_draft(walk: Walk, by: Staff, draft: Draft) -> Move:
    today, ready = walk.world.today, "advised" if draft.kind in ADVISED else draft.status
    lawful = writable(walk, draft.kind, draft.wish, today, draft) and draft.status == ready and proven(walk, draft)

    def then(letter_id: object) -> None:
        assert isinstance(letter_id, int)
        draft.status = "used"
        walk.belief.made.append(Made(letter_id, draft.kind, today, (draft.wish,), draft))

    return Move(
        "make composed letter",
        by,
        f"{draft.kind} about {draft.wish.right}",
        _contact(by) and lawful and (draft.kind not in ADVISED or by.user_id != draft.adviser),
        lambda work: _issue(walk, work, LetterInput(today, draft_id=draft.id, against_reason=REASON)),
        then,
        onward=True,
        near=_contact(by),
    )


def _issue(walk: Walk, work: Work, wanted: LetterInput) -> int:
    return issue_letter(work, walk.case_id, walk.version, wanted, render_seconds=60)


def _acknowledge(walk: Walk, by: Staff) -> Move:
    belief, today = walk.belief, walk.world.today

    def then(letter_id: object) -> None:
        assert isinstance(letter_id, int)
        belief.acknowledged = True
        belief.made.append(Made(letter_id, LetterKind.ACKNOWLEDGEMENT, today, ()))

    return Move(
        "acknowledge",
        by,
        "receipt",
        _contact(by) and not belief.acknowledged and not belief.closed and belief.mark is None,
        lambda work: _issue(walk, work, LetterInput(today)),
        then,
    )


def _answers(walk: Walk, by: Staff) -> Iterator[Move]:
    """Answer each request apart, and all that were decided in one letter."""
    wishes = walk.belief.wishes
    decided = tuple(wish for wish in wishes if wish.status is Status.DECIDED and wish.letter is None)
    for about in [*((wish,) for wish in wishes), *([decided] if len(decided) > 1 else [])]:
        yield _answer(walk, by, about)


def _answer(walk: Walk, by: Staff, about: tuple[Wish, ...]) -> Move:
    today = walk.world.today

    def then(letter_id: object) -> None:
        assert isinstance(letter_id, int)
        kind = answer_kind([(wish.right, wish.outcome or Outcome.GRANT) for wish in about])
        walk.belief.made.append(Made(letter_id, kind, today, about))
        for wish in about:
            wish.letter = letter_id

    return Move(
        "make answer",
        by,
        ", ".join(wish.right for wish in about),
        all(walk.may(by, Action.ISSUE_LETTER, wish) and wish.letter is None for wish in about),
        lambda work: _issue(walk, work, LetterInput(today, tuple(wish.id for wish in about))),
        then,
        onward=True,
        near=_contact(by),
    )


def _post(walk: Walk, by: Staff, made: Made, day: date) -> Move:
    belief = walk.belief
    lawful = _contact(by)
    if made.kind in ANSWERS:
        lawful = all(walk.may(by, Action.POST_LETTER, wish) for wish in made.wishes)
    (wish, *_) = made.wishes or (None,)
    extends = (
        made.kind is LetterKind.EXTENSION_NOTICE and wish is not None and wish.answered_on is None and not wish.extended
    )
    if extends and wish is not None:
        lawful = lawful and belief.extendable(wish, day)

    def then(_: object) -> None:
        belief.made.remove(made)
        if made.kind in ANSWERS:
            for one in made.wishes:
                one.answered_on = day
                one.status = Status.CLOSED if one.outcome is Outcome.REFUSE else Status.ANSWERED
        if wish is None:
            return
        if made.kind in _ENDS and walk.may(by, _ENDS[made.kind], wish):
            wish.status, wish.answered_on = Status.CLOSED, wish.answered_on or day
        if made.kind in ASKS and wish.answered_on is None:
            _believe_asked(walk, made, wish, day)
        wish.extended = wish.extended or extends

    return Move(
        "post",
        by,
        f"{made.kind} on {day}",
        lawful,
        lambda work: post_letter(work, made.id, walk.version, PostInput(DispatchWay.POST, day)),
        then,
        onward=True,
        near=_contact(by),
    )


def _believe_asked(walk: Walk, made: Made, wish: Wish, day: date) -> None:
    kind = ASKS[made.kind]
    if kind is PauseReason.IDENTITY and walk.belief.identified:
        return
    about = () if kind is PauseReason.IDENTITY else (wish.id,)
    walk.belief.questions.append(Asked(made.id, kind, day, about))


def _void(walk: Walk, by: Staff, made: Made) -> Move:
    belief = walk.belief

    def then(_: object) -> None:
        belief.made.remove(made)
        if made.draft is not None:
            made.draft.status = "advised" if made.kind in ADVISED else "writing"
        if made.kind is LetterKind.ACKNOWLEDGEMENT:
            belief.acknowledged = False
        for wish in made.wishes if made.kind in ANSWERS else ():
            wish.letter = None

    return Move(
        "void",
        by,
        made.kind,
        _contact(by),
        lambda work: void_letter(work, made.id, walk.version, REASON),
        then,
        onward=bound_to_its_date(made.kind) and made.dated < walk.world.today,
    )


def _end_question(walk: Walk, by: Staff, asked: Asked, outcome: QuestionOutcome) -> Move:
    today = walk.world.today

    def then(_: object) -> None:
        asked.end = today

    by_check = asked.kind is PauseReason.IDENTITY and outcome is QuestionOutcome.ANSWERED
    return Move(
        "answer of client",
        by,
        f"{outcome} {asked.kind}",
        _contact(by) and not by_check,
        lambda work: end_question(work, asked.letter, walk.version, EndInput(outcome, today)),
        then,
        onward=asked.kind is PauseReason.CLARIFICATION,  # who asks is answered by a check
        near=_contact(by),
    )
