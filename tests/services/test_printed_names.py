"""What stands in every letter of an organisation can be printed: otherwise none of its letters could be made."""

import pytest

from dsar.core.errors import InvalidInput
from dsar.core.vocabulary import Role
from dsar.services.accounts import OrganisationInput, add_user, change_organisation
from tests.factories.world import PASSWORD, World
from tests.services.desk import WPR

DETAILS = {
    "name": "WestendorpPR",
    "address": "Weg 1\n7511 AA Enschede",
    "return_address": "Weg 1, 7511 AA Enschede",
    "telephone": "053 000 00 00",
    "email": "post@example.com",
    "website": "example.com",
    "legal_nature": None,
    "posting_days": 1,
    "carry_out_days": 5,
    "window_side": "left",
}


@pytest.mark.parametrize("field", ["name", "address", "return_address", "telephone", "email", "website"])
def test_a_letterhead_that_cannot_be_printed_is_refused_at_its_field(world: World, field: str) -> None:
    wanted = OrganisationInput(**{**DETAILS, field: "Huis \N{GRINNING FACE}"})
    with pytest.raises(InvalidInput) as refused:
        change_organisation(world.work(WPR, Role.ADMINISTRATOR), world.organisation_id(WPR), 1, wanted)
    assert (refused.value.field, refused.value.code) == (field, "unprintable")


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("name", "N" * 101, "detail_too_long"),
        ("return_address", "R" * 91, "detail_too_long"),
        ("address", "Regel\n" * 7, "too_many_rows"),
    ],
)
def test_a_letterhead_stays_out_of_the_window(world: World, field: str, value: str, code: str) -> None:
    wanted = OrganisationInput(**{**DETAILS, field: value})
    with pytest.raises(InvalidInput) as refused:
        change_organisation(world.work(WPR, Role.ADMINISTRATOR), world.organisation_id(WPR), 1, wanted)
    assert (refused.value.field, refused.value.code) == (field, code)


def test_a_colleagues_name_that_cannot_be_printed_is_refused(world: World) -> None:
    with pytest.raises(InvalidInput) as refused:
        add_user(world.system(), "nieuw@example.com", "\N{GRINNING FACE} de Vries", PASSWORD)
    assert (refused.value.field, refused.value.code) == ("name", "unprintable")
