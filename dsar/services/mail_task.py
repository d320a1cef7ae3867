"""A colleague hears at once by e-mail that somebody asked them something; what was asked stands on the screen only."""

from sqlalchemy.orm import Session

from dsar.language import speaking
from dsar.models import Case, Task, User
from dsar.models.scheduled import MailKind
from dsar.services.outbox import write_message
from dsar.services.work import Work
from dsar.wording.mail_layout import laid_out
from dsar.wording.mails import task_content


def mail_task(session: Session, work: Work, case: Case, task: Task) -> None:
    """Put the message in the outbox, in the transaction of the task; nobody writes to themselves."""
    if task.assignee_id == work.actor.user_id:
        return
    with speaking(session.get_one(User, task.assignee_id).language):
        written = laid_out(task_content(case.reference, task.id, task.due_on), work.address)
    write_message(session, work, task.assignee_id, MailKind.TASK, f"task-{task.id}", written)
