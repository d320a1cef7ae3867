"""Entries of the audit trail as Dutch sentences: what happened, in the past tense, without a name of a client."""

from collections.abc import Callable, Mapping
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar

from dsar.core.audit import Tag
from dsar.core.vocabulary import (
    AdviceKind,
    Channel,
    DispatchWay,
    HearingCapacity,
    IdentityMethod,
    LetterKind,
    Outcome,
    Right,
    Role,
)
from dsar.wording.deadlines import date_in_words
from dsar.wording.rights import RIGHTS
from dsar.wording.words import word

Payload = Mapping[str, Any]
E = TypeVar("E", bound=StrEnum)

_FIELDS = {
    "name": "naam",
    "address": "adres",
    "return_address": "retouradres",
    "telephone": "telefoon",
    "email": "e-mail",
    "website": "website",
    "legal_nature": "bestuursorgaan of niet",
    "posting_days": "werkdagen voor de post",
    "carry_out_days": "werkdagen voor de uitvoering",
    "advice_days": "werkdagen voor advies",
    "password_months": "maanden dat een wachtwoord geldig is",
    "window_side": "kant van het venster",
    "accent": "kleur",
    "logo": "logo",
}
_OF_SUBJECT = {
    "salutation": "aanhef",
    "initials": "voorletters",
    "name_prefix": "tussenvoegsel",
    "last_name": "achternaam",
    "street": "straat en huisnummer",
    "postcode": "postcode",
    "city": "plaats",
    "country": "land",
    "email": "e-mail",
    "telephone": "telefoon",
    "large_print": "grote letters",
}


def sentence_of(tag: Tag, payload: Payload, about: str = "") -> str:
    """Give the sentence for an entry; `about` is the name of the right, where the entry belongs to one request."""
    text = _TEXTS[tag](payload)
    return f"{about[:1].upper()}{about[1:]}: {_small(text)}" if about else text


def _word(words: type[E], value: str) -> str:
    return _small(word(words(value)))


