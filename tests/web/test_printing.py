"""The post on the screen: what waits, one file for the printer, recorded as sent, numbers, printers and runs."""

import io
import re
from datetime import date
from importlib import import_module

import pypdfium2
import pytest
from pypdf import PdfReader
from pypdfium2.raw import FPDF_PAGEOBJ_PATH
from sqlalchemy import select, text

from dsar.core.vocabulary import AdviceKind, Right, Role
from dsar.extensions import db
from dsar.letters import RenderCode, RenderError
from dsar.letters.combine import Offset
from dsar.letters.sheets import Trial, millimetres, trial_pdf
from dsar.models import AccessEvent, Dispatch, Letter
from dsar.services import print_letters
from dsar.services.issue_letter import LetterInput, issue_letter, void_letter
from tests.factories.world import REFUSE_ERASURE
from tests.letters.pdf import MM_PER_POINT
from tests.letters.test_combine import place, texts
from tests.support.app import World, address
from tests.support.cases import receive
from tests.support.judging import at_desk
from tests.support.pages import Browser
from tests.support.steps import Steps

SLUG = "westendorp-pr"
RENDER = import_module("dsar.letters.render")  # the package gives the function of this name
DAY = date(2026, 11, 24)


@pytest.fixture
def world(fresh_world: World) -> World:
    return fresh_world


@pytest.fixture
def contact(world: World) -> Browser:
    return at_desk(world, Role.CONTACT_PERSON)


@pytest.fixture
def path(world: World) -> str:
    return f"/printen/{world.organisations[SLUG]}"


def acknowledge(world: World, *, days_ago: int = 5, slug: str = SLUG) -> int:
    """Make the acknowledgement of a new case; give the letter's id."""
    with world.app.app_context():
        case_id = receive(world, slug, Right.INSPECTION, days_ago=days_ago)
        work = world.work(address(slug, Role.CONTACT_PERSON))
        return issue_letter(work, case_id, 1, LetterInput(world.today), render_seconds=60)


def number(world: World, letter_id: int) -> str:
    with world.app.app_context():
        found = db.session.get_one(Letter, letter_id).number
        db.session.rollback()
        return found


def dispatches(world: World) -> list[tuple[int, str, str]]:
    with world.app.app_context():
        rows = db.session.execute(select(Dispatch).order_by(Dispatch.letter_id)).scalars()
        found = [(row.letter_id, row.way.value, row.posted_on.isoformat()) for row in rows]
        db.session.rollback()
        return found


def pdf_of(contact: Browser, path: str, **typed: object) -> bytes:
    """Press the button for one PDF on the page as it stands, with some of its fields filled in anew."""
    contact.get(path)
    answer = contact.send(step="pdf", **typed).response
    assert answer.mimetype == "application/pdf"
    return answer.data


def test_an_empty_list_says_why_and_leads_on(contact: Browser, path: str) -> None:
    page = contact.get("/printen")
    assert page.path == path
    assert "Er wacht geen brief." in page.text
    assert page.has_link("Naar de werkvoorraad")
    assert not page.forms()


def test_who_works_for_several_organisations_chooses_one(world: World) -> None:
    email = world.add_user("Twee Huizen", (SLUG, Role.CONTACT_PERSON), ("aanzien", Role.FG))
    acknowledge(world)
    acknowledge(world, slug="aanzien")
    browser = Browser(world.app)
    browser.sign_in(email)
    page = browser.get("/printen")
    assert page.h1 == "Printen"
    assert page.text.count("1 brief") == 2
    assert browser.get(page.link("WestendorpPR")).forms()
    assert not browser.get(page.link("AanZien")).forms()
    other = world.organisations["zaz-welzijn"]
    assert browser.get(f"/printen/{other}", status=404).status == 404


def test_what_waits_is_ticked_and_comes_in_one_file_in_order_with_its_list(
    world: World, contact: Browser, path: str
) -> None:
    later, sooner = acknowledge(world), acknowledge(world, days_ago=25)
    content = pdf_of(contact, path)
    pages = texts(content)
    assert "Verzendlijst" in pages[0]
    order = [number(world, sooner), number(world, later)]
    assert re.findall(r"WPR-B2026-\d{4}", pages[0]) == order
    assert "2 brieven" in pages[0]
    references = [re.search(r"Kenmerk (WPR-2026-\d{4})", page) for page in pages[1:] if "Pagina 1 van" in page]
    assert [match[1] for match in references if match] == ["WPR-2026-0002", "WPR-2026-0001"]
    with world.app.app_context():
        read = db.session.scalars(select(AccessEvent.page).where(AccessEvent.page == "letters_print")).all()
        db.session.rollback()
    assert len(read) == 2


