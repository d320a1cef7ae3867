"""Does one job after another until stdin ends; a job that fails ends the process, and the exit code says how."""

import gc
import json
import logging
import os
import re
import select
import shutil
import sys
import traceback
from collections.abc import Mapping
from typing import Any, BinaryIO

from dsar.press.documents import Printer
from dsar.press.frames import EXIT_COMPLEX, EXIT_LONG, EXIT_MEMORY, pack, read_frame
from dsar.press.limits import TooLong, bound, limit, unbind

MOST_WARNINGS = 200  # each of at most so many characters

# Set while nobody waits yet, so that the first letter finds its fonts loaded.
WARM_UP = b"<!DOCTYPE html><html lang=nl><title>x</title><main><h1>x</h1><p>x <b>x</b><table><tr><td>x</table></main>"


class Warnings(logging.Handler):
    """Keeps what WeasyPrint says of a letter, which may hold words of it, apart from what goes to stderr."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self._kept: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a message, without the pictures in it."""
        if len(self._kept) < MOST_WARNINGS:
            message = re.sub("data:[^'\" ]*", "data:", record.getMessage())
            self._kept.append(message[:MOST_WARNINGS])

    def take(self) -> str:
        """Give what was said since the last time."""
        said, self._kept = self._kept, []
        return "\n".join(said)


def main(memory_mib: int) -> int:
    """Serve on stdin and stdout; gives the exit code."""
    limit(memory_mib)
    target = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # nothing but answers goes to the application
    try:
        _serve(sys.stdin.buffer, target)
    except MemoryError:
        return EXIT_MEMORY
    except RecursionError:
        return EXIT_COMPLEX
    except TooLong:
        return EXIT_LONG
    except BrokenPipeError:
        pass
    except Exception as error:  # said without its message, which may hold words of the letter
        traceback.print_tb(error.__traceback__)
        print(type(error).__name__, file=sys.stderr)
        return 1
    shutil.rmtree(os.environ["TMPDIR"], ignore_errors=True)
    return 0


def _serve(source: BinaryIO, target: BinaryIO) -> None:
    printer, warnings = Printer(), Warnings()
    if not select.select([source], [], [], 0)[0]:
        printer.letter(WARM_UP)
    logging.getLogger("weasyprint").addHandler(warnings)
    gc.collect()
    gc.freeze()
    gc.disable()  # garbage is collected while nobody waits
    while (head := read_frame(source)) is not None and (body := read_frame(source)) is not None:
        options = json.loads(head)
        bound(options["seconds"])
        number, content = _do(printer, body, options)
        unbind()
        answer = {"number": number, "warnings": warnings.take()}
        target.write(pack(json.dumps(answer).encode("ascii")) + pack(content))
        target.flush()
        del body, content
        gc.collect()


def _do(printer: Printer, body: bytes, options: Mapping[str, Any]) -> tuple[int, bytes]:
    """Do one job; gives a number of pages, and what was made."""
    if options["task"] == "letter":
        return printer.letter(body)
    from dsar.press import pages  # noqa: PLC0415 -- most workers never make a picture

    return pages.count(body) if options["task"] == "count" else pages.picture(body, options["page"], options["dpi"])
