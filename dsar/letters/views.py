"""What the templates of a letter see beside its context: words, parts with their numbers, the block of rules."""

from dataclasses import dataclass

from dsar.core.colour import readable
from dsar.core.letters import LetterContext, LetterPart, LetterRequest
from dsar.core.vocabulary import LegalNature, Outcome, Right
from dsar.letters.annex import Annex, annex
from dsar.letters.legal import LegalRow, abbreviations, legal_rows
from dsar.letters.text import window_line
from dsar.letters.words import LetterWords, RightWords

GIVEN = frozenset({Right.INSPECTION, Right.COPY, Right.PORTABILITY})  # the client gets something
_NARROW_FROM = 34  # characters of an address line that fit in the window at full size


@dataclass(frozen=True, slots=True)
class PartView:
    """A part of a request as a template sees it; a refused part has a number and its ground in words."""

    part: LetterPart
    number: int  # 0 for a granted part
    ground: str  # a sentence; empty for a granted part


@dataclass(frozen=True, slots=True)
class RequestView:
    """A request as a template sees it, with its words and its parts apart."""

    request: LetterRequest
    words: RightWords
    wish: str
    outcome_sentence: str
    gives: bool  # "you get"; otherwise something is done: "we do"
    granted: tuple[PartView, ...]
    refused: tuple[PartView, ...]
    instead: tuple[str, ...]

    @property
    def reason(self) -> str:
        """Give the ground in one sentence when all refused parts share it, for the answer on top."""
        grounds = {view.ground for view in self.refused}
        return grounds.pop() if len(grounds) == 1 else ""


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked in one piece of text: a letter that invokes several rights is quoted once."""

    wishes: tuple[str, ...]
    client_words: str


@dataclass(frozen=True, slots=True)
class LetterView:
    """What the templates need beside the context itself."""

    title: str
    heading: str
    accent: str  # the organisation's colour, for lines
    ink: str  # the same colour, dark enough to read
    window: str
    narrow_address: bool
    addressee: tuple[str, ...]
    requests: tuple[RequestView, ...]
    asked: tuple[Asked, ...]
    others: tuple[str, ...]  # what else the client wants, each in words that complete "You want"
    several_points: bool
    administrative: bool
    annex: Annex | None
    legal: tuple[LegalRow, ...]
    abbreviations: tuple[tuple[str, str], ...]


def view(context: LetterContext, words: LetterWords) -> LetterView:
    """Give the view of a letter in its language."""
    rows = legal_rows(context, words)
    lines = tuple(window_line(line) for line in context.addressee)
    requests = _requests(context, words)
    return LetterView(
        title=_title(context, words),
        heading=words.headings[context.kind],
        accent=readable(context.letterhead.accent, contrast=1.0),
        ink=readable(context.letterhead.accent, contrast=7.0),
        window="right" if context.letterhead.window == "right" else "left",
        narrow_address=any(len(line) > _NARROW_FROM for line in lines),
        addressee=lines,
        requests=requests,
        asked=_asked(requests),
        others=tuple(dict.fromkeys(words.wish(one.right, one.purpose) for one in context.others)),
        several_points=len(refused_parts(context)) > 1,
        administrative=context.remedies is not None and context.remedies.nature is LegalNature.ADMINISTRATIVE,
        annex=annex(context),
        legal=rows,
        abbreviations=abbreviations(rows, words),
    )


def refused_parts(context: LetterContext) -> tuple[LetterPart, ...]:
    """Give every part that is refused, in the order of the letter; their place is their number."""
    return tuple(part for request in context.requests for part in request.parts if part.outcome is not Outcome.GRANT)


def _title(context: LetterContext, words: LetterWords) -> str:
    mark = words.labels["concept_mark"] if context.concept else ""
    return mark + words.title_pattern.format(
        subject=words.headings[context.kind], organisation=context.letterhead.name, reference=context.reference
    )


def _requests(context: LetterContext, words: LetterWords) -> tuple[RequestView, ...]:
    number = 0
    views = []
    for request in context.requests:
        seen = _request(request, number, words)
        number += len(seen.refused)
        views.append(seen)
    return tuple(views)


def _asked(requests: tuple[RequestView, ...]) -> tuple[Asked, ...]:
    wishes: dict[str, list[str]] = {}
    for each in requests:
        wishes.setdefault(each.request.client_words.strip(), []).append(each.wish)
    return tuple(Asked(tuple(dict.fromkeys(wanted)), said) for said, wanted in wishes.items())


def _request(request: LetterRequest, number: int, words: LetterWords) -> RequestView:
    refused = tuple(part for part in request.parts if part.outcome is not Outcome.GRANT)
    lacks_way = any(not part.offers_statement and not part.alternative.strip() for part in refused)
    own = words.rights[request.right]
    return RequestView(
        request=request,
        words=own,
        wish=words.wish(request.right, request.purpose),
        outcome_sentence=own.outcomes[request.outcome] if request.outcome is not None else "",
        gives=request.right in GIVEN,
        granted=tuple(PartView(part, 0, "") for part in request.parts if part.outcome is Outcome.GRANT),
        refused=tuple(
            PartView(part, number + place, words.grounds.get(part.ground, ""))
            for place, part in enumerate(refused, start=1)
        ),
        instead=own.instead if lacks_way else (),
    )
