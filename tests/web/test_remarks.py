"""Remarks beside the fields of a proposal and of a letter: from the officer to the field of the author, and kept."""

import pytest

from dsar.core.vocabulary import LetterKind, Right, Role
from tests.factories.details import typed_details
from tests.support.app import World
from tests.support.composing import write
from tests.support.judging import REFUSAL, advise, at_desk, identify, new_case, propose, request_of, unknown_case
from tests.support.pages import Browser, text_of

SLUG = "aanzien"
BESIDE = "Noem de jaren van de facturen."


@pytest.fixture
def world(shared_world: World) -> World:
    return shared_world


def returned(world: World, officer: Browser, **remarks: str) -> tuple[int, int, Browser]:
    """Give a refused erasure that came back with remarks beside fields only, and its author."""
    contact = at_desk(world, Role.CONTACT_PERSON, SLUG)
    case_id = new_case(world, Right.ERASURE, slug=SLUG)
    identify(contact, case_id)
    request_id = request_of(world, case_id, Right.ERASURE)
    propose(contact, request_id)
    name = f"verzoek{request_id}"
    officer.get(f"/toetsing/{case_id}")
    typed = {f"{name}-remarks-{place.replace('__', '-')}": text for place, text in remarks.items()}
    page = officer.send(step="check", **{f"{name}-kind": "return", **typed})
    assert page.h1 == "Controleer uw advies"
    assert "Onderdeel 1: Feiten" in page.text
    officer.send(step="record")
    return case_id, request_id, contact


def test_a_remark_is_asked_beside_each_field_and_belongs_to_the_form_of_the_advice(world: World) -> None:
    contact, officer = at_desk(world, Role.CONTACT_PERSON, SLUG), at_desk(world, Role.FG, SLUG)
    case_id = new_case(world, Right.ERASURE, slug=SLUG)
    identify(contact, case_id)
    request_id = request_of(world, case_id, Right.ERASURE)
    propose(contact, request_id)
    page = officer.get(f"/toetsing/{case_id}")
    boxes = {one.get("name"): one.get("form") for one in page.all("textarea") if "-remarks-" in (one.get("name") or "")}
    for place in ("outcome", "parts-0-what", "parts-0-ground", "parts-0-facts", "parts-0-statute"):
        assert boxes[f"verzoek{request_id}-remarks-{place}"] == f"formulier-{request_id}"
    assert page.all("form", id=f"formulier-{request_id}")


def test_a_part_that_is_granted_has_no_ground_to_remark_on(world: World) -> None:
    contact, officer = at_desk(world, Role.CONTACT_PERSON, SLUG), at_desk(world, Role.FG, SLUG)
    case_id = new_case(world, Right.ERASURE, slug=SLUG)
    identify(contact, case_id)
    request_id = request_of(world, case_id, Right.ERASURE)
    contact.get(f"/verzoeken/{request_id}/voorstel")
    answer = {"outcome": "partial", "answer": "Wij verwijderen de notities op 1 december 2026."}
    contact.send(change="add", **{**REFUSAL, **typed_details(Right.ERASURE), **answer})
    contact.send(**{"parts-1-what": "De notities", "parts-1-outcome": "grant"})
    page = officer.get(f"/toetsing/{case_id}")
    asked = {(one.get("name") or "").rpartition("-remarks-")[2] for one in page.all("textarea")}
    assert {"parts-0-ground", "parts-1-what"} <= asked
    assert "parts-1-ground" not in asked


def test_the_author_finds_the_remark_beside_that_very_field(world: World) -> None:
    officer = at_desk(world, Role.FG, SLUG)
    case_id, request_id, contact = returned(world, officer, parts__0__facts=BESIDE)
    page = contact.get(f"/verzoeken/{request_id}/voorstel")
    beside = [one for one in page.root.iter() if one.get("id") == "parts-0-facts-remark"]
    assert BESIDE in text_of(beside[0])
    assert text_of(page.one("a", href="#parts-0-facts-remark")) == "Onderdeel 1: Feiten"
    assert "parts-0-facts-remark" in (page.one("textarea", name="parts-0-facts").get("aria-describedby") or "")
    for path in (f"/zaken/{case_id}", f"/toetsing/{case_id}", "/toetsing/adviezen"):
        assert BESIDE in officer.get(path).text


