"""Writing a proposal: every mistake at once beside its field, parts without a script, and revisions to go on from."""

import pytest

from dsar.core.vocabulary import Right, Role
from tests.factories.details import typed_details
from tests.support.app import World
from tests.support.judging import FACTS, GRANT, REFUSAL, SLUG, advise, at_desk, identify, new_case, propose, request_of
from tests.support.pages import Browser


@pytest.fixture
def world(shared_world: World) -> World:
    return shared_world


@pytest.fixture
def contact(world: World) -> Browser:
    return at_desk(world, Role.CONTACT_PERSON)


def started(world: World, contact: Browser, right: Right) -> tuple[int, int]:
    case_id = new_case(world, right)
    identify(contact, case_id)
    return case_id, request_of(world, case_id, right)


def test_a_refusal_with_its_ground_goes_in(world: World, contact: Browser) -> None:
    case_id, request_id = started(world, contact, Right.ERASURE)
    assert propose(contact, request_id).path == f"/zaken/{case_id}"


def test_every_mistake_is_told_at_once_and_what_was_typed_is_kept(world: World, contact: Browser) -> None:
    _, request_id = started(world, contact, Right.ERASURE)
    contact.get(f"/verzoeken/{request_id}/voorstel")
    page = contact.send(
        outcome="partial",
        status=422,
        **{"parts-0-ground": "law_requires_keeping", "parts-0-facts": "Te kort.", "parts-0-file_note": "Voor later."},
    )
    assert page.error_of("answer").startswith("Schrijf wat de cliënt krijgt")
    assert page.error_of("parts-0-what").startswith("Schrijf om welk deel")
    assert page.error_of("parts-0-facts").startswith("Schrijf de feiten van deze zaak")
    assert page.error_of("parts-0-statute").startswith("Schrijf welke wet")
    assert page.error_of("parts-0-keep_until").startswith("Vul in tot welke dag")
    assert page.summary.count("Schrijf") == 5  # a partial grant also names what is granted
    assert page.value_of("parts-0-facts") == "Te kort."
    assert page.value_of("parts-0-file_note") == "Voor later."
    assert page.value_of("parts-0-ground") == "law_requires_keeping"


def test_a_ground_of_another_right_is_refused_in_our_own_words(world: World, contact: Browser) -> None:
    _, request_id = started(world, contact, Right.ERASURE)
    contact.get(f"/verzoeken/{request_id}/voorstel")
    page = contact.send(status=422, **{**REFUSAL, "parts-0-ground": "opinion"})
    assert page.error_of("parts-0-ground") == "Deze grond hoort niet bij dit recht. Kies een andere grond."


def test_no_outcome_and_a_word_that_is_none_are_refused(world: World, contact: Browser) -> None:
    _, request_id = started(world, contact, Right.ERASURE)
    contact.get(f"/verzoeken/{request_id}/voorstel")
    assert contact.send(status=422).error_of("outcome") == "Kies één van de mogelijkheden."
    page = contact.send(outcome="maybe", status=422, **{"parts-0-outcome": "partial"})
    assert page.error_of("outcome") == "Kies één van de mogelijkheden."
    assert page.error_of("parts-0-outcome")


def test_a_refusal_without_parts_is_refused(world: World, contact: Browser) -> None:
    _, request_id = started(world, contact, Right.ERASURE)
    contact.get(f"/verzoeken/{request_id}/voorstel")
    contact.send(outcome="refuse", change="remove-0")
    page = contact.send(status=422)
    assert "Een afwijzing heeft minstens één onderdeel" in page.summary
    assert page.value_of("outcome") == "refuse"


def test_a_part_is_added_and_removed_without_losing_the_others(world: World, contact: Browser) -> None:
    case_id, request_id = started(world, contact, Right.ERASURE)
    contact.get(f"/verzoeken/{request_id}/voorstel")
    contact.send(outcome="refuse", change="add", **{"parts-0-what": "Eerste"})
    page = contact.send(change="add", **{"parts-1-what": "Tweede", "parts-1-keep_until": "31-13-2033"})
    assert page.value_of("parts-2-outcome") == "refuse"
    page = contact.send(change="remove-0")
    assert page.value_of("parts-0-what") == "Tweede"
    assert page.value_of("parts-0-keep_until") == "31-13-2033"
    assert page.value_of("parts-2-what") is None
    page = contact.send(status=422, **{"parts-0-keep_until": ""})
    assert page.error_of("parts-1-what") == "Onderdeel 2, welk deel: schrijf om welk deel van het verzoek dit gaat."
    contact.send(change="remove-1")
    assert contact.send(**REFUSAL).path == f"/zaken/{case_id}"


