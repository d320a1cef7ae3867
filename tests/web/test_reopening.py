"""Reopening on the screens: both rounds stay visible, each under its own name."""

import pytest

from dsar.core.vocabulary import AdviceKind, Right, Role
from dsar.extensions import db
from dsar.models import Request
from tests.factories.world import REFUSE_ERASURE
from tests.support.app import World
from tests.support.cases import receive
from tests.support.judging import SLUG, at_desk
from tests.support.pages import Browser, Page, text_of
from tests.support.stages import granted
from tests.support.steps import Steps

WHY = "Er moet ook in de oude kast worden gezocht."


@pytest.fixture
def contact(fresh_world: World) -> Browser:
    return at_desk(fresh_world, Role.CONTACT_PERSON)


def refused(world: World) -> int:
    with world.app.app_context():
        steps = Steps(world, SLUG, receive(world, SLUG, Right.ERASURE, days_ago=5))
        steps.identify()
        steps.hear()
        steps.propose(REFUSE_ERASURE)
        steps.advise(AdviceKind.AGREE)
        steps.decide()
        steps.answer()
        steps.post()
        return steps.case_id


def test_a_closed_case_is_reopened_from_its_page_and_shows_both_rounds(fresh_world: World, contact: Browser) -> None:
    case_id = refused(fresh_world)
    (link,) = (
        one.get("href", "")
        for one in contact.get(f"/zaken/{case_id}").all("a")
        if text_of(one) == "Een verzoek heropenen"
    )
    page = contact.get(link)
    assert "Wat op tijd was, blijft op tijd." in page.text
    page = contact.send(reason="complaint", explanation=WHY)
    assert page.path == f"/zaken/{case_id}"
    assert WHY in page.text
    assert "Verwijdering, ronde 2" in page.text
    assert "Dit verzoek is heropend." in page.text
    assert "Aanleiding om te heropenen" in page.text
    assert "Eerder besluit" in page.text
    assert "Gesloten op" not in page.text
    assert page.has_link("Vastleggen wie is gehoord: verwijdering, ronde 2")
    assert "verwijdering" in contact.get("/").text
    assert "Er is geen verzoek dat u kunt heropenen" in contact.get(link).text


def test_what_is_missing_is_told_and_nothing_typed_is_lost(fresh_world: World, contact: Browser) -> None:
    case_id = refused(fresh_world)
    contact.get(f"/zaken/{case_id}/heropenen")
    page = contact.send(status=422, explanation=WHY, counts_from="1-1-2020")
    assert page.error_of("reason") == "Kies één van de mogelijkheden."
    page = contact.send(status=422, reason="court")
    assert "ligt voor het antwoord" in page.error_of("counts_from")
    assert page.value_of("explanation") == WHY


def reopened(contact: Browser, case_id: int) -> Page:
    contact.get(f"/zaken/{case_id}/heropenen")
    return contact.send(reason="complaint", explanation=WHY)


def test_what_is_offered_for_both_rounds_has_the_name_of_its_round(fresh_world: World, contact: Browser) -> None:
    request_id = int(granted(fresh_world, Right.ERASURE).split("/")[2])
    with fresh_world.app.app_context():
        case_id = db.session.get_one(Request, request_id).case_id
    page = reopened(contact, case_id)
    offered = [text_of(one) for one in page.all("a") if text_of(one).startswith("Bedenktijd")]
    assert offered == ["Bedenktijd bij het verwijderen", "Bedenktijd bij het verwijderen, ronde 2"]


def test_whoever_judges_a_round_sees_since_when_it_counts(fresh_world: World, contact: Browser) -> None:
    case_id = refused(fresh_world)
    reopened(contact, case_id)
    sign_off = at_desk(fresh_world, Role.FG).get(f"/toetsing/{case_id}")
    assert "Verwijdering, ronde 2: de aanleiding kwam binnen op maandag 23 november 2026" in sign_off.text
    assert sign_off.text.count("Aanleiding om te heropenen") == 1
    with fresh_world.app.app_context():
        again = max(row.id for row in db.session.query(Request).filter_by(case_id=case_id))
    decision = at_desk(fresh_world, Role.DECIDER).get(f"/verzoeken/{again}/besluit")
    assert "Aanleiding om te heropenen" in decision.text
    assert "Verwijdering, ronde 2" in decision.text
