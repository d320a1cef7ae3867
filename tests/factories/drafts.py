"""What is filled in for each composed letter, complete; received on 18 November 2026, written on the 23rd."""

from datetime import date

from dsar.core.fields import Fields
from dsar.core.vocabulary import LetterKind, Right

FIELDS: dict[LetterKind, Fields] = {
    LetterKind.IDENTITY_REQUEST: Fields.of(
        {"about": "identity", "doubt": "Uw brief kwam van een adres dat wij niet kennen."}
    ),
    LetterKind.CLARIFICATION_REQUEST: Fields.of(
        {"question": "Over welke jaren wilt u iets weten?", "examples": ("Het jaar 2024", "Uw hele traject")}
    ),
    LetterKind.EXTENSION_NOTICE: Fields.of(
        {"reason": "complexity", "explanation": "Uw dossier staat in drie oude systemen."}
    ),
    LetterKind.NOT_HANDLED: Fields.of(
        {
            "asked": (("19 november 2026", "of u langs wilde komen"),),
            "not_shown": "Wij hoorden daarna niets meer van u.",
            "nothing_lighter": "Wij hebben geen telefoonnummer van u.",
        }
    ),
    LetterKind.FORWARDED: Fields.of(
        {
            "to_name": "UWV",
            "to_address": ("Postbus 58285", "1040 HG  Amsterdam"),
            "forwarded_on": date(2026, 11, 20),
            "why": "Uw vraag gaat over uw uitkering. Daar gaat UWV over.",
            "basis": "consent",
            "own_data": "Wat wij zelf over u hebben, zoeken wij gewoon op.",
        }
    ),
    LetterKind.RECIPIENT_NOTICE: Fields.of(
        {
            "recipient": ("Gemeente Enschede", "Postbus 20", "7500 AA  Enschede"),
            "action": "erased",
            "what": "De verslagen van 2021.",
            "done_on": date(2026, 11, 20),
            "must_do": "Haal deze verslagen ook bij u weg.",
        }
    ),
    LetterKind.WITHDRAWAL_CONFIRMATION: Fields.of({"withdrawn_on": date(2026, 11, 20)}),
    LetterKind.RESTRICTION_LIFTED: Fields.of(
        {
            "shielded": ("Het verslag van 3 maart 2026",),
            "lifted_from": date(2026, 12, 14),
            "why": "Wij hebben het verslag verbeterd.",
        }
    ),
    LetterKind.LATE_ANSWER: Fields.of(
        {"cause": "Wij vonden een deel van uw dossier pas laat.", "expected_on": date(2026, 12, 30)}
    ),
    LetterKind.RECONSIDER_OFFER: Fields.of(
        {
            "going": "Uw dossier van 2025.",
            "consequences": "U kunt het later niet meer inzien.",
            "think_until": date(2026, 12, 7),
        }
    ),
    LetterKind.DECEASED_ANSWER: Fields.of(
        {"given": "no", "care": "no", "explained": "Uw zus schreef in mei dat niemand haar werkplan mocht zien."}
    ),
    LetterKind.COMPLAINT_OUTCOME: Fields.of(
        {
            "complained_on": date(2026, 11, 19),
            "complaint": "U vond dat wij te lang wachtten.",
            "looked_at": "Wij hebben gekeken wanneer uw brief kwam.",
            "follows": "U heeft gelijk. Wij antwoorden deze week.",
            "remains": "Er blijft niets open.",
        }
    ),
}

RIGHTS: dict[LetterKind, Right] = {
    **dict.fromkeys(FIELDS, Right.INSPECTION),
    LetterKind.RECIPIENT_NOTICE: Right.ERASURE,
    LetterKind.RESTRICTION_LIFTED: Right.RESTRICTION,
    LetterKind.RECONSIDER_OFFER: Right.ERASURE,
}
