"""How much a typed text really says, and how much room it takes."""

CHARACTERS_ON_A_LINE = 80


def written(text: str) -> int:
    """Count what can be read in a text: letters and digits, no spaces, marks or invisible characters."""
    return sum(character.isalnum() for character in text)


def lines_on_paper(text: str, width: int = CHARACTERS_ON_A_LINE) -> int:
    """Estimate the lines that a text takes in a letter, its own line breaks included; `width` in characters."""
    return sum(1 + len(line) // width for line in text.splitlines())
