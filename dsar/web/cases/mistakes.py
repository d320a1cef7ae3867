"""The pages on which a mistake of registering is put right: what it changes is shown before anything is saved."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import Field, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.validators import InputRequired, Optional

from dsar.core.corrections import check_new_receipt, check_new_right, check_reason
from dsar.core.deadlines import derive
from dsar.core.errors import DomainError, NotAllowed
from dsar.core.permissions import Permission
from dsar.core.progress import open_date
from dsar.core.vocabulary import STOP_AT_ONCE, LetterKind, ObjectionPurpose, Right
from dsar.core.workflow import Status
from dsar.language import gettext as _
from dsar.language import lazy_gettext as _l
from dsar.queries.case_view import Case, CaseView, RequestView
from dsar.queries.clocks import pauses
from dsar.services.correct_case import correct_receipt, correct_right, doubled_in, end_as_double, first_event, kept_case
from dsar.web.attempt import INVALID
from dsar.web.authorize import requires
from dsar.web.case_page import OK, SEE_OTHER, find_case, find_request, opened, show, submit, work_for
from dsar.web.cases.letter_tasks import double_open, right_open
from dsar.web.cases.routes import blueprint
from dsar.web.context import installation, session, today
from dsar.web.fields import DayField, Radios, closed_list
from dsar.web.filters import capital, day, request_name, right_name, weekday_day
from dsar.web.forms import CaseForm
from dsar.wording.deadlines import joined
from dsar.wording.errors import sentence
from dsar.wording.people import full_name
from dsar.wording.words import word


class MistakeForm(CaseForm):
    """Why something that was registered is not right."""

    reason = TextAreaField(_l("Wat ging er mis?"), description=_l("Kort. Dit staat in het dossier, niet in een brief."))


class ReceiptForm(MistakeForm):
    """The day on which the request truly came in."""

    received_on = DayField(
        _l("Op welke dag kwam het verzoek binnen?"),
        [InputRequired(_l("Vul een dag in."))],
        description=_l("De dag waarop het bij de organisatie aankwam, waar dan ook. Bijvoorbeeld 18-11-2026."),
    )


class RightForm(MistakeForm):
    """What the request truly asks."""

    right = Radios(
        _l("Wat wordt er echt gevraagd?"),
        choices=lambda: [SelectChoice(value=code.value, label=capital(right_name(code))) for code in Right],
    )
    purpose = Radios(
        _l("Waartegen is het verzet gericht?"),
        [Optional()],
        choices=lambda: [SelectChoice(value="", label=_("Geen verzet")), *closed_list(ObjectionPurpose)()],
        default="",
        description=_l("Alleen invullen bij verzet."),
    )


class DoubleForm(MistakeForm):
    """The case that goes on with the same request."""

    reference = StringField(
        _l("Nummer van de zaak die blijft"),
        [InputRequired(_l("Vul het nummer van een zaak in."))],
        description=_l("De zaak die het eerst binnenkwam. Het nummer staat in de werkvoorraad."),
    )


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that a correction changes."""

    what: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Effect:
    """What a correction does: what changes, and what else whoever corrects must know."""

    changes: tuple[Change, ...]
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Mistake:
    """One page about a mistake: its form in the order of its fields."""

    view: CaseView
    form: MistakeForm
    heading: str
    button: str
    fields: Sequence[Field]
    intro: str
    not_now: str = ""  # why nothing can be put right; the page then has no form


