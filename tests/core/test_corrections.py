"""What a case that holds the same requests ends, and what it does not."""

import pytest

from dsar.core.corrections import doubled
from dsar.core.errors import InvalidInput
from dsar.core.vocabulary import ObjectionPurpose, Right

OBJECTION = Right.OBJECTION, ObjectionPurpose.COMMERCIAL


def test_only_the_same_right_and_purpose_is_double() -> None:
    asked = {1: (Right.INSPECTION, None), 2: (Right.CORRECTION, None), 3: OBJECTION}
    kept = [(Right.CORRECTION, None), (Right.OBJECTION, ObjectionPurpose.OTHER)]
    assert doubled(asked, kept) == {2}
    assert doubled(asked, [*kept, OBJECTION]) == {2, 3}


def test_where_nothing_is_the_same_nothing_is_double() -> None:
    with pytest.raises(InvalidInput, match="double_asks_otherwise"):
        doubled({1: (Right.COPY, None)}, [(Right.INSPECTION, None)])
