"""Dutch words for the rules of a regulation, for whoever looks them up; what letters say is in `templates/letters`."""

from dsar.core.regulation import Binds, Calendar, PauseReason, Period, Term
from dsar.wording.deadlines import period_in_words

STATUTORY = Period.parse("1m")  # GDPR 12(3), for every right
BY_LAW = "AVG 12(3)"
_BINDS = {
    Binds.RESPOND: "het antwoord",
    Binds.FULFIL: "de uitvoering",
}
_CALENDARS = {
    Calendar.NONE: "eindigt op de dag zelf, ook in een weekend of op een feestdag",
    Calendar.EU1182_NL: "eindigt in een weekend of op een feestdag op de eerste werkdag erna",
    Calendar.ATW: "eindigt volgens de Algemene termijnenwet op een werkdag",
}
_PAUSES = {
    PauseReason.IDENTITY: "de vraag wie iemand is",
    PauseReason.CLARIFICATION: "een vraag om toelichting",
}


def own_term(term: Term | None) -> str:
    """Say how long the regulation itself gives for a right, for what, and when that ends."""
    if term is None:
        return "Geen eigen termijn"
    lasts = f"{period_in_words(term.period)} voor {_BINDS[term.binds]} ({term.article})"
    waits = " en ".join(_PAUSES[reason] for reason in PauseReason if reason in term.paused_by)
    return f"{lasts}; {_CALENDARS[term.calendar]}" + (f"; staat stil bij {waits}" if waits else "")


def statutory_term() -> str:
    """Say how long the law gives for every right."""
    lasts = period_in_words(STATUTORY)
    return f"{lasts} voor het antwoord en de uitvoering ({BY_LAW}); {_CALENDARS[Calendar.EU1182_NL]}"
