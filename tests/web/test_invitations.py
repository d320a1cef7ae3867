"""From the administrator's invitation to the first page of whoever was invited, and the page of one's own account."""

import pytest
from sqlalchemy import text
from wtforms import PasswordField

from dsar.core.vocabulary import Role
from dsar.extensions import db
from dsar.queries import access_links
from dsar.services.signing_in import MOST_PER_ACCOUNT
from dsar.web.auth import forms
from dsar.web.forms import Form
from tests.support.app import PASSWORD, World, address
from tests.support.pages import Browser, Page, text_of

SLUG, OTHER = "werk-op-maat", "aanzien"
GOOD = "kast tafel lamp stoel"


@pytest.fixture
def world(fresh_world: World) -> World:
    return fresh_world


@pytest.fixture
def admin(world: World) -> Browser:
    browser = Browser(world.app)
    browser.sign_in(address(SLUG, Role.ADMINISTRATOR))
    return browser


@pytest.fixture
def path(world: World) -> str:
    return f"/organisaties/{world.organisations[SLUG]}"


def link_on(page: Page) -> str:
    link = text_of(page.one("textarea", id="link"))
    assert link.startswith("http://localhost/")
    return link.removeprefix("http://localhost")


def invite(admin: Browser, path: str, email: str = "noor@example.com", *roles: str) -> str:
    admin.get(f"{path}/uitnodigingen/nieuw")
    return link_on(admin.send(name="Noor Bakker", email=email, roles=list(roles or ("decider", "contact_person"))))


def test_somebody_invited_chooses_a_password_and_is_in(world: World, admin: Browser, path: str) -> None:
    link = invite(admin, path)
    noor = Browser(world.app)
    page = noor.get(link)
    assert page.h1 == "U bent uitgenodigd"
    assert "Contactpersoon Beslisser" in page.text
    page = noor.send(password="kort", password_again="anders", status=422)
    assert page.error_of("password_again").startswith("De twee wachtwoorden zijn niet gelijk")
    page = noor.send(password="wachtwoord2026", password_again="wachtwoord2026", status=422)
    assert "wordt vaak gebruikt" in page.error_of("password")
    assert "wachtwoord2026" not in page.response.text
    page = noor.send(password=GOOD, password_again=GOOD)
    assert page.h1 == "Werkvoorraad"
    assert page.has_link("Nieuw verzoek")
    assert noor.get(link, status=404).h1 == "Deze link werkt niet meer"
    page = admin.get(f"{path}/uitnodigingen")
    assert "Gebruikt" in page.text
    assert not page.has_link("Intrekken")
    again = Browser(world.app)
    assert again.sign_in("noor@example.com", GOOD).h1 == "Werkvoorraad"


def test_the_link_is_shown_once(world: World, admin: Browser, path: str) -> None:
    form = admin.get(f"{path}/uitnodigingen/nieuw")
    typed = {"name": "Noor Bakker", "email": "noor@example.com", "roles": ["fg"]}
    link_on(admin.send(**typed))
    admin.page = form
    page = admin.send(**typed)
    assert page.h1.startswith("Uitnodigingen van")
    assert "De link is al één keer getoond" in page.text
    assert "/uitnodiging/" not in page.response.text


def test_what_is_wrong_is_told_and_kept(world: World, admin: Browser, path: str) -> None:
    admin.get(f"{path}/uitnodigingen/nieuw")
    page = admin.send(name="", email="geen adres", status=422)
    assert page.error_of("name") == "Vul dit veld in."
    assert page.error_of("email").startswith("Dit e-mailadres kan niet")
    page = admin.send(name="Noor", email="noor@example.com", status=422)
    assert page.error_of("roles") == "Kies minstens één rol."
    assert page.value_of("email") == "noor@example.com"
    page = admin.send(email=address(SLUG, Role.FG), roles=["decider"], status=422)
    assert "heeft al een rol" in page.error_of("email")
    assert page.value_of("roles") == ["decider"]


def test_renewing_and_withdrawing(world: World, admin: Browser, path: str) -> None:
    first, noor = invite(admin, path), Browser(world.app)
    page = admin.get(f"{path}/uitnodigingen")
    admin.get(page.link("Nieuwe link"))
    second = link_on(admin.send())
    assert noor.get(first, status=404).h1 == "Deze link werkt niet meer"
    assert noor.get(second).h1 == "U bent uitgenodigd"
    admin.get(page.link("Intrekken"))
    assert "De uitnodiging is ingetrokken" in admin.send().text
    assert noor.get(second, status=404).h1 == "Deze link werkt niet meer"


def test_a_link_that_ended_while_its_page_was_open_says_so(world: World, admin: Browser, path: str) -> None:
    noor = Browser(world.app)
    noor.get(invite(admin, path))
    world.clock.forward(days=7)
    assert noor.send(password=GOOD, password_again=GOOD, status=404).h1 == "Deze link werkt niet meer"


def test_who_has_an_account_uses_its_password(world: World, admin: Browser, path: str) -> None:
    email = address(OTHER, Role.FG)
    link, fg = invite(admin, path, email, "fg"), Browser(world.app)
    page = fg.get(link)
    assert "U hebt al een account" in page.text
    assert "AanZien" not in page.text
    assert "klopt niet" in fg.send(password=GOOD, status=422).summary
    page = fg.send(password=PASSWORD)
    assert page.h1 == "Werkvoorraad"
    roles = fg.get("/account").text
    assert "FG, AanZien" in roles
    assert "FG, Stichting Werk op Maat" in roles


