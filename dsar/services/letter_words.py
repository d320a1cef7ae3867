"""What a letter would say, for screens that show it before there is one."""

from dsar.letters import words

_SCREENS = "nl"  # the language of the screens


def ground_sentence(code: str) -> str:
    """Give the sentence by which a letter explains a ground; raises KeyError for an unknown code."""
    return words(_SCREENS).grounds[code]
