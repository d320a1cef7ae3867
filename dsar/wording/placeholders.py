"""Dutch words for the placeholders of letters: the label and help beside the field, and how a missing one is named."""

from collections.abc import Mapping
from dataclasses import dataclass

from dsar.core.done_facts import BY_DUTY, DONE
from dsar.core.placeholders import COMPOSED, GRANTED
from dsar.language import Words
from dsar.wording.columns import COLUMNS


@dataclass(frozen=True, slots=True)
class PlaceholderWords:
    """One placeholder in words; `missing` completes "Dit ontbreekt nog: ..."."""

    label: str
    hint: str
    missing: str


def _words(label: str, hint: str, missing: str) -> PlaceholderWords:
    return PlaceholderWords(label, hint, missing)


_ROW_HINT = "Elke regel is één ding. Lege regels tellen niet mee."
_HANDED = {
    "post": "Per post",
    "registered": "Aangetekend per post",
    "handed_over": "Persoonlijk overhandigd",
    "portal": "In het portaal gezet",
}
_LINE_EACH = "Zet elk ding op een eigen regel."

WORDS: Mapping[str, PlaceholderWords] = Words(
    {
        "purposes": _words(
            "Waarvoor gebruiken wij de gegevens?",
            "Alleen wat voor deze persoon geldt. Bijvoorbeeld: begeleiding naar werk.",
            "waarvoor wij de gegevens gebruiken",
        ),
        "categories": _words(
            "Welke soorten gegevens zijn het?",
            f"Bijvoorbeeld: naam en adres, verslagen van gesprekken. {_LINE_EACH}",
            "welke soorten gegevens het zijn",
        ),
        "recipients": _words(
            "Wie kreeg de gegevens van ons?",
            f"Noem hen bij naam. Kreeg niemand ze? Schrijf dat dan. {_ROW_HINT}",
            "wie de gegevens van ons kreeg, en waarom",
        ),
        "retention": _words(
            "Hoe lang bewaren wij de gegevens?",
            "Noem een dag, of waar het van afhangt.",
            "hoe lang wij de gegevens bewaren",
        ),
        "source": _words(
            "Van wie kregen wij de gegevens?", "Bijvoorbeeld: van u zelf, en van de gemeente.", "van wie wij ze kregen"
        ),
        "automated": _words(
            "Neemt een computer besluiten over deze persoon?",
            "Alleen besluiten zonder mens erbij.",
            "of een computer besluiten neemt",
        ),
        "automated_logic": _words(
            "Hoe werkt dat besluit?", "Waar let de computer op, en wat betekent dat?", "hoe de computer besluit"
        ),
        "outside_eu": _words(
            "Gaan gegevens naar een land buiten Europa?",
            "Europa is hier: de EU met IJsland, Liechtenstein en Noorwegen.",
            "of gegevens naar een land buiten Europa gaan",
        ),
        "safeguards": _words(
            "Hoe zijn de gegevens daar beschermd?",
            "Noem het land en de afspraken.",
            "hoe de gegevens daar beschermd zijn",
        ),
        "understood": _words(
            "Wat is gevraagd, zoals wij het begrijpen?",
            "Schrijf op wat u onder het verzoek verstaat.",
            "wat wij onder het verzoek verstaan",
        ),
        "outside": _words(
            "Wat valt buiten dit recht?",
            "Niet verplicht. Bijvoorbeeld: een vraag over een uitkering. Zeg wie daar wel over gaat.",
            "wat buiten het recht valt",
        ),
        "searched": _words(
            "Waar is gezocht?",
            f"Elk systeem en elke map, ook als er niets was. {_ROW_HINT}",
            "waar is gezocht, en wat daar was",
        ),
        "form": _words("Hoe krijgt de aanvrager inzage?", "", "of er een afspraak is, of dat de gegevens meegaan"),
        "day": _words("Op welke dag?", "Bijvoorbeeld 8-12-2026.", "de dag van de afspraak"),
        "time": _words("Hoe laat?", "Bijvoorbeeld: 10.00 uur.", "het tijdstip van de afspraak"),
        "place": _words("Waar?", "Adres en kamer.", "de plaats van de afspraak"),
        "present": _words("Wie is erbij?", "Naam en functie.", "wie er bij de afspraak is"),
        "bring": _words(
            "Wat neemt de aanvrager mee?",
            "Niet verplicht. De brief vraagt altijd om de brief mee te nemen.",
            "wat iemand meeneemt",
        ),
        "enclosures": _words("Wat gaat er mee met de brief?", _LINE_EACH, "wat er meegaat met de brief"),
        "delivery": _words("Hoe krijgt de aanvrager de kopie?", "", "hoe de aanvrager de kopie krijgt"),
        "electronic_how": _words(
            "Hoe krijgt de aanvrager het bestand?",
            "Bijvoorbeeld: op een USB-stick met een wachtwoord.",
            "hoe de aanvrager het bestand krijgt",
        ),
        "changes": _words(
            "Wat is veranderd?",
            f"Waar, wat er stond, wat er nu staat, en sinds wanneer. {_ROW_HINT}",
            "wat is veranderd",
        ),
        "told": _words(
            "Wie hebben wij dit verteld?",
            f"Niet verplicht. Iedereen die de gegevens van ons kreeg. {_ROW_HINT}",
            "wie het weet",
        ),
        "not_told": _words(
            "Wie niet, en waarom niet?",
            "Niet verplicht. Alleen als het niet kan of te veel moeite kost.",
            "wie het niet weet",
        ),
        "statement": _words(
            "De verklaring van de aanvrager", "In de eigen woorden van de aanvrager.", "de verklaring van de aanvrager"
        ),
        "where": _words(
            "Waar staat de verklaring nu?", "Bijvoorbeeld: bij het verslag van 3 maart.", "waar de verklaring staat"
        ),
        "since": _words("Sinds wanneer?", "Bijvoorbeeld 24-11-2026.", "sinds wanneer"),
        "erased": _words("Wat is verwijderd, en wanneer?", _ROW_HINT, "wat is verwijderd, en wanneer"),
        "backups_until": _words(
            "Wanneer zijn ook de reservekopieën weg?",
            "De laatste dag waarop ze nog in een reservekopie staan.",
            "wanneer de reservekopieën weg zijn",
        ),
        "irreversible": _words(
            "Wat kan niet meer terug?",
            "Niet verplicht. Bijvoorbeeld: wat anderen al kregen.",
            "wat niet meer terug kan",
        ),
        "shielded": _words("Welke gegevens zijn afgeschermd?", _LINE_EACH, "welke gegevens zijn afgeschermd"),
        "stops": _words(
            "Welk gebruik stopt?", "Bijvoorbeeld: wij sturen u geen nieuwsbrief meer.", "welk gebruik stopt"
        ),
        "format": _words("Welk soort bestand is het?", "Bijvoorbeeld: een CSV-bestand.", "het soort bestand"),
        "how": _words("Hoe krijgt de aanvrager het bestand?", "", "hoe de aanvrager het bestand krijgt"),
        "about": _words("Waaraan twijfelen wij?", "", "of het gaat om wie dit vraagt, of om een machtiging"),
        "doubt": _words(
            "Waarom twijfelen wij?",
            "Een reden die bij deze persoon hoort. Altijd om bewijs vragen mag niet.",
            "de reden van de twijfel",
        ),
        "proof": _words(
            "Waarmee kan iemand de machtiging laten zien?",
            "Bijvoorbeeld: een brief met een handtekening.",
            "wat de machtiging bewijst",
        ),
        "question": _words("Wat willen wij weten?", "Stel één vraag.", "de vraag"),
        "examples": _words("Voorbeelden van een antwoord", _LINE_EACH, "voorbeelden bij de vraag"),
        "reason": _words(
            "Waarom is er meer tijd nodig?", "De wet kent alleen deze twee redenen.", "de reden van de verlenging"
        ),
        "explanation": _words(
            "Leg uit waarom",
            "Wat maakt dit verzoek lastig, of hoeveel verzoeken zijn er?",
            "de uitleg bij de verlenging",
        ),
        "answered_now": _words("Wat kunnen wij nu al antwoorden?", "Niet verplicht.", "wat wij nu al antwoorden"),
        "asked": _words("Wat hebben wij gevraagd, en wanneer?", _ROW_HINT, "wat wij vroegen, en wanneer"),
        "not_shown": _words(
            "Waarom staat nog niet vast wie dit vraagt?",
            "Wat gebeurde er na onze vraag?",
            "waarom nog niet vaststaat wie dit vraagt",
        ),
        "nothing_lighter": _words(
            "Waarom kon het niet eenvoudiger?",
            "Waarom was een lichtere manier niet genoeg?",
            "waarom het niet lichter kon",
        ),
        "going": _words(
            "Wat is straks weg?", "Bijvoorbeeld: het hele dossier van 2025, met alle verslagen.", "wat straks weg is"
        ),
        "consequences": _words(
            "Wat betekent dat voor deze persoon?",
            "Wat kan daarna niet meer? Bijvoorbeeld: het dossier later nog inzien.",
            "wat dat voor de aanvrager betekent",
        ),
        "think_until": _words(
            "Tot wanneer kan deze persoon nadenken?",
            "Veertien dagen is gewoon. Het moet binnen de termijn vallen.",
            "tot wanneer er bedenktijd is",
        ),
        "given": _words(
            "Krijgt deze persoon wat gevraagd is?",
            "Ja kan ook een deel zijn. Leg dat hieronder uit.",
            "of de vrager iets krijgt",
        ),
        "given_how": _words(
            "Wat doen of geven wij, en hoe?", "Bijvoorbeeld: een kopie van één verslag.", "wat wij doen of geven"
        ),
        "care": _words(
            "Gaat het over een zorgdossier?",
            "Dan zegt een andere wet wie het mag zien (BW 7:458a). De brief legt dat uit.",
            "of het over een zorgdossier gaat",
        ),
        "explained": _words(
            "Leg uit waarom dit het antwoord is",
            "Ook als het antwoord nee is. Schrijf wat bij deze zaak hoort, niet wat voor iedereen geldt.",
            "de uitleg van het antwoord",
        ),
        "to_name": _words(
            "Aan wie is het verzoek doorgestuurd?", "Bijvoorbeeld: UWV.", "aan wie het verzoek is doorgestuurd"
        ),
        "to_address": _words("Het adres van die organisatie", _LINE_EACH, "het adres van die organisatie"),
        "forwarded_on": _words(
            "Wanneer is het doorgestuurd?", "Bijvoorbeeld 24-11-2026.", "wanneer het is doorgestuurd"
        ),
        "why": _words("Waarom?", "Schrijf het zoals het in de brief kan staan.", "de reden"),
        "basis": _words("Waarom mocht het worden doorgestuurd?", "", "waarom het mocht worden doorgestuurd"),
        "basis_explained": _words("Welke andere basis is er?", "Noem de regel die dit toestaat.", "de andere basis"),
        "own_data": _words(
            "Wat doen wij met onze eigen gegevens?",
            "Ook wat wij zelf hebben, valt onder het verzoek.",
            "wat wij met onze eigen gegevens doen",
        ),
        "recipient": _words(
            "Naam en adres van de ontvanger", f"Hoogstens vijf regels. {_LINE_EACH}", "naam en adres van de ontvanger"
        ),
        "action": _words("Wat is er met de gegevens gebeurd?", "", "wat er met de gegevens is gebeurd"),
        "what": _words("Om welke gegevens gaat het?", "Noem niet meer dan nodig is.", "om welke gegevens het gaat"),
        "done_on": _words("Wanneer is dat gedaan?", "Bijvoorbeeld 24-11-2026.", "wanneer dat is gedaan"),
        "must_do": _words("Wat moet de ontvanger doen?", "", "wat de ontvanger moet doen"),
        "withdrawn_on": _words(
            "Wanneer is het verzoek ingetrokken?", "Bijvoorbeeld 24-11-2026.", "de dag van de intrekking"
        ),
        "done_so_far": _words("Wat is al gedaan?", "Niet verplicht.", "wat al is gedaan"),
        "lifted_from": _words(
            "Vanaf wanneer stopt de afscherming?",
            "Een dag na de datum van de brief.",
            "vanaf wanneer de afscherming stopt",
        ),
        "cause": _words(
            "Waardoor is het antwoord te laat?", "Schrijf het eerlijk op.", "waardoor het antwoord te laat is"
        ),
        "expected_on": _words("Wanneer komt het antwoord?", "Beloof alleen wat zeker is.", "wanneer het antwoord komt"),
        "complained_on": _words("Wanneer kwam de klacht?", "Bijvoorbeeld 24-11-2026.", "de dag van de klacht"),
        "complaint": _words("Waar ging de klacht over?", "In een paar woorden.", "waar de klacht over ging"),
        "looked_at": _words("Wat hebben wij bekeken?", "", "wat is bekeken"),
        "follows": _words("Wat is de uitkomst, en wat doen wij nu?", "", "wat er volgt"),
        "remains": _words("Wat blijft nog open?", "Schrijf het ook als er niets open blijft.", "wat nog open blijft"),
        "held": _words("Hoe is de inzage gegeven?", "", "hoe de inzage is gegeven"),
        "held_at": _words("Hoe laat was de afspraak?", "Bijvoorbeeld: 10.00 uur.", "hoe laat de afspraak was"),
        "held_place": _words("Waar was de afspraak?", "Adres en kamer.", "waar de afspraak was"),
        "sat_in": _words("Wie was erbij?", "Naam en functie. Was er niemand bij? Schrijf dat dan.", "wie erbij was"),
        "shown": _words(
            "Wat is getoond of gegeven?",
            "Noem de stukken. Bijvoorbeeld: het hele dossier met de bijlagen. Laat alleen weg wat volgens het besluit "
            "weg mag.",
            "wat is getoond of gegeven",
        ),
        "handed_way": _words("Hoe zijn de gegevens gegeven?", "", "hoe de gegevens zijn gegeven"),
        "handed_to": _words(
            "Aan wie zijn de gegevens gegeven?",
            "De aanvrager, of wie voor de aanvrager mag optreden.",
            "aan wie de gegevens zijn gegeven",
        ),
        "handed_what": _words("Wat is er gegeven?", "Noem de stukken.", "wat er is gegeven"),
        "changed": _words(
            "Wat is verbeterd?",
            f"Sinds wanneer schrijft u zo: 24-11-2026. {_ROW_HINT}",
            "wat er stond, wat er nu staat, waar en sinds wanneer",
        ),
        "statement_at": _words(
            "Waar staat de verklaring nu?",
            "Systeem of map, en bij welk stuk. Bijvoorbeeld: bij het verslag van 3 maart.",
            "waar de verklaring staat",
        ),
        "added_on": _words("Op welke dag is de verklaring toegevoegd?", "Bijvoorbeeld 24-11-2026.", "op welke dag"),
        "gone": _words(
            "Waar zijn gegevens verwijderd?",
            f"Elk systeem en elke kast op een eigen regel. Schrijf een dag zo: 24-11-2026. {_ROW_HINT}",
            "waar gegevens zijn verwijderd, wanneer, en wie dat bevestigde",
        ),
        "stays": _words(
            "Waar blijven gegevens staan?",
            "Een regel voor elk onderdeel dat is afgewezen, met de wet en het artikel of de grond uit het besluit. "
            "Een eigen bewaartermijn is geen wet. "
            f"{_ROW_HINT}",
            "waar gegevens blijven staan, waarom, en tot wanneer",
        ),
        "shielded_at": _words("Wat is afgeschermd, en waar?", _ROW_HINT, "wat is afgeschermd, en waar"),
        "stopped": _words(
            "Welk gebruik is gestopt?",
            f"Schrijf een dag zo: 24-11-2026. {_ROW_HINT}",
            "welk gebruik is gestopt, waar en sinds wanneer",
        ),
        "copy_way": _words(
            "Hoe kreeg de aanvrager de kopie van de verbeterde gegevens?", "", "hoe de kopie is gegeven"
        ),
        "copy_on": _words("Op welke dag was dat?", "Bijvoorbeeld 24-11-2026.", "wanneer de kopie is gegeven"),
        "was_returned": _words(
            "Zijn er gegevens teruggegeven?",
            "Na het traject, als dat gewenst is. Aan de opdrachtgever alleen als dat mag.",
            "of er gegevens zijn teruggegeven",
        ),
        "returned": _words("Wat ging terug, en naar wie?", _ROW_HINT, "wat terugging, en naar wie"),
        "had_mail": _words(
            "Waren er mails van anderen met gegevens van deze persoon?",
            "Bijvoorbeeld in de mailbox van een begeleider.",
            "of er mails van anderen waren",
        ),
        "mail_gone": _words(
            "Welke mails zijn weg?",
            f"Eerst vastleggen wat nodig is. Dan weg, ook uit de verwijderde items. {_ROW_HINT}",
            "welke mails weg zijn",
        ),
        "had_recipients": _words(
            "Kregen anderen deze gegevens van ons?",
            "Bijvoorbeeld de gemeente, UWV of een werkgever.",
            "of anderen deze gegevens van ons kregen",
        ),
        "recipients_told": _words(
            "Wie weet nu wat er is veranderd?",
            "Iedere ontvanger op een eigen regel. Bij hoe: het nummer van de brief, of hoe het anders ging. "
            f"{_ROW_HINT}",
            "wie het weet",
        ),
        "recipients_not_told": _words(
            "Wie weet het niet, en waarom niet?",
            "Alleen als het niet kan, of als het te veel moeite kost. Leg dat per ontvanger uit.",
            "wie het niet weet",
        ),
    }
)

