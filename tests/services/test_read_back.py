"""An oral request is read back: as it is registered or later, once, and by whom stays out of the trail."""

from datetime import timedelta

import pytest

from dsar.core.errors import Conflict, InvalidInput, NotAllowed
from dsar.core.intake import NewCase, NewRequest
from dsar.core.read_back import NewReadBack
from dsar.core.vocabulary import Channel, Right, Role
from dsar.services.read_back import record_read_back
from dsar.services.receive_case import receive_case
from tests.factories.world import SUBJECT, World
from tests.services.desk import WPR, entries

BY = "J. de Vries"


def received(world: World, channel: Channel = Channel.ORAL, read: NewReadBack | None = None) -> int:
    """Register a request that came in today."""
    asked = (NewRequest(Right.COPY, "Een kopie van alles."),)
    new = NewCase(world.organisation_id(WPR), world.today, channel, SUBJECT, asked, read)
    return receive_case(world.work(WPR, Role.CONTACT_PERSON), new)


def record(world: World, case_id: int, read: NewReadBack) -> None:
    """Record that it was read back."""
    record_read_back(world.work(WPR, Role.CONTACT_PERSON), case_id, world.version(case_id), read)


def test_it_is_recorded_as_the_request_is_registered(world: World) -> None:
    received(world, read=NewReadBack(world.today, BY))
    (entry,) = entries(world, "case.read_back")
    assert world.today.isoformat() in entry.canonical
    assert "Vries" not in entry.canonical


def test_it_is_recorded_later_and_once(world: World) -> None:
    case_id = received(world, Channel.TELEPHONE)
    assert not entries(world, "case.read_back")
    record(world, case_id, NewReadBack(world.today, BY))
    with pytest.raises(NotAllowed, match="read_back_already"):
        record(world, case_id, NewReadBack(world.today, BY))
    assert len(entries(world, "case.read_back")) == 1


def test_what_cannot_be_is_refused(world: World) -> None:
    case_id, written = received(world), received(world, Channel.EMAIL)
    with pytest.raises(InvalidInput, match="day_in_future"):
        record(world, case_id, NewReadBack(world.today + timedelta(days=1), BY))
    with pytest.raises(NotAllowed, match="not_oral"):
        record(world, written, NewReadBack(world.today, BY))
    with pytest.raises(Conflict):
        record_read_back(world.work(WPR, Role.CONTACT_PERSON), case_id, 99, NewReadBack(world.today, BY))
    with pytest.raises(NotAllowed):
        record_read_back(world.work(WPR, Role.FG), case_id, world.version(case_id), NewReadBack(world.today, BY))