def _small(text: str) -> str:
    """Take the capital off, unless the text begins with an abbreviation such as FG."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def _day(value: str) -> str:
    return date_in_words(date.fromisoformat(value), weekday=False)


def _from_day(words: str, moment: str | None) -> str:
    """Say from which day something holds; nothing for entries of before that was noted."""
    return f"{words} {date_in_words(date.fromisoformat(moment), weekday=False)}" if moment else ""


def _registered(payload: Payload) -> str:
    rights = ", ".join(RIGHTS[Right(entry["right"])].name for entry in payload["requests"])
    came = f"ontvangen op {_day(payload['received_on'])}, {_word(Channel, payload['channel'])}"
    return f"Zaak {payload['reference']} geregistreerd: {rights}; {came}"


def _identity(payload: Payload) -> str:
    result = "Vastgesteld wie dit vraagt" if payload["established"] else "Niet kunnen vaststellen wie dit vraagt"
    return f"{result}, op {_day(payload['checked_on'])}: {_word(IdentityMethod, payload['method'])}"


def _hearing(payload: Payload) -> str:
    return f"Gehoord op {_day(payload['heard_on'])}: iemand die {_capacity(payload['capacity'])}"


def _capacity(value: str) -> str:
    return {
        HearingCapacity.COLLECTOR: "de gegevens zelf verzamelde",
        HearingCapacity.SUCCESSOR: "wie de gegevens verzamelde is opgevolgd",
        HearingCapacity.DEPUTY: "waarneemt voor wie de gegevens verzamelde",
    }[HearingCapacity(value)]


def _proposed(payload: Payload) -> str:
    return f"Voorstel ingediend, versie {payload['revision']}: {_word(Outcome, payload['outcome'])}"


def _decided(payload: Payload) -> str:
    against = ", tegen het advies in" if payload["against_advice"] else ""
    against = ", zonder advies" if payload.get("without_advice") else against
    return f"Besluit genomen op versie {payload['revision']}: {_word(Outcome, payload['outcome'])}{against}"


def _without_advice(payload: Payload) -> str:
    about = f"{_draft(payload)}" if payload.get("draft") else f"Versie {payload['revision']}"
    return f"{about}: verder zonder advies, dat was gevraagd tot en met {_day(payload['asked_until'])}"


def _numbered(payload: Payload) -> str:
    text = f"Brief {payload['number']} genummerd: {_word(LetterKind, payload['kind'])}"
    return f"{text}, ter verbetering van brief {payload['replaces']}" if payload.get("replaces") else text


def _draft(payload: Payload) -> str:
    return f"Concept ({_word(LetterKind, payload['kind'])}, versie {payload['revision']})"


def _posted(payload: Payload) -> str:
    return f"Brief {payload['number']} verzonden op {_day(payload['posted_on'])}: {_word(DispatchWay, payload['way'])}"


def _changed(payload: Payload) -> str:
    return f"Gegevens van de organisatie gewijzigd: {', '.join(_FIELDS.get(name, name) for name in payload['fields'])}"


def _corrected(payload: Payload) -> str:
    return f"Naam, adres of contact verbeterd: {', '.join(_OF_SUBJECT[name] for name in payload['fields'])}"


def _failed(payload: Payload) -> str:
    user = payload["user"]
    return "Aanmelden zonder account is mislukt" if user is None else f"Aanmelden als gebruiker {user} is mislukt"


_TEXTS: Mapping[Tag, Callable[[Payload], str]] = {
    Tag.CASE_REGISTERED: _registered,
    Tag.CASE_CLOSED: lambda p: f"Zaak gesloten op {_day(p['closed_on'])}: elk verzoek is afgerond",
    Tag.CASE_LANGUAGE: lambda p: f"Taal van de brieven gewijzigd: {p['language']}",
    Tag.CASE_OWNER: lambda _: "Behandelaar gewijzigd",
    Tag.REGISTRATION_PUT_AWAY: lambda p: f"Registratie {p['draft']} bewaard om later af te maken",
    Tag.REGISTRATION_DROPPED: lambda p: f"Bewaarde registratie {p['draft']} weggegooid",
    Tag.SUBJECT_CORRECTED: _corrected,
    Tag.NOTE_ADDED: lambda _: "Notitie toegevoegd",
    Tag.NOTE_WITHDRAWN: lambda _: "Notitie ingetrokken",
    Tag.IDENTITY_CHECKED: _identity,
    Tag.HEARING_RECORDED: _hearing,
    Tag.PROPOSAL_SUBMITTED: _proposed,
    Tag.ADVICE_AGREED: lambda p: f"Advies op versie {p['revision']}: akkoord",
    Tag.ADVICE_RETURNED: lambda p: f"Versie {p['revision']} teruggegeven met opmerkingen",
    Tag.ADVICE_AGAINST: lambda p: f"Advies op versie {p['revision']}: negatief",
    Tag.WITHOUT_ADVICE: _without_advice,
    Tag.WITHOUT_ADVICE_SEEN: lambda _: "Gezien dat er zonder advies is besloten",
    Tag.DECISION_TAKEN: _decided,
    Tag.PROPOSAL_SENT_BACK: lambda p: f"Versie {p['revision']} niet besloten, maar teruggestuurd met opmerkingen",
    Tag.LETTER_NUMBERED: _numbered,
    Tag.LETTER_FINAL: lambda p: f"Brief {p['number']} definitief gemaakt",
    Tag.LETTER_VOIDED: lambda p: f"Brief {p['number']} vervallen",
    Tag.LETTER_POSTED: _posted,
    Tag.DRAFT_WRITTEN: lambda p: f"{_draft(p)} bewaard",
    Tag.DRAFT_SUBMITTED: lambda p: f"{_draft(p)} voorgelegd voor advies",
    Tag.DRAFT_ADVISED: lambda p: f"{_draft(p)}: advies {_word(AdviceKind, p['advice'])}",
    Tag.DRAFT_DROPPED: lambda p: f"Concept weggegooid: {_word(LetterKind, p['kind'])}",
    Tag.LETTER_RUN_STARTED: lambda p: f"Reeks van {p['letters']} brieven gestart",
    Tag.PRINTER_SAVED: lambda p: f"Afstelling van printer {p['printer']} vastgelegd",
    Tag.PRINTER_REMOVED: lambda p: f"Printer {p['printer']} weggehaald",
    Tag.REQUEST_CARRIED_OUT: lambda p: f"Uitgevoerd op {_day(p['carried_out_on'])}",
    Tag.ORGANISATION_CREATED: lambda _: "Organisatie toegevoegd",
    Tag.ORGANISATION_CHANGED: _changed,
    Tag.REGULATION_STORED: lambda p: f"Versie {p['version']} van het reglement in gebruik genomen",
    Tag.MEMBERSHIP_ADDED: lambda p: (
        f"Rol gegeven aan gebruiker {p['user']}: {_word(Role, p['role'])}{_from_day(', vanaf', p.get('since'))}"
    ),
    Tag.MEMBERSHIP_ENDED: lambda p: (
        f"Rol van gebruiker {p['user']} beëindigd: {_word(Role, p['role'])}{_from_day(', vanaf', p['until'])}"
    ),
    Tag.DEPUTY_SET: lambda p: (
        f"Gebruiker {p['deputy']} neemt waar voor gebruiker {p['user']}, "
        f"van {_day(p['first_day'])} tot en met {_day(p['last_day'])}"
    ),
    Tag.DEPUTY_ENDED: lambda p: f"Gebruiker {p['deputy']} neemt niet meer waar voor gebruiker {p['user']}",
    Tag.USER_CHANGED: lambda p: (
        f"Gegevens van gebruiker {p['user']} gewijzigd: {', '.join(_FIELDS.get(name, name) for name in p['fields'])}"
    ),
    Tag.USER_DEACTIVATED: lambda p: f"Gebruiker {p['user']} inactief gemaakt",
    Tag.USER_ACTIVATED: lambda p: f"Gebruiker {p['user']} weer actief gemaakt",
    Tag.INVITATION_MADE: lambda p: (
        f"Uitnodiging {p['invitation']} gemaakt: {', '.join(_word(Role, role) for role in p['roles'])}"
    ),
    Tag.INVITATION_RENEWED: lambda p: f"Uitnodiging {p['invitation']} vernieuwd: de oude link werkt niet meer",
    Tag.INVITATION_WITHDRAWN: lambda p: f"Uitnodiging {p['invitation']} ingetrokken",
    Tag.INVITATION_ACCEPTED: lambda p: f"Uitnodiging {p['invitation']} aangenomen door gebruiker {p['user']}",
    Tag.PASSWORD_LINK_MADE: lambda p: f"Link voor een nieuw wachtwoord gemaakt voor gebruiker {p['user']}",
    Tag.PASSWORD_LINK_MAILED: lambda p: f"Link voor een nieuw wachtwoord gemaild aan gebruiker {p['user']}",
    Tag.PASSWORD_LINK_NOT_SENT: lambda p: f"Link voor een nieuw wachtwoord aan gebruiker {p['user']} niet verzonden",
    Tag.PASSWORD_CHANGED: lambda p: f"Gebruiker {p['user']} koos een nieuw wachtwoord",
    Tag.SESSION_ENDED: lambda p: f"Gebruiker {p['user']} heeft een eigen sessie beëindigd",
    Tag.SIGN_IN_FAILED: _failed,
    Tag.SIGNED_IN: lambda p: f"Gebruiker {p['user']} heeft zich aangemeld",
    Tag.SIGNED_OUT: lambda p: f"Gebruiker {p['user']} heeft zich afgemeld",
}