def test_a_printers_offset_moves_the_letters_and_both_sides_start_on_new_sheets(
    world: World, contact: Browser, path: str
) -> None:
    letters = [acknowledge(world), acknowledge(world)]
    contact.get(path.replace("printen", "printers") + "/nieuw")
    page = contact.send(name="Balie", offset_right="1,5", offset_down="-0,5")
    printer = page.path.rsplit("/", 1)[1]
    plain = pdf_of(contact, path, printer="0", without=("with_list",))
    moved = pdf_of(contact, path, printer=printer, duplex="y", without=("with_list",))
    before, after = place(plain, "Lindelaan 12"), place(moved, "Lindelaan 12")
    assert after[0] - before[0] == pytest.approx(1.5, abs=0.01)
    assert after[1] - before[1] == pytest.approx(-0.5, abs=0.01)
    starts = [place_ for place_, page_text in enumerate(texts(moved)) if "Pagina 1 van" in page_text]
    assert len(starts) == len(letters)
    assert all(start % 2 == 0 for start in starts)


def test_nothing_ticked_is_told_on_top_and_beside_the_list(world: World, contact: Browser, path: str) -> None:
    acknowledge(world)
    contact.get(path)
    page = contact.send(step="pdf", status=422, without=("letters",))
    assert "Kies minstens één brief." in page.summary
    assert page.error_of("letters") == "Kies minstens één brief."
    assert page.title.startswith("Fout:")


def test_all_ticked_letters_are_recorded_as_sent_after_a_check(world: World, contact: Browser, path: str) -> None:
    first, second = acknowledge(world), acknowledge(world)
    contact.get(path)
    contact.send(step="sent")
    assert contact.page is not None
    assert contact.page.value_of("posted_on") == "23-11-2026"
    page = contact.send(step="check", way="registered")
    assert page.h1 == "Controleer wat u vastlegt"
    assert "Aangetekend per post" in page.text
    assert dispatches(world) == []
    page = contact.send(step="record")
    assert "Vastgelegd: 2 brieven zijn verzonden." in page.text
    assert page.path == path
    assert dispatches(world) == [(first, "registered", "2026-11-23"), (second, "registered", "2026-11-23")]
    assert "Er wacht geen brief." in page.text
    assert "Verzonden in de laatste dertig dagen" in page.text


@pytest.mark.parametrize(
    ("day", "why"),
    [("22-11-2026", "Hij kan niet eerder zijn verzonden."), ("24-11-2026", "Deze dag ligt in de toekomst.")],
)
def test_a_day_on_which_no_letter_can_have_left_is_told_before_the_check(
    world: World, contact: Browser, path: str, day: str, why: str
) -> None:
    acknowledge(world)
    contact.get(path)
    contact.send(step="sent")
    page = contact.send(step="check", posted_on=day, status=422)
    assert why in page.error_of("posted_on")
    assert page.value_of("posted_on") == day
    assert contact.send(step="check", posted_on="23-11-2026").h1 == "Controleer wat u vastlegt"


def test_a_letter_that_moved_meanwhile_is_named_and_nothing_is_recorded(
    world: World, contact: Browser, path: str
) -> None:
    acknowledge(world)
    moved = acknowledge(world)
    contact.get(path)
    contact.send(step="sent")
    contact.send(step="check")
    with world.app.app_context():
        void_letter(world.work(address(SLUG, Role.CONTACT_PERSON)), moved, _version(moved), "Verkeerd adres.")
    page = contact.send(step="record", status=409)
    assert f"{number(world, moved)}: Deze brief wacht niet meer" in page.summary
    assert dispatches(world) == []
    assert page.value_of("posted_on") == "23-11-2026"
    contact.send(step="check")
    contact.send(step="record")
    assert len(dispatches(world)) == 1


def boxes(content: bytes) -> list[tuple[float, float, float, float]]:
    """Give every line and box on the first page: left, top, width and height in millimetres."""
    document = pypdfium2.PdfDocument(content)
    try:
        page, found = document[0], []
        for drawn in page.get_objects(filter=[FPDF_PAGEOBJ_PATH], max_depth=4):
            left, bottom, right, top = drawn.get_bounds()
            corners = (left, page.get_height() - top, right - left, top - bottom)
            found.append(tuple(value * MM_PER_POINT for value in corners))
        return found
    finally:
        document.close()


