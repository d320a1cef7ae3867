"""A ground without facts of this case cannot be submitted: gaps, formulas and repetition are told from facts."""

from dataclasses import replace
from datetime import date

import pytest

from dsar.core.draft_facts import REASONS
from dsar.core.facts import LEAST_FACTS, LEAST_WEIGHING, has_gap, is_word, own_words, problem
from dsar.core.fields import Fields
from dsar.core.grounds import LEGAL_GROUNDS
from dsar.core.proposals import PartInput, ProposalInput, mistakes
from dsar.core.vocabulary import Outcome, Right
from dsar.letters.blocks import BASES, annex_blocks, block, blocks, formulas
from dsar.wording.errors import sentence
from tests.factories.details import DETAILS
from tests.factories.regulations import make_regulation

FORMULAS = formulas()

FACTS = (
    ("law_requires_keeping", "Op de facturen aan de gemeente staan uw naam en de weken van uw traject."),
    ("opinion", "De zin is de indruk van de werkbegeleider na drie weken samenwerken. Het is geen feit."),
    ("rights_of_others", "In dat gesprek vertelt iemand anders over de eigen gezondheid."),
    ("unfounded_or_excessive", "Dit is het zevende verzoek in twee weken tijd."),
    ("rights_of_others", "De e-mail van 8 mei 2025 gaat vooral over de scheiding van uw broer."),
    ("accurate", "Op uw loonstrook van mei staat hetzelfde adres als in ons dossier."),
    ("cannot_identify", "Wij belden u op 4 november en u kon uw geboortedatum niet noemen."),
    ("protection_of_person", "De psycholoog las het rapport op 2 oktober en raadt een gesprek vooraf aan."),
    ("crime", "De sociale recherche onderzoekt sinds juli de uitkeringen in uw straat."),
    ("legal_claims", "Uw werkgever vraagt in zijn brief van 9 juni om schadevergoeding na het ongeluk."),
    ("interest_of_other", "Uw zoon vroeg in maart om het verslag, omdat hij wil weten waar hij opgroeide."),
    ("no_case_for_erasure", "Uw traject loopt nog tot en met juni, en de jobcoach plant daarmee elke maand."),
    ("rights_of_others", "In de e-mail van uw buurvrouw staat haar adres."),
    ("rights_of_others", "Uw moeder vertelde dit aan de jobcoach en vroeg om geheimhouding."),
    ("accurate", "Uw geboortedatum staat zo in het paspoort dat u liet zien."),
    ("accurate", "Wij belden de gemeente op 3 mei en die noemt dezelfde datum."),
    ("opinion", "De werkbegeleider schreef op 12 juni dat u vaak te laat kwam."),
    ("no_case_for_erasure", "U krijgt nog begeleiding tot december."),
    ("law_requires_keeping", "De belastingdienst kan de loonstroken van 2023 nog controleren."),
    ("unfounded_or_excessive", "U vroeg dit op 1, 8 en 15 maart en kreeg drie keer een kopie."),
    ("cannot_identify", "Twee mensen in ons systeem hebben uw naam en geboortejaar."),
    ("protection_of_person", "Uw arts schreef op 4 april dat u nu niet tegen slecht nieuws kunt."),
    ("legal_claims", "U schreef op 7 juli dat u een advocaat neemt na uw val op de trap."),
    ("compelling_grounds", "Zonder de aanwezigheidslijst weet de brandweer niet wie er binnen is."),
    ("not_portable", "Het dossier zit in een papieren map in de kast van de administratie."),
    ("not_portable", "De gemeente gaf ons uw uitkeringsgegevens in 2024."),
    ("interest_of_other", "Uw dochter wil later weten waarom zij bij een pleeggezin woonde."),
    ("crime", "De politie onderzoekt sinds mei een inbraak in ons kantoor."),
    ("rights_of_others", "Uw zus belde ons en vertelde over haar scheiding."),
    ("rights_of_others", "Het gaat om de brief die de ex-partner aan de rechter schreef."),
    ("law_requires_keeping", "Uw loonstroken horen bij de salarisadministratie van 2022."),
    ("accurate", "De huisarts bevestigde de diagnose in zijn brief van 2 mei."),
    ("opinion", "De coach vond u tijdens de stage onrustig en snel afgeleid."),
    ("unfounded_or_excessive", "Dit is uw twaalfde brief sinds april, steeds met dezelfde tekst."),
    ("no_case_for_erasure", "Uw stage loopt nog en de school vraagt elke maand om de uren."),
    ("cannot_identify", "Uw brief heeft geen adres en geen handtekening."),
    ("legal_claims", "U dreigde in het gesprek van 3 juni met een advocaat."),
    ("protection_of_person", "De psychiater raadt af dat u het rapport alleen leest."),
    ("rights_of_others", "The report of 8 May is mainly about the illness of your neighbour."),
)

