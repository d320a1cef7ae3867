"""An organisation's logo and colour, as its letters show them."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import select

from dsar.core.audit import Tag
from dsar.core.colour import LEAST_CONTRAST, contrast_on_white
from dsar.core.errors import Conflict, InvalidInput, NotFound
from dsar.core.permissions import Permission, organisations_with
from dsar.files.logo import clean_logo
from dsar.models import Organisation
from dsar.services.audit import record, stream_of
from dsar.services.work import Work, transaction


@dataclass(frozen=True, slots=True)
class HouseStyleInput:
    """What an administrator chooses; `logo` is the content of a file, None where none was chosen."""

    accent: str  # #rrggbb
    logo: bytes | None
    remove_logo: bool


def house_style_mistakes(wanted: HouseStyleInput) -> Iterator[InvalidInput]:
    """Give everything for which `change_house_style` would refuse a colour and a file."""
    for check in (_accent, _logo):
        try:
            check(wanted)
        except InvalidInput as error:
            yield error


def change_house_style(work: Work, organisation_id: int, version: int, wanted: HouseStyleInput) -> None:
    """Change an organisation's logo and colour.

    Raises NotFound for another's organisation, Conflict when somebody was first, and InvalidInput for a colour that
    is too light to read (field `accent`) or a file that is no logo (field `logo`, see `clean_logo`).
    """
    if organisation_id not in organisations_with(work.actor, Permission.ORGANISATION_MANAGE):
        raise NotFound
    accent = _accent(wanted)
    cleaned = _logo(wanted)
    with transaction(work) as session:
        organisation = session.execute(
            select(Organisation).where(Organisation.id == organisation_id).with_for_update()
        ).scalar_one()
        if organisation.version != version:
            raise Conflict("organisation_changed")
        logo = cleaned if cleaned is not None else "" if wanted.remove_logo else organisation.logo
        values = {"accent": accent, "logo": logo}
        changed = sorted(name for name, value in values.items() if getattr(organisation, name) != value)
        if changed:
            organisation.accent, organisation.logo = accent, logo
            organisation.version += 1
            record(session, work, stream_of(organisation.id), Tag.ORGANISATION_CHANGED, {"fields": changed})


def _logo(wanted: HouseStyleInput) -> str | None:
    return clean_logo(wanted.logo) if wanted.logo is not None else None


def _accent(wanted: HouseStyleInput) -> str:
    colour = wanted.accent.strip().lower()
    contrast = contrast_on_white(colour)
    if contrast is None:
        raise InvalidInput("accent", "accent_impossible")
    if contrast < LEAST_CONTRAST:
        raise InvalidInput("accent", "accent_too_light", contrast=contrast, least=LEAST_CONTRAST)
    return colour
