"""What a case waits for from the client: since when, which dates that moves, and when the client is reminded."""

from collections.abc import Iterator
from dataclasses import dataclass

from flask import url_for

from dsar.core.pauses import is_late_question, remind_on
from dsar.core.regulation import PauseReason
from dsar.core.vocabulary import Role
from dsar.language import Words
from dsar.language import gettext as _
from dsar.queries.case_view import CaseView, RequestView
from dsar.queries.clocks import Question, QuestionReminder
from dsar.web.context import today
from dsar.web.filters import capital, day, request_name
from dsar.web.own_words import called
from dsar.wording.words import word

_ASKED = Words(
    {
        PauseReason.IDENTITY: "Op %(day)s vroegen wij de %(client)s te laten weten wie dit vraagt.",
        PauseReason.CLARIFICATION: "Op %(day)s vroegen wij de %(client)s om toelichting.",
    }
)


@dataclass(frozen=True, slots=True)
class Link:
    """Something that can be done about it."""

    text: str
    url: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """One question without an answer; `late` when it was asked so late that a pause hardly helps."""

    asked: str
    dates: tuple[str, ...]  # a sentence for each request
    reminder: str
    reminded: tuple[str, ...]  # a sentence for each reminder
    late: bool
    links: tuple[Link, ...]  # for whoever handles the case


def waiting(view: CaseView) -> tuple[Waiting, ...]:
    """Give the questions of a case without an answer, oldest first."""
    found = {question.letter_id: question for row in view.requests for question in row.questions}
    return tuple(_waiting(view, found[letter_id]) for letter_id in sorted(found))


def _waiting(view: CaseView, question: Question) -> Waiting:
    client = called(view.regulation).data_subject
    return Waiting(
        asked=_ASKED[question.kind] % {"day": day(question.asked_on), "client": client},
        dates=tuple(_dates(view, question, client)),
        reminder=_reminder(question, client),
        reminded=tuple(_("Herinnerd op %(day)s: %(way)s.", **_how(one)) for one in question.reminders),
        late=is_late_question(view.case.received_on, question.asked_on),
        links=tuple(_links(question, client)) if Role.CONTACT_PERSON in view.roles else (),
    )


def _dates(view: CaseView, question: Question, client: str) -> Iterator[str]:
    for row in view.requests:
        if question in row.questions and row.due is not None and row.due_without_pause is not None:
            yield _date(row, question, client)


def _date(row: RequestView, question: Question, client: str) -> str:
    details = {
        "what": capital(request_name(row.request)),
        "since": day(question.asked_on),
        "client": client,
        "due": day(row.due) if row.due is not None else "",
        "without": day(row.due_without_pause) if row.due_without_pause is not None else "",
    }
    if row.due == row.due_without_pause:
        return _(
            "%(what)s: wacht sinds %(since)s op de %(client)s. De pauze maakt geen verschil: de datum is %(due)s.",
            **details,
        )
    return _(
        "%(what)s: wacht sinds %(since)s op de %(client)s. Komt het antwoord vandaag, dan is de datum %(due)s. "
        "De datum zonder pauze is %(without)s.",
        **details,
    )


def _reminder(question: Question, client: str) -> str:
    on = remind_on(question.asked_on, [one.reminded_on for one in question.reminders])
    if on > today():
        return _("Nog geen antwoord op %(day)s? Herinner de %(client)s dan aan de vraag.", day=day(on), client=client)
    return _("Herinner de %(client)s nu aan de vraag: dat kon vanaf %(day)s.", day=day(on), client=client)


def _how(reminder: QuestionReminder) -> dict[str, str]:
    return {"day": day(reminder.reminded_on), "way": word(reminder.way).lower()}


def _links(question: Question, client: str) -> Iterator[Link]:
    ending = url_for("cases.question", letter_id=question.letter_id)
    if question.kind is PauseReason.IDENTITY:
        yield Link(_("Vastleggen wie dit vraagt"), url_for("judgement.identity", case_id=question.case_id))
        yield Link(_("De vraag intrekken"), ending)
    else:
        yield Link(_("De %(client)s heeft geantwoord", client=client), ending)
    yield Link(_("Vastleggen dat u herinnerde"), url_for("cases.reminder", letter_id=question.letter_id))
    yield Link(_("De brief met de vraag"), url_for("letters.letter", letter_id=question.letter_id))
