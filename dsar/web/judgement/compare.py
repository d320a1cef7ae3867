"""A revision as it is shown to whoever judges it, with what changed since the one before marked word by word."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from enum import StrEnum

from dsar.core.fields import Fields
from dsar.core.grounds import LEGAL_GROUNDS
from dsar.core.placeholders import GRANTED
from dsar.core.regulation import Regulation
from dsar.core.vocabulary import Right
from dsar.language import SOURCE
from dsar.language import gettext as _
from dsar.queries.case_view import RequestView
from dsar.services.letter_words import ground_sentence
from dsar.web.filled_in import labels_of, texts_of
from dsar.web.remarks import PART_FIELDS, WHOLE, place_of
from dsar.wording.deadlines import date_in_words
from dsar.wording.grounds import ground_name
from dsar.wording.words import word

_WORDS = re.compile(r"\s+|[^\s]+")
_MOST_WORDS = 2_000

Texts = Mapping[str, str]


class Change(StrEnum):
    """What happened to a piece of text since the revision before."""

    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words in a row."""

    change: Change
    text: str


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a revision."""

    name: str
    label: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """A box with a legal text, or with the ground that rests on it."""

    title: str
    article: str
    text: str
    rule: bool = True
    lang: str = ""  # of the text, when it is not that of the screen


@dataclass(frozen=True, slots=True)
class Part:
    """One part; `gone` when only the revision before had it, `new` when that one did not."""

    number: int
    fields: tuple[Field, ...]
    rules: tuple[Rule, ...]
    new: bool = False
    gone: bool = False


@dataclass(frozen=True, slots=True)
class Shown:
    """A whole revision."""

    revision: int
    outcome: tuple[Piece, ...]
    fields: tuple[Field, ...]
    parts: tuple[Part, ...]
    compared: bool  # with an earlier revision
    since: int = 0  # that revision


def compare(before: str, after: str) -> tuple[Piece, ...]:
    """Give the words of two texts in a row, each marked as the same, removed or added.

    Comparing takes time with the square of the length: long texts are shown old and new, as a whole.
    """
    if before == after:
        return (Piece(Change.SAME, after),)
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    if len(old) + len(new) > _MOST_WORDS:
        return (Piece(Change.REMOVED, before), Piece(Change.ADDED, after))
    pieces: list[Piece] = []
    for kind, old_from, old_to, new_from, new_to in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            pieces.append(Piece(Change.SAME, "".join(new[new_from:new_to])))
            continue
        if old_to > old_from:
            pieces.append(Piece(Change.REMOVED, "".join(old[old_from:old_to])))
        if new_to > new_from:
            pieces.append(Piece(Change.ADDED, "".join(new[new_from:new_to])))
    return tuple(pieces)


def newest_shown(wanted: RequestView, regulation: Regulation) -> Shown | None:
    """Give the newest revision, marked against the last one that was judged; None when nothing was proposed."""
    if not wanted.proposals:
        return None
    texts, parts = _content(wanted, 0)
    earlier = _earlier(wanted)
    compared = earlier is not None
    old_texts, old_parts = _content(wanted, earlier) if earlier is not None else (texts, parts)
    right = wanted.request.right
    return Shown(
        revision=wanted.proposals[0].revision,
        outcome=compare(old_texts["outcome"], texts["outcome"]),
        fields=changed_fields(_labels(right), old_texts, texts),
        parts=tuple(_parts(old_parts, parts, regulation, right)),
        compared=compared,
        since=wanted.proposals[earlier].revision if earlier is not None else 0,
    )


def _labels(right: Right) -> dict[str, str]:
    """Name the fields of a proposal in the order of its letter."""
    return {"answer": WHOLE["answer"], **labels_of(GRANTED[right]), "appointment": WHOLE["appointment"]}


def _earlier(wanted: RequestView) -> int | None:
    """Find the last revision on which somebody gave a judgement, or else the one before the newest."""
    judged = (i for i, one in enumerate(wanted.proposals) if i > 0 and (one.advice or one.send_back))
    return next(judged, 1 if len(wanted.proposals) > 1 else None)


def places_of(shown: Shown | None) -> dict[str, str]:
    """Give every place beside which the officer can put a remark, with its label."""
    if shown is None:
        return {}
    whole = {"outcome": WHOLE["outcome"]} | {place_of(field.name): field.label for field in shown.fields}
    parts = {
        f"parts-{part.number - 1}-{name}": _("onderdeel %(number)s, %(what)s", number=part.number, what=label)
        for part in shown.parts
        if not part.gone
        for name, label in PART_FIELDS.items()
        if name in {field.name for field in part.fields} or (name == "ground" and part.rules)  # or in a box of its own
    }
    return whole | parts


def _content(wanted: RequestView, index: int) -> tuple[dict[str, str], list[dict[str, str]]]:
    proposal = wanted.proposals[index]
    texts = {
        "outcome": word(proposal.outcome),
        "answer": proposal.answer,
        "appointment": proposal.appointment,
        **texts_of(Fields.from_json(proposal.details), GRANTED[wanted.request.right]),
    }
    parts = [
        {
            "what": part.what,
            "outcome": word(part.outcome),
            "ground": ground_name(part.ground) if part.ground else "",
            "facts": part.facts,
            "weighing": part.weighing,
            "statute": part.statute,
            "keep_until": _day(part.keep_until),
            "alternative": part.alternative,
            "file_note": part.file_note,
            "code": part.ground,
            "regulation_article": part.regulation_article,
        }
        for part in proposal.parts
    ]
    return texts, parts


def changed_fields(labels: Mapping[str, str], old: Texts, new: Texts) -> tuple[Field, ...]:
    """Give every field that has or had a text, its words marked against the earlier ones."""
    return tuple(
        Field(name, label, compare(old.get(name, ""), new.get(name, "")))
        for name, label in labels.items()
        if old.get(name) or new.get(name)
    )


def _parts(old: Sequence[Texts], new: Sequence[Texts], regulation: Regulation, right: Right) -> list[Part]:
    shown = []
    for index in range(max(len(old), len(new))):
        before = old[index] if index < len(old) else {}
        after = new[index] if index < len(new) else {}
        rules = _rules(after, regulation, right) if after.get("code") else ()
        boxed = {"ground"} if rules and before.get("ground") == after.get("ground") else set()  # it stands in its box
        labels = {name: label for name, label in PART_FIELDS.items() if name not in boxed}
        shown.append(Part(index + 1, changed_fields(labels, before, after), rules, new=not before, gone=not after))
    return shown


def _rules(part: Texts, regulation: Regulation, right: Right) -> tuple[Rule, ...]:
    """Put the ground beside the regulation's article and the law's."""
    code = part["code"]
    named = next((ground for ground in regulation.grounds_for(right) if ground.code == code), None)
    own = (
        Rule(_("Het reglement"), named.article, named.summary, lang=SOURCE)
        if named is not None
        else Rule(_("Het reglement"), "", _("Het reglement noemt deze grond niet. Zij komt alleen uit de wet."))
    )
    return (
        Rule(_("De grond"), "", ground_name(code), rule=False),
        own,
        Rule(_("De wet"), LEGAL_GROUNDS[code].law, ground_sentence(code), lang=SOURCE),
    )


def _day(value: date | None) -> str:
    return date_in_words(value, weekday=False) if value is not None else ""
