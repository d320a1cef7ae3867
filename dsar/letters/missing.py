"""What must still be filled in before a letter can be final, each in words for whoever has to do it."""

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass

from dsar.core.draft_facts import empty_reasons
from dsar.core.drafts import PREFIX
from dsar.core.fields import Fields
from dsar.core.grounds import LEGAL_GROUNDS
from dsar.core.letters import (
    ANSWERS,
    GRANTS,
    WITH_REMEDIES,
    WITHOUT_TERM,
    LetterContext,
    Letterhead,
    LetterPart,
    LetterRequest,
)
from dsar.core.placeholders import COMPOSED, GRANTED, lacking
from dsar.core.vocabulary import LetterKind, Outcome
from dsar.language import gettext as _
from dsar.language import language_name
from dsar.letters.blocks import formulas
from dsar.letters.text import unprintable
from dsar.wording.errors import sentence
from dsar.wording.placeholders import WORDS
from dsar.wording.rights import RIGHTS

MOST_LINES = 5
MOST_CHARACTERS = 46  # of an address line, at the small size, in 70 mm
_ABOUT_REQUESTS = frozenset(LetterKind) - {LetterKind.COMPLAINT_OUTCOME}
_STILL_TO_COME = {  # a day that must lie after the letter's own
    LetterKind.RESTRICTION_LIFTED: "lifted_from",  # GDPR 18(3): told before it is lifted
    LetterKind.LATE_ANSWER: "expected_on",
}
_OUTCOMES = {
    **dict.fromkeys(GRANTS, frozenset({Outcome.GRANT})),
    LetterKind.REFUSAL: frozenset({Outcome.REFUSE}),
    LetterKind.PARTIAL: frozenset(Outcome),
}


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that is missing, in words; `field` names it on the form of the letter, empty for what is not there."""

    text: str
    field: str = ""


def missing(context: LetterContext) -> tuple[str, ...]:
    """Give what is missing, in the order of the letter; empty when the letter can be made final."""
    return tuple(dict.fromkeys(gap.text for gap in gaps(context)))


def gaps(context: LetterContext) -> tuple[Gap, ...]:
    """Give what is missing as `missing`, each with its field; those of an answer are on the form of its request."""
    return tuple(dict.fromkeys(item if isinstance(item, Gap) else Gap(item) for item in _all(context)))


def _all(context: LetterContext) -> Iterator[str | Gap]:
    yield from _sender(context)
    yield from _window(context)
    yield from _people(context)
    yield from _replaces(context)
    if not context.requests and context.kind in _ABOUT_REQUESTS:
        yield Gap(_("Waar de aanvrager om vraagt: de brief noemt nog geen verzoek."), "request_ids")
    if context.kind in ANSWERS:
        for request in context.requests:
            yield from _answer(context.kind, request)
    yield from _composed(context)
    yield from _untranslated(context)
    if context.kind in WITH_REMEDIES and not context.died:
        yield from _remedies(context)
    strange = unprintable("\n".join(_texts(context)))
    if strange:
        yield _("Tekens die niet op papier kunnen: %(characters)s", characters=" ".join(strange))


_LETTERHEAD_LINES = 7  # from 12 mm down to the line above a window on the right
_LETTERHEAD_CHARACTERS = 30  # that surely fit on a line of 55 mm


def _sender(context: LetterContext) -> Iterator[str]:
    head = context.letterhead
    needed = {
        _("De naam van de organisatie."): head.name,
        _("Het adres van de organisatie."): "".join(head.address),
        _("De afzenderregel boven het venster."): head.return_address,
        _("Het kenmerk."): context.reference,
    }
    yield from (text for text, value in needed.items() if not value.strip())
    if not context.concept and not context.number.strip():
        yield _("Het nummer van de brief.")
    if head.window == "right" and _letterhead_lines(head) > _LETTERHEAD_LINES:
        yield _(
            "Een korter briefhoofd: boven een venster rechts passen %(most)s regels met adres, telefoon, "
            "e-mail en website. Vraag de beheerder van de toepassing om ze korter te maken.",
            most=_LETTERHEAD_LINES,
        )


def _letterhead_lines(head: Letterhead) -> int:
    """Estimate the lines of the sender's address and contact details beside the name, long ones broken."""
    lines = [*head.address, head.telephone, head.email, head.website]
    return sum(-(-len(line.strip()) // _LETTERHEAD_CHARACTERS) for line in lines)


def _window(context: LetterContext) -> Iterator[str]:
    lines = [line.strip() for line in context.addressee if line.strip()]
    if len(lines) < 3 and (lines or context.kind is not LetterKind.RECIPIENT_NOTICE):  # else said with its field
        yield _("Naam, straat en plaats van de geadresseerde.")
    if len(lines) > MOST_LINES:
        yield _(
            "Het adres heeft %(count)s regels; in het venster passen er %(most)s.", count=len(lines), most=MOST_LINES
        )
    for line in lines:
        if len(line) > MOST_CHARACTERS:
            yield _(
                "Deze adresregel is te lang voor het venster (hoogstens %(most)s tekens): %(line)s",
                most=MOST_CHARACTERS,
                line=line[:60],
            )
    if not context.salutation.strip():
        yield _("De aanhef.")


def _people(context: LetterContext) -> Iterator[str]:
    needed = {
        _("Wie de aanvrager kan bellen."): context.contact_name,
        _("Het telefoonnummer dat de aanvrager kan bellen."): context.contact_telephone,
        _("Wie de brief ondertekent."): context.signatory_name,
        _("Namens wie de ondertekenaar tekent."): context.signatory_capacity,
    }
    yield from (text for text, value in needed.items() if not value.strip())


def _answer(kind: LetterKind, request: LetterRequest) -> Iterator[Gap]:
    name = RIGHTS[request.right].name
    if request.outcome is None:
        yield Gap(_("De uitkomst van het verzoek om %(right)s.", right=name), "outcome")
        return
    if request.outcome not in _OUTCOMES[kind]:
        yield Gap(
            _("Een andere soort brief: de uitkomst van het verzoek om %(right)s past niet bij deze brief.", right=name)
        )
    refused = [(place, part) for place, part in enumerate(request.parts) if part.outcome is not Outcome.GRANT]
    if request.outcome is Outcome.GRANT and refused:
        yield Gap(_("Een andere uitkomst: van het verzoek om %(right)s is een deel geweigerd.", right=name), "outcome")
    if request.outcome is not Outcome.REFUSE:
        yield from _granted(request, name)
    if request.outcome is not Outcome.GRANT and not refused:
        yield Gap(_("Welk deel van het verzoek om %(right)s is geweigerd, en waarom.", right=name), "parts")
    for place, part in refused:
        yield from _refused(part, name, f"parts-{place}")


def _granted(request: LetterRequest, name: str) -> Iterator[Gap]:
    for placeholder in lacking(GRANTED[request.right], request.fields):
        yield Gap(
            _("Bij het verzoek om %(right)s: %(what)s.", right=name, what=WORDS[placeholder.name].missing),
            f"{PREFIX}-{placeholder.name}",
        )
    granted = [(place, part) for place, part in enumerate(request.parts) if part.outcome is Outcome.GRANT]
    for place, part in granted:
        if not part.what.strip():
            yield Gap(_("Welk deel van het verzoek om %(right)s is toegewezen.", right=name), f"parts-{place}-what")
    if request.outcome is Outcome.PARTIAL and not granted:
        yield Gap(_("Welk deel van het verzoek om %(right)s wel is toegewezen.", right=name), "parts")


def _refused(part: LetterPart, name: str, form: str) -> Iterator[Gap]:
    what = part.what.strip()
    where = (
        _("het geweigerde deel '%(what)s'", what=what) if what else _("een geweigerd deel van %(right)s", right=name)
    )
    ground = LEGAL_GROUNDS.get(part.ground)
    if not part.what.strip():
        yield Gap(_("Om welke gegevens het gaat, bij %(where)s.", where=where), f"{form}-what")
    if ground is None:
        yield Gap(_("De grond voor %(where)s.", where=where), f"{form}-ground")
    if not part.law.strip():
        yield Gap(_("Het wetsartikel voor %(where)s.", where=where), f"{form}-ground")
    if not part.facts.strip():
        yield Gap(_("De feiten voor %(where)s.", where=where), f"{form}-facts")
    if ground is not None and ground.needs_weighing and not part.weighing.strip():
        yield Gap(_("De afweging voor %(where)s.", where=where), f"{form}-weighing")
    if ground is not None and ground.needs_statute and not part.statute.strip():
        yield Gap(_("De wet die bewaren verplicht, voor %(where)s.", where=where), f"{form}-statute")
    if ground is not None and ground.needs_statute and part.keep_until is None:
        yield Gap(_("Tot wanneer bewaren moet, voor %(where)s.", where=where), f"{form}-keep_until")


def _composed(context: LetterContext) -> Iterator[Gap]:
    for placeholder in lacking(COMPOSED.get(context.kind, ()), context.fields):
        yield Gap(
            _("In de brief ontbreekt nog: %(what)s.", what=WORDS[placeholder.name].missing),
            f"{PREFIX}-{placeholder.name}",
        )
    for name, code in empty_reasons(context.kind, context.fields, formulas()):
        about = _("Een reden van deze zaak, voor: %(what)s.", what=WORDS[name].missing)
        yield Gap(f"{about} {sentence(code)}", f"{PREFIX}-{name}")
    announced = _STILL_TO_COME.get(context.kind, "")
    day = context.fields.day(announced) if announced else None
    if day is not None and day <= context.date:
        words_of_day = _(
            "Een latere dag voor: %(what)s. Die dag komt na de datum van de brief.", what=WORDS[announced].missing
        )
        yield Gap(words_of_day, f"{PREFIX}-{announced}")
    if context.kind is LetterKind.EXTENSION_NOTICE and any(each.extended_until is None for each in context.requests):
        yield Gap(_("De nieuwe datum voor het antwoord."))


def _replaces(context: LetterContext) -> Iterator[Gap]:
    if context.replaces is not None and not context.replaces.reason.strip():
        yield Gap(_("Waarom deze brief de vorige vervangt."), "correction_reason")


def _untranslated(context: LetterContext) -> Iterator[str]:
    for text in context.untranslated:
        yield _("De vertaling (%(language)s) van: %(dutch)s", language=language_name(context.language), dutch=text)


def _remedies(context: LetterContext) -> Iterator[str]:
    if context.remedies is None:
        yield _("De rechtsvorm van de organisatie: zonder weten wij niet welke rechtsmiddelen de brief moet noemen.")
    elif context.kind not in WITHOUT_TERM and context.remedies.until <= context.date:
        yield _("Tot wanneer de aanvrager naar de rechter kan of bezwaar kan maken.")


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _texts(item)
    elif isinstance(value, Fields):
        yield from _texts(tuple(entry for _, entry in value.entries))
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield from _texts(getattr(value, field.name))
