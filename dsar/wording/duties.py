"""Duties after a grant for the screens: what the law asks of everybody; a regulation's own are quoted as they are."""

from dsar.core.regulation import STATUTORY_DUTIES
from dsar.language import Words

_BY_LAW = Words({duty.text: duty.text for duty in STATUTORY_DUTIES})


def duty_text(text: str) -> str:
    """Give the text of a duty, as it was stored in Dutch, for the screen."""
    return _BY_LAW.get(text, text)
