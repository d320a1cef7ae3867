"""What is recorded when a grant of each right was carried out, complete, as values and as its form sends them.

Days are on or before the day of the small world, and after the receipt of its cases.
"""

from datetime import date

from dsar.core.done_facts import BY_DUTY, facts_of
from dsar.core.fields import Fields, Value
from dsar.core.vocabulary import Right

NO_TIME = "De cliënt wilde dit vandaag nog, en weet dat het niet terug kan."
STAYS: Value = (("Boekhouding", "Algemene wet inzake rijksbelastingen, artikel 52", "31-12-2033"),)  # of a partial one
NO_RECIPIENTS: dict[str, Value] = {"had_recipients": "no"}
TOLD: dict[str, Value] = {
    "had_recipients": "yes",
    "recipients_told": (("Gemeente Enschede", "20-11-2026", "brief WPR-2026-0004"),),
    "recipients_not_told": (("Bakkerij Voorbeeld", "Deze werkgever bestaat niet meer."),),
}

NO_MAIL: dict[str, Value] = {"had_mail": "no"}
NOT_RETURNED: dict[str, Value] = {"was_returned": "no"}

DONE: dict[Right, dict[str, Value]] = {
    Right.INSPECTION: {
        "held": "appointment",
        "held_at": "10.00 uur",
        "held_place": "Voorbeeldweg 1, kamer 2",
        "sat_in": "J. de Vries, begeleider",
        "shown": "Het hele dossier.",
        **NO_MAIL,
    },
    Right.COPY: {
        "handed_way": "post",
        "handed_to": "A.B. van der Meer",
        "handed_what": "Uw plan en drie verslagen.",
        **NO_MAIL,
        **NOT_RETURNED,
    },
    Right.CORRECTION: {
        "changed": (("Het plan", "Geboren op 3 mei 1980", "Geboren op 5 maart 1980", "19-11-2026"),),
        "copy_way": "post",
        "copy_on": date(2026, 11, 23),
        **TOLD,
    },
    Right.SUPPLEMENT: {"statement_at": "Cliëntsysteem, bij het verslag van 3 maart", "added_on": date(2026, 11, 20)},
    Right.ERASURE: {
        "gone": (("Cliëntsysteem", "19-11-2026", "J. de Vries"), ("Kast in kamer 2", "20-11-2026", "S. Bakker")),
        **TOLD,
        **NO_MAIL,
        **NOT_RETURNED,
    },
    Right.RESTRICTION: {
        "shielded_at": (("Het verslag van 3 maart 2026", "Cliëntsysteem"),),
        "since": date(2026, 11, 20),
        **NO_RECIPIENTS,
    },
    Right.OBJECTION: {"stopped": (("De nieuwsbrief", "Mailprogramma", "20-11-2026"),)},
    Right.PORTABILITY: {"format": "een CSV-bestand", "how": "Op een USB-stick.", "handed_to": "A.B. van der Meer"},
}


def done_facts(right: Right, **changed: Value) -> Fields:
    """Give a right's facts; `changed` has others in their place, "" for none."""
    return Fields.of({**DONE[right], **changed})


def typed_facts(right: Right, **changed: Value) -> dict[str, str]:
    """Give a right's facts as its form sends them."""
    columns = {fact.name: fact.columns for fact in facts_of(right, BY_DUTY)}
    typed: dict[str, str] = {}
    for name, value in done_facts(right, **changed).entries:
        if isinstance(value, date):
            typed[f"details-{name}"] = f"{value.day}-{value.month}-{value.year}"
        elif isinstance(value, str):
            typed[f"details-{name}"] = value
        else:
            for number, row in enumerate(value):
                cells = zip(columns[name], row, strict=True)
                typed |= {f"details-{name}-{number}-{column}": cell for column, cell in cells}
    return {**typed, "without_time": without_time(right)}


def without_time(right: Right) -> str:
    """Give why the client had no time to reconsider, where that must be said."""
    return NO_TIME if right is Right.ERASURE else ""
