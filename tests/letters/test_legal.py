"""The block of rules carries every article on which the letter rests, and none that does not belong to the request."""

from dataclasses import replace

import pytest

from dsar.core.letters import WITH_REMEDIES
from dsar.core.posting import bound_to_its_date
from dsar.core.regulation import Regulation
from dsar.core.vocabulary import STOP_AT_ONCE, LetterKind, ObjectionPurpose, Right
from dsar.letters import to_html, words
from dsar.letters.legal import LegalRow, legal_rows
from dsar.regulations import load_catalogue
from tests.letters.samplepeople import PEOPLE
from tests.letters.sampleset import LANGUAGES, samples

DUTIES = (  # letter, what the regulation asks for, its article in each language
    ("westendorp-pr/grant_erasure", "the declaration in the record", ("artikel 9.6", "Article 9.6")),
    ("westendorp-pr/grant_objection", "stopping at once", ("artikel 10.2", "Article 10.2")),
    ("zaz-welzijn/grant_objection", "stopping at once", ("artikel 5", "Article 5")),
    ("werkkrachtcentrale/grant_correction", "the copy of the corrected data", ("artikel 12.4", "Article 12.4")),
    ("westendorp-pr/grant_correction.supplement", "the statement that is added", ("artikel 9.1", "Article 9.1")),
)


def block(name: str) -> dict[str, LegalRow]:
    context = samples()[name]
    return {row.topic: row for row in legal_rows(context, words(context.language))}


def regulation(organisation: str) -> Regulation:
    return load_catalogue().newest(organisation)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("letter", "what", "article"), DUTIES, ids=[f"{letter}: {what}" for letter, what, _ in DUTIES])
def test_a_duty_after_the_decision_is_cited(letter: str, what: str, article: tuple[str, str], language: str) -> None:
    row = block(f"{letter}/{language}")[words(language).topics["what_we_do"]]
    assert row.regulation == article[LANGUAGES.index(language)], what


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", sorted(WITH_REMEDIES))
def test_whoever_is_named_as_officer_is_cited(kind: LetterKind, language: str) -> None:
    topic = words(language).topics["officer"]
    assert topic in block(f"zaz-welzijn/{kind}/{language}")
    assert topic not in block(f"westendorp-pr/{kind}/{language}")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", sorted(WITH_REMEDIES))
def test_a_letter_that_prints_a_term_from_its_date_leaves_on_its_date(kind: LetterKind, language: str) -> None:
    context = samples()[f"westendorp-pr/{kind}/{language}"]
    assert context.remedies is not None
    printed = words(language).long_date(context.remedies.until) in to_html(context)
    assert printed == bound_to_its_date(kind)


@pytest.mark.parametrize("purpose", ObjectionPurpose)
def test_an_objection_is_cited_only_where_the_regulation_knows_it(purpose: ObjectionPurpose) -> None:
    """ZaZ 5 and Westendorp 10.1 are about commercial and charitable use; AanZien 10.2 about telling others."""
    cited = {slug: regulation(slug).article_for(Right.OBJECTION, purpose) for slug in PEOPLE}
    known = {"zaz-welzijn": "artikel 5", "westendorp-pr": "artikel 10.1"}
    care = {"aanzien": "artikel 10.2"} if purpose is ObjectionPurpose.CURRENT_CARE else {}
    wanted = known if purpose in STOP_AT_ONCE else care
    assert {slug: article for slug, article in cited.items() if article} == wanted


PROMISED = {  # until when a copy is promised, where that is no later than the month of the law
    "aanzien": "artikel 14",
    "werk-op-maat": "onderdeel ‘Recht op inzage en afschrift’",
    "werkkrachtcentrale": "artikel 11.4",
}


@pytest.mark.parametrize("organisation", PEOPLE)
def test_the_date_of_an_answer_cites_the_promise_of_the_regulation_where_that_comes_first(organisation: str) -> None:
    row = block(f"{organisation}/late_answer/nl")[words("nl").topics["late"]]
    assert row.regulation == PROMISED.get(organisation, "")
    assert row.law == "artikel 12 lid 3 AVG"


def test_a_promise_is_cited_with_the_date_of_the_answer_only() -> None:
    cited = block("werk-op-maat/withdrawal_confirmation/nl")
    assert cited[words("nl").topics["no_cost"]].regulation == ""
    other = block("werk-op-maat/acknowledgement/nl")[words("nl").topics["answer_by"]]
    assert other.regulation == PROMISED["werk-op-maat"]


def test_large_print_does_not_repeat_the_article_of_the_request_as_its_promise() -> None:
    late = words("nl").topics["late"]
    assert block("aanzien/late_answer/nl-large")[late].regulation == ""
    assert block("werkkrachtcentrale/late_answer/nl-large")[late].regulation == "artikel 11.4"


def test_a_letter_without_an_officer_cites_none() -> None:
    context = replace(samples()["zaz-welzijn/late_answer/nl"], officer="")
    assert not [row for row in legal_rows(context, words("nl")) if "38" in row.law]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("organisation", PEOPLE)
def test_the_offer_of_a_statement_cites_the_regulation_that_gives_a_right_to_it(
    organisation: str, language: str
) -> None:
    """Westendorp 9.1 and Werk op Maat; elsewhere the offer rests on the law alone."""
    row = block(f"{organisation}/refusal/{language}")[words(language).topics["statement"]]
    of_regulation = {
        "westendorp-pr": ("artikel 9.1", "Article 9.1"),
        "werk-op-maat": ("onderdeel ‘Recht op aanvulling, correctie en afscherming’", "section ‘Recht op aanvulling"),
    }
    article = of_regulation.get(organisation, ("", ""))[LANGUAGES.index(language)]
    assert row.regulation.startswith(article)
    assert bool(row.regulation) is bool(article)
    assert "16" in row.law


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_ground_of_the_implementing_act_cites_the_weighing_that_the_act_asks_for(language: str) -> None:
    """UAVG 41(2) says what the weighing takes into account."""
    weighed = {"nl": "onder i en lid 2 UAVG", "en": "Article 41(1)(i) and (2) UAVG"}
    rows = block(f"westendorp-pr/refusal.rights_of_others/{language}").values()
    assert any(weighed[language] in row.law for row in rows if row.about)
