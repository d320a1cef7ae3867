"""What a walk believes of its case, kept apart from the application: every check compares with this."""

from dataclasses import dataclass, field
from datetime import date

from dsar.core.advice_terms import Stage
from dsar.core.calendars import add_working_days
from dsar.core.deadlines import Deadlines, Pause, derive, without_stop
from dsar.core.pauses import ACCESS
from dsar.core.progress import open_date
from dsar.core.regulation import PauseReason, Regulation
from dsar.core.vocabulary import STOP_AT_ONCE, AdviceKind, LetterKind, MarkKind, ObjectionPurpose, Outcome, Right
from dsar.core.workflow import BEFORE_DECISION, Status

PROOF_DAYS = 10  # working days to show who asks
ADVICE_DAYS = 3  # working days, for the officer and then for the deputy


def asked_now(asked_on: date, today: date) -> Stage:
    """Tell of whom an advice that was asked on a day is asked now; somebody can always be asked in a walk."""
    officer = add_working_days(asked_on, ADVICE_DAYS)
    if today <= officer:
        return Stage.OFFICER
    return Stage.DEPUTY if today <= add_working_days(officer, ADVICE_DAYS) else Stage.OVER


@dataclass
class Wish:
    """One request of the case."""

    id: int
    right: Right
    purpose: ObjectionPurpose | None
    status: Status = Status.REGISTERED
    heard: bool = False
    outcome: Outcome | None = None  # of the newest revision
    author: int | None = None
    asked_on: date | None = None  # when advice was asked on that revision; None when none is needed
    advice: AdviceKind | None = None
    adviser: int | None = None
    without: bool = False
    answered_on: date | None = None
    extended: bool = False
    letter: int | None = None  # the answer that was made and not voided
    stopped: bool = False
    stop_holds: bool = False  # of a later round: another one recorded the stop
    first: int = 0  # the first round of this one; 0 for itself
    since: date | None = None  # of a later round: the day on which its cause came in
    reopened: bool = False  # there is a later round

    @property
    def must_stop(self) -> bool:
        """Whether the use stops at once (GDPR 21(3))."""
        return self.purpose in STOP_AT_ONCE

    @property
    def asked_first(self) -> int:
        """The first round of this request."""
        return self.first or self.id

    @property
    def to_stop(self) -> bool:
        """Whether the use must stop at once and has not."""
        return self.must_stop and not self.stopped

    @property
    def undecided(self) -> bool:
        """Whether no decision fell yet."""
        return self.status in BEFORE_DECISION

    @property
    def closed(self) -> bool:
        """Whether nothing is left to do."""
        return self.status is Status.CLOSED


@dataclass
class Asked:
    """A question to the client that left; `wishes` is empty for who asks, which is about the whole case."""

    letter: int
    kind: PauseReason
    start: date
    wishes: tuple[int, ...] = ()
    end: date | None = None


@dataclass
class Draft:
    """A composed letter about one request, and how far it is."""

    id: int
    kind: LetterKind
    wish: Wish
    author: int
    revision: int = 1
    status: str = "writing"
    asked_on: date | None = None
    adviser: int | None = None
    against: bool = False


@dataclass
class Made:
    """A letter with a number that did not leave yet."""

    id: int
    kind: LetterKind
    dated: date
    wishes: tuple[Wish, ...]
    draft: Draft | None = None


@dataclass
class Belief:
    """The whole case; `received` and `identified` are of the case, all else is of a request or a letter."""

    regulation: Regulation
    posting_days: int
    received: date
    wishes: list[Wish]
    identified: bool = False
    failed: list[date] = field(default_factory=list)  # on which it was not shown who asks
    questions: list[Asked] = field(default_factory=list)
    drafts: list[Draft] = field(default_factory=list)
    made: list[Made] = field(default_factory=list)
    tasks: dict[int, tuple[Wish, bool]] = field(default_factory=dict)  # open ones: about what, and whether it hears
    acknowledged: bool = False
    mark: MarkKind | None = None  # said at registering of who asks, and still to be recorded

    @property
    def closed(self) -> bool:
        """Whether every request has ended."""
        return all(wish.closed for wish in self.wishes)

    def clocks(self, wish: Wish, today: date | None, *, extended: bool | None = None) -> Deadlines:
        """Derive the dates of a request anew; without `today` an open question counts for nothing."""
        found = derive(
            self.regulation,
            wish.right,
            wish.since or self.received,
            purpose=wish.purpose,
            pauses=[self._pause(one, wish, today) for one in self.questions if self._counts(one, wish)],
            extended=wish.extended if extended is None else extended,
            posting_days=self.posting_days,
        )
        return without_stop(found) if wish.stop_holds else found

    def next_due(self) -> date | None:
        """Give the earliest date that is not met; None when every request has ended."""
        dates = (
            open_date(self.clocks(wish, None), wish.status, wish.outcome, use_stopped=wish.must_stop and wish.stopped)
            for wish in self.wishes
        )
        return min((day for day in dates if day is not None), default=None)

    def extendable(self, wish: Wish, day: date) -> bool:
        """Tell whether the first month of a request, with its pauses, runs on a day (GDPR 12(3))."""
        last = self.clocks(wish, day, extended=True).refuse_by
        return last is not None and self.received <= day <= last

    def asked(self, wish: Wish) -> frozenset[PauseReason]:
        """Give what the client was asked about a request and has not answered."""
        if wish.answered_on is not None:
            return frozenset()
        return frozenset(one.kind for one in self.questions if one.end is None and self._about(one, wish))

    def not_shown(self, wish: Wish, today: date) -> bool:
        """Tell whether it was asked who asks, and not shown in the time for it."""
        open_ones = (one for one in self.questions if one.end is None and self._about(one, wish))
        asked = min((one.start for one in open_ones if one.kind is PauseReason.IDENTITY), default=None)
        if asked is None or wish.answered_on is not None:
            return False
        return any(asked <= day <= today for day in self.failed) or today >= add_working_days(asked, PROOF_DAYS)

    @staticmethod
    def _about(asked: Asked, wish: Wish) -> bool:
        if wish.since is not None and asked.start < wish.since:
            return False  # of an earlier round
        return asked.kind is PauseReason.IDENTITY or wish.id in asked.wishes

    def _counts(self, asked: Asked, wish: Wish) -> bool:
        return self._about(asked, wish) and (asked.kind is PauseReason.IDENTITY or wish.right in ACCESS)

    def _pause(self, asked: Asked, wish: Wish, today: date | None) -> Pause:
        start = max(asked.start, wish.since or self.received)
        ends = [day for day in (asked.end, wish.answered_on) if day is not None]
        end = min(ends) if ends else today or start
        return Pause(start, max(start, end), asked.kind)
