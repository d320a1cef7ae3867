"""Dutch words for the rules of a regulation, for whoever looks them up; what letters say is in `templates/letters`."""

from dsar.core.regulation import Binds, Calendar, PauseReason, Period, Term
from dsar.language import Words
from dsar.language import gettext as _
from dsar.wording.deadlines import joined, period_in_words

STATUTORY = Period.parse("1m")  # GDPR 12(3), for every right
BY_LAW = "AVG 12(3)"
_BINDS = Words({Binds.RESPOND: "het antwoord", Binds.FULFIL: "de uitvoering"})
_CALENDARS = Words(
    {
        Calendar.NONE: "eindigt op de dag zelf, ook in een weekend of op een feestdag",
        Calendar.EU1182_NL: "eindigt in een weekend of op een feestdag op de eerste werkdag erna",
        Calendar.ATW: "eindigt volgens de Algemene termijnenwet op een werkdag",
    }
)
_PAUSES = Words(
    {
        PauseReason.IDENTITY: "de vraag wie iemand is",
        PauseReason.CLARIFICATION: "een vraag om toelichting",
    }
)


def own_term(term: Term | None) -> str:
    """Say how long the regulation itself gives for a right, for what, and when that ends."""
    if term is None:
        return _("Geen eigen termijn")
    period, what = period_in_words(term.period), _BINDS[term.binds]
    lasts = _("%(period)s voor %(what)s (%(article)s)", period=period, what=what, article=term.article)
    waits = joined([_PAUSES[reason] for reason in PauseReason if reason in term.paused_by])
    stops = _("staat stil bij %(what)s", what=waits) if waits else ""
    return "; ".join(part for part in (lasts, _CALENDARS[term.calendar], stops) if part)


def statutory_term() -> str:
    """Say how long the law gives for every right."""
    lasts = _(
        "%(period)s voor het antwoord en de uitvoering (%(article)s)",
        period=period_in_words(STATUTORY),
        article=BY_LAW,
    )
    return f"{lasts}; {_CALENDARS[Calendar.EU1182_NL]}"