EMPTY = (
    (
        "rights_of_others",
        "Op grond van artikel 15 lid 4 AVG kunnen wij dit niet geven omdat de rechten van anderen dit niet toelaten.",
    ),
    (
        "rights_of_others",
        "De rechten en vrijheden van anderen verzetten zich tegen inzage (art. 41 lid 1 onder i UAVG).",
    ),
    (
        "law_requires_keeping",
        "Een wet verplicht ons om deze gegevens te bewaren, zoals bedoeld in artikel 17 lid 3 AVG.",
    ),
    ("law_requires_keeping", "Wij moeten deze gegevens bewaren omdat de wet dit van ons eist."),
    ("opinion", "Dit is een indruk of mening, en geen feit."),
    ("accurate", "Wij hebben deze gegevens gecontroleerd. Volgens ons kloppen ze."),
    ("accurate", "De gegevens zijn juist, volledig en relevant voor het doel."),
    ("protection_of_person", "Wij willen voorkomen dat dit u zelf schade doet. Daarom wijzen wij uw verzoek af."),
    ("unfounded_or_excessive", "Uw verzoek is kennelijk ongegrond of buitensporig in de zin van artikel 12 lid 5 AVG."),
    ("no_case_for_erasure", "Geen van de gevallen van artikel 17 lid 1 onder a tot en met f AVG is van toepassing."),
    ("compelling_grounds", "Onze dwingende gerechtvaardigde belangen wegen zwaarder dan uw belangen en rechten."),
    ("rights_of_others", "Under article 15(4) GDPR we cannot give this because the rights of others do not allow it."),
    ("legal_claims", "Deze gegevens zijn nodig voor een juridische zaak."),
    ("cannot_identify", "Wij kunnen niet zien welke gegevens van u zijn. Daarom weigeren wij uw verzoek."),
    (
        "rights_of_others",
        "De bescherming van de persoonlijke levenssfeer van derden verzet zich tegen het geven van deze stukken.",
    ),
    (
        "rights_of_others",
        "Het betreft informatie die mede op andere personen ziet en om die reden niet verstrekt kan worden.",
    ),
    ("rights_of_others", "Gelet op artikel 15, vierde lid, van de AVG en artikel 41 UAVG wordt uw verzoek afgewezen."),
    (
        "law_requires_keeping",
        "Op ons rust een wettelijke bewaarplicht, waardoor wij niet tot verwijdering kunnen overgaan.",
    ),
    ("accurate", "Na onderzoek is gebleken dat de gegevens correct zijn vastgelegd."),
    ("accurate", "De door u betwiste gegevens zijn naar ons oordeel feitelijk juist."),
    ("opinion", "Professionele indrukken en conclusies komen niet voor correctie in aanmerking."),
    ("unfounded_or_excessive", "Uw verzoek is buitensporig vanwege het repetitieve karakter ervan."),
    (
        "no_case_for_restriction",
        "Er doet zich geen van de situaties voor waarin beperking van de verwerking mogelijk is.",
    ),
    ("no_case_for_erasure", "De gegevens zijn nog noodzakelijk voor de doeleinden waarvoor zij zijn verzameld."),
    ("protection_of_person", "De inzage kan schadelijk zijn voor uw eigen gezondheid."),
    ("crime", "De inzage zou het opsporen en vervolgen van strafbare feiten in gevaar brengen."),
    ("legal_claims", "De gegevens zijn nodig voor de instelling, uitoefening of onderbouwing van een rechtsvordering."),
    ("cannot_identify", "Wij zijn niet in staat u te identificeren op basis van de verstrekte gegevens."),
    (
        "compelling_grounds",
        "Er zijn dwingende gerechtvaardigde gronden voor de verwerking die zwaarder wegen dan uw belangen.",
    ),
    ("not_portable", "De verwerking berust niet op toestemming of overeenkomst en vindt niet geautomatiseerd plaats."),
    ("interest_of_other", "Het bewaren is van aanmerkelijk belang voor een ander."),
    ("archive", "De gegevens zijn nodig met het oog op archivering in het algemeen belang."),
    ("expression", "De vrijheid van meningsuiting en informatie staat in de weg aan het wissen."),
    ("public_health", "De verwerking is nodig om redenen van algemeen belang op het gebied van volksgezondheid."),
    ("rights_of_others", "Dit mag niet van de wet."),
    ("rights_of_others", "Wij hebben uw verzoek zorgvuldig bestudeerd en helaas moeten wij het afwijzen."),
    ("unfounded_or_excessive", "U heeft al eerder een soortgelijk verzoek ingediend waarop wij hebben gereageerd."),
    ("rights_of_others", "Wij kunnen u deze stukken niet geven vanwege de privacy van andere personen."),
    (
        "rights_of_others",
        "Het recht op inzage is niet absoluut en mag geen afbreuk doen aan de rechten en vrijheden van anderen.",
    ),
    ("rights_of_others", "Wegens privacyredenen kunnen wij dit onderdeel helaas niet aan u verstrekken."),
    ("law_requires_keeping", "Wij zijn wettelijk verplicht deze gegevens zeven jaar te bewaren."),
    ("law_requires_keeping", "Wij zijn op grond van fiscale wetgeving gehouden de administratie te bewaren."),
    ("accurate", "De gegevens zijn naar onze mening correct en hoeven niet te worden aangepast."),
    ("opinion", "Een mening kan niet onjuist zijn en wordt daarom niet gewijzigd."),
    ("unfounded_or_excessive", "U doet zo vaak een verzoek dat wij dit als misbruik van recht zien."),
    ("no_case_for_erasure", "Wij hebben deze gegevens nog nodig voor onze dienstverlening."),
    ("protection_of_person", "Het is niet in uw eigen belang om deze informatie te ontvangen."),
    (
        "compelling_grounds",
        "Ons belang bij het gebruik van de gegevens is groter dan uw belang bij het stoppen daarvan.",
    ),
    ("cannot_identify", "U heeft uw identiteit niet aangetoond, daarom nemen wij uw verzoek niet in behandeling."),
    ("legal_claims", "Wij bewaren de gegevens in verband met een mogelijke juridische procedure."),
    ("interest_of_other", "Een ander heeft er belang bij dat de gegevens bewaard blijven."),
    ("rights_of_others", "zie boven, zie bijlage, zie besluit"),
    ("rights_of_others", "n.v.t. geen feiten bekend op dit moment"),
    ("law_requires_keeping", "De facturen worden bewaard."),
    ("rights_of_others", "Feiten van deze zaak volgen later nog."),
    ("rights_of_others", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"),
    ("rights_of_others", "Zie hierboven. Zie hierboven."),
)


LEAST = {"facts": LEAST_FACTS, "weighing": LEAST_WEIGHING, "alternative": 0}


def found(ground: str, text: str, name: str = "facts") -> str | None:
    return problem(text, FORMULAS, FORMULAS.of(ground, name), LEAST[name])


@pytest.mark.parametrize(("ground", "text"), FACTS)
def test_short_facts_of_a_case_pass(ground: str, text: str) -> None:
    assert found(ground, text) is None, own_words(text, FORMULAS.words, FORMULAS.of(ground, "facts"))


@pytest.mark.parametrize(("ground", "text"), EMPTY)
def test_a_formula_is_no_fact(ground: str, text: str) -> None:
    assert found(ground, text) == "only_formula", own_words(text, FORMULAS.words, FORMULAS.of(ground, "facts"))


@pytest.mark.parametrize(
    "text",
    [
        "asdf asdf asdf asdf",
        "x x x x x x x x x",
        "asdf qwerty zxcv hjkl sdfg",
        "dfkj sldkfj wrtp kjhkjh mnbv",
        "Lorem ipsum dolor sit amet, consectetur adipiscing elit.",
        "Bla bla test tekst foo abc todo.",
        "aaaa bbbb eeee iiii oooo",
        "123 456 789 1011 1213",
        "test test test 12 test test",
    ],
)
def test_keys_struck_at_random_are_no_facts(text: str) -> None:
    for ground in ("rights_of_others", "accurate"):
        assert found(ground, text) in {"no_words", "only_formula", "says_the_same"}
        assert found(ground, text, "weighing") in {"no_words", "only_formula", "says_the_same"}


@pytest.mark.parametrize(
    "word",
    [
        "strychnine",
        "angstschreeuw",
        "property",
        "verwerkt",
        "ggz2",
        "crèche",
        "scène",
        "2024",
        "überhaupt",
        "fysio",
        "ex",
    ],
)
def test_a_rare_word_is_a_word(word: str) -> None:
    assert is_word(word)


@pytest.mark.parametrize(
    "text",
    [
        "De GGD mailde het pgb-plan van de GGZ op 3 mei.",
        "Dhr. Krgn. belde de wmo-consulent op 3 mei over uw pgb.",
        "Op 3 mei was de test van uw gehoor.",
    ],
)
def test_abbreviations_do_not_make_facts_nonsense(text: str) -> None:
    assert found("rights_of_others", text) is None


@pytest.mark.parametrize("code", LEGAL_GROUNDS)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_block_as_it_is_given_cannot_be_submitted(language: str, code: str) -> None:
    given = block(language, code)
    for name in LEAST:
        text = getattr(given, name)
        assert not text or found(code, text, name) == "gap_left"


@pytest.mark.parametrize("code", LEGAL_GROUNDS)
@pytest.mark.parametrize("filler", ["", "...", "-", "xxx", "nvt"])
def test_a_block_with_its_gaps_taken_out_is_still_a_formula(code: str, filler: str) -> None:
    text = filler.join(part.split("]")[-1] for part in block("nl", code).facts.split("["))
    assert found(code, text) == "only_formula"


def test_a_block_that_is_filled_in_passes() -> None:
    text = block("nl", "law_requires_keeping").facts
    for gap, filled in {
        "[Welke gegevens]": "Uw urenstaten",
        "[welke administratie of welk besluit]": "de jaarrekening van 2024",
        "[wat er staat]": "uw naam en uw gewerkte uren",
        "[waarom deze wet hier geldt]": "de gemeente uw begeleiding betaalde",
    }.items():
        text = text.replace(gap, filled)
    assert found("law_requires_keeping", text) == "gap_left"
    text = text.replace("[datum]", "31 december 2024", 1).replace("[datum]", "31 december 2031")
    assert found("law_requires_keeping", text) is None


@pytest.mark.parametrize("text", ["De factuur [welke] is van mei 2024.", "De factuur van [mei 2024 is er nog.", "mei]"])
def test_half_a_gap_is_a_gap(text: str) -> None:
    assert found("law_requires_keeping", text) == "gap_left"


def test_the_same_words_over_and_over_are_no_facts() -> None:
    assert found("opinion", "De factuur van mei is van de gemeente. " * 4) == "says_the_same"


@pytest.mark.parametrize(
    "text",
    [
        "Weglakken helpt niet: dan blijft er niets over. Het belang van de ander weegt hier zwaarder.",
        "U wilt weten waarom het traject stopte. Uw broer is bang dat zijn ziekte bekend wordt.",
    ],
)
def test_a_weighing_of_this_case_passes(text: str) -> None:
    assert found("rights_of_others", text, "weighing") is None


@pytest.mark.parametrize(
    "text",
    [
        "Wij hebben de belangen afgewogen. Het belang van de ander weegt zwaarder dan uw belang.",
        "Na een zorgvuldige afweging van alle belangen prevaleert het belang van derden.",
        "Voor u is dit belangrijk. Wij kozen voor de ander.",
    ],
)
def test_a_weighing_that_fits_any_case_is_a_formula(text: str) -> None:
    assert found("rights_of_others", text, "weighing") == "only_formula"


def test_an_alternative_may_be_general_but_no_copy_of_the_block() -> None:
    assert found("rights_of_others", "Wij vertellen u graag wat er over u in staat.", "alternative") is None
    copied = "".join(part.split("]")[-1] for part in block("nl", "rights_of_others").alternative.split("["))
    assert found("rights_of_others", copied, "alternative") == "only_formula"


def test_the_regulations_own_words_are_no_facts_either() -> None:
    summary = "Een wet eist dat wij deze facturen en urenstaten nog bewaren."
    texts = FORMULAS.of("law_requires_keeping", "facts", summary)
    assert problem(summary, FORMULAS, texts, LEAST_FACTS) == "only_formula"


def test_every_ground_has_its_texts_in_both_languages() -> None:
    assert blocks("nl").keys() == blocks("en").keys() == LEGAL_GROUNDS.keys()
    assert {code for code, _ in FORMULAS.texts} == LEGAL_GROUNDS.keys() | {kind.value for kind in REASONS}


PART = PartInput(
    "De facturen",
    Outcome.REFUSE,
    "law_requires_keeping",
    "Op de facturen aan de gemeente staan uw naam en de weken van uw traject.",
    statute="Algemene wet inzake rijksbelastingen, artikel 52",
    keep_until=date(2033, 12, 31),
)


def mistakes_in(part: PartInput, right: Right = Right.ERASURE) -> list[tuple[str, str]]:
    proposal = ProposalInput(Outcome.REFUSE, parts=(part,))
    found_in = mistakes(make_regulation(), right, None, proposal, date(2026, 11, 23), FORMULAS)
    return [(mistake.field, mistake.code) for mistake in found_in]


def test_a_part_with_facts_of_its_case_can_be_submitted() -> None:
    assert mistakes_in(PART) == []


@pytest.mark.parametrize(
    ("changes", "field", "code"),
    [
        ({"facts": "Een wet verplicht ons om deze gegevens te bewaren."}, "parts-0-facts", "only_formula"),
        ({"facts": f"{PART.facts} Tot [datum]."}, "parts-0-facts", "gap_left"),
        ({"weighing": "Voor u telt [waarom]."}, "parts-0-weighing", "gap_left"),
        ({"alternative": "U krijgt wel [welk deel]."}, "parts-0-alternative", "gap_left"),
    ],
)
def test_a_part_that_says_nothing_of_its_case_is_refused_at_its_field(
    changes: dict[str, str], field: str, code: str
) -> None:
    assert mistakes_in(replace(PART, **changes)) == [(field, code)]
    assert sentence(code)


def test_a_weighing_is_asked_for_its_own_words() -> None:
    other = replace(PART, ground="legal_claims", statute="", keep_until=None)
    empty = replace(other, weighing="Na een zorgvuldige afweging weegt ons belang zwaarder dan uw belang.")
    assert mistakes_in(empty) == [("parts-0-weighing", "only_formula")]
    assert mistakes_in(replace(other, weighing="U wilt rust na het ongeluk. De rechter moet het nog bekijken.")) == []


def test_what_is_too_short_is_said_once() -> None:
    assert mistakes_in(replace(PART, facts="De wet.")) == [("parts-0-facts", "facts_missing")]


@pytest.mark.parametrize("name", ["purposes", "categories", "retention", "source"])
def test_a_gap_in_the_annex_is_refused_at_its_field(name: str) -> None:
    value = ("[soort gegevens]",) if name == "categories" else "Wij gebruiken [welke gegevens]."
    details = Fields.of({**dict(DETAILS[Right.COPY].entries), name: value})
    proposal = ProposalInput(Outcome.GRANT, answer="U krijgt een kopie.", details=details)
    found_in = mistakes(make_regulation(), Right.COPY, None, proposal, date(2026, 11, 23), FORMULAS)
    assert [(mistake.field, mistake.code) for mistake in found_in] == [(f"details-{name}", "gap_left")]


@pytest.mark.parametrize("basis", BASES)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_beginning_of_the_annex_has_a_gap_in_every_field(language: str, basis: str) -> None:
    given = annex_blocks(language)[basis]
    assert all(has_gap(text) for text in (given.purposes, given.categories, given.retention, given.source))
