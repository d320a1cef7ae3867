"""veraPDF takes every sample letter as PDF/UA-1 and as PDF/A-3a, and refuses a file that is neither."""

import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from pypdf import PdfWriter

from dsar.files.logo import clean_logo
from dsar.letters import render
from tests.files.logos import GOOD_SVG, png
from tests.letters.sampleset import samples
from tests.letters.verapdf import failures


def test_verapdf_takes_every_letter(sample_pdf: Callable[[str], Path]) -> None:
    paths = {sample_pdf(name): name for name in samples()}  # in one Java, which gets faster with every file
    found = failures(paths)
    assert {paths[path]: clauses for path, clauses in found.items() if clauses} == {}
    assert found.keys() == paths.keys()


def test_verapdf_takes_a_letter_with_a_logo_and_a_preview_and_refuses_what_is_wrong(tmp_path: Path) -> None:
    letter = samples()["westendorp-pr/acknowledgement/nl"]
    logos = {"png": clean_logo(png()), "svg": clean_logo(GOOD_SVG)}
    made = {
        kind: render(replace(letter, letterhead=replace(letter.letterhead, logo=logo))) for kind, logo in logos.items()
    }
    made["preview"] = render(replace(letter, concept=True, number=""))
    right = made["preview"]
    made["wrong-mark"] = right.replace(b'pdfuaid:part="1"', b'pdfuaid:part="7"')
    made["without-tags"] = without_tags(right)
    for name, content in made.items():
        (tmp_path / f"{name}.pdf").write_bytes(content)
    found = {path.stem: clauses for path, clauses in failures(sorted(tmp_path.iterdir())).items()}
    assert {name: found[name] for name in ("png", "svg", "preview")} == {"png": (), "svg": (), "preview": ()}
    assert any(clause.startswith("ua1 5.") for clause in found["wrong-mark"]), found["wrong-mark"]
    assert {clause.split()[0] for clause in found["without-tags"]} == {"ua1", "3a"}, found["without-tags"]


def without_tags(pdf: bytes) -> bytes:
    """Give a letter whose file says that nothing in it is tagged."""
    writer = PdfWriter(clone_from=io.BytesIO(pdf))
    del writer.root_object["/MarkInfo"]
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()
