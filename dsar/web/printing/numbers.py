"""The register of letter numbers of an organisation: every number of a year, without doubles, each gap named."""

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from dsar.core.errors import NotFound
from dsar.core.permissions import Permission
from dsar.queries.letter_numbers import register
from dsar.web.authorize import requires
from dsar.web.context import actor, session, today
from dsar.web.printing.blueprint import blueprint
from dsar.web.printing.place import place

_MOST = 6  # digits


@blueprint.get("/printen/<int:organisation_id>/nummers")
@requires(Permission.CASE_READ)
def numbers(organisation_id: int) -> ResponseReturnValue:
    """Show a page of the numbers of a year."""
    where = place(organisation_id, Permission.CASE_READ)
    year, first = _number("jaar", today().year), _number("vanaf", 1)
    found = register(session(), actor(), where.id, year, max(1, first))
    next_url = _url(where.id, year, found.next_first) if found.next_first else ""
    first_url = _url(where.id, year, 1) if found.first > 1 else ""
    return render_template("printing/numbers.html", place=where, found=found, first_url=first_url, next_url=next_url)


def _url(organisation_id: int, year: int, first: int) -> str:
    return url_for("printing.numbers", organisation_id=organisation_id, jaar=year, vanaf=first)


def _number(name: str, default: int) -> int:
    """Read a number from the address; one that cannot be is not found."""
    text = request.args.get(name, "")
    if not text:
        return default
    if not (text.isascii() and text.isdigit() and len(text) <= _MOST):
        raise NotFound
    return int(text)
