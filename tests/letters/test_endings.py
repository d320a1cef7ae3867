"""No stream of a letter ends in a carriage return, which some readers would take for a line end."""

from dataclasses import replace
from types import SimpleNamespace

import page as checker
import pydyf

from dsar.letters import render
from dsar.press.endings import AMBIGUOUS, lengthen
from tests.letters.sampleset import samples


def _ending_so(*, font: bool) -> pydyf.Stream:
    """Give a compressed stream that ends in a carriage return."""
    for number in range(100_000):
        extra = {"Length1": len(str(number))} if font else {}
        stream = pydyf.Stream([str(number).encode()], extra, compress=True)
        if stream.data.endswith(AMBIGUOUS):
            return stream
    raise AssertionError


def test_such_a_stream_gets_a_byte_that_says_nothing() -> None:
    for font in (False, True):
        stream = _ending_so(font=font)
        length = len(b"".join(stream.stream))
        pdf = SimpleNamespace(objects=[stream], add_object=lambda _: None)
        lengthen(pdf)
        assert not stream.data.endswith(AMBIGUOUS)
        added = len(b"\n".join(stream.stream)) - length
        assert added >= 1
        assert stream.extra.get("Length1", length + added) == length + added


def test_letters_of_every_length_are_taken() -> None:
    letter = samples()["werk-op-maat/late_answer/nl"]
    for number in range(30):
        context = replace(letter, number=f"B-{number}")
        content = render(context, timeout_seconds=120)
        assert AMBIGUOUS not in content
        report = checker.validate_pdf_bytes(content, profile=checker.ValidationProfile.PDF_A_3A)
        assert report.is_compliant, [(failure.rule_id, failure.message) for failure in report.failures]
