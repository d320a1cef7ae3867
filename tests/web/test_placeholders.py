"""Placeholders as fields: a table grows without losing a row, and what a choice leaves out is not kept."""

import pytest
from werkzeug.datastructures import MultiDict

from dsar.core.placeholders import COMPOSED, GRANTED
from dsar.core.vocabulary import LetterKind, Right, Role
from dsar.web.placeholders import MOST_ROWS, as_data, form_for, readable
from tests.factories.details import DETAILS, typed_details
from tests.support.app import World
from tests.support.judging import GRANT, at_desk, identify, new_case, request_of
from tests.support.pages import Browser


@pytest.fixture
def contact(shared_world: World) -> Browser:
    return at_desk(shared_world, Role.CONTACT_PERSON)


def opened(world: World, contact: Browser, right: Right = Right.INSPECTION) -> int:
    case_id = new_case(world, right)
    identify(contact, case_id)
    request_id = request_of(world, case_id, right)
    contact.get(f"/verzoeken/{request_id}/voorstel")
    return request_id


@pytest.mark.parametrize("right", list(Right))
def test_what_is_filled_in_comes_back_the_same(right: Right) -> None:
    form = form_for(GRANTED[right])
    posted = MultiDict({name.removeprefix("details-"): value for name, value in typed_details(right).items()})
    assert form(posted).fields() == DETAILS[right]
    assert form(data=as_data(DETAILS[right], GRANTED[right])).fields() == DETAILS[right]


def test_what_a_choice_leaves_out_is_not_kept() -> None:
    typed = {"about": "identity", "doubt": "De handtekening lijkt anders.", "proof": "Een machtiging."}
    fields = form_for(COMPOSED[LetterKind.IDENTITY_REQUEST])(MultiDict(typed)).fields()
    assert not fields["proof"]
    assert fields["doubt"] == typed["doubt"]


def test_a_table_keeps_two_empty_rows_and_never_grows_beyond_the_most() -> None:
    form = form_for(GRANTED[Right.ERASURE])(MultiDict({"erased-0-what": "Het plan", "erased-1-what": ""}))
    form.widen()
    assert len(form["erased"]) == 3
    for _ in range(MOST_ROWS):
        form.widen("erased")
    assert len(form["erased"]) == MOST_ROWS


def test_names_that_no_form_of_ours_has_are_left_out() -> None:
    posted = MultiDict({"told-²-who": "x", "told-99999-who": "x", "told-0-who": "Gemeente", "Σ": "x"})
    assert list(readable(posted)) == ["told-0-who"]


def test_more_rows_come_without_losing_what_was_typed(shared_world: World, contact: Browser) -> None:
    opened(shared_world, contact)
    page = contact.send(
        outcome="grant", change="rows-searched", **{"details-searched-1-place": "Mailbox", "details-day": "geen dag"}
    )
    assert page.value_of("details-searched-1-place") == "Mailbox"
    assert page.value_of("details-searched-5-place") == ""
    assert page.value_of("details-day") == "geen dag"


def test_what_is_missing_stands_beside_its_field(shared_world: World, contact: Browser) -> None:
    opened(shared_world, contact)
    page = contact.send(
        outcome="grant", status=422, **{"details-form": "appointment", "details-searched-0-place": "Mailbox"}
    )
    for name in ("understood", "form", "searched", "purposes", "recipients", "automated"):
        assert bool(page.error_of(f"details-{name}")) is (name != "form"), name
    assert page.error_of("details-time") == "Dit ontbreekt nog: het tijdstip van de afspraak."
    assert not page.error_of("details-enclosures"), "asked only when the data go with the letter"
    assert page.value_of("details-searched-0-place") == "Mailbox"


def test_a_bsn_in_a_row_of_a_table_is_found(shared_world: World, contact: Browser) -> None:
    opened(shared_world, contact)
    page = contact.send(status=422, **{**GRANT, "details-recipients-0-why": "BSN 111222333"})
    assert "Een BSN hoort niet in dit register" in page.error_of("details-recipients-0-why")
    assert "Een BSN hoort niet in dit register" in page.summary


def test_a_bsn_spread_over_the_cells_of_a_row_is_found(shared_world: World, contact: Browser) -> None:
    opened(shared_world, contact)
    spread = {**GRANT, "details-recipients-0-who": "1112", "details-recipients-0-why": "22333"}
    page = contact.send(status=422, **spread)
    assert "Een BSN hoort niet in dit register" in page.error_of("details-recipients-0-who")
    assert contact.send(not_a_bsn="y").path.startswith("/zaken/")


def test_a_field_that_depends_on_a_choice_says_so(shared_world: World, contact: Browser) -> None:
    opened(shared_world, contact)
    assert contact.page is not None
    assert "Alleen bij “Op een afspraak”." in contact.page.text
    assert "Alleen bij “De gegevens gaan mee met de brief”." in contact.page.text


def test_a_proposal_comes_back_with_its_details(shared_world: World, contact: Browser) -> None:
    request_id = opened(shared_world, contact)
    contact.send(**GRANT)
    page = contact.get(f"/verzoeken/{request_id}/voorstel")
    assert page.value_of("details-time") == "10.00 uur"
    assert page.value_of("details-day") == "03-12-2026"
    assert page.value_of("details-categories") == "Naam en adres\nVerslagen van gesprekken"
    assert page.value_of("details-searched-1-result") == "niets gevonden"
