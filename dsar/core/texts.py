"""How much a typed text really says, and how much room it takes."""

_CHARACTERS_ON_A_LINE = 80


def written(text: str) -> int:
    """Count what can be read in a text: letters and digits, no spaces, marks or invisible characters."""
    return sum(character.isalnum() for character in text)


def lines_on_paper(text: str) -> int:
    """Estimate the lines that a text takes in a letter, its own line breaks included."""
    return sum(1 + len(line) // _CHARACTERS_ON_A_LINE for line in text.splitlines())
