"""Each item that section 8 of the domain asks of an answer, by name, per kind, organisation and language."""

import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from dsar.core.fields import Fields
from dsar.core.letters import LetterContext
from dsar.core.vocabulary import LegalNature, LetterKind
from dsar.letters import to_blocks, to_html, words
from dsar.letters.render import render_document
from tests.letters.pdf import rendering, text
from tests.letters.samplepeople import PEOPLE
from tests.letters.sampleset import LANGUAGES, samples

Items = dict[str, tuple[str, str]]  # name of the item -> how it reads in Dutch and in English

ANNEX: Items = {
    "purposes (15(1)(a))": ("Waarvoor gebruiken wij uw gegevens?", "What do we use your data for?"),
    "categories (b)": ("Welke soorten gegevens zijn het?", "What kinds of data are they?"),
    "recipients (c)": ("Wie krijgt uw gegevens van ons?", "Who gets your data from us?"),
    "recipients by name (c)": ("Gemeente Voorbeeldstad", "Gemeente Voorbeeldstad"),
    "retention (d)": ("Hoe lang bewaren wij uw gegevens?", "How long do we keep your data?"),
    "other rights (e)": ("fouten in uw gegevens te verbeteren", "correct mistakes in your data"),
    "restriction and objection (e)": ("te stoppen met een gebruik van uw gegevens", "stop a use of your data"),
    "complaint (f)": ("Waar kunt u een klacht indienen?", "Where can you complain?"),
    "sources (g)": ("Van wie kregen wij uw gegevens?", "From whom did we get your data?"),
    "automated decisions (h)": ("Neemt een computer besluiten over u?", "Does a computer make decisions about you?"),
    "outside the EU (15(2))": ("naar een land buiten Europa?", "to a country outside Europe?"),
    "searched": ("Waar hebben wij gezocht?", "Where did we search?"),
    "nothing found": ("Niets gevonden", "Nothing found"),
    "what was understood": ("Wat begrijpen wij uit uw verzoek?", "What do we understand from your request?"),
}
TOLD: Items = {
    "recipients told": ("Aan wie vertellen wij dit?", "Whom do we tell about this?"),
    "who they are, on request": ("vragen wie uw gegevens kreeg", "ask us who received your data"),
    "article 19": ("artikel 19 AVG", "Article 19 GDPR"),
}
KINDS: dict[str, Items] = {
    "grant_inspection": ANNEX
    | {
        "date": ("Dag: maandag 16 november 2026", "Day: Monday 16 November 2026"),
        "place": ("Plaats:", "Place:"),
        "who is there": ("Wie is erbij: ", "Who is there: "),
        "what to bring": ("Wat neemt u mee? Neem deze brief mee.", "What should you bring? Bring this letter."),
        "falls outside": ("Wat hoort niet bij dit recht?", "What falls outside this right?"),
        "free": ("Uw gegevens bekijken kost u niets.", "It costs you nothing to look at your data."),
    },
    "grant_inspection.enclosed": ANNEX
    | {
        "what is enclosed": ("Wat zit er bij deze brief?", "What comes with this letter?"),
        "how a computer decides": ("Ja. Zo werkt dat:", "Yes. This is how it works:"),
        "safeguards": ("Ja. Zo beschermen wij uw gegevens daar:", "This is how your data are protected there:"),
    },
    "grant_copy": ANNEX
    | {
        "list of enclosures": ("Wat zit er bij deze brief?", "What comes with this letter?"),
        "the first copy is free": ("De eerste kopie kost u niets.", "The first copy costs you nothing."),
    },
    "grant_copy.electronic": ANNEX
    | {
        "electronically": ("U krijgt de kopie als bestand.", "You get the copy as a file."),
        "list of contents": ("Wat staat er in het bestand?", "What is in the file?"),
    },
    "grant_correction": TOLD
    | {
        "what it said": ("Oude tekst", "Old text"),
        "what it says now": ("Nieuwe tekst", "New text"),
        "where": ("Waar Oude", "Where Old"),
        "since when": ("Sinds", "Since"),
    },
    "grant_correction.supplement": TOLD
    | {
        "the statement": ("Wat is uw verklaring?", "What is your statement?"),
        "where it is": ("Waar staat uw verklaring? Plaats:", "Where is your statement? Place:"),
        "since when": ("Sinds: 11 november 2026", "Since: 11 November 2026"),
    },
    "grant_erasure": TOLD
    | {
        "what and when": ("Wat verwijderen wij, en wanneer?", "What do we delete, and when?"),
        "back-ups": ("Uiterlijk op 11 december 2026 zijn", "out of them on 11 December 2026 at the latest"),
        "cannot be taken back": ("Wat kunnen wij niet terughalen?", "What can we not take back?"),
        "cannot be undone": ("niet meer terughalen", "we cannot bring them back"),
    },
    "grant_restriction": TOLD
    | {
        "what is shielded": ("Welke gegevens schermen wij af?", "Which data do we block?"),
        "since when": ("Sinds 5 november 2026", "since 5 November 2026"),
        "told before it is lifted": ("Dan vertellen wij u dat eerst.", "Then we tell you first."),
        "article 18(3)": ("artikel 18 lid 3 AVG", "Article 18(3) GDPR"),
    },
    "grant_objection": {
        "what stops": ("Wat stopt er, en wanneer?", "What stops, and when?"),
        "since when": ("Sinds 2 november 2026", "since 2 November 2026"),
    },
    "grant_portability": {
        "format": ("Wat voor bestand is het?", "What kind of file is it?"),
        "how to get it": ("Hoe komt het bestand bij u?", "How does the file reach you?"),
    },
}
REMEDIES: Items = {
    "request and date of receipt": ("Wij kregen uw verzoek op 2 november 2026.", "received your request on 2 November"),
    "talk to the contact person": ("Praat met ons", "Talk to us"),
    "complaint with the organisation": ("Dien een klacht in bij", "Complain to"),
    "complaint with the AP": ("klacht in bij de Autoriteit Persoonsgegevens", "Complain to the Autoriteit"),
    "no term for the AP": ("er is geen uiterste datum", "there is no deadline"),
    "address of the AP": ("Postbus 93374 2509 AJ Den Haag", "Postbus 93374 2509 AJ Den Haag"),
    "site of the AP": ("autoriteitpersoonsgegevens.nl", "autoriteitpersoonsgegevens.nl"),
    "article 77": ("artikel 77 AVG", "Article 77 GDPR"),
    "mediation": ("om te bemiddelen", "to mediate"),
    "article of mediation": ("artikel 36 UAVG", "Article 36 UAVG"),
    "Juridisch Loket": ("Juridisch Loket", "Juridisch Loket"),
    "sociaal raadslieden": ("sociaal raadslieden", "sociaal raadslieden"),
    "ask again": ("opnieuw een verzoek doen", "make a new request"),
    "reasons are a duty": ("artikel 12 lid 4 AVG", "Article 12(4) GDPR"),
}
PRIVATE: Items = {
    "mediation in six weeks": ("binnen zes weken: uiterlijk op 24", "within six weeks: by 24 December 2026"),
    "the court waits for the AP": ("nog zes weken voor de rechter", "another six weeks to go to court"),
    "court of one's own district": ("rechtbank van het gebied waar u woont", "court for the area where you live"),
    "petition": ("verzoekschrift", "petition (verzoekschrift)"),
    "the date": ("uiterlijk op 24 december 2026 bij de rechtbank", "your letter by 24 December 2026"),
    "no lawyer": ("geen advocaat nodig", "do not need a lawyer"),
    "court fee": ("griffierecht", "court fee (griffierecht)"),
    "article 35": ("artikel 35 UAVG", "Article 35 UAVG"),
}
ADMINISTRATIVE: Items = {
    "objection": ("Dat heet bezwaar maken.", "making an objection (bezwaar)"),
    "the date": ("uiterlijk op 24 december 2026 bij ons", "your objection by 24 December 2026"),
    "what it must hold": ("waarom u het niet eens bent", "why you do not agree"),
    "afterwards": ("bestuursrechter", "bestuursrechter"),
    "articles": ("artikel 34 UAVG; artikel 6:7 en artikel 6:8 Awb", "Article 34 UAVG; Article 6:7 and Article 6:8 Awb"),
}
EVERY: Items = {
    "who to call": ("Bel ", "Call "),
    "offer to read it together": ("lezen deze brief graag samen met u", "read this letter together with you"),
    "offer to explain in person": ("bij ons langskomen", "come to see us"),
    "greeting": ("Met vriendelijke groet,", "Yours sincerely,"),
    "the rules": ("Welke regels horen bij deze brief?", "Which rules apply to this letter?"),
    "short names explained": ("AVG: Algemene verordening", "GDPR: the General Data Protection Regulation"),
}
REPEALED = ("WBP", "persoonsregistraties", "College bescherming", "Amsterdam")
COURT_WITHIN = ("twee maanden", "two months")  # the term of the repealed act; an extension is that long by today's law
GAPS = ("[nog", "[still")


