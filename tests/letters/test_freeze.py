import json
from dataclasses import replace

import pytest

from dsar.core.letters import OtherRequest
from dsar.core.vocabulary import ObjectionPurpose, Right
from dsar.letters import from_json, to_json
from tests.letters.samples import REFUSAL, SAMPLES


@pytest.mark.parametrize("name", SAMPLES)
def test_a_context_comes_back_as_it_was(name: str) -> None:
    assert from_json(to_json(SAMPLES[name])) == SAMPLES[name]


def test_the_text_is_canonical() -> None:
    text = to_json(REFUSAL)
    assert text == to_json(from_json(text))
    assert text == json.dumps(json.loads(text), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def test_a_different_context_gives_different_text() -> None:
    assert to_json(REFUSAL) != to_json(replace(REFUSAL, large_print=True))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"kind":"refusal"', '"kind":"poem"'),
        ('"large_print":false', '"large_print":0'),
        ('"format":2', '"format":1'),
        ('"date":"2026-11-25"', '"date":"yesterday"'),
        ('"reference":', '"unknown":'),
        ('"addressee":[', '"addressee":[1,'),
    ],
)
def test_anything_else_is_refused(old: str, new: str) -> None:
    text = to_json(REFUSAL)
    assert old in text
    with pytest.raises(ValueError, match=r".+"):
        from_json(text.replace(old, new))


@pytest.mark.parametrize("text", ["", "[]", "null", "{}", '{"format":1,"letter":[]}'])
def test_text_that_is_no_letter_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        from_json(text)


def test_text_of_before_a_field_was_added_still_says_the_same() -> None:
    text = to_json(REFUSAL)
    assert from_json(text.replace('"acted_by":"",', "")) == REFUSAL
    assert from_json(text.replace('"others":[],', "")) == REFUSAL


def test_what_gets_a_letter_of_its_own_comes_back_as_it_was() -> None:
    others = (OtherRequest(Right.COPY, None), OtherRequest(Right.OBJECTION, ObjectionPurpose.OTHER))
    assert from_json(to_json(replace(REFUSAL, others=others))).others == others
