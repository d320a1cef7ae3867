"""The facts of a carrying out on the screens: begun from the answer, told at once when wrong, never lost."""

import pytest

from dsar.core.proposals import PartInput, ProposalInput
from dsar.core.vocabulary import AdviceKind, DispatchWay, Outcome, Right, Role
from tests.factories.details import DETAILS
from tests.factories.done import STAYS, typed_facts
from tests.factories.world import KEEP
from tests.support.app import World
from tests.support.canned import can_letters
from tests.support.cases import receive
from tests.support.judging import at_desk
from tests.support.pages import Browser
from tests.support.stages import granted
from tests.support.steps import Steps

PARTS = (PartInput("De verslagen", Outcome.GRANT), KEEP)
pytestmark = pytest.mark.usefixtures("canned")
DUTIES = {
    Right.ERASURE: ["erasure_declaration", "recipients_told"],
    Right.CORRECTION: ["copy_of_corrected_data", "recipients_told"],
}


@pytest.fixture
def canned(monkeypatch: pytest.MonkeyPatch) -> None:
    can_letters(monkeypatch)


@pytest.fixture
def world(shared_world: World) -> World:
    return shared_world


def contact_at(world: World, slug: str = "westendorp-pr") -> Browser:
    return at_desk(world, Role.CONTACT_PERSON, slug)


@pytest.mark.parametrize("right", Right)
def test_every_right_is_recorded_with_its_own_facts(world: World, right: Right) -> None:
    path, contact = granted(world, right), contact_at(world)
    contact.get(path)
    typed = typed_facts(right)
    asked = {name for name in typed if contact.page.all("input", name=name) or contact.page.all("textarea", name=name)}
    typed = {name: value for name, value in typed.items() if name in asked or name.count("-") > 1}
    boxes = [box.get("value") or "" for box in contact.page.all("input", type="checkbox", name="duties")]
    page = contact.send(duties=boxes, **typed)
    assert page.h1 == "Controleer wat er is gedaan"
    page = contact.send(step="record")
    assert "Gesloten op 23 november 2026" in page.text
    for name, value in typed.items():
        if name.count("-") > 1:
            assert value in page.text


def test_what_the_answer_promised_is_filled_in(world: World) -> None:
    page = contact_at(world).get(granted(world, Right.COPY))
    assert page.value_of("details-handed_what") == "Uw plan\nDrie verslagen"
    assert page.value_of("details-handed_way") == DispatchWay.POST.value
    assert page.value_of("details-handed_to").endswith("van der Meer")


def test_everything_that_is_wrong_is_said_and_nothing_typed_is_lost(world: World) -> None:
    contact = contact_at(world)
    contact.get(granted(world, Right.ERASURE, parts=PARTS))
    typed = typed_facts(Right.ERASURE) | {"details-gone-0-when": "gisteren", "details-stays-0-why": "Dat moet."}
    page = contact.send(status=422, duties=[], **typed)
    assert "Regel 1: schrijf de dag zo: 18-11-2026." in page.summary
    assert "Noem de grond uit het besluit, of de wet met het artikel." in page.summary
    assert "Bevestig eerst dat dit is gedaan" in page.summary
    assert page.value_of("details-gone-0-when") == "gisteren"
    assert page.value_of("details-stays-0-why") == "Dat moet."
    assert page.value_of("details-recipients_told-0-who") == "Gemeente Enschede"


def test_more_rows_keep_what_was_typed(world: World) -> None:
    contact = contact_at(world)
    contact.get(granted(world, Right.ERASURE))
    page = contact.send(change="rows-gone", **typed_facts(Right.ERASURE))
    assert page.value_of("details-gone-1-confirmed") == "S. Bakker"
    assert page.all("textarea", name="details-gone-4-where")


def test_a_duty_that_is_not_done_ends_with_its_reason(world: World) -> None:
    path, contact = granted(world, Right.ERASURE), contact_at(world)
    contact.get(path)
    why = "Het papieren dossier is bij de bewaarder."
    page = contact.send(duties=["recipients_told"], not_done=why, **typed_facts(Right.ERASURE))
    assert "Niet gedaan" in page.text
    page = contact.send(step="record")
    assert f"Niet gedaan: {why}" in page.text
    assert "1 plicht niet gedaan, met reden" in page.text
    assert "Verklaring voor het dossier" not in page.text
    contact.get(path.replace("uitvoering", "verklaring"), status=404)


def test_a_full_grant_has_no_place_for_what_stays(world: World) -> None:
    path, contact = granted(world, Right.ERASURE), contact_at(world)
    page = contact.get(path)
    assert not page.all("textarea", name="details-stays-0-where")
    assert "Blijft er toch iets staan? Dan is dit een gedeeltelijke toewijzing." in page.text
    assert contact.get(page.link("Verzoek heropenen")).h1 == "Een verzoek heropenen"


def test_a_partial_erasure_is_not_recorded_without_what_stays(world: World) -> None:
    path, contact = granted(world, Right.ERASURE, parts=PARTS), contact_at(world)
    page = contact.get(path)
    assert page.value_of("details-stays-0-why") == KEEP.statute
    typed = {**typed_facts(Right.ERASURE), **{f"details-stays-0-{one}": "" for one in ("where", "why", "until")}}
    page = contact.send(status=422, duties=DUTIES[Right.ERASURE], **typed)
    assert page.error_of("details-stays") == (
        f"Volgens het besluit blijft dit staan: {KEEP.what}. Schrijf voor elk onderdeel een regel."
    )


