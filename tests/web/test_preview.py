"""The page beside the form: for its maker only, never kept by a cache, and nothing is submitted by looking."""

import pytest

from dsar.core.vocabulary import Right, Role
from dsar.letters import RenderCode, RenderError
from tests.support.app import World
from tests.support.judging import GRANT, REFUSAL, SLUG, at_desk, identify, new_case, request_of
from tests.support.pages import Browser, Page


@pytest.fixture
def world(shared_world: World) -> World:
    return shared_world


@pytest.fixture
def contact(world: World) -> Browser:
    return at_desk(world, Role.CONTACT_PERSON)


def looked(world: World, contact: Browser, **typed: str) -> Page:
    """Give the form of a proposal after "Voorbeeld bijwerken"."""
    case_id = new_case(world, Right.INSPECTION if "answer" in typed else Right.ERASURE)
    identify(contact, case_id)
    request_id = request_of(world, case_id, Right.INSPECTION if "answer" in typed else Right.ERASURE)
    contact.get(f"/verzoeken/{request_id}/voorstel")
    return contact.send(change="preview", **typed)


def picture_of(page: Page) -> str:
    return page.all("img")[0].get("src", "")


def ids_on(page: Page) -> set[str]:
    return {one.get("id", "") for one in page.root.iter()}


def missing_links(page: Page) -> set[str]:
    """Give where the list of what is missing leads."""
    (section,) = page.all("section", **{"class": "dsar-missing"})
    return {one.get("href", "") for one in section.iter() if one.get("href")}


def test_looking_shows_every_page_and_submits_nothing(world: World, contact: Browser) -> None:
    page = looked(world, contact, **GRANT)
    assert page.h1.startswith("Voorstel schrijven")
    pictures = page.all("img")
    assert [one.get("alt", "")[:15] for one in pictures][:2] == ["Bladzijde 1 van", "Bladzijde 2 van"]
    for one in pictures:
        assert contact.client.get(one.get("src", "")).data.startswith(b"RIFF")
    pdf = contact.client.get(page.link("Open het voorbeeld als PDF"))
    assert pdf.mimetype == "application/pdf"
    assert pdf.data.startswith(b"%PDF-")
    assert page.value_of("details-time") == "10.00 uur"
    case = contact.get(page.link("Terug naar de zaak"))
    assert "Nog niet geschreven" in case.text


def test_what_is_missing_is_listed_before_and_after_looking(world: World, contact: Browser) -> None:
    page = looked(world, contact, outcome="refuse", **{"parts-0-what": "De facturen", "parts-0-facts": "Kort."})
    assert "Dit ontbreekt nog in de brief" in page.text
    assert page.value_of("parts-0-facts") == "Kort."
    assert page.all("img")


def test_a_form_that_cannot_be_read_gives_no_page_and_keeps_everything(world: World, contact: Browser) -> None:
    case_id = new_case(world, Right.ERASURE)
    identify(contact, case_id)
    contact.get(f"/verzoeken/{request_of(world, case_id, Right.ERASURE)}/voorstel")
    page = contact.send(change="preview", status=422, **{**REFUSAL, "parts-0-keep_until": "31-13-2033"})
    assert page.error_of("parts-0-keep_until").startswith("Dit is geen dag die bestaat")
    assert not page.all("img")
    assert page.value_of("parts-0-statute") == REFUSAL["parts-0-statute"]
    page = contact.send(change="preview", status=422, **{**REFUSAL, "parts-0-facts": "BSN 111222333"})
    assert "Een BSN hoort niet in dit register" in page.error_of("parts-0-facts")
    assert not page.all("img"), "a BSN never gets as far as a page"


def test_pictures_are_kept_by_no_cache(world: World, contact: Browser) -> None:
    page = looked(world, contact, **REFUSAL)
    answer = contact.client.get(picture_of(page))
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_somebody_elses_preview_does_not_exist(world: World, contact: Browser) -> None:
    picture = picture_of(looked(world, contact, **REFUSAL))
    colleague = Browser(world.app)
    colleague.sign_in(world.add_user("Andere Contactpersoon", (SLUG, Role.CONTACT_PERSON)))
    pdf = picture.rsplit("/", 1)[0] + ".pdf"
    for path in (picture, pdf):
        assert colleague.client.get(path).status_code == 404
        assert at_desk(world, Role.CONTACT_PERSON, "aanzien").client.get(path).status_code == 404
        assert contact.client.get(path).status_code == 200


