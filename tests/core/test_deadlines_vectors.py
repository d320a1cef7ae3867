"""Every worked case of `tests/data/deadline-vectors.csv`: EDPB, Austrian and British authorities, and computed ones."""

import csv
from datetime import date
from pathlib import Path

import pytest

from dsar.core.deadlines import Pause, bare_term, derive, remedy_until
from dsar.core.regulation import Calendar, PauseReason, Period
from dsar.core.vocabulary import Right
from tests.factories.regulations import make_regulation, make_term

VECTORS = Path(__file__).parent.parent / "data" / "deadline-vectors.csv"
with VECTORS.open(encoding="utf-8", newline="") as _lines:
    ROWS = list(csv.DictReader(_lines))
IDS = [f"{row['received']}-{row['rule']}-{row['calendar']}-{number}" for number, row in enumerate(ROWS, start=2)]


def pauses_of(row: dict[str, str]) -> list[Pause]:
    if not row["paused_from"]:
        return []
    start, end = date.fromisoformat(row["paused_from"]), date.fromisoformat(row["paused_to"])
    return [Pause(start, end, PauseReason.IDENTITY)]


def test_the_file_holds_the_cases() -> None:
    assert len(ROWS) > 40


@pytest.mark.parametrize("row", ROWS, ids=IDS)
def test_bare_term_ends_on_the_expected_day(row: dict[str, str]) -> None:
    received = date.fromisoformat(row["received"])
    period, calendar = Period.parse(row["rule"]), Calendar(row["calendar"])
    term = bare_term(period, calendar, received, pauses_of(row), row["extended"] == "yes")
    assert term.due.isoformat() == row["expected_due"]
    assert term.steps[-1].date == term.due


@pytest.mark.parametrize("row", ROWS, ids=IDS)
def test_the_same_case_as_a_request_ends_on_the_expected_day(row: dict[str, str]) -> None:
    received, expected = date.fromisoformat(row["received"]), date.fromisoformat(row["expected_due"])
    if (row["rule"], row["calendar"]) == ("1m", "eu1182-nl"):
        extended = row["extended"] == "yes"
        derived = derive(make_regulation(), Right.ERASURE, received, pauses=pauses_of(row), extended=extended)
        assert derived.respond.statutory == derived.fulfil.statutory == derived.respond.governing == expected
    elif row["rule"] == "6w":
        assert remedy_until(received) == expected
    else:
        term = make_term(row["rule"], calendar=Calendar(row["calendar"]))
        derived = derive(make_regulation({Right.ERASURE: term}), Right.ERASURE, received, pauses=pauses_of(row))
        assert derived.respond.regulation == expected
