"""Recipients are told one by one: by a letter that left, otherwise, or not for a reason (GDPR 19)."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from dsar.core.carrying_out import CarryOutInput
from dsar.core.errors import InvalidInput, NotAllowed, NotFound
from dsar.core.recipients import RecipientInput, ToldInput
from dsar.core.vocabulary import LetterKind, Right, Role, ToldWay
from dsar.core.workflow import Status
from dsar.models import Request
from dsar.queries.recipients import open_recipients, recipients_of
from dsar.services.carry_out import carry_out
from dsar.services.recipients import add_recipient, change_recipient, remove_recipient, tell_recipient
from tests.factories.done import done_facts
from tests.factories.world import World
from tests.services.desk import Desk, entries, granting, payload_of

pytestmark = pytest.mark.usefixtures("canned")
TOWN = RecipientInput("Gemeente Enschede", "Het verslag van 3 maart.", date(2026, 11, 2))
BAKERY = RecipientInput("Bakkerij Voorbeeld", "Het plan.")
GONE = ToldInput(ToldWay.NOT_TOLD, text="Deze werkgever bestaat niet meer.")
RIGHT = Right.RESTRICTION


@pytest.fixture
def desk(world: World) -> Desk:
    """Give a restriction that was granted and answered."""
    desk = Desk(world, RIGHT)
    desk.decide(RIGHT, granting(RIGHT))
    desk.post(desk.issue(RIGHT))
    return desk


def add(desk: Desk, given: RecipientInput = TOWN) -> int:
    add_recipient(desk.work(), desk.request_id(RIGHT), desk.version, given)
    return listed(desk)[-1][0]


def listed(desk: Desk) -> list[tuple[int, str]]:
    with Session(desk.world.engine) as session:
        request = session.scalars(select(Request).where(Request.id == desk.request_id(RIGHT))).one()
        return [(one.id, one.name) for one in recipients_of(request)]


def untold(desk: Desk) -> list[str]:
    with Session(desk.world.engine) as session:
        request = session.scalars(select(Request).where(Request.id == desk.request_id(RIGHT))).one()
        return [one.name for one in open_recipients(request)]


def tell(desk: Desk, recipient_id: int, told: ToldInput) -> None:
    tell_recipient(desk.work(), recipient_id, desk.version, told)


def done(desk: Desk, **facts) -> None:
    given = CarryOutInput(desk.world.today, done_facts(RIGHT, **facts), frozenset({"recipients_told"}))
    carry_out(desk.work(), desk.request_id(RIGHT), desk.version, given)


def test_the_list_is_kept_one_by_one_and_a_change_leaves_what_it_was(desk: Desk) -> None:
    first = add(desk)
    second = add(desk, BAKERY)
    change_recipient(desk.work(), first, desk.version, RecipientInput("Gemeente Hengelo", "Het verslag."))
    assert [name for _id, name in listed(desk)] == ["Bakkerij Voorbeeld", "Gemeente Hengelo"]
    remove_recipient(desk.work(), second, desk.version)
    assert [name for _id, name in listed(desk)] == ["Gemeente Hengelo"]
    with pytest.raises(NotFound):
        change_recipient(desk.work(), first, desk.version, BAKERY)
    told = entries(desk.world, "recipient.listed", "recipient.removed")
    assert [payload_of(entry).get("replaces") for entry in told] == [None, None, first, None]
    assert "Gemeente" not in "".join(entry.canonical for entry in told)


def test_a_letter_counts_once_it_has_left(desk: Desk) -> None:
    recipient = add(desk)
    draft = desk.draft(LetterKind.RECIPIENT_NOTICE, RIGHT, action="restricted")
    letter_id = desk.issue(draft_id=draft)
    tell(desk, recipient, ToldInput(ToldWay.LETTER, letter_id))
    assert untold(desk) == ["Gemeente Enschede"]
    desk.post(letter_id)
    assert untold(desk) == []


def test_a_letter_that_is_no_notice_about_this_request_tells_nobody(desk: Desk) -> None:
    recipient = add(desk)
    with pytest.raises(InvalidInput, match="recipient_letter_missing"):
        tell(desk, recipient, ToldInput(ToldWay.LETTER, desk.issue()))


def test_the_duty_is_open_until_each_was_told_or_has_its_reason(desk: Desk) -> None:
    town, bakery = add(desk), add(desk, BAKERY)
    facts = {"had_recipients": "yes", "recipients_told": (("Gemeente Enschede", "23-11-2026", "telefoon"),)}
    with pytest.raises(InvalidInput, match="recipients_open") as refused:
        done(desk, **facts)
    assert refused.value.details["names"] == "Gemeente Enschede, Bakkerij Voorbeeld"
    tell(desk, town, ToldInput(ToldWay.OTHERWISE, told_on=desk.world.today, text="Gebeld met de teamleider."))
    tell(desk, bakery, GONE)
    with pytest.raises(InvalidInput, match="recipients_listed"):
        done(desk)
    done(desk, **facts)
    assert desk.status(RIGHT) is Status.CLOSED


@pytest.mark.parametrize(
    ("told", "code"),
    [
        (ToldInput(ToldWay.LETTER), "recipient_letter_missing"),
        (ToldInput(ToldWay.NOT_TOLD, text="Nee."), "recipient_reason_short"),
        (ToldInput(ToldWay.OTHERWISE, text="Gebeld."), "required"),
        (ToldInput(ToldWay.OTHERWISE, told_on=date(2027, 1, 1), text="Gebeld."), "day_in_future"),
    ],
)
def test_how_or_why_not_is_said(desk: Desk, told: ToldInput, code: str) -> None:
    with pytest.raises(InvalidInput, match=code):
        tell(desk, add(desk), told)


def test_who_was_told_stays_as_it_was(desk: Desk) -> None:
    recipient = add(desk)
    tell(desk, recipient, GONE)
    with pytest.raises(NotAllowed, match="recipient_told"):
        remove_recipient(desk.work(), recipient, desk.version)
    with pytest.raises(NotAllowed, match="recipient_told"):
        tell(desk, recipient, GONE)


def test_nobody_is_listed_for_a_copy_or_on_a_day_to_come(world: World) -> None:
    desk = Desk(world, Right.COPY, RIGHT)
    with pytest.raises(NotAllowed, match="no_recipients"):
        add_recipient(desk.work(), desk.request_id(Right.COPY), desk.version, TOWN)
    late = RecipientInput("Gemeente", "Het plan.", world.today + timedelta(days=1))
    with pytest.raises(InvalidInput, match="day_in_future"):
        add(desk, late)
    with pytest.raises(NotAllowed, match="role"):
        add_recipient(desk.work(Role.FG), desk.request_id(RIGHT), desk.version, TOWN)