def test_with_several_parts_every_error_names_its_part_and_its_field(world: World, contact: Browser) -> None:
    _, request_id = started(world, contact, Right.ERASURE)
    contact.get(f"/verzoeken/{request_id}/voorstel")
    contact.send(change="add", **REFUSAL)
    second = {
        "parts-1-what": "De notities",
        "parts-1-ground": "law_requires_keeping",
        "parts-1-keep_until": "31-13-2033",
    }
    page = contact.send(status=422, **{**second, "parts-1-file_note": "BSN 111222333"})
    assert page.error_of("parts-1-keep_until").startswith(
        "Onderdeel 2, bewaren tot en met: dit is geen dag die bestaat"
    )
    assert "Onderdeel 2, alleen voor het dossier: hier staat een getal dat een BSN kan zijn" in page.summary
    assert page.summary.count("Onderdeel 2,") == 2
    page = contact.send(status=422, **{**second, "parts-1-keep_until": "31-12-2033", "parts-1-file_note": ""})
    assert "Onderdeel 2, de feiten: schrijf de feiten van deze zaak" in page.summary
    assert "Onderdeel 2, de wet: schrijf welke wet" in page.summary
    assert "Onderdeel 1," not in page.summary


@pytest.mark.parametrize(
    ("slug", "client"), [("werk-op-maat", "deelnemer"), ("werkkrachtcentrale", "geregistreerde"), (SLUG, "cliënt")]
)
@pytest.mark.parametrize("right", [Right.INSPECTION, Right.COPY, Right.PORTABILITY])
def test_every_organisation_reads_its_own_word_for_the_client(
    world: World, slug: str, client: str, right: Right
) -> None:
    contact, case_id = at_desk(world, Role.CONTACT_PERSON, slug), new_case(world, right, slug=slug)
    identify(contact, case_id)
    pages = [contact.get(f"/verzoeken/{request_of(world, case_id, right)}/voorstel")]
    pages += [contact.send(outcome="grant", status=422), contact.get(f"/zaken/{case_id}/schrijven")]
    for page in pages:
        assert client in page.text
        assert "aanvrager" not in page.text.lower()


def test_only_grounds_of_this_right_are_offered_with_both_articles(world: World, contact: Browser) -> None:
    _, request_id = started(world, contact, Right.ERASURE)
    page = contact.get(f"/verzoeken/{request_id}/voorstel")
    select = page.one("select", name="parts-0-ground")
    offered = {one.get("value"): "".join(one.itertext()) for one in select}
    assert "artikel 9.4; AVG 17(3)(b)" in offered["law_requires_keeping"]
    assert "niet in het reglement, alleen in de wet" in offered["legal_claims"]
    assert "opinion" not in offered
    assert "Een verzoek dat iemand uitspreekt telt ook" in page.text


def test_what_cannot_be_refused_can_only_be_granted(world: World, contact: Browser) -> None:
    case_id, request_id = started(world, contact, Right.SUPPLEMENT)
    page = contact.get(f"/verzoeken/{request_id}/voorstel")
    assert [one.get("value") for one in page.all("input", type="radio", name="outcome")] == ["grant"]
    assert "artikel 9.1" in page.text
    page = contact.send(outcome="refuse", status=422)
    assert page.error_of("outcome").startswith("Dit verzoek kan niet worden afgewezen (artikel 9.1)")
    typed = {"answer": "Wij voegen uw verklaring toe.", **typed_details(Right.SUPPLEMENT)}
    assert contact.send(outcome="grant", **typed).path == f"/zaken/{case_id}"


def test_a_grant_with_a_part_would_lose_it_and_is_refused(world: World, contact: Browser) -> None:
    _, request_id = started(world, contact, Right.INSPECTION)
    contact.get(f"/verzoeken/{request_id}/voorstel")
    page = contact.send(status=422, **GRANT, **{"parts-0-what": "De notities van een ander"})
    assert "Kies gedeeltelijk toewijzen" in page.error_of("outcome")
    assert page.value_of("parts-0-what") == "De notities van een ander"


def test_a_bsn_in_a_part_is_found(world: World, contact: Browser) -> None:
    _, request_id = started(world, contact, Right.ERASURE)
    contact.get(f"/verzoeken/{request_id}/voorstel")
    page = contact.send(status=422, **{**REFUSAL, "parts-0-file_note": "BSN 111222333"})
    assert "Een BSN hoort niet in dit register" in page.error_of("parts-0-file_note")
    assert "Een BSN hoort niet in dit register" in page.summary


