"""Until when an advice is asked, and who is asked by now, in words for every screen that shows it."""

from datetime import date

from dsar.core.advice_terms import AdviceTerm, Stage
from dsar.language import gettext as _
from dsar.language import ngettext
from dsar.wording.deadlines import date_in_words


def asked_until(term: AdviceTerm, today: date, adviser: str) -> str:
    """Say of whom advice is asked and until when; `adviser` is what the organisation calls its officer."""
    stage, until = term.stage(today), date_in_words(term.until(today))
    if stage is Stage.OFFICER:
        return _("Advies van de %(who)s gevraagd tot en met %(until)s.", who=adviser, until=until)
    if stage is Stage.DEPUTY:
        why = f"{_too_late(term.officer_until, today, adviser)} " if term.officer_until is not None else ""
        return why + _("Advies van de waarnemer gevraagd tot en met %(until)s.", until=until)
    late = _late(term.last_day, today)
    return _("Advies was gevraagd tot en met %(until)s: %(late)s.", until=until, late=late)


def what_now(term: AdviceTerm, today: date, decider: str) -> str:
    """Say what can be done once the term is over; empty before that."""
    if term.stage(today) is not Stage.OVER:
        return ""
    return _(
        "De %(who)s mag nu zonder advies verder, met een reden. Advies geven kan nog, tot dat gebeurt.", who=decider
    )


def lateness(term: AdviceTerm, today: date) -> tuple[str, str]:
    """Give how long there still is, in words, and the level for its colour: ample, soon, today or late."""
    left = (term.until(today) - today).days
    if left < 0:
        return _late(term.until(today), today), "late"
    if left == 0:
        return _("vandaag nog"), "today"
    return ngettext("nog %(num)s dag", "nog %(num)s dagen", left), "soon" if left == 1 else "ample"


def _too_late(until: date, today: date, adviser: str) -> str:
    return _("De %(who)s is %(late)s.", who=adviser, late=_late(until, today))


def _late(until: date, today: date) -> str:
    return ngettext("%(num)s dag te laat", "%(num)s dagen te laat", (today - until).days)
