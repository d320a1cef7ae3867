"""Puts chosen letters in one PDF for the printer, with their list in front; nothing is recorded or kept."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from threading import BoundedSemaphore

from sqlalchemy import select
from sqlalchemy.orm import Session

from dsar.core.errors import InvalidInput
from dsar.files import Damaged, unseal
from dsar.letters import RenderCode, RenderError
from dsar.letters.combine import Offset, combine, pages_in
from dsar.letters.pool import HURRY
from dsar.letters.sheets import ListRow, ListSheet, list_pdf
from dsar.models import Letter, Printer, StoredFile
from dsar.queries.letters import Posting
from dsar.wording.posting import late_words
from dsar.wording.words import word

_turns = BoundedSemaphore(2)  # putting eighty letters together takes the processor of this process for seconds


@dataclass(frozen=True, slots=True)
class PrintInput:
    """How to print; without a printer nothing moves."""

    printer: Printer | None
    duplex: bool
    with_list: bool


def letters_pdf(
    session: Session,
    organisation: str,
    letters: Sequence[Posting],
    wanted: PrintInput,
    today: date,
    *,
    render_seconds: float,
) -> bytes:
    """Give one PDF of the letters in this order; the caller has checked that the actor may see them.

    Raises InvalidInput (`letters`) naming a letter whose stored bytes changed, RenderError when the list fails or
    others are at it.
    """
    printer = wanted.printer
    offset = Offset(printer.offset_right, printer.offset_down) if printer is not None else None
    with _turn():
        if not wanted.with_list:
            return combine(_contents(session, letters), offset=offset, duplex=wanted.duplex)
        contents = list(_contents(session, letters))
        rows = tuple(_row(letter, content) for letter, content in zip(letters, contents, strict=True))
        listed = list_pdf(ListSheet(organisation, today, rows), timeout_seconds=render_seconds)
        return combine([listed, *contents], offset=offset, duplex=wanted.duplex)


@contextmanager
def _turn() -> Iterator[None]:
    """Let two at once put letters together; raises RenderError for who would have to wait for both."""
    if not _turns.acquire(timeout=HURRY):
        raise RenderError(RenderCode.BUSY)
    try:
        yield
    finally:
        _turns.release()


def _contents(session: Session, letters: Sequence[Posting]) -> Iterator[bytes]:
    for letter in letters:
        row = session.execute(
            select(StoredFile.body, StoredFile.cipher, Letter.sha256)
            .join(Letter, Letter.file_id == StoredFile.id)
            .where(Letter.id == letter.letter_id)
        ).one()
        try:
            yield unseal(row.body, row.cipher, row.sha256 or "")
        except Damaged as error:
            raise InvalidInput("letters", "letter_damaged", number=letter.number) from error


def _row(letter: Posting, content: bytes) -> ListRow:
    return ListRow(
        number=letter.number,
        addressee=letter.addressee,
        kind=word(letter.kind),
        reference=letter.reference,
        dated=letter.dated,
        pages=letter.pages or pages_in(content),
        leave_by=letter.due.leave_by,
        late=late_words(letter.lateness, sent=False),
    )
