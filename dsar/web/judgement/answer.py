"""The letter that a proposal becomes, as whoever judges it sees it: as it will be printed."""

from dsar.queries.case_view import CaseView, RequestView
from dsar.services.issue_letter import LetterInput
from dsar.web.case_page import named
from dsar.web.context import today
from dsar.web.forms import Form
from dsar.web.looking import Looked, look_stored
from dsar.web.own_words import called


def look_at_answer(view: CaseView, row: RequestView) -> Looked:
    """Make the pages of a request's newest proposal; none without a proposal, or when the letter itself is there."""
    if row.proposal is None or row.letter is not None:
        return Looked()
    looked = look_stored(Form(formdata=None), view.case.id, LetterInput(today(), (row.request.id,)))
    return named(looked, called(view.regulation).data_subject)
