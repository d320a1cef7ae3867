"""The printers of an organisation."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from dsar.core.errors import NotFound
from dsar.models import Printer


def printers_of(session: Session, organisation_id: int) -> Sequence[Printer]:
    """Give the printers in the order of their names; the caller has checked the actor."""
    return session.scalars(
        select(Printer).where(Printer.organisation_id == organisation_id).order_by(Printer.name)
    ).all()


def printer_of(session: Session, organisation_id: int, printer_id: int) -> Printer:
    """Give a printer of the organisation; raises NotFound; the caller has checked the actor."""
    printer = session.get(Printer, printer_id)
    if printer is None or printer.organisation_id != organisation_id:
        raise NotFound
    return printer
