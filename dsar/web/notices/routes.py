"""The notices of whoever signed in, each with a link to where it can be done."""

from dataclasses import dataclass
from datetime import datetime

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from dsar.clock import day_in_amsterdam
from dsar.core.errors import NotFound
from dsar.core.permissions import Permission, has_permission
from dsar.core.reminders import Reminder
from dsar.core.search import Tab
from dsar.language import gettext as _
from dsar.queries.notices import OPEN_SHOWN, Told, badges, own_notices
from dsar.services.notices import read_notice, read_notices
from dsar.web.authorize import requires
from dsar.web.cases.filters import OWN
from dsar.web.context import actor, restored, session, work
from dsar.wording.notices import told

blueprint = Blueprint("notices", __name__)
_SEE_OTHER = 303
_MOST_DIGITS = 10


@dataclass(frozen=True, slots=True)
class Line:
    """A notice on the screen: the sentence, what it is about, and where to go on (empty: nowhere)."""

    id: int
    says: str
    about: str  # the reference of the case and, for who has several, the organisation
    url: str
    link: str
    told_at: datetime


@blueprint.get("/meldingen")
@requires(Permission.SIGNED_IN)
def mine() -> ResponseReturnValue:
    """List what the actor was told: what is new first, then what they read, and apart what is not so any more."""
    lists = own_notices(session(), actor())
    several = len({place for place, _role in actor().memberships}) > 1
    unread, read, settled = (
        [_line(one, several) for one in lines] for lines in (lists.unread, lists.read, lists.settled)
    )
    return render_template(
        "notices/mine.html",
        unread=unread,
        read=read,
        settled=settled,
        count=badges(session(), actor()).unread if len(unread) == OPEN_SHOWN else len(unread),
        until=max((one.id for one in unread), default=0),
    )


@blueprint.post("/meldingen/gelezen")
@requires(Permission.SIGNED_IN)
def mark_read() -> ResponseReturnValue:
    """Mark one notice as read (`notice`), or all up to the newest that was on the screen (`until`)."""
    notice_id, until = _number("notice"), _number("until")
    if notice_id is None and until is None:
        raise NotFound
    if not restored():  # a form that comes back after signing in does nothing by itself
        session().rollback()
        if notice_id is not None:
            read_notice(work(), notice_id)
        else:
            read_notices(work(), until or 0)
            flash(_("Alle meldingen zijn gelezen."), "success")
    return redirect(url_for("notices.mine"), _SEE_OTHER)


def _line(one: Told, several: bool) -> Line:
    notice = one.notice
    url, link = _goes_to(one)
    return Line(
        id=notice.id,
        says=told(
            notice.kind,
            notice.due_on,
            day_in_amsterdam(notice.created_at),
            own_task=one.task_id is not None,
            away=one.away,
        ),
        about=", ".join(filter(None, [one.reference, one.organisation if several or not one.reference else ""])),
        url=url,
        link=link,
        told_at=notice.created_at,
    )


def _goes_to(one: Told) -> tuple[str, str]:
    """Give where a notice leads, and the words of the link; empty when there is nothing to open."""
    notice, here = one.notice, one.notice.organisation_id
    if one.task_id is not None:
        return url_for("tasks.task", task_id=one.task_id), _("Naar de vraag")
    if notice.kind is Reminder.DEPUTISING and has_permission(actor(), Permission.CASE_HANDLE, here):
        return url_for("cases.worklist", tab=Tab.MINE.value, behandelaar=OWN), _("Naar de zaken")
    if notice.kind is Reminder.NOT_POSTED and has_permission(actor(), Permission.CASE_HANDLE, here):
        return url_for("printing.post", organisation_id=here), _("Naar de post")
    if one.reference and notice.case_id is not None:
        return url_for("cases.case", case_id=notice.case_id), _("Naar de zaak")
    return "", ""


def _number(name: str) -> int | None:
    text = request.form.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < _MOST_DIGITS else None