def test_guessing_the_password_behind_an_invitation_is_throttled(world: World, admin: Browser, path: str) -> None:
    stranger = Browser(world.app)
    stranger.get(invite(admin, path, address(OTHER, Role.FG), "fg"))
    for _ in range(MOST_PER_ACCOUNT):
        stranger.send(password=GOOD, status=422)
    assert "te vaak geprobeerd" in stranger.send(password=PASSWORD, status=429).summary


def test_a_forgotten_password_is_chosen_anew(world: World, admin: Browser, path: str) -> None:
    email = address(SLUG, Role.FG)
    elsewhere = Browser(world.app)
    elsewhere.sign_in(email)
    page = admin.get(f"{path}/gebruikers/{world.users[email]}")
    admin.get(page.link("Link maken voor een nieuw wachtwoord"))
    link, fg = link_on(admin.send()), Browser(world.app)
    fg.get(link)
    assert fg.send(password=GOOD, password_again=GOOD).h1 == "Werkvoorraad"
    assert elsewhere.get("/").h1 == "Aanmelden"
    assert elsewhere.send(email=email, password=PASSWORD, status=422).summary
    assert fg.get(link, status=404).h1 == "Deze link werkt niet meer"


def test_no_address_of_a_visitor_keeps_a_session_of_before(world: World, admin: Browser, path: str) -> None:
    page = admin.get(invite(admin, path))
    with admin.client.session_transaction() as cookie:
        before = cookie["_user_id"]
    assert page.h1 == "U bent uitgenodigd"
    admin.send(password=GOOD, password_again=GOOD)
    with admin.client.session_transaction() as cookie:
        assert cookie["_user_id"] != before
    assert "Noor Bakker" in admin.get("/account").text


def test_ones_own_password_is_changed_with_the_one_of_now(world: World) -> None:
    email = address(SLUG, Role.FG)
    here, elsewhere = Browser(world.app), Browser(world.app)
    here.sign_in(email)
    elsewhere.sign_in(email)
    here.get("/account/wachtwoord")
    page = here.send(password_current="iets anders dan dat", password=GOOD, password_again=GOOD, status=422)
    assert page.error_of("password_current") == "Dit is niet uw huidige wachtwoord. Probeer het opnieuw."
    assert "Kies een ander" in here.send(
        password_current=PASSWORD, password=PASSWORD, password_again=PASSWORD, status=422
    ).error_of("password")
    page = here.send(password_current=PASSWORD, password=GOOD, password_again=GOOD)
    assert page.h1 == "Mijn account"
    assert elsewhere.get("/").h1 == "Aanmelden"
    assert here.get("/").h1 == "Werkvoorraad"
    assert Browser(world.app).sign_in(email, GOOD).h1 == "Werkvoorraad"


def test_own_sessions_are_ended_and_nobody_elses(world: World, admin: Browser) -> None:
    email = address(SLUG, Role.FG)
    here, elsewhere, third = (Browser(world.app) for _ in range(3))
    for one in (here, elsewhere, third):
        one.sign_in(email)
    page = here.get("/account")
    assert page.text.count("Dit is deze sessie") == 1
    assert len(page.forms()) == 4  # the language of the screens is the last
    here.send(form=0)
    assert len(here.get("/account").forms()) == 3
    here.send(form=1)
    assert [one.get("/").h1 for one in (here, elsewhere, third)] == ["Werkvoorraad", "Aanmelden", "Aanmelden"]
    with world.app.app_context():
        query = text("SELECT MAX(id) FROM login_session WHERE user_id = :user")
        theirs = {"user": world.users[address(SLUG, Role.ADMINISTRATOR)]}
        session_id = db.session.execute(query, theirs).scalar_one()
        db.session.rollback()
    elsewhere.sign_in(email)
    here.get("/account")
    here.send(session_id=session_id, status=404)
    assert admin.get("/organisaties").status == 200


@pytest.mark.parametrize("role", list(Role))
def test_everybody_has_an_account_page(world: World, role: Role) -> None:
    browser = Browser(world.app)
    page = browser.sign_in(address(SLUG, role)) if role in {Role.FG, Role.DECIDER} else None
    if page is None:
        browser.get("/account")
        page = browser.send(email=address(SLUG, role), password=PASSWORD)
    assert browser.get(page.link("mijn account")).h1 == "Mijn account"


def test_a_password_is_not_kept_when_the_session_ended_before_it_was_sent(world: World) -> None:
    browser = Browser(world.app)
    browser.sign_in(address(SLUG, Role.FG))
    browser.get("/account/wachtwoord")
    world.clock.forward(hours=2)
    response = browser.send(password_current=PASSWORD, password=GOOD, password_again=GOOD).response
    assert GOOD not in response.text
    assert browser.page is not None
    assert browser.page.h1 == "Aanmelden"


def test_every_field_for_a_password_is_called_one_so_that_none_is_kept() -> None:
    asked = [one for one in vars(forms).values() if isinstance(one, type) and issubclass(one, Form) and one is not Form]
    names = [
        name for one in asked for name in dir(one) if getattr(getattr(one, name), "field_class", None) is PasswordField
    ]
    assert len(names) == 7
    assert all("password" in name for name in names)


def test_a_long_list_of_invitations_has_pages_the_newest_first(
    world: World, admin: Browser, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(access_links, "PAGE", 2)
    for number in range(5):
        invite(admin, path, f"iemand{number}@example.com")
    page, seen = admin.get(f"{path}/uitnodigingen"), []
    while True:
        seen += [number for number in range(5) if f"iemand{number}@example.com" in page.text][::-1]
        if not page.has_link("Volgende bladzijde"):
            break
        page = admin.get(page.link("Volgende bladzijde"))
    assert seen == [4, 3, 2, 1, 0]
    assert page.has_link("Vorige bladzijde")
