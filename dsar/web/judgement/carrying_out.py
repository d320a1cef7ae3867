"""What was granted has been done: filled in, and recorded after a page that says what that does."""

from collections.abc import Iterator

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from dsar.core.carrying_out import mistakes, settled
from dsar.core.done_facts import Stopped, begun, facts_of, typed_day
from dsar.core.errors import NotFound
from dsar.core.fields import NO_FIELDS, Fields, Value
from dsar.core.foresight import Foreseen
from dsar.core.permissions import Permission
from dsar.core.placeholders import Placeholder
from dsar.core.regulation import ERASURE_DECLARATION
from dsar.core.vocabulary import Outcome, Right, ToldWay
from dsar.core.workflow import Action
from dsar.language import gettext as _
from dsar.queries.case_view import CaseView, Duty, RequestView
from dsar.queries.foresight import access_waiting, asked_of, foresee_carrying_out, kept_by, time_offered
from dsar.queries.recipients import RecipientTold, recipients_of
from dsar.services.carry_out import carry_out as carry_out_service
from dsar.web.attempt import INVALID
from dsar.web.authorize import requires
from dsar.web.case_page import OK, SEE_OTHER, find_request, note, of_case, opened, show, submit, work_for
from dsar.web.context import today
from dsar.web.filled_in import rows_of
from dsar.web.filters import right_name
from dsar.web.foreseen import after_carrying_out
from dsar.web.judgement.blueprint import blueprint
from dsar.web.judgement.forms import CarryOutForm, carry_out_form
from dsar.web.placeholders import PREFIX, as_data, more_rows, readable
from dsar.wording.deadlines import joined
from dsar.wording.duties import duty_text
from dsar.wording.people import full_name


@blueprint.route("/verzoeken/<int:request_id>/uitvoering", methods=["GET", "POST"])
@requires(Permission.CASE_HANDLE)
def carry_out(request_id: int) -> ResponseReturnValue:
    """Fill in what was done; then check, go back or record: `step` is check, edit or record."""
    view, wanted = find_request(request_id, Permission.CASE_HANDLE)
    form, change = _form(view, wanted), request.form.get("change", "")
    form.facts().widen(more_rows(change))
    step = request.form.get("step", "check")
    if not form.is_submitted() or change or step == "edit":
        return _page(view, wanted, form)
    if not _in_order(view, wanted, form):
        return _page(view, wanted, form, INVALID)
    if step != "record":
        return _check(view, wanted, form)
    status = submit(form, lambda: carry_out_service(work_for(form), request_id, opened(form), form.done()))
    if status is not None:
        return _page(*find_request(request_id, Permission.CASE_HANDLE), form, status)
    flash(_("Vastgelegd dat dit is uitgevoerd."), "success")
    return redirect(url_for("cases.case", case_id=view.case.id), SEE_OTHER)


@blueprint.get("/verzoeken/<int:request_id>/verklaring")
@requires(Permission.CASE_READ)
def declaration(request_id: int) -> ResponseReturnValue:
    """Show the declaration for the record that data were erased at the client's request, made from what was stored."""
    view, wanted = find_request(request_id, Permission.CASE_READ)
    duty = declared(wanted)
    if duty is None or wanted.carrying_out is None:
        raise NotFound
    note(view, "declaration")
    rows = rows_of(Fields.from_json(wanted.carrying_out.facts), facts_of(wanted.request.right, ()))
    return render_template("judgement/declaration.html", wanted=wanted, duty=duty, rows=rows, **of_case(view))


def declared(row: RequestView) -> Duty | None:
    """Give the duty to put a declaration in the record, once it was done."""
    return next((duty for duty in row.duties if duty.code == ERASURE_DECLARATION and duty.done_on), None)


def _form(view: CaseView, wanted: RequestView) -> CarryOutForm:
    make = carry_out_form(_asked(wanted))
    if request.method == "POST":
        form = make(formdata=readable(request.form))
    else:
        form = make(formdata=None, data={PREFIX: as_data(_begun(view, wanted), _asked(wanted))})
        form.carried_out_on.data = today()
    form.duties.choices = [(duty.code, duty_text(duty.text)) for duty in wanted.duties]
    return form


