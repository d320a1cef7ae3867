"""Starts the process that makes a PDF, with limits on time and memory, and clears up after it."""

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from dsar.core.letters import LetterContext
from dsar.letters.compose import to_html
from dsar.letters.text import FONTS

PROCESS = Path(__file__).with_name("render_process.py")
MEMORY_MIB = 384  # a letter of forty pages needs under 96; without libharfbuzz-subset it needs more
MOST_HTML = 2 * 1024 * 1024  # bytes


class RenderCode(StrEnum):
    """Why there is no PDF."""

    TIME = "render_time"  # took longer than allowed
    MEMORY = "render_memory"  # needed more memory than allowed
    COMPLEX = "render_complex"  # nested too deeply
    LONG = "render_long"  # more pages or bytes than a letter has
    CRASH = "render_crash"  # ended without a PDF for another reason


class RenderError(Exception):
    """No PDF could be made; `code` says why, `log` holds what the process wrote, for operators (no letter text)."""

    def __init__(self, code: RenderCode, log: str = "") -> None:
        super().__init__(code.value)
        self.code = code
        self.log = log


@dataclass(frozen=True, slots=True)
class Rendering:
    """A PDF and the warnings that came with it."""

    pdf: bytes
    warnings: str


EXITS: Mapping[int, RenderCode] = {  # the exit codes of render_process, which is not imported: it brings WeasyPrint
    12: RenderCode.MEMORY,
    13: RenderCode.COMPLEX,
    14: RenderCode.LONG,
    -signal.SIGXCPU: RenderCode.TIME,
}


def render(context: LetterContext, *, timeout_seconds: float = 20.0) -> bytes:
    """Make the PDF of a letter; raises RenderError."""
    return render_html(to_html(context), timeout_seconds=timeout_seconds).pdf


def render_html(html: str, *, timeout_seconds: float = 20.0, memory_mib: int = MEMORY_MIB) -> Rendering:
    """Make a PDF from a whole HTML document; raises RenderError, and leaves no file or process behind."""
    document = html.encode("utf-8")
    if len(document) > MOST_HTML:
        raise RenderError(RenderCode.LONG)
    with tempfile.TemporaryDirectory(prefix="dsar-letter-", ignore_cleanup_errors=True) as folder:
        log = Path(folder, "log")
        output, status = _run(document, folder, log, timeout_seconds, memory_mib)
        warnings = log.read_text(encoding="utf-8", errors="replace")
    if status != 0 or not output.startswith(b"%PDF-"):
        raise RenderError(_reason(status, warnings), warnings[-2000:])
    return Rendering(output, warnings)


def _run(document: bytes, folder: str, log: Path, seconds: float, memory_mib: int) -> tuple[bytes, int]:
    command = [sys.executable, "-I", "-B", str(PROCESS), str(memory_mib), str(int(seconds) + 1)]
    with (
        log.open("wb") as errors,
        subprocess.Popen(  # noqa: S603  # our own file, by our own interpreter, with two numbers as arguments
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=errors,
            cwd=folder,
            env=_environment(folder),
            start_new_session=True,
        ) as process,
    ):
        try:
            output, _ = process.communicate(document, timeout=seconds)
        except subprocess.TimeoutExpired as expired:
            raise RenderError(RenderCode.TIME) from expired
        finally:
            _end(process)
        return output, process.returncode


def _end(process: subprocess.Popen[bytes]) -> None:
    """Kill what is left of the process and its group; a process that has ended is only waited for."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _environment(folder: str) -> dict[str, str]:
    """Give the process its own temporary folder and font list, and nothing of our environment but the paths."""
    kept = {name: os.environ[name] for name in ("PATH", "LD_LIBRARY_PATH") if name in os.environ}
    own = {"TMPDIR": folder, "HOME": folder, "XDG_CACHE_HOME": folder, "LANG": "C.UTF-8"}
    return kept | own | {"FONTCONFIG_FILE": str(FONTS / "fonts.conf")}


def _reason(status: int, warnings: str) -> RenderCode:
    if status in EXITS:
        return EXITS[status]
    starved = ("MemoryError", "failed to allocate", "Cannot allocate memory", "out of memory")
    return RenderCode.MEMORY if any(word in warnings for word in starved) else RenderCode.CRASH
