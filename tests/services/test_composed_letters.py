"""Every composed letter from its draft to the envelope, and what its context says of this case."""

from datetime import date, timedelta

import pytest

from dsar.core.draft_facts import REASONS
from dsar.core.endings import ENDING_OF
from dsar.core.errors import Conflict, InvalidInput, NotAllowed
from dsar.core.letters import WITH_REMEDIES
from dsar.core.placeholders import ADVISED, COMPOSED
from dsar.core.vocabulary import AdviceKind, LetterKind, Right, Role
from dsar.core.workflow import Status
from dsar.models.letter import DraftStatus, LetterStatus
from dsar.services.issue_letter import void_letter
from tests.factories.drafts import FIELDS, RIGHTS
from tests.factories.world import World
from tests.services.desk import Desk, entries

KINDS = list(COMPOSED)
TO_SOMEBODY_ELSE = {LetterKind.RECIPIENT_NOTICE, LetterKind.DECEASED_ANSWER}
NOTICE = LetterKind.EXTENSION_NOTICE
REFUSED = ("Uw verzoek is te ruim.", "Het advies kijkt alleen naar een deel.")


def desk_for(world: World, kind: LetterKind) -> tuple[Desk, int]:
    """Write a draft that may become a letter now."""
    desk = Desk(world, RIGHTS[kind])
    desk.ready_for(kind, RIGHTS[kind])
    draft_id = desk.draft(kind, RIGHTS[kind])
    if kind in ADVISED:
        desk.advised(draft_id)
    return desk, draft_id


@pytest.mark.parametrize("kind", KINDS)
def test_a_composed_letter_goes_from_draft_to_post_and_moves_only_what_it_ends(world: World, kind: LetterKind) -> None:
    desk, draft_id = desk_for(world, kind)
    before = desk.status(RIGHTS[kind])
    letter_id = desk.issue(draft_id=draft_id)
    number = f"WPR-B2026-000{2 if kind is LetterKind.NOT_HANDLED else 1}"  # the question who asks came first
    letter, context = desk.letter(letter_id), desk.context(letter_id)
    assert (letter.kind, letter.status, letter.number) == (kind, LetterStatus.FINAL, number)
    assert letter.pages is not None
    assert letter.pages >= 1
    assert (context.fields, context.concept) == (FIELDS[kind], False)
    assert (context.remedies is not None) == (kind in WITH_REMEDIES)
    draft = desk.stored_draft(draft_id)
    assert (draft.status, draft.letter_id) == (DraftStatus.USED, letter_id)
    desk.post(letter_id)
    assert desk.status(RIGHTS[kind]) is (Status.CLOSED if kind in ENDING_OF else before)
    *_, numbered = entries(world, "letter.numbered")
    assert f'"draft":{draft_id}' in numbered.canonical
    with pytest.raises(Conflict, match="draft_moved"):
        desk.issue(draft_id=draft_id)


@pytest.mark.usefixtures("canned")
@pytest.mark.parametrize("kind", KINDS)
def test_an_incomplete_draft_makes_no_letter(world: World, kind: LetterKind) -> None:
    desk = Desk(world, RIGHTS[kind])
    name = next(item.name for item in COMPOSED[kind] if item.needed)
    draft_id = desk.draft(kind, RIGHTS[kind], **{name: ""})
    with pytest.raises(InvalidInput, match="detail_missing") as refused:
        desk.issue(draft_id=draft_id)
    assert refused.value.field == f"details-{name}"
    assert desk.stored_draft(draft_id).status is DraftStatus.WRITING
    assert entries(world, "letter.numbered") == []


@pytest.mark.usefixtures("canned")
@pytest.mark.parametrize("kind", sorted(ADVISED))
def test_no_letter_without_advice_on_that_very_revision(world: World, kind: LetterKind) -> None:
    desk = Desk(world, RIGHTS[kind])
    desk.ready_for(kind, RIGHTS[kind])
    draft_id = desk.draft(kind, RIGHTS[kind])
    with pytest.raises(NotAllowed, match="draft_not_advised"):
        desk.issue(draft_id=draft_id)
    desk.advised(draft_id, AdviceKind.RETURN, "Leg het beter uit.")
    with pytest.raises(NotAllowed, match="draft_not_advised"):
        desk.issue(draft_id=draft_id)
    desk.draft(kind, RIGHTS[kind], draft_id)
    desk.advised(draft_id)
    desk.draft(kind, RIGHTS[kind], draft_id)
    with pytest.raises(NotAllowed, match="draft_not_advised"):
        desk.issue(draft_id=draft_id)


@pytest.mark.usefixtures("canned")
def test_against_the_advice_the_letter_needs_a_written_reason_that_is_kept(world: World) -> None:
    desk = Desk(world, Right.COPY)
    draft_id = desk.draft(NOTICE, Right.COPY)
    desk.advised(draft_id, AdviceKind.AGAINST, REFUSED[1])
    for reason in ("", " - "):
        with pytest.raises(InvalidInput, match="reason_against_advice_missing"):
            desk.issue(draft_id=draft_id, against_reason=reason)
    desk.issue(draft_id=draft_id, against_reason=f" {REFUSED[0]} ")
    assert desk.stored_draft(draft_id).against_advice_reason == REFUSED[0]
    (numbered,) = entries(world, "letter.numbered")
    assert '"against_advice":true' in numbered.canonical
    assert REFUSED[0] not in numbered.canonical


