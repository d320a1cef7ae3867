"""Law as a letter cites it: "AVG 15(4)" becomes "artikel 15 lid 4 AVG" in Dutch, "Article 15(4) GDPR" in English."""

import re

from dsar.letters.words import CitationWords

_NUMBER = r"\d+[a-z]?(?:[:.]\d+[a-z]?)*"
_ONE = rf"{_NUMBER}(?:\(\d+\))?(?:\([a-z]\))?"
_PARTS = re.compile(rf"({_NUMBER})(?:\((\d+)\))?(?:\(([a-z])\))?")
_QUOTED = re.compile(r"(‘[^’]*’)")


def cite(law: str, words: CitationWords) -> str:
    """Write every citation in a text out in full; the rest of the text stays as it is, but for known phrases."""
    laws = "|".join(sorted(words.laws, key=len, reverse=True))
    articles = re.compile(rf"\b({laws}) ({_ONE}(?:(?:, | en ){_ONE})*)")
    recital = re.compile(rf"\b({laws}) overweging (\d+)")
    written = recital.sub(lambda found: _of(words, words.recital.format(number=found[2]), found[1]), law)
    written = articles.sub(lambda found: _of(words, _written_out(found[2], words), found[1]), written)
    return _phrases(written, words)


def article(reference: str, words: CitationWords) -> str:
    """Write a regulation's article: "9.4" becomes "artikel 9.4"; a title between ‘ and ’ stays as it is."""
    if reference[:1].isdigit():
        return words.article.format(number=reference)
    return "".join(piece if piece.startswith("‘") else _phrases(piece, words) for piece in _QUOTED.split(reference))


def bound(text: str, words: CitationWords) -> str:
    """Keep the number of an article on one line with the word before it, and the law after a number or a letter."""
    numbered = re.sub(rf"\b({'|'.join(words.bound)}) (?=[\w])", "\\1\u00a0", text)
    return re.sub(rf"(?<=\w) (?=(?:{'|'.join(words.laws.values())})\b)", "\u00a0", numbered)


def names_of(texts: list[str], words: CitationWords) -> tuple[tuple[str, str], ...]:
    """Give the abbreviations that occur in citations, each with its full name."""
    found = {word for text in texts for word in re.findall(r"\w+", text)}
    return tuple((short, full) for short, full in words.full_names.items() if short in found)


def _of(words: CitationWords, articles: str, law: str) -> str:
    return words.of_law.format(articles=articles, law=words.laws[law])


def _written_out(articles: str, words: CitationWords) -> str:
    texts: list[str] = []
    before = ""
    for number, paragraph, point in _PARTS.findall(articles):
        start = "" if number == before and paragraph else words.article.format(number=number)
        below = words.paragraph.format(number=paragraph) if paragraph else ""
        texts.append((start + below + (words.point.format(letter=point) if point else "")).strip())
        before = number
    return words.joined.join(texts)


def _phrases(text: str, words: CitationWords) -> str:
    for dutch, translated in words.phrases.items():
        text = re.sub(rf"\b{re.escape(dutch)}\b", translated, text)
    return text
