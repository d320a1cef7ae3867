"""What waits to leave: printed as one file, and recorded as sent after a look at what will be recorded."""

from collections.abc import Sequence

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from dsar.core.errors import DomainError, InvalidInput
from dsar.core.permissions import Permission, organisations_with
from dsar.core.posting import check_posted_on
from dsar.core.vocabulary import DispatchWay
from dsar.language import ngettext
from dsar.queries.foresight import TogetherForeseen, foresee_together
from dsar.queries.letters import Posting, posted_lately, waiting, without_pages
from dsar.queries.people import organisations_by_id
from dsar.queries.printers import printer_of, printers_of
from dsar.services.issue_letter import RenderError
from dsar.services.post_letters import LettersRefused, post_letters
from dsar.services.print_letters import PrintInput, letters_pdf
from dsar.services.reading import note_readings
from dsar.web.attempt import CONFLICT, INVALID, Refused, attempt
from dsar.web.authorize import requires
from dsar.web.case_page import find_case
from dsar.web.context import actor, installation, restored, session, today, work
from dsar.web.foreseen import after_posting_together
from dsar.web.printing.blueprint import blueprint
from dsar.web.printing.forms import NO_PRINTER, PickForm, SentForm
from dsar.web.printing.place import Place, place
from dsar.wording.errors import sentence
from dsar.wording.rendering import render_words

OK = 200
SEE_OTHER = 303
UNAVAILABLE = 503


@blueprint.get("/printen")
@requires(Permission.CASE_READ)
def choose() -> ResponseReturnValue:
    """Choose an organisation, or open the only one."""
    organisations = organisations_by_id(session(), organisations_with(actor(), Permission.CASE_READ))
    if len(organisations) == 1:
        return redirect(url_for("printing.post", organisation_id=organisations[0].id), SEE_OTHER)
    rows = [(one, len(waiting(session(), actor(), one.id, today()))) for one in organisations]
    return render_template("printing/choose.html", rows=rows)


@blueprint.get("/printen/<int:organisation_id>")
@requires(Permission.CASE_READ)
def post(organisation_id: int) -> ResponseReturnValue:
    """Show what waits, what still has to be made and what left lately."""
    where = place(organisation_id, Permission.CASE_READ)
    rows = waiting(session(), actor(), where.id, today())
    form = _pick_form(where, rows)
    form.letters.data = [row.letter_id for row in rows if not row.expired and row.dated <= today()]
    form.with_list.data = True
    return _post_page(where, rows, form)


@blueprint.post("/printen/<int:organisation_id>")
@requires(Permission.CASE_HANDLE)
def act(organisation_id: int) -> ResponseReturnValue:
    """Print what was ticked, or go on to recording that it was sent."""
    where = place(organisation_id, Permission.CASE_HANDLE)
    rows = waiting(session(), actor(), where.id, today())
    form = _pick_form(where, rows)
    chosen = _chosen(rows, form.letters.data or [])
    if not form.validate() or len(chosen) < len(form.letters.data or []):
        if not form.errors and not restored():
            form.letters.errors = [*form.letters.errors, sentence("letter_gone")]
        return _post_page(where, rows, form, INVALID)
    if request.form.get("step") == "sent":
        return _sent_page(where, chosen, _sent_form(chosen, fresh=True))
    try:
        return _print(where, chosen, form)
    except InvalidInput as error:
        form.refuse(error)
        return _post_page(where, rows, form, INVALID)
    except RenderError as error:
        form.form_errors = [*form.form_errors, render_words(error.code)]
        return _post_page(where, rows, form, UNAVAILABLE)


@blueprint.post("/printen/<int:organisation_id>/verzonden")
@requires(Permission.CASE_HANDLE)
def sent(organisation_id: int) -> ResponseReturnValue:
    """Check, and then record, that all chosen letters left."""
    where = place(organisation_id, Permission.CASE_HANDLE)
    rows = waiting(session(), actor(), where.id, today())
    chosen = _chosen(rows, request.form.getlist("letters", type=int))
    form = _sent_form(chosen)
    step = request.form.get("step", "check")
    if step == "edit":
        return _sent_page(where, chosen, form)
    if not form.validate() or (step != "record" and not _could_leave(chosen, form)):
        return _sent_page(where, chosen, form, INVALID)
    if step != "record":
        return _check_page(where, chosen, form)
    try:
        count = attempt(form, lambda: _record(where, form))
    except Refused as refused:
        rows = waiting(session(), actor(), where.id, today())
        return _sent_page(where, _chosen(rows, form.letters.data or []), form, refused.status)
    except LettersRefused as refused:
        form.form_errors = [sentence(refused.code), *_lines(refused)]
        rows = waiting(session(), actor(), where.id, today())
        left = _chosen(rows, form.letters.data or [])
        return _sent_page(where, left, form, CONFLICT if refused.moved else INVALID)
    flash(
        ngettext("Vastgelegd: %(num)s brief is verzonden.", "Vastgelegd: %(num)s brieven zijn verzonden.", int(count)),
        "success",
    )
    return redirect(url_for("printing.post", organisation_id=where.id), SEE_OTHER)


