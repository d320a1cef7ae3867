"""A worker process: makes PDFs from HTML, and pictures and page counts of PDFs, one after another until stdin ends.

Started as a file, not as a module of the package, so that it loads WeasyPrint and nothing of the application.
Argument: memory in MiB. A job is two frames on stdin (see `wire`), a head in JSON and a body; so is the answer on
stdout. A job that fails ends the process, and the exit code says how.
"""

import gc
import hashlib
import io
import json
import logging
import math
import os
import re
import resource
import select
import shutil
import signal
import struct
import sys
from base64 import b64decode
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, BinaryIO
from urllib.parse import unquote_to_bytes

import pydyf
from defusedxml import ElementTree
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

HERE = Path(__file__).resolve().parent
STYLESHEET = HERE.parent.parent / "templates" / "letters" / "letter.css"
MOST_PAGES = 40
MOST_OUTPUT = 8 * 1024 * 1024  # bytes, of the PDF and of what is written to stderr
MOST_IMAGE = 1024 * 1024  # bytes
MOST_PIXELS = 8_000_000  # of a picture that is embedded or made; A4 at 200 dpi has half of them
LENGTH = struct.Struct(">I")

EXIT_MEMORY = 12
EXIT_COMPLEX = 13
EXIT_LONG = 14

# Set while nobody waits yet, so that the first letter finds its fonts loaded.
WARM_UP = b"<!DOCTYPE html><html lang=nl><title>x</title><main><h1>x</h1><p>x <b>x</b><table><tr><td>x</table></main>"

# The extension schema that PDF/A asks for when its metadata say PDF/UA.
PDFUA = b"""<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" pdfuaid:part="1"/>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource"><pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType><pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>part</pdfaProperty:description></rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag>
</pdfaExtension:schemas></rdf:Description></rdf:RDF>"""


class TooLong(Exception):
    """The letter has more pages, or the PDF more bytes, than a letter can have."""


class LogoOnly(URLFetcher):  # type: ignore[misc]  # WeasyPrint brings no types
    """Gives what a data: address with a PNG or SVG holds, and fetches nothing: a letter has its logo in itself."""

    _ADDRESS = re.compile(r"data:(image/png|image/svg\+xml)(?:;charset=utf-8)?(;base64)?,(.*)", re.DOTALL)

    def __init__(self) -> None:
        super().__init__(allowed_protocols=["data"])

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
        """Give the picture; raises ValueError for any other address, and WeasyPrint goes on without."""
        found = self._ADDRESS.fullmatch(url)
        if found is None or len(url) > 2 * MOST_IMAGE:
            raise ValueError("refused")
        kind, packed, text = found.groups()
        content = b64decode(text, validate=True) if packed else unquote_to_bytes(text)
        if len(content) > MOST_IMAGE:
            raise ValueError("too large")
        _CHECKS[kind](content)
        return URLFetcherResponse("data:", content, {"Content-Type": kind})


def check_png(content: bytes) -> None:
    """Refuse what is no PNG, or unpacks to more than a logo has."""
    if content[:8] != b"\x89PNG\r\n\x1a\n" or content[12:16] != b"IHDR" or len(content) < 33:
        raise ValueError("no PNG")
    width, height = struct.unpack(">II", content[16:24])
    if width * height > MOST_PIXELS:
        raise ValueError("too large")


def check_svg(content: bytes) -> None:
    """Refuse what is no SVG, or refers to anything but a colour, a shape or a clip of its own."""
    root = ElementTree.fromstring(content, forbid_dtd=True)
    if root.tag != "{http://www.w3.org/2000/svg}svg":
        raise ValueError("no SVG")
    for element in root.iter():
        name = element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
        if name in {"use", "image", "feImage", "foreignObject", "script", "style"}:
            raise ValueError("refers elsewhere")
        for attribute, value in element.attrib.items():
            outward = attribute.rpartition("}")[2] in {"href", "src"} and not value.startswith("#")
            if outward or attribute.endswith("}base") or re.search(r"url\(\s*[\"']?\s*[^#\"'\s]", value, re.IGNORECASE):
                raise ValueError("refers elsewhere")


_CHECKS: Mapping[str, Callable[[bytes], None]] = {"image/png": check_png, "image/svg+xml": check_svg}


