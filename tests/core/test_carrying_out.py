"""What is recorded of a carrying out: every right has its own facts, each is asked for, and none can be half."""

from dataclasses import replace
from datetime import date

import pytest

from dsar.core.carrying_out import Asked, CarryOutInput, check_carried_out, mistakes, settled
from dsar.core.done_facts import BY_DUTY, DONE, Kept, begun, fact_mistakes, facts_of, row_day
from dsar.core.errors import InvalidInput
from dsar.core.fields import NO_FIELDS, Fields
from dsar.core.placeholders import Shape
from dsar.core.vocabulary import DispatchWay, Outcome, Right
from tests.factories.details import DETAILS
from tests.factories.done import DONE as COMPLETE
from tests.factories.done import done_facts

RECEIVED, TODAY = date(2026, 11, 18), date(2026, 11, 23)
DUTIES = {
    Right.CORRECTION: {"copy_of_corrected_data", "recipients_told"},
    Right.ERASURE: {"recipients_told"},
    Right.RESTRICTION: {"recipients_told"},
}


def codes(right: Right, facts: Fields, duties: set[str] | None = None) -> list[tuple[str, str]]:
    confirmed = DUTIES.get(right, set()) if duties is None else duties
    found = fact_mistakes(right, confirmed, facts, RECEIVED, TODAY)
    return [(mistake.field, mistake.code) for mistake in found]


@pytest.mark.parametrize("right", Right)
def test_complete_facts_of_a_right_are_in_order(right: Right) -> None:
    assert codes(right, done_facts(right)) == []


@pytest.mark.parametrize(
    ("right", "name"),
    [
        (right, fact.name)
        for right in Right
        for fact in facts_of(right, DUTIES.get(right, set()))
        if fact.needed and fact.name in COMPLETE[right]
    ],
)
def test_every_fact_that_is_needed_is_asked_for(right: Right, name: str) -> None:
    assert (f"details-{name}", "detail_missing") in codes(right, done_facts(right, **{name: ""}))


def test_the_facts_of_a_duty_are_asked_only_when_it_is_confirmed() -> None:
    facts = done_facts(Right.ERASURE, had_recipients="", recipients_told=(), recipients_not_told=())
    assert ("details-had_recipients", "detail_missing") in codes(Right.ERASURE, facts)
    assert codes(Right.ERASURE, facts, set()) == []


def test_who_had_recipients_names_them() -> None:
    facts = done_facts(Right.ERASURE, recipients_told=(), recipients_not_told=())
    assert codes(Right.ERASURE, facts) == [("details-recipients_told", "recipients_missing")]
    facts = done_facts(Right.ERASURE, recipients_told=())
    assert codes(Right.ERASURE, facts) == []


def test_a_recipient_that_was_not_told_has_a_reason() -> None:
    facts = done_facts(Right.ERASURE, recipients_not_told=(("Gemeente Enschede", " "),))
    assert codes(Right.ERASURE, facts) == [("details-recipients_not_told", "row_not_whole")]


@pytest.mark.parametrize(
    ("why", "code"),
    [
        ("Wij willen het graag houden", "stays_without_ground"),
        ("Ons privacyreglement, artikel 11.3", "statute_is_own_rule"),
        ("", "row_not_whole"),
    ],
)
def test_what_stays_names_a_law_with_its_article_or_a_ground(why: str, code: str) -> None:
    facts = done_facts(Right.ERASURE, stays=(("Boekhouding", why, "31-12-2033"),))
    assert codes(Right.ERASURE, facts) == [("details-stays", code)]


@pytest.mark.parametrize("why", ["Aanmerkelijk belang van een ander", "AVG 17(3)", "AWR, artikel 52"])
def test_any_legal_ground_can_leave_data_where_they_are(why: str) -> None:
    assert codes(Right.ERASURE, done_facts(Right.ERASURE, stays=(("Verslagen", why, "31-12-2028"),))) == []


