"""The invitations of an organisation: the list, a new one, and a link that is renewed or withdrawn."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from dsar.core.permissions import Permission
from dsar.language import gettext as _
from dsar.queries.access_links import invitations_of, managed_invitation
from dsar.queries.people import managed_organisation
from dsar.services.invitations import invite, renew, withdraw
from dsar.web.admin.links import shown_once
from dsar.web.admin.routes import blueprint, row_number
from dsar.web.admin.user_forms import ROLE_HINTS, ConfirmForm, InviteForm
from dsar.web.attempt import INVALID, Refused, attempt
from dsar.web.authorize import requires
from dsar.web.context import actor, moment, session, work

_MANAGE = Permission.ORGANISATION_MANAGE
_PATH = "/organisaties/<int:organisation_id>/uitnodigingen"


@blueprint.get(_PATH)
@requires(_MANAGE)
def invitations(organisation_id: int) -> ResponseReturnValue:
    """List the invitations, open ones and others."""
    before = row_number("voor")
    shown, last = invitations_of(session(), actor(), organisation_id, before)
    address = url_for("admin.invitations", organisation_id=organisation_id)
    return render_template(
        "admin/invitations.html",
        organisation=managed_organisation(session(), actor(), organisation_id),
        invitations=shown,
        first_url=address if before is not None else "",
        next_url=f"{address}?voor={last}" if last is not None else "",
        moment=moment(),
    )


@blueprint.route(f"{_PATH}/nieuw", methods=["GET", "POST"])
@requires(_MANAGE)
def invite_somebody(organisation_id: int) -> ResponseReturnValue:
    """Invite somebody, and show the link once."""
    organisation = managed_organisation(session(), actor(), organisation_id)
    form, status, link = InviteForm(), 200, ""
    if form.validate_on_submit():
        key, wanted = form.form_key.data or "", form.wanted()
        try:
            token = attempt(form, lambda: invite(work(key), organisation_id, wanted))
        except Refused as refused:
            status = refused.status
        else:
            link = shown_once("auth.invitation", token)
            if not link:
                return _to_list(organisation_id)
    elif form.errors:
        status = INVALID
    return render_template(
        "admin/invite.html",
        organisation=managed_organisation(session(), actor(), organisation.id),
        form=form,
        hints=ROLE_HINTS,
        link=link,
        page_has_errors=bool(form.errors),
    ), status


@blueprint.route(f"{_PATH}/<int:link_id>/vernieuwen", methods=["GET", "POST"])
@requires(_MANAGE)
def renew_invitation(organisation_id: int, link_id: int) -> ResponseReturnValue:
    """Make a new link for an invitation, and show it once."""
    managed_invitation(session(), actor(), organisation_id, link_id)
    form, status, link = ConfirmForm(), 200, ""
    if form.validate_on_submit():
        key = form.form_key.data or ""
        try:
            token = attempt(form, lambda: renew(work(key), organisation_id, link_id))
        except Refused as refused:
            status = refused.status
        else:
            link = shown_once("auth.invitation", token)
            if not link:
                return _to_list(organisation_id)
    return _step("admin/invitation_renew.html", organisation_id, link_id, form, status, link)


@blueprint.route(f"{_PATH}/<int:link_id>/intrekken", methods=["GET", "POST"])
@requires(_MANAGE)
def withdraw_invitation(organisation_id: int, link_id: int) -> ResponseReturnValue:
    """Ask whether an invitation must be withdrawn, and do it."""
    managed_invitation(session(), actor(), organisation_id, link_id)
    form, status = ConfirmForm(), 200
    if form.validate_on_submit():
        key = form.form_key.data or ""
        try:
            attempt(form, lambda: withdraw(work(key), organisation_id, link_id))
        except Refused as refused:
            status = refused.status
        else:
            flash(_("De uitnodiging is ingetrokken. De link werkt niet meer."), "success")
            return _to_list(organisation_id)
    return _step("admin/invitation_withdraw.html", organisation_id, link_id, form, status)


def _step(
    name: str, organisation_id: int, link_id: int, form: ConfirmForm, status: int, link: str = ""
) -> ResponseReturnValue:
    return render_template(
        name,
        organisation=managed_organisation(session(), actor(), organisation_id),
        invitation=managed_invitation(session(), actor(), organisation_id, link_id),
        form=form,
        link=link,
        page_has_errors=bool(form.errors),
    ), status


def _to_list(organisation_id: int) -> ResponseReturnValue:
    return redirect(url_for("admin.invitations", organisation_id=organisation_id), 303)