def mark_accessible(_document: object, pdf: Any) -> None:
    """Say in the metadata that the file is PDF/UA-1 as well, and leave them readable without decompressing."""
    for item in pdf.objects:
        if isinstance(item, pydyf.Stream) and item.extra.get("Type") == "/Metadata":
            item.compress = False
            item.stream = [item.stream[0].replace(b"</rdf:RDF>", PDFUA)]


class Printer:
    """Makes PDFs with fonts and a stylesheet that are loaded once."""

    def __init__(self) -> None:
        self._fetcher = LogoOnly()
        self._fonts = FontConfiguration()
        css = STYLESHEET.read_text(encoding="utf-8")
        self._style = CSS(string=css, font_config=self._fonts, url_fetcher=self._fetcher)

    def letter(self, body: bytes, _options: Mapping[str, int]) -> tuple[int, bytes]:
        """Lay the document out and write it as one file that is PDF/A-3a and PDF/UA-1; gives pages and bytes."""
        options = {"pdf_variant": "pdf/a-3a", "pdf_identifier": hashlib.sha256(body).digest()[:16]}
        html = HTML(string=body.decode("utf-8"), url_fetcher=self._fetcher)
        document = html.render(font_config=self._fonts, stylesheets=[self._style], **options)
        if len(document.pages) > MOST_PAGES:
            raise TooLong
        document.metadata.attachments = []
        for page in document.pages:
            page.links = [link for link in page.links if link[0] != "attachment"]
        content: bytes = document.write_pdf(finisher=mark_accessible, **options)
        if len(content) > MOST_OUTPUT:
            raise TooLong
        return len(document.pages), content


def count(body: bytes, _options: Mapping[str, int]) -> tuple[int, bytes]:
    """Count the pages of a PDF."""
    import pypdfium2  # noqa: PLC0415 -- most workers never make a picture

    with pypdfium2.PdfDocument(body) as document:
        return len(document), b""


def picture(body: bytes, options: Mapping[str, int]) -> tuple[int, bytes]:
    """Draw one page of a PDF, in few colours: enough to read, and a third of the bytes; nothing for a missing page."""
    import pypdfium2  # noqa: PLC0415 -- most workers never make a picture

    scale = options["dpi"] / 72
    with pypdfium2.PdfDocument(body) as document:
        if not 1 <= options["page"] <= len(document):
            return len(document), b""
        page = document[options["page"] - 1]
        width, height = page.get_size()
        if width * height * scale * scale > MOST_PIXELS:
            raise TooLong
        drawn = page.render(scale=scale).to_pil().quantize(32, dither=0)
        written = io.BytesIO()
        drawn.save(written, "PNG", optimize=True)
        return len(document), written.getvalue()


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


def read_frame(source: BinaryIO) -> bytes | None:
    """Give the next frame; None at the end."""
    head = source.read(LENGTH.size)
    if len(head) < LENGTH.size:
        return None
    (length,) = LENGTH.unpack(head)
    frame = source.read(length)
    return frame if len(frame) == length else None


def serve(source: BinaryIO, target: BinaryIO, tasks: Mapping[str, Callable[..., tuple[int, bytes]]]) -> None:
    """Do one job after another until the application ends; garbage is collected while nobody waits."""
    gc.freeze()
    gc.disable()
    while (head := read_frame(source)) is not None and (body := read_frame(source)) is not None:
        options = json.loads(head)
        bound(options["seconds"])
        number, content = tasks[options["task"]](body, options)
        signal.setitimer(signal.ITIMER_REAL, 0)
        for frame in (json.dumps({"number": number}).encode("ascii"), content):
            target.write(LENGTH.pack(len(frame)) + frame)
        target.flush()
        del body, content
        gc.collect()


def main() -> int:
    """Serve; anything that goes wrong becomes an exit code."""
    limit(int(sys.argv[1]))
    logging.basicConfig(level=logging.WARNING, format="%(message)s", stream=sys.stderr)
    target = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # nothing but answers goes to the application
    try:
        printer = Printer()
        if not select.select([0], [], [], 0)[0]:
            printer.letter(WARM_UP, {})
        serve(sys.stdin.buffer, target, {"letter": printer.letter, "count": count, "picture": picture})
    except MemoryError:
        return EXIT_MEMORY
    except RecursionError:
        return EXIT_COMPLEX
    except TooLong:
        return EXIT_LONG
    except BrokenPipeError:
        pass
    shutil.rmtree(os.environ["TMPDIR"], ignore_errors=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
