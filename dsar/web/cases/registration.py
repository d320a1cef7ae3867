"""Registering a request: the form, the check of what was typed, and putting it away to go on later."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from dsar.core.errors import NotFound
from dsar.core.permissions import Permission, organisations_with
from dsar.language import gettext as _
from dsar.services.form_drafts import put_away, throw_away
from dsar.services.open_form import Kept, forms_kept
from dsar.services.receive_case import receive_case
from dsar.web.attempt import INVALID, Refused, attempt
from dsar.web.authorize import requires
from dsar.web.cases import register as registering
from dsar.web.cases.clocks import Panel
from dsar.web.cases.forms import RegisterForm
from dsar.web.cases.routes import blueprint
from dsar.web.context import actor, moment, restored, session, today, work
from dsar.web.filters import day
from dsar.web.forms import Form
from dsar.web.kept import typed_fields
from dsar.web.unsent import decided
from dsar.wording.people import full_name

OK = 200
SEE_OTHER = 303
_ORGANISATION = "organisation"
_NOT_KEPT = frozenset({"action", "form_key", "double_known", _ORGANISATION})  # the last as the form has it


@blueprint.route("/zaken/nieuw", methods=["GET", "POST"])
@requires(Permission.CASE_REGISTER)
def register() -> ResponseReturnValue:
    """Register a request: `action` is check, edit, dates, save or register."""
    if request.method == "GET":
        return _page(_opened())
    form, action = registering.open_form(), request.form.get("action", "check")
    decided(organisation=str(form.organisation.data or 0), double_known="")  # also where there was nothing to choose
    if restored() or action == "edit":
        return _page(form)
    if action == "dates":
        return _page(form, registering.clocks(form) if form.validate_dates(today()) else ())
    if action == "save":
        return _put_away(form)
    if not form.validate_all(today()):
        return _page(form)
    return _register(form) if action == "register" else _check_page(form)


@blueprint.route("/zaken/nieuw/<int:draft_id>/weggooien", methods=["GET", "POST"])
@requires(Permission.CASE_REGISTER)
def drop_registration(draft_id: int) -> ResponseReturnValue:
    """Ask whether a registration that was put away can go, and throw it away."""
    draft, form = _draft(draft_id), Form()
    if form.is_submitted() and form.validate():
        attempt(form, lambda: throw_away(work(), draft.key))
        flash(_("De bewaarde registratie is weggegooid."), "success")
        return redirect(url_for("cases.register"), SEE_OTHER)
    return render_template("cases/drop_registration.html", form=form, draft=draft, name=name_in(draft))


def name_in(draft: Kept) -> str:
    """Give the name that was typed in a registration; empty when none was."""
    return full_name(*(draft.value(part).strip() for part in ("initials", "name_prefix", "last_name")))


def _opened() -> RegisterForm:
    """Give an empty form, or the one that was put away of which the address has the number."""
    wanted = request.args.get("concept", type=int)
    return registering.open_form(_draft(wanted).typed if wanted is not None else None)


def _drafts() -> tuple[Kept, ...]:
    """Give what the actor put away or was checking, where they still register: the rest is a client's."""
    still = {"", "0", *map(str, organisations_with(actor(), Permission.CASE_REGISTER))}
    kept = forms_kept(session(), actor(), url_for("cases.register"), moment())
    return tuple(draft for draft in kept if draft.value(_ORGANISATION) in still)


def _draft(draft_id: int) -> Kept:
    found = next((draft for draft in _drafts() if draft.id == draft_id), None)
    if found is None:
        raise NotFound
    return found


def _put_away(form: RegisterForm) -> ResponseReturnValue:
    """Keep what was typed, right or wrong; only a BSN is refused."""
    if not form.without_bsn():
        return _page(form)
    key = form.form_key.data or ""
    path = url_for("cases.register")
    try:
        attempt(form, lambda: put_away(work(), path, key, _typed(form)))
    except Refused as refused:
        return _page(form, status=refused.status)
    flash(_("Bewaard, nog niet geregistreerd. U vindt wat u typte 30 dagen lang bij Nieuw verzoek."), "success")
    return redirect(url_for("cases.worklist"), SEE_OTHER)


def _typed(form: RegisterForm) -> tuple[tuple[str, str], ...]:
    """Give what was typed as it is kept."""
    typed = tuple((name, value) for name, value in typed_fields() if name not in _NOT_KEPT)
    where = (_ORGANISATION, str(form.organisation.data or 0))  # also where there was nothing to choose
    return (*typed, where, ("form_key", form.form_key.data or ""))


def _register(form: RegisterForm) -> ResponseReturnValue:
    if registering.doubles(form) and not form.double_known.data:
        form.double_known.errors = [_("Zet dit vinkje als u het verzoek toch wilt registreren.")]
        return _check_page(form)
    key = form.form_key.data or ""
    try:
        made = attempt(form, lambda: receive_case(work(key), form.new_case(), put_away_as=key))
    except Refused as refused:
        return _page(form, status=refused.status)
    if form.deceased.data:
        flash(_("Het verzoek is geregistreerd. Leg nu vast wie naar de overleden persoon vraagt."), "success")
    else:
        received = day(form.received_on.data)
        flash(_("Het verzoek is geregistreerd. De termijnen lopen vanaf %(day)s.", day=received), "success")
    if not made:
        return redirect(url_for("cases.worklist"), SEE_OTHER)
    first = "cases.representative" if form.represented.data else "letters.registered"
    first = "cases.deceased" if form.deceased.data else first
    return redirect(url_for(first, case_id=int(made)), SEE_OTHER)


def _check_page(form: RegisterForm) -> ResponseReturnValue:
    page = render_template(
        "cases/register_check.html",
        form=form,
        rows=registering.answers(form),
        panels=registering.clocks(form),
        doubles=registering.doubles(form),
        typed=[(name, value) for name, value in typed_fields() if name not in {"action", "double_known"}],
        page_has_errors=bool(form.errors),
    )
    return page, INVALID if form.errors else OK


def _page(form: RegisterForm, panels: tuple[Panel, ...] = (), status: int = 0) -> ResponseReturnValue:
    page = render_template(
        "cases/register.html",
        form=form,
        panels=panels,
        asker=registering.asker(form),
        explanations=registering.explanations(),
        drafts=[(draft, name_in(draft)) for draft in _drafts() if draft.key != form.form_key.data],
        page_has_errors=bool(form.errors),
    )
    return page, status or (INVALID if form.errors else OK)
