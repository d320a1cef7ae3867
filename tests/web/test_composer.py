"""Writing a letter: which kinds there are, what is kept, what is still missing, and the letter that it becomes."""

from unittest import mock

import pytest
from sqlalchemy import text

from dsar.core.letters import WITH_REMEDIES
from dsar.core.placeholders import ADVISED, COMPOSED
from dsar.core.sent_on import ForwardInput
from dsar.core.vocabulary import LetterKind, Right, Role
from dsar.extensions import db
from dsar.letters import RenderCode, RenderError
from dsar.queries.lookups import version_of
from dsar.services.forward import forward
from dsar.wording.placeholders import WORDS
from tests.factories.drafts import FIELDS
from tests.support.app import World, address
from tests.support.composing import open_new, typed, write
from tests.support.judging import (
    GRANT,
    REFUSAL,
    SLUG,
    advise,
    at_desk,
    decide,
    hear,
    identify,
    make_letter,
    new_case,
    post_letter,
    propose,
    request_of,
    unknown_case,
)
from tests.support.pages import Browser, Page
from tests.support.stages import of_the_dead

AT_ONCE = (  # kinds that make sense as soon as a request came in
    LetterKind.IDENTITY_REQUEST,
    LetterKind.CLARIFICATION_REQUEST,
    LetterKind.EXTENSION_NOTICE,
    LetterKind.NOT_HANDLED,
    LetterKind.FORWARDED,
    LetterKind.WITHDRAWAL_CONFIRMATION,
    LetterKind.COMPLAINT_OUTCOME,
)


@pytest.fixture
def world(shared_world: World) -> World:
    return shared_world


@pytest.fixture
def contact(world: World) -> Browser:
    return at_desk(world, Role.CONTACT_PERSON)


def forwarded_case(world: World) -> int:
    """Register a case whose request was sent on, with consent, as the letter of the factories says."""
    day = FIELDS[LetterKind.FORWARDED].day("forwarded_on")
    assert day is not None
    case_id = new_case(world, Right.INSPECTION)
    with world.app.app_context():
        work = world.work(address(SLUG, Role.CONTACT_PERSON))
        given = ForwardInput((request_of(world, case_id, Right.INSPECTION),), "UWV", day, day)
        version = version_of(db.session(), case_id)
        db.session.rollback()
        forward(work, case_id, version, given)
    return case_id


def offered(page: Page) -> set[str]:
    links = [one.get("href", "") for one in page.all("a")]
    return {link.partition("soort=")[2] for link in links if "soort=" in link}


def draft_path(page: Page) -> str:
    assert page.path.startswith("/concepten/"), page.path
    return page.path


def test_only_letters_that_make_sense_now_are_offered(world: World, contact: Browser) -> None:
    case_id = new_case(world, Right.INSPECTION)
    page = contact.get(f"/zaken/{case_id}/schrijven")
    assert offered(page) == {kind.value for kind in AT_ONCE}
    assert "De termijn is voorbij en er is nog geen antwoord." not in page.text
    assert "Er is geen verzoek waarvan de termijn voorbij is." in page.text
    identify(contact, case_id)
    assert "identity_request" not in offered(contact.get(f"/zaken/{case_id}/schrijven"))


def test_a_clarification_is_about_inspection_and_copy_only(world: World, contact: Browser) -> None:
    case_id = new_case(world, Right.INSPECTION, Right.ERASURE)
    page = open_new(contact, case_id, LetterKind.CLARIFICATION_REQUEST)
    assert "Deze brief gaat over: inzage" in page.text
    page = open_new(contact, case_id, LetterKind.FORWARDED)
    assert len(page.all("input", name="request_ids", type="checkbox")) == 2
    assert "clarification_request" not in offered(contact.get(f"/zaken/{new_case(world, Right.ERASURE)}/schrijven"))


