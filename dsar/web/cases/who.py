"""The people around a case, by name: who advises and decides, and who had it before."""

from dsar.core.audit import Tag
from dsar.core.vocabulary import Role
from dsar.language import gettext as _
from dsar.queries.case_view import CaseView
from dsar.queries.people import holders, names_of
from dsar.web.cases.progress import role_name
from dsar.web.context import moment, session
from dsar.web.filters import capital


def colleagues(view: CaseView) -> list[dict[str, str]]:
    """Give the rows of who advises on the case and who decides it, as the regulation calls them."""
    organisation_id = view.case.organisation_id
    people = {role: holders(session(), organisation_id, role, moment()) for role in (Role.FG, Role.DECIDER)}
    return [
        {"key": capital(role_name(view, role)), "value": "\n".join(user.name for user in users) or _("Niemand")}
        for role, users in people.items()
    ]


def owners(view: CaseView) -> dict[int, str]:
    """Give the names of everybody who had the case, by id, as the timeline tells them."""
    changes = [event.payload for event in view.timeline if event.tag is Tag.CASE_OWNER]
    ids = {payload[key] for payload in changes for key in ("from_user", "to_user")}
    return names_of(session(), frozenset(number for number in ids if isinstance(number, int)))
