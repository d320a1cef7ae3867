"""What a composed letter must be before it is kept, and before it is made."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from dsar.core.drafts import About, DraftInput, Moment, draft_mistakes, normalised, proof_mistakes
from dsar.core.fields import Fields
from dsar.core.pauses import not_shown_from
from dsar.core.placeholders import COMPOSED, FOR_RIGHTS
from dsar.core.vocabulary import LetterKind, ObjectionPurpose, Right
from tests.factories.drafts import FIELDS, RIGHTS
from tests.factories.regulations import make_regulation

RECEIVED, TODAY = date(2026, 11, 18), date(2026, 11, 23)
NOW = Moment(RECEIVED, TODAY, TODAY)
KINDS = list(COMPOSED)


def draft(kind: LetterKind, **values) -> DraftInput:
    return DraftInput(kind, (1,), Fields.of({**dict(FIELDS[kind].entries), **values}))


def about(right: Right, **facts) -> About:
    return About(right, ObjectionPurpose.OTHER if right is Right.OBJECTION else None, **facts)


def found(written: DraftInput, *requests: About, moment: Moment = NOW) -> list[tuple[str, str]]:
    """Give field and code of every mistake, in a case about somebody who died where the letter is about that."""
    requests = requests or (about(RIGHTS[written.kind]),)
    requests = tuple(replace(one, deceased=written.kind is LetterKind.DECEASED_ANSWER) for one in requests)
    return [(error.field, error.code) for error in draft_mistakes(make_regulation(), written, requests, moment)]


@pytest.mark.parametrize("kind", KINDS)
def test_a_complete_draft_can_be_kept(kind: LetterKind) -> None:
    assert found(draft(kind)) == []


@pytest.mark.parametrize("kind", KINDS)
def test_an_empty_draft_can_be_kept(kind: LetterKind) -> None:
    assert found(DraftInput(kind, (1,))) == []


@pytest.mark.parametrize("kind", [kind for kind in LetterKind if kind not in COMPOSED])
def test_a_letter_that_follows_from_the_case_is_not_composed(kind: LetterKind) -> None:
    assert found(DraftInput(kind, (1,)), about(Right.COPY)) == [("kind", "kind_not_composed")]


@pytest.mark.parametrize("kind", list(FOR_RIGHTS))
@pytest.mark.parametrize("right", list(Right))
def test_some_kinds_exist_for_some_rights_only(kind: LetterKind, right: Right) -> None:
    refused = ("request_ids", "request_does_not_fit") in found(draft(kind), about(right))
    assert refused == (right not in FOR_RIGHTS[kind])


@pytest.mark.parametrize("kind", KINDS)
def test_once_it_is_clear_who_asks_no_letter_doubts_it(kind: LetterKind) -> None:
    identified = about(RIGHTS[kind], identified=True)
    doubts = kind in {LetterKind.IDENTITY_REQUEST, LetterKind.NOT_HANDLED}
    assert found(draft(kind), identified) == ([("kind", "identity_known")] if doubts else [])
    correction = replace(draft(kind), replaces_id=1, correction_reason="De naam klopte niet.")
    assert found(correction, identified) == [], "a letter that left may be put right"


@pytest.mark.parametrize("kind", KINDS)
def test_no_letter_ends_a_request_before_use_has_stopped_that_must(kind: LetterKind) -> None:
    ends = kind in {LetterKind.WITHDRAWAL_CONFIRMATION, LetterKind.NOT_HANDLED}
    unstopped = about(RIGHTS[kind], must_stop=True)
    assert found(draft(kind), unstopped) == ([("request_ids", "use_not_stopped")] if ends else [])
    correction = replace(draft(kind), replaces_id=1, correction_reason="De naam klopte niet.")
    assert found(correction, unstopped) == [], "a letter that left may be put right"


@pytest.mark.parametrize("kind", KINDS)
def test_a_later_round_gets_every_letter_but_an_extension(kind: LetterKind) -> None:
    again = about(RIGHTS[kind], later_round=True)
    extends = kind is LetterKind.EXTENSION_NOTICE
    assert found(draft(kind), again) == ([("request_ids", "round_not_extended")] if extends else [])


def test_a_draft_is_about_a_request() -> None:
    mistakes = draft_mistakes(make_regulation(), draft(LetterKind.FORWARDED), (), NOW)
    assert [error.code for error in mistakes] == ["no_request_chosen"]


@pytest.mark.parametrize(
    ("kind", "values", "mistake"),
    [
        (LetterKind.FORWARDED, {"forwarded_on": date(2026, 11, 24)}, ("details-forwarded_on", "day_in_future")),
        (LetterKind.FORWARDED, {"forwarded_on": date(2026, 11, 17)}, ("details-forwarded_on", "day_before_receipt")),
        (LetterKind.FORWARDED, {"to_name": "x" * 201}, ("details-to_name", "detail_too_long")),
        (LetterKind.RECIPIENT_NOTICE, {"done_on": date(2026, 11, 24)}, ("details-done_on", "day_in_future")),
        (
            LetterKind.RECIPIENT_NOTICE,
            {"recipient": ("a", "b", "c", "d", "e", "f")},
            ("details-recipient", "too_many_rows"),
        ),
        (LetterKind.RECIPIENT_NOTICE, {"recipient": ("x" * 47, "b", "c")}, ("details-recipient", "line_too_long")),
        (
            LetterKind.WITHDRAWAL_CONFIRMATION,
            {"withdrawn_on": date(2026, 11, 24)},
            ("details-withdrawn_on", "day_in_future"),
        ),
        (
            LetterKind.COMPLAINT_OUTCOME,
            {"complained_on": date(2026, 11, 24)},
            ("details-complained_on", "day_in_future"),
        ),
        (LetterKind.RESTRICTION_LIFTED, {"lifted_from": TODAY}, ("details-lifted_from", "lifted_too_soon")),
        (LetterKind.LATE_ANSWER, {"expected_on": TODAY}, ("details-expected_on", "expected_in_past")),
        (LetterKind.LATE_ANSWER, {"cause": "regel\n" * 700}, ("kind", "proposal_too_long")),
        (LetterKind.EXTENSION_NOTICE, {"reason": "drukte"}, ("details-reason", "choose_one")),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(
    kind: LetterKind, values: dict[str, object], mistake: tuple[str, str]
) -> None:
    assert found(draft(kind, **values)) == [mistake]


@pytest.mark.parametrize("right", sorted(FOR_RIGHTS[LetterKind.RECIPIENT_NOTICE]))
@pytest.mark.parametrize("action", ["corrected", "erased", "restricted"])
def test_a_recipient_is_told_only_what_was_granted(right: Right, action: str) -> None:
    done = {"corrected": {Right.CORRECTION, Right.SUPPLEMENT}, "erased": {Right.ERASURE}}
    fits = right in done.get(action, {Right.RESTRICTION})
    mistakes = found(draft(LetterKind.RECIPIENT_NOTICE, action=action), about(right))
    assert mistakes == ([] if fits else [("details-action", "action_does_not_fit")])
    notice = draft(LetterKind.RECIPIENT_NOTICE, action=action)
    assert found(notice, about(right), about(Right.ERASURE), about(Right.CORRECTION), about(Right.RESTRICTION)) == []


def test_a_day_to_come_is_counted_from_the_date_of_the_letter() -> None:
    later = replace(NOW, letter_day=date(2026, 12, 14))
    assert found(draft(LetterKind.RESTRICTION_LIFTED), moment=later) == [("details-lifted_from", "lifted_too_soon")]


@pytest.mark.parametrize(
    "kind",
    [
        LetterKind.IDENTITY_REQUEST,
        LetterKind.CLARIFICATION_REQUEST,
        LetterKind.EXTENSION_NOTICE,
        LetterKind.NOT_HANDLED,
        LetterKind.LATE_ANSWER,
    ],
)
def test_an_answered_request_is_not_asked_about_or_put_off(kind: LetterKind) -> None:
    answered = about(RIGHTS[kind], answered=True)
    assert found(draft(kind), answered) == [("request_ids", "request_answered")]
    correction = replace(draft(kind), replaces_id=7, correction_reason="De naam was verkeerd.")
    assert found(correction, answered) == []


def test_a_request_is_not_handled_only_after_proof_was_asked_and_time_given_or_a_check_failed() -> None:
    written, asked = draft(LetterKind.NOT_HANDLED), date(2026, 11, 18)

    def refused(*days: date | None, today: date = NOW.today) -> list[str]:
        return [error.code for error in proof_mistakes(written, days, today)]

    first = not_shown_from(asked, [date(2026, 11, 17)])
    assert first == date(2026, 12, 2), "a check of before the question says nothing about its answer"
    assert refused(None, asked) == ["proof_not_asked"]
    assert refused(first, today=first - timedelta(days=1)) == ["proof_awaited"]
    assert refused(first, today=first) == []
    assert refused(not_shown_from(asked, [asked])) == []
    assert list(proof_mistakes(draft(LetterKind.IDENTITY_REQUEST), [None], NOW.today)) == []
    correction = replace(written, replaces_id=1, correction_reason="De naam klopte niet.")
    assert list(proof_mistakes(correction, [None], NOW.today)) == [], "a letter that left may be put right"


def test_an_extension_is_possible_on_the_last_day_of_the_first_month_and_not_after_it() -> None:
    last = date(2026, 12, 18)  # a month after receipt
    notice = draft(LetterKind.EXTENSION_NOTICE)
    assert found(notice, moment=Moment(RECEIVED, last, last)) == []
    too_late = Moment(RECEIVED, last + timedelta(days=1), last + timedelta(days=1))
    assert found(notice, moment=too_late) == [("kind", "extension_too_late")]
    dated_too_late = Moment(RECEIVED, last, last + timedelta(days=1))
    assert found(notice, moment=dated_too_late) == [("kind", "extension_too_late")]


def test_a_request_is_extended_once() -> None:
    extended = about(Right.COPY, extended=True)
    assert found(draft(LetterKind.EXTENSION_NOTICE), extended) == [("request_ids", "extension_exists")]


def test_a_correction_says_what_was_wrong() -> None:
    correction = replace(draft(LetterKind.FORWARDED), replaces_id=7)
    assert found(correction) == [("correction_reason", "correction_reason_missing")]
    assert found(replace(correction, correction_reason="x" * 1001)) == [("correction_reason", "detail_too_long")]


def test_what_was_not_chosen_is_not_kept() -> None:
    kept = normalised(draft(LetterKind.IDENTITY_REQUEST, proof="Een volmacht met een handtekening."))
    assert kept.fields["proof"] == ""
    assert normalised(replace(kept, request_ids=(3, 1, 3))).request_ids == (1, 3)
