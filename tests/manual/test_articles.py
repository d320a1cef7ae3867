"""The table of articles names screens and tests that exist, and every article that the product uses."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

from dsar import create_app
from dsar.core.regulation import Regulation
from dsar.regulations import load_catalogue
from tests.support.app import SECRET_KEY

ROOT = Path(__file__).parents[2]
TABLE = ROOT / "docs" / "manual" / "articles.md"
NOT_YET = "**nog niet**"
NAMES = {
    "zaz-welzijn": "ZaZ Welzijn",
    "westendorp-pr": "WestendorpPR",
    "aanzien": "AanZien",
    "werk-op-maat": "Werk op Maat",
    "werkkrachtcentrale": "de werkKRACHTcentrale",
}
REGULATIONS = {one.organisation: one for one in load_catalogue(extra_dirs=()).all()}
_PLACE = re.compile(r"‘[^’]+’|\b\d+(?:\.\d+)*\b")  # a heading, or the number of an article


def rows(name: str) -> list[list[str]]:
    """Give the rows of an organisation's table, without its head."""
    part = TABLE.read_text(encoding="utf-8").split(f"\n## {name}\n")[1].split("\n## ")[0]
    lines = [line for line in part.splitlines() if line.startswith("|")][2:]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def quoted(start: str) -> list[str]:
    """Give what stands between backticks and begins so."""
    return [one for one in re.findall(r"`([^`]+)`", TABLE.read_text(encoding="utf-8")) if one.startswith(start)]


@cache
def functions(path: Path) -> frozenset[str]:
    """Give the names of the functions in a file of tests."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return frozenset(node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


def articles_of(regulation: Regulation) -> set[str]:
    """Give every place of a regulation that the product rests a right, a term, a ground or a duty on."""
    found = {regulation.decided_by_article, regulation.advice_article, *regulation.articles.values()}
    found |= {*regulation.stop_articles.values(), *regulation.unrefusable.values()}
    found |= {term.article for term in regulation.terms.values()}
    for rules in (
        regulation.grounds,
        regulation.duties,
        regulation.identity,
        regulation.representation,
        regulation.complaint_routes,
        regulation.retention,
        regulation.warnings,
    ):
        found |= {rule.article for rule in rules}
    own = (article for article in found if article.startswith(("artikel", "onderde")))
    return {place for article in own for place in _PLACE.findall(article)}


@pytest.mark.parametrize("slug", NAMES)
def test_every_article_on_which_the_product_rests_stands_in_the_table(slug: str) -> None:
    named = {place for row in rows(NAMES[slug]) for place in _PLACE.findall(row[0])}
    used = articles_of(REGULATIONS[slug])
    assert used, slug
    without_paragraph = {place.split(".")[0] for place in named}
    assert {place for place in used if place not in named | without_paragraph} == set()


@pytest.mark.parametrize("slug", NAMES)
def test_every_row_names_a_screen_and_a_test_or_says_plainly_that_it_is_not_there_yet(slug: str) -> None:
    found = rows(NAMES[slug])
    assert len(found) > 10
    for article, rule, screen, shown in found:
        assert article.startswith(("artikel ", "onderdeel ")), article
        assert rule
        assert NOT_YET in screen if shown == NOT_YET else screen.startswith("`/"), (article, rule)
        assert shown == NOT_YET or shown.startswith("`tests/"), (article, rule)


def test_every_test_that_is_named_exists() -> None:
    named = [one for one in quoted("tests/") if "::" in one]
    assert len(named) > 50
    for one in named:
        path, name = one.split("::")
        assert name in functions(ROOT / path), one


def test_every_screen_that_is_named_exists(tmp_path: Path) -> None:
    app = create_app({"DATABASE_URL": f"sqlite:///{tmp_path}/none.db", "SECRET_KEY": SECRET_KEY})
    known = {re.sub(r"<\w+:", "<", rule.rule) for rule in app.url_map.iter_rules()}
    named = quoted("/")
    assert len(named) > 50
    assert {one for one in named if one not in known} == set()
