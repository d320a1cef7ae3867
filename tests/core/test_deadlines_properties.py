"""What holds for every request, whatever the regulation, the pauses and the extension."""

from dataclasses import replace
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta
from hypothesis import given
from hypothesis import strategies as st

from dsar.core.calendars import is_working_day
from dsar.core.deadlines import Deadlines, Pause, bare_term, derive
from dsar.core.regulation import Binds, Calendar, PauseReason, Period, Regulation, Term, Unit
from dsar.core.terms import add_months
from dsar.core.vocabulary import DispatchWay, Right
from tests.factories.days import working_days_between
from tests.factories.regulations import make_regulation

ACCESS = [Right.INSPECTION, Right.COPY]

Drawn = tuple[Regulation, Right, date, list[Pause], bool]

days = st.dates(min_value=date(2018, 5, 25), max_value=date(2060, 12, 31))
periods = st.one_of(
    st.builds(Period, st.integers(1, 120), st.just(Unit.DAYS)),
    st.builds(Period, st.integers(1, 26), st.just(Unit.WEEKS)),
    st.builds(Period, st.integers(1, 12), st.just(Unit.MONTHS)),
)
terms = st.builds(
    Term,
    period=periods,
    binds=st.sampled_from(Binds),
    calendar=st.sampled_from(Calendar),
    article=st.just("1"),
    paused_by=st.frozensets(st.sampled_from(PauseReason)),
)


@st.composite
def pauses_from(draw: st.DrawFn, received: date) -> list[Pause]:
    """Draw up to four pauses, within half a year of receipt so that some overlap and some come too late."""
    found = []
    for _ in range(draw(st.integers(0, 4))):
        start = received + timedelta(days=draw(st.integers(0, 180)))
        reason = draw(st.sampled_from(PauseReason))
        found.append(Pause(start, start + timedelta(days=draw(st.integers(0, 60))), reason))
    return found


@st.composite
def requests(draw: st.DrawFn) -> Drawn:
    """Draw a regulation with or without a term, and a request for access so that each reason may pause it."""
    right = draw(st.sampled_from(ACCESS))
    term = draw(st.none() | terms)
    received = draw(days)
    regulation = make_regulation({right: term} if term else {})
    return regulation, right, received, draw(pauses_from(received)), draw(st.booleans())


def derived(request: Drawn) -> Deadlines:
    regulation, right, received, pauses, extended = request
    return derive(regulation, right, received, pauses=pauses, extended=extended)


def dates_of(found: Deadlines) -> list[date]:
    """Give every date that must not come earlier when a pause gets longer."""
    return [
        day
        for clock in (found.respond, found.fulfil)
        for day in (clock.regulation, clock.statutory, clock.governing, clock.send_by)
        if day is not None
    ] + ([found.refuse_by] if found.refuse_by else [])


@given(days, st.integers(1, 999))
def test_months_are_counted_as_python_dateutil_does(start: date, months: int) -> None:
    assert add_months(start, months) == start + relativedelta(months=months)


@given(requests())
def test_no_date_lies_before_receipt(request: Drawn) -> None:
    received = request[2]
    found = derived(request)
    for clock in (found.respond, found.fulfil):
        assert clock.governing >= received
        assert clock.statutory > received
        assert clock.without_pause >= received
        assert clock.regulation is None or clock.regulation > received


@given(requests())
def test_the_governing_date_is_the_earlier_clock(request: Drawn) -> None:
    found = derived(request)
    for clock in (found.respond, found.fulfil):
        assert clock.governing == min(day for day in (clock.regulation, clock.statutory) if day is not None)


@given(requests())
def test_the_statutory_date_and_the_day_for_refusing_are_working_days(
    request: Drawn,
) -> None:
    found = derived(request)
    assert is_working_day(found.respond.statutory)
    assert found.refuse_by is None or is_working_day(found.refuse_by)


