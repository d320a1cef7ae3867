"""What can and must be done in a case about somebody who died, for whoever looks at it."""

from flask import url_for

from dsar.core.vocabulary import Role
from dsar.core.workflow import Status
from dsar.language import gettext as _
from dsar.queries.case_view import CaseView, RequestView
from dsar.web.cases.letter_tasks import OtherWay
from dsar.web.cases.progress import Task, acknowledgement_task, request_tasks
from dsar.web.own_words import called


def death_ways(view: CaseView) -> tuple[OtherWay, ...]:
    """Give where is recorded that the client died, for whoever handles a case that is not closed."""
    if Role.CONTACT_PERSON not in view.roles or view.case.closed_on is not None or view.deceased is not None:
        return ()
    client = called(view.regulation).data_subject
    return (
        OtherWay(
            _("De %(client)s is overleden", client=client),
            _("Een erfgenaam, nabestaande of iemand anders vraagt ernaar. De AVG geldt dan niet meer."),
            url_for("cases.deceased", case_id=view.case.id),
        ),
    )


def death_tasks(view: CaseView) -> list[Task]:
    """Give what has to be done for the whole case about somebody who died."""
    known = view.deceased
    if known is None:
        return []
    can = Role.CONTACT_PERSON in view.roles and view.case.closed_on is None
    url = url_for("cases.deceased", case_id=view.case.id) if can else ""
    name = _("Vastleggen wie dit vraagt, en dat dit is aangetoond")
    if known.shown:
        asked = Task(name, _("Vastgelegd"), url, hint=known.relation)
    else:
        asked = Task(name, _("Nog niet aangetoond"), url, hint=known.relation, colour="yellow")
    return [asked, acknowledgement_task(view)]


def explaining_tasks(view: CaseView, row: RequestView) -> list[Task]:
    """Give what a request about somebody who died still needs: its answer with an explanation."""
    if row.request.status is Status.CLOSED:
        return request_tasks(view, row)
    return [
        Task(_("Antwoord met uitleg"), _("Nog niet verzonden"), hint=_("Eerst advies, dan de brief"), colour="blue")
    ]
