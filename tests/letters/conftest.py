"""The sample letters as PDF, made when first asked for and shared by all processes of a test run."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.letters.pdf import rendering
from tests.letters.sampleset import samples


@pytest.fixture(scope="session")
def sample_pdf(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Give a function that gives the file of a sample by its name."""
    root = tmp_path_factory.getbasetemp()
    folder = (root.parent if "PYTEST_XDIST_WORKER" in os.environ else root) / "sample-letters"

    def made(name: str) -> Path:
        path = folder / f"{name}.pdf"
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            begun = path.with_suffix(f".{os.getpid()}")
            begun.write_bytes(rendering(samples()[name]).pdf)
            begun.replace(path)  # another process may have made the same bytes meanwhile
        return path

    return made
