"""Who may act for the data subject, in what, and what must have been seen of it (UAVG 5; BW 3:60; domain section 9)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from dsar.core.errors import InvalidInput
from dsar.core.intake import NewSubject, subject_mistakes
from dsar.core.texts import written
from dsar.core.vocabulary import AuthorityProof, ChildAge, RepresentativeKind

LONGEST_SCOPE = 500  # characters
LONGEST_NOTE = 1000

BY_MANDATE = frozenset({RepresentativeKind.MANDATED, RepresentativeKind.LAWYER})
BY_LAW = frozenset(RepresentativeKind) - BY_MANDATE
# Their task covers part of a life only (BW 1:441: goods; BW 1:453: care): which part must be written down.
NEEDS_SCOPE = BY_MANDATE | {RepresentativeKind.MENTOR, RepresentativeKind.PROPERTY_ADMINISTRATOR}

_BY_THE_COURT = frozenset({AuthorityProof.ON_FILE, AuthorityProof.REGISTER, AuthorityProof.COURT_DECISION})
PROOFS: Mapping[RepresentativeKind, frozenset[AuthorityProof]] = MappingProxyType(
    {
        # A mandate has no form (BW 3:61): whoever gives it to us in person has shown it as well as a paper does.
        **dict.fromkeys(BY_MANDATE, frozenset({AuthorityProof.MANDATE, AuthorityProof.PERSON_SAID})),
        RepresentativeKind.PARENT: _BY_THE_COURT,
        RepresentativeKind.CURATOR: _BY_THE_COURT,
        RepresentativeKind.PROPERTY_ADMINISTRATOR: _BY_THE_COURT,
        RepresentativeKind.MENTOR: _BY_THE_COURT - {AuthorityProof.REGISTER},  # the public register holds none
    }
)


@dataclass(frozen=True, slots=True)
class NewRepresentative:
    """Somebody who acts for the data subject: who, on what, in what and until when."""

    person: NewSubject
    kind: RepresentativeKind
    scope: str = ""
    holds_until: date | None = None
    gets_letters: bool = True
    child_age: ChildAge | None = None
    child_asked_on: date | None = None
    child_view: str = ""  # what the child said, or why the child was not asked


@dataclass(frozen=True, slots=True)
class NewAuthority:
    """A check whether somebody may act for the data subject, as it was done."""

    proof: AuthorityProof
    established: bool
    checked_on: date
    within_scope: bool = False  # this request lies within what they may do
    request_seen: bool = False  # the explicit request of the data subject, where the regulation asks for it
    note: str = ""


def representative_mistakes(new: NewRepresentative, received_on: date, today: date) -> Iterator[InvalidInput]:
    """Give everything that cannot be, each with its field."""
    yield from subject_mistakes(new.person)
    if new.kind in NEEDS_SCOPE and not written(new.scope):
        yield InvalidInput("scope", "scope_missing")
    if len(new.scope) > LONGEST_SCOPE:
        yield InvalidInput("scope", "detail_too_long", most=LONGEST_SCOPE)
    if new.holds_until is not None and new.holds_until < received_on:
        yield InvalidInput("holds_until", "authority_over", received_on=received_on)
    yield from _child_mistakes(new, received_on, today)


def _child_mistakes(new: NewRepresentative, received_on: date, today: date) -> Iterator[InvalidInput]:
    """A parent acts for a child under 16; from 12 the child's own view is asked (UAVG 5; domain section 9)."""
    if new.kind is not RepresentativeKind.PARENT:
        if new.child_age is not None or new.child_asked_on is not None or new.child_view.strip():
            yield InvalidInput("child_age", "child_without_parent")
        return
    if new.child_age is None:
        yield InvalidInput("child_age", "child_age_missing")
    elif new.child_age is ChildAge.SIXTEEN:
        yield InvalidInput("child_age", "child_is_sixteen")
    elif new.child_age is ChildAge.FROM_TWELVE and not written(new.child_view):
        yield InvalidInput("child_view", "child_view_missing")
    if len(new.child_view) > LONGEST_NOTE:
        yield InvalidInput("child_view", "detail_too_long", most=LONGEST_NOTE)
    if new.child_asked_on is not None and new.child_asked_on > today:
        yield InvalidInput("child_asked_on", "day_in_future", today=today)


def letters_to_representative(kind: RepresentativeKind, *, wanted: bool) -> bool:
    """Tell whether letters go to the representative: always to one by law, within the task; else as mandated."""
    return kind in BY_LAW or wanted


def acts_on(holds_until: date | None, day: date) -> bool:
    """Tell whether an authority with this last day still holds on a day."""
    return holds_until is None or day <= holds_until


def check_authority(new: NewAuthority, kind: RepresentativeKind, received_on: date, today: date) -> None:
    """Raise InvalidInput for a check that cannot be, or that does not establish what it says.

    The authority fits its kind and covers this request; a legal representative acts as far as the data subject cannot
    (UAVG 5).
    """
    if new.checked_on > today:
        raise InvalidInput("checked_on", "day_in_future", today=today)
    if new.checked_on < received_on:
        raise InvalidInput("checked_on", "day_before_receipt", received_on=received_on)
    if len(new.note) > LONGEST_NOTE:
        raise InvalidInput("note", "detail_too_long", most=LONGEST_NOTE)
    if not new.established:
        return
    if new.proof not in PROOFS[kind]:
        raise InvalidInput("proof", "proof_does_not_fit")
    if not new.within_scope:
        raise InvalidInput("within_scope", "outside_scope")