def _check_page(where: Place, chosen: Sequence[Posting], form: SentForm) -> ResponseReturnValue:
    """Show what each letter will do, and which cases close; what cannot be recorded gets no page to check."""
    together = _together(chosen, form)
    if form.form_errors:
        return _sent_page(where, chosen, form, CONFLICT)
    after = {row.letter_id: after_posting_together(together[row.case_id], row.letter_id) for row in chosen}
    closing = [one.view.case.reference for one in together.values() if one.closes]
    return render_template(
        "printing/sent_check.html", place=where, letters=chosen, form=form, after=after, closing=closing
    )


def _together(chosen: Sequence[Posting], form: SentForm) -> dict[int, TogetherForeseen]:
    """Foresee the letters of each case together, by the case's id; what stands in the way is told on the form."""
    posted, found = form.posted(), {}
    for case_id in dict.fromkeys(row.case_id for row in chosen):
        view = find_case(case_id, Permission.CASE_HANDLE)
        ids = {row.letter_id for row in chosen if row.case_id == case_id}
        letters = [letter for letter in view.letters if letter.id in ids]
        try:
            found[case_id] = foresee_together(view, letters, posted.way, posted.posted_on, today())
        except DomainError as error:
            words = sentence(error.code, **error.details)
            form.form_errors = [*form.form_errors, f"{view.case.reference}: {words}"]
    return found


def _could_leave(chosen: Sequence[Posting], form: SentForm) -> bool:
    """Tell whether all letters can have left on that day; what cannot be recorded gets no page to check."""
    day = form.posted().posted_on
    for letter in chosen:
        try:
            check_posted_on(letter.kind, letter.dated, day, today())
        except InvalidInput as error:
            words = sentence(error.code, **error.details)
            about_all = error.code == "day_in_future"
            form.posted_on.errors = [*form.posted_on.errors, words if about_all else f"{letter.number}: {words}"]
            if about_all:
                break
    return not form.errors


def _record(where: Place, form: SentForm) -> int:
    return post_letters(work(form.form_key.data or ""), where.id, form.letters.data or [], form.posted())


def _lines(refused: LettersRefused) -> list[str]:
    return [f"{one.number}: {sentence(one.error.code, **one.error.details)}" for one in refused.refusals]


def _print(where: Place, chosen: Sequence[Posting], form: PickForm) -> ResponseReturnValue:
    printer = None
    if form.printer.data != NO_PRINTER:
        printer = printer_of(session(), where.id, int(form.printer.data))
    content = letters_pdf(
        session(),
        where.name,
        chosen,
        PrintInput(printer, bool(form.duplex.data), bool(form.with_list.data)),
        today(),
        render_seconds=installation().settings.render_seconds,
    )
    session().rollback()  # ends the reading transaction before the access log is written
    note_readings(work(), where.id, [letter.case_id for letter in chosen], "letters_print")
    name = f"brieven-{today().isoformat()}.pdf"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(content, mimetype="application/pdf", headers=headers)


def _chosen(rows: Sequence[Posting], ids: Sequence[int]) -> tuple[Posting, ...]:
    """Give the chosen letters that still wait, in the order of leaving."""
    wanted = set(ids)
    return tuple(row for row in rows if row.letter_id in wanted)


def _pick_form(where: Place, rows: Sequence[Posting]) -> PickForm:
    form = PickForm()
    printers = printers_of(session(), where.id)
    form.offer([(row.letter_id, row.number) for row in rows], [(one.id, one.name) for one in printers])
    return form


def _sent_form(chosen: Sequence[Posting], *, fresh: bool = False) -> SentForm:
    form = SentForm(formdata=None) if fresh else SentForm()
    ways = frozenset(DispatchWay)
    for letter in chosen:
        ways &= letter.ways
    form.offer([(letter.letter_id, letter.number) for letter in chosen], ways)
    if fresh:
        form.letters.data = [letter.letter_id for letter in chosen]
        form.posted_on.data = today()
        form.way.data = DispatchWay.POST.value if DispatchWay.POST in ways else None
    return form


def _post_page(where: Place, rows: Sequence[Posting], form: PickForm, status: int = OK) -> ResponseReturnValue:
    page = render_template(
        "printing/post.html",
        place=where,
        form=form,
        waiting=rows,
        ticked=set(form.letters.data or []),
        unmade=without_pages(session(), actor(), where.id, today()),
        lately=posted_lately(session(), actor(), where.id, today()),
        several=len(organisations_with(actor(), Permission.CASE_READ)) > 1,
        today=today(),
        page_has_errors=bool(form.errors),
    )
    return page, status


def _sent_page(where: Place, letters: Sequence[Posting], form: SentForm, status: int = OK) -> ResponseReturnValue:
    page = render_template(
        "printing/sent.html", place=where, letters=letters, form=form, page_has_errors=bool(form.errors)
    )
    return page, status