def test_a_remark_follows_its_part_when_another_is_taken_away(world: World) -> None:
    officer = at_desk(world, Role.FG, SLUG)
    _, request_id, contact = returned(world, officer, parts__0__facts=BESIDE)
    contact.get(f"/verzoeken/{request_id}/voorstel")
    first = {name.replace("parts-0-", "parts-1-"): text for name, text in REFUSAL.items() if name != "outcome"}
    page = contact.send(change="preview", **first, **{"parts-0-what": "De notities", "parts-0-facts": "Vier notities."})
    assert [one.get("id") for one in page.root.iter() if (one.get("id") or "").endswith("-facts-remark")] == [
        "parts-1-facts-remark"
    ]


def test_what_changed_since_the_last_advice_is_marked_and_not_only_since_the_last_revision(world: World) -> None:
    officer = at_desk(world, Role.FG, SLUG)
    case_id, request_id, contact = returned(world, officer, parts__0__facts=BESIDE)
    for last in ("uw traject", "uw trajecten"):
        text = f"Op de facturen van 2024 staan uw naam en {last}."
        propose(contact, request_id, **{**REFUSAL, "parts-0-facts": text})
    page = officer.get(f"/toetsing/{case_id}")
    assert "Wat veranderde sinds versie 1 is gemarkeerd" in page.text
    assert any("2024" in text_of(one) for one in page.all("ins"))
    assert any("weken" in text_of(one) for one in page.all("del"))


def test_an_advice_against_that_says_nothing_anywhere_is_refused(world: World) -> None:
    officer = at_desk(world, Role.FG, SLUG)
    case_id, request_id, contact = returned(world, officer, parts__0__facts=BESIDE)
    propose(contact, request_id)
    officer.get(f"/toetsing/{case_id}")
    page = officer.send(step="check", status=422, **{f"verzoek{request_id}-kind": "against"})
    assert page.error_of(f"verzoek{request_id}-remark")
    advise(officer, case_id, request_id, "agree")
    assert "Uw akkoord is vastgelegd." in officer.page.text


def returned_letter(contact: Browser, officer: Browser, world: World, kind: LetterKind, place: str) -> str:
    """Give the author's page of a letter that came back with a remark beside one field."""
    case = unknown_case if kind is LetterKind.NOT_HANDLED else new_case
    page = write(contact, case(world, Right.INSPECTION, slug=SLUG), kind, step="submit")
    path = page.link({LetterKind.EXTENSION_NOTICE: "Verlengingsbericht"}.get(kind, "Niet in behandeling"))
    officer.get(path.replace("/concepten/", "/toetsing/brieven/"))
    officer.send(step="check", kind="return", **{f"remarks-details-{place}": BESIDE})
    officer.send(step="record")
    return path


@pytest.mark.parametrize(
    ("kind", "place"), [(LetterKind.EXTENSION_NOTICE, "explanation"), (LetterKind.NOT_HANDLED, "asked")]
)
def test_the_author_of_a_letter_finds_the_remark_beside_that_very_field_and_once(
    world: World, kind: LetterKind, place: str
) -> None:
    contact, officer = at_desk(world, Role.CONTACT_PERSON, SLUG), at_desk(world, Role.FG, SLUG)
    path = returned_letter(contact, officer, world, kind, place)
    page = contact.get(path)
    beside = [one for one in page.root.iter() if one.get("id") == f"details-{place}-remark"]
    assert text_of(beside[0]) == f"Opmerking bij het advies: {BESIDE}"
    described = [one for one in page.root.iter() if f"details-{place}-remark" in (one.get("aria-describedby") or "")]
    assert [one.get("id") for one in described] == [f"details-{place}"]
    assert page.text.count(BESIDE) == 1
    assert page.one("a", href=f"#details-{place}-remark") is not None


def test_a_remark_stays_beside_its_field_while_the_author_works_on_it(world: World) -> None:
    contact, officer = at_desk(world, Role.CONTACT_PERSON, SLUG), at_desk(world, Role.FG, SLUG)
    path = returned_letter(contact, officer, world, LetterKind.EXTENSION_NOTICE, "explanation")
    contact.get(path)
    page = contact.send(step="save", **{"details-explanation": "Uw dossier staat in drie systemen, en op papier."})
    assert [one for one in page.root.iter() if one.get("id") == "details-explanation-remark"]
    assert "over versie 1" in page.text
