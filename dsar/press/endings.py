"""Lets no stream of a PDF end in a carriage return: with the line feed after it, some readers take it for a line end.

They then miss a byte; page-validation refuses such a file (PDFA3A-STREAM-LENGTH-001). It happens to one letter in 25.
"""

from typing import Any

import pydyf

AMBIGUOUS = b"\r\nendstream"


def lengthen(pdf: Any) -> None:
    """Give every stream that ends so one line feed more, which says nothing: its checksum, the last byte, is another.

    The stream of small objects is made only when the file is written; it gets one empty object more.
    """
    for item in pdf.objects:
        while isinstance(item, pydyf.Stream) and item.data.endswith(AMBIGUOUS):
            item.stream = [*item.stream, b""]  # joined by line feeds
            if "Length1" in item.extra:  # of a font
                item.extra["Length1"] += 1
    pdf.add_object(pydyf.Dictionary())
