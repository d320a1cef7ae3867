"""Law as a letter cites it: "AVG 15(4)" becomes "artikel 15 lid 4 AVG"."""

import re

_LAWS = "AVG|UAVG|Awb|BW|Jeugdwet"
_NUMBER = r"\d+[a-z]?(?:[:.]\d+)*"
_ONE = rf"{_NUMBER}(?:\(\d+\))?(?:\([a-z]\))?"
_CITATION = re.compile(rf"\b({_LAWS}) ({_ONE}(?:(?:, | en ){_ONE})*)")
_PARTS = re.compile(rf"({_NUMBER})(?:\((\d+)\))?(?:\(([a-z])\))?")
_FULL_NAMES = {
    "AVG": "Algemene verordening gegevensbescherming",
    "UAVG": "Uitvoeringswet Algemene verordening gegevensbescherming",
    "Awb": "Algemene wet bestuursrecht",
    "BW": "Burgerlijk Wetboek",
}


def cite(law: str) -> str:
    """Write every citation in a text out in full; the rest of the text stays as it is."""
    return _CITATION.sub(_written_out, law)


def article(reference: str) -> str:
    """Write a regulation's article: "9.4" becomes "artikel 9.4", anything else stays as it is."""
    return f"artikel {reference}" if reference[:1].isdigit() else reference


def bound(text: str) -> str:
    """Keep the number of an article on one line with the word before it."""
    return re.sub(r"\b(artikel|lid|onder) (?=[\w])", "\\1\u00a0", text)


def names_of(texts: list[str]) -> tuple[tuple[str, str], ...]:
    """Give the abbreviations that occur in citations, each with its full name."""
    words = {word for text in texts for word in re.findall(r"\w+", text)}
    return tuple((short, full) for short, full in _FULL_NAMES.items() if short in words)


def _written_out(match: re.Match[str]) -> str:
    texts: list[str] = []
    before = ""
    for part in _PARTS.finditer(match[2]):
        texts.append(_paragraph(part) if part[1] == before and part[2] else f"artikel {part[1]} {_paragraph(part)}")
        before = part[1]
    return f"{' en '.join(text.strip() for text in texts)} {match[1]}"


def _paragraph(part: re.Match[str]) -> str:
    text = f"lid {part[2]}" if part[2] else ""
    return f"{text} onder {part[3]}" if part[3] else text