STATEMENT = {"nl": "U mag ons een eigen verklaring geven.", "en": "You may give us a statement of your own."}


def long_date(day: date, language: str) -> str:
    """Write a date as `said` gives it."""
    return words(language).long_date(day).replace("\u00a0", " ")


def said(context: LetterContext) -> str:
    """Give the running text of a letter."""
    return " ".join(" ".join(block.text.split()) for block in to_blocks(context))


def lacks(context: LetterContext, items: Items, spoken: str) -> list[str]:
    """Give the names of the items that a letter does not say."""
    place = LANGUAGES.index(context.language)
    return [name for name, readings in items.items() if readings[place] not in spoken]


def typed(fields: Fields, language: str) -> Iterator[str]:
    """Give everything that was filled in, line by line, as it must read."""
    for name, value in fields.entries:
        if name in {"form", "delivery", "automated", "outside_eu"}:
            continue
        if isinstance(value, date):
            yield long_date(value, language)
            continue
        for item in (value,) if isinstance(value, str) else value:
            for cell in (item,) if isinstance(item, str) else item:
                yield from cell.split("\n")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("organisation", PEOPLE)
@pytest.mark.parametrize("kind", KINDS)
def test_a_grant_says_every_item_of_its_row(kind: str, organisation: str, language: str) -> None:
    context = samples()[f"{organisation}/{kind}/{language}"]
    assert lacks(context, KINDS[kind] | EVERY, said(context)) == []
    assert lacks(context, PRIVATE, said(context)) == list(PRIVATE)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("organisation", PEOPLE)
