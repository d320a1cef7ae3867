"""A new letter begins with what the case already says: nobody types the decision over."""

from unittest import mock

from dsar.core.proposals import ProposalInput
from dsar.core.vocabulary import AdviceKind, LetterKind, Outcome, Right, Role
from tests.factories.details import DETAILS
from tests.support.app import World
from tests.support.composing import open_new
from tests.support.judging import CANNED, SLUG, at_desk, new_case
from tests.support.steps import Steps

SHIELDED = "Het verslag van 3 maart 2026"


def answered(world: World, *rights: Right) -> int:
    """Give a case in which everything was granted, and the letter about the first request was posted."""
    case_id = new_case(world, *rights)
    with world.app.app_context(), mock.patch("dsar.services.issue_letter.render_document", return_value=CANNED):
        steps = Steps(world, SLUG, case_id)
        steps.identify()
        for index, right in enumerate(rights):
            steps.hear(index)
            steps.propose(ProposalInput(Outcome.GRANT, answer="Wij doen wat u vraagt.", details=DETAILS[right]), index)
            steps.advise(AdviceKind.AGREE, index=index)
            steps.decide(index=index)
        steps.answer()
        steps.post()
    return case_id


def test_what_was_shielded_stands_in_the_letter_that_lifts_it(shared_world: World) -> None:
    contact = at_desk(shared_world, Role.CONTACT_PERSON)
    page = open_new(contact, answered(shared_world, Right.RESTRICTION), LetterKind.RESTRICTION_LIFTED)
    assert page.value_of("details-shielded") == SHIELDED
    assert page.value_of("details-why") == ""


def test_what_was_granted_is_chosen_in_a_notice_unless_it_can_be_two_things(shared_world: World) -> None:
    contact = at_desk(shared_world, Role.CONTACT_PERSON)
    page = open_new(contact, answered(shared_world, Right.RESTRICTION), LetterKind.RECIPIENT_NOTICE)
    assert page.value_of("details-action") == "restricted"
    both = answered(shared_world, Right.RESTRICTION, Right.CORRECTION)
    assert not open_new(contact, both, LetterKind.RECIPIENT_NOTICE).value_of("details-action")
