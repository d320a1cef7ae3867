"""Asking a colleague something: what the colleague sees, the check before it is sent, and what the case shows."""

from typing import Any

import pytest

from dsar.core.vocabulary import Right, Role
from tests.support.app import World, address, name_of
from tests.support.judging import SLUG, advise, at_desk, identify, new_case, propose, request_of
from tests.support.pages import Browser, Page

QUESTION = "Klopt het verslag van 3 maart?"
SAID = "Ik schreef dat zelf, het klopt."


@pytest.fixture
def world(shared_world: World) -> World:
    return shared_world


@pytest.fixture
def contact(world: World) -> Browser:
    return at_desk(world, Role.CONTACT_PERSON)


@pytest.fixture
def colleague(world: World) -> Browser:
    return at_desk(world, Role.COLLEAGUE)


def ask(
    world: World, contact: Browser, case_id: int, kind: str = "harm", role: Role = Role.COLLEAGUE, **more: Any
) -> Page:
    contact.get(f"/zaken/{case_id}/collega-vragen")
    who = str(world.users[address(SLUG, role)])
    return contact.send(kind=kind, assignee_id=who, question=QUESTION, **more)


def newest_task(browser: Browser) -> str:
    """Give the address of the task that was asked last, from the list of whoever was asked."""
    found = [one.get("href", "") for one in browser.get("/taken").all("a") if "/taken/" in one.get("href", "")]
    return max(found, key=lambda path: int(path.rsplit("/", 1)[1]))


def test_a_colleague_sees_the_question_and_whom_it_is_about_and_nothing_else_of_the_case(
    world: World, contact: Browser, colleague: Browser
) -> None:
    case_id = new_case(world, Right.ERASURE)
    assert ask(world, contact, case_id).path == f"/zaken/{case_id}"
    path = newest_task(colleague)
    assert colleague.get("/").h1 == "Uw taken"
    page = colleague.get(path)
    assert QUESTION in page.text
    assert "Meer" in page.text
    assert "Gooi nu niets weg" in page.text
    for secret in ("Lindelaan", "7511", "In mijn eigen woorden"):
        assert secret not in page.text, secret
    for closed in (f"/zaken/{case_id}", f"/zaken/{case_id}/zoeklijst", f"{path}/intrekken", "/zoeken"):
        assert colleague.client.get(closed).status_code == 403, closed
    assert contact.client.get(path).status_code == 404
    assert not [one for one in page.all("a") if "/zaken/" in one.get("href", "")]


def test_the_answer_is_checked_before_it_is_sent_and_going_back_loses_nothing(
    world: World, contact: Browser, colleague: Browser
) -> None:
    case_id = new_case(world, Right.ERASURE)
    ask(world, contact, case_id, "hear")
    path = newest_task(colleague)
    colleague.get(path)
    page = colleague.send(step="check", body=SAID, status=422)
    assert page.error_of("capacity") == "Kies één van de mogelijkheden."
    assert page.value_of("body") == SAID
    page = colleague.send(step="check", body=SAID, capacity="collector")
    assert page.h1 == "Controleer uw antwoord"
    assert SAID in page.text
    assert colleague.send(step="edit").value_of("body") == SAID
    colleague.send(step="check")
    assert colleague.send(step="record").h1 == "Uw taken"
    page = contact.get(f"/zaken/{case_id}")
    assert SAID in page.text
    assert name_of(SLUG, Role.COLLEAGUE) in page.text
    assert "Een collega gaf antwoord op de vraag om te worden gehoord" in page.text


def test_an_answer_to_a_hearing_opens_the_decision_that_was_refused_with_the_article(
    world: World, contact: Browser, colleague: Browser
) -> None:
    case_id = new_case(world, Right.ERASURE)
    request_id = request_of(world, case_id, Right.ERASURE)
    identify(contact, case_id)
    propose(contact, request_id)
    advise(at_desk(world, Role.FG), case_id, request_id, "agree")
    decider = at_desk(world, Role.DECIDER)
    assert "nog niet gehoord (artikel 9.2 van het reglement)" in decider.get(f"/verzoeken/{request_id}/besluit").text
    assert "collega-vragen?soort=hear" in contact.get(f"/zaken/{case_id}/gehoord").link("Vraag een collega om dit")
    ask(world, contact, case_id, "hear")
    waiting = f"Gevraagd aan {name_of(SLUG, Role.COLLEAGUE)}, uiterlijk"
    assert waiting in contact.get(f"/zaken/{case_id}").text
    colleague.get(newest_task(colleague))
    colleague.send(step="check", body=SAID, capacity="collector")
    colleague.send(step="record")
    assert waiting not in contact.get(f"/zaken/{case_id}").text
    decider.get(f"/verzoeken/{request_id}/besluit")
    decider.send(what="decide", step="check")
    assert decider.send(step="record").path == f"/zaken/{case_id}"


