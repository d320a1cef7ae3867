"""Entries of the trail about mistakes that were put right and rules that changed, as sentences."""

from collections.abc import Iterator

from dsar.core.vocabulary import CorrectionKind, ObjectionPurpose, Right
from dsar.language import gettext as _
from dsar.wording.event_words import Payload, day_of, word_of
from dsar.wording.rights import RIGHTS


def put_right(payload: Payload) -> str:
    """Tell a mistake of registering that was put right."""
    kind, before, after = CorrectionKind(payload["kind"]), payload["before"], payload["after"]
    if kind is CorrectionKind.RECEIVED_ON:
        return _(
            "Dag van ontvangst verbeterd: %(after)s in plaats van %(before)s",
            after=day_of(after),
            before=day_of(before),
        )
    if kind is CorrectionKind.DOUBLE:
        return _doubled(payload)
    names = {"after": _right_and_purpose(after), "before": _right_and_purpose(before)}
    return _("Recht verbeterd: %(after)s in plaats van %(before)s", **names)


def _doubled(payload: Payload) -> str:
    rights = ", ".join(map(_right_and_purpose, payload.get("rights", ())))
    if not rights:  # an entry from before the trail kept them
        return _("Afgesloten als dubbel van zaak %(reference)s", reference=payload["after"])
    return _("Afgesloten als dubbel van zaak %(reference)s: %(rights)s", reference=payload["after"], rights=rights)


def other_version(payload: Payload) -> str:
    """Tell that a case rests on another version of its regulation, and which dates moved."""
    whole = _(
        "Versie %(after)s van het reglement geldt in plaats van %(before)s",
        after=payload["after"],
        before=payload["before"],
    )
    return "; ".join((whole, *_moves(payload)))


def _moves(payload: Payload) -> Iterator[str]:
    first = payload["due_before"], payload["due_after"]
    others = sorted({(one["before"], one["after"]) for one in payload.get("moved", ())} - {first})
    if first[0] != first[1]:
        yield _("eerste datum %(new)s in plaats van %(old)s", new=day_of(first[1]), old=day_of(first[0]))
    elif "moved" not in payload:  # an entry from before the trail kept the date of each request
        yield _("de eerste datum van de zaak verandert niet")
    elif not others:
        yield _("van geen verzoek verandert de eerste datum")
    for old, new in others:
        yield _("een datum %(new)s in plaats van %(old)s", new=day_of(new), old=day_of(old))


def _right_and_purpose(code: str) -> str:
    """Name a right as a correction keeps it: "objection:commercial" or "copy"."""
    right, _separator, purpose = code.partition(":")
    name = RIGHTS[Right(right)].name
    return f"{name} ({word_of(ObjectionPurpose, purpose)})" if purpose else name
