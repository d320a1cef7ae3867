"""Who deputises for a contact person: the pages that the administrator and the person themselves share."""

from dataclasses import dataclass

from flask import flash, redirect, render_template
from flask.typing import ResponseReturnValue
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.validators import InputRequired

from dsar.core.deputies import Arrangement, Period
from dsar.core.errors import NotFound
from dsar.language import gettext as _
from dsar.language import lazy_gettext as _l
from dsar.queries.deputies import arrangement, arrangements_of, contact_persons
from dsar.services.deputies import end_deputy, set_deputy
from dsar.web.attempt import INVALID, Refused, attempt
from dsar.web.context import actor, session, today, work
from dsar.web.fields import DayField, Radios
from dsar.web.forms import Form
from dsar.wording.errors import lazy_sentence

_OK, _SEE_OTHER = 200, 303


class DeputyForm(Form):
    """Who deputises, and in which days."""

    deputy_id = Radios(_l("Wie neemt waar?"), coerce=int)
    first = DayField(_l("Eerste dag"), [InputRequired(lazy_sentence("required"))])
    last = DayField(
        _l("Laatste dag"), [InputRequired(lazy_sentence("required"))], description=_l("Deze dag telt nog mee.")
    )

    def wanted(self, user_id: int) -> Arrangement:
        """Give what was chosen as the service takes it; call it on a form that is in order."""
        return Arrangement(user_id, self.deputy_id.data, Period(self.first.data, self.last.data))


class EndForm(Form):
    """Nothing but the button."""


@dataclass(frozen=True, slots=True)
class About:
    """Whose deputies a page is about, where, and where it came from; `own` when it is about whoever looks."""

    organisation_id: int
    organisation: str
    user_id: int
    name: str
    url: str  # of the page itself
    back: str
    own: bool


def deputies_page(about: About) -> ResponseReturnValue:
    """Show what was arranged, and arrange who deputises in which days."""
    form, status = DeputyForm(), _OK
    people = contact_persons(session(), about.organisation_id, Period(today(), today()))
    form.deputy_id.choices = [SelectChoice(value=one.id, label=one.name) for one in people if one.id != about.user_id]
    if form.validate_on_submit():
        key, wanted = form.form_key.data or "", form.wanted(about.user_id)
        try:
            attempt(form, lambda: set_deputy(work(key), about.organisation_id, wanted))
        except Refused as refused:
            status = refused.status
        else:
            flash(_("De waarneming is vastgelegd."), "success")
            return redirect(about.url, _SEE_OTHER)
    elif form.errors:
        status = INVALID
    page = render_template(
        "deputies/choose.html",
        about=about,
        form=form,
        arrangements=arrangements_of(session(), (about.organisation_id,), about.user_id),
        needed=any(one.id == about.user_id for one in people),
        today=today(),
        page_has_errors=bool(form.errors),
    )
    return page, status


def end_page(about: About, deputising_id: int) -> ResponseReturnValue:
    """Ask whether somebody no longer deputises, and end it."""
    found = arrangement(session(), actor(), deputising_id)
    if (found.organisation_id, found.user_id) != (about.organisation_id, about.user_id):
        raise NotFound
    form, status = EndForm(), _OK
    if form.validate_on_submit():
        key = form.form_key.data or ""
        try:
            attempt(form, lambda: end_deputy(work(key), deputising_id))
        except Refused as refused:
            status = refused.status
        else:
            flash(_("De waarneming is beëindigd."), "success")
            return redirect(about.url, _SEE_OTHER)
    found = arrangement(session(), actor(), deputising_id)
    page = render_template("deputies/end.html", about=about, form=form, found=found, page_has_errors=bool(form.errors))
    return page, status
