"""The sheets that go with the post but to nobody: the list of a pile of letters, and a printer's test page."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from dsar.language import gettext, number, spoken, unfilled
from dsar.letters.combine import Offset, combine
from dsar.letters.render import render_html
from dsar.letters.text import clean
from dsar.wording.deadlines import date_in_words

_TEMPLATES = Path(__file__).resolve().parents[2] / "templates" / "printing" / "paper"
_MARK = 200  # tenths of a millimetre from the edges of the sheet to the cross that is measured
_MEASURED = range(170, 235, 5)


@dataclass(frozen=True, slots=True)
class ListRow:
    """One letter on the list; `late` says in words how late it is, and may be empty."""

    number: str
    addressee: str
    kind: str
    reference: str
    dated: date
    pages: int
    leave_by: date
    late: str


@dataclass(frozen=True, slots=True)
class ListSheet:
    """What the list of a pile of letters says."""

    organisation: str
    day: date
    rows: tuple[ListRow, ...]


@dataclass(frozen=True, slots=True)
class Trial:
    """A printer's test page; `window` is left or right."""

    organisation: str
    printer: str
    window: str
    offset: Offset
    day: date


def list_pdf(sheet: ListSheet, *, timeout_seconds: float) -> bytes:
    """Make the list; raises RenderError."""
    html = _environment().get_template("list.html").render(sheet=sheet)
    return render_html(html, timeout_seconds=timeout_seconds).pdf


def trial_pdf(page: Trial, *, timeout_seconds: float) -> bytes:
    """Make the test page, moved by the printer's offset as letters are; raises RenderError."""
    rows = [
        (measured, _fill_in(page.offset.right, measured), _fill_in(page.offset.down, measured))
        for measured in _MEASURED
    ]
    html = _environment().get_template("testpage.html").render(page=page, rows=rows)
    content = render_html(html, timeout_seconds=timeout_seconds).pdf
    return combine([content], offset=page.offset) if page.offset != Offset() else content


def millimetres(tenths: int) -> str:
    """Write tenths of a millimetre as people fill them in: 1,5 or -0,5 or 0."""
    return number(tenths / 10, "0.#")


def _fill_in(offset: int, measured: int) -> int:
    """Give the offset with which the cross comes to stand where it belongs."""
    return offset + _MARK - measured


def _long_date(day: date) -> str:
    return date_in_words(day, weekday=False).replace(" ", "\u00a0")


@cache
def _environment() -> Environment:
    environment = Environment(
        extensions=["jinja2.ext.i18n"],
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=lambda value: clean(value) if type(value) is str else value,
    )
    environment.install_gettext_callables(gettext, unfilled, newstyle=True)  # type: ignore[attr-defined]  # of jinja2.ext.i18n
    environment.globals["language"] = spoken
    environment.filters.update({"longdate": _long_date, "millimetres": millimetres})
    return environment
