"""Makes every sample letter as PDF and as pictures, and a page on which all of them can be looked at.

    python -m tests.letters.make_letters [WORD...]     only the letters whose name holds every WORD

They go to build/letters/<organisation>/<kind>/<language>.pdf with <language>-1.png beside it; open
build/letters/index.html. Ends with 1 when a letter could not be made.
"""

import shutil
import sys
import time
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor, as_completed
from html import escape
from pathlib import Path

import pypdfium2

from dsar.core.letters import LetterContext
from dsar.letters import render
from tests.letters.sampleset import samples

FOLDER = Path(__file__).resolve().parents[2] / "build" / "letters"
WORKERS = 2
DOTS_PER_INCH = 80
_STYLE = """body { font: 16px sans-serif; margin: 2rem; background: #eee } a { color: #111 }
h2 { margin-top: 3rem } figure { margin: 1rem 0 } figcaption { font-weight: bold }
img { width: 14rem; border: 1px solid #999; margin: .3rem }"""


def main(words: list[str]) -> int:
    """Make the letters, say how far it is, and write the page with all of them."""
    wanted = {name: context for name, context in samples().items() if all(word in name for word in words)}
    if not words:
        shutil.rmtree(FOLDER, ignore_errors=True)
    started = time.monotonic()
    made: dict[str, int] = {}
    failed: list[str] = []
    for name, outcome in _made(wanted):
        if isinstance(outcome, bytes):
            made[name] = _write(name, outcome)
        else:
            failed.append(f"{name}: {type(outcome).__name__}: {outcome}")
        if sys.stdout.isatty() or (len(made) + len(failed)) % 50 == 0:
            print(f"\r{len(made) + len(failed)} of {len(wanted)} letters", end="", flush=True)
    _write_index({name: made[name] for name in wanted if name in made})
    seconds = time.monotonic() - started
    print(f"\n{len(made)} letters, {sum(made.values())} pages in {seconds:.0f} s: {FOLDER / 'index.html'}")
    print("\n".join(failed))
    return 1 if failed else 0


def _made(wanted: Mapping[str, LetterContext]) -> Iterator[tuple[str, bytes | Exception]]:
    """Give every letter as soon as it is made, or why it was not."""
    with ThreadPoolExecutor(WORKERS) as threads:
        waiting = {threads.submit(render, context, timeout_seconds=120): name for name, context in wanted.items()}
        for done in as_completed(waiting):
            error = done.exception()
            yield waiting[done], error if isinstance(error, Exception) else done.result()


def _write(name: str, pdf: bytes) -> int:
    """Write a letter and its pages; give how many pages there are."""
    path = FOLDER / f"{name}.pdf"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(pdf)
    with pypdfium2.PdfDocument(pdf) as document:
        for number, page in enumerate(document, start=1):
            page.render(scale=DOTS_PER_INCH / 72).to_pil().quantize(32).save(f"{FOLDER / name}-{number}.png")
        return len(document)


def _write_index(made: Mapping[str, int]) -> None:
    lines = [f'<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>Letters</title><style>{_STYLE}</style>']
    last = ""
    for name, pages in made.items():
        organisation = name.split("/", 1)[0]
        if organisation != last:
            lines.append(f"<h2>{escape(organisation)}</h2>")
            last = organisation
        pictures = "".join(
            f'<img loading="lazy" src="{name}-{page}.png" alt="page {page}">' for page in range(1, pages + 1)
        )
        lines.append(f'<figure><figcaption>{escape(name)}</figcaption><a href="{name}.pdf">{pictures}</a></figure>')
    FOLDER.mkdir(parents=True, exist_ok=True)
    (FOLDER / "index.html").write_text("\n".join(lines), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
