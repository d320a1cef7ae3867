"""Entries of the audit trail as sentences: what happened, in the past tense, without a name of a client."""

from collections.abc import Callable, Mapping

from dsar.core.audit import Tag
from dsar.core.vocabulary import (
    AdviceKind,
    AuthorityProof,
    Channel,
    DispatchWay,
    Ending,
    ExtensionReason,
    IdentityMethod,
    LetterKind,
    MarkKind,
    Outcome,
    RelativeKind,
    ReminderWay,
    RepresentativeKind,
    Right,
    Role,
    ToldWay,
    UndoneReason,
)
from dsar.language import Words, ngettext
from dsar.language import gettext as _
from dsar.wording import asking_events, correction_events
from dsar.wording.after_events import AFTER
from dsar.wording.event_words import FIELDS, Payload, day_of, small, word_of
from dsar.wording.rights import RIGHTS
from dsar.wording.words import word

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
    return f"{about[:1].upper()}{about[1:]}: {small(text)}" if about else text


def _since(text: str, moment: str | None) -> str:
    """Say from which day something holds; nothing for entries of before that was noted."""
    return _("%(what)s, vanaf %(day)s", what=text, day=day_of(moment)) if moment else text


def _registered(payload: Payload) -> str:
    return _(
        "Zaak %(reference)s geregistreerd: %(rights)s; ontvangen op %(day)s, %(channel)s",
        reference=payload["reference"],
        rights=", ".join(RIGHTS[Right(entry["right"])].name for entry in payload["requests"]),
        day=day_of(payload["received_on"]),
        channel=word_of(Channel, payload["channel"]),
    )


def _reconsider(payload: Payload) -> str:
    if payload["until"] is not None:
        return _("Bedenktijd voor het verwijderen tot %(day)s", day=day_of(payload["until"]))
    return _("Geen bedenktijd nodig voor het verwijderen, gezegd op %(day)s", day=day_of(payload["waived_on"]))


def _carried_out(payload: Payload) -> str:
    text = _done(payload)
    if payload.get("without_time"):
        text = _("%(what)s; zonder bedenktijd, met reden", what=text)
    return _("%(what)s; voor de inzage of kopie, met reden", what=text) if payload.get("before_access") else text


def _done(payload: Payload) -> str:
    day, left = day_of(payload["carried_out_on"]), len(payload.get("not_done", ()))
    if not left:
        return _("Uitgevoerd op %(day)s", day=day)
    return ngettext(
        "Uitgevoerd op %(day)s; %(num)s plicht niet gedaan, met reden",
        "Uitgevoerd op %(day)s; %(num)s plichten niet gedaan, met reden",
        left,
        day=day,
    )


def _left_undone(payload: Payload) -> str:
    reason = small(word_of(UndoneReason, payload["reason"]))
    return _("Niet uitgevoerd, gebleken op %(day)s: %(reason)s", day=day_of(payload["last_on"]), reason=reason)


def _digest(payload: Payload) -> str:
    if payload["hour"] is None:
        return _("Gebruiker %(user)s krijgt geen dagelijks overzicht per e-mail", user=payload["user"])
    return _(
        "Gebruiker %(user)s krijgt het dagelijks overzicht per e-mail om %(hour)s uur",
        user=payload["user"],
        hour=payload["hour"],
    )


def _ended(payload: Payload) -> str:
    """Say how and when a request ended; a withdrawal has its own day, before that of its letter."""
    ending, left_on = Ending(payload["ending"]), day_of(payload["ended_on"])
    if ending is not Ending.WITHDRAWN:
        return _("%(ending)s op %(day)s", ending=word(ending), day=left_on)
    if "withdrawn_on" not in payload:  # an entry from before the trail kept that day
        return _("Ingetrokken; afgesloten op %(day)s", day=left_on)
    return _(
        "Ingetrokken op %(withdrawn)s; afgesloten op %(day)s", withdrawn=day_of(payload["withdrawn_on"]), day=left_on
    )