@pytest.mark.parametrize("kind", ["late_answer", "restriction_lifted", "refusal", "acknowledgement", "onzin", ""])
def test_a_kind_that_nobody_writes_now_does_not_exist(world: World, contact: Browser, kind: str) -> None:
    case_id = new_case(world, Right.INSPECTION)
    assert contact.get(f"/zaken/{case_id}/schrijven/brief?soort={kind}", status=404).status == 404


@pytest.mark.parametrize("kind", AT_ONCE)
def test_everything_that_the_kind_needs_is_asked_kept_and_shown_again(
    world: World, contact: Browser, kind: LetterKind
) -> None:
    case_id = new_case(world, Right.INSPECTION)
    page = open_new(contact, case_id, kind)
    places = [page.text.index(WORDS[item.name].label) for item in COMPOSED[kind]]
    assert places == sorted(places), "in the order of the letter"
    page = contact.send(step="save", **typed(kind))
    draft_path(page)
    for name, value in typed(kind).items():
        assert page.value_of(name) == value, name


def test_a_late_answer_is_offered_once_the_term_is_over(fresh_world: World) -> None:
    contact = at_desk(fresh_world, Role.CONTACT_PERSON)
    case_id = new_case(fresh_world, Right.INSPECTION)
    fresh_world.clock.forward(days=40)
    contact = at_desk(fresh_world, Role.CONTACT_PERSON)
    page = contact.get(f"/zaken/{case_id}/schrijven")
    assert "late_answer" in offered(page)
    assert "extension_notice" not in offered(page)
    open_new(contact, case_id, LetterKind.LATE_ANSWER)
    page = contact.send(step="save", status=422, **typed(LetterKind.LATE_ANSWER))
    assert page.error_of("details-expected_on").startswith("Deze dag moet nog komen")


def test_an_incomplete_letter_is_kept_and_says_what_is_missing(world: World, contact: Browser) -> None:
    case_id = new_case(world, Right.INSPECTION)
    open_new(contact, case_id, LetterKind.FORWARDED)
    page = contact.send(step="save", **{"details-to_name": "UWV"})
    assert page.value_of("details-to_name") == "UWV"
    assert "Dit ontbreekt nog in de brief" in page.text
    assert page.link("Wanneer het is doorgestuurd") == "#details-forwarded_on"
    assert not page.has_link("Aan wie het verzoek is doorgestuurd")


def test_a_draft_stands_on_the_case_page_with_its_state_and_author(world: World, contact: Browser) -> None:
    case_id = new_case(world, Right.INSPECTION)
    path = draft_path(write(contact, case_id, LetterKind.FORWARDED))
    page = contact.get(f"/zaken/{case_id}")
    assert "Doorzending, van Contact person westendorp-pr: wordt geschreven" in page.text
    assert page.link("Doorzending") == path
    seen = at_desk(world, Role.AUDITOR).get(f"/zaken/{case_id}")
    assert "Doorzending" in seen.text
    assert not seen.has_link("Doorzending")


def test_throwing_a_draft_away_asks_first(world: World, contact: Browser) -> None:
    case_id = new_case(world, Right.INSPECTION)
    path = draft_path(write(contact, case_id, LetterKind.FORWARDED))
    page = contact.get(f"{path}/weggooien")
    assert page.h1 == "Concept weggooien?"
    assert "Doorzending" in contact.get(f"/zaken/{case_id}").text
    contact.get(f"{path}/weggooien")
    page = contact.send()
    assert page.path == f"/zaken/{case_id}"
    assert not page.has_link("Doorzending")
    assert contact.get(path, status=404).status == 404


def test_a_wrong_day_is_refused_and_everything_typed_is_kept(world: World, contact: Browser) -> None:
    case_id = new_case(world, Right.INSPECTION)
    open_new(contact, case_id, LetterKind.WITHDRAWAL_CONFIRMATION)
    typed_text = {"details-withdrawn_on": "31-11-2026", "details-done_so_far": "Wij hadden al gezocht."}
    page = contact.send(step="save", status=422, **typed_text)
    assert page.error_of("details-withdrawn_on").startswith("Dit is geen dag die bestaat")
    page = contact.send(step="save", status=422, **{"details-withdrawn_on": "1-12-2026"})
    assert page.error_of("details-withdrawn_on").startswith("Deze dag ligt in de toekomst")
    assert page.value_of("details-done_so_far") == "Wij hadden al gezocht."


