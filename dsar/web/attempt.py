"""Runs a service for a form: what it refuses comes back to the form, with everything that was typed."""

from collections.abc import Callable
from typing import TypeVar

from dsar.core.errors import Conflict, InvalidInput, NotAllowed
from dsar.queries.audit import Event
from dsar.queries.case_view import CaseView
from dsar.services.work import AlreadyDone
from dsar.web.context import restored, session
from dsar.web.forms import CaseForm, Form

INVALID = 422
CONFLICT = 409
T = TypeVar("T")


class Refused(Exception):
    """The form must be shown again, with this HTTP status."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


def attempt(form: Form, action: Callable[[], T]) -> T | str:
    """Run the action; give what it gives, or the earlier result when the same form was sent before.

    Raises Refused after putting the reason on the form, and for one that is only put back on the screen. A lack of
    role is not for the form: it goes on as NotAllowed.
    """
    if restored():
        raise Refused(INVALID)
    session().rollback()  # ends the reading transaction, so that what follows sees what the action did
    try:
        return action()
    except AlreadyDone as error:
        return error.result
    except InvalidInput as error:
        form.refuse(error)
        raise Refused(INVALID) from error
    except Conflict as error:
        form.refuse(error)
        raise Refused(CONFLICT) from error
    except NotAllowed as error:
        if error.code == "role":
            raise
        form.refuse(error)
        raise Refused(CONFLICT) from error


def open_on(form: CaseForm, view: CaseView) -> None:
    """Tie a form to the case as it is on the screen now."""
    form.opened_on(view.case.version, view.timeline[-1].seq)


def since(form: CaseForm, view: CaseView) -> tuple[Event, ...]:
    """Give what happened in the case after the form was opened; call it before `open_on`."""
    return tuple(event for event in view.timeline if event.seq > (form.seen.data or 0))
