"""Makes PDFs and pictures of them in the worker processes, with limits on time, memory, pages and bytes."""

from dataclasses import dataclass

from dsar.core.letters import LetterContext
from dsar.letters import pool
from dsar.letters.compose import to_html
from dsar.letters.errors import RenderCode, RenderError
from dsar.letters.worker import MEMORY_MIB, Job, Worker

MOST_HTML = 2 * 1024 * 1024  # bytes
MOST_PDF = 8 * 1024 * 1024  # bytes
MOST_DPI = 200
SECONDS = 20.0


@dataclass(frozen=True, slots=True)
class Rendering:
    """A PDF, the number of its pages and the warnings that came with it."""

    pdf: bytes
    pages: int
    warnings: str


def render(context: LetterContext, *, timeout_seconds: float = SECONDS) -> bytes:
    """Make the PDF of a letter; raises RenderError."""
    return render_document(context, timeout_seconds=timeout_seconds).pdf


def render_document(context: LetterContext, *, timeout_seconds: float = SECONDS) -> Rendering:
    """Make the PDF of a letter and count its pages; raises RenderError."""
    return render_html(to_html(context), timeout_seconds=timeout_seconds)


def render_html(html: str, *, timeout_seconds: float = SECONDS, memory_mib: int = MEMORY_MIB) -> Rendering:
    """Make a PDF from a whole HTML document; raises RenderError.

    Another limit on memory than the usual one is given to a process of its own, which ends afterwards.
    """
    document = html.encode("utf-8")
    if len(document) > MOST_HTML:
        raise RenderError(RenderCode.LONG)
    job = Job("letter", document)
    if memory_mib == MEMORY_MIB:
        reply = pool.current().run(job, timeout_seconds)
    else:
        worker = Worker(memory_mib)
        try:
            reply = worker.run(job, timeout_seconds)
        finally:
            worker.end()
    return Rendering(reply.body, reply.number, reply.warnings)


def page_count(pdf: bytes, *, timeout_seconds: float = SECONDS) -> int:
    """Count the pages of a PDF; raises RenderError, with CRASH for what is no PDF."""
    return pool.current().run(_about("count", pdf), timeout_seconds).number


def picture(pdf: bytes, page: int, dpi: int = 96, *, timeout_seconds: float = SECONDS) -> bytes:
    """Draw one page, counted from 1, as WebP; raises IndexError for a page that is not there, otherwise RenderError."""
    if not 1 <= dpi <= MOST_DPI:
        raise ValueError(dpi)
    reply = pool.current().run(_about("picture", pdf, page=page, dpi=dpi), timeout_seconds)
    if not 1 <= page <= reply.number:
        raise IndexError(page)
    return reply.body


def _about(task: str, pdf: bytes, **options: int) -> Job:
    if len(pdf) > MOST_PDF:
        raise RenderError(RenderCode.LONG)
    return Job(task, pdf, options)
