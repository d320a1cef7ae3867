"""The pages on which an administrator gives somebody a role from a day on, and ends one."""

from datetime import date

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from dsar.core.permissions import Permission
from dsar.core.vocabulary import Role
from dsar.language import gettext as _
from dsar.queries.people import managed_organisation
from dsar.queries.users import managed_membership, member
from dsar.services.roles import end_role, give_role_from
from dsar.web.admin.routes import blueprint
from dsar.web.admin.user_forms import ROLE_HINTS, EndRoleForm, GiveRoleForm
from dsar.web.attempt import INVALID, Refused, attempt
from dsar.web.authorize import requires
from dsar.web.context import actor, from_day, session, today, work
from dsar.wording.deadlines import date_in_words
from dsar.wording.words import word

_MANAGE = Permission.ORGANISATION_MANAGE


@blueprint.route("/organisaties/<int:organisation_id>/gebruikers/<int:user_id>/rol", methods=["GET", "POST"])
@requires(_MANAGE)
def give_role(organisation_id: int, user_id: int) -> ResponseReturnValue:
    """Give a user a role from a day on."""
    found = member(session(), actor(), organisation_id, user_id)
    form, status = GiveRoleForm(data={"since": today()}), 200
    if form.validate_on_submit() and form.since.data is not None:
        key, role, day = form.form_key.data or "", Role(form.role.data), form.since.data
        try:
            attempt(form, lambda: give_role_from(work(key), organisation_id, user_id, role, from_day(day), day))
        except Refused as refused:
            status = refused.status
        else:
            flash(_("De rol is gegeven: %(role)s, %(since)s.", role=word(role), since=_from(day)), "success")
            return _to_user(organisation_id, user_id)
    elif form.errors:
        status = INVALID
    return render_template(
        "admin/role_give.html",
        organisation=managed_organisation(session(), actor(), organisation_id),
        user=member(session(), actor(), organisation_id, user_id).user,
        form=form,
        hints=ROLE_HINTS,
        is_self=found.user.id == actor().user_id,
        page_has_errors=bool(form.errors),
    ), status


@blueprint.route("/organisaties/<int:organisation_id>/rollen/<int:membership_id>/beeindigen", methods=["GET", "POST"])
@requires(_MANAGE)
def stop_role(organisation_id: int, membership_id: int) -> ResponseReturnValue:
    """End a role from a day on."""
    found = managed_membership(session(), actor(), organisation_id, membership_id)
    role, user_id = found.role, found.user_id
    form, status = EndRoleForm(data={"until": today()}), 200
    if form.validate_on_submit() and form.until.data is not None:
        key, day = form.form_key.data or "", form.until.data
        try:
            attempt(form, lambda: end_role(work(key), organisation_id, membership_id, from_day(day), day))
        except Refused as refused:
            status = refused.status
        else:
            flash(_("De rol is beëindigd: %(role)s, %(since)s.", role=word(role), since=_from(day)), "success")
            if user_id == actor().user_id and role is Role.ADMINISTRATOR and day == today():
                return redirect(url_for("cases.worklist"), 303)
            return _to_user(organisation_id, user_id)
    elif form.errors:
        status = INVALID
    return render_template(
        "admin/role_end.html",
        organisation=managed_organisation(session(), actor(), organisation_id),
        membership=managed_membership(session(), actor(), organisation_id, membership_id),
        form=form,
        is_self=user_id == actor().user_id,
        page_has_errors=bool(form.errors),
    ), status


def _from(day: date) -> str:
    return _("vanaf nu") if day == today() else _("vanaf %(day)s", day=date_in_words(day, weekday=False))


def _to_user(organisation_id: int, user_id: int) -> ResponseReturnValue:
    return redirect(url_for("admin.user", organisation_id=organisation_id, user_id=user_id), 303)
