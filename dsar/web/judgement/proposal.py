"""The proposal: what is granted, what is refused, and on which grounds, with the letter that it becomes beside it."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from dsar.core.errors import InvalidInput
from dsar.core.fields import Fields
from dsar.core.grounds import LEGAL_GROUNDS
from dsar.core.permissions import Permission
from dsar.core.placeholders import GRANTED
from dsar.core.proposals import appointment_past_term, ground_choices, mistakes, unrefusable_article
from dsar.core.remarks import same_parts
from dsar.core.vocabulary import Outcome, Right
from dsar.core.workflow import Action
from dsar.language import gettext as _
from dsar.queries.case_view import CaseView, RequestView
from dsar.services.preview import preview_proposal
from dsar.services.propose import propose
from dsar.services.text_blocks import annex_starters, formulas, text_block
from dsar.web.attempt import INVALID
from dsar.web.authorize import requires
from dsar.web.case_page import OK, SEE_OTHER, find_request, opened, show, submit, work_for
from dsar.web.cases.clocks import request_panel
from dsar.web.cases.progress import asker_missing
from dsar.web.context import today, work
from dsar.web.filters import request_name
from dsar.web.judgement.blueprint import blueprint
from dsar.web.judgement.proposal_form import ANNEX, BASES, ProposalForm, as_written, form_of, renumbered
from dsar.web.judgement.searched import searched_rows
from dsar.web.looking import Lack, Looked, look, looked_before, not_filled_in
from dsar.web.placeholders import GROUPS, PREFIX, as_data, more_rows
from dsar.web.readings import readings_of
from dsar.web.remarks import beside, show_beside
from dsar.wording.errors import sentence
from dsar.wording.ground_needs import ground_needs

_REMOVE = re.compile(r"remove-(\d{1,4})")
_BLOCK = re.compile(r"block-(\d{1,4})")
_PREVIEW = "preview"
_ANNEX_BUTTON = "annex"
_WITH_ANNEX = frozenset({Right.INSPECTION, Right.COPY})


@blueprint.route("/verzoeken/<int:request_id>/voorstel", methods=["GET", "POST"])
@requires(Permission.CASE_HANDLE)
def proposal(request_id: int) -> ResponseReturnValue:
    """Write a proposal, or a new revision of one."""
    view, wanted = find_request(request_id, Permission.CASE_HANDLE)
    change = request.form.get("change", "")
    form = _form(view, wanted, change)
    if change == _PREVIEW:
        return _preview(view, wanted, form)
    if not form.is_submitted() or change:
        return _page(view, wanted, form)
    if not _in_order(view, wanted, form):
        return _page(view, wanted, form, INVALID)
    status = submit(form, lambda: propose(work_for(form), request_id, opened(form), form.proposal()))
    if status is not None:
        return _page(*find_request(request_id, Permission.CASE_HANDLE), form, status)
    flash(_("Uw voorstel is ingediend."), "success")
    return redirect(url_for("cases.case", case_id=view.case.id), SEE_OTHER)


def _form(view: CaseView, wanted: RequestView, change: str) -> ProposalForm:
    make = form_of(wanted.request.right)
    if request.method == "POST":
        removed = _REMOVE.fullmatch(change)
        form = make(formdata=renumbered(request.form, int(removed[1]) if removed else None))
    else:
        form = make(formdata=None, data=as_written(wanted) or _begun(view, wanted))
    outcomes = _outcomes(view, wanted)
    if change == "add" or (request.method == "GET" and len(outcomes) > 1 and not form.parts.entries):
        form.add_part()
    if len(outcomes) == 1 and not form.is_submitted():
        form.outcome.data = outcomes[0].value
    form.letter_details().widen(more_rows(change))
    form.offer(outcomes, ground_choices(view.regulation, wanted.request.right))
    if begun := _BLOCK.fullmatch(change):
        _begin(form, int(begun[1]), view.subject.language)
    if change == _ANNEX_BUTTON and wanted.request.right in _WITH_ANNEX:
        _begin_annex(form, view.subject.language)
    return form


def _begun(view: CaseView, wanted: RequestView) -> dict[str, object]:
    """Give what a first proposal begins with: where colleagues searched, and what they found."""
    rows = searched_rows(view.tasks, wanted.request.id)
    if not rows or wanted.request.right not in _WITH_ANNEX:
        return {}
    return {PREFIX: as_data(Fields.of({"searched": rows}), GRANTED[wanted.request.right])}


def _begin_annex(form: ProposalForm, language: str) -> None:
    """Put the beginnings for the chosen basis in the empty fields of the annex; without a basis it asks for one."""
    if form.basis.data not in BASES:
        form.basis.errors = [sentence("choose_one")]
        return
    starter = annex_starters(language)[form.basis.data]
    form.begin_annex({name: getattr(starter, name) for name in ANNEX})


def _begin(form: ProposalForm, index: int, language: str) -> None:
    """Put the text block of a part's ground in its empty fields; without a ground it says what to do first."""
    if index >= len(form.parts):
        return
    part = form.parts[index].form
    if part.ground.data not in LEGAL_GROUNDS:
        part.ground.errors = [sentence("ground_missing")]
        form.gather_errors()
        return
    text = text_block(language, part.ground.data)
    part.begin(text.facts, text.weighing, text.alternative)


