"""Where the invented organisations look for data, and what their colleagues are asked."""

from collections.abc import Mapping
from dataclasses import dataclass

from dsar.core.vocabulary import PlaceKind, TaskKind

PLACES: Mapping[PlaceKind, tuple[str, ...]] = {
    PlaceKind.SYSTEM: ("Dossiersysteem", "Administratie van de facturen"),
    PlaceKind.CABINET: ("Archiefkast", "Gedeelde map Trajecten"),
    PlaceKind.MAILBOX: ("Mailbox van de planning",),
    PlaceKind.PROCESSOR: ("Bedrijf dat de back-ups bewaart",),
    PlaceKind.INHERITED: ("Papieren dossiers van de voorganger",),
}


@dataclass(frozen=True, slots=True)
class DemoTask:
    """What the colleague of the organisation is asked about the first request."""

    kind: TaskKind
    question: str
    asked_days_ago: int
    place_kind: PlaceKind | None = None
    place: str = ""


SEARCH_CABINET = DemoTask(
    TaskKind.SEARCH,
    "Wilt u in de kast kijken of daar nog papieren van deze persoon liggen?",
    1,
    PlaceKind.CABINET,
    "Archiefkast",
)
