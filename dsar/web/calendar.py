"""Somebody's calendar at a secret address, for their calendar program: days, with a reference and a link only.

Whoever has the address reads it without signing in, so it tells nothing that a stranger could use. The language stands
in the address: a program that fetches it has no cookie.
"""

from datetime import timedelta

from flask import Blueprint, Response, request, url_for
from flask.typing import ResponseReturnValue
from icalendar import Calendar, Event

from dsar.core.errors import NotFound
from dsar.core.permissions import Permission
from dsar.language import LANGUAGES, SOURCE, speak, spoken
from dsar.language import gettext as _
from dsar.queries.calendar import Day, calendar_of, calendar_owner
from dsar.services.signing_in import hash_token
from dsar.web.authorize import requires
from dsar.web.context import moment, session, today
from dsar.wording.calendar import summary

blueprint = Blueprint("calendar", __name__)
LANGUAGE = "taal"  # in the address
_ONE_DAY, _AGAIN = timedelta(days=1), timedelta(hours=1)


@blueprint.get("/agenda/<secret>.ics")
@requires(Permission.PUBLIC)
def feed(secret: str) -> ResponseReturnValue:
    """Give the calendar at a secret address; an address that is not anybody's any more does not exist."""
    owner = calendar_owner(session(), hash_token(secret), moment())
    if owner is None:
        raise NotFound
    language = request.args.get(LANGUAGE, SOURCE)
    speak(language if language in LANGUAGES else SOURCE)
    calendar = _calendar()
    for day in calendar_of(session(), owner, today()):
        calendar.add_component(_event(day))
    answer = Response(calendar.to_ical(), content_type="text/calendar; charset=utf-8")
    answer.headers["Content-Disposition"] = 'inline; filename="verzoekenwijzer.ics"'
    return answer


def address_of(secret: str) -> str:
    """Give the whole address of a calendar, in the language of the screen."""
    language = {} if spoken() == SOURCE else {LANGUAGE: spoken()}
    return url_for("calendar.feed", secret=secret, _external=True, **language)


def _calendar() -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", "-//Verzoekenwijzer//NL")
    calendar.add("version", "2.0")
    calendar.add("name", _("Verzoekenwijzer"))
    calendar.add("x-wr-calname", _("Verzoekenwijzer"))
    calendar.add("refresh-interval", _AGAIN, parameters={"value": "DURATION"})
    return calendar


def _event(day: Day) -> Event:
    event = Event()
    event.add("uid", f"{day.key}.{day.reference.lower()}@verzoekenwijzer")
    event.add("dtstamp", moment().replace(microsecond=0))
    event.add("sequence", day.version)
    event.add("dtstart", day.on)
    event.add("dtend", day.on + _ONE_DAY)
    event.add("summary", summary(day.kind, day.reference))
    event.add("url", _link(day))
    event.add("transp", "TRANSPARENT")  # whoever has it in their calendar is not away that day
    event.add("class", "PRIVATE")
    return event


def _link(day: Day) -> str:
    if day.task_id is not None:
        return url_for("tasks.task", task_id=day.task_id, _external=True)
    return url_for("cases.case", case_id=day.case_id, _external=True)