def test_a_bsn_is_refused_in_every_shape_of_field(world: World, contact: Browser) -> None:
    case_id = new_case(world, Right.INSPECTION)
    open_new(contact, case_id, LetterKind.FORWARDED)
    sent = {"details-to_name": "111222333", "details-to_address": "Weg 1\n111222333", "details-why": "BSN 111222333"}
    page = contact.send(step="save", status=422, **sent)
    for name in sent:
        assert "Een BSN hoort niet in dit register" in page.error_of(name), name
    open_new(contact, case_id, LetterKind.NOT_HANDLED)
    page = contact.send(step="save", status=422, **{"details-asked-1-what": "BSN 111222333"})
    assert "Een BSN hoort niet in dit register" in page.error_of("details-asked-1-what")


@pytest.mark.parametrize("kind", sorted(ADVISED & WITH_REMEDIES))
def test_what_cannot_be_submitted_is_kept_once_and_said(fresh_world: World, kind: LetterKind) -> None:
    contact = at_desk(fresh_world, Role.CONTACT_PERSON)
    case = unknown_case if kind is LetterKind.NOT_HANDLED else new_case
    case_id = case(fresh_world, Right.INSPECTION)
    with fresh_world.app.app_context():
        db.session.execute(text("UPDATE organisation SET legal_nature = NULL"))
        db.session.commit()
    page = write(contact, case_id, kind, step="submit")
    path = draft_path(page)
    assert "Het concept is bewaard, maar nog niet voorgelegd." in page.text
    assert "bestuursorgaan" in page.text
    name, value = next((name, value) for name, value in typed(kind).items() if len(value) > 20)
    assert page.value_of(name) == value
    assert draft_path(contact.send(step="save", **{name: f"{value} Later."})) == path
    assert contact.get(path).value_of(name) == f"{value} Later."


def test_the_preview_shows_what_was_typed_and_keeps_nothing(world: World, contact: Browser) -> None:
    case_id = new_case(world, Right.INSPECTION)
    open_new(contact, case_id, LetterKind.FORWARDED)
    page = contact.send(change="preview", **typed(LetterKind.FORWARDED))
    assert page.value_of("details-to_name") == "UWV"
    assert "De brief is compleet." in page.text
    images = page.all("img")
    assert images
    assert all("Bladzijde" in (one.get("alt") or "") for one in images)
    picture = contact.client.get(images[0].get("src", ""))
    assert picture.mimetype == "image/webp"
    assert picture.data.startswith(b"RIFF")
    assert "Concepten" not in contact.get(f"/zaken/{case_id}").text


def test_the_preview_brings_the_remarks_on_the_text(world: World, contact: Browser) -> None:
    open_new(contact, new_case(world, Right.INSPECTION), LetterKind.FORWARDED)
    page = contact.send(change="preview", **{"details-why": "Er wordt door ons een afschrift verstrekt."})
    assert any("afschrift" in "".join(one.itertext()) for one in page.all("mark"))
    assert "Schrijf liever: kopie." in page.text
    assert "Leesgemak" in page.text
    assert "Douma" in page.text


def test_a_letter_that_cannot_be_drawn_says_so_and_keeps_what_was_typed(world: World, contact: Browser) -> None:
    open_new(contact, new_case(world, Right.INSPECTION), LetterKind.FORWARDED)
    with mock.patch("dsar.services.preview.render_document", side_effect=RenderError(RenderCode.TIME)):
        page = contact.send(change="preview", **typed(LetterKind.FORWARDED))
    assert "duurde te lang. Wat u typte is bewaard." in page.text
    assert page.value_of("details-to_name") == "UWV"


