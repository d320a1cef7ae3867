"""Looking at a letter before it is one: the preview beside a form, what is still missing, and why there is no page."""

from collections.abc import Callable
from dataclasses import dataclass

from dsar.core.fields import Fields
from dsar.core.placeholders import Placeholder, lacking
from dsar.services.issue_letter import RenderError
from dsar.services.preview import Preview
from dsar.web.attempt import Refused, attempt
from dsar.web.forms import Form
from dsar.wording.placeholders import WORDS

_PROBLEMS = {
    "render_time": "Het maken van het voorbeeld duurde te lang. Wat u typte is bewaard. Probeer het opnieuw.",
    "render_busy": "Er worden nu veel brieven gemaakt. Wat u typte is bewaard. Probeer het over een minuut opnieuw.",
    "render_crash": "Het voorbeeld kon niet worden gemaakt. Wat u typte is bewaard. Probeer het opnieuw.",
}
_TOO_MUCH = "De brief wordt te lang of te ingewikkeld. Wat u typte is bewaard. Maak de teksten korter."


@dataclass(frozen=True, slots=True)
class Lack:
    """Something that is missing, and the field in which it belongs."""

    text: str
    url: str


@dataclass(frozen=True, slots=True)
class Looked:
    """What stands beside the form: the pages, what is missing in words, or why there are no pages."""

    preview: Preview | None = None
    lacking: tuple[str | Lack, ...] = ()
    problem: str = ""


def look(form: Form, make: Callable[[], Preview]) -> Looked:
    """Make a preview for a form; what a service refuses stands on the form, what cannot be made in `problem`."""
    try:
        found = attempt(form, make)
    except Refused:
        return Looked()
    except RenderError as error:
        return Looked(problem=_PROBLEMS.get(error.code, _TOO_MUCH))
    return Looked(found, found.lacking) if isinstance(found, Preview) else Looked()


def not_filled_in(placeholders: tuple[Placeholder, ...], fields: Fields, prefix: str) -> tuple[Lack, ...]:
    """Give what is not filled in yet, each with a link to its field."""
    return tuple(
        Lack(f"{WORDS[item.name].missing[:1].upper()}{WORDS[item.name].missing[1:]}", f"#{prefix}-{item.name}")
        for item in lacking(placeholders, fields)
    )
