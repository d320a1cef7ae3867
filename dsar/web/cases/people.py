"""The pages on which a case gets another owner, and the details of who is asking are put right."""

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs

from dsar.core.permissions import Permission
from dsar.core.vocabulary import Role
from dsar.language import gettext as _
from dsar.language import lazy_gettext as _l
from dsar.queries.intake_marks import address_needed
from dsar.queries.people import holders
from dsar.services.assign_owner import assign_owner
from dsar.services.correct_subject import correct_subject
from dsar.web.authorize import requires
from dsar.web.case_page import OK, SEE_OTHER, find_case, opened, show, submit, work_for
from dsar.web.cases.progress import role_name
from dsar.web.cases.routes import blueprint
from dsar.web.cases.subject_form import SubjectForm
from dsar.web.context import moment, session
from dsar.web.fields import Radios
from dsar.web.forms import CaseForm


class OwnerForm(CaseForm):
    """Who handles the case from now on."""

    owner_id = Radios(_l("Wie behandelt deze zaak?"), coerce=int)


@blueprint.route("/zaken/<int:case_id>/behandelaar", methods=["GET", "POST"])
@requires(Permission.CASE_HANDLE)
def owner(case_id: int) -> ResponseReturnValue:
    """Show the contact persons of the organisation, and give the case to another of them."""
    view = find_case(case_id, Permission.CASE_HANDLE)
    form, status = OwnerForm(), OK
    people = holders(session(), view.case.organisation_id, Role.CONTACT_PERSON, moment())
    form.owner_id.choices = [
        SelectChoice(value=user.id, label=user.name) for user in people if user.id != view.case.owner_id
    ]
    if form.is_submitted():
        refused = submit(form, lambda: assign_owner(work_for(form), case_id, opened(form), form.owner_id.data))
        if refused is None:
            flash(_("De zaak heeft een andere behandelaar."), "success")
            return redirect(url_for("cases.case", case_id=case_id), SEE_OTHER)
        status, view = refused, find_case(case_id, Permission.CASE_HANDLE)
    role = role_name(view, Role.CONTACT_PERSON)
    return show("cases/owner.html", view, form, status=status, role=role)


@blueprint.route("/zaken/<int:case_id>/gegevens", methods=["GET", "POST"])
@requires(Permission.CASE_HANDLE)
def subject(case_id: int) -> ResponseReturnValue:
    """Show the name, the address and the contact details of who is asking, and put them right."""
    view = find_case(case_id, Permission.CASE_HANDLE)
    form, status = SubjectForm(), OK
    form.address_needed = address_needed(view.case)
    if form.is_submitted():
        refused = submit(form, lambda: correct_subject(work_for(form), case_id, opened(form), form.subject()))
        if refused is None:
            flash(_("De gegevens zijn verbeterd. Nieuwe brieven krijgen deze gegevens."), "success")
            return redirect(url_for("cases.case", case_id=case_id), SEE_OTHER)
        status, view = refused, find_case(case_id, Permission.CASE_HANDLE)
    else:
        form.fill_in(view)
    return show("cases/subject.html", view, form, status=status)
