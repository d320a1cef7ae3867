"""A letter that was being written when its moment went by: who asks was established, or the request was answered."""

from dsar.core.vocabulary import LetterKind, Right, Role
from tests.support.app import World
from tests.support.composing import write
from tests.support.judging import GRANT, at_desk, identify, new_case, propose, request_of, unknown_case

KNOWN = "Het staat al vast wie dit vraagt."


def test_a_letter_of_doubt_says_that_it_is_not_needed_any_more(shared_world: World) -> None:
    contact = at_desk(shared_world, Role.CONTACT_PERSON)
    case_id = new_case(shared_world, Right.INSPECTION)
    path = write(contact, case_id, LetterKind.IDENTITY_REQUEST).path
    assert KNOWN not in contact.get(path).text
    identify(contact, case_id)
    assert KNOWN in contact.get(path).text
    page = contact.send(step="save", status=422)
    assert page.text.count(KNOWN) == 1, "beside the error it is not said once more"
    page = contact.get(f"{path}/brief")
    assert KNOWN in page.text
    assert not page.all("button", value="check"), "what cannot be made is not offered"


def test_the_officer_sees_that_a_letter_is_not_needed_any_more(shared_world: World) -> None:
    contact = at_desk(shared_world, Role.CONTACT_PERSON)
    case_id = unknown_case(shared_world, Right.INSPECTION)
    path = write(contact, case_id, LetterKind.NOT_HANDLED, step="submit").link("Niet in behandeling")
    identify(contact, case_id)
    page = at_desk(shared_world, Role.FG).get(path.replace("/concepten/", "/toetsing/brieven/"))
    assert KNOWN in page.text


def test_a_letter_that_is_not_needed_any_more_keeps_its_case_in_nobodys_list(fresh_world: World) -> None:
    contact = at_desk(fresh_world, Role.CONTACT_PERSON)
    case_id = new_case(fresh_world, Right.INSPECTION)
    write(contact, case_id, LetterKind.IDENTITY_REQUEST)
    assert "een brief in concept wacht op u" in contact.get("/?tab=mine").text
    identify(contact, case_id)
    propose(contact, request_of(fresh_world, case_id, Right.INSPECTION), **GRANT)
    page = contact.get("/?tab=mine")
    assert "Er wacht niets op u." in page.text
    assert "een brief in concept" not in contact.get("/?tab=open").text
