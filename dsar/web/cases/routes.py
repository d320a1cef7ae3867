"""The worklist and the page of a case."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from dsar.core.permissions import Permission, has_permission
from dsar.core.vocabulary import Role
from dsar.language import gettext as _
from dsar.queries.case_view import CaseView, RequestView, case_view
from dsar.queries.deputies import deputies_on
from dsar.queries.drafts import drafts_of_case
from dsar.queries.follow_ups import open_follow_ups
from dsar.queries.notes import frozen_of_case, notes_of_case
from dsar.queries.tasks import state_of
from dsar.queries.third_parties import state_of_view
from dsar.web.authorize import requires
from dsar.web.case_page import note
from dsar.web.cases import listing, progress
from dsar.web.cases.after import after, after_step, after_tasks
from dsar.web.cases.clocks import Panel, request_panel
from dsar.web.cases.deceased_tasks import death_tasks, death_ways, explaining_tasks
from dsar.web.cases.letter_tasks import (
    extension_url,
    later_ways,
    letter_step,
    letter_tasks,
    other_ways,
    put_right,
    reconsidering,
    undone_ways,
)
from dsar.web.cases.waiting import waiting
from dsar.web.cases.who import colleagues, owners
from dsar.web.context import actor, session, today
from dsar.web.filters import request_name
from dsar.wording.words import word

blueprint = Blueprint("cases", __name__)


@blueprint.get("/")
@requires(Permission.SIGNED_IN)
def worklist() -> ResponseReturnValue:
    """Open on what waits for whoever signed in."""
    return listing.show_worklist()


@blueprint.route("/zoeken", methods=["GET", "POST"])
@requires(Permission.CASE_LIST)
def search() -> ResponseReturnValue:
    """Look for a case by reference, name or the number of a letter."""
    return listing.show_search()


@blueprint.get("/zoeken/<key>")
@requires(Permission.CASE_LIST)
def found(key: str) -> ResponseReturnValue:
    """Show what was found; the address holds no word of what was looked for."""
    return listing.show_found(key)


@blueprint.get("/zaken/<int:case_id>")
@requires(Permission.CASE_READ)
def case(case_id: int) -> ResponseReturnValue:
    """Show everything about a case; what can be done now is a link from here."""
    view = case_view(session(), actor(), case_id, today=today())
    first = next((row for row in view.requests if row.due is not None and row.due == view.due), None)
    drafts = drafts_of_case(session(), case_id)
    note(view, "case")
    return render_template(
        "cases/case.html",
        view=view,
        next_step=letter_step(view, drafts) or progress.next_step(view, after_step(view)),
        due_panel=_clocks(first) if first is not None and view.deceased is None else None,
        due_about=_due_about(view, first),
        case_tasks=[*_case_tasks(view), *letter_tasks(view, drafts), *after_tasks(view)],
        after=after(view),
        extension_url=extension_url(view),
        waiting=waiting(view),
        other_ways=(
            *other_ways(view),
            *undone_ways(view),
            *reconsidering(view),
            *later_ways(view),
            *death_ways(view),
            *put_right(view),
        ),
        hearing_url=progress.optional_hearing_url(view),
        requests=[(row, _clocks(row), _request_tasks(view, row)) for row in view.requests],
        may_handle=Role.CONTACT_PERSON in view.roles,
        may_note=has_permission(actor(), Permission.CASE_NOTE, view.case.organisation_id),
        actor_id=actor().user_id,
        asked_states={task.id: state_of(task, today()) for task in view.tasks},
        view_states={row.id: state_of_view(row, today()) for row in view.third_parties},
        notes=notes_of_case(session(), case_id),
        frozen=frozen_of_case(session(), case_id),
        colleagues=colleagues(view),
        owners=owners(view),
        drafts=drafts,
        away=deputies_on(session(), (view.case.organisation_id,), today()).get(
            (view.case.organisation_id, view.case.owner_id)
        ),
        owner_role=progress.role_name(view, Role.CONTACT_PERSON),
    )


def _case_tasks(view: CaseView) -> list[progress.Task]:
    return death_tasks(view) if view.deceased is not None else progress.case_tasks(view)


def _request_tasks(view: CaseView, row: RequestView) -> list[progress.Task]:
    return explaining_tasks(view, row) if view.deceased is not None else progress.request_tasks(view, row)


def _due_about(view: CaseView, first: RequestView | None) -> str:
    """Say what the first date is about, where that is not plain: one request of several, or no request."""
    if first is not None:
        return request_name(first.request) if len(view.requests) > 1 else ""
    return next((word(one.kind).lower() for one in open_follow_ups(view.case) if one.act_by == view.due), "")


def _clocks(row: RequestView) -> Panel:
    return request_panel(_("Termijnen voor %(right)s", right=request_name(row.request)), row)
