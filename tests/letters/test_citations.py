import pytest

from dsar.core.grounds import LEGAL_GROUNDS
from dsar.core.rights import RIGHT_ARTICLES
from dsar.letters import words
from dsar.letters.citations import article, cite

DUTCH = words("nl").citations


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
