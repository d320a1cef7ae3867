"""What a proposal must hold before it can be submitted, as far as the letter of a grant asks for it."""

from dataclasses import replace
from datetime import date

import pytest

from dsar.core.facts import Formulas
from dsar.core.fields import NO_FIELDS, Fields
from dsar.core.placeholders import GRANTED, Placeholder
from dsar.core.proposals import (
    MOST_LINES,
    PartInput,
    ProposalInput,
    appointment_past_term,
    content_hash,
    mistakes,
    normalised,
)
from dsar.core.vocabulary import ObjectionPurpose, Outcome, Right
from dsar.regulations import load_catalogue
from dsar.wording.errors import sentence
from tests.factories.details import DETAILS
from tests.factories.regulations import make_regulation

TODAY = date(2026, 11, 23)
RIGHTS = list(Right)
NEEDED = [
    pytest.param(right, placeholder, id=f"{right}-{placeholder.name}")
    for right in Right
    for placeholder in GRANTED[right]
    if placeholder.needed and placeholder.applies(DETAILS[right])
]


def grant(right: Right, details: Fields | None = None) -> ProposalInput:
    return ProposalInput(Outcome.GRANT, answer="U krijgt het.", details=DETAILS[right] if details is None else details)


def found(right: Right, proposal: ProposalInput) -> list[tuple[str, str]]:
    """Give field and code of every mistake."""
    purpose = ObjectionPurpose.OTHER if right is Right.OBJECTION else None
    return [
        (error.field, error.code) for error in mistakes(make_regulation(), right, purpose, proposal, TODAY, Formulas())
    ]


def changed(right: Right, **values) -> Fields:
    return Fields.of({**dict(DETAILS[right].entries), **values})


@pytest.mark.parametrize("right", RIGHTS)
def test_complete_details_can_be_submitted(right: Right) -> None:
    assert found(right, grant(right)) == []


@pytest.mark.parametrize(("right", "placeholder"), NEEDED)
def test_a_grant_names_each_thing_its_letter_lacks(right: Right, placeholder: Placeholder) -> None:
    without = Fields(tuple(entry for entry in DETAILS[right].entries if entry[0] != placeholder.name))
    assert (f"details-{placeholder.name}", "detail_missing") in found(right, grant(right, without))


def test_what_is_missing_is_said_in_words() -> None:
    purpose = next(item for item in GRANTED[Right.INSPECTION] if item.name == "purposes")
    assert sentence("detail_missing", what=purpose) == "Dit ontbreekt nog: waarvoor wij de gegevens gebruiken."


def test_a_partial_grant_needs_the_same_details_and_a_refusal_none() -> None:
    part = PartInput("De rest", Outcome.REFUSE, "opinion", "De zin is een indruk van de begeleider.")
    partial = ProposalInput(Outcome.PARTIAL, answer="U krijgt een deel.", parts=(part,))
    assert ("details-changes", "detail_missing") in found(Right.CORRECTION, partial)
    assert found(Right.CORRECTION, replace(partial, outcome=Outcome.REFUSE, answer="")) == []


def test_what_was_not_chosen_is_not_asked_and_not_kept() -> None:
    enclosed = changed(Right.INSPECTION, form="enclosed", enclosures=("Uw dossier",), safeguards="Nergens voor.")
    assert found(Right.INSPECTION, grant(Right.INSPECTION, enclosed)) == []
    kept = normalised(grant(Right.INSPECTION, enclosed), Right.INSPECTION).details
    assert {"day", "time", "place", "present", "safeguards"}.isdisjoint(name for name, _ in kept.entries)
    assert kept["enclosures"] == ("Uw dossier",)


def test_a_refusal_keeps_no_details() -> None:
    refusal = replace(grant(Right.COPY), outcome=Outcome.REFUSE)
    assert normalised(refusal, Right.COPY).details == NO_FIELDS