def _identity(payload: Payload) -> str:
    details = {"day": day_of(payload["checked_on"]), "method": word_of(IdentityMethod, payload["method"])}
    if payload["established"]:
        return _("Vastgesteld wie dit vraagt, op %(day)s: %(method)s", **details)
    return _("Niet kunnen vaststellen wie dit vraagt, op %(day)s: %(method)s", **details)


def _representative(payload: Payload) -> str:
    kind = word_of(RepresentativeKind, payload["kind"])
    if not payload["fields"]:
        return _("Vertegenwoordiger vastgelegd: %(kind)s", kind=kind)
    fields = ", ".join(_OF_REPRESENTATIVE.get(name) or _OF_SUBJECT[name] for name in payload["fields"])
    return _("Vertegenwoordiger gewijzigd (%(kind)s): %(fields)s", kind=kind, fields=fields)


def _died(payload: Payload) -> str:
    details = {"kind": word_of(RelativeKind, payload["kind"]), "day": day_of(payload["answer_by"])}
    if payload["fields"]:
        return _("Over een overleden persoon, gewijzigd: %(kind)s vraagt dit, antwoord beloofd voor %(day)s", **details)
    return _("Over een overleden persoon: %(kind)s vraagt dit, antwoord beloofd voor %(day)s", **details)


def _mark_withdrawn(payload: Payload) -> str:
    return _(
        "Bij vergissing aangekruist bij het registreren: %(what)s", what=word_of(MarkKind, payload["mark"]).lower()
    )


def _authority(payload: Payload) -> str:
    details = {"day": day_of(payload["checked_on"]), "proof": word_of(AuthorityProof, payload["proof"])}
    if not payload["established"]:
        return _("Niet kunnen vaststellen dat de vertegenwoordiger dit mag vragen, op %(day)s: %(proof)s", **details)
    if payload["request_seen"]:
        return _(
            "Vastgesteld dat de vertegenwoordiger dit mag vragen, op %(day)s: %(proof)s; eigen verzoek gezien",
            **details,
        )
    return _("Vastgesteld dat de vertegenwoordiger dit mag vragen, op %(day)s: %(proof)s", **details)


def _proposed(payload: Payload) -> str:
    return _(
        "Voorstel ingediend, versie %(revision)s: %(outcome)s",
        revision=payload["revision"],
        outcome=word_of(Outcome, payload["outcome"]),
    )


def _decided(payload: Payload) -> str:
    details = {"revision": payload["revision"], "outcome": word_of(Outcome, payload["outcome"])}
    if payload.get("without_advice"):
        return _("Besluit genomen op versie %(revision)s: %(outcome)s, zonder advies", **details)
    if payload["against_advice"]:
        return _("Besluit genomen op versie %(revision)s: %(outcome)s, tegen het advies in", **details)
    return _("Besluit genomen op versie %(revision)s: %(outcome)s", **details)


def _without_advice(payload: Payload) -> str:
    return _(
        "%(what)s: verder zonder advies, dat was gevraagd tot en met %(day)s",
        what=_draft(payload) if payload.get("draft") else _("Versie %(revision)s", revision=payload["revision"]),
        day=day_of(payload["asked_until"]),
    )


def _numbered(payload: Payload) -> str:
    details = {"number": payload["number"], "kind": word_of(LetterKind, payload["kind"])}
    if payload.get("replaces"):
        replaces = payload["replaces"]
        return _("Brief %(number)s genummerd: %(kind)s, ter verbetering van brief %(old)s", **details, old=replaces)
    return _("Brief %(number)s genummerd: %(kind)s", **details)


def _draft(payload: Payload) -> str:
    kind = word_of(LetterKind, payload["kind"])
    return _("Concept (%(kind)s, versie %(revision)s)", kind=kind, revision=payload["revision"])


def _posted(payload: Payload) -> str:
    return _(
        "Brief %(number)s verzonden op %(day)s: %(way)s",
        number=payload["number"],
        day=day_of(payload["posted_on"]),
        way=word_of(DispatchWay, payload["way"]),
    )


