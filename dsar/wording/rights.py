"""Dutch words for the rights, for the screens; what letters say is in `templates/letters`."""

from collections.abc import Mapping
from dataclasses import dataclass

from dsar.core.vocabulary import Right
from dsar.language import Words


@dataclass(frozen=True, slots=True)
class RightWords:
    """One right in words, lower case."""

    name: str
    explanation: str  # beside the name


RIGHTS: Mapping[Right, RightWords] = Words(
    {
        Right.INSPECTION: RightWords("inzage", "de eigen gegevens bekijken"),
        Right.COPY: RightWords("afschrift", "een kopie van de eigen gegevens krijgen"),
        Right.CORRECTION: RightWords("verbetering", "gegevens die niet kloppen laten verbeteren"),
        Right.SUPPLEMENT: RightWords("aanvulling", "een eigen verklaring laten toevoegen"),
        Right.ERASURE: RightWords("verwijdering", "gegevens laten verwijderen"),
        Right.RESTRICTION: RightWords("afscherming", "gegevens tijdelijk niet laten gebruiken"),
        Right.OBJECTION: RightWords("verzet", "een gebruik van de gegevens laten stoppen"),
        Right.PORTABILITY: RightWords("overdraagbaarheid", "de gegevens als digitaal bestand meenemen"),
    }
)
