"""Records that many letters left the house at once: all of them, or none and which could not."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from dsar.core.errors import Conflict, DomainError, InvalidInput, NotAllowed, NotFound
from dsar.core.permissions import Permission, organisations_with
from dsar.models import Case, Letter
from dsar.models.letter import LetterStatus
from dsar.services.post_letter import PostInput, record_posting
from dsar.services.transition import settle
from dsar.services.work import Work, require, set_result, transaction

_ABOUT_ALL = frozenset({"day_in_future", "track_code_impossible", "track_code_not_registered"})


@dataclass(frozen=True, slots=True)
class Refusal:
    """A letter that could not be recorded, and the error that says why."""

    letter_id: int
    number: str
    error: DomainError


class LettersRefused(DomainError):
    """Nothing was recorded; `refusals` names every letter that stood in the way."""

    def __init__(self, refusals: tuple[Refusal, ...]) -> None:
        super().__init__("letters_refused")
        self.refusals = refusals

    @property
    def moved(self) -> bool:
        """Tell whether somebody else changed one of the letters since the list was shown."""
        return any(isinstance(refusal.error, Conflict | NotAllowed) for refusal in self.refusals)


def post_letters(work: Work, organisation_id: int, letter_ids: Sequence[int], posted: PostInput) -> int:
    """Record that all these letters left in the same way on the same day, with an audit entry each; give how many.

    Raises LettersRefused when one cannot be recorded (nothing is then), InvalidInput without a letter or for a day or
    code that suits none, NotFound for a letter of another organisation.
    """
    if organisation_id not in organisations_with(work.actor, Permission.CASE_READ):
        raise NotFound
    require(work, Permission.CASE_HANDLE, organisation_id)
    if not letter_ids:
        raise InvalidInput("letters", "no_letter_chosen")
    with transaction(work) as session:
        cases, letters = _locked(session, organisation_id, letter_ids)
        refusals = tuple(_refusals(session, work, cases, letters, posted))
        if refusals:
            raise LettersRefused(refusals)
        for case in cases.values():
            case.version += 1
            settle(session, work, case, work.today)
        set_result(session, work, str(len(letters)))
        return len(letters)


def _locked(session: Session, organisation_id: int, letter_ids: Sequence[int]) -> tuple[dict[int, Case], list[Letter]]:
    """Lock the cases of the letters in the order of their ids, so that two lists at once wait for each other."""
    wanted = set(letter_ids)
    case_ids = select(Letter.case_id).where(Letter.id.in_(wanted), Letter.organisation_id == organisation_id)
    locked = session.scalars(select(Case).where(Case.id.in_(case_ids)).order_by(Case.id).with_for_update())
    cases = {case.id: case for case in locked}
    found = session.scalars(
        select(Letter).where(Letter.id.in_(wanted), Letter.organisation_id == organisation_id).order_by(Letter.id)
    )
    letters = list(found)
    if len(letters) != len(wanted):
        raise NotFound
    return cases, letters


def _refusals(
    session: Session, work: Work, cases: dict[int, Case], letters: list[Letter], posted: PostInput
) -> list[Refusal]:
    found = []
    for letter in letters:
        try:
            if letter.status is LetterStatus.VOID or letter.dispatch is not None:
                raise Conflict("letter_gone", case_id=letter.case_id)
            record_posting(session, work, cases[letter.case_id], letter, posted)
        except (InvalidInput, NotAllowed, Conflict) as error:
            if error.code in _ABOUT_ALL:
                raise
            found.append(Refusal(letter.id, letter.number, error))
    return found