def _extended(payload: Payload) -> str:
    return _(
        "Termijn verlengd op %(day)s, tot en met %(until)s: %(reason)s",
        day=day_of(payload["extended_on"]),
        until=day_of(payload["until"]),
        reason=word_of(ExtensionReason, payload["reason"]),
    )


def _fields(payload: Payload) -> str:
    return ", ".join(FIELDS.get(name, name) for name in payload["fields"])


def _corrected(payload: Payload) -> str:
    fields = ", ".join(_OF_SUBJECT[name] for name in payload["fields"])
    return _("Naam, adres of contact verbeterd: %(fields)s", fields=fields)


def _role_given(payload: Payload) -> str:
    role = word_of(Role, payload["role"])
    text = _("Rol gegeven aan gebruiker %(user)s: %(role)s", user=payload["user"], role=role)
    return _since(text, payload.get("since"))


def _role_ended(payload: Payload) -> str:
    role = word_of(Role, payload["role"])
    text = _("Rol van gebruiker %(user)s beëindigd: %(role)s", user=payload["user"], role=role)
    return _since(text, payload["until"])


def _invited(payload: Payload) -> str:
    roles = ", ".join(word_of(Role, role) for role in payload["roles"])
    return _("Uitnodiging %(invitation)s gemaakt: %(roles)s", invitation=payload["invitation"], roles=roles)


def _failed(payload: Payload) -> str:
    user = payload["user"]
    if user is None:
        return _("Aanmelden zonder account is mislukt")
    return _("Aanmelden als gebruiker %(user)s is mislukt", user=user)