def test_a_page_that_there_is_not_and_an_old_preview_do_not_exist(world: World, contact: Browser) -> None:
    page = looked(world, contact, **REFUSAL)
    picture = picture_of(page)
    for number in (0, 99, 2**31 - 1):
        assert contact.client.get(picture.replace("/1.webp", f"/{number}.webp")).status_code == 404
    contact.send(change="preview")
    assert contact.client.get(picture).status_code == 404, "the next preview of the case replaces it"
    assert contact.client.get(picture_of(contact.page)).status_code == 200
    assert contact.client.get("/voorbeelden/onzin/1.webp").status_code == 404


def test_what_is_missing_leads_to_its_field_before_and_after_looking(world: World, contact: Browser) -> None:
    case_id = new_case(world, Right.ERASURE)
    identify(contact, case_id)
    contact.get(f"/verzoeken/{request_of(world, case_id, Right.ERASURE)}/voorstel")
    page = contact.send(
        change="preview",
        outcome="partial",
        **{"parts-0-what": "De facturen", "parts-0-outcome": "refuse", "parts-0-ground": "law_requires_keeping"},
    )
    links = missing_links(page)
    assert {"#parts-0-facts", "#parts-0-statute", "#parts-0-keep_until", "#parts"} <= links
    assert any(link.startswith("#details-") for link in links)
    assert links <= {f"#{one}" for one in ids_on(page)}


def test_what_would_be_refused_on_submitting_is_missing_from_the_letter(world: World, contact: Browser) -> None:
    page = looked(world, contact, **REFUSAL)
    assert "De brief is compleet." in page.text
    for name, text in (("alternative", "Vraag het [wie]."), ("facts", "Uw belang en dat van ons zijn afgewogen.")):
        page = contact.send(change="preview", **{**REFUSAL, f"parts-0-{name}": text})
        assert "De brief is compleet." not in page.text
        assert f"#parts-0-{name}" in missing_links(page)


def test_another_button_leaves_the_preview_and_says_that_it_is_an_earlier_one(world: World, contact: Browser) -> None:
    page = looked(world, contact, **REFUSAL)
    picture = picture_of(page)
    assert "Dit is uw vorige voorbeeld." not in page.text
    page = contact.send(change="add")
    assert picture_of(page) == picture
    assert "Dit is uw vorige voorbeeld." in page.text
    assert "De brief is compleet." not in page.text
    page = contact.send(status=422, **{"parts-0-facts": ""})
    assert picture_of(page) == picture
    page = contact.send(change="preview", **REFUSAL)
    assert "Dit is uw vorige voorbeeld." not in page.text
    contact.page = page
    assert not contact.send(change="add", looked="niets").all("img")


def test_somebody_elses_preview_is_not_shown_again(world: World, contact: Browser) -> None:
    theirs = picture_of(looked(world, contact, **REFUSAL)).split("/")[2]
    colleague = Browser(world.app)
    colleague.sign_in(world.add_user("Weer Een Ander", (SLUG, Role.CONTACT_PERSON)))
    case_id = new_case(world, Right.ERASURE)
    identify(colleague, case_id)
    colleague.get(f"/verzoeken/{request_of(world, case_id, Right.ERASURE)}/voorstel")
    assert not colleague.send(change="add", looked=theirs).all("img")


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (RenderCode.BUSY, "Er worden nu veel brieven gemaakt."),
        (RenderCode.TIME, "duurde te lang"),
        (RenderCode.LONG, "Maak de teksten korter."),
    ],
)
def test_a_page_that_could_not_be_made_says_why_and_what_to_do(
    world: World, contact: Browser, monkeypatch: pytest.MonkeyPatch, code: RenderCode, said: str
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RenderError(code)

    monkeypatch.setattr("dsar.services.preview.render_document", fail)
    page = looked(world, contact, **GRANT)
    assert said in page.text
    assert "Wat u typte is bewaard." in page.text
    assert page.value_of("details-time") == "10.00 uur"


def test_a_text_that_is_too_long_for_a_letter_keeps_no_worker_busy(
    world: World, contact: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dsar.services.preview.render_document", None)  # calling it would fail
    page = looked(world, contact, **{**GRANT, "details-purposes": "Een regel.\n" * 900})
    assert "Maak de teksten korter." in page.text
    assert page.value_of("details-purposes")


def test_a_letter_that_cannot_be_made_is_not_offered_to_be_made_final(
    world: World, contact: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RenderError(RenderCode.LONG)

    contact.get(f"/zaken/{new_case(world, Right.COPY)}/brief")
    monkeypatch.setattr("dsar.services.preview.render_document", fail)
    page = contact.send(status=422)
    assert "Maak de teksten korter." in page.text
    assert "Brief definitief maken" not in page.text
