"""The trail's words: what an entry is about."""

import pytest

from dsar.core.audit import Tag, Topic, topic_of


@pytest.mark.parametrize(
    ("tag", "topic"),
    [
        (Tag.CASE_REGISTERED, Topic.CASE),
        (Tag.QUESTION_ASKED, Topic.CASE),
        (Tag.DECISION_TAKEN, Topic.JUDGEMENT),
        (Tag.WITHOUT_ADVICE, Topic.JUDGEMENT),
        (Tag.LETTER_RUN_STARTED, Topic.LETTER),
        (Tag.DRAFT_WRITTEN, Topic.LETTER),
        (Tag.PASSWORD_CHANGED, Topic.PEOPLE),
        (Tag.DEPUTY_SET, Topic.PEOPLE),
        (Tag.PRINTER_SAVED, Topic.SETTINGS),
        (Tag.REGULATION_STORED, Topic.SETTINGS),
    ],
)
def test_an_entry_is_found_under_what_it_is_about(tag: Tag, topic: Topic) -> None:
    assert topic_of(tag) is topic
