"""Dutch words for the closed lists, as they stand on the screens."""

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar

from dsar.core.audit import Topic
from dsar.core.progress import Step
from dsar.core.vocabulary import (
    AdviceKind,
    AuthorityProof,
    CareGround,
    Channel,
    ChildAge,
    CorrectionKind,
    DispatchWay,
    DocumentKind,
    Ending,
    ExtensionReason,
    FollowUpKind,
    FollowUpResult,
    HearingCapacity,
    IdentityMethod,
    LegalNature,
    LetterKind,
    MarkKind,
    ObjectionPurpose,
    Outcome,
    PlaceKind,
    QuestionOutcome,
    RelativeKind,
    ReminderWay,
    ReopenReason,
    RepresentativeKind,
    ReturnReason,
    Role,
    SearchResult,
    TaskKind,
    TermSetter,
    ThirdPartyOutcome,
    ToldWay,
    UndoneReason,
)
from dsar.core.workflow import Status
from dsar.language import Words

E = TypeVar("E", bound=StrEnum)

_DUTCH: Mapping[type[StrEnum], Mapping[str, str]] = {
    Channel: {
        "post": "Per post",
        "desk": "Afgegeven aan de balie",
        "oral": "Mondeling, bijvoorbeeld aan een begeleider",
        "telephone": "Telefonisch",
        "email": "Per e-mail",
        "portal": "Via het portaal",
    },
    ObjectionPurpose: {
        "commercial": "Gebruik voor commerciële doelen (reclame, werving)",
        "charitable": "Gebruik voor charitatieve doelen (giften, werving)",
        "current_care": "Delen met anderen die nu bij de hulp betrokken zijn",
        "consent": "Gebruik waarvoor toestemming was gegeven (die wordt ingetrokken)",
        "other": "Ander gebruik van de gegevens",
    },
    Outcome: {"grant": "Toewijzen", "partial": "Gedeeltelijk toewijzen", "refuse": "Afwijzen"},
    AdviceKind: {
        "agree": "Akkoord",
        "return": "Terug met opmerkingen",
        "against": "Negatief advies",
    },
    IdentityMethod: {
        "known": "Bekend bij de begeleider of contactpersoon",
        "desk": "Langs geweest aan de balie",
        "call_back": "Teruggebeld op het nummer dat al in het dossier staat",
        "questions": "Vragen beantwoord die alleen deze persoon kan weten",
        "portal": "Ingelogd in het portaal",
        "document": "Een identiteitsbewijs getoond",
    },
    DocumentKind: {
        "passport": "Paspoort",
        "identity_card": "Identiteitskaart",
        "driving_licence": "Rijbewijs",
        "residence_permit": "Verblijfsdocument",
    },
    RepresentativeKind: {
        "mandated": "Gemachtigde",
        "lawyer": "Advocaat",
        "parent": "Ouder van een kind onder de 16",
        "curator": "Curator",
        "mentor": "Mentor",
        "property_administrator": "Bewindvoerder",
    },
    ToldWay: {
        "letter": "Met een brief",
        "otherwise": "Op een andere manier",
        "not_told": "Niet verteld: dat kan niet, of het kost te veel moeite",
    },
    RelativeKind: {
        "heir": "Erfgenaam",
        "relative": "Nabestaande",
        "other": "Iemand anders",
    },
    MarkKind: {
        "about_deceased": "Het gaat over iemand die is overleden",
        "by_other": "Iemand anders vraagt dit namens deze persoon",
    },
    CareGround: {
        "no_care": "Het is geen zorgdossier",
        "consent": "Toestemming bij leven, op papier of digitaal vastgelegd (lid 1 onder a)",
        "incident": "Deze nabestaande kreeg bericht van een incident in de zorg (lid 1 onder b)",
        "interest": "Een zwaarwegend belang, dat aannemelijk is (lid 1 onder c)",
        "child": "Had het gezag over een kind onder de 16 (lid 2)",
        "none": "Geen van deze gronden",
    },
    AuthorityProof: {
        "person_said": "Deze persoon zei zelf tegen ons dat het mag",
        "on_file": "Het staat al in het dossier",
        "mandate": "Een machtiging gezien",
        "register": "Opgezocht in het openbare register van de rechtbank",
        "court_decision": "Een beschikking of uittreksel gezien",
    },
    ChildAge: {
        "under_twelve": "Jonger dan 12 jaar",
        "from_twelve": "12 tot en met 15 jaar",
        "sixteen": "16 jaar of ouder",
    },
    HearingCapacity: {
        "collector": "Verzamelde de gegevens zelf",
        "successor": "Opvolger van wie de gegevens verzamelde",
        "deputy": "Waarnemer van wie de gegevens verzamelde",
    },
    TaskKind: {
        "hear": "Horen wie de gegevens verzamelde",
        "search": "Zoeken op één plek",
        "harm": "Oordeel over schade voor een ander",
    },
    PlaceKind: {
        "system": "Systeem",
        "cabinet": "Kast of map",
        "mailbox": "Mailbox",
        "processor": "Verwerker",
        "inherited": "Overgenomen dossiers",
    },
    SearchResult: {
        "found": "Er is iets gevonden",
        "nothing": "Er is niets gevonden",
        "not_searched": "Hier is niet gezocht",
    },
    ThirdPartyOutcome: {
        "no_objection": "Geen bezwaar",
        "objects": "Wel bezwaar",
        "silent": "Geen antwoord gekregen",
        "not_needed": "Een antwoord is niet meer nodig",
    },
    Topic: {
        "case": "De zaak zelf",
        "judgement": "Voorstel, advies en besluit",
        "letter": "Brieven",
        "people": "Gebruikers en rollen",
        "settings": "Instellingen",
    },
    LegalNature: {
        "private": "Privaatrechtelijke organisatie (rechtbank, UAVG 35)",
        "administrative": "Bestuursorgaan (bezwaar, UAVG 34)",
    },
    LetterKind: {
        "acknowledgement": "Ontvangstbevestiging",
        "identity_request": "Verzoek om identificatie of machtiging",
        "clarification_request": "Verzoek om toelichting",
        "extension_notice": "Verlengingsbericht",
        "grant_inspection": "Toewijzing inzage",
        "grant_copy": "Toewijzing afschrift",
        "grant_correction": "Toewijzing correctie of aanvulling",
        "grant_erasure": "Toewijzing verwijdering",
        "grant_restriction": "Toewijzing afscherming",
        "grant_objection": "Toewijzing verzet",
        "grant_portability": "Toewijzing overdracht",
        "partial": "Gedeeltelijke toewijzing",
        "refusal": "Gemotiveerde afwijzing",
        "not_handled": "Niet in behandeling",
        "forwarded": "Doorzending",
        "recipient_notice": "Kennisgeving aan ontvanger",
        "withdrawal_confirmation": "Bevestiging intrekking",
        "restriction_lifted": "Opheffing afscherming",
        "late_answer": "Bericht van vertraging",
        "complaint_outcome": "Uitkomst klacht",
        "reconsider_offer": "Bedenktijd bij verwijdering",
        "deceased_answer": "Antwoord over een overleden persoon",
    },
    DispatchWay: {
        "post": "Per post",
        "registered": "Aangetekend per post",
        "handed_over": "Persoonlijk overhandigd",
        "portal": "In het portaal gezet",
    },
    Role: {
        "contact_person": "Contactpersoon",
        "fg": "FG",
        "decider": "Beslisser",
        "colleague": "Collega",
        "administrator": "Beheerder van de toepassing",
        "auditor": "Auditor",
        "deputy_fg": "Waarnemer van de FG",
    },
    Status: {
        "registered": "In behandeling",
        "awaiting_advice": "Wacht op advies",
        "returned": "Terug voor aanpassing",
        "awaiting_decision": "Wacht op besluit",
        "decided": "Besloten, brief nog niet verzonden",
        "answered": "Beantwoord, nog uit te voeren",
        "closed": "Afgerond",
    },
    CorrectionKind: {
        "received_on": "Dag van ontvangst",
        "right": "Recht",
        "double": "Dubbele zaak",
    },
    Ending: {
        "withdrawn": "Ingetrokken",
        "not_handled": "Niet in behandeling genomen",
        "double": "Dubbel geregistreerd",
        "explained": "Beantwoord: over een overleden persoon",
    },
    UndoneReason: {
        "not_come": "Kwam niet, ook niet na een nieuwe uitnodiging",
        "declined": "Wil het niet meer, of neemt het niet aan",
        "unreachable": "Niet te bereiken: wat is verstuurd, kwam terug",
    },
    Step: {
        "stop_use": "Nu stoppen, en dat vastleggen",
        "record_death": "Vastleggen dat het over iemand gaat die is overleden",
        "record_acting": "Vastleggen wie dit namens iemand anders vraagt",
        "check_identity": "Vastleggen wie dit vraagt",
        "propose": "Voorstel schrijven",
        "revise": "Voorstel aanpassen",
        "hear": "Vastleggen wie is gehoord",
        "advise": "Advies geven",
        "decide": "Besluit nemen",
        "issue_letter": "Brief maken",
        "post_letter": "Brief verzenden en vastleggen",
        "carry_out": "Uitvoeren en vastleggen",
        "explain": "Antwoorden, over een overleden persoon",
        "send_again": "Adres nagaan en opnieuw sturen",
        "meet_set_term": "Doen wat voor een vaste dag is opgelegd",
        "follow_up": "Klacht of procedure afhandelen",
        "await_proof": "Wachten tot bekend is wie dit vraagt",
        "await_answer": "Wachten op antwoord op onze vraag",
        "none": "Niets meer te doen",
    },
    ReminderWay: {
        "letter": "Met een brief",
        "telephone": "Per telefoon",
        "in_person": "In een gesprek",
        "portal": "In het portaal",
    },
    FollowUpKind: {
        "reminder": "Herinnering, of dezelfde vraag nog eens",
        "complaint": "Klacht bij de organisatie",
        "mediation": "Bemiddeling door de Autoriteit Persoonsgegevens",
        "authority_complaint": "Klacht bij de Autoriteit Persoonsgegevens",
        "court": "Zaak bij de rechter",
        "objection": "Bezwaar bij de organisatie",
    },
    FollowUpResult: {
        "upheld": "Gegrond of toegewezen",
        "partly_upheld": "Deels gegrond",
        "dismissed": "Ongegrond of afgewezen",
        "not_heard": "Niet inhoudelijk behandeld",
        "settled": "Samen opgelost",
        "withdrawn": "Ingetrokken",
    },
    ReturnReason: {
        "unknown_address": "Het adres bestaat niet of klopt niet",
        "moved": "De ontvanger is verhuisd",
        "refused": "De brief is geweigerd",
        "unclaimed": "De brief is niet opgehaald",
    },
    ReopenReason: {
        "new_facts": "Er zijn nieuwe feiten",
        "complaint": "Een klacht is gegrond",
        "court": "De rechter of de toezichthouder draagt het op",
        "wider_search": "Er wordt nog een keer gezocht, op meer plekken",
        "other": "Iets anders",
    },
    TermSetter: {
        "court": "De rechter",
        "authority": "De Autoriteit Persoonsgegevens of een andere toezichthouder",
        "own": "De organisatie zelf",
    },
    QuestionOutcome: {
        "answered": "Beantwoord",
        "withdrawn": "Ingetrokken: wij hebben geen antwoord meer nodig",
    },
    ExtensionReason: {
        "complexity": "Het verzoek is ingewikkeld",
        "number": "Er zijn veel verzoeken van dezelfde persoon",
    },
}
WORDS: Mapping[type[StrEnum], Mapping[str, str]] = {kind: Words(dutch) for kind, dutch in _DUTCH.items()}


def word(member: StrEnum) -> str:
    """Give the word for a member of a closed list; raises KeyError for one without a word."""
    return WORDS[type(member)][member.value]


def pairs(words: type[E]) -> list[tuple[E, str]]:
    """Give every member of a list with its word, in the order of the list."""
    return [(member, word(member)) for member in words]
