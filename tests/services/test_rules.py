"""What a service refuses: it says why, and changes nothing."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from dsar.core.errors import Conflict, InvalidInput, NotAllowed, NotFound
from dsar.core.fields import Fields
from dsar.core.intake import NewCase, NewRequest
from dsar.core.proposals import PartInput, ProposalInput
from dsar.core.vocabulary import (
    AdviceKind,
    Channel,
    DispatchWay,
    DocumentKind,
    HearingCapacity,
    IdentityMethod,
    ObjectionPurpose,
    Outcome,
    Right,
    Role,
)
from dsar.core.workflow import Status
from dsar.models import AuditEvent, Case, IdempotencyKey, Letter
from dsar.services.advise import AdviceInput, advise
from dsar.services.check_identity import IdentityInput, check_identity
from dsar.services.decide import decide, send_back
from dsar.services.hear import HearingInput, record_hearing
from dsar.services.issue_letter import LetterInput, issue_letter, void_letter
from dsar.services.post_letter import PostInput, post_letter
from dsar.services.propose import propose
from dsar.services.receive_case import receive_case
from dsar.services.work import AlreadyDone
from tests.factories.details import DETAILS
from tests.factories.world import GRANT, KEEP, REFUSE_ERASURE, SUBJECT, World

WPR = "westendorp-pr"


def entries(world: World) -> int:
    with Session(world.engine) as session:
        return session.execute(select(func.count()).select_from(AuditEvent)).scalar_one()


def new_case(world: World, **changes) -> NewCase:
    plain = NewCase(
        world.organisation_id(WPR),
        world.today,
        Channel.POST,
        SUBJECT,
        (NewRequest(Right.ERASURE, "Haal alles weg."),),
    )
    return replace(plain, **changes)


def ready(world: World, right: Right = Right.ERASURE, proposal: ProposalInput = REFUSE_ERASURE) -> tuple[int, int]:
    """Bring a case to a proposal; give the ids of case and request."""
    case_id = world.receive(WPR, right)
    world.identify(WPR, case_id)
    request_id = world.request(case_id, right).id
    propose(world.work(WPR, Role.CONTACT_PERSON), request_id, world.version(case_id), proposal)
    return case_id, request_id


def heard(world: World, case_id: int, request_id: int) -> None:
    given = HearingInput((request_id,), "Begeleider", HearingCapacity.DEPUTY, world.today, "Klopt.")
    record_hearing(world.work(WPR, Role.CONTACT_PERSON), case_id, world.version(case_id), given)


def advised(world: World, case_id: int, request_id: int, kind: AdviceKind, remark: str = "") -> None:
    given = AdviceInput(world.proposal(request_id).id, kind, remark)
    advise(world.work(WPR, Role.FG), request_id, world.version(case_id), given)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"received_on": date(2026, 11, 24)}, "received_in_future"),
        ({"received_on": date(2018, 5, 24)}, "received_before_gdpr"),
        ({"requests": ()}, "no_right_chosen"),
        ({"requests": (NewRequest(Right.OBJECTION, "Stop."),)}, "purpose_missing"),
        ({"requests": (NewRequest(Right.COPY, "x", ObjectionPurpose.OTHER),)}, "purpose_missing"),
        ({"subject": replace(SUBJECT, postcode="0123 AB")}, "postcode_impossible"),
        ({"subject": replace(SUBJECT, postcode="1234 SS")}, "postcode_impossible"),
        ({"subject": replace(SUBJECT, street="Lindelaan")}, "house_number_missing"),
        ({"subject": replace(SUBJECT, street="12")}, "street_impossible"),
        ({"subject": replace(SUBJECT, city="7511")}, "city_impossible"),
        ({"subject": replace(SUBJECT, last_name=" ")}, "required"),
        ({"subject": replace(SUBJECT, last_name="Meer\nGeheim")}, "line_too_long"),
        ({"subject": replace(SUBJECT, telephone="bel mij")}, "telephone_impossible"),
        ({"subject": replace(SUBJECT, last_name="王小明")}, "unprintable"),
        ({"subject": replace(SUBJECT, last_name="\u200b")}, "required"),
        ({"requests": (NewRequest(Right.COPY, "regel\n" * 300),)}, "words_too_long"),
    ],
)
def test_a_case_that_cannot_be_is_not_registered(world: World, changes: dict, code: str) -> None:
    before = entries(world)
    with pytest.raises(InvalidInput, match=code):
        receive_case(world.work(WPR, Role.CONTACT_PERSON), new_case(world, **changes))
    assert entries(world) == before


def test_the_first_day_of_the_avg_can_be_a_day_of_receipt(world: World) -> None:
    case_id = receive_case(world.work(WPR, Role.CONTACT_PERSON), new_case(world, received_on=date(2018, 5, 25)))
    assert world.case(case_id).next_due_on == date(2018, 6, 22)


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.CONTACT_PERSON])
def test_only_a_contact_person_registers(world: World, role: Role) -> None:
    with pytest.raises((NotAllowed, NotFound)):
        receive_case(world.work(WPR, role), new_case(world))


def test_the_same_form_sent_twice_registers_once(world: World) -> None:
    work = world.work(WPR, Role.CONTACT_PERSON, form_key="one-form")
    case_id = receive_case(work, new_case(world))
    with pytest.raises(AlreadyDone) as again:
        receive_case(work, new_case(world))
    assert again.value.result == str(case_id)
    with Session(world.engine) as session:
        assert session.execute(select(func.count()).select_from(Case)).scalar_one() == 1
        assert session.execute(select(func.count()).select_from(IdempotencyKey)).scalar_one() == 1


def test_another_organisations_case_is_not_found(world: World) -> None:
    case_id = world.receive(WPR, Right.INSPECTION)
    outsider = world.work_of(world.add_user("buiten@example.com", "aanzien", Role.CONTACT_PERSON))
    check = IdentityInput(IdentityMethod.KNOWN, established=True, checked_on=world.today)
    with pytest.raises(NotFound):
        check_identity(outsider, case_id, world.version(case_id), check)


def test_identity_asks_for_the_kind_of_document_and_for_nothing_else(world: World) -> None:
    case_id = world.receive(WPR, Right.INSPECTION)
    work = world.work(WPR, Role.CONTACT_PERSON)
    check = IdentityInput(IdentityMethod.DOCUMENT, established=True, checked_on=world.today)
    with pytest.raises(InvalidInput, match="document_kind_missing"):
        check_identity(work, case_id, world.version(case_id), check)
    wrong = replace(check, method=IdentityMethod.KNOWN, document_kind=DocumentKind.PASSPORT)
    with pytest.raises(InvalidInput, match="document_kind_missing"):
        check_identity(work, case_id, world.version(case_id), wrong)
    check_identity(work, case_id, world.version(case_id), replace(check, document_kind=DocumentKind.PASSPORT))


def test_a_doubtful_identity_holds_up_the_proposal(world: World) -> None:
    case_id = world.receive(WPR, Right.INSPECTION)
    work = world.work(WPR, Role.CONTACT_PERSON)
    doubt = IdentityInput(IdentityMethod.CALL_BACK, established=False, checked_on=world.today)
    check_identity(work, case_id, world.version(case_id), doubt)
    with pytest.raises(NotAllowed, match="identity_not_established"):
        propose(work, world.request(case_id, Right.INSPECTION).id, world.version(case_id), GRANT)


@pytest.mark.parametrize(
    ("proposal", "code"),
    [
        (ProposalInput(Outcome.REFUSE), "refusal_without_ground"),
        (ProposalInput(Outcome.REFUSE, parts=(replace(KEEP, ground=""),)), "ground_missing"),
        (ProposalInput(Outcome.REFUSE, parts=(replace(KEEP, ground="opinion"),)), "ground_does_not_fit"),
        (ProposalInput(Outcome.REFUSE, parts=(replace(KEEP, ground="verzonnen"),)), "ground_does_not_fit"),
        (ProposalInput(Outcome.REFUSE, parts=(replace(KEEP, facts="Nee."),)), "facts_missing"),
        (ProposalInput(Outcome.REFUSE, parts=(replace(KEEP, statute=""),)), "statute_missing"),
        (ProposalInput(Outcome.REFUSE, parts=(replace(KEEP, statute="Fiscale wet"),)), "statute_without_article"),
        (ProposalInput(Outcome.REFUSE, parts=(replace(KEEP, statute="Ons reglement, art. 5"),)), "statute_is_own_rule"),
        (ProposalInput(Outcome.REFUSE, parts=(replace(KEEP, keep_until=None),)), "keep_until_missing"),
        (ProposalInput(Outcome.REFUSE, parts=(replace(KEEP, keep_until=date(2026, 11, 22)),)), "keep_until_past"),
        (ProposalInput(Outcome.REFUSE, parts=(replace(KEEP, ground="legal_claims"),)), "weighing_missing"),
        (ProposalInput(Outcome.REFUSE, parts=(KEEP, PartInput("De rest", Outcome.GRANT))), "refusal_grants_part"),
        (ProposalInput(Outcome.PARTIAL, parts=(KEEP,)), "answer_missing"),
        (
            ProposalInput(Outcome.PARTIAL, answer="U krijgt een deel.", details=DETAILS[Right.ERASURE]),
            "refusal_without_ground",
        ),
        (ProposalInput(Outcome.GRANT), "answer_missing"),
        (
            ProposalInput(Outcome.GRANT, answer="U krijgt alles.", parts=(KEEP,), details=DETAILS[Right.ERASURE]),
            "grant_with_parts",
        ),
        (ProposalInput(Outcome.GRANT, answer="U krijgt alles."), "detail_missing"),
        (
            ProposalInput(
                Outcome.GRANT,
                answer="U krijgt alles.",
                details=Fields.of({**dict(DETAILS[Right.ERASURE].entries), "irreversible": "王小明 las het al."}),
            ),
            "unprintable",
        ),
        (ProposalInput(Outcome.REFUSE, parts=(replace(KEEP, what=" "),)), "part_unnamed"),
        (ProposalInput(Outcome.REFUSE, parts=(replace(KEEP, facts="\u200b" * 40),)), "facts_missing"),
        (ProposalInput(Outcome.REFUSE, parts=(replace(KEEP, facts="regel\n" * 700),)), "proposal_too_long"),
        (ProposalInput(Outcome.REFUSE, parts=(replace(KEEP, facts=KEEP.facts + " 王"),)), "unprintable"),
        (ProposalInput(Outcome.REFUSE, parts=(KEEP,) * 21), "too_many_parts"),
        (
            ProposalInput(Outcome.REFUSE, parts=(replace(KEEP, ground="legal_claims", weighing="a" * 30),)),
            "statute_not_needed",
        ),
    ],
)
def test_a_proposal_without_its_reasons_is_not_submitted(world: World, proposal: ProposalInput, code: str) -> None:
    case_id = world.receive(WPR, Right.ERASURE)
    world.identify(WPR, case_id)
    before = entries(world)
    with pytest.raises(InvalidInput, match=code):
        propose(
            world.work(WPR, Role.CONTACT_PERSON),
            world.request(case_id, Right.ERASURE).id,
            world.version(case_id),
            proposal,
        )
    assert entries(world) == before


def test_the_persons_own_statement_cannot_be_refused(world: World) -> None:
    case_id = world.receive(WPR, Right.SUPPLEMENT)
    world.identify(WPR, case_id)
    refusal = ProposalInput(Outcome.REFUSE, parts=(replace(KEEP, ground="unfounded_or_excessive"),))
    with pytest.raises(InvalidInput, match="not_refusable"):
        propose(
            world.work(WPR, Role.CONTACT_PERSON),
            world.request(case_id, Right.SUPPLEMENT).id,
            world.version(case_id),
            refusal,
        )


@pytest.mark.parametrize("purpose", [ObjectionPurpose.COMMERCIAL, ObjectionPurpose.CHARITABLE])
def test_an_objection_to_commercial_or_charitable_use_cannot_be_refused(
    world: World, purpose: ObjectionPurpose
) -> None:
    work = world.work(WPR, Role.CONTACT_PERSON)
    case_id = receive_case(work, new_case(world, requests=(NewRequest(Right.OBJECTION, "Stop.", purpose),)))
    assert world.case(case_id).next_due_on == world.today
    world.identify(WPR, case_id)
    refusal = ProposalInput(Outcome.REFUSE, parts=(replace(KEEP, ground="compelling_grounds", weighing="x" * 30),))
    with pytest.raises(InvalidInput, match="not_refusable"):
        propose(work, world.request(case_id, Right.OBJECTION).id, world.version(case_id), refusal)


def test_an_edit_makes_a_new_revision_without_advice(world: World) -> None:
    case_id, request_id = ready(world)
    advised(world, case_id, request_id, AdviceKind.AGREE)
    assert world.request(case_id, Right.ERASURE).status is Status.AWAITING_DECISION
    heard(world, case_id, request_id)
    work = world.work(WPR, Role.CONTACT_PERSON)
    propose(work, request_id, world.version(case_id), REFUSE_ERASURE)
    assert world.request(case_id, Right.ERASURE).status is Status.AWAITING_ADVICE
    with pytest.raises(NotAllowed, match="advice_term_running"):
        decide(world.work(WPR, Role.DECIDER), request_id, world.version(case_id), world.proposal(request_id).id)


def test_advice_is_on_the_revision_that_was_on_the_screen(world: World) -> None:
    case_id, request_id = ready(world)
    old = world.proposal(request_id).id
    propose(world.work(WPR, Role.CONTACT_PERSON), request_id, world.version(case_id), REFUSE_ERASURE)
    with pytest.raises(Conflict, match="newer_revision"):
        advise(
            world.work(WPR, Role.FG),
            request_id,
            world.version(case_id),
            AdviceInput(old, AdviceKind.AGREE),
        )


@pytest.mark.parametrize("kind", [AdviceKind.RETURN, AdviceKind.AGAINST])
def test_returning_or_advising_against_asks_for_a_remark(world: World, kind: AdviceKind) -> None:
    case_id, request_id = ready(world)
    with pytest.raises(InvalidInput, match="remark_missing"):
        advised(world, case_id, request_id, kind, "  ")


def test_nobody_advises_on_their_own_proposal_whatever_roles_they_have(world: World) -> None:
    both = world.add_user("dubbel@example.com", WPR, Role.CONTACT_PERSON, Role.FG, Role.DECIDER)
    case_id = world.receive(WPR, Right.INSPECTION)
    world.identify(WPR, case_id)
    request_id = world.request(case_id, Right.INSPECTION).id
    propose(world.work_of(both), request_id, world.version(case_id), GRANT)
    given = AdviceInput(world.proposal(request_id).id, AdviceKind.AGREE)
    with pytest.raises(NotAllowed, match="own_proposal"):
        advise(world.work_of(both), request_id, world.version(case_id), given)
    advise(world.work(WPR, Role.FG), request_id, world.version(case_id), given)
    with pytest.raises(NotAllowed, match="own_proposal"):
        decide(world.work_of(both), request_id, world.version(case_id), given.proposal_id)


def test_whoever_advised_does_not_decide(world: World) -> None:
    both = world.add_user("dubbel@example.com", WPR, Role.FG, Role.DECIDER)
    case_id, request_id = ready(world, Right.INSPECTION, GRANT)
    given = AdviceInput(world.proposal(request_id).id, AdviceKind.AGREE)
    advise(world.work_of(both), request_id, world.version(case_id), given)
    with pytest.raises(NotAllowed, match="own_advice"):
        decide(world.work_of(both), request_id, world.version(case_id), given.proposal_id)


def test_deciding_against_the_advice_asks_for_a_written_reason(world: World) -> None:
    case_id, request_id = ready(world, Right.INSPECTION, GRANT)
    advised(world, case_id, request_id, AdviceKind.AGAINST, "Eerst weglakken.")
    proposal_id = world.proposal(request_id).id
    work = world.work(WPR, Role.DECIDER)
    with pytest.raises(InvalidInput, match="reason_against_advice_missing"):
        decide(work, request_id, world.version(case_id), proposal_id)
    decide(work, request_id, world.version(case_id), proposal_id, "Er staat niets over een ander in.")
    assert world.request(case_id, Right.INSPECTION).status is Status.DECIDED


def test_the_second_decision_is_a_conflict_and_leaves_one_entry(world: World) -> None:
    case_id, request_id = ready(world, Right.INSPECTION, GRANT)
    advised(world, case_id, request_id, AdviceKind.AGREE)
    version, proposal_id = world.version(case_id), world.proposal(request_id).id
    decide(world.work(WPR, Role.DECIDER), request_id, version, proposal_id)
    before = entries(world)
    with pytest.raises(Conflict, match="case_changed"):
        decide(world.work(WPR, Role.DECIDER), request_id, version, proposal_id)
    with pytest.raises(NotAllowed, match="status"):
        decide(world.work(WPR, Role.DECIDER), request_id, world.version(case_id), proposal_id)
    assert entries(world) == before


def test_the_decider_sends_back_with_a_remark(world: World) -> None:
    case_id, request_id = ready(world, Right.INSPECTION, GRANT)
    advised(world, case_id, request_id, AdviceKind.AGREE)
    proposal_id = world.proposal(request_id).id
    with pytest.raises(InvalidInput, match="remark_missing"):
        send_back(world.work(WPR, Role.DECIDER), request_id, world.version(case_id), proposal_id, "")
    send_back(world.work(WPR, Role.DECIDER), request_id, world.version(case_id), proposal_id, "Noem de dag.")
    assert world.request(case_id, Right.INSPECTION).status is Status.RETURNED


def decided(world: World) -> tuple[int, int]:
    case_id, request_id = ready(world)
    advised(world, case_id, request_id, AdviceKind.AGREE)
    heard(world, case_id, request_id)
    decide(world.work(WPR, Role.DECIDER), request_id, world.version(case_id), world.proposal(request_id).id)
    return case_id, request_id


def test_one_answer_gets_one_letter(world: World) -> None:
    case_id, request_id = decided(world)
    work = world.work(WPR, Role.CONTACT_PERSON)
    issue_letter(work, case_id, world.version(case_id), LetterInput(world.today, (request_id,)), render_seconds=60)
    with pytest.raises(Conflict, match="letter_exists"):
        issue_letter(work, case_id, world.version(case_id), LetterInput(world.today, (request_id,)), render_seconds=60)


@pytest.mark.parametrize(
    ("days", "code"), [(-1, "letter_date_past"), (15, "letter_date_far"), (-30, "day_before_receipt")]
)
def test_a_letter_is_dated_on_the_day_it_leaves(world: World, days: int, code: str) -> None:
    case_id, request_id = decided(world)
    wanted = LetterInput(world.today + timedelta(days=days), (request_id,))
    with pytest.raises(InvalidInput, match=code):
        issue_letter(world.work(WPR, Role.CONTACT_PERSON), case_id, world.version(case_id), wanted, render_seconds=60)


def test_a_letter_is_posted_once_and_not_before_its_date(world: World) -> None:
    case_id, request_id = decided(world)
    work = world.work(WPR, Role.CONTACT_PERSON)
    letter_id = issue_letter(
        work, case_id, world.version(case_id), LetterInput(world.today, (request_id,)), render_seconds=60
    )
    for day, code in ((world.today + timedelta(days=1), "day_in_future"), (date(2026, 11, 1), "posted_before_date")):
        with pytest.raises(InvalidInput, match=code):
            post_letter(work, letter_id, world.version(case_id), PostInput(DispatchWay.POST, day))
    post_letter(work, letter_id, world.version(case_id), PostInput(DispatchWay.POST, world.today))
    with pytest.raises(Conflict, match="letter_posted"):
        post_letter(work, letter_id, world.version(case_id), PostInput(DispatchWay.POST, world.today))


def test_a_refusal_leaves_on_its_own_date_or_is_voided_and_made_again(world: World) -> None:
    case_id, request_id = decided(world)
    work = world.work(WPR, Role.CONTACT_PERSON)
    letter_id = issue_letter(
        work, case_id, world.version(case_id), LetterInput(world.today, (request_id,)), render_seconds=60
    )
    world.moment += timedelta(days=1)
    late = world.work(WPR, Role.CONTACT_PERSON)
    with pytest.raises(InvalidInput, match="posted_after_date"):
        post_letter(late, letter_id, world.version(case_id), PostInput(DispatchWay.POST, world.today))
    void_letter(late, letter_id, world.version(case_id), "Een dag te laat gepost.")
    again = issue_letter(
        late, case_id, world.version(case_id), LetterInput(world.today, (request_id,)), render_seconds=60
    )
    post_letter(late, again, world.version(case_id), PostInput(DispatchWay.POST, world.today))
    with pytest.raises(NotAllowed, match="letter_moved"):
        void_letter(late, again, world.version(case_id), "Toch maar niet.")
    assert world.request(case_id, Right.ERASURE).status is Status.CLOSED


@pytest.mark.parametrize("days", [1, -30])
def test_a_check_and_a_hearing_lie_between_receipt_and_today(world: World, days: int) -> None:
    case_id = world.receive(WPR, Right.ERASURE)
    day, code = world.today + timedelta(days=days), "day_in_future" if days > 0 else "day_before_receipt"
    work = world.work(WPR, Role.CONTACT_PERSON)
    check = IdentityInput(IdentityMethod.KNOWN, established=True, checked_on=day)
    with pytest.raises(InvalidInput, match=code):
        check_identity(work, case_id, world.version(case_id), check)
    given = HearingInput(
        (world.request(case_id, Right.ERASURE).id,), "Begeleider", HearingCapacity.DEPUTY, day, "Klopt."
    )
    with pytest.raises(InvalidInput, match=code):
        record_hearing(work, case_id, world.version(case_id), given)


def test_a_case_gets_one_acknowledgement(world: World) -> None:
    case_id = world.receive(WPR, Right.INSPECTION)
    work = world.work(WPR, Role.CONTACT_PERSON)
    issue_letter(work, case_id, world.version(case_id), LetterInput(world.today), render_seconds=60)
    with pytest.raises(Conflict, match="letter_exists"):
        issue_letter(work, case_id, world.version(case_id), LetterInput(world.today), render_seconds=60)


def test_words_of_a_client_that_cannot_be_printed_do_not_hold_up_the_letter(world: World) -> None:
    work = world.work(WPR, Role.CONTACT_PERSON)
    case_id = receive_case(work, new_case(world, requests=(NewRequest(Right.INSPECTION, "Graag inzage 王."),)))
    letter_id = issue_letter(work, case_id, world.version(case_id), LetterInput(world.today), render_seconds=60)
    with Session(world.engine) as session:
        assert "Graag inzage [teken]." in session.get_one(Letter, letter_id).context
