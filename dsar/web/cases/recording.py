"""One page on which something about a case is recorded: its form, what it does, and what happens when it is sent."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from wtforms import Field

from dsar.core.permissions import Permission
from dsar.queries.case_view import CaseView
from dsar.web.case_page import SEE_OTHER, find_case, show, submit
from dsar.web.filters import capital, request_name
from dsar.web.forms import CaseForm


@dataclass(frozen=True, slots=True)
class Recording:
    """What a page records: `does` says in sentences what it changes, `done` what is told afterwards."""

    view: CaseView
    form: CaseForm
    heading: str
    fields: Sequence[Field]
    does: Sequence[str]
    done: str
    anchor: str = "daarna"  # where on the page of the case it can be seen
    hints: Mapping[str, str] = field(default_factory=dict)  # of the choices of the first field
    not_now: str = ""  # why there is nothing to record; the page then has no form


def recording(one: Recording, act: Callable[[], object]) -> ResponseReturnValue:
    """Show the form; when it is sent, do what it asks and lead back to the case, or show what is wrong with it."""
    if not one.form.is_submitted():
        return show("cases/recording.html", one.view, one.form, recording=one)
    refused = submit(one.form, act)
    if refused is not None:
        again = find_case(one.view.case.id, Permission.CASE_HANDLE)
        return show("cases/recording.html", again, one.form, recording=one, status=refused)
    flash(one.done, "success")
    return redirect(url_for("cases.case", case_id=one.view.case.id, _anchor=one.anchor), SEE_OTHER)


def requests_of(view: CaseView) -> list[tuple[int, str]]:
    """Offer the requests of a case."""
    return [(row.request.id, capital(request_name(row.request))) for row in view.requests]