def test_a_written_letter_becomes_final(world: World, contact: Browser) -> None:
    case_id = forwarded_case(world)
    page = write(contact, case_id, LetterKind.FORWARDED, step="finish")
    assert page.h1 == "Brief maken: doorzending"
    assert "De brief is compleet." in page.text
    page = contact.send(step="check")
    assert page.h1 == "Controleer de brief"
    assert page.all("img"), "the page as it will be printed"
    page = contact.send(step="record")
    assert page.h1.startswith("Brief WPR-B2026-")
    assert "Doorzending" in page.text
    assert "Nederlands" in page.text
    assert "Concepten" not in contact.get(f"/zaken/{case_id}").text


def test_a_letter_that_a_request_was_sent_on_begins_with_what_was_recorded_and_is_not_made_without(
    world: World, contact: Browser
) -> None:
    page = open_new(contact, forwarded_case(world), LetterKind.FORWARDED)
    assert (page.value_of("details-to_name"), page.value_of("details-forwarded_on")) == ("UWV", "20-11-2026")
    assert page.value_of("details-basis") == "consent"
    page = write(contact, new_case(world, Right.INSPECTION), LetterKind.FORWARDED, step="finish")
    assert "Er is nog niet vastgelegd dat dit is doorgestuurd, en met welke toestemming." in page.text
    assert not page.all("button", value="check")


def test_an_incomplete_letter_is_not_made(world: World, contact: Browser) -> None:
    case_id = forwarded_case(world)
    open_new(contact, case_id, LetterKind.FORWARDED)
    page = contact.send(step="finish", **{"details-to_name": "UWV"})
    assert page.path.endswith("/brief")
    assert "De brief is nog niet af." in page.text
    assert "/concepten/" in page.link("Verder schrijven")
    assert not [one for one in page.all("button") if one.get("value") == "check"]
    contact.send(step="check", status=422)
    contact.send(step="record", status=422)


def test_a_reason_that_fits_any_case_is_kept_and_told_before_the_letter_is_made(world: World, contact: Browser) -> None:
    case_id = new_case(world, Right.INSPECTION)
    open_new(contact, case_id, LetterKind.IDENTITY_REQUEST)
    values = typed(LetterKind.IDENTITY_REQUEST) | {"details-doubt": "Wij twijfelen aan uw identiteit."}
    page = contact.send(step="finish", **values)
    assert page.path.endswith("/brief")
    assert "Een reden van deze zaak, voor: de reden van de twijfel. Dit past bij elke zaak." in page.text
    contact.send(step="record", status=422)


@pytest.mark.parametrize("kind", sorted(ADVISED))
def test_a_letter_that_needs_advice_cannot_be_made_without_it(world: World, contact: Browser, kind: LetterKind) -> None:
    case = unknown_case if kind is LetterKind.NOT_HANDLED else new_case
    case_id = of_the_dead(world) if kind is LetterKind.DECEASED_ANSWER else case(world, Right.INSPECTION)
    path = draft_path(write(contact, case_id, kind))
    assert [one.get("value") for one in contact.page.all("button") if one.get("name") == "step"] == ["submit", "save"]
    page = contact.get(f"{path}/brief")
    assert "nog geen advies gegeven" in page.text
    assert not page.forms()


def test_what_is_missing_is_told_before_a_letter_is_submitted(world: World, contact: Browser) -> None:
    case_id = new_case(world, Right.INSPECTION)
    open_new(contact, case_id, LetterKind.EXTENSION_NOTICE)
    page = contact.send(step="submit", status=422)
    assert page.error_of("details-reason") == "Dit ontbreekt nog: de reden van de verlenging."
    assert page.error_of("details-explanation") == "Dit ontbreekt nog: de uitleg bij de verlenging."
    formula = {"details-explanation": "Uw verzoek is complex."}
    page = contact.send(step="submit", status=422, **(typed(LetterKind.EXTENSION_NOTICE) | formula))
    assert page.error_of("details-explanation").startswith("Dit past bij elke zaak.")
    assert page.value_of("details-explanation") == "Uw verzoek is complex."
    page = contact.send(step="submit", **typed(LetterKind.EXTENSION_NOTICE))
    assert page.path == f"/zaken/{case_id}"
    assert "Verlengingsbericht, van Contact person westendorp-pr: wacht op advies" in page.text


