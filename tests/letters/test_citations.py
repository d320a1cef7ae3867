import pytest

from dsar.core.grounds import LEGAL_GROUNDS
from dsar.core.rights import RIGHT_ARTICLES
from dsar.letters import words
from dsar.letters.citations import article, bound, cite, names_of

DUTCH = words("nl").citations
ENGLISH = words("en").citations


@pytest.mark.parametrize(
    ("law", "written"),
    [
        ("AVG 15(4); UAVG 41(1)(i)", "artikel 15 lid 4 AVG; artikel 41 lid 1 onder i UAVG"),
        ("UAVG 41(1)(i), 41(2)", "artikel 41 lid 1 onder i en lid 2 UAVG"),
        ("AVG 11(2), 12(2)", "artikel 11 lid 2 en artikel 12 lid 2 AVG"),
        ("AVG 16, laatste zin", "artikel 16 AVG, laatste zin"),
        ("Awb 6:7, 6:8", "artikel 6:7 en artikel 6:8 Awb"),
        (
            "BW 7:455(2) of Jeugdwet 7.3.9 waar die wet geldt, anders met AVG 17(3)",
            "artikel 7:455 lid 2 BW of artikel 7.3.9 Jeugdwet waar die wet geldt, anders met artikel 17 lid 3 AVG",
        ),
        ("artikel 52 lid 4 Algemene wet", "artikel 52 lid 4 Algemene wet"),
    ],
)
def test_articles_are_written_out(law: str, written: str) -> None:
    assert cite(law, DUTCH) == written


def test_every_article_of_the_product_is_written_out() -> None:
    for law in [ground.law for ground in LEGAL_GROUNDS.values()] + list(RIGHT_ARTICLES.values()):
        assert "(" not in cite(law, DUTCH)
        assert "artikel" in cite(law, DUTCH)


def test_a_bare_number_becomes_an_article() -> None:
    assert article("9.4", DUTCH) == "artikel 9.4"
    assert article("onderdeel ‘Recht op inzage’", DUTCH) == "onderdeel ‘Recht op inzage’"
    assert article("", DUTCH) == ""


@pytest.mark.parametrize(
    ("law", "written"),
    [
        ("AVG 15(4); UAVG 41(1)(i)", "Article 15(4) GDPR; Article 41(1)(i) UAVG"),
        ("UAVG 41(1)(i), 41(2)", "Article 41(1)(i) and (2) UAVG"),
        ("AVG 16, laatste zin", "Article 16 GDPR, last sentence"),
        ("AVG 15; AVG overweging 63", "Article 15 GDPR; recital 63 GDPR"),
    ],
)
def test_articles_are_written_out_in_english(law: str, written: str) -> None:
    assert cite(law, ENGLISH) == written


def test_the_title_of_a_section_stays_dutch_in_english() -> None:
    assert article("artikel 8.3 en 9.2", ENGLISH) == "Article 8.3 and 9.2"
    assert article("onderdelen ‘Recht op inzage en afschrift’ en ‘Doel’", ENGLISH) == (
        "sections ‘Recht op inzage en afschrift’ and ‘Doel’"
    )


def test_an_article_its_number_and_its_law_stay_on_one_line() -> None:
    assert bound("artikel 12 lid 3 AVG", DUTCH) == "artikel\u00a012 lid\u00a03\u00a0AVG"
    assert bound("Article 15(3) GDPR", ENGLISH) == "Article\u00a015(3) GDPR"  # bound, it would break before "(3)"
    assert bound("artikel 6:12 Awb", DUTCH) == "artikel\u00a06:12\u00a0Awb"
    assert bound("Article 5(1)(d) and Article 16 GDPR", ENGLISH) == "Article\u00a05(1)(d) and Article\u00a016\u00a0GDPR"


def test_short_names_are_explained_in_the_language() -> None:
    assert names_of([cite("AVG 15; UAVG 41", DUTCH)], DUTCH) == (
        ("AVG", "Algemene verordening gegevensbescherming"),
        ("UAVG", "Uitvoeringswet Algemene verordening gegevensbescherming"),
    )
    assert ("UAVG", "the Dutch GDPR Implementation Act") in names_of([cite("UAVG 41", ENGLISH)], ENGLISH)
