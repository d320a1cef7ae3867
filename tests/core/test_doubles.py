"""When two requests may come from one person."""

from dataclasses import replace

import pytest

from dsar.core.doubles import Person, last_names, may_be_same

MEER = Person("A.B.", "van der", "Meer", "7511 AA", "a.meer@example.com")
ELSEWHERE = replace(MEER, postcode="1234 AB", email="")


@pytest.mark.parametrize(
    "other",
    [
        replace(MEER, initials="C.", email="", postcode="7511aa"),
        replace(MEER, name_prefix="", last_name="Van der Meer", email=""),
        replace(MEER, last_name="MÉÉR", email=""),
        replace(MEER, last_name="Anders", postcode="", email=" A.Meer@Example.com "),
        ELSEWHERE,
        replace(ELSEWHERE, initials="ab"),
        replace(ELSEWHERE, initials=""),
    ],
)
def test_same_name_with_postcode_or_initials_or_the_same_address_may_be_one(other: Person) -> None:
    assert may_be_same(MEER, other)
    assert may_be_same(other, MEER)


@pytest.mark.parametrize(
    "other",
    [
        replace(MEER, last_name="Meester", email=""),
        replace(MEER, name_prefix="de", email=""),
        replace(ELSEWHERE, initials="C."),
    ],
)
def test_anybody_else_is_another(other: Person) -> None:
    assert not may_be_same(MEER, other)


def test_without_an_email_address_two_people_do_not_share_one() -> None:
    assert not may_be_same(replace(MEER, email=""), Person("C.", "", "Smit", "1234 AB", ""))


def test_a_name_is_looked_up_with_and_without_its_prefix() -> None:
    assert last_names(MEER) == {"meer", "van der meer"}
    assert last_names(replace(MEER, name_prefix="", last_name="van der Meer")) == {"meer", "van der meer"}
