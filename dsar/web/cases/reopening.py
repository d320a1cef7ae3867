"""The page on which requests that were answered are judged anew."""

from flask.typing import ResponseReturnValue
from wtforms import TextAreaField

from dsar.core.permissions import Permission
from dsar.core.reopening import ReopenInput
from dsar.core.vocabulary import ReopenReason
from dsar.core.workflow import Action
from dsar.language import gettext as _
from dsar.language import lazy_gettext as _l
from dsar.services.reopen import reopen
from dsar.web.authorize import requires
from dsar.web.case_page import find_case, opened, work_for
from dsar.web.cases.after_forms import filled, required, short
from dsar.web.cases.recording import Recording, recording
from dsar.web.cases.routes import blueprint
from dsar.web.context import today
from dsar.web.fields import Boxes, DayField, Radios, closed_list
from dsar.web.filters import capital, request_name
from dsar.web.forms import CaseForm
from dsar.wording.errors import sentence


class ReopenForm(CaseForm):
    """Which requests are judged anew, and why."""

    request_ids = Boxes(_l("Welke verzoeken wilt u opnieuw beoordelen?"), coerce=int)
    reason = Radios(_l("Wat is de aanleiding?"), choices=closed_list(ReopenReason))
    counts_from = DayField(
        _l("Op welke dag kwam de aanleiding binnen?"),
        [required()],
        description=_l("Vanaf deze dag telt de termijn van de nieuwe ronde. Bijvoorbeeld 18-11-2026."),
    )
    explanation = TextAreaField(
        _l("Wat moet er opnieuw worden bekeken?"),
        [required(), short()],
        description=_l("Kort. Dit staat in het dossier, niet in een brief."),
    )

    def given(self) -> ReopenInput:
        """Give why and what as the service wants it; only after the form was found in order."""
        return ReopenInput(
            tuple(self.request_ids.data or ()),
            ReopenReason(self.reason.data),
            filled(self.counts_from),
            self.explanation.data or "",
        )


@blueprint.route("/zaken/<int:case_id>/heropenen", methods=["GET", "POST"])
@requires(Permission.CASE_HANDLE)
def reopening(case_id: int) -> ResponseReturnValue:
    """Judge requests of a case anew, each in a round of its own."""
    view, form = find_case(case_id, Permission.CASE_HANDLE), ReopenForm()
    rows = [row for row in view.requests if Action.REOPEN in row.actions]
    form.request_ids.choices = [(row.request.id, capital(request_name(row.request))) for row in rows]
    if not form.is_submitted():
        form.request_ids.data = [row.request.id for row in rows] if len(rows) == 1 else []
        form.counts_from.data = today()
    one = Recording(
        view,
        form,
        _("Een verzoek heropenen"),
        (form.request_ids, form.reason, form.counts_from, form.explanation),
        (
            _("U begint een nieuwe ronde, met een nieuw voorstel, advies, besluit en een nieuwe brief."),
            _("Het eerdere besluit, de brieven en de termijnen blijven staan. Wat op tijd was, blijft op tijd."),
            _("Legt een rechter of toezichthouder een termijn op? Leg die daarna apart vast."),
        ),
        _("Het verzoek is heropend. De nieuwe ronde staat op deze bladzijde."),
        anchor="taken",
        not_now="" if rows else sentence("nothing_to_reopen"),
    )
    return recording(one, lambda: reopen(work_for(form), case_id, opened(form), form.given()))
