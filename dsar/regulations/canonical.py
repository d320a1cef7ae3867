"""One text for one regulation, whatever the order and the comments of its file: to store it and to compare it.

The text has the shape of the file, so that it is read back by the same rules. The last day of a version is left out:
it follows from the next version, and a used version may not seem to change when a next one is added.
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import date
from enum import StrEnum

from dsar.core.regulation import Period, Regulation, Term
from dsar.core.vocabulary import Right
from dsar.regulations.build import FORMAT, build
from dsar.regulations.mistakes import Mistake, RegulationErrors, Report

_STORED = "opgeslagen reglement"  # stands where a file's name would


def canonical_json(regulation: Regulation) -> str:
    """Write a regulation as JSON that is the same for the same content."""
    return json.dumps(_document(regulation), sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def sha256(regulation: Regulation) -> str:
    """Give the SHA-256 (hex) of a regulation's canonical JSON."""
    return hashlib.sha256(canonical_json(regulation).encode()).hexdigest()


def from_canonical_json(text: str) -> Regulation:
    """Read back what `canonical_json` wrote; raises RegulationErrors for anything else."""
    try:
        document = json.loads(text)
        head = document["regulation"]
        head["effective_from"] = date.fromisoformat(head["effective_from"])
    except (ValueError, TypeError, LookupError, RecursionError):
        raise RegulationErrors([Mistake(_STORED, "", "is niet te lezen")]) from None
    report = Report()
    regulation = build(document, report)
    if report.found:
        raise RegulationErrors(Mistake(_STORED, key, message) for key, message in report.found)
    return regulation


def _document(regulation: Regulation) -> dict[str, object]:
    document: dict[str, object] = {
        "format": FORMAT,
        "regulation": {
            "organisation": regulation.organisation,
            "version": regulation.version,
            "effective_from": regulation.effective_from.isoformat(),
            "title": regulation.title,
            "text_dated": regulation.text_dated,
        },
        "decision": {
            "decided_by": regulation.decided_by,
            "article": regulation.decided_by_article,
            "decider_may_be_author": regulation.decider_may_be_author,
            "advice_on_grants": regulation.advice_on_grants,
            "advice_article": regulation.advice_article,
        },
        "letters": {
            "ways": _plain(regulation.letter_ways),
            "email_with_personal_data": regulation.email_with_personal_data,
        },
        "term": [_term(right, regulation.terms[right]) for right in Right if right in regulation.terms],
    }
    return document | {
        name: _plain(value(regulation)) for name, value in _SECTIONS.items() if value(regulation) is not None
    }


_SECTIONS: Mapping[str, Callable[[Regulation], object]] = {
    # Without the months of a password: it came later, and a version in use must stay what it was.
    "organisation": lambda regulation: replace(regulation.details, password_months=None),
    "words": lambda regulation: regulation.words,
    "officer": lambda regulation: regulation.officer,
    "articles": lambda regulation: regulation.articles,
    "stop_at_once": lambda regulation: regulation.stop_articles,
    "objection": lambda regulation: (
        {"purposes": regulation.objection_purposes} if regulation.objection_purposes else None
    ),
    "receiver": lambda regulation: regulation.receivers,
    "hearing": lambda regulation: regulation.hearing,
    "identity": lambda regulation: regulation.identity,
    "representation": lambda regulation: regulation.representation,
    "ground": lambda regulation: regulation.grounds,
    "unrefusable": lambda regulation: regulation.unrefusable,
    "explicit_request": lambda regulation: regulation.explicit_requests or None,
    "reasons": lambda regulation: regulation.reasons_articles,
    "duty": lambda regulation: regulation.duties,
    "complaint": lambda regulation: regulation.complaint_routes,
    "retention": lambda regulation: regulation.retention,
    "warning": lambda regulation: regulation.warnings,
    "roles": lambda regulation: regulation.roles_named,
}


def _term(right: Right, term: Term) -> dict[str, object]:
    row: dict[str, object] = {
        "rights": [str(right)],
        "period": str(term.period),
        "binds": str(term.binds),
        "calendar": str(term.calendar),
        "article": term.article,
    }
    return row | ({"paused_by": _plain(term.paused_by)} if term.paused_by else {})


def _plain(value: object) -> object:
    """Turn dataclasses, sets, tuples and enums into what JSON knows; what is None is left out."""
    if isinstance(value, StrEnum | Period):
        return str(value)
    if is_dataclass(value):
        named = {field.name: getattr(value, field.name) for field in fields(value)}
        return {name: _plain(item) for name, item in named.items() if item is not None}
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, frozenset):
        return sorted(str(item) for item in value)
    return [_plain(item) for item in value] if isinstance(value, Iterable) and not isinstance(value, str) else value
