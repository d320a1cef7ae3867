"""Entries of the audit trail as sentences: what happened, in the past tense, without a name of a client."""

from collections.abc import Callable, Mapping
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar

from dsar.core.audit import Tag
from dsar.core.regulation import PauseReason
from dsar.core.vocabulary import (
    AdviceKind,
    AuthorityProof,
    Channel,
    CorrectionKind,
    DispatchWay,
    Ending,
    ExtensionReason,
    FollowUpKind,
    FollowUpResult,
    HearingCapacity,
    IdentityMethod,
    LetterKind,
    ObjectionPurpose,
    Outcome,
    QuestionOutcome,
    ReminderWay,
    RepresentativeKind,
    Right,
    Role,
    SearchResult,
    TaskKind,
    TermSetter,
    ThirdPartyOutcome,
)
from dsar.language import Words, ngettext
from dsar.language import gettext as _
from dsar.wording.deadlines import date_in_words
from dsar.wording.rights import RIGHTS
from dsar.wording.words import word

Payload = Mapping[str, Any]
E = TypeVar("E", bound=StrEnum)

_FIELDS = Words(
    {
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
        "search_places": "plekken om te zoeken",
    }
)
_OF_SUBJECT = Words(
    {
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
)
_OF_REPRESENTATIVE = Words(
    {
        "kind": "soort",
        "scope": "waarvoor het geldt",
        "holds_until": "tot wanneer het geldt",
        "gets_letters": "naar wie de brieven gaan",
        "child_age": "leeftijd van het kind",
        "child_asked_on": "wanneer het kind is gevraagd",
        "child_view": "wat het kind zelf vindt",
    }
)


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


def _since(text: str, moment: str | None) -> str:
    """Say from which day something holds; nothing for entries of before that was noted."""
    return _("%(what)s, vanaf %(day)s", what=text, day=_day(moment)) if moment else text


def _registered(payload: Payload) -> str:
    return _(
        "Zaak %(reference)s geregistreerd: %(rights)s; ontvangen op %(day)s, %(channel)s",
        reference=payload["reference"],
        rights=", ".join(RIGHTS[Right(entry["right"])].name for entry in payload["requests"]),
        day=_day(payload["received_on"]),
        channel=_word(Channel, payload["channel"]),
    )


def _reconsider(payload: Payload) -> str:
    if payload["until"] is not None:
        return _("Bedenktijd voor het verwijderen tot %(day)s", day=_day(payload["until"]))
    return _("Geen bedenktijd nodig voor het verwijderen, gezegd op %(day)s", day=_day(payload["waived_on"]))


def _carried_out(payload: Payload) -> str:
    day, left = _day(payload["carried_out_on"]), len(payload.get("not_done", ()))
    if not left:
        return _("Uitgevoerd op %(day)s", day=day)
    return ngettext(
        "Uitgevoerd op %(day)s; %(num)s plicht niet gedaan, met reden",
        "Uitgevoerd op %(day)s; %(num)s plichten niet gedaan, met reden",
        left,
        day=day,
    )


def _put_right(payload: Payload) -> str:
    kind, before, after = CorrectionKind(payload["kind"]), payload["before"], payload["after"]
    if kind is CorrectionKind.RECEIVED_ON:
        return _(
            "Dag van ontvangst verbeterd: %(after)s in plaats van %(before)s", after=_day(after), before=_day(before)
        )
    if kind is CorrectionKind.DOUBLE:
        return _("Afgesloten als dubbel van zaak %(reference)s", reference=after)
    names = {"after": _right_and_purpose(after), "before": _right_and_purpose(before)}
    return _("Recht verbeterd: %(after)s in plaats van %(before)s", **names)


def _other_version(payload: Payload) -> str:
    names = {"after": payload["after"], "before": payload["before"]}
    if payload["due_before"] == payload["due_after"]:
        return _("Versie %(after)s van het reglement geldt in plaats van %(before)s; geen datum verandert", **names)
    return _(
        "Versie %(after)s van het reglement geldt in plaats van %(before)s; eerste datum %(new)s in plaats van %(old)s",
        new=_day(payload["due_after"]),
        old=_day(payload["due_before"]),
        **names,
    )


def _right_and_purpose(code: str) -> str:
    """Name a right as a correction keeps it: "objection:commercial" or "copy"."""
    right, _separator, purpose = code.partition(":")
    name = RIGHTS[Right(right)].name
    return f"{name} ({_word(ObjectionPurpose, purpose)})" if purpose else name


def _identity(payload: Payload) -> str:
    details = {"day": _day(payload["checked_on"]), "method": _word(IdentityMethod, payload["method"])}
    if payload["established"]:
        return _("Vastgesteld wie dit vraagt, op %(day)s: %(method)s", **details)
    return _("Niet kunnen vaststellen wie dit vraagt, op %(day)s: %(method)s", **details)


def _representative(payload: Payload) -> str:
    kind = _word(RepresentativeKind, payload["kind"])
    if not payload["fields"]:
        return _("Vertegenwoordiger vastgelegd: %(kind)s", kind=kind)
    fields = ", ".join(_OF_REPRESENTATIVE.get(name) or _OF_SUBJECT[name] for name in payload["fields"])
    return _("Vertegenwoordiger gewijzigd (%(kind)s): %(fields)s", kind=kind, fields=fields)


def _authority(payload: Payload) -> str:
    details = {"day": _day(payload["checked_on"]), "proof": _word(AuthorityProof, payload["proof"])}
    if not payload["established"]:
        return _("Niet kunnen vaststellen dat de vertegenwoordiger dit mag vragen, op %(day)s: %(proof)s", **details)
    if payload["request_seen"]:
        return _(
            "Vastgesteld dat de vertegenwoordiger dit mag vragen, op %(day)s: %(proof)s; eigen verzoek gezien",
            **details,
        )
    return _("Vastgesteld dat de vertegenwoordiger dit mag vragen, op %(day)s: %(proof)s", **details)


_HEARD = Words(
    {
        HearingCapacity.COLLECTOR: "Gehoord op %(day)s: iemand die de gegevens zelf verzamelde",
        HearingCapacity.SUCCESSOR: "Gehoord op %(day)s: iemand die wie de gegevens verzamelde is opgevolgd",
        HearingCapacity.DEPUTY: "Gehoord op %(day)s: iemand die waarneemt voor wie de gegevens verzamelde",
    }
)


def _hearing(payload: Payload) -> str:
    return _HEARD[HearingCapacity(payload["capacity"])] % {"day": _day(payload["heard_on"])}


_TASK_ASKED = Words(
    {
        TaskKind.HEAR: "Een collega gevraagd om te worden gehoord, uiterlijk %(day)s",
        TaskKind.SEARCH: "Een collega gevraagd om op één plek te zoeken, uiterlijk %(day)s",
        TaskKind.HARM: "Een collega gevraagd of het schade geeft voor een ander, uiterlijk %(day)s",
    }
)
_TASK_TOLD = Words(
    {
        TaskKind.HEAR: "Een collega gaf antwoord op de vraag om te worden gehoord",
        TaskKind.HARM: "Een collega gaf een oordeel over schade voor een ander",
        SearchResult.FOUND: "Op één plek gezocht: er is iets gevonden",
        SearchResult.NOTHING: "Op één plek gezocht: er is niets gevonden",
        SearchResult.NOT_SEARCHED: "Op één plek niet gezocht, met de reden",
    }
)


def _task_asked(payload: Payload) -> str:
    return _TASK_ASKED[TaskKind(payload["kind"])] % {"day": _day(payload["due_on"])}


def _task_answered(payload: Payload) -> str:
    text = _TASK_TOLD[payload["result"] or payload["kind"]]
    return _("%(what)s (verbetering of aanvulling)", what=text) if payload["further"] else text


_VIEW = Words(
    {
        ThirdPartyOutcome.NO_OBJECTION: "Zienswijze van een derde op %(day)s: geen bezwaar",
        ThirdPartyOutcome.OBJECTS: "Zienswijze van een derde op %(day)s: wel bezwaar",
        ThirdPartyOutcome.SILENT: "Geen zienswijze van een derde gekregen, vastgesteld op %(day)s",
        ThirdPartyOutcome.NOT_NEEDED: "Zienswijze van een derde niet meer nodig, sinds %(day)s",
    }
)


def _third_party_asked(payload: Payload) -> str:
    days = {"day": _day(payload["asked_on"]), "due": _day(payload["due_on"])}
    return _("Een derde om een zienswijze gevraagd op %(day)s, uiterlijk %(due)s", **days)


def _view(payload: Payload) -> str:
    text = _VIEW[ThirdPartyOutcome(payload["outcome"])] % {"day": _day(payload["answered_on"])}
    return _("%(what)s (verbetering of aanvulling)", what=text) if payload["further"] else text


def _proposed(payload: Payload) -> str:
    return _(
        "Voorstel ingediend, versie %(revision)s: %(outcome)s",
        revision=payload["revision"],
        outcome=_word(Outcome, payload["outcome"]),
    )


def _decided(payload: Payload) -> str:
    details = {"revision": payload["revision"], "outcome": _word(Outcome, payload["outcome"])}
    if payload.get("without_advice"):
        return _("Besluit genomen op versie %(revision)s: %(outcome)s, zonder advies", **details)
    if payload["against_advice"]:
        return _("Besluit genomen op versie %(revision)s: %(outcome)s, tegen het advies in", **details)
    return _("Besluit genomen op versie %(revision)s: %(outcome)s", **details)


def _without_advice(payload: Payload) -> str:
    return _(
        "%(what)s: verder zonder advies, dat was gevraagd tot en met %(day)s",
        what=_draft(payload) if payload.get("draft") else _("Versie %(revision)s", revision=payload["revision"]),
        day=_day(payload["asked_until"]),
    )


def _numbered(payload: Payload) -> str:
    details = {"number": payload["number"], "kind": _word(LetterKind, payload["kind"])}
    if payload.get("replaces"):
        replaces = payload["replaces"]
        return _("Brief %(number)s genummerd: %(kind)s, ter verbetering van brief %(old)s", **details, old=replaces)
    return _("Brief %(number)s genummerd: %(kind)s", **details)


def _draft(payload: Payload) -> str:
    kind = _word(LetterKind, payload["kind"])
    return _("Concept (%(kind)s, versie %(revision)s)", kind=kind, revision=payload["revision"])


def _posted(payload: Payload) -> str:
    return _(
        "Brief %(number)s verzonden op %(day)s: %(way)s",
        number=payload["number"],
        day=_day(payload["posted_on"]),
        way=_word(DispatchWay, payload["way"]),
    )


_ASKED = Words(
    {
        PauseReason.IDENTITY: "Gevraagd wie dit is, op %(day)s",
        PauseReason.CLARIFICATION: "Om toelichting gevraagd op %(day)s",
    }
)
_ENDED = Words(
    {
        QuestionOutcome.ANSWERED: "Vraag beantwoord op %(day)s",
        QuestionOutcome.WITHDRAWN: "Vraag ingetrokken op %(day)s",
    }
)


def _asked(payload: Payload) -> str:
    return _ASKED[PauseReason(payload["kind"])] % {"day": _day(payload["asked_on"])}


def _answered(payload: Payload) -> str:
    return _ENDED[QuestionOutcome(payload["outcome"])] % {"day": _day(payload["ended_on"])}


def _extended(payload: Payload) -> str:
    return _(
        "Termijn verlengd op %(day)s, tot en met %(until)s: %(reason)s",
        day=_day(payload["extended_on"]),
        until=_day(payload["until"]),
        reason=_word(ExtensionReason, payload["reason"]),
    )


def _fields(payload: Payload) -> str:
    return ", ".join(_FIELDS.get(name, name) for name in payload["fields"])


def _corrected(payload: Payload) -> str:
    fields = ", ".join(_OF_SUBJECT[name] for name in payload["fields"])
    return _("Naam, adres of contact verbeterd: %(fields)s", fields=fields)


def _role_given(payload: Payload) -> str:
    role = _word(Role, payload["role"])
    text = _("Rol gegeven aan gebruiker %(user)s: %(role)s", user=payload["user"], role=role)
    return _since(text, payload.get("since"))


def _role_ended(payload: Payload) -> str:
    role = _word(Role, payload["role"])
    text = _("Rol van gebruiker %(user)s beëindigd: %(role)s", user=payload["user"], role=role)
    return _since(text, payload["until"])


def _invited(payload: Payload) -> str:
    roles = ", ".join(_word(Role, role) for role in payload["roles"])
    return _("Uitnodiging %(invitation)s gemaakt: %(roles)s", invitation=payload["invitation"], roles=roles)


def _failed(payload: Payload) -> str:
    user = payload["user"]
    if user is None:
        return _("Aanmelden zonder account is mislukt")
    return _("Aanmelden als gebruiker %(user)s is mislukt", user=user)


_TEXTS: Mapping[Tag, Callable[[Payload], str]] = {
    Tag.CASE_REGISTERED: _registered,
    Tag.CASE_OPENED_AGAIN: lambda p: _("Zaak weer open: er is weer iets te doen"),
    Tag.FOLLOW_UP_RECORDED: lambda p: _(
        "Binnengekomen op %(day)s: %(kind)s", day=_day(p["received_on"]), kind=_word(FollowUpKind, p["kind"])
    ),
    Tag.FOLLOW_UP_ENDED: lambda p: _(
        "%(kind)s, uitkomst op %(day)s: %(result)s",
        kind=word(FollowUpKind(p["kind"])),
        day=_day(p["ended_on"]),
        result=_word(FollowUpResult, p["result"]),
    ),
    Tag.TERM_SET: lambda p: _(
        "Termijn tot en met %(due)s gesteld op %(day)s door: %(who)s",
        due=_day(p["due_on"]),
        day=_day(p["set_on"]),
        who=_word(TermSetter, p["set_by"]),
    ),
    Tag.TERM_MET: lambda p: _(
        "Gedaan op %(day)s wat voor een vaste dag was opgelegd door: %(who)s",
        day=_day(p["ended_on"]),
        who=_word(TermSetter, p["set_by"]),
    ),
    Tag.CASE_CLOSED: lambda p: _("Zaak gesloten op %(day)s: elk verzoek is afgerond", day=_day(p["closed_on"])),
    Tag.CASE_LANGUAGE: lambda p: _("Taal van de brieven gewijzigd: %(language)s", language=p["language"]),
    Tag.CASE_OWNER: lambda p: _("Behandelaar gewijzigd"),
    Tag.CASE_REGULATION: _other_version,
    Tag.CASE_DATE: lambda p: _(
        "Eerste datum opnieuw berekend: %(after)s in plaats van %(before)s",
        after=_day(p["after"]),
        before=_day(p["before"]),
    ),
    Tag.REGISTRATION_PUT_AWAY: lambda p: _("Registratie %(draft)s bewaard om later af te maken", draft=p["draft"]),
    Tag.REGISTRATION_DROPPED: lambda p: _("Bewaarde registratie %(draft)s weggegooid", draft=p["draft"]),
    Tag.SUBJECT_CORRECTED: _corrected,
    Tag.NOTE_ADDED: lambda p: _("Notitie toegevoegd"),
    Tag.NOTE_WITHDRAWN: lambda p: _("Notitie ingetrokken"),
    Tag.IDENTITY_CHECKED: _identity,
    Tag.READ_BACK: lambda p: _("Mondeling verzoek voorgelezen aan wie het vroeg, op %(day)s", day=_day(p["read_on"])),
    Tag.REPRESENTATIVE_SET: _representative,
    Tag.REPRESENTATIVE_ENDED: lambda p: _("Vertegenwoordiging geëindigd"),
    Tag.AUTHORITY_CHECKED: _authority,
    Tag.HEARING_RECORDED: _hearing,
    Tag.TASK_ASKED: _task_asked,
    Tag.TASK_ANSWERED: _task_answered,
    Tag.TASK_WITHDRAWN: lambda p: _("Vraag aan een collega ingetrokken"),
    Tag.THIRD_PARTY_ASKED: _third_party_asked,
    Tag.THIRD_PARTY_ANSWERED: _view,
    Tag.PROPOSAL_SUBMITTED: _proposed,
    Tag.ADVICE_AGREED: lambda p: _("Advies op versie %(revision)s: akkoord", revision=p["revision"]),
    Tag.ADVICE_RETURNED: lambda p: _("Versie %(revision)s teruggegeven met opmerkingen", revision=p["revision"]),
    Tag.ADVICE_AGAINST: lambda p: _("Advies op versie %(revision)s: negatief", revision=p["revision"]),
    Tag.WITHOUT_ADVICE: _without_advice,
    Tag.WITHOUT_ADVICE_SEEN: lambda p: _("Gezien dat er zonder advies is besloten"),
    Tag.DECISION_TAKEN: _decided,
    Tag.PROPOSAL_SENT_BACK: lambda p: _(
        "Versie %(revision)s niet besloten, maar teruggestuurd met opmerkingen", revision=p["revision"]
    ),
    Tag.LETTER_NUMBERED: _numbered,
    Tag.LETTER_FINAL: lambda p: _("Brief %(number)s definitief gemaakt", number=p["number"]),
    Tag.LETTER_VOIDED: lambda p: _("Brief %(number)s vervallen", number=p["number"]),
    Tag.LETTER_POSTED: _posted,
    Tag.DRAFT_WRITTEN: lambda p: _("%(draft)s bewaard", draft=_draft(p)),
    Tag.DRAFT_SUBMITTED: lambda p: _("%(draft)s voorgelegd voor advies", draft=_draft(p)),
    Tag.DRAFT_ADVISED: lambda p: _(
        "%(draft)s: advies %(advice)s", draft=_draft(p), advice=_word(AdviceKind, p["advice"])
    ),
    Tag.DRAFT_DROPPED: lambda p: _("Concept weggegooid: %(kind)s", kind=_word(LetterKind, p["kind"])),
    Tag.LETTER_RUN_STARTED: lambda p: ngettext(
        "Reeks van %(num)s brief gestart", "Reeks van %(num)s brieven gestart", p["letters"]
    ),
    Tag.PRINTER_SAVED: lambda p: _("Afstelling van printer %(printer)s vastgelegd", printer=p["printer"]),
    Tag.PRINTER_REMOVED: lambda p: _("Printer %(printer)s weggehaald", printer=p["printer"]),
    Tag.CASE_CORRECTED: _put_right,
    Tag.FREEZE_TOLD: lambda p: _("Verteld dat niets wordt vernietigd, op %(day)s", day=_day(p["told_on"])),
    Tag.RECONSIDER_OFFERED: _reconsider,
    Tag.RESTRICTION_LIFTED: lambda p: _("De afscherming is gestopt op %(day)s", day=_day(p["lifted_on"])),
    Tag.USE_STOPPED: lambda p: _("Het gebruik is gestopt op %(day)s", day=_day(p["stopped_on"])),
    Tag.REQUEST_ENDED: lambda p: _("%(ending)s op %(day)s", ending=word(Ending(p["ending"])), day=_day(p["ended_on"])),
    Tag.REQUEST_CARRIED_OUT: _carried_out,
    Tag.QUESTION_ASKED: _asked,
    Tag.QUESTION_ENDED: _answered,
    Tag.QUESTION_REMINDED: lambda p: _(
        "Aan de vraag herinnerd op %(day)s: %(way)s", day=_day(p["reminded_on"]), way=_word(ReminderWay, p["way"])
    ),
    Tag.TERM_EXTENDED: _extended,
    Tag.ORGANISATION_CREATED: lambda p: _("Organisatie toegevoegd"),
    Tag.ORGANISATION_CHANGED: lambda p: _("Gegevens van de organisatie gewijzigd: %(fields)s", fields=_fields(p)),
    Tag.REGULATION_STORED: lambda p: _("Versie %(version)s van het reglement in gebruik genomen", version=p["version"]),
    Tag.REGULATION_APPLIED: lambda p: ngettext(
        "Versie %(version)s van het reglement toegepast op %(num)s open zaak",
        "Versie %(version)s van het reglement toegepast op %(num)s open zaken",
        p["cases"],
        version=p["version"],
    ),
    Tag.CALENDAR_APPLIED: lambda p: ngettext(
        "Datum van %(num)s open zaak opnieuw berekend", "Data van %(num)s open zaken opnieuw berekend", p["cases"]
    ),
    Tag.MEMBERSHIP_ADDED: _role_given,
    Tag.MEMBERSHIP_ENDED: _role_ended,
    Tag.DEPUTY_SET: lambda p: _(
        "Gebruiker %(deputy)s neemt waar voor gebruiker %(user)s, van %(first)s tot en met %(last)s",
        deputy=p["deputy"],
        user=p["user"],
        first=_day(p["first_day"]),
        last=_day(p["last_day"]),
    ),
    Tag.DEPUTY_ENDED: lambda p: _(
        "Gebruiker %(deputy)s neemt niet meer waar voor gebruiker %(user)s", deputy=p["deputy"], user=p["user"]
    ),
    Tag.USER_CHANGED: lambda p: _(
        "Gegevens van gebruiker %(user)s gewijzigd: %(fields)s", user=p["user"], fields=_fields(p)
    ),
    Tag.USER_DEACTIVATED: lambda p: _("Gebruiker %(user)s inactief gemaakt", user=p["user"]),
    Tag.USER_ACTIVATED: lambda p: _("Gebruiker %(user)s weer actief gemaakt", user=p["user"]),
    Tag.INVITATION_MADE: _invited,
    Tag.INVITATION_RENEWED: lambda p: _(
        "Uitnodiging %(invitation)s vernieuwd: de oude link werkt niet meer", invitation=p["invitation"]
    ),
    Tag.INVITATION_WITHDRAWN: lambda p: _("Uitnodiging %(invitation)s ingetrokken", invitation=p["invitation"]),
    Tag.INVITATION_ACCEPTED: lambda p: _(
        "Uitnodiging %(invitation)s aangenomen door gebruiker %(user)s", invitation=p["invitation"], user=p["user"]
    ),
    Tag.PASSWORD_LINK_MADE: lambda p: _(
        "Link voor een nieuw wachtwoord gemaakt voor gebruiker %(user)s", user=p["user"]
    ),
    Tag.PASSWORD_LINK_MAILED: lambda p: _(
        "Link voor een nieuw wachtwoord gemaild aan gebruiker %(user)s", user=p["user"]
    ),
    Tag.PASSWORD_LINK_NOT_SENT: lambda p: _(
        "Link voor een nieuw wachtwoord aan gebruiker %(user)s niet verzonden", user=p["user"]
    ),
    Tag.PASSWORD_CHANGED: lambda p: _("Gebruiker %(user)s koos een nieuw wachtwoord", user=p["user"]),
    Tag.SESSION_ENDED: lambda p: _("Gebruiker %(user)s heeft een eigen sessie beëindigd", user=p["user"]),
    Tag.SIGN_IN_FAILED: _failed,
    Tag.SIGNED_IN: lambda p: _("Gebruiker %(user)s heeft zich aangemeld", user=p["user"]),
    Tag.SIGNED_OUT: lambda p: _("Gebruiker %(user)s heeft zich afgemeld", user=p["user"]),
}