@pytest.mark.parametrize(
    ("right", "values", "mistake"),
    [
        (Right.INSPECTION, {"day": date(2026, 11, 22)}, ("details-day", "appointment_past")),
        (Right.INSPECTION, {"form": "per duif"}, ("details-form", "choose_one")),
        (Right.INSPECTION, {"time": "x" * 201}, ("details-time", "detail_too_long")),
        (Right.INSPECTION, {"time": "10.00\nof later"}, ("details-time", "detail_of_one_line")),
        (Right.INSPECTION, {"purposes": "x" * 20_001}, ("details-purposes", "detail_too_long")),
        (Right.INSPECTION, {"purposes": "\u200b - "}, ("details-purposes", "detail_missing")),
        (Right.INSPECTION, {"day": "3 december"}, ("details-day", "day_unreadable")),
        (Right.INSPECTION, {"searched": (("Kast",),)}, ("details-searched", "detail_unreadable")),
        (Right.INSPECTION, {"searched": (("Kast", ""),)}, ("details-searched", "detail_missing")),
        (Right.INSPECTION, {"searched": (("Kast", "niets"),) * 61}, ("details-searched", "too_many_rows")),
        (Right.INSPECTION, {"categories": ("x" * 201,)}, ("details-categories", "detail_too_long")),
        (Right.INSPECTION, {"purposes": "regel\n" * (MOST_LINES + 1)}, ("outcome", "proposal_too_long")),
        (Right.CORRECTION, {"changes": (("x" * 20, "x" * 19_000, "b", "c"),)}, ("outcome", "proposal_too_long")),
    ],
)
def test_details_that_cannot_be_are_refused_at_their_field(
    right: Right, values: dict[str, object], mistake: tuple[str, str]
) -> None:
    assert mistake in found(right, grant(right, changed(right, **values)))


def test_an_appointment_can_be_today() -> None:
    assert found(Right.INSPECTION, grant(Right.INSPECTION, changed(Right.INSPECTION, day=TODAY))) == []


@pytest.mark.parametrize(("day", "late"), [(date(2026, 12, 3), None), (date(2026, 12, 4), date(2026, 12, 4))])
def test_an_appointment_after_the_term_is_told_and_not_refused(day: date, late: date | None) -> None:
    details = changed(Right.INSPECTION, day=day)
    assert found(Right.INSPECTION, grant(Right.INSPECTION, details)) == []
    assert appointment_past_term(Right.INSPECTION, details, date(2026, 12, 3)) == late
    enclosed = changed(Right.INSPECTION, form="enclosed", enclosures=("Uw dossier",), day=day)
    assert appointment_past_term(Right.INSPECTION, enclosed, date(2026, 12, 3)) is None


def test_the_hash_covers_the_details() -> None:
    other = changed(Right.COPY, retention="Wij bewaren uw dossier vijf jaar.")
    hashes = {content_hash(1, 1, grant(Right.COPY)), content_hash(1, 1, grant(Right.COPY, other))}
    assert len(hashes) == 2


def test_a_proposal_from_before_there_were_details_keeps_its_hash() -> None:
    part = PartInput(
        "De rest", Outcome.REFUSE, "opinion", "Het is een indruk van de begeleider.", keep_until=date(2030, 1, 1)
    )
    signed = "5305d694463f0a022f583e1085d3d7c0d2072ca060f7cb3722dbea1825c0fe62"
    assert content_hash(7, 2, ProposalInput(Outcome.PARTIAL, "Een deel.", "", (part,))) == signed


@pytest.mark.parametrize("day", [date(1, 1, 1), date(1949, 12, 31), date(2151, 1, 1), date(9999, 12, 31)])
def test_a_year_that_is_a_slip_of_the_keyboard_is_refused(day: date) -> None:
    wrong = grant(Right.ERASURE, changed(Right.ERASURE, backups_until=day))
    assert ("details-backups_until", "day_impossible") in found(Right.ERASURE, wrong)
    assert sentence("day_impossible")


@pytest.mark.parametrize(
    ("weighing", "codes"), [("", ["review_year_missing"]), (" Dat doen wij in mei 2028 opnieuw.", [])]
)
def test_an_interest_of_somebody_else_says_when_it_is_looked_at_again(weighing: str, codes: list[str]) -> None:
    part = PartInput(
        "Het verslag over uw thuis in 2019",
        Outcome.REFUSE,
        "interest_of_other",
        "Uw broer kreeg in 2019 ook hulp en wil dit later lezen.",
        f"U wilt het weg hebben. Uw broer kan er dan nooit meer bij.{weighing}",
    )
    regulation = next(item for item in load_catalogue(()).all() if item.organisation == "werk-op-maat")
    wrong = mistakes(regulation, Right.ERASURE, None, ProposalInput(Outcome.REFUSE, parts=(part,)), TODAY, Formulas())
    assert [error.code for error in wrong] == codes
