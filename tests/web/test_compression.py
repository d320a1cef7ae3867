"""Answers are small: packed for who can read it, kept where they may be, and of a length that tells nothing."""

import gzip
from pathlib import Path

import brotli
import pytest

from tests.styles import make_css
from tests.support.app import World

CSS = "/static/css/dsar.css"
FILE = Path(make_css.ROOT, "static/css/dsar.css").read_bytes()


@pytest.fixture(scope="module")
def world(shared_world: World) -> World:
    return shared_world


def test_a_page_is_packed_and_is_the_same_page(world: World) -> None:
    client = world.app.test_client()
    plain = client.get("/inloggen", buffered=True)
    packed = client.get("/inloggen", headers={"Accept-Encoding": "br, gzip"}, buffered=True)
    assert "Content-Encoding" not in plain.headers
    assert packed.headers["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in packed.headers["Vary"]
    assert "no-store" in packed.headers["Cache-Control"]
    assert gzip.decompress(packed.data).startswith(b"<!doctype html>")
    assert int(packed.headers["Content-Length"]) == len(packed.data) < len(plain.data) / 2


def test_the_length_of_a_page_differs_each_time(world: World) -> None:
    client = world.app.test_client()
    lengths = {len(client.get("/inloggen", headers={"Accept-Encoding": "gzip"}, buffered=True).data) for _ in range(12)}
    assert max(lengths) - min(lengths) > 10


@pytest.mark.parametrize(("accepted", "coding"), [("br, gzip", "br"), ("gzip", "gzip"), ("identity", None)])
def test_a_file_is_packed_as_the_browser_can_read_it(world: World, accepted: str, coding: str | None) -> None:
    answer = world.app.test_client().get(CSS, headers={"Accept-Encoding": accepted}, buffered=True)
    unpack = {"br": brotli.decompress, "gzip": gzip.decompress, None: bytes}[coding]
    assert answer.headers.get("Content-Encoding") == coding
    assert unpack(answer.data) == FILE
    again = {"Accept-Encoding": accepted, "If-None-Match": answer.headers["ETag"]}
    assert world.app.test_client().get(CSS, headers=again, buffered=True).status_code == 304


def test_a_file_is_kept_for_a_year_under_the_hash_of_its_contents_only(world: World) -> None:
    client = world.app.test_client()
    linked = client.get("/inloggen", buffered=True).text.split('href="/static/css/dsar.css?v=')[1].split('"')[0]
    for version, age in ((linked, "max-age=31536000, immutable"), ("anders", "max-age=86400")):
        answer = client.get(f"{CSS}?v={version}", buffered=True)
        assert age in answer.headers["Cache-Control"]


def test_what_is_packed_already_and_what_is_not_there_are_left_alone(world: World) -> None:
    headers = {"Accept-Encoding": "br, gzip"}
    font = world.app.test_client().get(
        "/static/fonts/atkinson-hyperlegible-next-latin-400-normal.woff2", headers=headers, buffered=True
    )
    assert "Content-Encoding" not in font.headers
    missing = world.app.test_client().get("/static/css/geen.css", headers=headers, buffered=True)
    assert missing.status_code == 404
    assert missing.headers["Content-Encoding"] == "gzip"
    assert "max-age" not in missing.headers.get("Cache-Control", "")


def test_the_stylesheet_holds_what_the_templates_name() -> None:
    assert make_css.MADE.read_text("utf-8") == make_css.make(), "make styles"


def test_a_rule_stays_when_one_of_its_selectors_is_used() -> None:
    rules = "a.govuk-x,.govuk-button:not(.govuk-y,.govuk-z),.govuk-button--w{color:red}@media print{.govuk-x{top:0}}"
    parsed = make_css.tinycss2.parse_stylesheet(rules)
    assert make_css._written(parsed, frozenset({"govuk-button"})) == ".govuk-button--w{color:red}"
