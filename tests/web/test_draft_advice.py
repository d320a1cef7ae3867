"""The officer's advice on a letter that people write: the queue, one screen, two steps, never on one's own."""

import pytest

from dsar.core.vocabulary import LetterKind, Right, Role
from tests.support.app import World
from tests.support.composing import advise_on_letter, open_new, write
from tests.support.judging import SLUG, at_desk, new_case, unknown_case
from tests.support.pages import Browser
from tests.support.steps import Steps

EXPLANATION = "Uw dossier staat in drie oude systemen."


@pytest.fixture
def world(shared_world: World) -> World:
    return shared_world


@pytest.fixture
def contact(world: World) -> Browser:
    return at_desk(world, Role.CONTACT_PERSON)


@pytest.fixture
def officer(world: World) -> Browser:
    return at_desk(world, Role.FG)


def submitted(world: World, contact: Browser, kind: LetterKind = LetterKind.EXTENSION_NOTICE) -> tuple[str, str]:
    """Give the paths of the writer's and of the officer's page of a letter that waits for advice."""
    case = unknown_case if kind is LetterKind.NOT_HANDLED else new_case
    page = write(contact, case(world, Right.INSPECTION), kind, step="submit")
    word = {LetterKind.EXTENSION_NOTICE: "Verlengingsbericht", LetterKind.NOT_HANDLED: "Niet in behandeling"}[kind]
    path = page.link(word)
    return path, path.replace("/concepten/", "/toetsing/brieven/")


def test_a_letter_that_waits_is_in_the_queue_with_its_kind_and_date(fresh_world: World) -> None:
    contact, officer = at_desk(fresh_world, Role.CONTACT_PERSON), at_desk(fresh_world, Role.FG)
    assert "Er wacht niets op uw advies" in officer.get("/toetsing").text
    _, theirs = submitted(fresh_world, contact)
    page = officer.get("/toetsing")
    assert page.link("Verlengingsbericht") == theirs
    assert "Eén brief wacht op uw advies." in page.text
    assert "18 december 2026" in page.text
    assert "Er wacht niets op uw advies" not in page.text


def test_one_screen_shows_the_fields_and_the_page_as_it_will_be_printed(
    world: World, contact: Browser, officer: Browser
) -> None:
    _, theirs = submitted(world, contact)
    page = officer.get(theirs)
    for words in (EXPLANATION, "Het verzoek is ingewikkeld", "In mijn eigen woorden.", "volgens de AVG"):
        assert words in page.text, words
    picture = officer.client.get(page.all("img")[0].get("src", ""))
    assert picture.data.startswith(b"RIFF")


def test_nothing_is_recorded_before_the_check(world: World, contact: Browser, officer: Browser) -> None:
    _, theirs = submitted(world, contact)
    officer.get(theirs)
    page = officer.send(step="check", kind="return", remark="Noem de systemen.")
    assert page.h1 == "Controleer uw advies"
    page = officer.send(step="edit")
    assert page.value_of("remark") == "Noem de systemen."
    assert page.value_of("kind") == "return"
    assert "Noem de systemen." not in contact.get(theirs.replace("/toetsing/brieven/", "/concepten/")).text


def test_a_return_and_an_advice_against_need_a_remark(world: World, contact: Browser, officer: Browser) -> None:
    _, theirs = submitted(world, contact)
    officer.get(theirs)
    for kind in ("return", "against"):
        page = officer.send(step="check", status=422, kind=kind)
        assert page.error_of("remark").startswith("Schrijf een opmerking")
    assert officer.send(step="check", status=422, kind="maybe").error_of("kind")


def test_a_returned_letter_comes_back_with_the_remark_and_the_next_round_marks_what_changed(
    world: World, contact: Browser, officer: Browser
) -> None:
    mine, theirs = submitted(world, contact)
    page = advise_on_letter(officer, theirs, "return", "Noem de systemen.")
    assert page.path == "/toetsing"
    page = contact.get(mine)
    assert "Noem de systemen." in page.text
    page = contact.send(step="submit")
    assert page.path == mine
    assert "Pas het eerst aan" in page.text
    contact.send(step="submit", **{"details-explanation": "Uw dossier staat in vier oude systemen."})
    page = officer.get(theirs)
    assert [one for one in page.all("ins") if "vier" in "".join(one.itertext())]
    assert [one for one in page.all("del") if "drie" in "".join(one.itertext())]
    assert "“Noem de systemen.”" in page.text
    advise_on_letter(officer, theirs, "agree")
    assert contact.get(mine).link("Controleer de brief") == f"{mine}/brief"


