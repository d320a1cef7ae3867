"""Dutch sentences for what the deadline engine gives as codes: steps, flags and what cannot be computed."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from dsar.core.calendars import DayName, Moved
from dsar.core.errors import DomainError
from dsar.core.regulation import Calendar, PauseReason, Period, Unit
from dsar.core.terms import Step
from dsar.core.vocabulary import ObjectionPurpose
from dsar.wording.rights import RIGHTS

Params = Mapping[str, Any]

WEEKDAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
MONTHS = (
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
)
SHORT_MONTHS = ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
DAY_NAMES = {
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
CLOCK_NAMES = {
    "regulation": "termijn van het reglement",
    "statutory": "termijn van de AVG",
    "refuse_by": "termijn voor een weigering",
    "term": "termijn",
    "remedy": "termijn om naar de rechter te gaan",
}
FLAG_TEXTS = {
    "asked_late": "Een vraag is meer dan vijf werkdagen na ontvangst gesteld; een pauze helpt wie meteen vraagt.",
    "regulation_promise_broken": (
        "Het reglement kent geen verlenging: wie de verlengde termijn gebruikt, breekt de toezegging van het reglement."
    ),
    "equated_days_not_reviewed": (
        "Voor dat jaar is niet nagegaan welke dagen bij koninklijk besluit met een feestdag zijn gelijkgesteld."
    ),
}
_REASONS = {
    PauseReason.IDENTITY: "de vraag naar identiteit of machtiging",
    PauseReason.CLARIFICATION: "de vraag om toelichting",
}
_UNITS = {
    Unit.DAYS: ("dag", "dagen"),
    Unit.WEEKS: ("week", "weken"),
    Unit.MONTHS: ("maand", "maanden"),
}
_PURPOSES = {
    ObjectionPurpose.COMMERCIAL: "commercieel gebruik",
    ObjectionPurpose.CHARITABLE: "charitatief gebruik",
}
_OF = {
    "respond": "Voor het antwoord",
    "fulfil": "Voor de uitvoering",
    "both": "Voor antwoord en uitvoering",
}


def date_in_words(day: date, *, weekday: bool = True) -> str:
    """Give "maandag 16 februari 2026", or "16 februari 2026" without the day of the week."""
    words = f"{day.day} {MONTHS[day.month - 1]} {day.year}"
    return f"{WEEKDAYS[day.weekday()]} {words}" if weekday else words


def short_date(day: date) -> str:
    """Give "16 feb", where there is little room and the year stands beside it."""
    return f"{day.day} {SHORT_MONTHS[day.month - 1]}"


def period_in_words(period: Period) -> str:
    """Give "1 maand", "4 weken", "3 dagen"."""
    one, more = _UNITS[period.unit]
    return f"{period.count} {one if period.count == 1 else more}"


def step_text(step: Step, language: str = "nl") -> str:
    """Give the sentence for one step of a derivation; raises ValueError for a language that has no texts."""
    if language != "nl":
        raise ValueError(language)
    return _STEP_TEXTS[step.code](step, step.params)


def flag_text(flag: str) -> str:
    """Give the warning for a flag of `Deadlines`."""
    return FLAG_TEXTS[flag]


def problem_text(problem: DomainError) -> str:
    """Say what cannot be computed and what is expected; falls back on the bare code for one of another module."""
    text = _PROBLEM_TEXTS.get(problem.code)
    return text(problem.details) if text else problem.code


def _join(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} en {words[-1]}"


def _names(names: Sequence[DayName]) -> str:
    """Name a day: a holiday by its name, a weekend day with an article beside it."""
    weekend = (DayName.SATURDAY, DayName.SUNDAY)
    return _join([f"een {DAY_NAMES[name]}" if name in weekend else DAY_NAMES[name] for name in names])


def _clock(step: Step) -> str:
    return CLOCK_NAMES[step.clock]


def _days(count: int) -> str:
    return f"{count} dag" if count == 1 else f"{count} dagen"


def _working_days(count: int) -> str:
    return f"{count} werkdag" if count == 1 else f"{count} werkdagen"


def _received(step: Step, _: Params) -> str:
    return f"Ontvangen op {date_in_words(step.date)}; de dag van ontvangst zelf telt niet mee."


def _letter_dated(step: Step, _: Params) -> str:
    day = date_in_words(step.date)
    return f"De brief is van {day}; die dag telt niet mee. Vroeger dan die dag kan niemand de brief hebben ontvangen."


def _stop(step: Step, params: Params) -> str:
    purpose = _PURPOSES[params["purpose"]]
    return f"Verzet tegen {purpose}: de verwerking stopt direct, op de dag van ontvangst ({date_in_words(step.date)})."


def _after(step: Step, params: Params) -> str:
    """Say how long after what: "1 maand na ontvangst"."""
    start = "de datum van de brief" if step.clock == "remedy" else "ontvangst"
    return f"{period_in_words(params['period'])} na {start}"


def _period(step: Step, params: Params) -> str:
    return f"De {_clock(step)} is {_after(step, params)}: {date_in_words(step.date)}."


def _extended(step: Step, params: Params) -> str:
    return f"Verlengd tot {_after(step, params)}: {date_in_words(step.date)}."


def _short_month(step: Step, params: Params) -> str:
    month = f"{MONTHS[step.date.month - 1]} {step.date.year}"
    return f"In {month} is er geen dag {params['day']}; de {_clock(step)} eindigt op de laatste dag van die maand."


def _span(params: Params) -> str:
    """Say what was waited for, and when."""
    reasons = _join([_REASONS[reason] for reason in params["reasons"]])
    start, end = (date_in_words(params[key], weekday=False) for key in ("start", "end"))
    return f"Pauze door {reasons}, van {start} tot {end}"


def _paused(step: Step, params: Params) -> str:
    once = "; dagen die samenvallen tellen één keer" if params["pauses"] > 1 else ""
    days = _days(params["days"])
    return f"{_span(params)}: {days} erbij{once}. De {_clock(step)} komt op {date_in_words(step.date)}."


def _pause_after_end(step: Step, params: Params) -> str:
    return f"{_span(params)}: telt niet mee, want de {_clock(step)} was toen al afgelopen."


def _asked_late(step: Step, _: Params) -> str:
    asked = date_in_words(step.date)
    return f"De vraag is pas op {asked} gesteld, meer dan vijf werkdagen na ontvangst; een pauze helpt wie snel vraagt."


def _moved(step: Step, params: Params) -> str:
    day = date_in_words(step.date, weekday=False)
    return f"{day[:1].upper()}{day[1:]} is {_names(params['names'])}: daarop eindigt de {_clock(step)} niet."


def _moved_to(step: Step, _: Params) -> str:
    return f"De {_clock(step)} eindigt op de eerstvolgende werkdag: {date_in_words(step.date)}."


def _not_moved(step: Step, params: Params) -> str:
    day = date_in_words(step.date, weekday=False)
    return (
        f"{day[:1].upper()}{day[1:]} is {_names(params['names'])}; de {_clock(step)} schuift niet op, "
        "want de Algemene termijnenwet verschuift alleen termijnen uit een wet."
    )


def _not_reviewed(step: Step, params: Params) -> str:
    return (
        f"Voor {params['year']} is niet nagegaan welke dagen bij koninklijk besluit met een feestdag zijn "
        f"gelijkgesteld; zo'n dag kan de {_clock(step)} nog opschuiven."
    )


def _promise_broken(step: Step, params: Params) -> str:
    return (
        f"Het reglement kent geen verlenging. Wie handelt na {date_in_words(step.date)} en uiterlijk op "
        f"{date_in_words(params['statutory'])}, blijft binnen de AVG maar breekt de toezegging van het reglement."
    )


def _governs(step: Step, params: Params, why: str) -> str:
    return f"{_OF[params['of']]} geldt {date_in_words(step.date)}: {why}"


def _governing_regulation(step: Step, params: Params) -> str:
    other = date_in_words(params["statutory"])
    return _governs(step, params, f"het reglement loopt eerder af dan de AVG ({other}).")


def _governing_statutory(step: Step, params: Params) -> str:
    other = date_in_words(params["regulation"])
    return _governs(step, params, f"de AVG loopt eerder af dan het reglement ({other}).")


def _governing_same(step: Step, params: Params) -> str:
    return _governs(step, params, "reglement en AVG eindigen op dezelfde dag.")


def _governing_no_term(step: Step, params: Params) -> str:
    return _governs(step, params, "het reglement noemt hiervoor geen eigen termijn, dus de AVG beslist.")


def _governing_other_target(step: Step, params: Params) -> str:
    other = "antwoord" if params["of"] == "fulfil" else "uitvoeren"
    return _governs(step, params, f"de termijn van het reglement gaat over het {other}, dus hier beslist de AVG.")


def _without_pause(step: Step, params: Params) -> str:
    of = _OF[params["of"]]
    if step.date == params["governing"]:
        return f"{of} maakt de pauze geen verschil: ook zonder pauze is het {date_in_words(step.date)}."
    return f"{of} was het zonder pauze {date_in_words(step.date)} geweest."


def _skipped(params: Params) -> str:
    """Name the days between sending and arriving on which no post is counted."""
    skipped: Sequence[Moved] = params["skipped"]
    if not skipped:
        return ""
    days = _join(
        [f"{date_in_words(day, weekday=False)} ({_join([DAY_NAMES[n] for n in names])})" for day, names in skipped]
    )
    return f" Geen werkdag: {days}."


def _send_by_post(step: Step, params: Params) -> str:
    of = _OF[params["of"]]
    text = f"{of} gaat de brief uiterlijk op {date_in_words(step.date)} op de post; die doet er "
    arrives = "vóór of op" if params["arrives_early"] else "op"
    days = _working_days(params["posting_days"])
    return f"{text}{days} over en is dan {arrives} {date_in_words(params['governing'])} aangekomen.{_skipped(params)}"


def _send_by_same_day(step: Step, params: Params) -> str:
    text = (
        f"{_OF[params['of']]} is {date_in_words(step.date)} de laatste werkdag om te overhandigen of klaar te zetten."
    )
    return f"{text}{_skipped(params)}"


_STEP_TEXTS: Mapping[str, Callable[[Step, Params], str]] = {
    "received": _received,
    "letter_dated": _letter_dated,
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
    "without_pause": _without_pause,
    "send_by_post": _send_by_post,
    "send_by_same_day": _send_by_same_day,
}
STEP_CODES = frozenset(_STEP_TEXTS)

_PROBLEM_TEXTS: Mapping[str, Callable[[Params], str]] = {
    "clarification_only_for_access": lambda p: (
        "Een pauze voor toelichting kan alleen bij inzage (inspection) of afschrift (copy), "
        f"niet bij {RIGHTS[p['right']].name} ({p['right']})."
    ),
    "pause_before_receipt": lambda p: (
        f"De pauze begint op {date_in_words(p['start'])}, vóór de ontvangst op {date_in_words(p['received'])}; "
        "een pauze begint op zijn vroegst op de dag van ontvangst."
    ),
    "pause_ends_before_start": lambda p: (
        f"De pauze eindigt op {date_in_words(p['end'])}, voordat zij op {date_in_words(p['start'])} begint."
    ),
    "open_pause_needs_today": lambda p: (
        f"Op de vraag van {date_in_words(p['start'])} is nog niet geantwoord; zonder de datum van vandaag is de pauze "
        "niet te tellen."
    ),
    "pause_starts_after_today": lambda p: (
        f"De pauze begint op {date_in_words(p['start'])}, na vandaag ({date_in_words(p['today'])})."
    ),
    "purpose_only_for_objection": lambda p: (
        f"Een doel hoort alleen bij verzet (objection), niet bij {RIGHTS[p['right']].name} ({p['right']})."
    ),
    "posting_days_negative": lambda _: "Het aantal werkdagen voor de post kan niet negatief zijn.",
    "extended_on_without_extension": lambda _: "Een datum van verlenging hoort alleen bij een verlengde termijn.",
    "extended_before_receipt": lambda p: f"Verlengen kan niet vóór de ontvangst op {date_in_words(p['received'])}.",
    "extended_too_late": lambda p: (
        f"Verlengen kan alleen in de eerste maand, uiterlijk op {date_in_words(p['last_day'])} (AVG 12(3))."
    ),
    "extension_only_for_months": lambda p: (
        f"Verlengen met twee maanden (AVG 12(3)) kan alleen bij een termijn in maanden, niet bij {p['period']} "
        f"({period_in_words(p['period'])})."
    ),
    "date_out_of_range": lambda p: (
        f"Met ontvangst op {date_in_words(p['received'])} valt een datum buiten de kalender (jaar 1 tot en met 9999)."
    ),
    "unknown_regulation": lambda p: f"Er is geen reglement van '{p['organisation']}'.",
    "no_regulation_for_day": lambda p: (
        f"Van '{p['organisation']}' is er geen reglement dat gold op {date_in_words(p['day'])}."
    ),
}
PROBLEM_CODES = frozenset(_PROBLEM_TEXTS)

CALENDAR_NAMES = {
    Calendar.NONE: "geen: de dag zelf, werkdag of niet",
    Calendar.EU1182_NL: "Verordening 1182/71 met de Nederlandse feestdagen en Goede Vrijdag",
    Calendar.ATW: "Algemene termijnenwet",
}
