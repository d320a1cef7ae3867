"""Makes PDFs that can be read aloud and kept, with fonts and a stylesheet that are loaded once."""

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pydyf
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

from dsar.press.endings import AMBIGUOUS, lengthen
from dsar.press.limits import MOST_OUTPUT, MOST_PAGES, TooLong
from dsar.press.logo import LogoOnly
from dsar.press.tongues import mark_languages

MOST_ATTEMPTS = 8  # each fails once in 25 times
STYLESHEET = Path(__file__).resolve().parents[2] / "templates" / "letters" / "letter.css"

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


def mark_accessible(_document: object, pdf: Any) -> None:
    """Say in the metadata that the file is PDF/UA-1 as well, and leave them readable without decompressing."""
    for item in pdf.objects:
        if isinstance(item, pydyf.Stream) and item.extra.get("Type") == "/Metadata":
            item.compress = False
            item.stream = [item.stream[0].replace(b"</rdf:RDF>", PDFUA)]


class Printer:
    """Makes PDFs with fonts and a stylesheet that are loaded once."""

    def __init__(self) -> None:
        mark_languages()
        self._fetcher = LogoOnly()
        self._fonts = FontConfiguration()
        css = STYLESHEET.read_text(encoding="utf-8")
        self._style = CSS(string=css, font_config=self._fonts, url_fetcher=self._fetcher)

    def letter(self, body: bytes) -> tuple[int, bytes]:
        """Lay the document out and write it as one file that is PDF/A-3a and PDF/UA-1; gives pages and bytes."""
        options = {"pdf_variant": "pdf/a-3a", "pdf_identifier": hashlib.sha256(body).digest()[:16]}
        html = HTML(string=body.decode("utf-8"), url_fetcher=self._fetcher)
        document = html.render(font_config=self._fonts, stylesheets=[self._style], **options)
        if len(document.pages) > MOST_PAGES:
            raise TooLong
        document.metadata.attachments = []
        for page in document.pages:
            page.links = [link for link in page.links if link[0] != "attachment"]
        content = self._written(document, options)
        if len(content) > MOST_OUTPUT:
            raise TooLong
        return len(document.pages), content

    def _written(self, document: Any, options: Mapping[str, Any]) -> bytes:
        content: bytes = document.write_pdf(finisher=mark_accessible, **options)
        for attempt in range(1, MOST_ATTEMPTS):
            if AMBIGUOUS not in content:
                break

            def finish(document: object, pdf: Any, times: int = attempt) -> None:
                mark_accessible(document, pdf)
                for _ in range(times):
                    lengthen(pdf)

            content = document.write_pdf(finisher=finish, **options)
        return content
