"""The items that section 8 of the domain asks for, per kind: its name, and the words that show it (Dutch, English)."""

from collections.abc import Mapping

from dsar.core.vocabulary import LetterKind

Items = dict[str, tuple[str, str]]  # words in braces are filled in from the letter: days, names

EVERY_LETTER: Items = {
    "organisation": ("{name}", "{name}"),
    "date": ("{dated}", "{dated}"),
    "reference": ("{reference}", "{reference}"),
    "who to call": ("{contact} {telephone}", "{contact} {telephone}"),
    "who signs": ("{signatory}", "{signatory}"),
    "in what capacity": ("{capacity}", "{capacity}"),
    "a block with the law": ("Welke regels horen bij deze brief?", "Which rules apply to this letter?"),
}
TO_THE_CLIENT: Items = {
    "offer to read it together": (
        "Wij lezen deze brief graag samen met u.",
        "We are happy to read this letter together with you.",
    ),
    "with a name and number": ("Bel {contact}: {telephone}.", "Call {contact}: {telephone}."),
}
_RECEIVED: Items = {"received on": ("{received}", "{received}")}
_AP: Items = {
    "complaint with the AP": ("autoriteitpersoonsgegevens.nl", "autoriteitpersoonsgegevens.nl"),
    "its address": ("Postbus 93374", "Postbus 93374"),
    "its law": ("artikel 77 AVG", "Article 77 GDPR"),
}
_REMEDIES: Items = _AP | {
    "mediation": ("artikel 36 UAVG", "Article 36 UAVG"),
    "court": ("verzoekschrift", "verzoekschrift"),
    "its date": ("{until}", "{until}"),
    "court fee": ("griffierecht", "griffierecht"),
    "law of the court": ("artikel 35 UAVG", "Article 35 UAVG"),
    "free help": ("juridischloket.nl", "juridischloket.nl"),
}