@given(requests(), st.data())
def test_a_longer_pause_never_makes_a_date_earlier(request: Drawn, data: st.DataObject) -> None:
    regulation, right, received, pauses, extended = request
    if not pauses:
        return
    index = data.draw(st.integers(0, len(pauses) - 1))
    pause = pauses[index]
    assert pause.end is not None
    earlier = data.draw(st.integers(0, (pause.start - received).days))
    later = data.draw(st.integers(0, 60))
    longer = replace(pause, start=pause.start - timedelta(days=earlier), end=pause.end + timedelta(days=later))
    changed = [*pauses[:index], longer, *pauses[index + 1 :]]
    before, after = derived(request), derived((regulation, right, received, changed, extended))
    assert all(one <= other for one, other in zip(dates_of(before), dates_of(after), strict=True))


@given(requests(), st.data())
def test_one_more_pause_never_makes_a_date_earlier(request: Drawn, data: st.DataObject) -> None:
    regulation, right, received, pauses, extended = request
    more = pauses + data.draw(pauses_from(received))
    before, after = derived(request), derived((regulation, right, received, more, extended))
    assert all(one <= other for one, other in zip(dates_of(before), dates_of(after), strict=True))


@given(requests())
def test_overlapping_pauses_count_once(request: Drawn) -> None:
    regulation, right, received, pauses, extended = request
    pauses = [replace(pause, reason=PauseReason.IDENTITY) for pause in pauses]
    once = derived((regulation, right, received, pauses, extended))
    twice = derived((regulation, right, received, pauses * 2, extended))
    assert dates_of(once) == dates_of(twice)


@given(days, st.integers(0, 20), st.integers(1, 10), st.integers(0, 10))
def test_two_pauses_that_overlap_equal_their_union(received: date, offset: int, length: int, overlap: int) -> None:
    start = received + timedelta(days=offset)
    middle, end = start + timedelta(days=length), start + timedelta(days=length + 5)
    second = max(start, middle - timedelta(days=overlap))
    regulation = make_regulation()
    apart = [Pause(start, middle, PauseReason.IDENTITY), Pause(second, end, PauseReason.CLARIFICATION)]
    union = [Pause(start, end, PauseReason.IDENTITY)]
    found = [derive(regulation, Right.COPY, received, pauses=pauses) for pauses in (apart, union)]
    assert dates_of(found[0]) == dates_of(found[1])


@given(days, st.sampled_from(Calendar))
def test_four_weeks_never_end_after_a_month(received: date, calendar: Calendar) -> None:
    four_weeks, month = (bare_term(Period.parse(rule), calendar, received).due for rule in ("4w", "1m"))
    assert four_weeks <= month


@given(requests())
def test_pauses_never_make_a_date_earlier_than_without_them(
    request: Drawn,
) -> None:
    regulation, right, received, _, extended = request
    found, bare = derived(request), derived((regulation, right, received, [], extended))
    for clock, unpaused in ((found.respond, bare.respond), (found.fulfil, bare.fulfil)):
        assert clock.without_pause == unpaused.governing <= clock.governing


@given(requests(), st.integers(0, 10))
def test_a_letter_sent_in_time_has_arrived_on_the_governing_date(request: Drawn, posting_days: int) -> None:
    regulation, right, received, pauses, extended = request
    found = derive(regulation, right, received, pauses=pauses, extended=extended, posting_days=posting_days)
    for clock in (found.respond, found.fulfil):
        assert is_working_day(clock.send_by)
        assert working_days_between(clock.send_by, clock.governing) == posting_days


@given(requests(), st.sampled_from([DispatchWay.HANDED_OVER, DispatchWay.PORTAL]))
def test_a_letter_not_posted_leaves_at_latest_on_the_last_working_day(request: Drawn, way: DispatchWay) -> None:
    regulation, right, received, pauses, extended = request
    found = derive(regulation, right, received, pauses=pauses, extended=extended, delivery=way)
    for clock in (found.respond, found.fulfil):
        assert is_working_day(clock.send_by)
        assert working_days_between(clock.send_by, clock.governing) == 0
        assert clock.send_by <= clock.governing


@given(requests())
def test_an_extension_moves_the_law_and_never_the_regulation(
    request: Drawn,
) -> None:
    regulation, right, received, pauses, _ = request
    plain, extended = (derived((regulation, right, received, pauses, yes)) for yes in (False, True))
    assert plain.fulfil.regulation == extended.fulfil.regulation
    assert plain.respond.statutory < extended.respond.statutory
    assert extended.refuse_by == plain.respond.statutory
