"""Dutch words for the rights: short for the screens, in whole B1 sentences for the letters."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from dsar.core.vocabulary import STOP_AT_ONCE, ObjectionPurpose, Outcome, Right


@dataclass(frozen=True, slots=True)
class RightWords:
    """Everything the product says about one right; sentences are complete, with capital and full stop."""

    name: str  # for the screens, lower case: inzage
    explanation: str  # for the screens, beside the name, lower case
    wish: str  # completes "U wilt ..."
    question: str  # a heading, when one letter answers several rights
    granted: str
    partly: str
    refused: str
    gives: bool  # the client gets something ("krijgt u"); otherwise something is done ("doen wij")
    instead: tuple[str, ...]  # what can still be asked when this is refused and nothing better was written
    notes: tuple[str, ...]  # what always holds when this is granted

    def outcome(self, outcome: Outcome) -> str:
        """Give the sentence that answers a request for this right."""
        return {Outcome.GRANT: self.granted, Outcome.PARTIAL: self.partly, Outcome.REFUSE: self.refused}[outcome]


_RECIPIENTS = (
    "Misschien kregen anderen deze gegevens van ons.",
    "Dan vertellen wij hun wat wij hebben veranderd, als dat kan.",
    "U mag ons vragen wie dat zijn.",
)
_STATEMENT = (
    "U mag ons wel een eigen verklaring geven.",
    "Daarin schrijft u wat er volgens u niet klopt.",
    "Wij voegen uw verklaring toe aan uw dossier.",
)

RIGHTS: Mapping[Right, RightWords] = MappingProxyType(
    {
        Right.INSPECTION: RightWords(
            name="inzage",
            explanation="de eigen gegevens bekijken",
            wish="uw gegevens bekijken",
            question="Mag u uw gegevens bekijken?",
            granted="U mag uw gegevens bekijken.",
            partly="U mag een deel van uw gegevens bekijken.",
            refused="U mag uw gegevens niet bekijken.",
            gives=True,
            instead=("U mag ons vragen wat wij u hierover wél kunnen vertellen.",),
            notes=("Uw gegevens bekijken kost u niets.",),
        ),
        Right.COPY: RightWords(
            name="afschrift",
            explanation="een kopie van de eigen gegevens krijgen",
            wish="een kopie van uw gegevens krijgen",
            question="Krijgt u een kopie van uw gegevens?",
            granted="U krijgt een kopie van uw gegevens.",
            partly="U krijgt een kopie van een deel van uw gegevens.",
            refused="U krijgt geen kopie van uw gegevens.",
            gives=True,
            instead=("U mag ons wel vragen of u deze gegevens mag bekijken.",),
            notes=("De eerste kopie kost u niets.",),
        ),
        Right.CORRECTION: RightWords(
            name="verbetering",
            explanation="gegevens die niet kloppen laten verbeteren",
            wish="dat wij uw gegevens verbeteren",
            question="Verbeteren wij uw gegevens?",
            granted="Wij verbeteren uw gegevens.",
            partly="Wij verbeteren een deel van uw gegevens.",
            refused="Wij veranderen uw gegevens niet.",
            gives=False,
            instead=_STATEMENT,
            notes=_RECIPIENTS,
        ),
        Right.SUPPLEMENT: RightWords(
            name="aanvulling",
            explanation="een eigen verklaring laten toevoegen",
            wish="dat wij uw verklaring toevoegen",
            question="Voegen wij uw verklaring toe?",
            granted="Wij voegen uw verklaring toe aan uw dossier.",
            partly="Wij voegen een deel van uw verklaring toe.",
            refused="Wij voegen uw verklaring niet toe.",
            gives=False,
            instead=("U mag ons wel een nieuwe verklaring geven.",),
            notes=_RECIPIENTS,
        ),
        Right.ERASURE: RightWords(
            name="verwijdering",
            explanation="gegevens laten verwijderen",
            wish="dat wij uw gegevens verwijderen",
            question="Verwijderen wij uw gegevens?",
            granted="Wij verwijderen uw gegevens.",
            partly="Wij verwijderen een deel van uw gegevens.",
            refused="Wij verwijderen uw gegevens niet.",
            gives=False,
            instead=(
                "U mag ons wel vragen of u deze gegevens mag bekijken.",
                "U mag ook vragen of wij fouten verbeteren.",
            ),
            notes=("Na het verwijderen kunnen wij uw gegevens niet meer terughalen.", *_RECIPIENTS),
        ),
        Right.RESTRICTION: RightWords(
            name="afscherming",
            explanation="gegevens tijdelijk niet laten gebruiken",
            wish="dat wij uw gegevens afschermen",
            question="Schermen wij uw gegevens af?",
            granted="Wij schermen uw gegevens af.",
            partly="Wij schermen een deel van uw gegevens af.",
            refused="Wij schermen uw gegevens niet af.",
            gives=False,
            instead=("U mag ons wel vragen of wij fouten in uw gegevens verbeteren.",),
            notes=(
                "Wij bewaren deze gegevens, maar gebruiken ze niet.",
                "Stopt de afscherming later? Dan vertellen wij u dat eerst.",
                *_RECIPIENTS,
            ),
        ),
        Right.OBJECTION: RightWords(
            name="verzet",
            explanation="een gebruik van de gegevens laten stoppen",
            wish="dat wij stoppen met een gebruik van uw gegevens",
            question="Stoppen wij met dit gebruik van uw gegevens?",
            granted="Wij stoppen met dit gebruik van uw gegevens.",
            partly="Wij stoppen met een deel van dit gebruik.",
            refused="Wij stoppen niet met dit gebruik van uw gegevens.",
            gives=False,
            instead=("U mag ons wel vragen of u uw gegevens mag bekijken.",),
            notes=(),
        ),
        Right.PORTABILITY: RightWords(
            name="overdraagbaarheid",
            explanation="de gegevens als digitaal bestand meenemen",
            wish="uw gegevens meenemen in een digitaal bestand",
            question="Krijgt u uw gegevens in een digitaal bestand?",
            granted="U krijgt uw gegevens in een digitaal bestand.",
            partly="U krijgt een deel van uw gegevens in een digitaal bestand.",
            refused="U krijgt uw gegevens niet in een digitaal bestand.",
            gives=True,
            instead=("U mag ons wel vragen om een kopie van uw gegevens.",),
            notes=("Dit bestand kost u niets.",),
        ),
    }
)

PURPOSES: Mapping[ObjectionPurpose, str] = MappingProxyType(
    {
        ObjectionPurpose.COMMERCIAL: "gebruik voor reclame of verkoop",
        ObjectionPurpose.CHARITABLE: "gebruik voor een goed doel",
        ObjectionPurpose.OTHER: "ander gebruik",
    }
)

_WISHES: Mapping[ObjectionPurpose, str] = MappingProxyType(
    {
        ObjectionPurpose.COMMERCIAL: "dat wij uw gegevens niet meer gebruiken voor reclame of verkoop",
        ObjectionPurpose.CHARITABLE: "dat wij uw gegevens niet meer gebruiken voor een goed doel",
    }
)


def wish(right: Right, purpose: ObjectionPurpose | None) -> str:
    """Complete "U wilt ...", with what an objection is against where that is a closed purpose."""
    if right is Right.OBJECTION and purpose in STOP_AT_ONCE:
        return _WISHES[purpose]
    return RIGHTS[right].wish
