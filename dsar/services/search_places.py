"""Where an organisation looks for somebody's data: the list from which a search starts (domain section 11)."""

from collections.abc import Mapping

from sqlalchemy import select

from dsar.core.audit import Tag
from dsar.core.errors import Conflict, InvalidInput, NotFound
from dsar.core.permissions import Permission, organisations_with
from dsar.core.tasks import MOST_PLACE, MOST_PLACES
from dsar.core.vocabulary import PlaceKind
from dsar.models import Organisation, SearchPlace
from dsar.services.audit import record, stream_of
from dsar.services.work import Work, transaction

Places = Mapping[PlaceKind, tuple[str, ...]]
START: Places = {  # of every new organisation, until its administrator names its own
    PlaceKind.SYSTEM: ("Dossiersysteem", "Financiële administratie"),
    PlaceKind.CABINET: ("Papieren dossiers", "Gedeelde map"),
    PlaceKind.MAILBOX: ("Mailbox van de begeleider", "Algemene mailbox"),
    PlaceKind.PROCESSOR: ("Bedrijf dat gegevens voor ons bewaart",),
    PlaceKind.INHERITED: ("Dossiers van een voorganger",),
}


def save_search_places(work: Work, organisation_id: int, version: int, wanted: Places) -> None:
    """Make the list of an organisation as it is given; what was asked in cases stays as it was.

    Raises NotFound for another's organisation, Conflict when somebody was first, and InvalidInput for a name that is
    too long or a list that is.
    """
    if organisation_id not in organisations_with(work.actor, Permission.ORGANISATION_MANAGE):
        raise NotFound
    names = {(kind, name) for kind, texts in wanted.items() for name in _names(kind, texts)}
    with transaction(work) as session:
        organisation = session.execute(
            select(Organisation).where(Organisation.id == organisation_id).with_for_update()
        ).scalar_one()
        if organisation.version != version:
            raise Conflict("organisation_changed")
        rows = session.scalars(select(SearchPlace).where(SearchPlace.organisation_id == organisation_id)).all()
        known = {(row.kind, row.name): row for row in rows}
        if names == set(known):
            return
        for place in set(known) - names:
            session.delete(known[place])
        session.add_all(
            SearchPlace(organisation_id=organisation_id, kind=kind, name=name)
            for kind, name in sorted(names - set(known))
        )
        organisation.version += 1
        record(session, work, stream_of(organisation.id), Tag.ORGANISATION_CHANGED, {"fields": ["search_places"]})


def starting_places(organisation_id: int) -> list[SearchPlace]:
    """Give the rows from which the list of a new organisation starts."""
    return [
        SearchPlace(organisation_id=organisation_id, kind=kind, name=name)
        for kind, names in START.items()
        for name in names
    ]


def _names(kind: PlaceKind, texts: tuple[str, ...]) -> list[str]:
    names = [name for text in texts if (name := " ".join(text.split()))]
    if len(names) > MOST_PLACES:
        raise InvalidInput(kind.value, "too_many_rows", most=MOST_PLACES)
    if any(len(name) > MOST_PLACE for name in names):
        raise InvalidInput(kind.value, "detail_of_one_line", most=MOST_PLACE)
    return names
