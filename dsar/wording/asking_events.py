"""Entries of the trail about who was asked something and what they answered: colleagues, third parties, the client."""

from dsar.core.regulation import PauseReason
from dsar.core.vocabulary import HearingCapacity, QuestionOutcome, SearchResult, TaskKind, ThirdPartyOutcome
from dsar.language import Words
from dsar.language import gettext as _
from dsar.wording.event_words import Payload, day_of

_HEARD = Words(
    {
        HearingCapacity.COLLECTOR: "Gehoord op %(day)s: iemand die de gegevens zelf verzamelde",
        HearingCapacity.SUCCESSOR: "Gehoord op %(day)s: iemand die wie de gegevens verzamelde is opgevolgd",
        HearingCapacity.DEPUTY: "Gehoord op %(day)s: iemand die waarneemt voor wie de gegevens verzamelde",
    }
)


def hearing(payload: Payload) -> str:
    """Say that somebody was heard, and as whom."""
    return _HEARD[HearingCapacity(payload["capacity"])] % {"day": day_of(payload["heard_on"])}


_TASK_ASKED = Words(
    {
        TaskKind.HEAR: "Een collega gevraagd om te worden gehoord, uiterlijk %(day)s",
        TaskKind.SEARCH: "Een collega gevraagd om op één plek te zoeken, uiterlijk %(day)s",
        TaskKind.HARM: "Een collega gevraagd of het schade geeft voor een ander, uiterlijk %(day)s",
    }
)
_TASK_TOLD = Words(
    {
        TaskKind.HEAR: "Een collega gaf antwoord op de vraag om te worden gehoord",
        TaskKind.HARM: "Een collega gaf een oordeel over schade voor een ander",
        SearchResult.FOUND: "Op één plek gezocht: er is iets gevonden",
        SearchResult.NOTHING: "Op één plek gezocht: er is niets gevonden",
        SearchResult.NOT_SEARCHED: "Op één plek niet gezocht, met de reden",
    }
)


def task_asked(payload: Payload) -> str:
    """Say what a colleague was asked."""
    return _TASK_ASKED[TaskKind(payload["kind"])] % {"day": day_of(payload["due_on"])}


def task_answered(payload: Payload) -> str:
    """Say what a colleague answered."""
    text = _TASK_TOLD[payload["result"] or payload["kind"]]
    return _("%(what)s (verbetering of aanvulling)", what=text) if payload["further"] else text


_VIEW = Words(
    {
        ThirdPartyOutcome.NO_OBJECTION: "Zienswijze van een derde op %(day)s: geen bezwaar",
        ThirdPartyOutcome.OBJECTS: "Zienswijze van een derde op %(day)s: wel bezwaar",
        ThirdPartyOutcome.SILENT: "Geen zienswijze van een derde gekregen, vastgesteld op %(day)s",
        ThirdPartyOutcome.NOT_NEEDED: "Zienswijze van een derde niet meer nodig, sinds %(day)s",
    }
)


def third_party_asked(payload: Payload) -> str:
    """Say that a third party was asked for a view."""
    days = {"day": day_of(payload["asked_on"]), "due": day_of(payload["due_on"])}
    return _("Een derde om een zienswijze gevraagd op %(day)s, uiterlijk %(due)s", **days)


def view(payload: Payload) -> str:
    """Say what came of asking a third party."""
    text = _VIEW[ThirdPartyOutcome(payload["outcome"])] % {"day": day_of(payload["answered_on"])}
    return _("%(what)s (verbetering of aanvulling)", what=text) if payload["further"] else text


_ASKED = Words(
    {
        PauseReason.IDENTITY: "Gevraagd wie dit is, op %(day)s",
        PauseReason.CLARIFICATION: "Om toelichting gevraagd op %(day)s",
    }
)
_ENDED = Words(
    {
        QuestionOutcome.ANSWERED: "Vraag beantwoord op %(day)s",
        QuestionOutcome.WITHDRAWN: "Vraag ingetrokken op %(day)s",
    }
)


def asked(payload: Payload) -> str:
    """Say what the client was asked."""
    return _ASKED[PauseReason(payload["kind"])] % {"day": day_of(payload["asked_on"])}


def answered(payload: Payload) -> str:
    """Say how the waiting for the client ended."""
    return _ENDED[QuestionOutcome(payload["outcome"])] % {"day": day_of(payload["ended_on"])}
