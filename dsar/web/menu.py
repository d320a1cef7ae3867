"""The menu on every page: the pages of the actor's roles, and how much waits for them there."""

from dataclasses import dataclass

from flask import request, url_for

from dsar.core.permissions import Permission, has_permission
from dsar.language import lazy_gettext as _l
from dsar.language import ngettext
from dsar.queries.notices import Badges, badges
from dsar.web.context import actor, session

_CASES, _TASKS, _NOTICES = "cases.worklist", "tasks.mine", "notices.mine"
_PAGES = (
    (Permission.CASE_LIST, _CASES, _l("Werkvoorraad")),
    (Permission.TASK_ANSWER, _TASKS, _l("Uw taken")),
    (Permission.CASE_REGISTER, "cases.register", _l("Nieuw verzoek")),
    (Permission.CASE_READ, "printing.choose", _l("Printen")),
    (Permission.SIGN_OFF, "judgement.queue", _l("Toetsing")),
    (Permission.AUDIT_READ, "audit.trail", _l("Logboek")),
    (Permission.ORGANISATION_MANAGE, "admin.organisations", _l("Organisaties")),
    (Permission.SIGNED_IN, _NOTICES, _l("Meldingen")),
)
_LANDS_ON = {"printing.choose": "printing.post"}  # with one organisation there is nothing to choose


@dataclass(frozen=True, slots=True)
class Item:
    """A page in the menu; `waits` is how much waits there, `says` what that number is of, and `url` leads there."""

    url: str
    label: str
    current: bool
    waits: int = 0
    says: str = ""


def navigation() -> list[Item]:
    """Give the pages that the actor's roles lead to, with what waits there: one statement."""
    reads, waits = has_permission(actor(), Permission.CASE_LIST), badges(session(), actor())
    shown = [
        (endpoint, label)
        for permission, endpoint, label in _PAGES
        if has_permission(actor(), permission) and not (endpoint == _TASKS and reads)  # the worklist tells of tasks
    ]
    return [_item(endpoint, label, waits, reads) for endpoint, label in shown]


def _item(endpoint: str, label: str, waits: Badges, reads: bool) -> Item:
    opens_here = {endpoint, _LANDS_ON.get(endpoint), _CASES if endpoint == _TASKS and not reads else None}
    count, says = _number(endpoint, waits)
    return Item(url_for(endpoint), str(label), request.endpoint in opens_here, count, says)


def _number(endpoint: str, waits: Badges) -> tuple[int, str]:
    """Give how much waits on a page, and the words for who hears the number; see `layouts/base.html`."""
    if endpoint == _CASES:
        return waits.cases, ngettext("zaak wacht op u", "zaken wachten op u", waits.cases)
    if endpoint == _TASKS:
        return waits.tasks, ngettext("taak wacht op u", "taken wachten op u", waits.tasks)
    if endpoint == _NOTICES:
        return waits.unread, ngettext("ongelezen melding", "ongelezen meldingen", waits.unread)
    return 0, ""