_TEXTS: Mapping[Tag, Callable[[Payload], str]] = {
    Tag.CASE_REGISTERED: _registered,
    **AFTER,
    Tag.CASE_CLOSED: lambda p: _("Zaak gesloten op %(day)s: elk verzoek is afgerond", day=day_of(p["closed_on"])),
    Tag.CASE_LANGUAGE: lambda p: _("Taal van de brieven gewijzigd: %(language)s", language=p["language"]),
    Tag.CASE_OWNER: lambda p: _("Behandelaar gewijzigd"),
    Tag.CASE_REGULATION: correction_events.other_version,
    Tag.CASE_DATE: lambda p: _(
        "Eerste datum opnieuw berekend: %(after)s in plaats van %(before)s",
        after=day_of(p["after"]),
        before=day_of(p["before"]),
    ),
    Tag.REGISTRATION_PUT_AWAY: lambda p: _("Registratie %(draft)s bewaard om later af te maken", draft=p["draft"]),
    Tag.REGISTRATION_DROPPED: lambda p: _("Bewaarde registratie %(draft)s weggegooid", draft=p["draft"]),
    Tag.SUBJECT_CORRECTED: _corrected,
    Tag.NOTE_ADDED: lambda p: _("Notitie toegevoegd"),
    Tag.NOTE_WITHDRAWN: lambda p: _("Notitie ingetrokken"),
    Tag.IDENTITY_CHECKED: _identity,
    Tag.READ_BACK: lambda p: _("Mondeling verzoek voorgelezen aan wie het vroeg, op %(day)s", day=day_of(p["read_on"])),
    Tag.REPRESENTATIVE_SET: _representative,
    Tag.SUBJECT_DIED: _died,
    Tag.SUBJECT_LIVES: lambda p: _("Hersteld: deze persoon is niet overleden, de AVG geldt weer"),
    Tag.MARK_WITHDRAWN: _mark_withdrawn,
    Tag.REPRESENTATIVE_ENDED: lambda p: _("Vertegenwoordiging geëindigd"),
    Tag.AUTHORITY_CHECKED: _authority,
    Tag.HEARING_RECORDED: asking_events.hearing,
    Tag.TASK_ASKED: asking_events.task_asked,
    Tag.TASK_ANSWERED: asking_events.task_answered,
    Tag.TASK_WITHDRAWN: lambda p: _("Vraag aan een collega ingetrokken"),
    Tag.THIRD_PARTY_ASKED: asking_events.third_party_asked,
    Tag.THIRD_PARTY_ANSWERED: asking_events.view,
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
        "%(draft)s: advies %(advice)s", draft=_draft(p), advice=word_of(AdviceKind, p["advice"])
    ),
    Tag.DRAFT_DROPPED: lambda p: _("Concept weggegooid: %(kind)s", kind=word_of(LetterKind, p["kind"])),
    Tag.LETTER_RUN_STARTED: lambda p: ngettext(
        "Reeks van %(num)s brief gestart", "Reeks van %(num)s brieven gestart", p["letters"]
    ),
    Tag.PRINTER_SAVED: lambda p: _("Afstelling van printer %(printer)s vastgelegd", printer=p["printer"]),
    Tag.PRINTER_REMOVED: lambda p: _("Printer %(printer)s weggehaald", printer=p["printer"]),
    Tag.CASE_CORRECTED: correction_events.put_right,
    Tag.FREEZE_TOLD: lambda p: _("Verteld dat niets wordt vernietigd, op %(day)s", day=day_of(p["told_on"])),
    Tag.RECONSIDER_OFFERED: _reconsider,
    Tag.RESTRICTION_LIFTED: lambda p: _("De afscherming is gestopt op %(day)s", day=day_of(p["lifted_on"])),
    Tag.RECIPIENT_LISTED: lambda p: (
        _("Op de lijst van ontvangers gewijzigd") if p["replaces"] else _("Op de lijst van ontvangers gezet")
    ),
    Tag.RECIPIENT_REMOVED: lambda p: _("Van de lijst van ontvangers gehaald"),
    Tag.RECIPIENT_TOLD: lambda p: _("Vastgelegd over een ontvanger: %(way)s", way=word_of(ToldWay, p["way"])),
    Tag.USE_STOPPED: lambda p: _("Het gebruik is gestopt op %(day)s", day=day_of(p["stopped_on"])),
    Tag.REQUEST_ENDED: _ended,
    Tag.REQUEST_CARRIED_OUT: _carried_out,
    Tag.REQUEST_LEFT_UNDONE: _left_undone,
    Tag.QUESTION_ASKED: asking_events.asked,
    Tag.QUESTION_ENDED: asking_events.answered,
    Tag.QUESTION_REMINDED: lambda p: _(
        "Aan de vraag herinnerd op %(day)s: %(way)s", day=day_of(p["reminded_on"]), way=word_of(ReminderWay, p["way"])
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
        first=day_of(p["first_day"]),
        last=day_of(p["last_day"]),
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
    Tag.DIGEST_CHOSEN: _digest,
    Tag.CALENDAR_MADE: lambda p: _("Gebruiker %(user)s maakte een nieuw adres voor de eigen agenda", user=p["user"]),
    Tag.CALENDAR_STOPPED: lambda p: _("Gebruiker %(user)s stopte het adres voor de eigen agenda", user=p["user"]),
    Tag.MAIL_AGAIN: lambda p: _(
        "E-mail %(message)s aan gebruiker %(user)s opnieuw aangeboden", message=p["message"], user=p["user"]
    ),
    Tag.MAIL_DROPPED: lambda p: _(
        "E-mail %(message)s aan gebruiker %(user)s wordt niet meer verstuurd", message=p["message"], user=p["user"]
    ),
    Tag.MAIL_RELEASED: lambda p: _("E-mail vrijgegeven: wat wacht, gaat weg"),
    Tag.SIGN_IN_FAILED: _failed,
    Tag.SIGNED_IN: lambda p: _("Gebruiker %(user)s heeft zich aangemeld", user=p["user"]),
    Tag.SIGNED_OUT: lambda p: _("Gebruiker %(user)s heeft zich afgemeld", user=p["user"]),
}
