"""Where everything on the small time line of a request stands: pure positions, no words of its own and no clock.

Across, places are percentages of the drawing's width, so that nothing has to be scaled to fit a narrow screen and the
letters keep their size; down, they are CSS pixels. Labels that do not fit beside each other on the narrowest screen
get a line of their own: on a wider one they are only further apart.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

NARROWEST = 248  # CSS pixels that are left for the drawing on a screen of 320
CHARACTER = 7.2  # CSS pixels, at most, of an average character of a label
GAP = 8  # CSS pixels between two labels on a line
LONGEST = 17  # characters of a label that stands at a day: half the narrowest width

_LEFT, _RIGHT, _BREAK = 1.0, 99.0, 12.0  # per cent; the last is what a day far outside the others takes
_LINE, _LANE, _TOP = 20, 42, 18  # CSS pixels: a line of labels, a bar with its label, the first baseline
_BAR_BELOW, _BAR_HEIGHT = 6, 12


@dataclass(frozen=True, slots=True)
class Mark:
    """A day that gets a point on the axis and a label; `kind` colours it."""

    day: date
    text: str
    kind: str


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a bar: from one day to another."""

    start: date
    end: date
    kind: str  # running, paused, extended


@dataclass(frozen=True, slots=True)
class Lane:
    """A clock as a bar of stretches, with its label above it; `governing` says that its end counts."""

    text: str
    stretches: tuple[Stretch, ...]
    governing: bool = False


@dataclass(frozen=True, slots=True)
class Label:
    """A text at a place: `anchor` is SVG's own word for the side that stands there."""

    text: str
    x: float
    y: int
    anchor: str  # start, end


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch as it is drawn."""

    x: float
    width: float
    kind: str


@dataclass(frozen=True, slots=True)
class Bar:
    """A lane as it is drawn."""

    label: Label
    y: int
    pieces: tuple[Piece, ...]
    governing: bool


@dataclass(frozen=True, slots=True)
class Point:
    """A mark as it is drawn: a point on the axis, and a label below it."""

    x: float
    label: Label
    kind: str


@dataclass(frozen=True, slots=True)
class TimeLine:
    """The whole drawing; `beyond` says on which side today lies far outside it: before, after, or empty."""

    height: int
    axis: int
    bar_height: int
    bars: tuple[Bar, ...]
    points: tuple[Point, ...]
    today: float | None
    beyond: str


@dataclass(frozen=True, slots=True)
class Scale:
    """From a day to its place across."""

    first: date
    last: date
    left: float
    right: float
    today: date | None
    beyond: str

    def x(self, day: date) -> float:
        """Give the place of a day in per cent; later days stand further to the right."""
        if self.beyond and day == self.today:
            return _LEFT if self.beyond == "before" else _RIGHT
        days = max((self.last - self.first).days, 1)
        return round(self.left + (self.right - self.left) * (day - self.first).days / days, 3)


def scale(days: Sequence[date], today: date | None) -> Scale:
    """Give the scale on which every day fits; today far outside the others stands at the edge, past a break."""
    first, last = min(days), max(days)
    room = timedelta(days=max((last - first).days, 1))
    if today is None or first <= today <= last:
        return Scale(first, last, _LEFT, _RIGHT, today, "")
    if today > last:
        if today - last > room:
            return Scale(first, last, _LEFT, _RIGHT - _BREAK, today, "after")
        return Scale(first, today, _LEFT, _RIGHT, today, "")
    if first - today > room:
        return Scale(first, last, _LEFT + _BREAK, _RIGHT, today, "before")
    return Scale(today, last, _LEFT, _RIGHT, today, "")


def draw(lanes: Sequence[Lane], marks: Sequence[Mark], today: Mark | None = None) -> TimeLine:
    """Give the drawing of the lanes, the marks below them, and today where there is one."""
    days = [mark.day for mark in marks]
    days += [day for lane in lanes for stretch in lane.stretches for day in (stretch.start, stretch.end)]
    across = scale(days, today.day if today is not None else None)
    axis = _TOP + _LANE * len(lanes)
    points = _points(across, sorted([*marks, *([today] if today else [])], key=lambda mark: mark.day), axis)
    lowest = max((point.label.y for point in points), default=axis)
    return TimeLine(
        height=lowest + 8,
        axis=axis,
        bar_height=_BAR_HEIGHT,
        bars=tuple(_bar(across, lane, _TOP + _LANE * index) for index, lane in enumerate(lanes)),
        points=points,
        today=across.x(today.day) if today is not None else None,
        beyond=across.beyond,
    )


def _bar(across: Scale, lane: Lane, y: int) -> Bar:
    pieces = []
    for stretch in lane.stretches:
        x = across.x(stretch.start)
        pieces.append(Piece(x, round(across.x(stretch.end) - x, 3), stretch.kind))
    return Bar(Label(lane.text, 0, y, "start"), y + _BAR_BELOW, tuple(pieces), lane.governing)


def _points(across: Scale, marks: Sequence[Mark], axis: int) -> tuple[Point, ...]:
    """Give each mark the first line below the axis on which its label does not touch another."""
    taken: list[list[tuple[float, float]]] = []
    points = []
    for mark in marks:
        x = across.x(mark.day)
        anchor, start, end = span(x, mark.text)
        level = next((n for n, line in enumerate(taken) if _free(line, start, end)), len(taken))
        if level == len(taken):
            taken.append([])
        taken[level].append((start, end))
        points.append(Point(x, Label(mark.text, x, axis + _LINE * (level + 1) + 4, anchor), mark.kind))
    return tuple(points)


def span(x: float, text: str) -> tuple[str, float, float]:
    """Give on which side of its place a label stands, and from where to where on the narrowest screen, in pixels."""
    at, width = x / 100 * NARROWEST, len(text) * CHARACTER
    if at + width <= NARROWEST:
        return "start", at, at + width
    return "end", at - width, at


def _free(line: Sequence[tuple[float, float]], start: float, end: float) -> bool:
    return all(end + GAP <= other_start or other_end + GAP <= start for other_start, other_end in line)
