"""The explanation that belongs to somebody's data (GDPR 15(1)(a)-(h), 15(2)), once for a whole letter."""

from dataclasses import dataclass
from typing import Any

from dsar.core.fields import Fields, Row
from dsar.core.letters import LetterContext
from dsar.core.vocabulary import Outcome, Right

_ACCESS = frozenset({Right.INSPECTION, Right.COPY})


@dataclass(frozen=True, slots=True)
class Annex:
    """What the annex tells; what two requests of one letter both say stands in it once."""

    purposes: str  # (a)
    categories: tuple[str, ...]  # (b)
    recipients: tuple[Row, ...]  # (c), by name: who, why
    retention: str  # (d)
    source: str  # (g)
    automated: str  # (h): "yes", "no", or empty while nobody chose
    automated_logic: str
    outside_eu: str  # 15(2), as `automated`
    safeguards: str
    searched: tuple[Row, ...]  # place, result


def annex(context: LetterContext) -> Annex | None:
    """Give the annex, or None where the letter grants neither inspection nor a copy."""
    told = [
        request.fields
        for request in context.requests
        if request.right in _ACCESS and request.outcome in {Outcome.GRANT, Outcome.PARTIAL}
    ]
    if not told:
        return None
    return Annex(
        purposes=_text(told, "purposes"),
        categories=_items(told, "categories"),
        recipients=_items(told, "recipients"),
        retention=_text(told, "retention"),
        source=_text(told, "source"),
        automated=_choice(told, "automated"),
        automated_logic=_text(told, "automated_logic"),
        outside_eu=_choice(told, "outside_eu"),
        safeguards=_text(told, "safeguards"),
        searched=_items(told, "searched"),
    )


def _text(told: list[Fields], name: str) -> str:
    return "\n".join(dict.fromkeys(text for fields in told if (text := fields.text(name))))


def _items(told: list[Fields], name: str) -> tuple[Any, ...]:
    found = [fields[name] for fields in told]
    return tuple(dict.fromkeys(item for value in found if isinstance(value, tuple) for item in value))


def _choice(told: list[Fields], name: str) -> str:
    chosen = {fields.text(name) for fields in told}
    return "yes" if "yes" in chosen else max(chosen)