OPTIONS: Mapping[tuple[str, str], str] = Words(
    {
        ("automated", "no"): "Nee",
        ("automated", "yes"): "Ja",
        ("outside_eu", "no"): "Nee",
        ("outside_eu", "yes"): "Ja",
        ("form", "appointment"): "Op een afspraak",
        ("form", "enclosed"): "De gegevens gaan mee met de brief",
        ("delivery", "paper"): "Op papier, bij deze brief",
        ("delivery", "electronic"): "Als bestand",
        ("about", "identity"): "Wie dit vraagt",
        ("about", "authority"): "Of iemand dit namens de ander mag vragen",
        ("reason", "complexity"): "Het verzoek is ingewikkeld",
        ("reason", "number"): "Er zijn veel verzoeken van deze persoon",
        ("basis", "consent"): "De aanvrager vond het goed",
        ("basis", "other"): "Een andere basis",
        ("action", "corrected"): "Verbeterd of aangevuld",
        ("action", "erased"): "Verwijderd",
        ("action", "restricted"): "Afgeschermd",
        ("held", "appointment"): "Op een afspraak",
        ("held", "sent"): "De gegevens zijn gestuurd of meegegeven",
        **{(name, way): words for name in ("handed_way", "copy_way") for way, words in _HANDED.items()},
        ("given", "no"): "Nee",
        ("given", "yes"): "Ja, of een deel",
        ("care", "no"): "Nee",
        ("care", "yes"): "Ja",
        ("was_returned", "no"): "Nee, dat was niet gewenst",
        ("was_returned", "yes"): "Ja",
        ("had_mail", "no"): "Nee",
        ("had_mail", "yes"): "Ja",
        ("had_recipients", "no"): "Nee, niemand",
        ("had_recipients", "yes"): "Ja",
    }
)


def _check() -> None:
    """A placeholder without words must not get as far as a screen; raises RuntimeError naming it."""
    every = (*COMPOSED.values(), *GRANTED.values(), *DONE.values(), *BY_DUTY.values())
    for placeholder in (item for items in every for item in items):
        wanted = [(placeholder.name, option) for option in placeholder.options]
        columns = [(placeholder.name, column) for column in placeholder.columns]
        lost = [pair for pair in wanted if pair not in OPTIONS] + [pair for pair in columns if pair not in COLUMNS]
        if lost or placeholder.name not in WORDS:
            raise RuntimeError(f"no words for {placeholder.name} {lost}")


_check()
