"""The pages about somebody who died: who asks, with what it changes shown first, and that it was a mistake."""

from collections.abc import Iterator
from dataclasses import dataclass

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from dsar.core.permissions import Permission
from dsar.language import gettext as _
from dsar.queries.case_view import CaseView
from dsar.services.deceased import record_death, undo_death
from dsar.web.attempt import INVALID
from dsar.web.authorize import requires
from dsar.web.case_page import OK, SEE_OTHER, find_case, opened, show, submit, work_for
from dsar.web.cases.deceased_forms import AliveForm, DeceasedForm, deceased_form, open_rows
from dsar.web.cases.routes import blueprint
from dsar.web.filters import capital, request_name, weekday_day
from dsar.wording.people import full_name
from dsar.wording.words import word


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that recording a death changes."""

    what: str
    before: str
    after: str


@blueprint.route("/zaken/<int:case_id>/overleden", methods=["GET", "POST"])
@requires(Permission.CASE_HANDLE)
def deceased(case_id: int) -> ResponseReturnValue:
    """Record who asks about somebody who died, after showing what that changes: `step` is check, edit or record."""
    view = find_case(case_id, Permission.CASE_HANDLE)
    form = deceased_form(view)
    if not form.is_submitted():
        form.fill_in(view)
        return _page(view, form)
    if request.form.get("step") == "edit":
        return _page(view, form)
    if not form.validate_for(view):
        return _page(view, form, INVALID)
    if request.form.get("step") != "record":
        changes, remarks = list(_changes(view, form)), list(_remarks(view))
        return show("cases/deceased_check.html", view, form, changes=changes, remarks=remarks)
    status = submit(form, lambda: record_death(work_for(form), case_id, opened(form), form.typed(view)))
    if status is not None:
        return _page(find_case(case_id, Permission.CASE_HANDLE), form, status)
    flash(_("Vastgelegd. Deze zaak gaat over een overleden persoon."), "success")
    return redirect(url_for("cases.case", case_id=case_id), SEE_OTHER)


@blueprint.route("/zaken/<int:case_id>/niet-overleden", methods=["GET", "POST"])
@requires(Permission.CASE_HANDLE)
def alive(case_id: int) -> ResponseReturnValue:
    """Record that it was a mistake, after saying what that does."""
    view, form, status = find_case(case_id, Permission.CASE_HANDLE), AliveForm(), OK
    if form.is_submitted():
        refused = submit(form, lambda: undo_death(work_for(form), case_id, opened(form), form.reason.data or ""))
        if refused is None:
            flash(_("Vastgelegd. De AVG geldt weer voor deze zaak, met haar termijnen."), "success")
            return redirect(url_for("cases.case", case_id=case_id), SEE_OTHER)
        status, view = refused, find_case(case_id, Permission.CASE_HANDLE)
    return show("cases/alive.html", view, form, status=status)


def _page(view: CaseView, form: DeceasedForm, status: int = OK) -> ResponseReturnValue:
    return show("cases/deceased.html", view, form, status=status, grounds=form.grounds(view))


def _changes(view: CaseView, form: DeceasedForm) -> Iterator[Change]:
    """Give what it changes, for the page that shows this before anything is kept."""
    new, subject = form.typed(view), view.subject
    died = full_name(subject.initials, subject.name_prefix, subject.last_name)
    promise = _("%(day)s, als belofte van uw organisatie", day=weekday_day(new.answer_by))
    asks = full_name(new.person.initials, new.person.name_prefix, new.person.last_name)
    known = view.deceased
    reads = full_name(known.initials, known.name_prefix, known.last_name) if known is not None else died
    if known is None:
        yield Change(_("De AVG"), _("Geldt, met haar termijn"), _("Geldt niet: deze persoon is overleden"))
    yield Change(_("Eerste datum"), weekday_day(view.due) if view.due is not None else _("Geen"), promise)
    yield Change(_("Nieuwe brieven gaan naar"), reads, f"{asks} ({new.relation})")
    if known is None:
        for row in open_rows(view):
            yield Change(capital(request_name(row.request)), word(row.request.status), _("Antwoorden met uitleg"))


def _remarks(view: CaseView) -> Iterator[str]:
    yield _("Wat al is gedaan, blijft staan: voorstellen, adviezen, besluiten, brieven en notities.")
    if view.representative is not None:
        yield _("Wie namens deze persoon handelde, kan dat niet meer. Een machtiging stopt bij het overlijden.")
    waiting = [one.number for one in view.letters if one.dispatch is None and one.status == "final"]
    if waiting:
        yield _(
            "Klaar, maar nog niet verzonden: brief %(numbers)s. Laat die vervallen als hij niet meer klopt.",
            numbers=", ".join(waiting),
        )
