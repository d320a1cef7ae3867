"""What an extension of a term leads to, said before it is sent: both dates, as the engine has them (GDPR 12(3))."""

from collections.abc import Iterable

from dsar.language import gettext as _
from dsar.queries.case_view import CaseView, RequestView
from dsar.queries.clocks import deadlines_of
from dsar.web.context import today
from dsar.web.filters import capital, request_name, weekday_day


def extended_dates(view: CaseView, rows: Iterable[RequestView]) -> list[str]:
    """Say for each request what its date is, what it becomes, and until when it can be refused.

    One that has its answer, or was extended, keeps its date: nothing is said of it.
    """
    waiting = (row for row in rows if row.request.answered_on is None and row.request.extension is None)
    return [_dates(view, row) for row in waiting]


def _dates(view: CaseView, row: RequestView) -> str:
    then = deadlines_of(view.case, row.request, view.regulation, today(), extended=True)
    promise, new = row.deadlines.respond.regulation, then.respond.statutory
    details = {
        "right": capital(request_name(row.request)),
        "now": weekday_day(row.deadlines.respond.governing),
        "new": weekday_day(new),
        "refuse_by": weekday_day(then.refuse_by) if then.refuse_by is not None else "",
    }
    said = _(
        "%(right)s: het antwoord moet er nu zijn op %(now)s. Na de verlenging wordt dat %(new)s. "
        "Afwijzen kan alleen tot en met %(refuse_by)s.",
        **details,
    )
    if promise is None or promise >= new:
        return said
    return f"{said} " + _("De belofte uit het reglement, %(day)s, haalt u dan niet.", day=weekday_day(promise))
