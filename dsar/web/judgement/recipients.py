"""The list of who got the data of a request: kept one by one, each with how it was told or why not (GDPR 19)."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from wtforms import StringField, TextAreaField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.validators import Optional

from dsar.core.done_facts import rows_of as table_of
from dsar.core.errors import NotFound
from dsar.core.fields import NO_FIELDS, Fields
from dsar.core.permissions import Permission
from dsar.core.recipients import TOLD_FOR, RecipientInput, ToldInput
from dsar.core.vocabulary import LetterKind, Role, ToldWay
from dsar.core.workflow import Status
from dsar.language import gettext as _
from dsar.language import lazy_gettext as _l
from dsar.queries.case_view import CaseView, Letter, RequestView
from dsar.queries.recipients import Recipient, is_settled, notices_of, recipient_found, recipients_of
from dsar.services.recipients import add_recipient, change_recipient, remove_recipient, tell_recipient
from dsar.web.authorize import requires
from dsar.web.case_page import OK, SEE_OTHER, find_request, note, of_case, opened, show, submit, work_for
from dsar.web.context import session
from dsar.web.fields import DayField, Radios, Select, closed_list
from dsar.web.filters import day
from dsar.web.forms import CaseForm
from dsar.web.judgement.blueprint import blueprint
from dsar.wording.words import word


class RecipientForm(CaseForm):
    """Who got which data, and when."""

    name = StringField(_l("Wie kreeg de gegevens?"), description=_l("Een naam. Bijvoorbeeld: Gemeente Enschede."))
    what = TextAreaField(_l("Welke gegevens?"), description=_l("Kort. Bijvoorbeeld: het verslag van 3 maart."))
    given_on = DayField(
        _l("Op welke dag? (mag leeg blijven)"), [Optional()], description=_l("Bijvoorbeeld 18-11-2026.")
    )

    def given(self) -> RecipientInput:
        """Give what was typed as the service wants it."""
        return RecipientInput(self.name.data or "", self.what.data or "", self.given_on.data)


class ToldForm(CaseForm):
    """How a recipient was told, or why not."""

    way = Radios(_l("Hoe weet deze ontvanger het?"), choices=closed_list(ToldWay))
    letter_id = Select(_l("Met welke brief?"), description=_l("Alleen bij een brief. Hij telt als hij is verzonden."))
    told_on = DayField(_l("Op welke dag?"), [Optional()], description=_l("Alleen bij een andere manier."))
    text = TextAreaField(_l("Hoe, of waarom niet?"), description=_l("Kort. Niet nodig bij een brief."))

    def told(self) -> ToldInput:
        """Give what was typed as the service wants it; only after the way was found in order."""
        letter = self.letter_id.data or ""
        chosen = int(letter) if letter.isdigit() else None
        return ToldInput(ToldWay(self.way.data), chosen, self.told_on.data, self.text.data or "")


class RemoveForm(CaseForm):
    """Somebody goes off the list."""


@blueprint.get("/verzoeken/<int:request_id>/ontvangers")
@requires(Permission.CASE_READ)
def recipients(request_id: int) -> ResponseReturnValue:
    """Show who got the data and whether they know what changed, as a list to give to the client (GDPR 19)."""
    view, wanted = _listed(request_id, Permission.CASE_READ)
    done = wanted.carrying_out
    facts = Fields.from_json(done.facts) if done is not None else NO_FIELDS
    listed = recipients_of(wanted.request)
    note(view, "recipients")
    return render_template(
        "judgement/recipients.html",
        wanted=wanted,
        listed=[(one, is_settled(one), _said(one)) for one in listed],
        lists={name: table_of(facts[name]) for name in ("recipients_told", "recipients_not_told")},
        may_change=Role.CONTACT_PERSON in view.roles and wanted.request.status is not Status.CLOSED,
        letter_url=url_for("letters.compose", case_id=view.case.id, soort=LetterKind.RECIPIENT_NOTICE.value),
        **of_case(view),
    )


@blueprint.route("/verzoeken/<int:request_id>/ontvangers/nieuw", methods=["GET", "POST"])
@requires(Permission.CASE_HANDLE)
def recipient_new(request_id: int) -> ResponseReturnValue:
    """Put somebody on the list."""
    view, wanted = _listed(request_id, Permission.CASE_HANDLE)
    form, status = RecipientForm(), OK
    if form.is_submitted():
        refused = submit(form, lambda: add_recipient(work_for(form), request_id, opened(form), form.given()))
        if refused is None:
            flash(_("Op de lijst gezet."), "success")
            return _to_list(request_id)
        status = refused
        view, wanted = _listed(request_id, Permission.CASE_HANDLE)
    return show("judgement/recipient.html", view, form, status=status, wanted=wanted, recipient=None)


@blueprint.route("/ontvangers/<int:recipient_id>", methods=["GET", "POST"])
@requires(Permission.CASE_HANDLE)
def recipient_change(recipient_id: int) -> ResponseReturnValue:
    """Say of somebody on the list what is right."""
    found = recipient_found(session(), recipient_id)
    view, wanted = _listed(found.request_id, Permission.CASE_HANDLE)
    form, status = RecipientForm(), OK
    if not form.is_submitted():
        form.name.data, form.what.data, form.given_on.data = found.name, found.what, found.given_on
    else:
        refused = submit(form, lambda: change_recipient(work_for(form), recipient_id, opened(form), form.given()))
        if refused is None:
            flash(_("Vastgelegd."), "success")
            return _to_list(wanted.request.id)
        status = refused
        view, wanted = _listed(wanted.request.id, Permission.CASE_HANDLE)
    return show("judgement/recipient.html", view, form, status=status, wanted=wanted, recipient=found)


@blueprint.route("/ontvangers/<int:recipient_id>/weghalen", methods=["GET", "POST"])
@requires(Permission.CASE_HANDLE)
def recipient_remove(recipient_id: int) -> ResponseReturnValue:
    """Take somebody off the list who did not get the data."""
    found = recipient_found(session(), recipient_id)
    view, wanted = _listed(found.request_id, Permission.CASE_HANDLE)
    form, status = RemoveForm(), OK
    if form.is_submitted():
        refused = submit(form, lambda: remove_recipient(work_for(form), recipient_id, opened(form)))
        if refused is None:
            flash(_("Van de lijst gehaald."), "success")
            return _to_list(wanted.request.id)
        status = refused
        view, wanted = _listed(wanted.request.id, Permission.CASE_HANDLE)
    return show("judgement/recipient_remove.html", view, form, status=status, wanted=wanted, recipient=found)


@blueprint.route("/ontvangers/<int:recipient_id>/verteld", methods=["GET", "POST"])
@requires(Permission.CASE_HANDLE)
def recipient_told(recipient_id: int) -> ResponseReturnValue:
    """Record by which letter or how else somebody was told, or why not."""
    found = recipient_found(session(), recipient_id)
    view, wanted = _listed(found.request_id, Permission.CASE_HANDLE)
    form, status = ToldForm(), OK
    notices = notices_of(session(), wanted.request.id)
    form.letter_id.choices = [
        SelectChoice(value="", label=_("Geen brief")),
        *(SelectChoice(value=str(one.id), label=_letter(one)) for one in notices),
    ]
    if form.is_submitted():
        refused = submit(form, lambda: tell_recipient(work_for(form), recipient_id, opened(form), form.told()))
        if refused is None:
            flash(_("Vastgelegd."), "success")
            return _to_list(wanted.request.id)
        status = refused
        view, wanted = _listed(wanted.request.id, Permission.CASE_HANDLE)
    return show("judgement/recipient_told.html", view, form, status=status, wanted=wanted, recipient=found)


def _listed(request_id: int, permission: Permission) -> tuple[CaseView, RequestView]:
    """Give a request of which recipients are told; raises NotFound for another right, else as `find_request`."""
    view, wanted = find_request(request_id, permission)
    if wanted.request.right not in TOLD_FOR:
        raise NotFound
    return view, wanted


def _letter(letter: Letter) -> str:
    sent = letter.dispatch
    state = _("verzonden op %(date)s", date=day(sent.posted_on)) if sent is not None else _("nog niet verzonden")
    return f"{letter.number}, {state}"


def _said(recipient: Recipient) -> str:
    """Say whether and how a recipient was told."""
    told = recipient.told
    if told is None:
        return _("Nog niet verteld")
    if told.letter is not None:
        sent = told.letter.dispatch
        if sent is None:
            return _("Brief %(number)s, nog niet verzonden", number=told.letter.number)
        return _("Brief %(number)s, verzonden op %(day)s", number=told.letter.number, day=day(sent.posted_on))
    if told.told_on is not None:
        return _("Verteld op %(day)s: %(how)s", day=day(told.told_on), how=told.text)
    return f"{word(told.way)}. {told.text}"


def _to_list(request_id: int) -> ResponseReturnValue:
    return redirect(url_for("judgement.recipients", request_id=request_id), SEE_OTHER)