def test_a_returned_proposal_comes_back_with_the_remark_and_its_text(world: World, contact: Browser) -> None:
    case_id, request_id = started(world, contact, Right.ERASURE)
    propose(contact, request_id)
    advise(at_desk(world, Role.FG), case_id, request_id, "return", "Noem de jaren.")
    page = contact.get(f"/verzoeken/{request_id}/voorstel")
    assert "Opmerking van de privacytoetser Noem de jaren." in page.text
    assert page.value_of("parts-0-facts") == FACTS
    assert page.value_of("parts-0-keep_until") == "31-12-2033"
    assert contact.send(**{"parts-0-facts": f"{FACTS} Het gaat om 2024."}).path == f"/zaken/{case_id}"


def test_more_parts_than_there_can_be_are_left_out(world: World, contact: Browser) -> None:
    _, request_id = started(world, contact, Right.ERASURE)
    contact.get(f"/verzoeken/{request_id}/voorstel")
    many = {f"parts-{number}-what": f"Deel {number}" for number in range(30)}
    page = contact.send(change="x", **many, **{f"parts-{'9' * 5000}-what": "Nog een"})
    assert page.value_of("parts-19-what") == "Deel 19"
    assert page.value_of("parts-20-what") is None


def test_the_preview_is_a_pdf_and_needs_a_proposal(world: World, contact: Browser) -> None:
    _, request_id = started(world, contact, Right.ERASURE)
    contact.get(f"/verzoeken/{request_id}/voorbeeld", status=404)
    propose(contact, request_id)
    answer = contact.client.get(f"/verzoeken/{request_id}/voorbeeld")
    assert answer.mimetype == "application/pdf"
    assert answer.data.startswith(b"%PDF-")


def test_before_it_is_clear_who_asks_a_proposal_cannot_go_in(world: World, contact: Browser) -> None:
    case_id = new_case(world, Right.INSPECTION)
    request_id = request_of(world, case_id, Right.INSPECTION)
    page = contact.get(f"/verzoeken/{request_id}/voorstel")
    assert page.has_link("Eerst vastleggen wie dit vraagt")


def test_a_text_block_fills_only_empty_fields_and_cannot_go_in_with_a_gap(world: World, contact: Browser) -> None:
    _, request_id = started(world, contact, Right.INSPECTION)
    contact.get(f"/verzoeken/{request_id}/voorstel")
    page = contact.send(change="block-0", outcome="refuse", status=200)
    assert page.error_of("parts-0-ground") == "Kies een grond."
    typed = {"parts-0-what": "Het hele dossier", "parts-0-ground": "rights_of_others"}
    page = contact.send(change="block-0", **typed, **{"parts-0-weighing": "Wij wogen het belang van uw buurman."})
    assert "[" in str(page.value_of("parts-0-facts"))
    assert page.value_of("parts-0-weighing") == "Wij wogen het belang van uw buurman."
    page = contact.send(status=422)
    assert page.error_of("parts-0-facts")
    assert contact.send(change="block-99").value_of("parts-0-what") == "Het hele dossier"


def test_a_button_inside_the_form_brings_one_back_where_one_was(world: World, contact: Browser) -> None:
    _, request_id = started(world, contact, Right.INSPECTION)
    page = contact.get(f"/verzoeken/{request_id}/voorstel")
    places = {button.get("formaction", ""): button.get("value") for button in page.all("button") if button.get("name")}
    inside = {place: value for place, value in places.items() if place.startswith("#")}
    assert {"rows-searched", "rows-recipients", "annex", "block-0", "remove-0"} <= set(inside.values())
    ids = {one.get("id") for one in page.root.iter()}
    assert {place for place in inside if place[1:] not in ids} == {"#onderdeel-2"}  # the part to come
    assert inside["#onderdeel-2"] == "add"
    assert "onderdeel-2" in {one.get("id") for one in contact.send(change="add", outcome="grant").root.iter()}


def test_the_annex_can_begin_with_a_text_for_the_basis_of_use(world: World, contact: Browser) -> None:
    _, request_id = started(world, contact, Right.INSPECTION)
    contact.get(f"/verzoeken/{request_id}/voorstel")
    page = contact.send(change="annex", outcome="grant")
    assert page.error_of("basis") == "Kies één van de mogelijkheden."
    assert "Waarop rust het gebruik van de gegevens? Kies één" in page.summary
    page = contact.send(change="annex", basis="contract", **{"details-source": "Van u zelf."})
    assert page.value_of("details-purposes")
    assert page.value_of("details-retention")
    assert page.value_of("details-source") == "Van u zelf."
