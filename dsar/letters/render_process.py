"""Makes one PDF from HTML, in a process of its own: HTML on stdin, PDF on stdout, the kind of failure as exit code.

Started as a file, not as a module of the package, so that it loads WeasyPrint and nothing of the application.
Arguments: memory in MiB, processor time in seconds.
"""

import hashlib
import logging
import resource
import sys
from pathlib import Path
from typing import Any, NoReturn

import pydyf
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher

HERE = Path(__file__).resolve().parent
STYLESHEET = HERE.parent.parent / "templates" / "letters" / "letter.css"
MOST_PAGES = 40
MOST_OUTPUT = 8 * 1024 * 1024  # bytes, of the PDF and of what is written to stderr

EXIT_MEMORY = 12
EXIT_COMPLEX = 13
EXIT_LONG = 14

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


def limit(memory_mib: int, processor_seconds: int) -> None:
    """Bound this process before anything of the document is read."""
    memory = memory_mib * 1024 * 1024
    for kind, most in (
        (resource.RLIMIT_DATA, memory),
        (resource.RLIMIT_CPU, processor_seconds),
        (resource.RLIMIT_FSIZE, MOST_OUTPUT),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(kind, (most, most))


class RefuseAll(URLFetcher):  # type: ignore[misc]  # WeasyPrint brings no types
    """Fetches nothing: a letter refers to nothing outside itself."""

    def fetch(self, url: str, headers: object = None) -> NoReturn:
        """Refuse; WeasyPrint goes on without."""
        raise ValueError("refused")


def mark_accessible(_document: object, pdf: Any) -> None:
    """Say in the metadata that the file is PDF/UA-1 as well, and leave them readable without decompressing."""
    for item in pdf.objects:
        if isinstance(item, pydyf.Stream) and item.extra.get("Type") == "/Metadata":
            item.compress = False
            item.stream = [item.stream[0].replace(b"</rdf:RDF>", PDFUA)]


def make_pdf(html: str) -> bytes:
    """Lay the document out and write it as one file that is PDF/A-3a and PDF/UA-1."""
    fetcher = RefuseAll(allowed_protocols=[])
    fonts = FontConfiguration()
    style = CSS(string=STYLESHEET.read_text(encoding="utf-8"), font_config=fonts, url_fetcher=fetcher)
    options = {"pdf_variant": "pdf/a-3a", "pdf_identifier": hashlib.sha256(html.encode()).digest()[:16]}
    document = HTML(string=html, url_fetcher=fetcher).render(font_config=fonts, stylesheets=[style], **options)
    if len(document.pages) > MOST_PAGES:
        raise TooLong
    content: bytes = document.write_pdf(finisher=mark_accessible, **options)
    if len(content) > MOST_OUTPUT:
        raise TooLong
    return content


def main() -> int:
    """Render stdin to stdout; anything that goes wrong becomes an exit code and leaves stdout empty."""
    limit(int(sys.argv[1]), int(sys.argv[2]))
    logging.basicConfig(level=logging.WARNING, format="%(message)s", stream=sys.stderr)
    try:
        content = make_pdf(sys.stdin.buffer.read().decode("utf-8"))
    except MemoryError:
        return EXIT_MEMORY
    except RecursionError:
        return EXIT_COMPLEX
    except TooLong:
        return EXIT_LONG
    sys.stdout.buffer.write(content)
    return 0


if __name__ == "__main__":
    sys.exit(main())