def erased(outcome: Outcome, *stays: tuple[str, str, str]) -> list[tuple[str, str]]:
    kept = (Kept("Facturen", "AWR, artikel 52", date(2033, 12, 31)), Kept("Verslagen", "AVG 17(3)", None))
    asked = Asked(Right.ERASURE, RECEIVED, {}, outcome=outcome, kept=kept if outcome is Outcome.PARTIAL else ())
    found = mistakes(CarryOutInput(TODAY, done_facts(Right.ERASURE, stays=stays)), asked, TODAY)
    return [(mistake.field, mistake.code) for mistake in found]


def test_nothing_granted_is_carried_out_before_its_decision() -> None:
    asked = Asked(Right.OBJECTION, RECEIVED, {}, decided_on=date(2026, 11, 20))
    for day, found in ((18, ["day_before_decision"]), (20, []), (17, ["day_before_receipt"])):
        done = CarryOutInput(date(2026, 11, day), done_facts(Right.OBJECTION))
        assert [mistake.code for mistake in mistakes(done, asked, TODAY)] == found


def test_nothing_stays_in_a_full_grant() -> None:
    """Anything that was kept makes it a partial outcome, with its officer, grounds and remedies (domain section 4)."""
    assert erased(Outcome.GRANT) == []
    stays = ("Facturen", "AWR, artikel 52", "31-12-2033")
    assert erased(Outcome.GRANT, stays) == [("details-stays", "stays_in_full_grant")]
    names = {fact.name for fact in facts_of(Right.ERASURE, (), nothing_stays=True)}
    assert "gone" in names
    assert "stays" not in names, "it is not even asked"


def test_a_partial_erasure_says_of_every_refused_part_that_it_stays() -> None:
    invoices = ("Facturen", "AWR, artikel 52", "31-12-2033")
    assert erased(Outcome.PARTIAL) == [("details-stays", "stays_missing")]
    assert erased(Outcome.PARTIAL, invoices) == [("details-stays", "stays_missing")]
    assert erased(Outcome.PARTIAL, invoices, ("Verslagen", "Aanmerkelijk belang van een ander", "31-12-2028")) == []


@pytest.mark.parametrize(("until", "code"), [("22-11-2026", "row_day_past"), ("ooit", "row_day_unreadable")])
def test_what_stays_says_until_which_day(until: str, code: str) -> None:
    facts = done_facts(Right.ERASURE, stays=(("Boekhouding", "AWR, artikel 52", until),))
    assert codes(Right.ERASURE, facts) == [("details-stays", code)]


@pytest.mark.parametrize(
    ("when", "code"),
    [
        ("24-11-2026", "row_day_in_future"),
        ("17-11-2026", "row_day_before_receipt"),
        ("31-11-2026", "row_day_unreadable"),
        ("gisteren", "row_day_unreadable"),
    ],
)
def test_the_day_of_a_row_is_one_on_which_it_can_have_been_done(when: str, code: str) -> None:
    facts = done_facts(Right.ERASURE, gone=(("Cliëntsysteem", when, "J. de Vries"),))
    assert codes(Right.ERASURE, facts) == [("details-gone", code)]


def test_an_erasure_says_of_every_system_who_confirmed_it() -> None:
    facts = done_facts(Right.ERASURE, gone=(("Cliëntsysteem", "19-11-2026", "J. de Vries"), ("Kast", "19-11-2026", "")))
    assert codes(Right.ERASURE, facts) == [("details-gone", "detail_missing")]


@pytest.mark.parametrize("day", [date(2026, 11, 24), date(2026, 11, 17)])
def test_a_day_is_not_in_the_future_and_not_before_receipt(day: date) -> None:
    code = "day_in_future" if day > TODAY else "day_before_receipt"
    assert codes(Right.RESTRICTION, done_facts(Right.RESTRICTION, since=day)) == [("details-since", code)]


def test_a_duty_is_confirmed_or_has_a_reason_why_not() -> None:
    asked = Asked(Right.OBJECTION, RECEIVED, {"told": ("Vertel het.", "artikel 1"), "noted": ("Noteer het.", "")})
    done = CarryOutInput(TODAY, done_facts(Right.OBJECTION), frozenset({"told"}))
    for not_done, code in (("", "duty_open"), ("Nee", "not_done_short")):
        with pytest.raises(InvalidInput) as refused:
            check_carried_out(replace(done, not_done=not_done), asked, TODAY)
        assert refused.value.code == code
    check_carried_out(replace(done, not_done="De map is vorige week verbrand."), asked, TODAY)
    found = mistakes(replace(done, duties=frozenset(asked.duties), not_done="Verbrand"), asked, TODAY)
    assert [mistake.code for mistake in found] == ["not_done_nothing"]