def _asked(wanted: RequestView) -> tuple[Placeholder, ...]:
    duties = {duty.code for duty in wanted.duties}
    return facts_of(wanted.request.right, duties, nothing_stays=_all_granted(wanted))


def _all_granted(wanted: RequestView) -> bool:
    return wanted.proposal is None or wanted.proposal.outcome is Outcome.GRANT


def _begun(view: CaseView, wanted: RequestView) -> Fields:
    """Give the facts to start from: what the answer promised, and what the decision left where it is."""
    proposal, letter, subject = wanted.proposal, wanted.letter, view.subject
    if proposal is None:
        return NO_FIELDS
    way = letter.dispatch.way if letter is not None and letter.dispatch is not None else None
    client = full_name(subject.initials, subject.name_prefix, subject.last_name)
    stop = wanted.use_stop
    stopped = Stopped(tuple(stop.systems.splitlines()), stop.stopped_on) if stop is not None else None
    facts = begun(wanted.request.right, Fields.from_json(proposal.details), kept_by(proposal), way, client, stopped)
    return Fields.of({**dict(facts.entries), **_listed(wanted)})


def _listed(wanted: RequestView) -> dict[str, Value]:
    """Give what the list of recipients says, as the facts of carrying out."""
    listed = recipients_of(wanted.request)
    if not listed:
        return {}
    settled = [(one, one.told) for one in listed if one.told is not None]
    told = [(one.name, *_when_and_how(said)) for one, said in settled if said.way is not ToldWay.NOT_TOLD]
    not_told = [(one.name, said.text) for one, said in settled if said.way is ToldWay.NOT_TOLD]
    return {"had_recipients": "yes", "recipients_told": tuple(told), "recipients_not_told": tuple(not_told)}


def _when_and_how(said: RecipientTold) -> tuple[str, str]:
    letter = said.letter
    left = letter.dispatch.posted_on if letter is not None and letter.dispatch is not None else said.told_on
    return typed_day(left), said.text or _("brief %(number)s", number=letter.number if letter is not None else "")


def _in_order(view: CaseView, wanted: RequestView, form: CarryOutForm) -> bool:
    """Tell everything that is wrong at once, each beside its field; `submit` would stop at the first."""
    if not form.validate():
        return False
    asked = asked_of(wanted.request, view.case.received_on, wanted.duties, wanted.proposal)
    for mistake in mistakes(form.done(), asked, today()):
        form.refuse(mistake)
    return not form.errors


def _check(view: CaseView, wanted: RequestView, form: CarryOutForm) -> ResponseReturnValue:
    """Show what will be recorded and what that does; what cannot be recorded gets no page to check."""
    found: list[Foreseen] = []
    status = submit(form, lambda: found.append(foresee_carrying_out(view, wanted, form.done(), today())))
    if status is not None:
        return _page(view, wanted, form, status)
    confirmed = settled(form.done(), [duty.code for duty in wanted.duties]).duties
    return show(
        "judgement/carry_out_check.html",
        view,
        form,
        wanted=wanted,
        facts=rows_of(form.facts().fields(), _asked(wanted)),
        done=[duty_text(duty.text) for duty in wanted.duties if duty.code in confirmed],
        left=[duty_text(duty.text) for duty in wanted.duties if duty.code not in confirmed],
        typed=list(_typed()),
        after=after_carrying_out(view, found[0]),
    )


def _typed() -> Iterator[tuple[str, str]]:
    """Give the facts as they were typed, to be sent again from the page to check."""
    for name, value in readable(request.form).items(multi=True):
        if name.startswith(f"{PREFIX}-") and value.strip():
            yield name, value


def _page(view: CaseView, wanted: RequestView, form: CarryOutForm, status: int = OK) -> ResponseReturnValue:
    return show(
        "judgement/carry_out.html",
        view,
        form,
        status=status,
        wanted=wanted,
        possible=Action.CARRY_OUT in wanted.actions,
        leavable=Action.LEAVE_UNDONE in wanted.actions,
        time_offered=time_offered(wanted.request),
        access_waiting=joined([right_name(right) for right in access_waiting(wanted.request)]),
        all_granted=wanted.request.right is Right.ERASURE and _all_granted(wanted),
        hints={duty.code: duty.article for duty in wanted.duties},
    )
