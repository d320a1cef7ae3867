"""The page on which the language of a case's letters is changed."""

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs

from dsar.core.permissions import Permission
from dsar.language import gettext as _
from dsar.language import lazy_gettext as _l
from dsar.services.change_language import change_language
from dsar.services.languages import has_language, letter_languages
from dsar.web.authorize import requires
from dsar.web.case_page import OK, SEE_OTHER, find_case, opened, show, submit, work_for
from dsar.web.cases.routes import blueprint
from dsar.web.context import installation
from dsar.web.fields import Select
from dsar.web.forms import CaseForm


class LanguageForm(CaseForm):
    """The language of the letters."""

    language = Select(_l("Taal van de brieven"), description=_l("De taal die deze persoon het best leest."))


@blueprint.route("/zaken/<int:case_id>/taal", methods=["GET", "POST"])
@requires(Permission.CASE_HANDLE)
def language(case_id: int) -> ResponseReturnValue:
    """Show the languages that a case's letters can be made in, and change which one it is."""
    view = find_case(case_id, Permission.CASE_HANDLE)
    form, status = LanguageForm(), OK
    form.language.choices = [
        SelectChoice(value=code, label=name)
        for code, name in letter_languages()
        if has_language(installation().catalogue, view.regulation, code)
    ]
    if form.is_submitted():
        refused = submit(form, lambda: change_language(work_for(form), case_id, opened(form), form.language.data))
        if refused is None:
            flash(_("De taal is gewijzigd. Nieuwe brieven zijn in deze taal."), "success")
            return redirect(url_for("cases.case", case_id=case_id), SEE_OTHER)
        status, view = refused, find_case(case_id, Permission.CASE_HANDLE)
    else:
        form.language.data = view.subject.language
    return show("cases/language.html", view, form, status=status)
