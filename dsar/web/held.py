"""What was said at registering of who asks and is still to be recorded: why letters wait, and where to go on."""

from dataclasses import dataclass

from flask import url_for

from dsar.core.intake_marks import CODES
from dsar.core.vocabulary import MarkKind, Role
from dsar.language import Words
from dsar.queries.case_view import CaseView
from dsar.web.own_words import called
from dsar.wording.errors import sentence
from dsar.wording.people import in_own_words

_PLACES = {MarkKind.ABOUT_DECEASED: "cases.deceased", MarkKind.BY_OTHER: "cases.representative"}
_RECORD = Words(
    {
        MarkKind.ABOUT_DECEASED: "Vastleggen wie naar de overleden persoon vraagt",
        MarkKind.BY_OTHER: "Vastleggen wie dit namens de aanvrager vraagt",
    }
)


@dataclass(frozen=True, slots=True)
class Held:
    """Why no letter can be made now; the addresses are empty for who may not record it."""

    why: str
    text: str
    url: str = ""
    mistake_url: str = ""


def held(view: CaseView) -> Held | None:
    """Give what is still to be recorded of who asks; None when nothing is, or when the case is closed."""
    mark = view.open_mark
    if mark is None or view.case.closed_on is not None:
        return None
    client = called(view.regulation).data_subject
    why, text = in_own_words(sentence(CODES[mark]), client), in_own_words(_RECORD[mark], client)
    if Role.CONTACT_PERSON not in view.roles:
        return Held(why, text)
    here = view.case.id
    return Held(why, text, url_for(_PLACES[mark], case_id=here), url_for("cases.mark_mistake", case_id=here))
