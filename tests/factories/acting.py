"""Somebody who acts for the data subject, and a check that shows that they may, for tests."""

from dataclasses import replace
from datetime import date

from dsar.core.intake import NewSubject
from dsar.core.representation import PROOFS, NewAuthority, NewRepresentative
from dsar.core.vocabulary import AuthorityProof, ChildAge, RepresentativeKind

SISTER = NewSubject("mrs", "C.", "", "Vermeer", "Beukstraat 3", "7521 BC", "Enschede")
MANDATED = NewRepresentative(SISTER, RepresentativeKind.MANDATED, "Inzage in het dossier van 2025.")
_FIRST = {kind: min(proofs, key=list(AuthorityProof).index) for kind, proofs in PROOFS.items()}


def acting(kind: RepresentativeKind, **changed: object) -> NewRepresentative:
    """Give somebody of this kind with everything that the kind asks for; `changed` replaces fields."""
    age = ChildAge.UNDER_TWELVE if kind is RepresentativeKind.PARENT else None
    return replace(MANDATED, kind=kind, child_age=age, **changed)  # type: ignore[arg-type]  # any field


def shown(kind: RepresentativeKind, on: date, **changed: object) -> NewAuthority:
    """Give a check of this day that shows that somebody of this kind may ask this; `changed` replaces fields."""
    check = NewAuthority(_FIRST[kind], established=True, checked_on=on, within_scope=True)
    return replace(check, **changed)  # type: ignore[arg-type]  # any field
