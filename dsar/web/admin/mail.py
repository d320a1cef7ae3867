"""The messages that have not left, to people of the administrator's organisations: try again, drop, let go."""

from collections.abc import Callable

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from dsar.core.permissions import Permission
from dsar.language import gettext as _
from dsar.queries.outbox import LOOKED_AFTER, mail_hold, managed_message, unsent
from dsar.services.look_after_mail import drop, release_mail, send_again
from dsar.web.admin.routes import blueprint, row_number
from dsar.web.admin.user_forms import ConfirmForm
from dsar.web.attempt import Refused, attempt
from dsar.web.authorize import requires
from dsar.web.context import actor, installation, session, work
from dsar.wording.mail_states import KINDS, STATES, hold_text, problem_text

_MANAGE = Permission.ORGANISATION_MANAGE
_PATH = "/beheer/mail"
SEE_OTHER = 303


@blueprint.get(_PATH)
@requires(_MANAGE)
def mail() -> ResponseReturnValue:
    """List what has not left, and say whether this installation sends anything."""
    before = row_number("voor")
    shown, last = unsent(session(), actor(), before)
    hold = mail_hold(session())
    address = url_for("admin.mail")
    return render_template(
        "admin/mail.html",
        messages=shown,
        can_change=LOOKED_AFTER,
        kinds=KINDS,
        states=STATES,
        problem_text=problem_text,
        mail_on=installation().mail is not None,
        hold=hold,
        hold_text=hold_text(hold.reason) if hold is not None else "",
        first_url=address if before is not None else "",
        next_url=f"{address}?voor={last}" if last is not None else "",
    )


@blueprint.route(f"{_PATH}/<int:message_id>/opnieuw", methods=["GET", "POST"])
@requires(_MANAGE)
def mail_again(message_id: int) -> ResponseReturnValue:
    """Ask whether a message must be tried again, and do it."""
    managed_message(session(), actor(), message_id)
    form, said = ConfirmForm(), _("Het bericht wordt opnieuw aangeboden.")
    status = _confirmed(form, lambda key: send_again(work(key), message_id), said)
    return _to_list() if status == SEE_OTHER else _step("admin/mail_again.html", message_id, form, status)


@blueprint.route(f"{_PATH}/<int:message_id>/stoppen", methods=["GET", "POST"])
@requires(_MANAGE)
def mail_drop(message_id: int) -> ResponseReturnValue:
    """Ask whether a message must not leave any more, and see to it."""
    managed_message(session(), actor(), message_id)
    form, said = ConfirmForm(), _("Het bericht wordt niet meer verstuurd.")
    status = _confirmed(form, lambda key: drop(work(key), message_id), said)
    return _to_list() if status == SEE_OTHER else _step("admin/mail_drop.html", message_id, form, status)


@blueprint.route(f"{_PATH}/vrijgeven", methods=["GET", "POST"])
@requires(_MANAGE)
def mail_release() -> ResponseReturnValue:
    """Ask whether mail that stands still may go, and let it."""
    form, said = ConfirmForm(), _("De e-mail is vrijgegeven. Wat wacht, gaat nu weg.")
    status = _confirmed(form, lambda key: release_mail(work(key)), said)
    if status == SEE_OTHER:
        return _to_list()
    hold = mail_hold(session())
    return render_template(
        "admin/mail_release.html", form=form, hold_text=hold_text(hold.reason) if hold is not None else ""
    ), status


def _confirmed(form: ConfirmForm, act: Callable[[str], object], said: str) -> int:
    """Do what was confirmed and say so; give the status: 303 when it was done, else that of the form's own page."""
    if not form.validate_on_submit():
        return 200
    key = form.form_key.data or ""
    try:
        attempt(form, lambda: act(key))
    except Refused as refused:
        return refused.status
    flash(said, "success")
    return SEE_OTHER


def _step(name: str, message_id: int, form: ConfirmForm, status: int) -> ResponseReturnValue:
    message = managed_message(session(), actor(), message_id)
    return render_template(
        name,
        message=message,
        kind=KINDS[message.kind],
        problem=problem_text(message.problem),
        form=form,
        page_has_errors=status != 200,
    ), status


def _to_list() -> ResponseReturnValue:
    return redirect(url_for("admin.mail"), SEE_OTHER)
