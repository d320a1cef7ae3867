"""Reads the reviewed data files of this package, once per process."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

_FOLDER = Path(__file__).parent / "data"


@cache
def table(name: str) -> dict[str, Any]:
    """Give the content of data/<name>.toml."""
    with (_FOLDER / f"{name}.toml").open("rb") as file:
        return tomllib.load(file)


@cache
def listed(name: str, key: str) -> frozenset[str]:
    """Give a list of words under [lists] of a data file; a text there is cut at its white space."""
    words: list[str] | str = table(name)["lists"][key]
    return frozenset(words.split() if isinstance(words, str) else words)
