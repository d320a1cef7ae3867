"""The users of an organisation: the list, a user's page, and letting somebody in or out."""

from collections.abc import Callable

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from dsar.core.errors import NotFound
from dsar.core.permissions import Permission
from dsar.core.vocabulary import Role
from dsar.language import gettext as _
from dsar.mail import MailServer, Message, send
from dsar.queries.people import managed_organisation
from dsar.queries.users import Member, member, members_of, works_elsewhere
from dsar.services.mailed_links import mail_password_link
from dsar.services.password_links import make_password_link
from dsar.services.users import change_user, set_active
from dsar.web.admin.links import shown_once
from dsar.web.admin.routes import blueprint, row_number
from dsar.web.admin.user_forms import ConfirmForm, SearchForm, UserForm
from dsar.web.attempt import CONFLICT, INVALID, Refused, attempt
from dsar.web.authorize import requires
from dsar.web.context import actor, installation, moment, session, work
from dsar.wording.mails import NEW_PASSWORD, new_password_text

_MANAGE = Permission.ORGANISATION_MANAGE


@blueprint.route("/organisaties/<int:organisation_id>/gebruikers", methods=["GET", "POST"])
@requires(_MANAGE)
def users(organisation_id: int) -> ResponseReturnValue:
    """List who has or had a role in an organisation; a search is sent, because a name stands in no address."""
    organisation = managed_organisation(session(), actor(), organisation_id)
    after = row_number("na")
    form = SearchForm()
    in_order = form.is_submitted() and form.validate()
    search = (form.search.data or "").strip() if in_order else ""
    found = members_of(session(), actor(), organisation_id, search, after if not search else form.after.data)
    address = url_for("admin.users", organisation_id=organisation_id)
    return render_template(
        "admin/users.html",
        organisation=organisation,
        form=form,
        search=search,
        members=found.rows,
        total=found.total,
        after_id=found.after_id,
        first_url=address if after is not None and not search else "",
        next_url=f"{address}?na={found.after_id}" if found.after_id is not None and not search else "",
        moment=moment(),
        page_has_errors=bool(form.errors),
    ), INVALID if form.errors else 200


@blueprint.route("/organisaties/<int:organisation_id>/gebruikers/<int:user_id>", methods=["GET", "POST"])
@requires(_MANAGE)
def user(organisation_id: int, user_id: int) -> ResponseReturnValue:
    """Show a user with all roles, and change the name and the telephone number."""
    found = member(session(), actor(), organisation_id, user_id)
    form, status = UserForm(obj=found.user), 200
    if form.validate_on_submit():
        key, before, wanted = form.form_key.data or "", form.before(), form.wanted()
        try:
            attempt(form, lambda: change_user(work(key), organisation_id, user_id, before, wanted))
        except Refused as refused:
            status = refused.status
        else:
            flash(_("De gegevens van de gebruiker zijn opgeslagen."), "success")
            return _to_user(organisation_id, user_id)
    elif form.errors:
        status = INVALID
    found = member(session(), actor(), organisation_id, user_id)
    if status == CONFLICT or not form.is_submitted():
        session().refresh(found.user)
        form.open_on(found.user.name, found.user.telephone)
    return _page("admin/user.html", organisation_id, found, form, status)


@blueprint.route("/organisaties/<int:organisation_id>/gebruikers/<int:user_id>/toegang", methods=["GET", "POST"])
@requires(_MANAGE)
def access(organisation_id: int, user_id: int) -> ResponseReturnValue:
    """Ask whether somebody may no longer get in, or may again, and do it."""
    found = member(session(), actor(), organisation_id, user_id)
    form, status, active = ConfirmForm(), 200, found.user.active
    if form.validate_on_submit():
        key = form.form_key.data or ""
        try:
            attempt(form, lambda: set_active(work(key), organisation_id, user_id, active=not active))
        except Refused as refused:
            status = refused.status
        else:
            done = _("De gebruiker kan niet meer binnen.") if active else _("De gebruiker kan zich weer aanmelden.")
            flash(done, "success")
            return _to_user(organisation_id, user_id)
    found = member(session(), actor(), organisation_id, user_id)
    return _page("admin/user_access.html", organisation_id, found, form, status)


@blueprint.route("/organisaties/<int:organisation_id>/gebruikers/<int:user_id>/wachtwoord", methods=["GET", "POST"])
@requires(_MANAGE)
def password_link(organisation_id: int, user_id: int) -> ResponseReturnValue:
    """Make a link with which a user chooses a new password, and show it once, or mail it to who works elsewhere too."""
    found = member(session(), actor(), organisation_id, user_id)
    form, status, link = ConfirmForm(), 200, ""
    if form.validate_on_submit():
        key = form.form_key.data or ""
        if works_elsewhere(session(), actor(), user_id, moment()):
            return _mail_link(organisation_id, found, form, key)
        try:
            token = attempt(form, lambda: make_password_link(work(key), organisation_id, user_id))
        except Refused as refused:
            status = refused.status
        else:
            link = shown_once("auth.new_password", token)
            if not link:
                return _to_user(organisation_id, user_id)
    found = member(session(), actor(), organisation_id, user_id)
    return _page("admin/user_password.html", organisation_id, found, form, status, link)


def _mail_link(organisation_id: int, found: Member, form: ConfirmForm, key: str) -> ResponseReturnValue:
    server = installation().mail
    if server is None:
        raise NotFound
    try:
        attempt(form, lambda: mail_password_link(work(key), organisation_id, found.user.id, _posted(server)))
    except Refused as refused:
        again = ConfirmForm(formdata=None)  # with a key of its own: the other one is used up
        again.form_errors = form.form_errors
        return _page("admin/user_password.html", organisation_id, found, again, refused.status)
    flash(_("De link is gemaild naar het eigen e-mailadres van deze persoon."), "success")  # no address in a cookie
    return _to_user(organisation_id, found.user.id)


def _posted(server: MailServer) -> Callable[[str, str], None]:
    def post(to: str, token: str) -> None:
        link = url_for("auth.new_password", link=token, _external=True)
        send(server, Message(to, NEW_PASSWORD, new_password_text(link), moment()))

    return post


def _page(
    name: str, organisation_id: int, found: Member, form: object, status: int, link: str = ""
) -> ResponseReturnValue:
    return render_template(
        name,
        organisation=managed_organisation(session(), actor(), organisation_id),
        member=found,
        form=form,
        is_self=found.user.id == actor().user_id,
        elsewhere=works_elsewhere(session(), actor(), found.user.id, moment()),
        moment=moment(),
        contact_person=any(
            row.organisation_id == organisation_id and row.role is Role.CONTACT_PERSON for row in found.memberships
        ),
        link=link,
        can_mail=installation().mail is not None,
        page_has_errors=status != 200,
    ), status


def _to_user(organisation_id: int, user_id: int) -> ResponseReturnValue:
    return redirect(url_for("admin.user", organisation_id=organisation_id, user_id=user_id), 303)
