"""The trail of an organisation, page by page, with the proof that nothing in it was changed."""

from collections.abc import Iterable

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from dsar.core.errors import NotFound
from dsar.core.permissions import Permission, organisations_with
from dsar.language import number
from dsar.queries.audit import (
    PAGE,
    Event,
    acting_in,
    events_of_organisation,
    length_of,
    names_of,
    references_of,
    rights_of,
    verify,
)
from dsar.queries.people import organisations_by_id
from dsar.services.audit import stream_of
from dsar.web.audit.filters import TrailFilters
from dsar.web.authorize import requires
from dsar.web.context import actor, session
from dsar.wording.audit import fault

MOST_ROWS = 2**31 - 1
PROVED_UNASKED = 5_000  # entries; a longer chain takes too long to prove with every page
_MOST_DIGITS = 10
blueprint = Blueprint("audit", __name__)


@blueprint.get("/logboek")
@requires(Permission.AUDIT_READ)
def trail() -> ResponseReturnValue:
    """Show a page of the trail, newest first."""
    organisations = organisations_by_id(session(), organisations_with(actor(), Permission.AUDIT_READ))
    wanted = _number("organisatie", organisations[0].id)
    organisation = next((one for one in organisations if one.id == wanted), None)
    if organisation is None:
        raise NotFound
    filters = TrailFilters(request.args)
    filters.offer(acting_in(session(), organisation.id))
    filters.validate()
    before = _number("before", MOST_ROWS)
    events = events_of_organisation(session(), actor(), organisation.id, before, filters.sought())
    older = len(events) == PAGE and events[-1].seq > 1
    length = length_of(session(), stream_of(organisation.id))
    checked = length <= PROVED_UNASKED or "controle" in request.args
    found = verify(session(), stream_of(organisation.id)) if checked else None
    return render_template(
        "audit/trail.html",
        organisation=organisation,
        organisations=organisations,
        events=events,
        references=references_of(session(), organisation.id, {event.case_id for event in events if event.case_id}),
        rights=rights_of(session(), organisation.id, {event.request_id for event in events if event.request_id}),
        people=names_of(session(), organisation.id, _users(events)),
        fault=fault(found.code, found.seq) if found is not None else "",
        checked=checked,
        length=number(length, "#,##0"),
        filters=filters,
        first_url=filters.address(organisation.id) if "before" in request.args else "",
        next_url=filters.address(organisation.id, events[-1].seq) if older else "",
        page_has_errors=bool(filters.errors),
    )


def _users(events: Iterable[Event]) -> set[int]:
    """Give the ids of whom the entries are about."""
    return {user for event in events if isinstance(user := event.payload.get("user"), int)}


def _number(name: str, default: int) -> int:
    """Read a number from the address; one that cannot be is not found."""
    text = request.args.get(name, "")
    if not text:
        return default
    if not (text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS and int(text) <= MOST_ROWS):
        raise NotFound
    return int(text)
