"""A composed letter gives a reason of this case: a gap left and an empty formula are told from one."""

import pytest

from dsar.core.draft_facts import REASONS, incomplete
from dsar.core.drafts import DraftInput
from dsar.core.fields import Fields
from dsar.core.vocabulary import LetterKind
from dsar.letters.blocks import formulas
from tests.factories.drafts import FIELDS

NAMED = [(kind, name) for kind, reasons in REASONS.items() for name in reasons]
FORMULAS = formulas()

EMPTY = (
    (LetterKind.IDENTITY_REQUEST, "doubt", "Wij twijfelen aan uw identiteit en moeten die eerst vaststellen."),
    (LetterKind.IDENTITY_REQUEST, "doubt", "Wij weten niet zeker of u bevoegd bent namens deze persoon."),
    (LetterKind.IDENTITY_REQUEST, "doubt", "Op grond van artikel 12 lid 6 AVG bestaat redelijke twijfel."),
    (LetterKind.IDENTITY_REQUEST, "doubt", "We have reasonable doubts about your identity."),
    (LetterKind.EXTENSION_NOTICE, "explanation", "Uw verzoek is complex en dat kost ons extra tijd."),
    (LetterKind.EXTENSION_NOTICE, "explanation", "Wegens drukte hebben wij meer tijd nodig."),
    (LetterKind.EXTENSION_NOTICE, "explanation", "Your request is complex and takes more time."),
    (LetterKind.NOT_HANDLED, "not_shown", "Uw identiteit is niet vastgesteld."),
    (LetterKind.NOT_HANDLED, "nothing_lighter", "Een lichter alternatief was niet mogelijk."),
    (LetterKind.FORWARDED, "why", "Een andere organisatie is verantwoordelijk voor uw gegevens."),
    (LetterKind.FORWARDED, "why", "Another organisation is the controller."),
    (LetterKind.RESTRICTION_LIFTED, "why", "De afscherming is niet langer nodig."),
    (LetterKind.RESTRICTION_LIFTED, "why", "De reden voor de beperking is vervallen."),
    (LetterKind.LATE_ANSWER, "cause", "Door omstandigheden lukte het niet op tijd."),
    (LetterKind.LATE_ANSWER, "cause", "Wegens drukte en vakantie zijn wij te laat."),
)
REAL = (
    (LetterKind.IDENTITY_REQUEST, "doubt", "De handtekening onder uw brief lijkt niet op die in ons dossier."),
    (LetterKind.IDENTITY_REQUEST, "doubt", "Uw broer vroeg dit en stuurde geen brief van u mee."),
    (LetterKind.IDENTITY_REQUEST, "doubt", "Twee cliënten heten precies hetzelfde."),
    (LetterKind.IDENTITY_REQUEST, "doubt", "Your e-mail came from an address that we had never seen."),
    (LetterKind.IDENTITY_REQUEST, "doubt", "Your sister asked this for you. Her letter does not say that you want it."),
    (LetterKind.EXTENSION_NOTICE, "explanation", "Uw dossier telt 4000 bladzijden in twaalf mappen."),
    (LetterKind.EXTENSION_NOTICE, "explanation", "U stuurde ons zeven verzoeken in oktober."),
    (LetterKind.NOT_HANDLED, "not_shown", "Op onze brief van 5 november kwam geen antwoord."),
    (LetterKind.NOT_HANDLED, "not_shown", "U wilde niet langskomen."),
    (LetterKind.NOT_HANDLED, "nothing_lighter", "Wij hebben geen telefoonnummer van u."),
    (LetterKind.FORWARDED, "why", "Uw huisarts bewaart dit dossier."),
    (LetterKind.FORWARDED, "why", "De gegevens zijn van de gemeente."),
    (LetterKind.RESTRICTION_LIFTED, "why", "Wij hebben de geboortedatum in het verslag verbeterd."),
    (LetterKind.LATE_ANSWER, "cause", "Uw brief is bij ons blijven liggen."),
    (LetterKind.LATE_ANSWER, "cause", "De collega die u kent, was ziek."),
)


def found(kind: LetterKind, **values) -> list[tuple[str, str]]:
    fields = Fields.of({**dict(FIELDS[kind].entries), **values})
    return [(mistake.field, mistake.code) for mistake in incomplete(DraftInput(kind, (1,), fields), FORMULAS)]


@pytest.mark.parametrize(("kind", "name", "text"), EMPTY, ids=[text for _, _, text in EMPTY])
def test_a_formula_is_no_reason(kind: LetterKind, name: str, text: str) -> None:
    assert found(kind, **{name: text}) == [(f"details-{name}", "only_formula")]


@pytest.mark.parametrize(
    "text", ["asdf", "asdf asdf asdf", "test", "ziek ziek ziek", "hjkl sdfg", "xxx", "Lorem ipsum"]
)
@pytest.mark.parametrize("kind", list(REASONS))
def test_nonsense_is_no_reason(kind: LetterKind, text: str) -> None:
    for name in REASONS[kind]:
        assert found(kind, **{name: text}) in [
            [(f"details-{name}", code)] for code in ("no_words", "only_formula", "says_the_same")
        ]


@pytest.mark.parametrize(("kind", "name", "text"), REAL, ids=[text for _, _, text in REAL])
def test_a_reason_of_this_case_is_one(kind: LetterKind, name: str, text: str) -> None:
    assert found(kind, **{name: text}) == []


@pytest.mark.parametrize(("kind", "name"), NAMED)
def test_a_gap_that_is_left_is_told(kind: LetterKind, name: str) -> None:
    text = f"{FIELDS[kind].text(name)} Dat was op [datum]."
    assert found(kind, **{name: text}) == [(f"details-{name}", "gap_left")]


@pytest.mark.parametrize(("kind", "name"), NAMED)
def test_a_reason_that_is_not_there_is_missing_and_no_formula(kind: LetterKind, name: str) -> None:
    assert found(kind, **{name: " "}) == [(f"details-{name}", "detail_missing")]


@pytest.mark.parametrize("kind", list(FIELDS))
def test_every_complete_letter_can_be_made(kind: LetterKind) -> None:
    assert found(kind) == []
