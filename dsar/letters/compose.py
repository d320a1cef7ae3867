"""Writes a letter's HTML from its frozen context; preview and final letter come out of the same templates."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from dsar.core.letters import LetterContext, LetterPart, LetterRequest
from dsar.core.vocabulary import LegalNature, LetterKind, Outcome
from dsar.letters.citations import bound
from dsar.letters.colour import readable
from dsar.letters.legal import LegalRow, abbreviations, legal_rows
from dsar.letters.missing import missing
from dsar.letters.text import clean, long_date, paragraphs, window_line
from dsar.wording.grounds import GROUNDS, GroundWords
from dsar.wording.rights import RIGHTS, RightWords, wish

TEMPLATES = Path(__file__).resolve().parents[2] / "templates" / "letters"
_NARROW_FROM = 36  # characters of an address line that fit in the window at full size


@dataclass(frozen=True, slots=True)
class PartView:
    """A part of a request as a template sees it; a refused part has a number and its ground in words."""

    part: LetterPart
    number: int  # 0 for a granted part
    ground: GroundWords | None


@dataclass(frozen=True, slots=True)
class RequestView:
    """A request as a template sees it, with its words and its parts apart."""

    request: LetterRequest
    words: RightWords
    wish: str
    outcome_sentence: str
    granted: tuple[PartView, ...]
    refused: tuple[PartView, ...]
    instead: tuple[str, ...]

    @property
    def reason(self) -> str:
        """Give the ground in one sentence when all refused parts share it, for the answer on top."""
        grounds = {view.ground for view in self.refused}
        ground = grounds.pop() if len(grounds) == 1 else None
        return ground.sentence if ground is not None else ""


@dataclass(frozen=True, slots=True)
class LetterView:
    """What the templates need beside the context itself."""

    title: str
    accent: str  # the organisation's colour, for lines
    ink: str  # the same colour, dark enough to read
    window: str
    narrow_address: bool
    addressee: tuple[str, ...]
    requests: tuple[RequestView, ...]
    several_points: bool
    administrative: bool
    legal: tuple[LegalRow, ...]
    abbreviations: tuple[tuple[str, str], ...]


def to_html(context: LetterContext) -> str:
    """Write the whole document; what is still missing shows as a marked gap, what users typed stays text."""
    template = _environment().get_template(f"{context.language}/{context.kind.value}.html")
    return template.render(letter=context, view=_view(context))


def _view(context: LetterContext) -> LetterView:
    rows = legal_rows(context)
    lines = tuple(window_line(line) for line in context.addressee)
    return LetterView(
        title=_title(context),
        accent=readable(context.letterhead.accent, contrast=1.0),
        ink=readable(context.letterhead.accent, contrast=7.0),
        window="right" if context.letterhead.window == "right" else "left",
        narrow_address=any(len(line) > _NARROW_FROM for line in lines),
        addressee=lines,
        requests=_requests(context),
        several_points=len(refused_parts(context)) > 1,
        administrative=context.remedies is not None and context.remedies.nature is LegalNature.ADMINISTRATIVE,
        legal=rows,
        abbreviations=abbreviations(rows),
    )


def refused_parts(context: LetterContext) -> tuple[LetterPart, ...]:
    """Give every part that is refused, in the order of the letter; their place is their number."""
    return tuple(part for request in context.requests for part in request.parts if part.outcome is not Outcome.GRANT)


def _title(context: LetterContext) -> str:
    subject = "Wij hebben uw verzoek gekregen"
    if context.kind is not LetterKind.ACKNOWLEDGEMENT:
        subject = "Ons antwoord op uw verzoek"
    mark = "CONCEPT. " if context.concept else ""
    return f"{mark}{subject} ({context.letterhead.name}, kenmerk {context.reference})"


def _requests(context: LetterContext) -> tuple[RequestView, ...]:
    number = 0
    views = []
    for request in context.requests:
        view = _request(request, number)
        number += len(view.refused)
        views.append(view)
    return tuple(views)


def _request(request: LetterRequest, number: int) -> RequestView:
    refused = tuple(part for part in request.parts if part.outcome is not Outcome.GRANT)
    lacks_way = any(not part.offers_statement and not part.alternative.strip() for part in refused)
    words = RIGHTS[request.right]
    return RequestView(
        request=request,
        words=words,
        wish=wish(request.right, request.purpose),
        outcome_sentence=words.outcome(request.outcome) if request.outcome is not None else "",
        granted=tuple(PartView(part, 0, None) for part in request.parts if part.outcome is Outcome.GRANT),
        refused=tuple(
            PartView(part, number + place, GROUNDS.get(part.ground)) for place, part in enumerate(refused, start=1)
        ),
        instead=words.instead if lacks_way else (),
    )


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_finalize,
    )
    filters: dict[str, Callable[..., object]] = {
        "longdate": long_date,
        "paragraphs": paragraphs,
        "gap": _gap,
        "bound": bound,
    }
    environment.filters.update(filters)
    return environment


def _finalize(value: object) -> object:
    """Clean every value on its way into the page; what is markup already was cleaned before."""
    return clean(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _gap(value: object, what: str) -> object:
    """Give a value, or where it is empty a mark that says in Dutch what has to stand there."""
    if isinstance(value, str) and not value.strip():
        return Markup('<span class="gap">[nog invullen: {}]</span>').format(what)
    return value


__all__ = ["LetterView", "missing", "refused_parts", "to_html"]
