"""Where the letters of a case stand to each other: which one replaces which, and which one counts."""

from dsar.queries.case_view import CaseView, Letter


def current(letter: Letter | None) -> tuple[int, str] | None:
    """Give the id and number of a letter, or None when there is none or it was given up."""
    return (letter.id, letter.number) if letter is not None and letter.status.value != "void" else None


def replacement(view: CaseView, letter_id: int) -> Letter | None:
    """Give the letter that corrects one, unless it was given up."""
    return next((row for row in view.letters if row.replaces_id == letter_id and row.status.value != "void"), None)


def replaced(view: CaseView, letter: Letter) -> Letter | None:
    """Give the letter that this one corrects."""
    return next((row for row in view.letters if row.id == letter.replaces_id), None)


def correctable(view: CaseView, letter: Letter) -> bool:
    """Tell whether a letter can be corrected: it was sent, and no other replaces it."""
    return letter.dispatch is not None and replacement(view, letter.id) is None
