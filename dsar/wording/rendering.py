"""Why a page could not be made, what is kept all the same, and what to do."""

from collections.abc import Mapping
from enum import StrEnum

from dsar.language import Words
from dsar.language import gettext as _

_AGAIN = "Probeer het opnieuw."

_WHY: Mapping[str, str] = Words(
    {
        "render_time": "Het maken van de brief duurde te lang.",
        "render_memory": "De brief is te groot.",
        "render_complex": "De brief is te ingewikkeld om te maken.",
        "render_long": "De brief wordt te lang.",
        "render_crash": "De brief kon niet worden gemaakt.",
        "render_busy": "Er worden nu veel brieven gemaakt.",
    }
)
_WHAT_TO_DO: Mapping[str, str] = Words(
    {
        "render_time": _AGAIN,
        "render_crash": _AGAIN,
        "render_busy": "Probeer het over een minuut opnieuw.",
    }
)  # the others will fail again as long as the text is what it is


class Kept(StrEnum):
    """What is not lost although there is no page."""

    NOTHING = "nothing"  # there was nothing to lose
    TYPED = "typed"
    NUMBER = "number"


_KEPT = Words(
    {Kept.NOTHING: "", Kept.TYPED: "Wat u typte is bewaard.", Kept.NUMBER: "Het nummer van de brief is bewaard."}
)


def render_words(code: str, kept: Kept = Kept.NOTHING) -> str:
    """Give the sentences for a code of `letters.RenderCode`; an unknown code raises KeyError."""
    if kept is Kept.NUMBER:
        shorter = _("Laat de brief vervallen en maak de teksten korter.")
    else:
        shorter = _("Maak de teksten korter.")
    return " ".join(part for part in (_WHY[code], _KEPT[kept], _WHAT_TO_DO.get(code, shorter)) if part)


RENDER_SENTENCES: Mapping[str, str] = {code: render_words(code) for code in _WHY}
