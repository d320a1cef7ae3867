from dataclasses import replace
from datetime import date

import pytest

from dsar.core.fields import NO_FIELDS, Fields
from dsar.core.grounds import LEGAL_GROUNDS
from dsar.core.letters import WITH_REMEDIES, LetterContext, LetterPart, LetterRequest, Replaces
from dsar.core.placeholders import COMPOSED, GRANTED
from dsar.core.vocabulary import LetterKind, Outcome, Right
from dsar.letters import missing, to_html
from dsar.wording.placeholders import WORDS
from tests.letters.samples import (
    ACKNOWLEDGEMENT,
    DATED,
    ERASED,
    ERASURE,
    GRANT,
    INSPECTION,
    LETTERHEAD,
    OTHERS,
    REFUSAL,
    SAMPLES,
    SEEN,
    SHOWN,
    request,
)


def without(name: str) -> LetterRequest:
    return replace(INSPECTION, fields=Fields(tuple(entry for entry in SEEN.entries if entry[0] != name)))


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
        (replace(GRANT, requests=(replace(INSPECTION, fields=NO_FIELDS),)), "wie de gegevens van ons kreeg"),
        (replace(GRANT, requests=(without("day"),)), "de dag van de afspraak"),
        (replace(GRANT, requests=(without("searched"),)), "waar is gezocht"),
        (replace(GRANT, requests=(without("safeguards"),)), "hoe de gegevens daar beschermd zijn"),
        (replace(REFUSAL, replaces=Replaces("WPR-B2026-0001", DATED, " ")), "Waarom deze brief de vorige vervangt"),
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


@pytest.mark.parametrize("right", Right)
@pytest.mark.parametrize("outcome", [Outcome.GRANT, Outcome.PARTIAL])
def test_a_grant_lists_every_placeholder_of_its_right(right: Right, outcome: Outcome) -> None:
    parts = (SHOWN, ERASED) if outcome is Outcome.PARTIAL else ()
    context = replace(GRANT, requests=(request(right, outcome, parts=parts),))
    wanted = {WORDS[each.name].missing for each in GRANTED[right] if each.needed and each.only_when is None}
    assert wanted
    assert {words for words in wanted if not any(words in line for line in missing(context))} == set()


@pytest.mark.parametrize("kind", COMPOSED)
def test_a_composed_letter_lists_every_placeholder(kind: LetterKind) -> None:
    context = replace(REFUSAL, kind=kind, fields=NO_FIELDS)
    wanted = {WORDS[each.name].missing for each in COMPOSED[kind] if each.needed and each.only_when is None}
    assert wanted
    assert {words for words in wanted if not any(words in line for line in missing(context))} == set()


@pytest.mark.parametrize("kind", sorted(WITH_REMEDIES))
def test_no_letter_that_can_be_contested_without_a_legal_nature(kind: LetterKind) -> None:
    assert any("rechtsvorm" in line for line in missing(replace(REFUSAL, kind=kind, remedies=None)))


def test_a_late_answer_has_no_last_day_for_the_court() -> None:
    assert REFUSAL.remedies is not None
    late = replace(REFUSAL, kind=LetterKind.LATE_ANSWER, remedies=replace(REFUSAL.remedies, until=REFUSAL.date))
    assert not any("naar de rechter" in line for line in missing(late))


@pytest.mark.parametrize(
    ("kind", "name"), [(LetterKind.RESTRICTION_LIFTED, "lifted_from"), (LetterKind.LATE_ANSWER, "expected_on")]
)
def test_what_is_announced_lies_after_the_letter(kind: LetterKind, name: str) -> None:
    today = replace(REFUSAL, kind=kind, fields=Fields.of({name: REFUSAL.date}))
    assert any("Die dag komt na de datum van de brief." in line for line in missing(today))


def test_an_extension_needs_its_new_date() -> None:
    notice = replace(REFUSAL, kind=LetterKind.EXTENSION_NOTICE)
    assert "De nieuwe datum voor het antwoord." in missing(notice)
    dated = replace(notice, requests=(replace(ERASURE, extended_until=date(2027, 2, 17)),))
    assert "De nieuwe datum voor het antwoord." not in missing(dated)


def test_a_complaint_may_be_about_no_request() -> None:
    about_none = replace(REFUSAL, kind=LetterKind.COMPLAINT_OUTCOME, requests=())
    assert not any("noemt nog geen verzoek" in line for line in missing(about_none))


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


def test_what_has_no_translation_yet_is_named() -> None:
    english = replace(REFUSAL, language="en", untranslated=("namens WestendorpPR, de verantwoordelijke",))
    assert missing(english) == ("De vertaling (Engels) van: namens WestendorpPR, de verantwoordelijke",)


def test_a_letterhead_that_would_reach_into_the_window_is_refused() -> None:
    head = replace(LETTERHEAD, address=("Gebouw De Brug", "Voorbeeldlaan 12", "Postbus 1", "7500 AA Enschede"))
    long = replace(head, website="www.een-heel-lange-naam-van-een-organisatie.example.com")
    assert missing(replace(REFUSAL, letterhead=replace(head, window="right"))) == ()
    assert "Een korter briefhoofd" in missing(replace(REFUSAL, letterhead=replace(long, window="right")))[0]
    assert missing(replace(REFUSAL, letterhead=replace(long, window="left"))) == ()
