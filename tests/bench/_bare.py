"""Bare WeasyPrint, to compare with: a process that makes one letter each time that it is asked."""

import gc
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter, process_time
from typing import Self

ROOT = Path(__file__).resolve().parents[2]
_PAGE = os.sysconf("SC_PAGE_SIZE")


class Bare:
    """The process, with the letter's HTML; not for two threads at once."""

    def __init__(self, html: str) -> None:
        self.processor = 0.0  # seconds, of all letters
        self._folder = tempfile.TemporaryDirectory()
        fonts = {"FONTCONFIG_FILE": str(ROOT / "dsar/letters/fonts/fonts.conf"), "XDG_CACHE_HOME": self._folder.name}
        page = Path(self._folder.name, "letter.html")
        page.write_text(html, encoding="utf-8")
        self._process = subprocess.Popen(
            [sys.executable, __file__, str(page)],
            env=os.environ | fonts,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.communicate()
        self._folder.cleanup()

    def letter(self) -> float:
        """Make the letter; give the seconds that the process itself measured."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write("\n")
        self._process.stdin.flush()
        clock, processor = map(float, self._process.stdout.readline().split())
        self.processor += processor
        return clock

    def resident_mib(self) -> float:
        """Give the memory that the process holds."""
        pages = Path(f"/proc/{self._process.pid}/statm").read_text(encoding="ascii").split()[1]
        return int(pages) * _PAGE / 1024 / 1024


def serve(html: str) -> None:
    """Make the letter for every line on stdin."""
    from weasyprint import CSS, HTML  # noqa: PLC0415 -- only in the process itself
    from weasyprint.text.fonts import FontConfiguration  # noqa: PLC0415

    fonts = FontConfiguration()
    style = CSS(filename=ROOT / "templates/letters/letter.css", font_config=fonts)
    gc.collect()
    gc.freeze()
    gc.disable()
    for _ in sys.stdin:
        start, work = perf_counter(), process_time()
        HTML(string=html).write_pdf(font_config=fonts, stylesheets=[style], pdf_variant="pdf/a-3a")
        print(perf_counter() - start, process_time() - work, flush=True)
        gc.collect()


if __name__ == "__main__":
    serve(Path(sys.argv[1]).read_text(encoding="utf-8"))
