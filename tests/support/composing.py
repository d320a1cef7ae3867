"""Writing a letter as people do on the screens, for tests of the pages about it."""

from datetime import date

from dsar.core.fields import Fields
from dsar.core.placeholders import COMPOSED
from dsar.core.vocabulary import LetterKind
from tests.factories.drafts import FIELDS
from tests.support.pages import Browser, Page


def typed(kind: LetterKind, fields: Fields | None = None) -> dict[str, str]:
    """Give a kind's fields as its form sends them, complete unless told otherwise."""
    given = FIELDS[kind] if fields is None else fields
    sent: dict[str, str] = {}
    for item in COMPOSED[kind]:
        name, value = f"details-{item.name}", given[item.name]
        if isinstance(value, date):
            sent[name] = f"{value:%d-%m-%Y}"
        elif isinstance(value, str):
            sent |= {name: value} if value else {}
        elif item.columns:
            for number, row in enumerate(value):
                sent |= {f"{name}-{number}-{column}": cell for column, cell in zip(item.columns, row, strict=True)}
        else:
            sent[name] = "\n".join(value)
    return sent


def open_new(contact: Browser, case_id: int, kind: LetterKind) -> Page:
    """Open the form for a new letter of this kind."""
    return contact.get(f"/zaken/{case_id}/schrijven/brief?soort={kind.value}")


def write(
    contact: Browser, case_id: int, kind: LetterKind, step: str = "save", status: int = 200, **changed: str
) -> Page:
    """Write a new letter, complete unless told otherwise, and send it with one of its buttons."""
    open_new(contact, case_id, kind)
    return contact.send(step=step, status=status, **{**typed(kind), **changed})


def advise_on_letter(officer: Browser, path: str, kind: str, remark: str = "") -> Page:
    """Give advice on a letter in its two steps; path is the officer's page about it."""
    officer.get(path)
    officer.send(step="check", kind=kind, remark=remark)
    return officer.send(step="record")