def test_everything_that_is_wrong_is_told_at_once() -> None:
    asked = Asked(Right.OBJECTION, RECEIVED, {"told": ("Vertel het.", "artikel 1")})
    found = mistakes(CarryOutInput(date(2026, 12, 1)), asked, TODAY)
    assert [mistake.field for mistake in found] == ["carried_out_on", "details-stopped", "duties"]


@pytest.mark.parametrize("right", Right)
def test_what_the_answer_promised_is_where_the_facts_start(right: Right) -> None:
    facts = begun(
        right, DETAILS[right], [Kept("Facturen", "AWR, artikel 52", date(2033, 12, 31))], DispatchWay.POST, "X"
    )
    names = {fact.name: fact for fact in facts_of(right, BY_DUTY)}
    assert facts
    for name, value in facts.entries:
        assert name in names
        if names[name].shape is Shape.ROWS:
            assert all(len(row) == len(names[name].columns) for row in value)  # type: ignore[union-attr]


def test_nothing_promised_starts_with_nothing() -> None:
    assert begun(Right.CORRECTION, NO_FIELDS) == NO_FIELDS


def test_an_erasure_starts_with_what_the_decision_keeps() -> None:
    facts = begun(Right.ERASURE, NO_FIELDS, [Kept("Facturen", "AWR, artikel 52", date(2033, 12, 31))])
    assert facts["stays"] == (("Facturen", "AWR, artikel 52", "31-12-2033"),)


def test_a_day_that_a_letter_wrote_in_words_is_typed_anew() -> None:
    rows = (("Uw plan", "Bakkerij", "Drukkerij", "vandaag"), ("Uw cv", "2019", "2020", "24-11-2026"))
    facts = begun(Right.CORRECTION, Fields.of({"changes": rows}))
    assert facts["changed"] == ((*rows[0][:3], ""), rows[1])


def test_every_right_has_its_own_facts() -> None:
    assert set(DONE) == set(Right)
    assert row_day("5-1-2026") == date(2026, 1, 5)


@pytest.mark.parametrize(
    ("code", "fact"),
    [
        ("recipients_told", "had_recipients"),
        ("data_returned", "was_returned"),
        ("third_party_mail_deleted", "had_mail"),
    ],
)
def test_a_duty_is_done_by_the_answer_that_nothing_was_to_be_done(code: str, fact: str) -> None:
    asked = Asked(Right.SUPPLEMENT, RECEIVED, {code: ("Doe dit.", "artikel 1")})
    for answer, found in (("no", []), ("yes", ["duties"]), ("", ["duties"])):
        done = CarryOutInput(TODAY, done_facts(Right.SUPPLEMENT, **{fact: answer}))
        assert [mistake.field for mistake in mistakes(done, asked, TODAY)] == found
    assert settled(CarryOutInput(TODAY, done_facts(Right.SUPPLEMENT, **{fact: "no"})), [code]).duties == {code}
    assert not settled(CarryOutInput(TODAY, done_facts(Right.SUPPLEMENT, **{fact: "no"})), ["other"]).duties


def test_an_erasure_before_what_the_client_still_is_to_see_has_its_reason() -> None:
    asked = Asked(Right.ERASURE, RECEIVED, {}, waiting=(Right.COPY,))
    facts = done_facts(Right.ERASURE)
    for why, found in (("", ["before_access"]), ("Toch", ["before_access"]), ("De kopie ligt al klaar bij ons.", [])):
        assert [one.field for one in mistakes(CarryOutInput(TODAY, facts, before_access=why), asked, TODAY)] == found
    needless = CarryOutInput(TODAY, facts, before_access="Zomaar een reden.")
    nothing = mistakes(needless, Asked(Right.ERASURE, RECEIVED, {}), TODAY)
    assert [mistake.code for mistake in nothing] == ["before_access_nothing"]