@blueprint.route("/zaken/<int:case_id>/ontvangst", methods=["GET", "POST"])
@requires(Permission.CASE_HANDLE)
def receipt(case_id: int) -> ResponseReturnValue:
    """Give a case another day of receipt, after showing which dates move."""
    view, form = find_case(case_id, Permission.CASE_HANDLE), ReceiptForm()
    mistake = Mistake(
        view,
        form,
        _("Dag van ontvangst verbeteren"),
        _("Dag verbeteren"),
        (form.received_on, form.reason),
        _("Alle termijnen lopen vanaf de dag van ontvangst. U ziet eerst welke data veranderen."),
        _not_now(view.case.closed_on is None, "case_closed"),
    )

    def effect() -> Effect:
        new = form.received_on.data
        check_new_receipt(new, view.case.received_on, today(), first_event(session(), view.case))
        receipt = Change(_("Ontvangen op"), weekday_day(view.case.received_on), weekday_day(new))
        moved = (_moved(view, row, row.request.right, row.request.purpose, new) for row in view.requests)
        return Effect((receipt, *(change for change in moved if change is not None)), tuple(_told(view)))

    def act() -> None:
        correct_receipt(work_for(form), case_id, opened(form), form.received_on.data, form.reason.data or "")

    return _steps(mistake, effect, act)


@blueprint.route("/verzoeken/<int:request_id>/recht", methods=["GET", "POST"])
@requires(Permission.CASE_HANDLE)
def right(request_id: int) -> ResponseReturnValue:
    """Let a request invoke another right, after showing which dates move."""
    view, row = find_request(request_id, Permission.CASE_HANDLE)
    form, known = RightForm(), (row.request.right, row.request.purpose)
    mistake = Mistake(
        view,
        form,
        _("Het recht verbeteren: %(right)s", right=request_name(row.request)),
        _("Recht verbeteren"),
        (form.right, form.purpose, form.reason),
        _("Elk recht heeft zijn eigen regels en termijn. U ziet eerst wat er verandert."),
        _not_now(right_open(row), "right_proposed"),
    )

    def wanted() -> tuple[Right, ObjectionPurpose | None]:
        purpose = form.purpose.data or None
        return Right(form.right.data), ObjectionPurpose(purpose) if purpose else None

    def effect() -> Effect:
        others = frozenset(one.request.right for one in view.requests if one.request.id != request_id)
        check_new_right(*wanted(), known, others, proposed=row.proposal is not None)
        named = Change(_("Verzoek"), _named(*known), _named(*wanted()))
        moved = _moved(view, row, *wanted(), view.case.received_on)
        return Effect((named, moved) if moved is not None else (named,), tuple(_told(view)))

    def act() -> None:
        correct_right(work_for(form), request_id, opened(form), *wanted(), form.reason.data or "")

    return _steps(mistake, effect, act)


@blueprint.route("/zaken/<int:case_id>/dubbel", methods=["GET", "POST"])
@requires(Permission.CASE_HANDLE)
def double(case_id: int) -> ResponseReturnValue:
    """End a case because another one holds the same request, after showing what that does."""
    view, form = find_case(case_id, Permission.CASE_HANDLE), DoubleForm()
    mistake = Mistake(
        view,
        form,
        _("Dubbel geregistreerd"),
        _("Dubbele verzoeken afsluiten"),
        (form.reference, form.reason),
        _(
            "Het verzoek is twee keer geregistreerd. De zaak die het eerst binnenkwam, blijft. Hier sluit u af wat "
            "daar ook in staat. De rest gaat hier door."
        ),
        _not_now(double_open(view), "status"),
    )

    def effect() -> Effect:
        kept = kept_case(session(), view.case, form.reference.data or "")
        ending = {one.id for one in doubled_in(view.case, kept)}
        if any(row.facts.must_stop and not row.facts.use_stopped for row in view.requests if row.request.id in ending):
            raise NotAllowed("use_not_stopped")
        changes = tuple(
            Change(
                capital(request_name(row.request)),
                word(row.request.status),
                _("Afgesloten") if row.request.id in ending else _("Blijft open: dit staat niet in de andere zaak"),
            )
            for row in view.requests
            if row.request.status is not Status.CLOSED
        )
        return Effect(changes, (_kept(kept), _("Brieven, notities en de tijdlijn van deze zaak blijven te lezen.")))

    def act() -> None:
        end_as_double(work_for(form), case_id, opened(form), form.reference.data or "", form.reason.data or "")

    return _steps(mistake, effect, act)


