"""The words of one language of letters: what `words.toml` in that language's folder holds, checked complete.

A language is a folder of `templates/letters` with that file and the templates; nothing of it stands in Python.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from dsar.core.grounds import LEGAL_GROUNDS
from dsar.core.letter_law import ROWS
from dsar.core.vocabulary import STOP_AT_ONCE, LetterKind, ObjectionPurpose, Outcome, Right
from dsar.letters.words_file import Table, opened

E = TypeVar("E", bound=StrEnum)

_OWN_WISH = STOP_AT_ONCE | {ObjectionPurpose.CONSENT}  # purposes that a letter names

TEMPLATES = Path(__file__).resolve().parents[2] / "templates" / "letters"
FILE = "words.toml"
LABELS = (  # what the shared templates print
    "a_contact",
    "a_date",
    "a_salutation",
    "a_telephone",
    "an_organisation",
    "call",
    "concept",
    "concept_mark",
    "date",
    "draft_page",
    "number",
    "of",
    "page",
    "reference",
    "reference_foot",
    "rules",
    "rules_law",
    "rules_regulation",
    "rules_topic",
)
TOPICS = (  # of answers and remedies; those of composed letters are in `core.letter_law`
    "ap",
    "before_lifting",
    "complaint_own",
    "court",
    "explanation",
    "mediation",
    "objection",
    "officer",
    "reasons",
    "recipients_told",
    "statement",
    "what_we_do",
)


@dataclass(frozen=True, slots=True)
class RightWords:
    """What a letter says about one right; sentences are complete, with capital and full stop."""

    name: str  # for the legal block
    wish: str  # completes "You want ..."
    question: str  # a heading, when one letter answers several rights
    outcomes: Mapping[Outcome, str]
    instead: tuple[str, ...]  # what can still be asked when this is refused and nothing better was written
    notes: tuple[str, ...]  # what always holds when this is granted


@dataclass(frozen=True, slots=True)
class CitationWords:
    """How an article is cited: the parts of "artikel 15 lid 4 onder a AVG", in patterns."""

    article: str
    paragraph: str
    point: str
    recital: str
    joined: str  # between two articles
    of_law: str
    bound: tuple[str, ...]  # words that stay on one line with what follows
    phrases: Mapping[str, str]  # Dutch words in a citation -> in this language
    laws: Mapping[str, str]  # short name as the product writes it -> as this language does
    full_names: Mapping[str, str]  # short name in this language -> in full


@dataclass(frozen=True, slots=True)
class PeopleWords:
    """How people are written to; by salutation code, "" where it is unknown."""

    titles: Mapping[str, str]
    salutations: Mapping[str, str]
    capital_prefix: bool  # whether "de Vries" becomes "De Vries" after a title
    officer: str
    officer_unnumbered: str
    on_behalf: str  # a pattern; what stands before the organisation in it is looked for in a capacity
    undecided: str  # where the name of whoever decides will stand, in a preview before the decision


@dataclass(frozen=True, slots=True)
class LetterWords:
    """Everything that letters in one language say outside their templates."""

    language: str
    name: str  # of the language, in that language
    months: tuple[str, ...]
    day_pattern: str
    weekdays: tuple[str, ...]
    weekday_pattern: str
    title_pattern: str
    gap_pattern: str
    point_pattern: str
    request_pattern: str
    only_reason: str
    keep_until_pattern: str
    headings: Mapping[LetterKind, str]
    rights: Mapping[Right, RightWords]
    wishes: Mapping[ObjectionPurpose, str]
    grounds: Mapping[str, str]  # a sentence of at most fifteen words, no article
    topics: Mapping[str, str]
    labels: Mapping[str, str]
    citations: CitationWords
    people: PeopleWords

    def long_date(self, day: date) -> str:
        """Write a date in full, with spaces that keep it on one line."""
        text = self.day_pattern.format(day=day.day, month=self.months[day.month - 1], year=day.year)
        return text.replace(" ", "\u00a0")

    def weekday_date(self, day: date) -> str:
        """Write a date in full with its weekday before it, which may stand on the line above."""
        return self.weekday_pattern.format(weekday=self.weekdays[day.weekday()], date=self.long_date(day))

    def wish(self, right: Right, purpose: ObjectionPurpose | None) -> str:
        """Complete "You want ...", with what an objection is against where that is a closed purpose."""
        if right is Right.OBJECTION and purpose is not None and purpose in self.wishes:
            return self.wishes[purpose]
        return self.rights[right].wish

    def salutation(self, salutation: str, name_prefix: str, last_name: str) -> str:
        """Give the line that opens a letter, without its comma; `salutation` is "mrs", "mr" or anything else."""
        name = " ".join(part for part in (name_prefix, last_name) if part)
        if self.people.capital_prefix:
            name = name[:1].upper() + name[1:]
        pattern = self.people.salutations.get(salutation, self.people.salutations["unknown"])
        return pattern.format(name=name).strip()

    def address_name(self, salutation: str, initials: str, name_prefix: str, last_name: str) -> str:
        """Give the window's first line: title, initials and name, without a title where it is unknown."""
        name = " ".join(part for part in (initials, name_prefix, last_name) if part)
        title = self.people.titles.get(salutation, "")
        return f"{title} {name}" if title else name[:1].upper() + name[1:]

    def officer(self, name: str, adviser: str, number: str) -> str:
        """Give the data protection officer in one line."""
        pattern = self.people.officer if number.strip() else self.people.officer_unnumbered
        return pattern.format(name=name, adviser=adviser, number=number)

    def on_behalf(self, decides_as: str, organisation: str) -> str:
        """Say for whom a letter is signed: as in the capacity of whoever decides, else for the organisation."""
        words_for = self.people.on_behalf.partition("{")[0].strip()
        at = decides_as.find(words_for)
        return decides_as[at:] if at >= 0 else self.people.on_behalf.format(organisation=organisation)


