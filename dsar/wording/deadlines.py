"""Sentences for what the deadline engine gives as codes: steps and flags."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any

from babel.dates import get_month_names

from dsar.core.calendars import DayName, Moved
from dsar.core.governing import SEND_BY_SOURCE
from dsar.core.pauses import PAUSE_SOURCES
from dsar.core.regulation import Calendar, PauseReason, Period, Unit
from dsar.core.terms import GIVEN_SOURCE, Step
from dsar.core.vocabulary import ObjectionPurpose
from dsar.language import LANGUAGES, Words, day_in_words, ngettext
from dsar.language import gettext as _

Params = Mapping[str, Any]

DAY_NAMES = Words(
    {
        DayName.SATURDAY: "zaterdag",
        DayName.SUNDAY: "zondag",
        DayName.NEW_YEAR: "Nieuwjaarsdag",
        DayName.GOOD_FRIDAY: "Goede Vrijdag",
        DayName.EASTER_MONDAY: "Tweede paasdag",
        DayName.QUEENS_DAY: "Koninginnedag",
        DayName.KINGS_DAY: "Koningsdag",
        DayName.LIBERATION_DAY: "Bevrijdingsdag",
        DayName.ASCENSION_DAY: "Hemelvaartsdag",
        DayName.WHIT_MONDAY: "Tweede pinksterdag",
        DayName.CHRISTMAS_DAY: "Eerste kerstdag",
        DayName.BOXING_DAY: "Tweede kerstdag",
        DayName.EQUATED: "een dag die bij koninklijk besluit met een feestdag is gelijkgesteld",
    }
)
CLOCK_NAMES = Words(
    {
        "regulation": "termijn van het reglement",
        "statutory": "termijn van de AVG",
        "refuse_by": "termijn voor een weigering",
        "term": "termijn",
        "remedy": "termijn om naar de rechter te gaan",
        "mediated": "termijn om naar de rechter te gaan",
    }
)
FLAG_TEXTS = Words(
    {
        "asked_late": "Een vraag is meer dan vijf werkdagen na ontvangst gesteld; een pauze helpt wie meteen vraagt.",
        "regulation_promise_broken": (
            "Het reglement kent geen verlenging: wie de verlengde termijn gebruikt, breekt de toezegging van het "
            "reglement."
        ),
        "equated_days_not_reviewed": (
            "Voor dat jaar is niet nagegaan welke dagen bij koninklijk besluit met een feestdag zijn gelijkgesteld."
        ),
    }
)
_SOURCES = Words({source: source for source in (SEND_BY_SOURCE, GIVEN_SOURCE, *sorted(PAUSE_SOURCES))})
_REASONS = Words(
    {
        PauseReason.IDENTITY: "de vraag naar identiteit of machtiging",
        PauseReason.CLARIFICATION: "de vraag om toelichting",
    }
)
_PURPOSES = Words(
    {
        ObjectionPurpose.COMMERCIAL: "commercieel gebruik",
        ObjectionPurpose.CHARITABLE: "charitatief gebruik",
    }
)
_OF = Words(
    {
        "respond": "Voor het antwoord",
        "fulfil": "Voor de uitvoering",
        "both": "Voor antwoord en uitvoering",
    }
)


def date_in_words(day: date, *, weekday: bool = True) -> str:
    """Give "maandag 16 februari 2026", or "16 februari 2026" without the day of the week."""
    return day_in_words(day, "EEEE d MMMM y" if weekday else "d MMMM y")


def short_date(day: date) -> str:
    """Give "16 feb", where there is little room and the year stands beside it."""
    return day_in_words(day, "d MMM")


@cache
def _month_numbers() -> Mapping[str, int]:
    """Give the months by the first three letters of their names and by their abbreviations, in every language."""
    found: dict[str, int] = {}
    for language in LANGUAGES:
        for number, name in get_month_names("wide", locale=language).items():
            found[name[:3].lower()] = number
        for number, name in get_month_names("abbreviated", locale=language).items():
            found[name.rstrip(".").lower()] = number
    return found


def month_number(name: str) -> int:
    """Give the number of a month by its name in small letters, whole or cut short; raises ValueError for another."""
    for known in (name, name[:3]):
        if known in _month_numbers():
            return _month_numbers()[known]
    raise ValueError(name)


def period_in_words(period: Period) -> str:
    """Give "1 maand", "4 weken", "3 dagen"."""
    if period.unit is Unit.DAYS:
        return ngettext("%(num)s dag", "%(num)s dagen", period.count)
    if period.unit is Unit.WEEKS:
        return ngettext("%(num)s week", "%(num)s weken", period.count)
    return ngettext("%(num)s maand", "%(num)s maanden", period.count)


def step_text(step: Step) -> str:
    """Give the sentence for one step of a derivation."""
    return _STEP_TEXTS[step.code](step, step.params)


def source_text(source: str) -> str:
    """Give where a step comes from: an article as it is cited, or words of ours."""
    return _SOURCES.get(source, source)


def flag_text(flag: str) -> str:
    """Give the warning for a flag of `Deadlines`."""
    return FLAG_TEXTS[flag]


def joined(words: Sequence[str]) -> str:
    """Give "a", "a en b", "a, b en c"; empty for none."""
    if len(words) < 2:
        return "".join(words)
    return _("%(first)s en %(last)s", first=", ".join(words[:-1]), last=words[-1])


def _names(names: Sequence[DayName]) -> str:
    """Name a day: a holiday by its name, a weekend day with an article beside it."""
    weekend = (DayName.SATURDAY, DayName.SUNDAY)
    return joined([_("een %(day)s", day=DAY_NAMES[name]) if name in weekend else DAY_NAMES[name] for name in names])


def _clock(step: Step) -> str:
    return CLOCK_NAMES[step.clock]


def _received(step: Step, params: Params) -> str:
    return _("Ontvangen op %(day)s; de dag van ontvangst zelf telt niet mee.", day=date_in_words(step.date))


def _letter_dated(step: Step, params: Params) -> str:
    return _(
        "De brief is van %(day)s; die dag telt niet mee. Vroeger dan die dag kan niemand de brief hebben ontvangen.",
        day=date_in_words(step.date),
    )


def _mediation_closed(step: Step, params: Params) -> str:
    return _("De bemiddeling eindigde op %(day)s; die dag telt niet mee.", day=date_in_words(step.date))


def _stop(step: Step, params: Params) -> str:
    return _(
        "Verzet tegen %(purpose)s: de verwerking stopt direct, op de dag van ontvangst (%(day)s).",
        purpose=_PURPOSES[params["purpose"]],
        day=date_in_words(step.date),
    )


def _after(step: Step, params: Params) -> str:
    """Say how long after what: "1 maand na ontvangst"."""
    period = period_in_words(params["period"])
    if step.clock == "remedy":
        return _("%(period)s na de datum van de brief", period=period)
    if step.clock == "mediated":
        return _("%(period)s na het einde van de bemiddeling", period=period)
    return _("%(period)s na ontvangst", period=period)


def _period(step: Step, params: Params) -> str:
    return _(
        "De %(clock)s is %(after)s: %(day)s.",
        clock=_clock(step),
        after=_after(step, params),
        day=date_in_words(step.date),
    )


def _extended(step: Step, params: Params) -> str:
    return _("Verlengd tot %(after)s: %(day)s.", after=_after(step, params), day=date_in_words(step.date))


def _short_month(step: Step, params: Params) -> str:
    return _(
        "In %(month)s is er geen dag %(day)s; de %(clock)s eindigt op de laatste dag van die maand.",
        month=day_in_words(step.date, "MMMM y"),
        day=params["day"],
        clock=_clock(step),
    )


def _span(params: Params) -> str:
    """Say what was waited for, and when."""
    reasons = joined([_REASONS[reason] for reason in params["reasons"]])
    start, end = (date_in_words(params[key], weekday=False) for key in ("start", "end"))
    return _("Pauze door %(reasons)s, van %(start)s tot %(end)s", reasons=reasons, start=start, end=end)


def _paused(step: Step, params: Params) -> str:
    more = ngettext("%(num)s dag erbij", "%(num)s dagen erbij", params["days"])
    once = _("; dagen die samenvallen tellen één keer") if params["pauses"] > 1 else ""
    moved = _("De %(clock)s komt op %(day)s.", clock=_clock(step), day=date_in_words(step.date))
    return f"{_span(params)}: {more}{once}. {moved}"


def _pause_after_end(step: Step, params: Params) -> str:
    return _(
        "%(span)s: telt niet mee, want de %(clock)s was toen al afgelopen.", span=_span(params), clock=_clock(step)
    )


def _asked_late(step: Step, params: Params) -> str:
    return _(
        "De vraag is pas op %(day)s gesteld, meer dan vijf werkdagen na ontvangst; een pauze helpt wie snel vraagt.",
        day=date_in_words(step.date),
    )


def _is_named(step: Step, params: Params) -> str:
    """Say what kind of day it is on which a clock ends: "5 mei 2026 is Bevrijdingsdag"."""
    day = date_in_words(step.date, weekday=False)
    return _("%(day)s is %(names)s", day=f"{day[:1].upper()}{day[1:]}", names=_names(params["names"]))


def _moved(step: Step, params: Params) -> str:
    return _("%(named)s: daarop eindigt de %(clock)s niet.", named=_is_named(step, params), clock=_clock(step))


def _moved_to(step: Step, params: Params) -> str:
    return _(
        "De %(clock)s eindigt op de eerstvolgende werkdag: %(day)s.", clock=_clock(step), day=date_in_words(step.date)
    )


def _not_moved(step: Step, params: Params) -> str:
    return _(
        "%(named)s; de %(clock)s schuift niet op, "
        "want de Algemene termijnenwet verschuift alleen termijnen uit een wet.",
        named=_is_named(step, params),
        clock=_clock(step),
    )


def _not_reviewed(step: Step, params: Params) -> str:
    return _(
        "Voor %(year)s is niet nagegaan welke dagen bij koninklijk besluit met een feestdag zijn "
        "gelijkgesteld; zo'n dag kan de %(clock)s nog opschuiven.",
        year=params["year"],
        clock=_clock(step),
    )


def _promise_broken(step: Step, params: Params) -> str:
    return _(
        "Het reglement kent geen verlenging. Wie handelt na %(day)s en uiterlijk op %(statutory)s, "
        "blijft binnen de AVG maar breekt de toezegging van het reglement.",
        day=date_in_words(step.date),
        statutory=date_in_words(params["statutory"]),
    )


def _governs(step: Step, params: Params, why: str) -> str:
    return _("%(of)s geldt %(day)s: %(why)s", of=_OF[params["of"]], day=date_in_words(step.date), why=why)


def _governing_regulation(step: Step, params: Params) -> str:
    other = date_in_words(params["statutory"])
    return _governs(step, params, _("het reglement loopt eerder af dan de AVG (%(other)s).", other=other))


def _governing_statutory(step: Step, params: Params) -> str:
    other = date_in_words(params["regulation"])
    return _governs(step, params, _("de AVG loopt eerder af dan het reglement (%(other)s).", other=other))


def _governing_same(step: Step, params: Params) -> str:
    return _governs(step, params, _("reglement en AVG eindigen op dezelfde dag."))


def _governing_no_term(step: Step, params: Params) -> str:
    return _governs(step, params, _("het reglement noemt hiervoor geen eigen termijn, dus de AVG beslist."))


def _governing_other_target(step: Step, params: Params) -> str:
    if params["of"] == "fulfil":
        why = _("de termijn van het reglement gaat over het antwoord, dus hier beslist de AVG.")
    else:
        why = _("de termijn van het reglement gaat over het uitvoeren, dus hier beslist de AVG.")
    return _governs(step, params, why)


def _governing_extended(step: Step, params: Params) -> str:
    first = date_in_words(params["first"])
    return _governs(step, params, _("het antwoord is verlengd. Zonder verlenging gold %(first)s.", first=first))


def _without_pause(step: Step, params: Params) -> str:
    of, day = _OF[params["of"]], date_in_words(step.date)
    if step.date == params["governing"]:
        return _("%(of)s maakt de pauze geen verschil: ook zonder pauze is het %(day)s.", of=of, day=day)
    return _("%(of)s was het zonder pauze %(day)s geweest.", of=of, day=day)


def _skipped(params: Params) -> str:
    """Name the days between sending and arriving on which no post is counted."""
    skipped: Sequence[Moved] = params["skipped"]
    if not skipped:
        return ""
    days = joined(
        [f"{date_in_words(day, weekday=False)} ({joined([DAY_NAMES[n] for n in names])})" for day, names in skipped]
    )
    return " " + _("Geen werkdag: %(days)s.", days=days)


def _send_by_post(step: Step, params: Params) -> str:
    takes = ngettext("%(num)s werkdag", "%(num)s werkdagen", params["posting_days"])
    details = {
        "of": _OF[params["of"]],
        "day": date_in_words(step.date),
        "takes": takes,
        "arrives": date_in_words(params["governing"]),
    }
    if params["arrives_early"]:
        text = _(
            "%(of)s gaat de brief uiterlijk op %(day)s op de post; die doet er %(takes)s over en is dan "
            "vóór of op %(arrives)s aangekomen.",
            **details,
        )
    else:
        text = _(
            "%(of)s gaat de brief uiterlijk op %(day)s op de post; die doet er %(takes)s over en is dan "
            "op %(arrives)s aangekomen.",
            **details,
        )
    return f"{text}{_skipped(params)}"


def _send_by_same_day(step: Step, params: Params) -> str:
    text = _(
        "%(of)s is %(day)s de laatste werkdag om te overhandigen of klaar te zetten.",
        of=_OF[params["of"]],
        day=date_in_words(step.date),
    )
    return f"{text}{_skipped(params)}"


_STEP_TEXTS: Mapping[str, Callable[[Step, Params], str]] = {
    "received": _received,
    "letter_dated": _letter_dated,
    "mediation_closed": _mediation_closed,
    "stop_at_once": _stop,
    "period": _period,
    "extended": _extended,
    "short_month": _short_month,
    "paused": _paused,
    "pause_after_end": _pause_after_end,
    "asked_late": _asked_late,
    "moved": _moved,
    "moved_to": _moved_to,
    "not_moved": _not_moved,
    "equated_days_not_reviewed": _not_reviewed,
    "promise_broken": _promise_broken,
    "governing_regulation": _governing_regulation,
    "governing_statutory": _governing_statutory,
    "governing_same": _governing_same,
    "governing_no_term": _governing_no_term,
    "governing_other_target": _governing_other_target,
    "governing_extended": _governing_extended,
    "without_pause": _without_pause,
    "send_by_post": _send_by_post,
    "send_by_same_day": _send_by_same_day,
}
STEP_CODES = frozenset(_STEP_TEXTS)

CALENDAR_NAMES = Words(
    {
        Calendar.NONE: "geen: de dag zelf, werkdag of niet",
        Calendar.EU1182_NL: "Verordening 1182/71 met de Nederlandse feestdagen en Goede Vrijdag",
        Calendar.ATW: "Algemene termijnenwet",
    }
)
