"""The officer's overview: one message a week, on its first working day, with numbers and no more."""

from datetime import date, timedelta

from sqlalchemy.orm import Session

from dsar.core.calendars import is_working_day
from dsar.database import unit_of_work
from dsar.language import speaking
from dsar.models import User
from dsar.models.scheduled import MailKind
from dsar.queries.overviews import advisers_at, standings
from dsar.services.outbox import write_message
from dsar.services.work import Work
from dsar.wording.mail_layout import laid_out
from dsar.wording.mails import Standing, weekly_content


def make_weekly(work: Work, hour: int) -> int:
    """Write the overview for whoever chose this hour in Amsterdam, or an earlier one, and give how many were new.

    Whoever chose no hour gets none. An hour that was missed is made up for on the same day.
    """
    if not work.address or not is_first_working_day(work.today):
        return 0
    with Session(work.engine) as session:
        found = advisers_at(session, work.moment, hour)
    return sum(_write(work, user_id, places) for user_id, places in found.items())


def is_first_working_day(day: date) -> bool:
    """Tell whether a day is the first working day of its week."""
    before = (day - timedelta(days=back) for back in range(1, day.weekday() + 1))
    return is_working_day(day) and not any(is_working_day(one) for one in before)


def _write(work: Work, user_id: int, places: list[int]) -> bool:
    year, week, _weekday = work.today.isocalendar()
    with unit_of_work(work.engine) as session:
        rows = [Standing(*row) for row in standings(session, places, work.today)]
        with speaking(session.get_one(User, user_id).language):
            written = laid_out(weekly_content(work.today, rows), work.address)
        return write_message(session, work, user_id, MailKind.WEEKLY, f"week-{year}-{week:02d}", written) is not None