def test_a_question_that_cannot_be_asked_keeps_what_was_typed(world: World, contact: Browser) -> None:
    case_id = new_case(world, Right.ERASURE)
    contact.get(f"/zaken/{case_id}/collega-vragen")
    page = contact.send(kind="search", question=QUESTION, due_on="20-11-2026", status=422)
    assert page.value_of("question") == QUESTION
    assert page.error_of("place_kind") == "Kies één van de mogelijkheden."
    page = contact.send(kind="search", place_kind="cabinet", place="Kast", due_on="20-11-2026", status=422)
    assert "al voorbij" in (page.error_of("due_on") or "")
    page = contact.send(due_on="24-11-2026", status=422)
    assert page.error_of("assignee_id") == "Kies een collega die nu in deze organisatie werkt."


def test_a_late_answer_is_flagged_for_both(fresh_world: World) -> None:
    contact, case_id = at_desk(fresh_world, Role.CONTACT_PERSON), new_case(fresh_world, Right.ERASURE)
    ask(fresh_world, contact, case_id, due_on="24-11-2026")
    fresh_world.clock.forward(days=2)
    contact, colleague = at_desk(fresh_world, Role.CONTACT_PERSON), at_desk(fresh_world, Role.COLLEAGUE)
    assert "te laat" in " ".join(
        one for one in contact.get(f"/zaken/{case_id}").text.split("Vragen aan collega's")[-1:]
    )
    assert "Te laat, het moest op 24 november 2026" in colleague.get("/taken").text


def test_a_question_is_taken_back_with_its_reason(world: World, contact: Browser, colleague: Browser) -> None:
    case_id = new_case(world, Right.ERASURE)
    ask(world, contact, case_id)
    path = newest_task(colleague)
    contact.get(f"{path}/intrekken")
    contact.send(reason="Het is al bekend.")
    assert "Het is al bekend." in contact.get(f"/zaken/{case_id}").text
    assert "Deze vraag is ingetrokken" in colleague.get(path).text
    assert path not in [one.get("href") for one in colleague.get("/taken").all("a")]


def test_the_search_list_starts_from_the_places_of_the_organisation(fresh_world: World) -> None:
    world, case_id = fresh_world, new_case(fresh_world, Right.COPY)
    admin, contact = at_desk(world, Role.ADMINISTRATOR), at_desk(world, Role.CONTACT_PERSON)
    admin.get(f"/organisaties/{world.organisations[SLUG]}/zoekplekken")
    own = {"cabinet": "", "mailbox": "", "processor": "", "inherited": "Dossiers van Voorganger"}
    page = admin.send(system="Volgsysteem\n\nSalarissen", **own)
    assert page.value_of("system") == "Salarissen\nVolgsysteem"
    page = contact.get(f"/zaken/{case_id}/zoeklijst")
    assert page.text.count("Nog te doen") == 3
    own = next(one.get("href", "") for one in page.all("a") if "invullen?plek" in one.get("href", ""))
    assert contact.get(own).value_of("place") == "Salarissen"
    page = contact.send(result="not_searched", status=422)
    assert page.error_of("body") == "Vul dit veld in."
    page = contact.send(result="not_searched", body="Hij werkte hier niet.")
    assert page.path == f"/zaken/{case_id}/zoeklijst"
    assert "Hier is niet gezocht" in page.text
    assert page.text.count("Nog te doen") == 2


def test_who_handles_cases_is_told_of_a_task_on_the_worklist(fresh_world: World) -> None:
    world, case_id = fresh_world, new_case(fresh_world, Right.ERASURE)
    ask(world, at_desk(world, Role.CONTACT_PERSON), case_id, role=Role.DECIDER)
    decider = at_desk(world, Role.DECIDER)
    assert "u hebt 1 taak" in decider.get("/").text
    assert QUESTION in decider.get(newest_task(decider)).text


def test_whoever_writes_and_whoever_judges_sees_where_nobody_looked_yet(fresh_world: World) -> None:
    world, case_id = fresh_world, new_case(fresh_world, Right.COPY)
    admin, contact = at_desk(world, Role.ADMINISTRATOR), at_desk(world, Role.CONTACT_PERSON)
    admin.get(f"/organisaties/{world.organisations[SLUG]}/zoekplekken")
    none = {"cabinet": "", "mailbox": "", "processor": "", "inherited": ""}
    admin.send(system="Salarissen\nVolgsysteem", **none)
    path = f"/verzoeken/{request_of(world, case_id, Right.COPY)}/voorstel"
    assert "Nog niet vastgelegd of hier is gezocht: Salarissen, Volgsysteem." in contact.get(path).text
    for number in range(2):
        page = contact.get(f"/zaken/{case_id}/zoeklijst")
        contact.get([one.get("href", "") for one in page.all("a") if "invullen?plek" in one.get("href", "")][number])
        contact.send(result="not_searched", body="Hij werkte hier niet.")
    assert "Nog niet vastgelegd" not in contact.get(path).text
