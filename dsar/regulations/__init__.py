"""The organisations' privacy regulations: reviewed data files, one per organisation and version, and their reader."""

from dsar.regulations.loader import (
    ENVIRONMENT,
    Catalogue,
    Mistake,
    RegulationErrors,
    canonical_json,
    extra_folders,
    from_canonical_json,
    load_catalogue,
    load_file,
    sha256,
)

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
    "sha256",
]