@pytest.mark.usefixtures("canned")
def test_a_reason_without_advice_against_is_not_kept(world: World) -> None:
    desk, draft_id = desk_for(world, NOTICE)
    desk.issue(draft_id=draft_id, against_reason=REFUSED[0])
    assert desk.stored_draft(draft_id).against_advice_reason == ""


@pytest.mark.usefixtures("canned")
def test_whoever_advised_does_not_make_the_letter(world: World) -> None:
    desk = Desk(world, Right.COPY)
    draft_id = desk.draft(NOTICE, Right.COPY)
    desk.advised(draft_id)
    world.users[desk.slug, Role.CONTACT_PERSON] = world.users[desk.slug, Role.FG]
    with pytest.raises(NotAllowed):
        desk.issue(draft_id=draft_id)


@pytest.mark.usefixtures("canned")
def test_a_void_letter_gives_its_draft_back_with_the_advice(world: World) -> None:
    desk, draft_id = desk_for(world, NOTICE)
    letter_id = desk.issue(draft_id=draft_id)
    void_letter(desk.work(), letter_id, desk.version, "Verkeerde dag.")
    draft = desk.stored_draft(draft_id)
    assert (draft.status, draft.letter_id) == (DraftStatus.ADVISED, None)
    again = desk.issue(draft_id=draft_id)
    assert desk.letter(again).number == "WPR-B2026-0002"


@pytest.mark.usefixtures("canned")
def test_an_extension_leaves_in_the_first_month_and_says_the_new_date(world: World) -> None:
    desk, draft_id = desk_for(world, NOTICE)
    world.moment += timedelta(days=20)  # 13 December; the month ends on the 18th
    with pytest.raises(InvalidInput, match="extension_too_late"):
        desk.issue(draft_id=draft_id, dated=date(2026, 12, 21))
    (request,) = desk.context(desk.issue(draft_id=draft_id)).requests
    assert request.respond_by == date(2026, 12, 18)
    assert request.extended_until == date(2027, 2, 18)
    with pytest.raises(InvalidInput, match="extension_exists"):
        desk.draft(NOTICE, Right.INSPECTION)


@pytest.mark.usefixtures("canned")
def test_a_shielding_is_lifted_only_after_the_date_of_the_letter(world: World) -> None:
    kind = LetterKind.RESTRICTION_LIFTED
    desk = Desk(world, Right.RESTRICTION)
    draft_id = desk.draft(kind, Right.RESTRICTION, lifted_from=world.today + timedelta(days=2))
    with pytest.raises(InvalidInput, match="lifted_too_soon"):
        desk.issue(draft_id=draft_id, dated=world.today + timedelta(days=2))
    desk.issue(draft_id=draft_id, dated=world.today + timedelta(days=1))


@pytest.mark.usefixtures("canned")
def test_a_notice_to_a_recipient_goes_to_the_recipient_and_names_the_person(world: World) -> None:
    desk, draft_id = desk_for(world, LetterKind.RECIPIENT_NOTICE)
    context = desk.context(desk.issue(draft_id=draft_id))
    assert context.addressee == ("Gemeente Enschede", "Postbus 20", "7500 AA  Enschede")
    assert context.salutation == "Geachte heer/mevrouw"
    assert context.subject_name == "A.B. van der Meer"


@pytest.mark.usefixtures("canned")
@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind not in TO_SOMEBODY_ELSE])
def test_every_other_letter_goes_to_the_person_and_is_signed_by_the_contact_person(
    world: World, kind: LetterKind
) -> None:
    desk, draft_id = desk_for(world, kind)
    context = desk.context(desk.issue(draft_id=draft_id))
    assert context.addressee[0] == "Mevrouw A.B. van der Meer"
    assert context.subject_name == ""
    assert context.signatory_name == "Contact_Person Westendorp-Pr"
    for_all = "contactpersoon, namens WestendorpPR, de verantwoordelijke"
    assert context.signatory_capacity == (for_all if kind in ADVISED else "contactpersoon")


@pytest.mark.usefixtures("canned")
@pytest.mark.parametrize("kind", sorted(WITH_REMEDIES & set(COMPOSED)))
def test_no_letter_with_remedies_while_the_legal_nature_is_unset(world: World, kind: LetterKind) -> None:
    desk, draft_id = desk_for(world, kind)
    _forget_legal_nature(world)
    with pytest.raises(NotAllowed, match="legal_nature_unknown"):
        desk.issue(draft_id=draft_id)


def _forget_legal_nature(world: World) -> None:
    with world.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE organisation SET legal_nature = NULL")


@pytest.mark.usefixtures("canned")
@pytest.mark.parametrize(("kind", "name"), [(kind, name) for kind, reasons in REASONS.items() for name in reasons])
@pytest.mark.parametrize(("text", "code"), [("Dat is nu niet mogelijk.", "only_formula"), ("Op [datum].", "gap_left")])
def test_a_reason_that_fits_any_case_is_kept_and_makes_no_letter(
    world: World, kind: LetterKind, name: str, text: str, code: str
) -> None:
    desk = Desk(world, RIGHTS[kind])
    draft_id = desk.draft(kind, RIGHTS[kind], **{name: text})
    assert desk.stored_draft(draft_id).status is DraftStatus.WRITING
    with pytest.raises(InvalidInput, match=code) as refused:
        desk.advised(draft_id) if kind in ADVISED else desk.issue(draft_id=draft_id)
    assert refused.value.field == f"details-{name}"
    assert not entries(world, "letter.numbered", "draft.submitted")
