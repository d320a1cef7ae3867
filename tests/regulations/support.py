"""Valid regulation texts to break on purpose."""

from pathlib import Path

from dsar.regulations import RegulationErrors, load_file
from dsar.regulations.loader import PACKAGED

SIXTH = Path(__file__).parents[1] / "data" / "regulations" / "sixth.toml"
FILES = (*sorted(PACKAGED.glob("*.toml")), SIXTH)


def sixth_text() -> str:
    """Give the text of the sixth organisation's file."""
    return SIXTH.read_text(encoding="utf-8")


def broken(folder: Path, old: str, new: str) -> list[str]:
    """Replace a piece of the valid file and give the mistakes as lines, without the file's name."""
    text = sixth_text()
    assert text.count(old) >= 1, old
    return mistakes_of(folder, text.replace(old, new, 1))


def mistakes_of(folder: Path, text: str | bytes) -> list[str]:
    """Write a text to a file and give its mistakes as `line: key: message`."""
    path = folder / "broken.toml"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    try:
        load_file(path)
    except RegulationErrors as errors:
        return [str(mistake).removeprefix(str(path)).removeprefix(":").strip() for mistake in errors.mistakes]
    return []