@pytest.mark.parametrize("kind", [*KINDS, "partial", "partial.combined", "grant_copy.combined"])
def test_an_answer_prints_everything_that_was_filled_in(kind: str, organisation: str, language: str) -> None:
    context = samples()[f"{organisation}/{kind}/{language}"]
    spoken = said(context)
    wanted = {" ".join(line.split()) for item in context.requests for line in typed(item.fields, language)}
    assert wanted
    assert {line for line in wanted if line not in spoken} == set()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("organisation", PEOPLE)
@pytest.mark.parametrize("kind", ["refusal", "partial", "refusal.combined", "partial.combined"])
def test_what_is_refused_has_every_remedy(kind: str, organisation: str, language: str) -> None:
    context = samples()[f"{organisation}/{kind}/{language}"]
    assert lacks(context, REMEDIES | PRIVATE | EVERY, said(context)) == []
    assert lacks(context, ADMINISTRATIVE, said(context)) == list(ADMINISTRATIVE)
    assert context.remedies is not None
    assert all(sentence in said(context) for sentence in context.remedies.complaint)
    assert not context.officer or context.officer in said(context)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", ["refusal", "partial"])
def test_an_administrative_body_names_objection_and_no_petition(kind: str, language: str) -> None:
    context = samples()[f"zaz-welzijn/{kind}/{language}"]
    assert context.remedies is not None
    body = replace(context, remedies=replace(context.remedies, nature=LegalNature.ADMINISTRATIVE))
    assert lacks(body, REMEDIES | ADMINISTRATIVE, said(body)) == []
    court = {name: readings for name, readings in PRIVATE.items() if name in {"petition", "court fee", "article 35"}}
    assert lacks(body, court, said(body)) == list(court)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("organisation", PEOPLE)
def test_every_refused_part_has_facts_articles_weighing_and_what_is_left(organisation: str, language: str) -> None:
    for name, context in samples().items():
        if not name.startswith(f"{organisation}/refusal.") or context.language != language:
            continue
        spoken = said(context)
        for part in (part for item in context.requests for part in item.parts):
            lines = [part.what, *part.facts.split("\n"), *part.weighing.split("\n"), part.statute, part.alternative]
            assert [line for line in lines if " ".join(line.split()) not in spoken] == [], name
            assert words(language).grounds[part.ground] in spoken
            assert (
                part.keep_until is None
                or spoken.count(words(language).long_date(part.keep_until).replace("\xa0", " ")) == 2
            )
            assert (
                not part.offers_statement
                or {"nl": "een eigen verklaring", "en": "a statement of your own"}[language] in spoken
            )


