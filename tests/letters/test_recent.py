"""A page and its pictures cost one rendering, and nothing stays for long."""

import pytest

from dsar.letters import RenderCode, RenderError, Rendering
from dsar.letters.recent import Recent


class Counting:
    """Makes a new document each time, and counts."""

    def __init__(self) -> None:
        self.made = 0

    def __call__(self) -> Rendering:
        self.made += 1
        return Rendering(b"%PDF-", self.made, "")


def test_the_same_letter_is_made_once_and_another_one_anew() -> None:
    recent, make = Recent(), Counting()
    assert recent.get("a", make) is recent.get("a", make)
    assert recent.get("b", make).pages == make.made == 2


def test_the_one_that_was_asked_for_longest_ago_goes_first() -> None:
    recent, make = Recent(most=2), Counting()
    for html in ("a", "b", "a", "c", "a"):
        recent.get(html, make)
    assert make.made == 3
    recent.get("b", make)
    assert make.made == 4


def test_a_letter_is_kept_for_its_time_only() -> None:
    now = [100.0]
    recent, make = Recent(seconds=10, clock=lambda: now[0]), Counting()
    recent.get("a", make)
    now[0] += 9
    recent.get("a", make)
    assert make.made == 1
    now[0] += 2
    recent.get("a", make)
    assert make.made == 2


def test_a_failure_is_not_kept() -> None:
    recent, make = Recent(), Counting()

    def fail() -> Rendering:
        raise RenderError(RenderCode.BUSY)

    with pytest.raises(RenderError):
        recent.get("a", fail)
    assert recent.get("a", make).pages == 1