ITEMS: Mapping[LetterKind, Items] = {
    LetterKind.ACKNOWLEDGEMENT: {
        "received on": ("Wij kregen uw verzoek op {received}.", "We received your request on {received}."),
        "which rights": ("U wilt uw gegevens bekijken.", "You want to look at your data."),
        "and the other right": ("U wilt dat wij uw gegevens verwijderen.", "You want us to delete your data."),
        "in the client's words": ("Ik wil weten wat er in mijn dossier staat.", "I want to know what is in my file."),
        "answer at the latest on": ("{by}", "{by}"),
        "what to do now": ("U hoeft nu niets te doen.", "You do not need to do anything now."),
        "it costs nothing": ("Uw verzoek kost u niets.", "Your request costs you nothing."),
        "law of the term": ("artikel 12 lid 3 AVG", "Article 12(3) GDPR"),
        "law of the cost": ("artikel 12 lid 5 AVG", "Article 12(5) GDPR"),
    },
    LetterKind.IDENTITY_REQUEST: _RECEIVED
    | {
        "the answer first": ("Wij willen eerst zeker weten dat u dit zelf vraagt.", "We first want to be sure"),
        "the reason for doubt": ("Waarom vragen wij dit?", "Why do we ask this?"),
        "come by": ("Kom bij ons langs.", "Visit us."),
        "a call back": (
            "Laat ons u terugbellen, op een nummer dat wij al van u kennen.",
            "Let us call you back, on a number of yours that we already know.",
        ),
        "a video call": ("videogesprek", "video call"),
        "cover BSN and photo": (
            "Bedek dan uw BSN en uw foto.",
            "Then cover your citizen service number (BSN) and your photo.",
        ),
        "nothing is kept": (
            "Wij maken geen kopie en bewaren er niets van.",
            "We make no copy and keep nothing of it.",
        ),
        "what this does to the date": (
            "uiterlijk op {by} antwoord",
            "get our answer by {by}.",
        ),
        "law of doubt": ("artikel 12 lid 6 AVG", "Article 12(6) GDPR"),
        "law of help": ("artikel 12 lid 2 AVG", "Article 12(2) GDPR"),
    },
    LetterKind.CLARIFICATION_REQUEST: _RECEIVED
    | {
        "one question": ("Wij hebben één vraag aan u.", "We have one question for you."),
        "examples": ("U kunt bijvoorbeeld antwoorden:", "You can reply with one of these, for example:"),
        "what this does to the date": (
            "uiterlijk op {by} antwoord",
            "get our answer by {by}.",
        ),
        "silence ends nothing": ("Dan stopt uw verzoek niet.", "Then your request does not stop."),
        "law": ("overweging 63", "recital 63"),
    },
    LetterKind.EXTENSION_NOTICE: _RECEIVED
    | _REMEDIES
    | {
        "the new date first, the old one beside it": (
            "U krijgt uiterlijk op {new} ons antwoord. Eerst was dat {by}.",
            "You will get our answer by {new}. The first date was {by}.",
        ),
        "the reason": ("Uw verzoek is ingewikkeld.", "Your request is complex."),
        "why it is allowed": ("mogen daar twee maanden bij", "we may take two months more"),
        "only once": ("Dat mag maar één keer.", "That is allowed only once."),
        "what is answered now": ("Wat krijgt u nu al?", "What do you get now?"),
        "law": ("artikel 12 lid 3 AVG", "Article 12(3) GDPR"),
        "law of a refusal": ("artikel 12 lid 4 AVG", "Article 12(4) GDPR"),
    },
    LetterKind.NOT_HANDLED: _RECEIVED
    | _REMEDIES
    | {
        "not handled": ("Wij kunnen uw verzoek nu niet behandelen.", "We cannot deal with your request now."),
        "identity not shown": ("Wij weten niet zeker wie dit vraagt.", "We do not know for sure who is asking."),
        "after asking": ("Wat hebben wij u gevraagd?", "What did we ask you?"),
        "why nothing lighter": ("Waarom kon het niet eenvoudiger?", "Why was there no easier way?"),
        "how to try again": ("Hoe probeert u het opnieuw?", "How can you try again?"),
        "law": ("artikel 11 lid 2 en artikel 12 lid 2 AVG", "Article 11(2) and Article 12(2) GDPR"),
        "law of doubt": ("artikel 12 lid 6 AVG", "Article 12(6) GDPR"),
    },
    LetterKind.FORWARDED: {
        "to whom": ("Wij hebben uw verzoek doorgestuurd aan UWV", "We have passed on your request to UWV"),
        "when": ("{forwarded_on}", "{forwarded_on}"),
        "why": (
            "Wie over de gegevens gaat, moet ook antwoord geven.",
            "Whoever is in charge of the data must also give the answer.",
        ),
        "why it was allowed": (
            "U vond het goed dat wij uw verzoek doorstuurden.",
            "You agreed that we could pass on your request.",
        ),
        "the date the clock started": (
            "Wij kregen uw verzoek op {received}. Op die dag begon onze tijd.",
            "We received your request on {received}. Our time started on that day.",
        ),
        "our own answer": ("Ons eigen antwoord krijgt u uiterlijk op {by}.", "You will get our own answer by {by}."),
        "law": ("artikel 6 lid 1 onder a AVG", "Article 6(1)(a) GDPR"),
    },
    LetterKind.RECIPIENT_NOTICE: {
        "about whom": (
            "Wij hebben gegevens verbeterd of aangevuld van: {subject}.",
            "We have corrected or completed data of: {subject}.",
        ),
        "which data": ("Om welke gegevens gaat het?", "Which data does this concern?"),
        "when": ("Dit deden wij op {done_on}.", "We did this on {done_on}."),
        "what the recipient must do": ("Wat moet u doen?", "What must you do?"),
        "offer to explain it": (
            "of wilt u uitleg? Bel {contact}: {telephone}.",
            "or would you like an explanation? Call {contact}: {telephone}.",
        ),
        "in person": ("U kunt ook bij ons langskomen.", "You can also come to see us."),
        "neutral salutation": ("Geachte heer/mevrouw,", "Dear Sir or Madam,"),
        "law": ("artikel 19 AVG", "Article 19 GDPR"),
    },
    LetterKind.WITHDRAWAL_CONFIRMATION: _RECEIVED
    | {
        "withdrawn on": (
            "U hebt uw verzoek ingetrokken op {withdrawn_on}.",
            "You withdrew your request on {withdrawn_on}.",
        ),
        "a new request is always possible": (
            "U mag altijd een nieuw verzoek doen.",
            "You can always make a new request.",
        ),
        "if it is a mistake": ("Wilde u uw verzoek niet intrekken?", "Did you not want to withdraw your request?"),
    },
    LetterKind.RESTRICTION_LIFTED: _RECEIVED
    | _AP
    | {
        "from when": (
            "Vanaf {lifted_from} schermen wij uw gegevens niet meer af.",
            "From {lifted_from} your data will no longer be blocked.",
        ),
        "told before": ("Wij vertellen het u vooraf", "We tell you beforehand"),
        "why": ("Waarom stopt de afscherming?", "Why will the block end?"),
        "what the client can do": ("Laat het ons weten vóór {lifted_from}.", "Let us know before {lifted_from}."),
        "law": ("artikel 18 lid 3 AVG", "Article 18(3) GDPR"),
    },
    LetterKind.LATE_ANSWER: _RECEIVED
    | _AP
    | {
        "late": ("Ons antwoord op uw verzoek is te laat.", "Our answer to your request is late."),
        "sorry": ("Dat spijt ons.", "We are sorry."),
        "when it comes": (
            "U krijgt het uiterlijk op {expected_on}.",
            "You will get it by {expected_on} at the latest.",
        ),
        "when it should have come": ("{by}", "{by}"),
        "why": ("Waardoor zijn wij te laat?", "Why are we late?"),
        "court without a term": ("artikel 35 lid 2 UAVG", "Article 35(2) UAVG"),
        "free help": ("juridischloket.nl", "juridischloket.nl"),
        "law": ("artikel 12 lid 3 AVG", "Article 12(3) GDPR"),
    },
    LetterKind.COMPLAINT_OUTCOME: _AP
    | {
        "complained on": ("Wij kregen uw klacht op {complained_on}.", "We received your complaint on {complained_on}."),
        "what was looked at": ("Wat hebben wij bekeken?", "What did we look at?"),
        "what follows, first": (
            "Wij hebben uw klacht bekeken. Dit is de uitkomst:",
            "We have looked into your complaint. This is the outcome:",
        ),
        "what remains open": ("Wat blijft nog open?", "What remains open?"),
        "the court's term runs on": (
            "Uw klacht verandert die datum niet.",
            "Your complaint does not change that date.",
        ),
    },
    LetterKind.RECONSIDER_OFFER: _RECEIVED
    | {
        "until when": (
            "U kunt tot {think_until} nadenken",
            "You can think about the deletion of your data until {think_until}.",
        ),
        "it cannot be undone": (
            "Na het verwijderen kunnen wij niets meer terughalen.",
            "After we delete the data, we cannot get anything back.",
        ),
        "what will be gone": ("Wat is straks weg?", "What will be gone?"),
        "the consequences": ("Wat betekent dat voor u?", "What does that mean for you?"),
        "the time can be waived": ("Hebt u geen tijd nodig?", "Do you need no time?"),
        "law": ("artikel 17 AVG", "Article 17 GDPR"),
    },
    LetterKind.DECEASED_ANSWER: _RECEIVED
    | {
        "the answer first": (
            "Wij kunnen niet doen wat u vraagt. Wij leggen uit waarom.",
            "We cannot do what you ask. We explain why.",
        ),
        "about whom": ("Deze brief gaat over: C. Voorbeeld.", "This letter is about: C. Voorbeeld."),
        "who died": ("Deze persoon is overleden.", "This person has died."),
        "why": ("Waarom is dit ons antwoord?", "Why is this our answer?"),
        "the AVG ended": (
            "Na het overlijden geldt die wet niet meer.",
            "After somebody has died, it does not apply any more.",
        ),
        "who may see a care record": (
            "Deze persoon vond dat bij leven goed.",
            "This person agreed to that in life.",
        ),
        "a complaint": ("Dien een klacht in bij {name}", "Make a complaint to {name}"),
        "free help": ("juridischloket.nl", "juridischloket.nl"),
        "law of the end": ("overweging 27", "recital 27"),
        "law of care": ("artikel 7:458a BW", "Article 7:458a"),
    },
}
