"""After the answer: the client's own term, and what comes in later, on the page of the case it belongs to."""

from datetime import timedelta

import pytest

from dsar.core.vocabulary import AdviceKind, LegalNature, Right, Role
from dsar.extensions import db
from tests.factories.world import REFUSE_ERASURE
from tests.support.app import World
from tests.support.cases import receive
from tests.support.judging import SLUG, at_desk, new_case
from tests.support.pages import Browser, Page, text_of
from tests.support.steps import Steps

SAID = "Er is te weinig gezocht."


@pytest.fixture
def contact(fresh_world: World) -> Browser:
    return at_desk(fresh_world, Role.CONTACT_PERSON)


def refused(world: World, days_ago: int = 5) -> int:
    """Make a case whose one request was refused, which closed it."""
    with world.app.app_context():
        steps = Steps(world, SLUG, receive(world, SLUG, Right.ERASURE, days_ago=days_ago))
        steps.identify()
        steps.hear()
        steps.propose(REFUSE_ERASURE)
        steps.advise(AdviceKind.AGREE)
        steps.decide()
        steps.answer()
        steps.post()
        return steps.case_id


def typed(world: World, days: int) -> str:
    return f"{world.today + timedelta(days=days):%d-%m-%Y}"


def follow_up(contact: Browser, case_id: int, kind: str, status: int = 200, **more: str) -> Page:
    contact.get(f"/zaken/{case_id}/daarna?soort={kind}")
    return contact.send(status=status, kind=kind, **{"summary": SAID, **more})


def test_the_six_weeks_stand_on_the_page_as_in_the_letter_and_say_why(fresh_world: World, contact: Browser) -> None:
    page = contact.get(f"/zaken/{refused(fresh_world)}")
    assert "kan naar de rechter tot en met 4 januari 2027" in page.text
    assert "UAVG 35" in page.text


def test_mediation_by_the_authority_gives_six_weeks_from_its_end_and_a_complaint_there_does_not(
    fresh_world: World,
) -> None:
    case_id, later = refused(fresh_world), "dan kan de cliënt naar de rechter tot en met"
    fresh_world.clock.forward(days=7)
    contact = at_desk(fresh_world, Role.CONTACT_PERSON)
    for kind in ("authority_complaint", "mediation"):
        page = follow_up(contact, case_id, kind, act_by=typed(fresh_world, 14))
        assert ("kan de cliënt daarna nog zes weken naar de rechter" in page.text) is (kind == "mediation")
        (link,) = (one.get("href", "") for one in page.all("a") if text_of(one).startswith("Uitkomst vastleggen"))
        contact.get(link)
        page = contact.send(result="dismissed", note="Er is geen afspraak gemaakt.")
        assert (later in page.text) is (kind == "mediation")
    assert f"{later} 11 januari 2027 (UAVG 36)" in page.text
    assert "6 weken na het einde van de bemiddeling" in page.text


def test_an_administrative_body_gets_objections(fresh_world: World, contact: Browser) -> None:
    case_id = refused(fresh_world)
    with fresh_world.app.app_context(), db.engine.begin() as connection:
        nature = {"nature": LegalNature.ADMINISTRATIVE.value, "slug": SLUG}
        connection.execute(db.text("UPDATE organisation SET legal_nature = :nature WHERE slug = :slug"), nature)
    assert "kan bezwaar maken tot en met" in contact.get(f"/zaken/{case_id}").text
    assert "Bezwaar bij de organisatie" in contact.get(f"/zaken/{case_id}/daarna").text


def test_an_answer_after_the_term_of_the_law_begins_no_term(fresh_world: World, contact: Browser) -> None:
    page = contact.get(f"/zaken/{refused(fresh_world, days_ago=60)}")
    assert "op elk moment naar de rechter (UAVG 35)" in page.text
    assert "tot en met 4 januari 2027" not in page.text


