"""Letters on the screen: what is missing, the check, the number that is kept, and when the letter left."""

import hashlib
import re
from unittest import mock

import pytest

from dsar.core.vocabulary import Right, Role
from dsar.letters import RenderCode, RenderError
from tests.support.app import World
from tests.support.cases import receive
from tests.support.judging import (
    CANNED,
    GRANT,
    SLUG,
    advise,
    at_desk,
    decide,
    identify,
    make_letter,
    new_case,
    post_letter,
    propose,
    request_of,
)
from tests.support.pages import Browser


@pytest.fixture
def world(shared_world: World) -> World:
    return shared_world


@pytest.fixture
def canned(monkeypatch: pytest.MonkeyPatch) -> None:
    """Save the time of rendering where a test does not look at the pages."""
    monkeypatch.setattr("dsar.services.issue_letter.render_document", lambda *_, **__: CANNED)


@pytest.fixture
def contact(world: World) -> Browser:
    return at_desk(world, Role.CONTACT_PERSON)


def decided(world: World, contact: Browser) -> int:
    """Give a request for inspection that was granted."""
    case_id = new_case(world, Right.INSPECTION)
    request_id = request_of(world, case_id, Right.INSPECTION)
    identify(contact, case_id)
    propose(contact, request_id, **GRANT)
    advise(at_desk(world, Role.FG), case_id, request_id, "agree")
    decide(at_desk(world, Role.DECIDER), request_id)
    return request_id


def test_an_acknowledgement_is_made_downloaded_and_sent(world: World, contact: Browser) -> None:
    case_id = new_case(world, Right.INSPECTION)
    page = contact.get(f"/zaken/{case_id}/brief")
    assert "De brief is compleet." in page.text
    assert page.value_of("dated") == "23-11-2026"
    assert contact.client.get(page.link("als PDF")).mimetype == "application/pdf"
    page = make_letter(contact, f"/zaken/{case_id}/brief")
    letter, number = page.path, page.h1.removeprefix("Brief ")
    assert re.fullmatch(r"WPR-B2026-\d{4}", number)
    assert "Vouw in drieën" in page.text
    assert "venster links" in page.text
    answer = contact.client.get(page.link("downloaden"))
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{number}.pdf"'
    assert hashlib.sha256(answer.data).hexdigest() in page.text
    page = post_letter(contact)
    assert page.path == f"/zaken/{case_id}"
    page = contact.get(letter)
    assert "Per post" in page.text
    assert not page.forms()


@pytest.mark.usefixtures("canned")
def test_only_ways_of_the_regulation_are_offered(world: World, contact: Browser) -> None:
    page = make_letter(contact, f"/zaken/{new_case(world, Right.INSPECTION)}/brief")
    assert [one.get("value") for one in page.all("input", type="radio")] == ["post", "registered", "handed_over"]
    page = contact.send(status=422, **{"verzonden-way": "portal"})
    assert page.error_of("verzonden-way")


@pytest.mark.usefixtures("canned")
def test_a_letter_that_left_before_its_date_is_refused(world: World, contact: Browser) -> None:
    make_letter(contact, f"/zaken/{new_case(world, Right.INSPECTION)}/brief")
    page = contact.send(status=422, **{"verzonden-way": "post", "verzonden-posted_on": "22-11-2026"})
    assert "Hij kan niet eerder zijn verzonden" in page.error_of("verzonden-posted_on")
    assert page.value_of("verzonden-posted_on") == "22-11-2026"


@pytest.mark.usefixtures("canned")
def test_the_date_of_a_letter_is_near(world: World, contact: Browser) -> None:
    contact.get(f"/zaken/{new_case(world, Right.INSPECTION)}/brief")
    for dated, why in (("1-3-2027", "Deze datum ligt te ver weg"), ("22-11-2026", "Een brief krijgt de datum waarop")):
        page = contact.send(dated=dated, step="check", status=422)
        assert page.error_of("dated").startswith(why)
        assert page.value_of("dated") == dated