def test_after_agreement_the_letter_is_made_and_a_change_asks_for_advice_again(
    world: World, contact: Browser, officer: Browser
) -> None:
    mine, theirs = submitted(world, contact)
    advise_on_letter(officer, theirs, "agree")
    contact.get(mine)
    contact.send(step="save")  # nothing changed: the advice still counts
    page = contact.get(f"{mine}/brief")
    assert page.value_of("dated") == "23-11-2026"
    contact.get(mine)
    contact.send(step="save", **{"details-explanation": "Uw dossier staat in vijf oude systemen."})
    assert "nog geen advies gegeven" in contact.get(f"{mine}/brief").text
    contact.get(mine)
    contact.send(step="submit")
    advise_on_letter(officer, theirs, "agree")
    contact.get(f"{mine}/brief")
    contact.send(step="check")
    page = contact.send(step="record")
    assert "Verlengingsbericht" in page.text
    assert "Definitief, nog niet verzonden" in page.text


def test_before_a_request_is_not_handled_the_officer_sees_what_was_asked(
    world: World, contact: Browser, officer: Browser
) -> None:
    case_id = new_case(world, Right.INSPECTION)
    page = write(contact, case_id, LetterKind.NOT_HANDLED, step="submit", status=422)
    assert "U heeft nog niet gevraagd wie dit vraagt." in page.text
    mine = write(contact, case_id, LetterKind.NOT_HANDLED).path
    page = officer.get(mine.replace("/concepten/", "/toetsing/brieven/"))
    assert "Nog niet nagegaan." in page.text
    assert "Er is geen brief gemaakt met de vraag wie dit vraagt." in page.text
    with world.app.app_context():
        steps = Steps(world, SLUG, case_id)
        steps.proof_not_shown()
        number = steps.view().letters[-1].number
    form = open_new(contact, case_id, LetterKind.NOT_HANDLED)
    assert form.value_of("details-asked-0-when") == "23 november 2026", "what was posted is filled in"
    contact.get(mine)
    contact.send(step="submit")
    page = officer.get(mine.replace("/concepten/", "/toetsing/brieven/"))
    assert page.has_link(f"Verzoek om identificatie of machtiging, {number}")


def test_against_the_advice_only_with_a_written_reason(world: World, contact: Browser, officer: Browser) -> None:
    mine, theirs = submitted(world, contact, LetterKind.NOT_HANDLED)
    advise_on_letter(officer, theirs, "against", "Bel eerst nog een keer.")
    contact.get(f"{mine}/brief")
    page = contact.send(step="check", status=422)
    assert page.error_of("against_reason").startswith("U beslist tegen het advies in")
    page = contact.send(step="check", against_reason="Er is geen nummer om te bellen.")
    assert "Er is geen nummer om te bellen." in page.text
    page = contact.send(step="record")
    assert page.h1.startswith("Brief WPR-B2026-")


def test_advice_on_a_revision_that_was_replaced_is_stopped(world: World, contact: Browser, officer: Browser) -> None:
    mine, theirs = submitted(world, contact)
    officer.get(theirs)
    officer.send(step="check", kind="agree", remark="")
    contact.get(mine)
    contact.send(step="submit", **{"details-explanation": "Uw dossier staat in zes oude systemen."})
    page = officer.send(step="record", status=409)
    assert "Dit gebeurde sinds u dit scherm opende" in page.text
    assert "zes oude systemen" in page.text
    officer.send(step="check")
    assert officer.send(step="record").path == "/toetsing"


def test_nobody_advises_on_their_own_letter(world: World) -> None:
    email = world.add_user("Eigen Brief", (SLUG, Role.FG), (SLUG, Role.CONTACT_PERSON))
    both = Browser(world.app)
    both.sign_in(email)
    _, theirs = submitted(world, both)
    page = both.get(theirs)
    assert "Dit is uw eigen brief" in page.text
    assert not page.forms()
    assert "Van u" in both.get("/toetsing").text


def test_a_letter_that_does_not_wait_is_shown_without_a_form(world: World, contact: Browser, officer: Browser) -> None:
    page = write(contact, new_case(world, Right.INSPECTION), LetterKind.EXTENSION_NOTICE)
    page = officer.get(page.path.replace("/concepten/", "/toetsing/brieven/"))
    assert "Deze brief wacht nu niet op uw advies: wordt geschreven." in page.text
    assert not page.forms()


def test_a_letter_of_another_organisation_does_not_exist(world: World, contact: Browser) -> None:
    mine, theirs = submitted(world, contact)
    assert at_desk(world, Role.FG, "aanzien").get(theirs, status=404).status == 404
    assert at_desk(world, Role.CONTACT_PERSON, "aanzien").get(mine, status=404).status == 404
