"""The way into this package: read one regulation file, or all that the product has been given."""

import os
from collections.abc import Sequence
from pathlib import Path

from dsar.regulations.canonical import canonical_json, from_canonical_json, sha256
from dsar.regulations.catalogue import Catalogue
from dsar.regulations.mistakes import Mistake, RegulationErrors
from dsar.regulations.reading import Loaded, load_file, load_translated

ENVIRONMENT = "DSAR_REGULATIONS"  # folders with more regulation files, separated as in PATH
PACKAGED = Path(__file__).parent / "data"


def load_catalogue(extra_dirs: Sequence[Path] | None = None) -> Catalogue:
    """Read every *.toml of the packaged folder and of extra folders; raises RegulationErrors with all mistakes.

    Without an argument the extra folders are those of the environment variable DSAR_REGULATIONS.
    """
    folders = [PACKAGED, *(extra_folders(os.environ.get(ENVIRONMENT, "")) if extra_dirs is None else extra_dirs)]
    mistakes: list[Mistake] = []
    loaded: dict[str, Loaded] = {}
    for path in _files(folders, mistakes):
        try:
            loaded[str(path)] = load_translated(path)
        except RegulationErrors as errors:
            mistakes += errors.mistakes
    try:
        catalogue = Catalogue(
            ((source, each.regulation) for source, each in loaded.items()),
            ((each.regulation, each.translations) for each in loaded.values()),
        )
    except RegulationErrors as errors:
        mistakes += errors.mistakes
    if mistakes:
        raise RegulationErrors(mistakes)
    return catalogue


def extra_folders(setting: str) -> tuple[Path, ...]:
    """Read the value of DSAR_REGULATIONS."""
    return tuple(Path(folder) for folder in setting.split(os.pathsep) if folder.strip())


def _files(folders: Sequence[Path], mistakes: list[Mistake]) -> list[Path]:
    """Give every file once, by folder and name; note the folders that cannot be read."""
    files: dict[Path, Path] = {}
    for folder in folders:
        try:
            if not folder.is_dir():
                raise NotADirectoryError
            found = sorted(
                path for path in folder.iterdir() if path.suffix == ".toml" and not path.name.startswith(".")
            )
            files |= {path.resolve(): path for path in found if path.resolve() not in files}
        except (OSError, ValueError):
            mistakes.append(Mistake(str(folder), "", f"is geen map die gelezen kan worden ({ENVIRONMENT})"))
    return list(files.values())


__all__ = [
    "ENVIRONMENT",
    "Catalogue",
    "Mistake",
    "RegulationErrors",
    "canonical_json",
    "extra_folders",
    "from_canonical_json",
    "load_catalogue",
    "load_file",
    "load_translated",
    "sha256",
]