def _preview(view: CaseView, wanted: RequestView, form: ProposalForm) -> ResponseReturnValue:
    """Show the page as what was typed would make it; nothing is submitted."""
    request_id = wanted.request.id
    if not form.validate():
        return _page(view, wanted, form, INVALID)
    looked = look(form, lambda: preview_proposal(work(), request_id, form.proposal(), today()))
    if looked.pages is not None:
        looked = replace(looked, lacking=(*looked.lacking, *_refused_later(view, wanted, form, looked.lacking)))
    return _page(*find_request(request_id, Permission.CASE_HANDLE), form, INVALID if form.errors else OK, looked)


def _refused_later(view: CaseView, wanted: RequestView, form: ProposalForm, said: tuple[Lack, ...]) -> Iterator[Lack]:
    """Give what would keep the proposal from being submitted and is not said yet: a letter is complete without it."""
    places = {lack.url for lack in said}
    for mistake in _mistakes(view, wanted, form):
        field = form.find(mistake.field)
        words = sentence(mistake.code, **mistake.details)
        if field is None:
            yield Lack(words)
        elif f"#{field.id}" not in places:
            yield Lack(f"{field.label.text.rstrip('?')}: {words}", f"#{field.id}")


def _mistakes(view: CaseView, wanted: RequestView, form: ProposalForm) -> tuple[InvalidInput, ...]:
    right, purpose = wanted.request.right, wanted.request.purpose
    return mistakes(view.regulation, right, purpose, form.proposal(), today(), formulas())


def _in_order(view: CaseView, wanted: RequestView, form: ProposalForm) -> bool:
    """Check the fields, and when they can be read all the rules of a proposal at once."""
    if not form.validate():
        return False
    lost = form.grant_with_parts()
    found = _mistakes(view, wanted, form)
    for mistake in (*((lost,) if lost else ()), *found):
        form.refuse(mistake)
    return not lost and not found


def _outcomes(view: CaseView, wanted: RequestView) -> tuple[Outcome, ...]:
    article = unrefusable_article(view.regulation, wanted.request.right, wanted.request.purpose)
    return tuple(Outcome) if article is None else (Outcome.GRANT,)


def _page(
    view: CaseView, wanted: RequestView, form: ProposalForm, status: int = OK, looked: Looked | None = None
) -> ResponseReturnValue:
    right = wanted.request.right
    newest, remarks_left, remarks_beside = wanted.proposal, [], []
    if newest is not None and newest.advice is not None:
        old, new = (part.what for part in newest.parts), (entry.form.what.data or "" for entry in form.parts)
        parts = same_parts(tuple(old), tuple(what.strip() for what in new))
        remarks_left = show_beside(form, newest.advice.remarks, parts)
        remarks_beside = beside(form, newest.advice.remarks, parts)
    return show(
        "judgement/proposal.html",
        view,
        form,
        status=status,
        wanted=wanted,
        possible=Action.PROPOSE in wanted.actions,
        asker_missing=asker_missing(view, wanted),
        unrefusable=unrefusable_article(view.regulation, right, wanted.request.purpose),
        advice=newest.advice if newest is not None else None,
        remarks_left=remarks_left,
        remarks_beside=remarks_beside,
        send_back=newest.send_back if newest is not None else None,
        grounds=[(choice, ground_needs(choice.legal)) for choice in ground_choices(view.regulation, right)],
        with_appointment=right is Right.INSPECTION,
        with_annex=right in _WITH_ANNEX,
        clocks=request_panel(request_name(wanted.request), wanted),
        late=_late(wanted, form),
        looked=looked or looked_before(view.case.id, _not_filled_in(right, form)),
        groups=GROUPS,
        language=view.subject.language,
        readings=readings_of(form, view.subject.language) if looked is not None else {},
    )


def _late(wanted: RequestView, form: ProposalForm) -> date | None:
    """Give the day of an appointment that is past its term, as the form has it now."""
    if not form.is_submitted():
        return wanted.appointment_late
    typed = form.letter_details().fields()
    return appointment_past_term(wanted.request.right, typed, wanted.deadlines.fulfil.governing)


def _not_filled_in(right: Right, form: ProposalForm) -> tuple[Lack, ...]:
    if form.outcome.data not in {Outcome.GRANT, Outcome.PARTIAL}:
        return ()
    return not_filled_in(GRANTED[right], form.letter_details().fields(), PREFIX)
