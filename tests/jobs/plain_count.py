"""What a week must tell, counted in the plainest way from what the test itself did: nothing of `dsar.core` is asked.

One pass over the hours: at each hour what is due makes notices, and from the hour of the digest on each user gets at
most one message a day with what is live and was not told yet.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

HOLIDAYS = {date(2027, 3, 26), date(2027, 3, 29), date(2027, 4, 27), date(2027, 5, 5), date(2027, 5, 6)}
BEFORE = (7, 3, 1)
DIGEST_HOUR = 8
HOURS = range(6, 21)

Key = tuple[int, str, str, date]  # whom, of what kind, about what, by which day
Told = tuple[int, str, str, date, int]  # and the mark


def works(day: date) -> bool:
    """Tell whether it is a working day."""
    return day.weekday() < 5 and day not in HOLIDAYS


def between(after: date, until: date) -> int:
    """Count the working days after a day, up to and including another."""
    return sum(works(after + timedelta(days=step)) for step in range(1, (until - after).days + 1))


def plus(day: date, working_days: int) -> date:
    """Give the day that so many working days later is."""
    while working_days:
        day += timedelta(days=1)
        working_days -= works(day)
    return day


@dataclass
class Thing:
    """Something that is due by a day or waits since one, and who is told of it."""

    kind: str
    about: str
    due: date
    users: tuple[int, ...]

    def mark(self, today: date) -> int | None:
        """Give the mark of the day."""
        if not works(today):
            return None
        late = between(self.due, today) if today > self.due else 0
        if self.kind == "due":
            return -late if today > self.due else mark_before(between(today, self.due))
        if self.kind == "deputising":
            return 0 if today >= self.due else None
        return -((late - 1) // 5 * 5 + 1) if today > self.due else None


def mark_before(left: int) -> int | None:
    """Give the mark of a date that so many working days are left for."""
    if left == 0:
        return 0
    return next((mark for mark in sorted(BEFORE) if mark >= left), None)


@dataclass
class Plain:
    """Everything that was told so far."""

    notices: set[Told] = field(default_factory=set)
    digests: dict[tuple[int, date], set[Told]] = field(default_factory=dict)
    _live: dict[Key, int] = field(default_factory=dict)
    _mailed: set[Told] = field(default_factory=set)

    def hour(self, day: date, hour: int, things: list[Thing]) -> None:
        """Count what one hour tells, with the facts as they are then."""
        standing = {(user, thing.kind, thing.about, thing.due) for thing in things for user in thing.users}
        self._live = {key: mark for key, mark in self._live.items() if key in standing}
        for told in _marked(things, day):
            if told not in self.notices:
                self.notices.add(told)
                self._live[told[:4]] = told[4]
        if works(day) and hour >= DIGEST_HOUR:
            self._digest(day)

    def _digest(self, day: date) -> None:
        for user in {key[0] for key in self._live}:
            new = {(*key, mark) for key, mark in self._live.items() if key[0] == user} - self._mailed
            if new and (user, day) not in self.digests:
                self.digests[user, day] = new
                self._mailed |= new


def _marked(things: list[Thing], day: date) -> Iterator[Told]:
    for thing in things:
        mark = thing.mark(day)
        if mark is not None:
            yield from ((user, thing.kind, thing.about, thing.due, mark) for user in thing.users)
