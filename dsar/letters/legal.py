"""The block of rules at the end of a letter: each article beside the point of the letter that rests on it."""

from dataclasses import dataclass

from dsar.core.letters import LetterContext, LetterPart, LetterRequest
from dsar.core.vocabulary import LegalNature, LetterKind, Outcome, Right
from dsar.letters.citations import article, cite, names_of
from dsar.letters.text import long_date
from dsar.wording.rights import RIGHTS

_TOLD_TO_RECIPIENTS = frozenset({Right.CORRECTION, Right.SUPPLEMENT, Right.ERASURE, Right.RESTRICTION})


@dataclass(frozen=True, slots=True)
class LegalRow:
    """One point of the letter with its article in the regulation and in the law; either may be empty."""

    topic: str
    regulation: str
    law: str


def legal_rows(context: LetterContext) -> tuple[LegalRow, ...]:
    """Give the rows in the order of the letter."""
    rows = [_right(request) for request in context.requests]
    if context.kind is LetterKind.ACKNOWLEDGEMENT:
        rows += _acknowledged(context)
    else:
        rows += _answered(context)
    return tuple(rows)


def abbreviations(rows: tuple[LegalRow, ...]) -> tuple[tuple[str, str], ...]:
    """Explain the short names of laws that the rows use."""
    return names_of([row.law for row in rows] + [row.regulation for row in rows])


def _right(request: LetterRequest) -> LegalRow:
    topic = f"Uw verzoek: {RIGHTS[request.right].name}"
    return LegalRow(topic, article(request.regulation_article), cite(request.law))


def _acknowledged(context: LetterContext) -> list[LegalRow]:
    rows = [
        LegalRow("Wanneer u antwoord krijgt", "", cite("AVG 12(3)")),
        LegalRow("Uw verzoek kost niets", "", cite("AVG 12(5)")),
    ]
    if context.officer.strip():
        rows.append(LegalRow("Vragen over privacy", "", cite("AVG 38(4)")))
    return rows


def _answered(context: LetterContext) -> list[LegalRow]:
    rows = []
    if any(request.outcome is not Outcome.REFUSE for request in context.requests):
        rows += _granted(context)
    rows += _points(context)
    if context.kind in {LetterKind.REFUSAL, LetterKind.PARTIAL}:
        rows.append(LegalRow("Onze uitleg waarom", _reasons(context), cite("AVG 12(4)")))
    return rows + _remedies(context)


def _reasons(context: LetterContext) -> str:
    refused = [request for request in context.requests if request.outcome is not Outcome.GRANT]
    return "; ".join(dict.fromkeys(article(request.reasons_article) for request in refused if request.reasons_article))


def _granted(context: LetterContext) -> list[LegalRow]:
    rows = [LegalRow("Wat wij doen en wanneer", "", cite("AVG 12(3)"))]
    rights = {request.right for request in context.requests if request.outcome is not Outcome.REFUSE}
    if rights & {Right.INSPECTION, Right.COPY}:
        rows.append(LegalRow("Uitleg bij uw gegevens", "", cite("AVG 15(1), 15(2)")))
    if rights & _TOLD_TO_RECIPIENTS:
        rows.append(LegalRow("Wij vertellen het aan anderen", "", cite("AVG 19")))
    if Right.RESTRICTION in rights:
        rows.append(LegalRow("Voordat de afscherming stopt", "", cite("AVG 18(3)")))
    return rows


def _points(context: LetterContext) -> list[LegalRow]:
    refused = [part for request in context.requests for part in request.parts if part.outcome is not Outcome.GRANT]
    rows = []
    for number, part in enumerate(refused, start=1):
        name = f"Punt {number}" if len(refused) > 1 else "De reden"
        rows.append(LegalRow(f"{name}: {part.what}", article(part.regulation_article), _law_of(part)))
        if part.offers_statement:
            rows.append(LegalRow("Uw eigen verklaring", "", cite("AVG 16")))
    return rows


def _law_of(part: LetterPart) -> str:
    law = cite(part.law)
    if part.statute.strip():
        law += f"; {part.statute.strip()}"
    return f"{law} (bewaren tot en met {long_date(part.keep_until)})" if part.keep_until is not None else law


def _remedies(context: LetterContext) -> list[LegalRow]:
    remedies = context.remedies
    if remedies is None:
        return []
    own = "; ".join(article(item) for item in dict.fromkeys(remedies.complaint_articles) if item.strip())
    rows = [LegalRow("Klacht bij ons", own, "")] if own else []
    rows.append(LegalRow("Klacht bij de Autoriteit Persoonsgegevens", "", cite("AVG 77")))
    rows.append(LegalRow("Bemiddeling door de Autoriteit Persoonsgegevens", "", cite("UAVG 36")))
    if remedies.nature is LegalNature.ADMINISTRATIVE:
        rows.append(LegalRow("Bezwaar", "", f"{cite('UAVG 34')}; {cite('Awb 6:7, 6:8')}"))
    else:
        rows.append(LegalRow("De rechter", "", cite("UAVG 35")))
    return rows
