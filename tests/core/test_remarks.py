"""Remarks beside fields: what is kept, where one may stand, and where it goes when parts move."""

import pytest

from dsar.core.errors import InvalidInput
from dsar.core.remarks import (
    NO_REMARKS,
    Remarks,
    check_said,
    draft_places,
    moved,
    proposal_places,
    said_hash,
    same_parts,
)
from dsar.core.vocabulary import AdviceKind, LetterKind, Right


def test_an_empty_remark_is_not_kept_and_equal_remarks_give_equal_text() -> None:
    one = Remarks.of({"parts-0-facts": " Te vaag. ", "answer": "", "outcome": " … "})
    assert one.entries == (("parts-0-facts", "Te vaag."),)
    other = Remarks.of({"b": "2", "a": "1"})
    assert other.to_json() == Remarks.of({"a": "1", "b": "2"}).to_json()
    assert Remarks.from_json(other.to_json()) == other


@pytest.mark.parametrize("text", ["[]", '{"a": 1}'])
def test_what_is_no_remarks_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not remarks"):
        Remarks.from_json(text)


def test_a_remark_stands_beside_a_field_of_that_revision_only() -> None:
    places = proposal_places(Right.INSPECTION, 1)
    Remarks.of({"answer": "Waar?", "details-day": "Een zondag.", "parts-0-facts": "Te vaag."}).check(places)
    for place in ("parts-1-facts", "parts-0-nothing", "details-nothing", "reason"):
        with pytest.raises(InvalidInput) as refused:
            Remarks.of({place: "Te vaag."}).check(places)
        assert refused.value.code == "remark_place_unknown"


def test_every_field_of_a_composed_letter_has_a_place() -> None:
    assert "details-reason" in draft_places(LetterKind.EXTENSION_NOTICE)
    assert "answer" not in draft_places(LetterKind.EXTENSION_NOTICE)


@pytest.mark.parametrize("kind", [AdviceKind.RETURN, AdviceKind.AGAINST])
def test_a_return_or_an_advice_against_says_something_somewhere(kind: AdviceKind) -> None:
    with pytest.raises(InvalidInput):
        check_said(kind, " . ", NO_REMARKS)
    check_said(kind, "", Remarks.of({"answer": "Welke jaren?"}))
    check_said(kind, "Welke jaren?", NO_REMARKS)


def test_the_hash_tells_what_was_said_and_where() -> None:
    said = {
        said_hash(AdviceKind.AGREE, "", NO_REMARKS),
        said_hash(AdviceKind.AGAINST, "", NO_REMARKS),
        said_hash(AdviceKind.AGREE, "Goed.", NO_REMARKS),
        said_hash(AdviceKind.AGREE, "", Remarks.of({"answer": "Goed."})),
        said_hash(AdviceKind.AGREE, "", Remarks.of({"outcome": "Goed."})),
    }
    assert len(said) == 5


def test_a_remark_follows_its_part_and_is_lost_with_it() -> None:
    parts = same_parts(("De notities", "De facturen"), ("De facturen",))
    assert moved("parts-1-facts", parts) == "parts-0-facts"
    assert moved("parts-0-facts", parts) == ""
    assert moved("details-day", parts) == "details-day"


def test_a_part_with_new_words_is_the_one_in_the_same_position() -> None:
    assert same_parts(("De notities", "De facturen"), ("De notities van 2024", "De facturen")) == {0: 0, 1: 1}
    assert same_parts(("A", "A"), ("A", "A")) == {0: 0, 1: 1}
    assert same_parts(("A", "B"), ("B", "A")) == {0: 1, 1: 0}
