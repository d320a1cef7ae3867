"""What waits for somebody, in one message a day at the hour they chose, in the transaction that notes it as told."""

from sqlalchemy import update
from sqlalchemy.orm import Session

from dsar.core.calendars import is_working_day
from dsar.database import unit_of_work
from dsar.language import speaking
from dsar.models import User
from dsar.models.scheduled import MailKind, Notice
from dsar.queries.notices import Told, untold, users_to_tell
from dsar.queries.people import actor_of
from dsar.services.outbox import write_message
from dsar.services.work import Work
from dsar.wording.mail_layout import laid_out
from dsar.wording.mails import Waiting, digest_content


def make_digests(work: Work, hour: int) -> int:
    """Write a message for whoever chose this hour in Amsterdam, or an earlier one, and give how many were new.

    Each notice is told once, and each user gets one message a day: on working days, and only when something waits. An
    hour that was missed is made up for on the same day. Whoever chose no hour gets none.
    """
    if not work.address or not is_working_day(work.today):
        return 0
    with Session(work.engine) as session:
        users = users_to_tell(session, hour)
    return sum(_write(work, user_id) for user_id in users)


def _write(work: Work, user_id: int) -> bool:
    with unit_of_work(work.engine) as session:
        found = untold(session, actor_of(session, user_id, work.moment))
        if not found:  # they lost the role, or another process was first
            return False
        with speaking(session.get_one(User, user_id).language):
            content = digest_content([_waiting(one) for one in found], work.today)
            written = laid_out(content, work.address)
        row = write_message(session, work, user_id, MailKind.DIGEST, work.today.isoformat(), written)
        if row is None:
            return False
        ids = [one.notice.id for one in found]
        session.execute(update(Notice).where(Notice.id.in_(ids)).values(outbox_id=row.id))
        return True


def _waiting(one: Told) -> Waiting:
    return Waiting(one.notice.kind, one.notice.due_on, one.reference, one.notice.case_id, one.task_id)
