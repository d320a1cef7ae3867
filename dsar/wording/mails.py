"""What stands in e-mail: no name of a client, no text that somebody typed, and nothing in a subject but these words."""

NEW_PASSWORD = "Kies een nieuw wachtwoord voor de Verzoekenwijzer"  # noqa: S105 -- a subject


def new_password_text(link: str) -> str:
    """Give the text that goes with a link to choose a new password."""
    return f"""Een beheerder vroeg voor u een link aan. Daarmee kiest u een nieuw wachtwoord:

{link}

De link werkt één keer, en zeven dagen. Geef hem aan niemand anders.
Vroeg u hier niet om? Dan hoeft u niets te doen: uw wachtwoord blijft zoals het is.
"""