def test_who_is_second_is_told_and_keeps_what_was_typed(world: World, contact: Browser) -> None:
    case_id = new_case(world, Right.INSPECTION)
    path = draft_path(write(contact, case_id, LetterKind.FORWARDED))
    second = at_desk(world, Role.CONTACT_PERSON)
    second.get(path)
    contact.send(step="save", **{"details-why": "Dit gaat over uw uitkering bij het UWV."})
    page = second.send(step="save", status=409, **{"details-why": "Dit gaat over uw huis."})
    assert "Dit gebeurde sinds u dit scherm opende" in page.text
    assert page.value_of("details-why") == "Dit gaat over uw huis."
    assert second.send(step="save").value_of("details-why") == "Dit gaat over uw huis."


def test_a_form_that_is_sent_twice_makes_one_draft(world: World, contact: Browser) -> None:
    case_id = new_case(world, Right.INSPECTION)
    form = open_new(contact, case_id, LetterKind.FORWARDED)
    first = contact.send(step="save", **typed(LetterKind.FORWARDED)).path
    contact.page = form
    assert contact.send(step="save", **typed(LetterKind.FORWARDED)).path == first


def test_the_language_of_the_letter_and_large_print_are_told(world: World, contact: Browser) -> None:
    case_id = new_case(world, Right.INSPECTION)
    with world.app.app_context(), db.engine.begin() as connection:
        connection.execute(
            text("UPDATE party SET language = 'en', large_print = :yes WHERE case_id = :case_id"),
            {"case_id": case_id, "yes": True},
        )
    page = open_new(contact, case_id, LetterKind.FORWARDED)
    assert "Deze brief is in het Engels. Schrijf in het Engels." in page.text
    assert "grote letters" in page.text
    assert "English" in contact.get(f"/zaken/{case_id}").text


def both_decided(world: World, contact: Browser) -> tuple[int, int, int]:
    """Give a case with an inspection granted and an erasure refused, both decided."""
    case_id = new_case(world, Right.INSPECTION, Right.ERASURE)
    inspection, erasure = (request_of(world, case_id, right) for right in (Right.INSPECTION, Right.ERASURE))
    identify(contact, case_id)
    hear(contact, case_id)
    propose(contact, inspection, **GRANT)
    propose(contact, erasure, **REFUSAL)
    officer, decider = at_desk(world, Role.FG), at_desk(world, Role.DECIDER)
    for request_id in (inspection, erasure):
        advise(officer, case_id, request_id, "agree")
        decide(decider, request_id)
    return case_id, inspection, erasure


def test_one_letter_answers_several_decided_requests(world: World, contact: Browser) -> None:
    _, inspection, erasure = both_decided(world, contact)
    page = contact.get(f"/verzoeken/{inspection}/brief")
    box = page.one("input", name="also")
    assert box.get("value") == str(erasure)
    assert box.get("checked") is None, "two letters unless somebody chooses one"
    assert "Soort brief Toewijzing inzage" in page.text
    assert "dan twee. Verwijdering Datum van de brief" in page.text
    page = contact.send(step="check", also=str(erasure))
    assert "Inzage Verwijdering" in page.text
    assert "Soort brief Gedeeltelijke toewijzing" in page.text, "one refusal makes the whole letter partial"
    page = contact.send(step="record")
    assert "Gedeeltelijke toewijzing" in page.text
    number = page.h1.removeprefix("Brief ")
    assert contact.get(f"/verzoeken/{erasure}/brief").has_link(f"Er is al een brief: {number}")