@pytest.mark.parametrize("language", LANGUAGES)
def test_inspection_and_copy_in_one_letter_have_one_annex(language: str) -> None:
    seen = samples()[f"westendorp-pr/grant_inspection/{language}"]
    copied = samples()[f"westendorp-pr/grant_copy/{language}"]
    both = said(replace(seen, requests=(*seen.requests, *copied.requests)))
    for purpose in {ANNEX[name][LANGUAGES.index(language)] for name in ("purposes (15(1)(a))", "searched")}:
        assert both.count(purpose) == 1
    found = {line for item in (*seen.requests, *copied.requests) for line in typed(item.fields, language)}
    assert {line for line in found if " ".join(line.split()) not in both} == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_corrected_letter_names_the_one_it_replaces(language: str) -> None:
    spoken = said(samples()[f"aanzien/grant_inspection.replaces/{language}"])
    assert {
        "nl": "Deze brief vervangt onze brief van 3 november 2026, nummer AZ-B2026-0030.",
        "en": "This letter replaces our letter of 3 November 2026, number AZ-B2026-0030.",
    }[language] in spoken


def test_what_is_still_to_come_is_no_thing_of_the_past() -> None:
    context = samples()["westendorp-pr/grant_restriction/nl"]
    request = context.requests[0]
    later = Fields.of(dict(request.fields.entries) | {"since": date(2026, 12, 1)})
    spoken = said(replace(context, requests=(replace(request, fields=later),)))
    assert "Vanaf 1 december 2026 gebruiken wij deze gegevens niet." in spoken
    assert "Sinds" not in spoken


def test_duties_of_the_regulation_are_told_in_the_letter() -> None:
    corrected = said(samples()["werkkrachtcentrale/grant_correction/nl"])
    assert "U krijgt een kopie van de gegevens zoals zij nu zijn. Die kopie zit bij deze brief." in corrected
    assert "Wij zetten in uw dossier dat wij gegevens verwijderden" in said(samples()["westendorp-pr/grant_erasure/nl"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_letter_names_a_repealed_remedy_or_has_a_gap(language: str) -> None:
    for name, context in samples().items():
        if context.language == language and not context.large_print:
            never = REPEALED + GAPS + (() if context.kind is LetterKind.EXTENSION_NOTICE else COURT_WITHIN)
            spoken = said(context)
            assert [word for word in never if word in spoken] == [], name


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", ["grant_inspection", "grant_erasure", "partial.combined"])
def test_the_paper_says_what_the_text_says(kind: str, language: str) -> None:
    context = samples()[f"westendorp-pr/{kind}/{language}"]
    printed = text(context)
    assert [block.text for block in to_blocks(context) if " ".join(block.text.split()) not in printed] == []


def test_what_is_dutch_in_an_english_letter_says_so() -> None:
    english = to_html(samples()["werk-op-maat/refusal/en"])
    assert '<span lang="nl">Autoriteit Persoonsgegevens</span>' in english
    assert '<span lang="nl">‘Recht op aanvulling, correctie en afscherming’</span>' in english
    assert '<div class="quote" lang="nl">' in english
    assert 'lang="nl"' not in to_html(samples()["werk-op-maat/refusal/nl"]).replace('<html lang="nl"', "")


def test_a_cell_of_five_pages_and_markup_in_every_field_still_make_a_letter() -> None:
    context = samples()["westendorp-pr/grant_correction/nl"]
    request = context.requests[0]
    long = " ".join(["Dit is een lange zin over wat er in het dossier stond."] * 130)
    nasty = "<script>alert(1)</script> {{ letter.reference }} {% raw %} &amp; \u202eabc"
    fields = dict(request.fields.entries) | {"changes": (("Het verslag", long, "Niets", nasty),), "not_told": nasty}
    letter = replace(context, requests=(replace(request, fields=Fields.of(fields)),))
    assert render_document(letter, timeout_seconds=60).pdf.startswith(b"%PDF-")
    printed = text(letter)
    assert printed.count(" lange ") == 130
    assert "{{ letter.reference }} {% raw %} &amp; abc" in printed
    assert "<script>" not in to_html(letter)


def test_the_pdf_says_which_parts_are_in_dutch() -> None:
    english, dutch = samples()["werk-op-maat/refusal/en"], samples()["werk-op-maat/refusal/nl"]
    assert {"/Span", "/Div"} == {element["/S"] for element in elements(english) if element.get("/Lang") == "nl"}
    assert PdfReader(io.BytesIO(rendering(english).pdf)).trailer["/Root"]["/Lang"] == "en"
    assert not [element for element in elements(dutch) if "/Lang" in element]


def elements(context: LetterContext) -> list[DictionaryObject]:
    """Give the structure elements of a letter's PDF."""
    root = PdfReader(io.BytesIO(rendering(context).pdf)).trailer["/Root"]["/StructTreeRoot"]
    found, waiting = [], list(root["/K"])
    while waiting:
        item = waiting.pop().get_object()
        if isinstance(item, DictionaryObject) and item.get("/Type") == "/StructElem":
            found.append(item)
            waiting += item["/K"]
    return found