def languages(folder: Path = TEMPLATES) -> tuple[str, ...]:
    """Give the languages there are, by the names of their folders, in alphabetical order."""
    return tuple(sorted(file.parent.name for file in folder.glob(f"*/{FILE}")))


@cache
def words(language: str, folder: Path = TEMPLATES) -> LetterWords:
    """Read a language once; raises ValueError for one that does not exist, or naming everything its file lacks."""
    if language not in languages(folder):
        raise ValueError(f"no letters in {language!r}")
    table = opened(folder / language / FILE)
    found = _words(language, table)
    if table.lacks:
        raise ValueError(f"{language}/{FILE} lacks {', '.join(table.lacks)}")
    templates = [f"{kind.value}.html" for kind in LetterKind]
    unwritten = [name for name in templates if not (folder / language / name).is_file()]
    if unwritten:
        raise ValueError(f"{language} lacks {', '.join(unwritten)}")
    return found


def _words(language: str, table: Table) -> LetterWords:
    dates, legal, rights = table.table("dates"), table.table("legal"), table.table("rights")
    topics = dict.fromkeys((*TOPICS, *(topic for rows in ROWS.values() for topic, _ in rows)))
    return LetterWords(
        language=language,
        name=table.text("name"),
        months=dates.texts("months", count=12),
        day_pattern=dates.pattern("pattern", "day", "month", "year"),
        weekdays=dates.texts("weekdays", count=7),
        weekday_pattern=dates.pattern("weekday_pattern", "weekday", "date"),
        title_pattern=table.pattern("title", "subject", "organisation", "reference"),
        gap_pattern=table.pattern("gap", "what"),
        point_pattern=legal.pattern("point", "number"),
        request_pattern=legal.pattern("request", "right"),
        only_reason=legal.text("only_reason"),
        keep_until_pattern=legal.pattern("keep_until", "day"),
        headings=_by(LetterKind, table.table("headings")),
        rights=MappingProxyType({right: _right(rights.table(right.value)) for right in Right}),
        wishes=MappingProxyType({each: table.table("wishes").text(each.value) for each in sorted(_OWN_WISH)}),
        grounds=table.table("grounds").chosen(tuple(LEGAL_GROUNDS)),
        topics=legal.table("topics").chosen(tuple(topics)),
        labels=table.table("labels").chosen(LABELS),
        citations=_citations(table.table("citations")),
        people=_people(table.table("people")),
    )


def _right(table: Table) -> RightWords:
    return RightWords(
        name=table.text("name"),
        wish=table.text("wish"),
        question=table.text("question"),
        outcomes=_by(Outcome, table),
        instead=table.texts("instead"),
        notes=table.texts("notes"),
    )


def _citations(table: Table) -> CitationWords:
    return CitationWords(
        article=table.pattern("article", "number"),
        paragraph=table.pattern("paragraph", "number"),
        point=table.pattern("point", "letter"),
        recital=table.pattern("recital", "number"),
        joined=table.text("joined"),
        of_law=table.pattern("of_law", "articles", "law"),
        bound=table.texts("bound"),
        phrases=table.table("phrases").all(),
        laws=table.table("laws").chosen(("AVG", "UAVG", "Awb", "BW", "Jeugdwet")),
        full_names=table.table("full_names").all(),
    )


def _people(table: Table) -> PeopleWords:
    return PeopleWords(
        titles=table.table("titles").chosen(("mrs", "mr")),
        salutations=table.table("salutations").chosen(("mrs", "mr", "unknown")),
        capital_prefix=table.flag("capital_prefix"),
        officer=table.pattern("officer", "name", "adviser", "number"),
        officer_unnumbered=table.pattern("officer_unnumbered", "name", "adviser"),
        on_behalf=table.pattern("on_behalf", "organisation"),
        undecided=table.text("undecided"),
    )


def _by(members: type[E], table: Table) -> Mapping[E, str]:
    return MappingProxyType({member: table.text(member.value) for member in members})
