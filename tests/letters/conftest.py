"""The letters of a test run as PDF, made when first asked for and shared by all its processes."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.letters.pdf import Shelf, pdf_file
from tests.letters.sampleset import samples


@pytest.fixture(scope="session", autouse=True)
def _shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep what is made in a folder of this test run."""
    root = tmp_path_factory.getbasetemp()
    Shelf.folder = (root.parent if "PYTEST_XDIST_WORKER" in os.environ else root) / "letters"
    Shelf.folder.mkdir(exist_ok=True)
    yield
    Shelf.folder = None


@pytest.fixture(scope="session")
def sample_pdf(_shelf: None) -> Callable[[str], Path]:
    """Give a function that gives the file of a sample by its name."""
    return lambda name: pdf_file(samples()[name])