def _version(letter_id: int) -> int:
    version = db.session.get_one(Letter, letter_id).case.version
    db.session.rollback()
    return version


def test_a_day_that_cannot_be_keeps_what_was_typed(world: World, contact: Browser, path: str) -> None:
    acknowledge(world)
    contact.get(path)
    contact.send(step="sent")
    page = contact.send(step="record", posted_on="24-11-2026", status=422)
    assert page.error_of("posted_on").startswith("Deze dag ligt in de toekomst")
    assert page.value_of("posted_on") == "24-11-2026"


def test_what_left_too_late_says_so_on_every_page(world: World, contact: Browser, path: str) -> None:
    letter_id = acknowledge(world)
    world.clock.forward(days=26)  # the term ends on 16 December: four weeks at WestendorpPR
    contact = at_desk(world, Role.CONTACT_PERSON)
    page = contact.get(path)
    late = re.search(r"(\d+) dag(en)? te laat", page.text)
    assert late is not None
    assert late[0] in texts(pdf_of(contact, path))[0]
    contact.get(path)
    contact.send(step="sent")
    contact.send(step="check")
    page = contact.send(step="record")
    words = f"{late[0]} verzonden"
    assert words in page.text
    letter = contact.get(f"/brieven/{letter_id}")
    assert words in letter.text
    assert words in contact.get(letter.link("Terug naar de zaak")).text


def test_the_code_of_registered_post_is_kept_with_its_letter(world: World, contact: Browser) -> None:
    letter_id = acknowledge(world)
    contact.get(f"/brieven/{letter_id}")
    typed = {"verzonden-way": "registered", "verzonden-track_code": "3S-1"}
    page = contact.send(status=422, **typed)
    assert page.error_of("verzonden-track_code").startswith("Deze code kan niet.")
    assert page.value_of("verzonden-track_code") == "3S-1"
    page = contact.send(**{"verzonden-track_code": "3s abcd 1"})
    assert "Aangetekend per post (3SABCD1)" in page.text
    contact.send(step="record")
    assert "Aangetekend per post (3SABCD1)" in contact.get(f"/brieven/{letter_id}").text


def test_every_number_is_shown_with_what_became_of_it(world: World, contact: Browser, path: str) -> None:
    first = acknowledge(world)
    assert "In 2026 is 1 nummer uitgegeven." in contact.get(f"{path}/nummers").text
    second = acknowledge(world)
    with world.app.app_context():
        void_letter(world.work(address(SLUG, Role.CONTACT_PERSON)), first, _version(first), "Verkeerd adres.")
    page = contact.get(f"{path}/nummers")
    assert "In 2026 zijn 2 nummers uitgegeven." in page.text
    assert "Vervallen Verkeerd adres." in page.text
    assert page.has_link(number(world, second))
    assert "nog geen brief een nummer" in contact.get(f"{path}/nummers?jaar=2024").text
    assert contact.get(f"{path}/nummers?jaar=x", status=404).status == 404


def test_a_gap_in_the_numbers_is_called_one(world: World, contact: Browser, path: str) -> None:
    acknowledge(world)
    with world.app.app_context():
        db.session.execute(db.text("UPDATE counter SET last = 3 WHERE kind = 'letter'"))
        db.session.commit()
    page = contact.get(f"{path}/nummers")
    assert page.text.count("Gat: geen brief") == 2
    assert "Bij 2 nummers staat geen brief." in page.text


def test_offsets_are_typed_in_millimetres_with_a_comma(world: World, contact: Browser, path: str) -> None:
    printers = path.replace("printen", "printers")
    assert "Er is nog geen printer." in contact.get(printers).text
    contact.get(f"{printers}/nieuw")
    page = contact.send(name="", offset_right="veel", offset_down="20,1", status=422)
    assert page.error_of("name") == "Vul dit veld in."
    assert page.error_of("offset_right").startswith("Vul een getal in millimeters in")
    assert page.value_of("offset_right") == "veel"
    page = contact.send(name="Balie", offset_right="1,5", offset_down="20,1", status=422)
    assert page.error_of("offset_down").startswith("Dit is te ver.")
    page = contact.send(offset_down="-0,5 mm")
    assert (page.value_of("offset_right"), page.value_of("offset_down")) == ("1,5", "-0,5")
    assert "1,5 mm" in contact.get(printers).text
    contact.get(f"{printers}/nieuw")
    assert contact.send(name=" Balie ", status=422).error_of("name").startswith("Er is al een printer met deze naam.")