def _kept(kept: Case) -> str:
    """Say whose case goes on, and with which requests."""
    person = kept.parties[0]
    return _(
        "Zaak %(reference)s van %(who)s, ontvangen op %(day)s, gaat door: %(rights)s. Daar verandert niets.",
        reference=kept.reference,
        who=full_name(person.initials, person.name_prefix, person.last_name),
        day=day(kept.received_on),
        rights=joined([request_name(one) for one in kept.requests if one.status is not Status.CLOSED]),
    )


def _not_now(possible: bool, code: str) -> str:
    """Say why something cannot be put right any more; empty when it can."""
    return "" if possible else sentence(code)


def _steps(mistake: Mistake, effect: Callable[[], Effect], act: Callable[[], None]) -> ResponseReturnValue:
    """Show the form; then check, go back or record: `step` is check, edit or record."""
    view, form = mistake.view, mistake.form
    if request.method == "GET" or request.form.get("step") == "edit":
        return show("cases/mistake.html", view, form, mistake=mistake)
    found = _checked(form, effect)
    if found is None:
        return show("cases/mistake.html", view, form, mistake=mistake, status=INVALID)
    if request.form.get("step") != "record":
        return show("cases/mistake_check.html", view, form, mistake=mistake, effect=found, status=OK)
    refused = submit(form, act)
    if refused is not None:
        again = find_case(view.case.id, Permission.CASE_HANDLE)
        return show("cases/mistake.html", again, form, mistake=mistake, status=refused)
    flash(_("De fout is hersteld. Wat er veranderde, staat in de tijdlijn."), "success")
    return redirect(url_for("cases.case", case_id=view.case.id), SEE_OTHER)


def _checked(form: MistakeForm, effect: Callable[[], Effect]) -> Effect | None:
    """Give what the correction would do, or None after telling in the form why it cannot be."""
    in_order = form.validate()
    found = None
    try:
        check_reason(form.reason.data or "")
    except DomainError as error:
        form.refuse(error)
    try:
        found = effect() if in_order else None
    except DomainError as error:
        form.refuse(error)
    return found if not form.errors else None


def _moved(
    view: CaseView, row: RequestView, right: Right, purpose: ObjectionPurpose | None, received_on: date
) -> Change | None:
    """Give how the first date of a request moves; None when none is open, or for a later round.

    A term that others set is no part of it: it stays where they set it.
    """
    asked, outcome = row.request, row.facts.outcome
    known = open_date(row.deadlines, asked.status, outcome, use_stopped=row.facts.use_stopped)
    if known is None or asked.reopening is not None:
        return None
    of_that_day = installation().catalogue.for_day(view.case.organisation.slug, received_on)
    regulation = view.regulation if view.case.regulation_choices else of_that_day
    deadlines = derive(
        regulation,
        right,
        received_on,
        purpose=purpose,
        pauses=pauses(view.case.questions, asked.id, right, received_on, asked.answered_on, today()),
        extended=asked.extension is not None,
        posting_days=view.case.organisation.posting_days,
    )
    stopped = purpose in STOP_AT_ONCE and asked.use_stop is not None
    moved = open_date(deadlines, asked.status, outcome, use_stopped=stopped) or known
    return Change(_("Eerste datum: %(right)s", right=right_name(right)), weekday_day(known), weekday_day(moved))


def _told(view: CaseView) -> list[str]:
    """Give what to do about letters that say what is not right."""
    sent = [one for one in view.letters if one.dispatch is not None and one.kind is LetterKind.ACKNOWLEDGEMENT]
    if not sent:
        return []
    return [
        _(
            "In brief %(number)s staat het nog zoals het was. Stuur daarna een verbeterde brief.",
            number=sent[-1].number,
        )
    ]


def _named(right: Right, purpose: ObjectionPurpose | None) -> str:
    return (
        f"{capital(right_name(right))} ({word(purpose).lower()})" if purpose is not None else capital(right_name(right))
    )
