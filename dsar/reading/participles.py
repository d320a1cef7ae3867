"""Knows a Dutch past participle, and gives its infinitive where that is sure enough to suggest."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from dsar.reading.data_files import listed, table
from dsar.reading.frequency import respelled, zipf

_FILE = "verbs.nl"
_VOICELESS = ("t", "k", "f", "s", "ch", "p", "x", "sh", "c", "q")
_NEVER_SEPARABLE = ("be", "ver", "ont", "her", "er", "ge")
_VERB = 2.5  # zipf from which an infinitive is taken to exist
_SHORTEST_STEM = 3
_LONG = 6  # letters; longer verbs on -eren are foreign ones, which all follow the rule
_VOWELS = "aeiouyëïöü"


@dataclass(frozen=True, slots=True)
class Participle:
    """A past participle; `infinitive` and its separable `prefix` are empty where they are not sure."""

    infinitive: str
    prefix: str = ""

    @property
    def with_we(self) -> str:
        """Give the verb in the present with "wij": "slaan … op"; empty where the infinitive is not sure."""
        return f"{self.infinitive.removeprefix(self.prefix)} … {self.prefix}" if self.prefix else self.infinitive


@lru_cache(maxsize=20_000)
def participle(word: str) -> Participle | None:
    """Give the participle that a word in small letters is, or None."""
    if word in listed(_FILE, "not_participles"):
        return None
    whole: dict[str, str] = table(_FILE)["whole"]
    if word in whole:
        return _known(whole[word])
    return next(_separable(word), None) or _with_ge(word) or next(_without_ge(word), None)


def takes_zijn(word: str) -> bool:
    """Tell whether "is" with this participle is no passive: movement, change or a state."""
    return word in listed(_FILE, "with_zijn") or word.endswith(_zijn_endings())


@cache
def _zijn_endings() -> tuple[str, ...]:
    return tuple(listed(_FILE, "with_zijn_endings"))


def _known(infinitive: str) -> Participle:
    prefix = next((each for each in ("aan", "voor") if infinitive.startswith(each)), "")
    return Participle(infinitive, prefix)


def _separable(word: str) -> Iterator[Participle]:
    """Op-ge-slagen: "opslaan"; the longest prefix first."""
    for prefix in sorted(listed(_FILE, "separable"), key=len, reverse=True):
        rest = word.removeprefix(prefix)
        if rest == word or not rest.startswith("ge"):
            continue
        found = _with_ge(rest)
        if found is not None:
            yield Participle(prefix + found.infinitive if found.infinitive else "", prefix if found.infinitive else "")
        elif _regular_ending(rest[2:]) and rest not in listed(_FILE, "not_participles"):
            yield Participle("")


def _with_ge(word: str) -> Participle | None:
    if not word.startswith("ge"):
        return None
    strong: str | None = table(_FILE)["strong"].get(word[2:])
    if strong is not None:
        return Participle(strong)
    rest = word[2:].replace("ï", "i", 1) if word.startswith("geï") else word[2:]
    if rest.endswith("ieerd"):
        return Participle(rest.removesuffix("ieerd") + "iëren")
    if rest.endswith("eerd") and len(rest) > _LONG:
        return Participle(rest.removesuffix("eerd") + "eren")
    infinitive = _regular(rest, "")
    return Participle(infinitive) if infinitive else None


def _without_ge(word: str) -> Iterator[Participle]:
    """Be-schreven, ver-werkt: an inseparable prefix takes no "ge"."""
    for prefix in sorted(listed(_FILE, "inseparable"), key=len, reverse=True):
        rest = word.removeprefix(prefix)
        if rest == word:
            continue
        strong: str | None = table(_FILE)["strong"].get(rest)
        if strong is not None:
            verb = prefix + strong
            same = verb == word and prefix not in _NEVER_SEPARABLE
            if zipf(verb, "nl") >= _VERB and (not same or word in listed(_FILE, "same_as_infinitive")):
                yield Participle(verb)
        elif infinitive := _regular(rest, prefix):
            yield Participle(infinitive)


def _regular_ending(rest: str) -> bool:
    """Tell whether what follows the prefix ends as a regular participle: the d or t that its stem asks for."""
    stem, ending = rest[:-1], rest[-1:]
    if len(stem) < 2 or ending not in {"d", "t"}:
        return False
    if stem.endswith(("d", "t")) and stem[-1] != ending:
        return False
    if ending == "d" and stem.endswith(("f", "s")):
        return True  # leven, reizen: geleefd, gereisd
    return (ending == "t") == stem.endswith(_VOICELESS)


def _regular(rest: str, prefix: str) -> str:
    """Give the infinitive of a regular participle: werk-t, werken; or "" when no such verb exists."""
    if not rest or rest[-1] not in "dt":
        return ""
    with_ending = [rest[:-1]] if _regular_ending(rest) else []
    for stem in (*with_ending, rest):  # a stem on d or t adds no ending: "verwacht", "geantwoord"
        verbs = [prefix + verb for verb in _infinitives(stem) if _allows(stem, rest, verb)]
        best = max(verbs, key=lambda verb: zipf(verb, "nl"), default="")
        if zipf(best, "nl") >= _VERB:
            return best
    return ""


def _allows(stem: str, rest: str, verb: str) -> bool:
    """Tell whether a verb can have this participle: no strong one; v and z go with d ("geleefd", not "leeft")."""
    if verb in _strong_verbs():
        return False
    voiced = verb.removesuffix("en").endswith(("v", "z"))
    return stem == rest or not stem.endswith(("f", "s")) or voiced == (rest[-1] == "d")


def _infinitives(stem: str) -> Iterator[str]:
    """Give the infinitives that a stem can have: bel, bellen; maak, maken; leef, leven; wandel, wandelen."""
    if len(stem) < 2:
        return
    for base in respelled(stem) if len(stem) >= _SHORTEST_STEM else (stem + stem[-1],):
        short = base == stem and stem[-1] not in _VOWELS and stem[-2] in "aeiou"
        if short and sum(letter in _VOWELS for letter in stem) == 1:
            continue  # a short vowel doubles what follows: lakken, not laken
        yield base + "en"


@cache
def _strong_verbs() -> frozenset[str]:
    return frozenset(table(_FILE)["strong"].values())