def test_who_changes_a_printer_second_is_told(world: World, contact: Browser, path: str) -> None:
    contact.get(path.replace("printen", "printers") + "/nieuw")
    opened = contact.send(name="Balie")
    contact.send(offset_right="1")
    contact.page = opened
    page = contact.send(offset_right="2", status=409)
    assert "Iemand anders heeft deze printer gewijzigd" in page.summary
    assert page.value_of("offset_right") == "2"
    assert contact.send().value_of("offset_right") == "2"


def test_a_printer_is_taken_away_after_a_check(world: World, contact: Browser, path: str) -> None:
    printers = path.replace("printen", "printers")
    contact.get(f"{printers}/nieuw")
    own = contact.send(name="Balie Zuid").path
    asked = contact.get(contact.get(own).link("Deze printer weghalen"))
    assert "Het gaat om: Balie Zuid." in asked.text
    contact.get(own)
    contact.send(offset_right="1")
    contact.page = asked
    page = contact.send(status=409)
    assert "Iemand anders heeft deze printer gewijzigd" in page.summary
    page = contact.send()
    assert "De printer is weggehaald." in page.text
    assert "Balie Zuid" not in contact.get(printers).text
    contact.get(own, status=404)
    with world.app.app_context():
        query = db.text("SELECT canonical FROM audit_event WHERE tag = 'printer.removed'")
        (entry,) = db.session.execute(query).scalars().all()
        db.session.rollback()
    assert f'"printer":{own.rsplit("/", 1)[1]}' in entry
    outsider = at_desk(world, Role.CONTACT_PERSON, "aanzien")
    assert outsider.get(f"{own}/weghalen", status=404).status == 404


def test_whoever_records_many_reads_where_a_code_goes(world: World, contact: Browser, path: str) -> None:
    acknowledge(world)
    contact.get(path)
    page = contact.send(step="sent")
    assert "Heeft een aangetekende brief een code? Laat die brief hier uit" in page.text


def test_an_administrator_adjusts_printers_and_sees_no_letter(world: World, contact: Browser, path: str) -> None:
    administrator = at_desk(world, Role.ADMINISTRATOR)
    administrator.get(path.replace("printen", "printers") + "/nieuw")
    page = administrator.send(name="Balie", offset_right="0,5")
    answer = administrator.client.get(page.link("testbladzijde"))
    assert answer.mimetype == "application/pdf"
    assert administrator.get(path, status=403).status == 403


@pytest.mark.parametrize(("window", "left"), [("left", 35.0), ("right", 105.0)])
@pytest.mark.parametrize("offset", [Offset(), Offset(15, -10)])
def test_the_test_page_shows_the_window_where_it_is(window: str, left: float, offset: Offset) -> None:
    content = trial_pdf(Trial("WestendorpPR", "Balie", window, offset, DAY), timeout_seconds=60)
    assert len(PdfReader(io.BytesIO(content)).pages) == 1
    lines = boxes(content)
    right, down = offset.right / 10, offset.down / 10
    assert any(line == pytest.approx((left + right, 49.5 + down, 70, 28), abs=0.25) for line in lines), lines[:10]
    assert any(line == pytest.approx((19.9 + right, 10 + down, 0.2, 20), abs=0.1) for line in lines)
    assert any(line == pytest.approx((10 + right, 19.9 + down, 20, 0.2), abs=0.1) for line in lines)
    (text,) = texts(content)
    assert f"{millimetres(offset.right)} mm naar rechts" in text
    assert "Meet van de linkerrand van het papier tot de staande streep." in text
    rows = re.findall(r"(?<![\d,])(17|20|23) (-?\d+(?:,\d)?) -?\d+(?:,\d)?", text)
    table = dict(reversed(rows))  # the figures along the ruler come after the table
    assert table == {str(measured): millimetres(offset.right + 200 - 10 * measured) for measured in (17, 20, 23)}
    for fold in (105, 210):
        assert any(line == pytest.approx((6 + right, fold - 0.125 + down, 8, 0.25), abs=0.1) for line in lines)


def test_readers_see_the_post_and_change_nothing(world: World, path: str) -> None:
    acknowledge(world)
    officer = at_desk(world, Role.FG)
    page = officer.get(path)
    assert "Wacht op verzending: 1" in page.text
    assert not page.forms()
    token = next(one.get("value") for one in page.all("input", name="csrf_token"))
    assert officer.client.post(path, data={"csrf_token": token, "step": "pdf"}).status_code == 403


