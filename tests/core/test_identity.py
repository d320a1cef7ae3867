"""A BSN is recognised in whatever way it was typed; other numbers are left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dsar.core.identity import find_bsn, passes_eleven_test

BSN = "111222333"


@pytest.mark.parametrize(
    "text",
    [
        BSN,
        "bsn 111222333.",
        "111 222 333",
        "111.222.333",
        "1112.22.333",
        "111-222-333",
        "111/222/333",
        "111\u00a0222\u00a0333",
        "111\u200b222\u200b333",
        "１１１２２２３３３",
        "nummer:111222333,",
        "x111222333y",
        "12 111222333",
        "111222333 en 4",
        "1 1 1 2 2 2 3 3 3",
        "111222\r\n333",
        "111    222    333",
        "111__222__333",
        "111\u3164222\u3164333",
    ],
)
def test_a_bsn_is_found_whatever_separates_its_digits(text: str) -> None:
    assert find_bsn(text) is not None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "geen getal",
        "123456789",
        "0531234567",
        "1112223334",
        "000000000",
        "7511 AA",
        "18-11-2026",
        "053 555 01 23",
        "+31 6 12345678",
    ],
)
def test_what_is_no_bsn_is_left_alone(text: str) -> None:
    assert find_bsn(text) is None


@given(st.integers(min_value=1, max_value=99_999_999))
def test_every_number_that_passes_the_eleven_test_is_found_in_a_sentence(head: int) -> None:
    digits = f"{head:08d}"
    check = sum(weight * int(digit) for weight, digit in zip(range(9, 1, -1), digits, strict=True)) % 11
    if check == 10:
        return
    number = f"{digits}{check}"
    assert passes_eleven_test(number)
    assert find_bsn(f"Mijn nummer is {number[:4]}.{number[4:6]}.{number[6:]} sinds vorig jaar.") is not None


def test_a_long_row_of_numbers_is_searched_to_its_end() -> None:
    assert find_bsn("1 " * 100_000) is None
    assert find_bsn("1 " * 100_000 + f"en {BSN}") == BSN
