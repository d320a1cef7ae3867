"""A second version of an organisation's regulation, for tests of what changed rules do to open cases."""

import re
from pathlib import Path

from dsar.regulations.loader import PACKAGED

NEW = "2026-11-20"


def new_version(folder: Path, slug: str = "westendorp-pr") -> Path:
    """Write a second version of a regulation, with two weeks for what had four; give its folder."""
    old = (PACKAGED / f"{slug}.2018-05-25.toml").read_text(encoding="utf-8")
    new = re.sub(r'^period = "4w"$', 'period = "2w"', old, flags=re.MULTILINE)
    new = new.replace('version = "2018-05-25"', f'version = "{NEW}"')
    new = new.replace("effective_from = 2018-05-25", f"effective_from = {NEW}")
    assert new.count(NEW) == 2
    (folder / f"{slug}.{NEW}.toml").write_text(new, encoding="utf-8")
    return folder