def test_a_reminder_is_recorded_from_the_case_and_starts_no_new_one(fresh_world: World, contact: Browser) -> None:
    case_id = new_case(fresh_world, Right.COPY)
    page = contact.get(f"/zaken/{case_id}")
    (link,) = (one.get("href", "") for one in page.all("a") if "herinnert, of vraagt" in text_of(one))
    contact.get(link)
    page = contact.send(summary="Hij belde waar het antwoord blijft.")
    assert page.path == f"/zaken/{case_id}"
    assert "Hij belde waar het antwoord blijft." in page.text
    assert "Herinnering, of dezelfde vraag nog eens, binnengekomen op" in page.text


def test_a_complaint_leads_to_its_letter_and_then_to_its_outcome(fresh_world: World, contact: Browser) -> None:
    case_id = refused(fresh_world)
    page = follow_up(contact, case_id, "complaint", act_by=typed(fresh_world, 14))
    assert SAID in page.text
    (step,) = (one for one in page.all("a") if text_of(one) == "Uitkomst van de klacht schrijven")
    assert step.get("href", "").endswith("soort=complaint_outcome")
    assert "Gesloten op" not in page.text
    (link,) = (one.get("href", "") for one in page.all("a") if text_of(one).startswith("Uitkomst vastleggen"))
    contact.get(link)
    page = contact.send(status=422, note="")
    assert page.error_of("result") == "Kies één van de mogelijkheden."
    page = contact.send(result="dismissed", note="Er is genoeg gezocht.")
    assert "Er is genoeg gezocht." in page.text
    assert "Gesloten op" in page.text
    page = contact.get(link)
    assert "Dit is al vastgelegd: ongegrond of afgewezen, op 23 november 2026." in page.text
    assert page.has_link("Terug naar de zaak")
    assert not page.all("textarea")


def test_what_is_missing_is_told_beside_its_field_and_nothing_typed_is_lost(
    fresh_world: World, contact: Browser
) -> None:
    page = follow_up(contact, refused(fresh_world), "court", status=422)
    assert page.value_of("summary") == SAID
    assert page.error_of("place") == "Vul dit veld in."
    page = contact.send(status=422, place="Rechtbank Overijssel")
    assert page.error_of("act_by") == "Vul dit veld in."
    assert contact.send(act_by=typed(fresh_world, 30)).path.startswith("/zaken/")


def test_a_term_that_was_set_stands_beside_the_clocks_and_governs_when_it_comes_first(
    fresh_world: World, contact: Browser
) -> None:
    case_id = new_case(fresh_world, Right.COPY)
    contact.get(f"/zaken/{case_id}/opgelegd")
    said = {"set_by": "court", "name": "Rechtbank Overijssel", "reason": "Geef het hele dossier."}
    page = contact.send(set_on=typed(fresh_world, 0), due_on=typed(fresh_world, 2), **said)
    assert "Opgelegd: Rechtbank Overijssel" in page.text
    assert "stelde op 23 november 2026 een termijn: Geef het hele dossier." in page.text
    assert page.text.count("Deze datum geldt") == 1
    assert "25 november 2026" in contact.get("/").text
    (link,) = (one.get("href", "") for one in page.all("a") if text_of(one).startswith("Vastleggen wat er is gedaan"))
    contact.get(link)
    page = contact.send(note="Het dossier is gegeven.")
    assert "Gedaan op 23 november 2026" in page.text
    page = contact.get(link)
    assert "Dit is al vastgelegd: gedaan, op 23 november 2026." in page.text
    assert page.has_link("Terug naar de zaak")
    assert not page.all("textarea")


def test_whoever_only_reads_sees_what_came_in_and_gets_no_form(fresh_world: World, contact: Browser) -> None:
    case_id = refused(fresh_world)
    follow_up(contact, case_id, "complaint", act_by=typed(fresh_world, 14))
    officer = at_desk(fresh_world, Role.FG)
    page = officer.get(f"/zaken/{case_id}")
    assert SAID in page.text
    assert not [one for one in page.all("a") if "/daarna" in one.get("href", "")]
    assert officer.client.get(f"/zaken/{case_id}/daarna").status_code == 403
