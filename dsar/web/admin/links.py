"""A link with rights on the screen: shown once, right after it was made."""

from flask import flash, url_for

from dsar.language import gettext as _
from dsar.services.invitations import SENT_BEFORE


def shown_once(endpoint: str, token: str) -> str:
    """Give the whole address to hand over; empty, with a message, when its form was sent a second time."""
    if token == SENT_BEFORE:
        flash(_("De link is al één keer getoond, en is nergens bewaard. Is hij weg? Maak dan een nieuwe."), "notice")
        return ""
    return url_for(endpoint, link=token, _external=True)