def test_a_run_shows_its_progress_and_goes_on_from_the_screen(
    world: World, contact: Browser, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with world.app.app_context():
        for _ in range(3):
            receive(world, SLUG, Right.INSPECTION)
    monkeypatch.setattr("dsar.web.printing.runs._SECONDS", 0.0)  # one letter for every press
    contact.get(f"{path}/reeks")
    page = contact.send(step="check")
    assert page.h1 == "Controleer de reeks"
    assert "3 nieuwe ontvangstbevestigingen" in page.text
    assert "De bladzijden van" not in page.text
    with world.app.app_context():
        assert db.session.execute(text("SELECT COUNT(*) FROM letter_run")).scalar_one() == 0, "nothing is made yet"
        db.session.rollback()
    assert len(contact.send(step="edit").value_of("cases") or []) == 3, "what was ticked stays"
    contact.send(step="check")
    page = contact.send(step="start")
    assert page.h1.endswith("0 van 3")
    assert page.all("script"), "the page goes on by itself"
    assert contact.send().h1.endswith("1 van 3")
    assert not contact.get(f"{page.path}?pauze=1").all("script")
    contact.send()
    page = contact.send()
    assert page.h1.endswith("3 van 3")
    assert "De reeks is klaar: 3 van 3 brieven zijn gemaakt." in page.text
    assert not page.forms()
    assert "Wacht op verzending: 3" in contact.get(path).text
    assert "Er is niets te maken" in contact.get(f"{path}/reeks").text


def test_a_letter_of_a_run_that_cannot_be_made_is_named_with_why(
    world: World, contact: Browser, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with world.app.app_context():
        receive(world, SLUG, Right.INSPECTION)
    monkeypatch.setattr(RENDER, "render_html", _broken)
    contact.get(f"{path}/reeks")
    contact.send(step="start")
    page = contact.send()
    assert "Niet gelukt: 1" in page.text
    assert "WPR-B2026-0001: De brief wordt te lang." in page.text
    assert "Heeft een nummer en nog geen bladzijden: 1" in contact.get(path).text


def test_who_prints_while_two_others_do_is_told_so_and_keeps_what_was_ticked(
    world: World, contact: Browser, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = acknowledge(world), acknowledge(world)
    monkeypatch.setattr("dsar.services.print_letters.HURRY", 0.01)
    contact.get(path)
    with print_letters._turn(), print_letters._turn():
        page = contact.send(letters=[str(second)], step="pdf", status=503)
    assert "Er worden nu veel brieven gemaakt. Probeer het over een minuut opnieuw." in page.summary
    ticked = {
        one.get("value") for one in page.all("input", type="checkbox", name="letters") if one.get("checked") is not None
    }
    assert ticked == {str(second)} != {str(first)}
    assert contact.send(step="pdf").response.mimetype == "application/pdf"


def _broken(*_: object, **__: object) -> bytes:
    raise RenderError(RenderCode.LONG)


def refused(world: World, *rights: Right) -> Steps:
    """Make a case of which every request was refused, each with its letter."""
    with world.app.app_context():
        steps = Steps(world, SLUG, receive(world, SLUG, *rights))
        steps.identify()
        for index in range(len(rights)):
            steps.hear(index)
            steps.propose(REFUSE_ERASURE, index)
            steps.advise(AdviceKind.AGREE, index=index)
            steps.decide(index=index)
            steps.answer(index)
    return steps


def test_the_check_says_what_each_letter_does_and_which_cases_close(world: World, contact: Browser, path: str) -> None:
    closing = refused(world, Right.ERASURE)
    acknowledge(world)
    contact.get(path)
    contact.send(step="sent")
    page = contact.send(step="check")
    with world.app.app_context():
        reference = closing.view().case.reference
    assert f"Deze zaak sluit dan: {reference}." in page.text
    assert "Verwijdering: dit verzoek is dan beantwoord en afgerond." in page.text
    assert "De termijn van zes weken in de brief loopt tot en met" in page.text
    assert "Met deze brief is geen verzoek afgerond." in page.text
    contact.send(step="record")
    with world.app.app_context():
        assert closing.view().case.closed_on == world.today


def test_a_case_that_closes_only_with_all_its_letters_is_named_when_all_leave(
    world: World, contact: Browser, path: str
) -> None:
    steps = refused(world, Right.ERASURE, Right.ERASURE)
    with world.app.app_context():
        letters = [letter.id for letter in steps.view().letters]
    contact.get(path)
    contact.send(step="sent", letters=str(letters[0]))
    assert "Geen zaak sluit hierdoor." in contact.send(step="check").text
    contact.get(path)
    contact.send(step="sent")
    assert "Deze zaak sluit dan:" in contact.send(step="check").text
