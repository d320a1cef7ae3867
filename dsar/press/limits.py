"""Bounds on a worker process, kept by the system: whatever the process does, they end it."""

import math
import resource
import signal

MOST_PAGES = 40
MOST_OUTPUT = 8 * 1024 * 1024  # bytes, of a PDF and of what is written to stderr
MOST_PIXELS = 8_000_000  # of a picture that is embedded or made; A4 at 200 dpi has half of them


class TooLong(Exception):
    """The letter has more pages, or the PDF more bytes, than a letter can have."""


def limit(memory_mib: int) -> None:
    """Bound this process before anything of a document is read."""
    memory = memory_mib * 1024 * 1024
    for kind, most in ((resource.RLIMIT_DATA, memory), (resource.RLIMIT_FSIZE, MOST_OUTPUT), (resource.RLIMIT_CORE, 0)):
        resource.setrlimit(kind, (most, most))


def bound(seconds: float) -> None:
    """Bound one job: past this much time, or this much of the processor, the system ends the process."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    most = math.ceil(used.ru_utime + used.ru_stime + seconds) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (most, resource.RLIM_INFINITY))
    signal.setitimer(signal.ITIMER_REAL, seconds + 1)


def unbind() -> None:
    """Stop the clock of a job that is done."""
    signal.setitimer(signal.ITIMER_REAL, 0)
