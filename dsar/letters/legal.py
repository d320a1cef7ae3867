"""The block of rules at the end of a letter: each article beside the point of the letter that rests on it."""

from collections.abc import Iterable
from dataclasses import dataclass

from dsar.core import letter_law
from dsar.core.letters import ANSWERS, WITH_REMEDIES, LetterContext, LetterPart, LetterRequest, Remedies
from dsar.core.vocabulary import LegalNature, LetterKind, Outcome, Right
from dsar.letters.citations import article, cite, names_of
from dsar.letters.words import LetterWords

_TOLD_TO_RECIPIENTS = frozenset({Right.CORRECTION, Right.SUPPLEMENT, Right.ERASURE, Right.RESTRICTION})
# The reader asked for nothing, or for what no right of the AVG gives.
_FOR_OTHERS = frozenset({LetterKind.RECIPIENT_NOTICE, LetterKind.DECEASED_ANSWER})
_OWN_REMEDIES = frozenset({LetterKind.LATE_ANSWER, LetterKind.COMPLAINT_OUTCOME})  # in `core.letter_law`


@dataclass(frozen=True, slots=True)
class LegalRow:
    """One point of the letter with its article in the regulation and in the law; each may be empty."""

    topic: str
    regulation: str
    law: str
    about: str = ""  # the part of a request, as it was typed
    statute: str = ""  # the law that requires keeping, as it was typed
    until: str = ""  # until when that law requires it


class _Rows:
    """Writes rows in a letter's language."""

    def __init__(self, words: LetterWords) -> None:
        self._words = words

    def row(self, topic: str, law: str, regulation: str = "") -> LegalRow:
        return LegalRow(self._words.topics[topic], regulation, cite(law, self._words.citations))

    def articles(self, references: Iterable[str]) -> str:
        kept = dict.fromkeys(reference for reference in references if reference.strip())
        return "; ".join(article(reference, self._words.citations) for reference in kept)

    def right(self, request: LetterRequest) -> LegalRow:
        topic = self._words.request_pattern.format(right=self._words.rights[request.right].name)
        return LegalRow(topic, self.articles([request.regulation_article]), cite(request.law, self._words.citations))

    def part(self, part: LetterPart, number: int) -> LegalRow:
        return LegalRow(
            topic=self._words.point_pattern.format(number=number) if number else self._words.only_reason,
            regulation=self.articles([part.regulation_article]),
            law=cite(part.law, self._words.citations),
            about=part.what.strip(),
            statute=part.statute.strip(),
            until=self._words.keep_until_pattern.format(day=self._words.long_date(part.keep_until))
            if part.keep_until is not None
            else "",
        )


def legal_rows(context: LetterContext, words: LetterWords) -> tuple[LegalRow, ...]:
    """Give the rows in the order of the letter."""
    rows = _Rows(words)
    found = [] if context.died or context.kind in _FOR_OTHERS else [rows.right(request) for request in context.requests]
    if context.kind in ANSWERS:
        found += _answered(context, rows)
    else:
        found += [rows.row(topic, law, _promises(context, rows, topic)) for topic, law in letter_law.rows(context)]
    if context.kind in WITH_REMEDIES and context.remedies is not None:
        found += [rows.row("officer", "AVG 38(4)")] if context.officer.strip() else []
        own = rows.articles(context.remedies.complaint_articles)
        found += [rows.row("complaint_own", "", own)] if own else []
        found += [] if context.kind in _OWN_REMEDIES else _remedies(context.remedies, rows)
    return tuple(found)


def abbreviations(rows: tuple[LegalRow, ...], words: LetterWords) -> tuple[tuple[str, str], ...]:
    """Explain the short names of laws that the rows use."""
    return names_of([text for row in rows for text in (row.law, row.regulation, row.statute)], words.citations)


def _promises(context: LetterContext, rows: _Rows, topic: str) -> str:
    """Give where the regulation promises that date; large print does not repeat what the row of the right says."""
    if topic not in letter_law.DATE_OF_ANSWER:
        return ""
    said = {request.regulation_article for request in context.requests} if context.large_print else set()
    return rows.articles(each.promise_article for each in context.requests if each.promise_article not in said)


def _answered(context: LetterContext, rows: _Rows) -> list[LegalRow]:
    found = []
    if any(request.outcome is not Outcome.REFUSE for request in context.requests):
        found += _granted(context, rows)
    refused = [
        (request, part) for request in context.requests for part in request.parts if part.outcome is not Outcome.GRANT
    ]
    for number, (request, part) in enumerate(refused, start=1):
        found.append(rows.part(part, number if len(refused) > 1 else 0))
        if part.offers_statement:
            found.append(rows.row("statement", "AVG 16", rows.articles([request.statement_article])))
    if context.kind in {LetterKind.REFUSAL, LetterKind.PARTIAL}:
        asked = (request.reasons_article for request in context.requests if request.outcome is not Outcome.GRANT)
        found.append(rows.row("reasons", "AVG 12(4)", rows.articles(asked)))
    return found


def _granted(context: LetterContext, rows: _Rows) -> list[LegalRow]:
    duties = (article for request in context.requests for article in request.duty_articles)
    found = [rows.row("what_we_do", "AVG 12(3)", rows.articles(duties))]
    rights = {request.right for request in context.requests if request.outcome is not Outcome.REFUSE}
    if rights & {Right.INSPECTION, Right.COPY}:
        found.append(rows.row("explanation", "AVG 15(1), 15(2)"))
    if rights & _TOLD_TO_RECIPIENTS:
        found.append(rows.row("recipients_told", "AVG 19"))
    if Right.RESTRICTION in rights:
        found.append(rows.row("before_lifting", "AVG 18(3)"))
    return found


def _remedies(remedies: Remedies, rows: _Rows) -> list[LegalRow]:
    found = [rows.row("ap", "AVG 77"), rows.row("mediation", "UAVG 36")]
    if remedies.nature is LegalNature.ADMINISTRATIVE:
        found.append(rows.row("objection", "UAVG 34; Awb 6:7, 6:8"))
    else:
        found.append(rows.row("court", "UAVG 35"))
    return found