def test_only_decided_requests_without_a_letter_can_be_answered_as_well(world: World, contact: Browser) -> None:
    _, inspection, erasure = both_decided(world, contact)
    make_letter(contact, f"/verzoeken/{erasure}/brief")
    page = contact.get(f"/verzoeken/{inspection}/brief")
    assert not page.all("input", name="also")
    page = contact.send(step="check", also=str(erasure))
    assert "Verwijdering" not in page.text


def posted(contact: Browser, letter: str) -> None:
    contact.get(letter)
    post_letter(contact)


def test_a_mistake_in_a_sent_letter_gives_a_new_letter_that_replaces_it(world: World, contact: Browser) -> None:
    case_id = new_case(world, Right.INSPECTION)
    old = make_letter(contact, f"/zaken/{case_id}/brief")
    assert not old.has_link("Er staat een fout in deze brief")
    posted(contact, old.path)
    page = contact.get(contact.get(old.path).link("Er staat een fout in deze brief"))
    assert page.h1 == "Verbeterde brief maken: ontvangstbevestiging"
    page = contact.send(step="check", status=422)
    assert page.error_of("correction_reason").startswith("Schrijf wat er niet goed was")
    page = contact.send(step="check", correction_reason="In onze brief stond een verkeerde datum.")
    assert page.h1 == "Controleer de brief"
    new = contact.send(step="record")
    assert f"Vervangt {old.h1}" in new.text
    assert "In onze brief stond een verkeerde datum." in new.text
    page = contact.get(old.path)
    assert f"Vervangen door {new.h1}" in page.text
    assert not page.has_link("Er staat een fout in deze brief")
    assert contact.get(f"{old.path}/verbeteren").has_link("Er is al een brief")


def test_a_mistake_in_a_letter_that_people_wrote_is_corrected_as_a_draft(world: World, contact: Browser) -> None:
    case_id = forwarded_case(world)
    write(contact, case_id, LetterKind.FORWARDED, step="finish")
    contact.send(step="check")
    old = contact.send(step="record")
    posted(contact, old.path)
    contact.get(f"{old.path}/verbeteren")
    assert contact.send(status=422).error_of("reason") == "Vul dit veld in."
    page = contact.send(reason="Het adres van UWV klopte niet.")
    path = draft_path(page)
    assert page.value_of("details-to_name") == "UWV"
    assert page.value_of("correction_reason") == "Het adres van UWV klopte niet."
    assert contact.get(f"{old.path}/verbeteren").path == path, "the draft that there is already"
    contact.send(step="finish", **{"details-to_address": "Postbus 1\n1000 AA  Amsterdam"})
    contact.send(step="check")
    new = contact.send(step="record")
    assert f"Vervangt {old.h1}" in new.text


def test_a_letter_that_was_not_sent_is_not_corrected(world: World, contact: Browser) -> None:
    letter = make_letter(contact, f"/zaken/{new_case(world, Right.INSPECTION)}/brief")
    page = contact.get(f"{letter.path}/verbeteren")
    assert "Alleen een brief die is verzonden krijgt een verbetering." in page.text
    assert not page.forms()


def test_a_question_that_is_asked_late_says_what_that_costs(fresh_world: World) -> None:
    case_id = new_case(fresh_world, Right.INSPECTION)  # received five days ago, on a Wednesday
    warning = "meer dan vijf werkdagen na de ontvangst"
    assert warning not in open_new(at_desk(fresh_world, Role.CONTACT_PERSON), case_id, LetterKind.IDENTITY_REQUEST).text
    fresh_world.clock.forward(days=3)
    contact = at_desk(fresh_world, Role.CONTACT_PERSON)
    assert warning in open_new(contact, case_id, LetterKind.IDENTITY_REQUEST).text
    assert warning in open_new(contact, case_id, LetterKind.CLARIFICATION_REQUEST).text
    assert warning not in open_new(contact, case_id, LetterKind.WITHDRAWAL_CONFIRMATION).text