def test_the_declaration_of_an_erasure_says_what_was_stored(world: World) -> None:
    path, contact = granted(world, Right.ERASURE, parts=PARTS), contact_at(world)
    contact.get(path)
    contact.send(duties=DUTIES[Right.ERASURE], **typed_facts(Right.ERASURE, stays=STAYS))
    page = contact.send(step="record")
    assert "Verklaring voor het dossier" in page.text
    page = contact.get(path.replace("uitvoering", "verklaring"))
    for words in (
        "Op verzoek van de cliënt zijn gegevens uit dit dossier verwijderd.",
        "artikel 9.6",
        "Kast in kamer 2 – 20-11-2026 – S. Bakker",
        "Boekhouding – Algemene wet inzake rijksbelastingen, artikel 52 – 31-12-2033",
    ):
        assert words in page.text
    assert "Gemeente Enschede" not in page.text


def test_where_no_declaration_is_asked_there_is_none(world: World) -> None:
    path, contact = granted(world, Right.ERASURE, "aanzien"), contact_at(world, "aanzien")
    contact.get(path)
    contact.send(duties=["recipients_told"], **typed_facts(Right.ERASURE))
    contact.send(step="record")
    contact.get(path.replace("uitvoering", "verklaring"), status=404)


def test_a_correction_at_the_werkkrachtcentrale_says_how_the_copy_was_given(world: World) -> None:
    slug = "werkkrachtcentrale"
    path, contact = granted(world, Right.CORRECTION, slug), contact_at(world, slug)
    contact.get(path)
    typed = typed_facts(Right.CORRECTION)
    way = typed.pop("details-copy_way")
    page = contact.send(status=422, duties=DUTIES[Right.CORRECTION], **typed)
    assert page.error_of("details-copy_way") == "Dit ontbreekt nog: hoe de kopie is gegeven."
    page = contact.send(**{"details-copy_way": way})
    assert page.h1 == "Controleer wat er is gedaan"


def test_data_that_go_back_after_the_support_are_recorded_with_whom_and_when(world: World) -> None:
    path, contact = granted(world, Right.COPY, "zaz-welzijn"), contact_at(world, "zaz-welzijn")
    page = contact.get(path)
    assert "Geef gegevens terug aan de opdrachtgever of de cliënt" in page.text
    assert "artikel 6" in page.text
    typed = {**typed_facts(Right.COPY), "details-was_returned": "yes"}
    page = contact.send(status=422, duties=["data_returned"], **typed)
    assert page.error_of("details-returned")
    row = {"whom": "Gemeente Enschede", "what": "Het plan van 2025", "when": "20-11-2026"}
    rows = {f"details-returned-0-{column}": value for column, value in row.items()}
    contact.send(duties=["data_returned"], **typed, **rows)
    page = contact.send(step="record")
    assert "Gemeente Enschede – Het plan van 2025 – 20-11-2026" in page.text


def test_mail_of_others_is_recorded_elsewhere_and_gone_from_the_deleted_items(world: World) -> None:
    slug = "werk-op-maat"
    path, contact = granted(world, Right.INSPECTION, slug), contact_at(world, slug)
    page = contact.get(path)
    assert "ook uit de verwijderde items" in page.text
    typed = {**typed_facts(Right.INSPECTION), "details-had_mail": "yes"}
    row = {"mailbox": "Mailbox van de begeleider", "kept": "Dossier, map brieven", "when": "1-12-2027"}
    rows = {f"details-mail_gone-0-{column}": value for column, value in row.items()}
    page = contact.send(status=422, duties=["third_party_mail_deleted"], **typed, **rows)
    assert page.error_of("details-mail_gone")
    contact.send(**{"details-mail_gone-0-when": "20-11-2026"})
    page = contact.send(step="record")
    assert "Mailbox van de begeleider – Dossier, map brieven – 20-11-2026" in page.text


def test_nobody_who_got_the_data_needs_no_tick(world: World) -> None:
    path, contact = granted(world, Right.RESTRICTION), contact_at(world)
    contact.get(path)
    page = contact.send(duties=[], **typed_facts(Right.RESTRICTION))
    assert page.h1 == "Controleer wat er is gedaan"
    assert "Niet gedaan" not in page.text
    page = contact.send(step="record")
    assert "Gesloten op 23 november 2026" in page.text


def test_an_erasure_before_the_copy_is_warned_about(world: World) -> None:
    with world.app.app_context():
        steps = Steps(world, "westendorp-pr", receive(world, "westendorp-pr", Right.ERASURE, Right.COPY))
        steps.identify()
        steps.hear()
        steps.propose(ProposalInput(Outcome.GRANT, "Wij doen wat u vraagt.", details=DETAILS[Right.ERASURE]))
        steps.advise(AdviceKind.AGREE)
        steps.decide()
        steps.answer()
        steps.post()
        path = f"/verzoeken/{steps.view().requests[0].request.id}/uitvoering"
    contact = contact_at(world)
    page = contact.get(path)
    assert "In deze zaak wacht nog: afschrift. Wat weg is, kunt u niet meer laten zien of geven." in page.text
    typed = typed_facts(Right.ERASURE)
    page = contact.send(status=422, duties=DUTIES[Right.ERASURE], **typed)
    assert page.error_of("before_access").startswith("Een inzage of kopie in deze zaak wacht nog.")
    why = "De kopie ligt al in een envelop klaar."
    page = contact.send(before_access=why, duties=DUTIES[Right.ERASURE], **typed)
    assert why in page.text
    page = contact.send(step="record")
    assert why in page.text
    assert "voor de inzage of kopie, met reden" in page.text


def test_a_grant_without_a_duty_has_a_target_for_carrying_out(world: World) -> None:
    path, contact = granted(world, Right.INSPECTION, "aanzien"), contact_at(world, "aanzien")
    page = contact.get(path)
    assert "Streefdatum voor de uitvoering" in page.text
    page = contact.get(page.link("Terug naar de zaak"))
    assert "Streefdatum van de organisatie: 30 november 2026" in page.text
