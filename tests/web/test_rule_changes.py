"""The administrator's pages on which changed rules are applied to open cases, without anything else of a case."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from dsar.core.intake import NewCase, NewRequest
from dsar.core.vocabulary import Channel, ObjectionPurpose, Right, Role
from dsar.extensions import db
from dsar.services.receive_case import receive_case
from dsar.wording.event_words import day_of
from tests.factories.world import GRANT, SUBJECT
from tests.support.app import World, address, make_world
from tests.support.cases import receive
from tests.support.judging import at_desk
from tests.support.new_version import NEW, new_version
from tests.support.pages import Browser
from tests.support.steps import Steps

SLUG = "westendorp-pr"
WHY = "Het bestuur geeft lopende verzoeken ook de kortere termijn."


@pytest.fixture
def world(database_url: str, tmp_path: Path) -> Iterator[World]:
    """Give an application in which WestendorpPR has a new version since 20 November, and a case of before that."""
    world = make_world(database_url, DSAR_REGULATIONS=str(new_version(tmp_path)))
    with world.app.app_context():
        receive(world, SLUG, Right.ERASURE, days_ago=10)
        db.session.rollback()
    yield world
    world.close()


def administrator(world: World, path: str) -> Browser:
    browser = at_desk(world, Role.ADMINISTRATOR)
    browser.get(f"/organisaties/{world.organisations[SLUG]}/{path}")
    return browser


def due(world: World) -> str:
    with world.app.app_context():
        found = db.session.execute(text("SELECT next_due_on FROM case_file ORDER BY id")).scalars().first()
        db.session.rollback()
    return str(found)


def chosen(world: World) -> str:
    with world.app.app_context():
        found = db.session.execute(text("SELECT id, version FROM case_file ORDER BY id")).first()
        db.session.rollback()
    assert found is not None
    return f"{found.id}:{found.version}"


def test_both_dates_are_shown_and_nothing_else_of_the_case(world: World) -> None:
    browser = administrator(world, f"reglement?versie={NEW}")
    page = browser.get(f"/organisaties/{world.organisations[SLUG]}/reglement/toepassen?versie={NEW}")
    assert "WPR-2026-0001, ontvangen 13 november 2026" in page.text
    assert "Eerste datum: 11 december 2026 wordt 27 november 2026" in page.text
    assert "Van 1 zaak verandert een datum" in page.text
    assert "Meer" not in page.text
    assert "erwijdering" not in page.text
    assert due(world) == "2026-12-11"


def test_applying_with_a_reason_moves_the_date_and_the_page_of_the_case_says_who_and_why(world: World) -> None:
    browser = administrator(world, f"reglement/toepassen?versie={NEW}")
    page = browser.send(cases=chosen(world), reason=WHY)
    assert "1 zaak is bijgewerkt" in page.text
    assert due(world) == "2026-11-27"
    with world.app.app_context():
        case_id = db.session.execute(text("SELECT id FROM case_file")).scalar_one()
        db.session.rollback()
    of_case = at_desk(world, Role.CONTACT_PERSON).get(f"/zaken/{case_id}")
    assert f"versie {NEW}" in of_case.text
    assert WHY in of_case.text
    assert f"Versie {NEW} van het reglement geldt in plaats van 2018-05-25" in of_case.text


def test_a_date_behind_the_first_that_moves_is_shown_without_saying_what_was_asked(world: World) -> None:
    objecting = NewRequest(Right.OBJECTION, "Geen reclame meer.", ObjectionPurpose.COMMERCIAL)
    asked = (objecting, NewRequest(Right.ERASURE, "Haal mijn gegevens weg."))
    received = world.today - timedelta(days=9)
    new = NewCase(world.organisations[SLUG], received, Channel.POST, SUBJECT, asked)
    with world.app.app_context():
        receive_case(world.work(address(SLUG, Role.CONTACT_PERSON)), new)
        db.session.rollback()
    page = administrator(world, f"reglement/toepassen?versie={NEW}").page
    stop, old, now = (day_of((received + timedelta(days=days)).isoformat()) for days in (0, 28, 14))
    assert f"Eerste datum: {stop}, blijft; ook {old} wordt {now}" in page.text
    assert "Van 2 zaken verandert een datum" in page.text
    assert "erzet" not in page.text


def test_nothing_is_applied_without_a_reason_or_a_case_and_nothing_typed_is_lost(world: World) -> None:
    browser = administrator(world, f"reglement/toepassen?versie={NEW}")
    assert "Vul dit veld in" in browser.send(cases=chosen(world), reason="", status=422).text
    page = browser.send(cases=[], reason=WHY, status=422)
    assert "Kies minstens één zaak" in page.text
    assert WHY in page.text
    assert due(world) == "2026-12-11"


def test_a_case_that_changed_meanwhile_is_shown_anew(world: World) -> None:
    browser = administrator(world, f"reglement/toepassen?versie={NEW}")
    seen = chosen(world)
    with world.app.app_context():
        case_id = db.session.execute(text("SELECT id FROM case_file")).scalar_one()
        Steps(world, SLUG, case_id).identify()
        db.session.rollback()
    assert "intussen veranderd" in browser.send(cases=seen, reason=WHY, status=409).text
    assert due(world) == "2026-12-11"


def test_a_case_with_a_proposal_is_named_and_cannot_be_chosen(world: World) -> None:
    with world.app.app_context():
        steps = Steps(world, SLUG, receive(world, SLUG, Right.INSPECTION, days_ago=9))
        steps.identify()
        steps.propose(GRANT)
        db.session.rollback()
    browser = administrator(world, "reglement")
    page = browser.get(f"/organisaties/{world.organisations[SLUG]}/reglement/toepassen?versie={NEW}")
    assert "Deze zaken houden hun versie" in page.text
    assert "WPR-2026-0002 (versie 2018-05-25)" in page.text
    assert "WPR-2026-0002, ontvangen" not in page.text


def test_dates_from_before_a_change_of_holidays_are_shown_and_written_anew(world: World) -> None:
    browser = administrator(world, "data")
    assert "Van elke open zaak klopt de datum" in browser.page.text
    with world.app.app_context():
        db.session.execute(text("UPDATE case_file SET next_due_on = '2026-12-10'"))
        db.session.commit()
    page = browser.get(f"/organisaties/{world.organisations[SLUG]}/data")
    assert "10 december 2026 wordt 11 december 2026" in page.text
    assert due(world) == "2026-12-10"
    assert "1 zaak is bijgewerkt" in browser.send(cases=chosen(world)).text
    assert due(world) == "2026-12-11"


def test_without_a_version_the_newest_is_shown_and_an_unknown_one_is_not_found(world: World) -> None:
    browser = administrator(world, "reglement")
    path = f"/organisaties/{world.organisations[SLUG]}/reglement/toepassen"
    assert browser.get(path).h1 == f"Versie {NEW} toepassen op open zaken"
    browser.get(f"{path}?versie=1999-01-01", status=404)
