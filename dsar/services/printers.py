"""Keeps how far a printer prints beside the mark, and makes the page that shows it."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from dsar.core.audit import Tag
from dsar.core.errors import Conflict, InvalidInput, NotFound
from dsar.core.permissions import Permission, organisations_with
from dsar.letters.combine import Offset
from dsar.letters.sheets import Trial, trial_pdf
from dsar.models import Organisation, Printer
from dsar.services.audit import record, stream_of
from dsar.services.printable import check_printable
from dsar.services.work import Work, set_result, transaction

MOST_TENTHS = 200  # two centimetres: what is further off is the wrong paper, not the printer
LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class PrinterInput:
    """A printer's name and offsets, in tenths of a millimetre to the right and down."""

    name: str
    offset_right: int
    offset_down: int


def save_printer(
    work: Work, organisation_id: int, wanted: PrinterInput, printer_id: int | None = None, version: int = 0
) -> int:
    """Add a printer, or change one that was opened on a version; give its id.

    Raises InvalidInput for a name that is empty, too long, unprintable or taken, and for an offset over two
    centimetres; NotFound for another's organisation or printer, Conflict when somebody changed it since.
    """
    name = _name(wanted)
    if organisation_id not in organisations_with(work.actor, Permission.PRINTER_MANAGE):
        raise NotFound
    with transaction(work) as session:
        # The organisation is locked so that one name is not given to two printers at the same moment.
        session.execute(select(Organisation.id).where(Organisation.id == organisation_id).with_for_update())
        others = select(Printer.id).where(Printer.organisation_id == organisation_id, Printer.name == name)
        if set(session.scalars(others)) - {printer_id}:
            raise InvalidInput("name", "printer_exists")
        if printer_id is None:
            printer = Printer(organisation_id=organisation_id, version=0)
            session.add(printer)
        else:
            printer = _locked(session, organisation_id, printer_id, version)
        printer.name, printer.version = name, printer.version + 1
        printer.offset_right, printer.offset_down = wanted.offset_right, wanted.offset_down
        session.flush()
        payload = {"printer": printer.id, "offset_right": printer.offset_right, "offset_down": printer.offset_down}
        record(session, work, stream_of(organisation_id), Tag.PRINTER_SAVED, payload)
        set_result(session, work, str(printer.id))
        return printer.id


def remove_printer(work: Work, organisation_id: int, printer_id: int, version: int) -> None:
    """Take away a printer that was opened on a version; raises NotFound and Conflict as `save_printer`."""
    if organisation_id not in organisations_with(work.actor, Permission.PRINTER_MANAGE):
        raise NotFound
    with transaction(work) as session:
        session.delete(_locked(session, organisation_id, printer_id, version))
        record(session, work, stream_of(organisation_id), Tag.PRINTER_REMOVED, {"printer": printer_id})


def trial_page(organisation: Organisation, printer: Printer, today: date, *, render_seconds: float) -> bytes:
    """Give the test page of a printer, moved as its letters are; raises RenderError."""
    offset = Offset(printer.offset_right, printer.offset_down)
    page = Trial(organisation.name, printer.name, organisation.window_side, offset, today)
    return trial_pdf(page, timeout_seconds=render_seconds)


def _name(wanted: PrinterInput) -> str:
    name = " ".join(wanted.name.split())
    if not name:
        raise InvalidInput("name", "required")
    if len(name) > LONGEST_NAME:
        raise InvalidInput("name", "name_too_long", most=LONGEST_NAME)
    check_printable([("name", name)])
    for field in ("offset_right", "offset_down"):
        if abs(getattr(wanted, field)) > MOST_TENTHS:
            raise InvalidInput(field, "offset_too_far", most=MOST_TENTHS // 10)
    return name


def _locked(session: Session, organisation_id: int, printer_id: int, version: int) -> Printer:
    printer = session.get(Printer, printer_id, with_for_update=True)
    if printer is None or printer.organisation_id != organisation_id:
        raise NotFound
    if printer.version != version:
        raise Conflict("printer_changed")
    return printer
