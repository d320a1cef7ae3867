"""Who asks about somebody who died and on what ground, as rows of a summary list."""

from dsar.core.vocabulary import CareGround
from dsar.language import gettext as _
from dsar.queries.case_view import CaseView, RequestView
from dsar.queries.deceased import ground_of
from dsar.web.filters import day
from dsar.wording.people import full_name
from dsar.wording.words import word


def ground_rows(view: CaseView, row: RequestView) -> list[dict[str, str]]:
    """Give the ground of a request as rows of a summary list."""
    found = ground_of(view.deceased, row.request.id) if view.deceased is not None else None
    if found is None:
        return []
    facts = [{"key": _("Waaruit dat blijkt"), "value": found.facts}] if found.facts else []
    law = "" if found.ground is CareGround.NO_CARE else " (BW 7:458a)"
    return [{"key": _("Grond"), "value": word(found.ground) + law}, *facts]


def asker_rows(view: CaseView) -> list[dict[str, str]]:
    """Give who asks about somebody who died as rows of a summary list."""
    known = view.deceased
    if known is None:
        return []
    name = full_name(known.initials, known.name_prefix, known.last_name)
    return [
        {"key": _("Wie dit vraagt"), "value": f"{name}\n{word(known.kind)}: {known.relation}"},
        {"key": _("Adres"), "value": f"{known.street}\n{known.postcode}  {known.city}\n{known.country}".strip()},
        {"key": _("Telefoon"), "value": known.telephone or _("Niet bekend")},
        {"key": _("Hoe dit is aangetoond"), "value": known.shown or _("Nog niet vastgelegd")},
        {"key": _("Antwoord beloofd voor"), "value": day(known.answer_by)},
    ]
