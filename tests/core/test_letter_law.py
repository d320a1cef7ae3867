"""Every point of a composed letter has its law, and only the points that the letter makes."""

from dataclasses import replace

import pytest

from dsar.core.fields import Fields
from dsar.core.letter_law import _BY_NATURE, _ONLY_FOR, ROWS, rows
from dsar.core.letters import WITH_REMEDIES
from dsar.core.placeholders import COMPOSED
from dsar.core.vocabulary import LegalNature, LetterKind
from tests.letters.samples import ACKNOWLEDGEMENT, REFUSAL, administrative


def test_the_acknowledgement_and_every_composed_letter_have_their_law() -> None:
    assert ROWS.keys() == {LetterKind.ACKNOWLEDGEMENT, *COMPOSED}


def test_a_row_that_depends_on_a_choice_names_an_option_that_can_be_chosen() -> None:
    for (kind, code), (name, option) in _ONLY_FOR.items():
        options = {item.name: item.options for item in COMPOSED[kind]}
        assert option in options[name]
        assert code in dict(ROWS[kind])


def test_a_row_that_depends_on_the_legal_nature_stands_in_a_letter_that_knows_it() -> None:
    kinds = {kind for kind, found in ROWS.items() if dict(found).keys() & _BY_NATURE.keys()}
    assert kinds <= WITH_REMEDIES


def test_an_acknowledgement_cites_the_officer_only_where_there_is_one() -> None:
    assert ("officer", "AVG 38(4)") in rows(ACKNOWLEDGEMENT)
    assert "officer" not in dict(rows(replace(ACKNOWLEDGEMENT, officer="")))


def test_an_answer_has_rows_of_its_own() -> None:
    assert rows(REFUSAL) == ()


@pytest.mark.parametrize(
    ("about", "expected"), [("identity", False), ("authority", True), ("", False)], ids=["who", "mandate", "unset"]
)
def test_authority_is_cited_only_where_it_is_in_doubt(about: str, expected: bool) -> None:
    letter = replace(REFUSAL, kind=LetterKind.IDENTITY_REQUEST, fields=Fields.of({"about": about}))
    assert ("proof_of_authority" in dict(rows(letter))) is expected


def test_a_late_answer_cites_the_way_to_court_that_fits_the_organisation() -> None:
    late = replace(REFUSAL, kind=LetterKind.LATE_ANSWER)
    assert late.remedies is not None
    assert late.remedies.nature is LegalNature.PRIVATE
    assert "UAVG 35(2)" in dict(rows(late)).values()
    assert [law for _, law in rows(administrative(late)) if law.startswith("UAVG")] == []
    assert "court_after_default" in dict(rows(administrative(late)))
