"""A client whose language an organisation has no texts in: told before a decision, and never stuck."""

from collections.abc import Mapping

import pytest
from sqlalchemy import text

from dsar.core.vocabulary import Right, Role
from dsar.extensions import db
from dsar.regulations import Catalogue
from tests.support.app import World
from tests.support.judging import GRANT, SLUG, advise, at_desk, decide, hear, identify, new_case, propose, request_of
from tests.support.pages import Browser
from tests.web.test_register import LETTER

UNTRANSLATED = "De vaste teksten van WestendorpPR zijn niet in die taal vertaald."
OTHER = "aanzien"


@pytest.fixture
def world(shared_world: World) -> World:
    return shared_world


@pytest.fixture
def contact(world: World) -> Browser:
    return at_desk(world, Role.CONTACT_PERSON)


def offered(browser: Browser) -> list[str]:
    assert browser.page is not None
    return [one.get("value", "") for one in browser.page.one("select", name="language")]


@pytest.fixture
def only_dutch(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take the translations of one organisation's regulation away."""
    translations = Catalogue.translations

    def without(self: Catalogue, slug: str, language: str) -> Mapping[str, str]:
        return {} if slug == SLUG else translations(self, slug, language)

    monkeypatch.setattr(Catalogue, "translations", without)


def english_case(world: World, contact: Browser, right: Right) -> int:
    case_id = new_case(world, right)
    contact.get(f"/zaken/{case_id}/taal")
    contact.send(language="en")
    return case_id


def test_only_languages_with_all_texts_are_offered(contact: Browser, request: pytest.FixtureRequest) -> None:
    contact.get("/zaken/nieuw")
    assert offered(contact) == ["nl", "en"]
    request.getfixturevalue("only_dutch")
    contact.get("/zaken/nieuw")
    assert offered(contact) == ["nl"]
    assert contact.send(action="register", **LETTER, language="en", status=422).error_of("language")


@pytest.mark.usefixtures("only_dutch")
def test_with_several_organisations_the_language_is_checked_for_the_chosen_one(world: World) -> None:
    email = world.add_user("Twee Talen", (OTHER, Role.CONTACT_PERSON), (SLUG, Role.CONTACT_PERSON))
    browser = Browser(world.app)
    browser.sign_in(email)
    browser.get("/zaken/nieuw")
    assert offered(browser) == ["nl", "en"]
    typed = {**LETTER, "action": "register", "language": "en"}
    page = browser.send(**typed, organisation=str(world.organisations[SLUG]), status=422)
    assert page.error_of("language").startswith(
        "De vaste teksten van deze organisatie zijn niet in deze taal vertaald."
    )
    assert browser.send(
        organisation=str(world.organisations[OTHER]), action="register", double_known="y"
    ).h1.startswith("Zaak AZ-")


def test_everybody_reads_it_before_the_decision_and_the_contact_person_can_change_it(
    world: World, contact: Browser, request: pytest.FixtureRequest
) -> None:
    case_id = english_case(world, contact, Right.INSPECTION)
    request_id = request_of(world, case_id, Right.INSPECTION)
    identify(contact, case_id)
    assert UNTRANSLATED not in contact.get(f"/verzoeken/{request_id}/voorstel").text
    request.getfixturevalue("only_dutch")
    page = contact.get(f"/verzoeken/{request_id}/voorstel")
    assert UNTRANSLATED in page.text
    link = page.link("Kies een taal die wel kan")
    propose(contact, request_id, **GRANT)
    assert UNTRANSLATED in at_desk(world, Role.DECIDER).get(f"/verzoeken/{request_id}/besluit").text
    contact.get(link)
    assert offered(contact) == ["nl"]
    contact.send(language="en", status=422)
    page = contact.send(language="nl")
    assert "De taal is gewijzigd." in page.text
    assert UNTRANSLATED not in page.text
    assert "Taal van de brieven gewijzigd" in page.text


def test_a_case_that_was_decided_is_not_stuck(world: World, contact: Browser, request: pytest.FixtureRequest) -> None:
    case_id = english_case(world, contact, Right.ERASURE)
    request_id = request_of(world, case_id, Right.ERASURE)
    identify(contact, case_id)
    request.getfixturevalue("only_dutch")
    hear(contact, case_id)
    propose(contact, request_id)
    advise(at_desk(world, Role.FG), case_id, request_id, "agree")
    decide(at_desk(world, Role.DECIDER), request_id)
    contact.get(contact.get(f"/zaken/{case_id}").link("Kies een taal die wel kan"))
    assert UNTRANSLATED not in contact.send(language="nl").text
    contact.get(f"/verzoeken/{request_id}/brief")
    with world.app.app_context():
        query = text("SELECT canonical FROM audit_event WHERE tag = 'case.language' ORDER BY seq")
        *_, first, second = db.session.execute(query).scalars().all()
        db.session.rollback()
    assert '"language":"en"' in first
    assert '"language":"nl"' in second


def test_only_who_handles_the_case_changes_the_language(world: World, contact: Browser) -> None:
    case_id = new_case(world, Right.INSPECTION)
    assert contact.get(f"/zaken/{case_id}").link("Wijzigen (Taal van de brieven)") == f"/zaken/{case_id}/taal"
    at_desk(world, Role.FG).get(f"/zaken/{case_id}/taal", status=403)
    at_desk(world, Role.CONTACT_PERSON, OTHER).get(f"/zaken/{case_id}/taal", status=404)
