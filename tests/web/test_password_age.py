"""A password that is older than an organisation allows is replaced before anything else is opened (safety point 14)."""

import pytest
from sqlalchemy import text

from dsar.core.vocabulary import Role
from dsar.extensions import db
from tests.support.app import PASSWORD, World, address
from tests.support.judging import at_desk
from tests.support.pages import Browser

LIMITED, FREE = "werk-op-maat", "aanzien"
GOOD = "drie paarse fietsen"
LAST_DAY = 181  # days from Monday 23 November 2026 to 23 May 2027


@pytest.fixture
def world(fresh_world: World) -> World:
    return fresh_world


def opened(world: World, days: int, slug: str = LIMITED, role: Role = Role.CONTACT_PERSON) -> Browser:
    """Let somebody sign in some days later."""
    world.clock.forward(days=days)
    return at_desk(world, role, slug)


def test_on_the_last_day_of_six_months_everything_opens(world: World) -> None:
    assert opened(world, LAST_DAY).page.h1 == "Werkvoorraad"


def test_the_day_after_a_new_one_is_chosen_first_and_then_everything_opens(world: World) -> None:
    contact = opened(world, LAST_DAY + 1)
    assert contact.page.h1 == "Wachtwoord wijzigen"
    assert "Uw wachtwoord is te oud" in contact.page.text
    assert contact.get("/zaken/nieuw").h1 == "Wachtwoord wijzigen"
    contact.send(password_current=PASSWORD, password=GOOD, password_again=GOOD)
    assert contact.get("/").h1 == "Werkvoorraad"
    assert "te oud" not in contact.get("/account/wachtwoord").text


def test_where_no_organisation_says_so_a_password_counts_without_an_end(world: World) -> None:
    assert opened(world, 1000, FREE).page.h1 == "Werkvoorraad"


def test_of_several_organisations_the_shortest_time_counts(world: World) -> None:
    email = world.add_user("Gerda Gedeeld", (LIMITED, Role.FG), (FREE, Role.FG))
    world.clock.forward(days=LAST_DAY + 1)
    both = Browser(world.app)
    assert both.sign_in(email).h1 == "Wachtwoord wijzigen"


def test_what_somebody_was_typing_is_still_taken(world: World) -> None:
    world.clock.forward(days=LAST_DAY, hours=12, minutes=30)  # half past eleven in the evening
    admin = at_desk(world, Role.ADMINISTRATOR, LIMITED)
    admin.get(f"/organisaties/{world.organisations[LIMITED]}")
    world.clock.forward(minutes=45)
    page = admin.send(name="Stichting Werk op Maat Twente")
    assert page.h1 == "Wachtwoord wijzigen"
    with world.app.app_context():
        name = text("SELECT name FROM organisation WHERE slug = :slug")
        assert db.session.execute(name, {"slug": LIMITED}).scalar_one() == "Stichting Werk op Maat Twente"
        db.session.rollback()


@pytest.mark.parametrize(("months", "status"), [("3", 200), ("", 200), ("0", 422), ("25", 422), ("een", 422)])
def test_an_administrator_sets_the_months(world: World, months: str, status: int) -> None:
    admin = at_desk(world, Role.ADMINISTRATOR, FREE)
    page = admin.get(f"/organisaties/{world.organisations[FREE]}")
    page = admin.send(password_months=months, status=status)
    assert bool(page.error_of("password_months")) is (status == 422)
    assert page.value_of("password_months") == months


def test_an_account_of_before_this_was_counted_is_asked_nothing(world: World) -> None:
    with world.app.app_context(), db.engine.begin() as connection:
        connection.execute(
            text("UPDATE user_account SET password_set_at = NULL WHERE email = :email"),
            {"email": address(LIMITED, Role.CONTACT_PERSON)},
        )
    assert opened(world, 1000).page.h1 == "Werkvoorraad"
