"""Reads one regulation file; whatever is wrong with it comes out as `RegulationErrors`, never as another error."""

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

from dsar.core.regulation import Regulation
from dsar.regulations.build import build
from dsar.regulations.lines import LineIndex
from dsar.regulations.mistakes import Mistake, RegulationErrors, Report
from dsar.regulations.table import Table
from dsar.regulations.translations import Translations, read_translations

MAX_BYTES = 256 * 1024
_AT_LINE = re.compile(r"\(at line (\d+), column (\d+)\)")
_PARSER_SAYS = (  # the parser's English words -> what to do about it
    ("Expected '='", "na een sleutel hoort een = te staan"),
    ("Expected newline", "na een waarde hoort een nieuwe regel te beginnen"),
    ("Expected ']", "de kop van een onderdeel hoort met ] te eindigen, en die van een lijst met ]]"),
    ("Cannot declare", "dit onderdeel staat er al"),
    ("Cannot overwrite", "deze sleutel staat er al"),
    ("Duplicate", "deze sleutel staat er al"),
    ("Cannot mutate", "dit onderdeel staat er al"),
    ("Unclosed array", "een lijst is niet afgesloten met ]"),
    ("Unclosed inline table", "een tabel is niet afgesloten met }"),
    ("Unterminated string", "een tekst is niet afgesloten met een aanhalingsteken"),
    ("Unescaped", "een \\ in een tekst tussen dubbele aanhalingstekens moet als \\\\ worden geschreven"),
    ("Illegal character", "hier staat een teken dat niet mag, misschien een ontbrekend aanhalingsteken"),
    ("Invalid date", "deze datum bestaat niet"),
    ("Invalid value", "deze waarde is niet te lezen; zet een tekst tussen aanhalingstekens"),
    ("Invalid initial character", "hier hoort een sleutel te staan"),
    ("Invalid statement", "hier hoort een sleutel of de kop van een onderdeel te staan"),
)


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a file holds: the regulation, and beside it the translations of what its letters print."""

    regulation: Regulation
    translations: Translations


def load_file(path: Path) -> Regulation:
    """Read a regulation file, or raise RegulationErrors with everything that is wrong with it."""
    return load_translated(path).regulation


def load_translated(path: Path) -> Loaded:
    """Read a regulation file with its translations; raises RegulationErrors as `load_file` does."""
    text = _text(path)
    document = _parse(path, text)
    report = Report()
    regulation = build(document, report)
    translations = read_translations(Table(document, "", report), regulation)
    if report.found:
        index = LineIndex(text)
        mistakes = [Mistake(str(path), key, message, index.line(key)) for key, message in report.found]
        raise RegulationErrors(sorted(mistakes, key=lambda mistake: mistake.line or 0))
    return Loaded(regulation, translations)


def _text(path: Path) -> str:
    data = _bytes(path)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise _failure(path, "hier staat een teken dat geen UTF-8 is; bewaar het bestand als UTF-8", line) from None
    if not text.strip():
        raise _failure(path, "het bestand is leeg")
    return text


def _bytes(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise _failure(path, "is een map; verwacht een bestand")
        if not path.exists():
            raise _failure(path, "dit bestand bestaat niet")
        if not path.is_file():
            raise _failure(path, "is geen gewoon bestand")
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else "onbekende oorzaak"
        raise _failure(path, f"kan niet worden gelezen ({reason})") from None
    if len(data) > MAX_BYTES:
        raise _failure(path, f"is te groot: verwacht ten hoogste {MAX_BYTES // 1024} KiB")
    return data


def _parse(path: Path, text: str) -> dict[str, object]:
    try:
        return tomllib.loads(text)
    except RecursionError:
        raise _failure(path, "bevat te veel lijsten of tabellen in elkaar") from None
    except ValueError as error:  # of which the parser's own error is one; a number of thousands of digits another
        raise RegulationErrors([_syntax_mistake(path, text, str(error))]) from None


def _syntax_mistake(path: Path, text: str, said: str) -> Mistake:
    known = (ours for theirs, ours in _PARSER_SAYS if theirs in said)
    message = next(known, "dit is geen geldige TOML")
    place = _AT_LINE.search(said)
    if place is not None:
        line = int(place[1])
        return Mistake(str(path), LineIndex(text).key_at(line), f"{message} (kolom {place[2]})", line)
    at_end = " (aan het eind van het bestand)" if "end of document" in said else ""
    return Mistake(str(path), "", f"{message}{at_end}", len(text.splitlines()) if at_end else None)


def _failure(path: Path, message: str, line: int | None = None) -> RegulationErrors:
    return RegulationErrors([Mistake(str(path), "", message, line)])
