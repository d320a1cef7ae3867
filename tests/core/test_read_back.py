"""An oral request counts; it is written down and read back to whoever asked (GDPR 12(2))."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from dsar.core.intake import NewCase, NewRequest, new_read_back_mistakes
from dsar.core.read_back import LONGEST_NAME, NewReadBack, read_back_mistakes
from dsar.core.vocabulary import Channel, Right
from tests.factories.world import SUBJECT

RECEIVED, TODAY = date(2026, 11, 20), date(2026, 11, 30)
READ = NewReadBack(RECEIVED, "J. de Vries")
NEW = NewCase(1, RECEIVED, Channel.ORAL, SUBJECT, (NewRequest(Right.COPY, "Een kopie van alles."),), READ)


@pytest.mark.parametrize(
    ("read", "found"),
    [
        (READ, []),
        (replace(READ, read_on=TODAY), []),
        (replace(READ, read_on=TODAY + timedelta(1)), [("read_on", "day_in_future")]),
        (replace(READ, read_on=RECEIVED - timedelta(1)), [("read_on", "day_before_receipt")]),
        (replace(READ, read_by=" "), [("read_by", "required")]),
        (replace(READ, read_by="x" * (LONGEST_NAME + 1)), [("read_by", "name_too_long")]),
    ],
)
def test_it_was_read_by_somebody_between_receipt_and_today(read: NewReadBack, found: list[tuple[str, str]]) -> None:
    assert [(one.field, one.code) for one in read_back_mistakes(read, RECEIVED, TODAY)] == found


@pytest.mark.parametrize("channel", Channel)
def test_only_what_was_said_is_read_back(channel: Channel) -> None:
    found = [one.code for one in new_read_back_mistakes(replace(NEW, channel=channel), TODAY)]
    assert found == ([] if channel in {Channel.ORAL, Channel.TELEPHONE} else ["not_oral"])
    assert not list(new_read_back_mistakes(replace(NEW, channel=channel, read_back=None), TODAY))


def test_without_what_was_written_down_there_is_nothing_to_read() -> None:
    (mistake,) = new_read_back_mistakes(replace(NEW, requests=(NewRequest(Right.COPY, " "),)), TODAY)
    assert (mistake.field, mistake.code) == ("client_words", "words_to_read_missing")