@pytest.mark.usefixtures("canned")
def test_a_date_after_the_term_is_warned_about_before_the_letter_gets_its_number(fresh_world: World) -> None:
    with fresh_world.app.app_context():
        case_id = receive(fresh_world, SLUG, Right.INSPECTION, days_ago=25)
    contact = at_desk(fresh_world, Role.CONTACT_PERSON)
    page = contact.get(f"/zaken/{case_id}/brief")
    assert "de brief te laat" not in page.text
    page = contact.send(dated="4-12-2026", step="check")
    assert page.h1 == "Controleer de brief"
    assert "Met deze datum is de brief te laat. De termijn eindigt op maandag 30 november 2026." in page.text
    page = contact.send(step="edit")
    assert "Met deze datum is de brief te laat." in page.text
    page = contact.send(dated="27-11-2026", step="check")
    assert "Met deze datum komt de brief misschien te laat aan." in page.text
    assert "brief te laat" not in contact.get(f"/zaken/{case_id}/brief").text


def test_an_answer_waits_for_the_decision(world: World, contact: Browser) -> None:
    case_id = new_case(world, Right.INSPECTION)
    page = contact.get(f"/verzoeken/{request_of(world, case_id, Right.INSPECTION)}/brief")
    assert "Dit kan nu niet" in page.text
    assert not page.forms()


def test_a_letter_that_cannot_be_made_keeps_its_number(world: World, contact: Browser) -> None:
    request_id = decided(world, contact)
    with mock.patch("dsar.services.issue_letter.render_document", side_effect=RenderError(RenderCode.TIME)):
        page = make_letter(contact, f"/verzoeken/{request_id}/brief")
        named = page.h1
        assert "Het nummer van de brief is bewaard" in page.text
        assert "Heeft een nummer, nog niet gemaakt" in page.text
        page = contact.send(form=0)
        assert "Het nummer van de brief is bewaard" in page.text
    page = contact.send(form=0)
    assert page.h1 == named
    assert "Definitief, nog niet verzonden" in page.text
    assert contact.get(f"/verzoeken/{request_id}/brief").has_link(named.replace("Brief", "Er is al een brief:"))


@pytest.mark.usefixtures("canned")
def test_a_numbered_letter_can_be_given_up_with_a_reason(world: World, contact: Browser) -> None:
    request_id = decided(world, contact)
    with mock.patch("dsar.services.issue_letter.render_document", side_effect=RenderError(RenderCode.TIME)):
        given_up = make_letter(contact, f"/verzoeken/{request_id}/brief")
    page = contact.send(form=1, status=422)
    assert page.error_of("vervallen-reason") == "Vul dit veld in."
    contact.send(form=1, **{"vervallen-reason": "De brief is te lang."})
    contact.send(step="record")
    assert "De brief is te lang." in contact.get(given_up.path).text
    assert make_letter(contact, f"/verzoeken/{request_id}/brief").h1 > given_up.h1


def test_without_a_legal_nature_a_refusal_says_what_to_do(fresh_world: World) -> None:
    world, contact = fresh_world, at_desk(fresh_world, Role.CONTACT_PERSON)
    case_id = new_case(world, Right.INSPECTION)
    request_id = request_of(world, case_id, Right.INSPECTION)
    identify(contact, case_id)
    typed = {
        "parts-0-what": "Het hele dossier",
        "parts-0-ground": "unfounded_or_excessive",
        "parts-0-facts": "Dit is het zevende verzoek in twee weken tijd.",
    }
    propose(contact, request_id, outcome="refuse", **typed)
    advise(at_desk(world, Role.FG), case_id, request_id, "agree")
    decide(at_desk(world, Role.DECIDER), request_id)
    administrator = at_desk(world, Role.ADMINISTRATOR)
    administrator.get(f"/organisaties/{world.organisations['westendorp-pr']}")
    administrator.send(legal_nature="")
    page = contact.get(f"/verzoeken/{request_id}/brief")
    assert "nog niet vastgelegd of zij een bestuursorgaan is" in page.text
    assert not page.forms()


@pytest.mark.usefixtures("canned")
def test_other_readers_see_a_letter_and_change_nothing(world: World, contact: Browser) -> None:
    letter = make_letter(contact, f"/zaken/{new_case(world, Right.INSPECTION)}/brief").path
    auditor = at_desk(world, Role.AUDITOR)
    assert not auditor.get(letter).forms()
    token = next(one.get("value") for one in auditor.page.all("input", name="csrf_token"))
    assert auditor.client.post(f"{letter}/verzonden", data={"csrf_token": token}).status_code == 403
