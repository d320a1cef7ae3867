"""The small time line: a later day stands further to the right, labels never touch, and today is always on it."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dsar.core.deadlines import Deadlines, Pause, derive
from dsar.core.regulation import PauseReason, Regulation
from dsar.core.vocabulary import ObjectionPurpose, Right
from dsar.regulations import load_catalogue
from dsar.web.cases.line_of import Happened, line_of, words_of
from dsar.web.cases.time_line import GAP, LONGEST, NARROWEST, Lane, Mark, Stretch, TimeLine, draw, scale, span

CATALOGUE = load_catalogue()
RECEIVED = date(2026, 11, 18)
TODAY = date(2026, 11, 24)
DAYS = st.dates(date(2018, 5, 25), date(2040, 12, 31))


def regulation(slug: str) -> Regulation:
    return CATALOGUE.newest(slug)


def labels(line: TimeLine) -> dict[str, float]:
    return {point.label.text: point.x for point in line.points}


def overlaps(line: TimeLine) -> Iterator[tuple[str, str]]:
    """Give every two labels of one line that touch on the narrowest screen."""
    placed = [(point.label.text, point.label.y, *span(point.x, point.label.text)[1:]) for point in line.points]
    for (one, line_one, start, end), (two, line_two, other_start, other_end) in combinations(placed, 2):
        if line_one == line_two and start < other_end + GAP and other_start < end + GAP:
            yield one, two


@given(st.lists(DAYS, min_size=2, max_size=9, unique=True), DAYS)
def test_a_later_day_stands_further_to_the_right(days: list[date], today: date) -> None:
    found = scale(days, today)
    places = [found.x(day) for day in sorted({*days, today})]
    assert all(one < other for one, other in pairwise(places)), places
    assert places[0] >= 0
    assert places[-1] <= 100


@given(st.lists(DAYS, min_size=1, max_size=9), DAYS, st.integers(8, LONGEST))
def test_labels_never_touch_and_never_leave_the_drawing(days: list[date], today: date, length: int) -> None:
    line = draw([], [Mark(day, "x" * length, "received") for day in days], Mark(today, "y" * length, "today"))
    assert not list(overlaps(line))
    for point in line.points:
        _, start, end = span(point.x, point.label.text)
        assert start >= 0
        assert end <= NARROWEST
        assert line.axis < point.label.y < line.height


def test_labels_that_stand_apart_share_a_line() -> None:
    line = draw([], [Mark(date(2026, 1, 1), "een", "received"), Mark(date(2026, 2, 1), "twee", "send_by")])
    assert len({point.label.y for point in line.points}) == 1


@pytest.mark.parametrize(
    ("today", "beyond"),
    [
        (date(2026, 11, 20), ""),
        (date(2026, 12, 30), ""),  # late, but it fits
        (date(2027, 11, 20), "after"),
        (date(2025, 11, 20), "before"),
    ],
)
def test_today_far_outside_the_dates_leaves_them_their_room(today: date, beyond: str) -> None:
    line = line_of(derive(regulation("westendorp-pr"), Right.ERASURE, RECEIVED), today)
    places = labels(line)
    assert line.beyond == beyond
    assert places["Op de post 14 dec"] - places["Ontvangen 18 nov"] > 40
    assert line.today is not None
    assert 0 <= line.today <= 100
    if beyond:
        assert line.today == (max if beyond == "after" else min)(places.values())


def test_both_clocks_are_drawn_with_their_ends() -> None:
    line = line_of(derive(regulation("westendorp-pr"), Right.ERASURE, RECEIVED), TODAY)
    assert [bar.label.text for bar in line.bars] == ["Reglement: 16 december 2026", "AVG: 18 december 2026"]
    assert [bar.governing for bar in line.bars] == [True, False]
    promised, statutory = (bar.pieces[-1].x + bar.pieces[-1].width for bar in line.bars)
    places = labels(line)
    assert places["Ontvangen 18 nov"] < places["Vandaag 24 nov"] < places["Op de post 14 dec"] < promised < statutory


def test_a_regulation_without_a_term_of_its_own_says_so_and_has_no_bar() -> None:
    line = line_of(derive(regulation("zaz-welzijn"), Right.COPY, RECEIVED), TODAY)
    assert line.bars[0].label.text == "Reglement: geen eigen termijn"
    assert line.bars[0].pieces == ()
    assert [piece.kind for piece in line.bars[1].pieces] == ["running"]


def paused(slug: str, right: Right = Right.INSPECTION, *, extended: bool = False) -> Deadlines:
    pause = Pause(date(2026, 11, 20), date(2026, 11, 27), PauseReason.IDENTITY)
    return derive(regulation(slug), right, RECEIVED, pauses=[pause], extended=extended)


def test_a_pause_is_cut_out_of_the_clocks_that_it_stops() -> None:
    line = line_of(paused("aanzien"), TODAY)
    assert [[piece.kind for piece in bar.pieces] for bar in line.bars] == [["running", "paused", "running"]] * 2
    for bar in line.bars:
        for one, other in pairwise(bar.pieces):
            assert one.x + one.width == pytest.approx(other.x, abs=0.01)
    line = line_of(paused("westendorp-pr", Right.CORRECTION), TODAY)
    assert [[piece.kind for piece in bar.pieces] for bar in line.bars] == [
        ["running"],
        ["running", "paused", "running"],
    ]


def test_an_extension_is_a_stretch_of_its_own_and_keeps_the_day_to_refuse_by() -> None:
    line = line_of(paused("aanzien", extended=True), TODAY)
    assert [piece.kind for piece in line.bars[1].pieces] == ["running", "paused", "running", "extended"]
    assert line.bars[1].label.text == "AVG: 25 februari 2027"
    assert labels(line)["Afwijzen 28 dec"] == pytest.approx(line.bars[1].pieces[-1].x)


def test_a_use_that_stops_at_once_says_so_on_the_day_of_receipt() -> None:
    deadlines = derive(regulation("zaz-welzijn"), Right.OBJECTION, RECEIVED, purpose=ObjectionPurpose.COMMERCIAL)
    line = line_of(deadlines, TODAY)
    assert "Stoppen 18 nov" in labels(line)


def test_what_was_done_takes_the_place_of_what_had_to_be_done() -> None:
    deadlines = derive(regulation("westendorp-pr"), Right.ERASURE, RECEIVED)
    answered = line_of(deadlines, date(2026, 12, 9), Happened(date(2026, 12, 8)))
    assert list(labels(answered)) == ["Ontvangen 18 nov", "Antwoord 8 dec", "Vandaag 9 dec"]
    closed = line_of(deadlines, date(2027, 12, 9), Happened(date(2026, 12, 8), date(2026, 12, 10)))
    assert list(labels(closed)) == ["Ontvangen 18 nov", "Antwoord 8 dec", "Klaar 10 dec"]
    assert closed.today is None


@given(
    st.sampled_from(["aanzien", "werk-op-maat", "werkkrachtcentrale", "westendorp-pr", "zaz-welzijn"]),
    st.sampled_from(list(Right)),
    st.integers(0, 900),
    st.booleans(),
    st.integers(0, 40),
)
def test_every_request_can_be_drawn(slug: str, right: Right, days: int, extended: bool, posting: int) -> None:
    deadlines = derive(regulation(slug), right, RECEIVED, extended=extended, posting_days=posting)
    line = line_of(deadlines, RECEIVED + timedelta(days=days))
    assert not list(overlaps(line))
    assert all(len(point.label.text) <= LONGEST for point in line.points)
    for bar in line.bars:
        assert all(piece.x >= 0 and piece.width > 0 and piece.x + piece.width <= 100 for piece in bar.pieces)
    for label in [*labels(line), *(bar.label.text for bar in line.bars)]:
        assert label in words_of(line, "Termijnen")


def test_a_clock_of_one_day_is_drawn() -> None:
    line = draw([Lane("AVG", (Stretch(TODAY, TODAY, "running"),))], [Mark(TODAY, "Nu", "received")])
    assert line.points[0].x == line.bars[0].pieces[0].x
