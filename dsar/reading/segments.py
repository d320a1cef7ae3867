"""Cuts a text at the places where marks begin and end."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TypeVar

T = TypeVar("T")


def segments_of(text: str, spans: Sequence[tuple[int, int, T]]) -> Iterator[tuple[str, list[T]]]:
    """Give the pieces of a text in order, each with what covers it; spans come by place, wider ones first."""
    places = sorted({0, len(text), *(place for start, end, _ in spans for place in (start, end))})
    waiting = list(reversed(spans))
    open_spans: list[tuple[int, int, T]] = []
    for start, end in pairwise(places):
        open_spans = [span for span in open_spans if span[1] > start]
        while waiting and waiting[-1][0] <= start:
            open_spans.append(waiting.pop())
        yield text[start:end], [span[2] for span in open_spans]
