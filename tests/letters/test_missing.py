from dataclasses import replace
from datetime import date

import pytest

from dsar.core.grounds import LEGAL_GROUNDS
from dsar.core.letters import LetterContext, LetterPart
from dsar.core.vocabulary import LetterKind, Outcome
from dsar.letters import missing, to_html
from tests.letters.samples import ACKNOWLEDGEMENT, ERASED, ERASURE, GRANT, INSPECTION, OTHERS, REFUSAL, SAMPLES, SHOWN


def with_part(part: LetterPart) -> LetterContext:
    return replace(REFUSAL, requests=(replace(ERASURE, parts=(part,)),))


@pytest.mark.parametrize("name", SAMPLES)
def test_a_complete_letter_misses_nothing(name: str) -> None:
    assert missing(SAMPLES[name]) == ()
    assert "nog invullen" not in to_html(SAMPLES[name])


@pytest.mark.parametrize(
    ("context", "says"),
    [
        (replace(REFUSAL, remedies=None), "rechtsvorm"),
        (with_part(replace(ERASED, ground="")), "De grond"),
        (with_part(replace(ERASED, facts=" \n ")), "De feiten"),
        (with_part(replace(ERASED, law="")), "Het wetsartikel"),
        (with_part(replace(ERASED, what="")), "Om welke gegevens"),
        (with_part(replace(ERASED, statute="")), "De wet die bewaren verplicht"),
        (with_part(replace(ERASED, keep_until=None)), "Tot wanneer bewaren moet"),
        (with_part(replace(OTHERS, weighing="")), "De afweging"),
        (replace(REFUSAL, requests=(replace(ERASURE, parts=()),)), "Welk deel"),
        (replace(REFUSAL, requests=()), "noemt nog geen verzoek"),
        (replace(REFUSAL, requests=(replace(ERASURE, outcome=None),)), "De uitkomst"),
        (replace(REFUSAL, requests=(INSPECTION,)), "Een andere soort brief"),
        (replace(REFUSAL, number=""), "nummer"),
        (replace(REFUSAL, contact_telephone=""), "telefoonnummer"),
        (replace(REFUSAL, contact_name=""), "Wie de aanvrager kan bellen"),
        (replace(REFUSAL, signatory_name=""), "Wie de brief ondertekent"),
        (replace(REFUSAL, signatory_capacity=" "), "Namens wie"),
        (replace(REFUSAL, salutation=""), "aanhef"),
        (replace(REFUSAL, addressee=("De heer A",)), "Naam, straat en plaats"),
        (replace(REFUSAL, addressee=tuple(f"regel {n}" for n in range(7))), "7 regels"),
        (replace(REFUSAL, addressee=("N" * 200, "Straat 1", "1234 AB Plaats")), "te lang voor het venster"),
        (replace(REFUSAL, salutation="Geachte 王"), "Tekens die niet op papier kunnen: 王"),
        (replace(GRANT, requests=(replace(INSPECTION, answer="", appointment=""),)), "Wat de aanvrager krijgt"),
        (replace(GRANT, requests=(replace(INSPECTION, parts=(OTHERS,)),)), "een deel geweigerd"),
        (
            replace(
                REFUSAL,
                kind=LetterKind.PARTIAL,
                requests=(replace(INSPECTION, outcome=Outcome.PARTIAL, parts=(replace(SHOWN, what=""), OTHERS)),),
            ),
            "is toegewezen",
        ),
    ],
)
def test_what_is_missing_is_said_in_dutch(context: LetterContext, says: str) -> None:
    assert any(says in line for line in missing(context)), missing(context)


def test_a_date_for_the_court_in_the_past_is_missing() -> None:
    assert REFUSAL.remedies is not None
    context = replace(REFUSAL, remedies=replace(REFUSAL.remedies, until=REFUSAL.date))
    assert any("naar de rechter" in line for line in missing(context))


@pytest.mark.parametrize("code", [code for code, ground in LEGAL_GROUNDS.items() if ground.needs_weighing])
def test_every_ground_that_needs_a_weighing_asks_for_it(code: str) -> None:
    part = replace(ERASED, ground=code, weighing="", statute="", keep_until=None)
    assert any("De afweging" in line for line in missing(with_part(part)))


def test_a_preview_needs_no_number() -> None:
    assert missing(replace(REFUSAL, number="", concept=True)) == ()


def test_an_acknowledgement_needs_no_outcome_and_no_remedies() -> None:
    assert missing(ACKNOWLEDGEMENT) == ()


def test_a_preview_of_a_bare_letter_shows_its_gaps() -> None:
    bare = replace(
        REFUSAL,
        concept=True,
        number="",
        salutation="",
        contact_name="",
        signatory_name="",
        remedies=None,
        requests=(replace(ERASURE, outcome=None, parts=()), replace(ERASURE, parts=(replace(ERASED, ground="x"),))),
        date=date(2026, 11, 25),
    )
    html = to_html(bare)
    for gap in ("de aanhef", "wie te bellen", "wie ondertekent", "de rechtsvorm", "de uitkomst", "de grond"):
        assert f"[nog invullen: {gap}" in html
