"""What comes after the answer, as the page of a case shows it: the client's own term, what came in, and terms set."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from flask import url_for

from dsar.core.follow_ups import own_term, term_after_mediation
from dsar.core.progress import Step
from dsar.core.terms import BareTerm
from dsar.core.vocabulary import FollowUpKind, LegalNature, LetterKind, Role
from dsar.language import Words
from dsar.language import gettext as _
from dsar.queries.case_view import CaseView, Letter, RequestView
from dsar.queries.follow_ups import (
    FollowUp,
    Forwarding,
    LetterReturn,
    SetTerm,
    open_follow_ups,
    open_returns,
    returns_of,
)
from dsar.web.cases.clocks import ShownStep
from dsar.web.cases.progress import NextStep, Task, role_name
from dsar.web.context import today
from dsar.web.filters import capital, day, days_left, request_name
from dsar.web.own_words import called
from dsar.wording.deadlines import source_text, step_text
from dsar.wording.words import word

_UNTIL = Words(  # by whether the organisation is an administrative body, and whether the day has passed
    {
        (False, False): "De %(client)s kan naar de rechter tot en met %(until)s, zoals in brief %(number)s staat.",
        (False, True): "De %(client)s kon naar de rechter tot en met %(until)s, zoals in brief %(number)s stond.",
        (True, False): "De %(client)s kan bezwaar maken tot en met %(until)s, zoals in brief %(number)s staat.",
        (True, True): "De %(client)s kon bezwaar maken tot en met %(until)s, zoals in brief %(number)s stond.",
    }
)
_MEDIATED = Words(  # by whether the day has passed; when the client asked for it, the organisation may not know
    {
        False: "De Autoriteit Persoonsgegevens bemiddelde. Vroeg de %(client)s dat binnen de zes weken, dan kan de "
        "%(client)s naar de rechter tot en met %(until)s (UAVG 36).",
        True: "De Autoriteit Persoonsgegevens bemiddelde. Vroeg de %(client)s dat binnen de zes weken, dan kon de "
        "%(client)s naar de rechter tot en met %(until)s (UAVG 36).",
    }
)
_YELLOW, _GREY = "yellow", "grey"


@dataclass(frozen=True, slots=True)
class OwnTerm:
    """How long the client can do something against an answer: a sentence, and how its day came about."""

    about: str
    said: str
    steps: tuple[ShownStep, ...] = ()


@dataclass(frozen=True, slots=True)
class Shown:
    """Something that came in or was set: a line, what is known of it, and where its end is recorded."""

    line: str
    rows: tuple[dict[str, str], ...]
    url: str = ""
    action: str = ""


@dataclass(frozen=True, slots=True)
class After:
    """Everything that comes after the answer; empty while there is nothing."""

    own_terms: tuple[OwnTerm, ...]
    follow_ups: tuple[Shown, ...]
    set_terms: tuple[Shown, ...]
    returns: tuple[Shown, ...]
    forwardings: tuple[Shown, ...]

    def __bool__(self) -> bool:
        return bool(self.own_terms or self.shown)

    @property
    def shown(self) -> tuple[Shown, ...]:
        """Give everything that came in, was set, came back or was sent on."""
        return (*self.returns, *self.set_terms, *self.forwardings, *self.follow_ups)


def after(view: CaseView) -> After:
    """Give what comes after the answers of a case."""
    return After(
        tuple(_own_terms(view)),
        tuple(_follow_up(view, one) for one in reversed(view.case.follow_ups)),
        tuple(_set_term(view, one) for one in reversed(view.case.set_terms)),
        tuple(_return(view, one) for one in reversed(view.case.letter_returns)),
        tuple(_forwarding(view, one) for one in reversed(view.case.forwardings)),
    )


def after_tasks(view: CaseView) -> list[Task]:
    """Give a line of the task list for everything that is open beside the requests."""
    handles = Role.CONTACT_PERSON in view.roles
    tasks = []
    for back in open_returns(view.case):
        name = _("Adres nagaan en opnieuw sturen: %(letter)s", letter=_number(view, back.letter_id))
        status = _("Terug op %(day)s", day=day(back.returned_on))
        url = url_for("cases.resend", letter_id=back.letter_id) if handles else ""
        tasks.append(Task(name, status, url, word(back.reason), _YELLOW if handles else _GREY))
    for term in _open_terms(view):
        status = _("Uiterlijk %(day)s", day=day(term.due_on))
        url = url_for("cases.term_done", term_id=term.id) if handles else ""
        tasks.append(Task(_("Opgelegd: %(what)s", what=term.name), status, url, colour=_YELLOW if handles else _GREY))
    for one in open_follow_ups(view.case):
        status = _("Binnengekomen op %(day)s", day=day(one.received_on))
        url = url_for("cases.outcome", follow_up_id=one.id) if handles else ""
        tasks.append(Task(word(one.kind), status, url, _hint(one), _YELLOW if handles else _GREY))
    return tasks


def after_step(view: CaseView) -> NextStep | None:
    """Give what comes next once nothing is left to do for the requests; None when nothing is open."""
    handles = Role.CONTACT_PERSON in view.roles
    for back in open_returns(view.case):
        url = url_for("cases.resend", letter_id=back.letter_id) if handles else ""
        return _next(view, Step.SEND_AGAIN, _number(view, back.letter_id), url)
    for term in _open_terms(view):
        url = url_for("cases.term_done", term_id=term.id) if handles else ""
        return _next(view, Step.MEET_SET_TERM, term.name, url)
    for one in open_follow_ups(view.case):
        if one.kind is FollowUpKind.COMPLAINT and not _outcome_written(view, one) and handles:
            kind = LetterKind.COMPLAINT_OUTCOME
            url = url_for("letters.compose", case_id=view.case.id, soort=kind.value)
            return NextStep(_("Uitkomst van de klacht schrijven"), url=url)
        url = url_for("cases.outcome", follow_up_id=one.id) if handles else ""
        return _next(view, Step.FOLLOW_UP, word(one.kind), url)
    return None


def _next(view: CaseView, step: Step, about: str, url: str) -> NextStep:
    return NextStep(word(step), about, url, "" if url else role_name(view, Role.CONTACT_PERSON))


def _outcome_written(view: CaseView, one: FollowUp) -> bool:
    """Tell whether a letter with the outcome was made since the complaint came in."""
    return any(
        letter.kind is LetterKind.COMPLAINT_OUTCOME and letter.dated >= one.received_on and letter.void_reason is None
        for letter in view.letters
    )


def _open_terms(view: CaseView) -> list[SetTerm]:
    return sorted((term for term in view.case.set_terms if term.end is None), key=lambda term: term.due_on)


def _hint(one: FollowUp) -> str:
    if one.act_by is None:
        return ""
    return _("Kijk hier uiterlijk %(day)s naar (%(left)s).", day=day(one.act_by), left=days_left(one.act_by).words)


def _own_terms(view: CaseView) -> Iterator[OwnTerm]:
    for row in view.requests:
        letter, answered_on = _answer(view, row), row.request.answered_on
        if answered_on is None:
            continue
        last = row.deadlines.respond.statutory
        if answered_on > last:
            yield OwnTerm(capital(request_name(row.request)), _without_term(view))
        elif letter is not None and letter.dispatch is not None:
            found = own_term(letter.kind, letter.dated, answered_on, (last,))
            if found is not None:
                said = _with_term(view, letter, day(found.due), over=found.due < today())
                if returns_of(view.case, letter.id):
                    said += " " + _("De brief kwam terug: die dag kan te vroeg zijn.")
                yield OwnTerm(capital(request_name(row.request)), said, _steps(found))
                yield from _after_mediation(view, row, found.due)


def _after_mediation(view: CaseView, row: RequestView, until: date) -> Iterator[OwnTerm]:
    """Say how long the court waits for a mediation (UAVG 36); at an administrative body objection comes before it."""
    if view.case.organisation.legal_nature is LegalNature.ADMINISTRATIVE:
        return
    about, client = capital(request_name(row.request)), called(view.regulation).data_subject
    asked = [
        one
        for one in view.case.follow_ups
        if one.kind is FollowUpKind.MEDIATION and row.request.id in {link.request_id for link in one.links}
    ]
    if any(one.end is None for one in asked):
        waiting = _(
            "De Autoriteit Persoonsgegevens bemiddelt nog. Vroeg de %(client)s dat binnen de zes weken, dan kan de "
            "%(client)s daarna nog zes weken naar de rechter (UAVG 36).",
            client=client,
        )
        yield OwnTerm(about, waiting)
        return
    found = term_after_mediation(until, (one.end.ended_on for one in asked if one.end is not None))
    if found is not None:
        said = _MEDIATED[found.due < today()] % {"client": client, "until": day(found.due)}
        yield OwnTerm(about, said, _steps(found))


def _steps(term: BareTerm) -> tuple[ShownStep, ...]:
    return tuple(ShownStep(day(one.date), step_text(one), source_text(one.source)) for one in term.steps)


def _answer(view: CaseView, row: RequestView) -> Letter | None:
    """Give the letter that answered a request, else the one that ended it."""
    ending = row.request.ending
    if ending is None or (row.letter is not None and row.letter.dispatch is not None):
        return row.letter
    return next((letter for letter in view.letters if letter.id == ending.letter_id), None)


def _with_term(view: CaseView, letter: Letter, until: str, *, over: bool) -> str:
    details = {"client": called(view.regulation).data_subject, "until": until, "number": letter.number}
    objection = view.case.organisation.legal_nature is LegalNature.ADMINISTRATIVE
    return _UNTIL[objection, over] % details


def _without_term(view: CaseView) -> str:
    client = called(view.regulation).data_subject
    if view.case.organisation.legal_nature is LegalNature.ADMINISTRATIVE:
        return _("Het antwoord kwam na de termijn van de AVG. Voor de %(client)s geldt geen termijn.", client=client)
    return _(
        "Het antwoord kwam na de termijn van de AVG. De %(client)s kan op elk moment naar de rechter (UAVG 35).",
        client=client,
    )


def _follow_up(view: CaseView, one: FollowUp) -> Shown:
    line = _("%(what)s, binnengekomen op %(day)s", what=word(one.kind), day=day(one.received_on))
    rows = [
        (_("Over"), _rights(view, (link.request_id for link in one.links))),
        (_("Waar"), one.place),
        (_("Waar gaat het over?"), one.summary),
        (_("Vastgelegd door"), one.recorded_by.name),
    ]
    if one.end is not None:
        rows.append((_("Uitkomst"), f"{word(one.end.result)}, {day(one.end.ended_on)}"))
        rows.append((_("Wat er is beslist of afgesproken"), one.end.note))
    can = one.end is None and one.kind is not FollowUpKind.REMINDER and Role.CONTACT_PERSON in view.roles
    url = url_for("cases.outcome", follow_up_id=one.id) if can else ""
    return Shown(line, _filled(rows), url, _("Uitkomst vastleggen"))


def _set_term(view: CaseView, term: SetTerm) -> Shown:
    line = _("Opgelegd tot en met %(day)s, door %(who)s", day=day(term.due_on), who=term.name)
    rows = [
        (_("Over"), _rights(view, (term.request_id,))),
        (_("Gesteld door"), f"{word(term.set_by)}, {day(term.set_on)}"),
        (_("Wat en waarom"), term.reason),
        (_("Vastgelegd door"), term.recorded_by.name),
    ]
    if term.end is not None:
        rows.append((_("Gedaan op"), day(term.end.ended_on)))
        rows.append((_("Wat is er gedaan?"), term.end.note))
    can = term.end is None and Role.CONTACT_PERSON in view.roles
    url = url_for("cases.term_done", term_id=term.id) if can else ""
    return Shown(line, _filled(rows), url, _("Vastleggen wat er is gedaan"))


def _return(view: CaseView, one: LetterReturn) -> Shown:
    number = _number(view, one.letter_id)
    line = _("Brief %(number)s kwam terug op %(day)s", number=number, day=day(one.returned_on))
    first = next((row.dispatch for row in view.letters if row.id == one.letter_id), None)
    rows = [
        (_("Waarom"), word(one.reason)),
        (_("Toelichting"), one.note),
        (_("Verzonden"), day(first.posted_on) if first is not None else ""),
        (_("Vastgelegd door"), one.recorded_by.name),
    ]
    if one.resend is not None:
        rows += [(_("Opnieuw verzonden"), _sent_again(view, one)), (_("Wat ermee is gedaan"), one.resend.note)]
    can = one.resend is None and Role.CONTACT_PERSON in view.roles
    url = url_for("cases.resend", letter_id=one.letter_id) if can else ""
    return Shown(line, _filled(rows), url, _("Vastleggen dat de brief opnieuw is verzonden"))


def _sent_again(view: CaseView, one: LetterReturn) -> str:
    sent = one.resend
    if sent is None or sent.way is None:
        return ""
    said = f"{day(sent.sent_on)}, {word(sent.way).lower()}"
    if sent.correction_id is None:
        return said
    return _("%(when)s, met de verbeterde brief %(number)s", when=said, number=_number(view, sent.correction_id))


def _forwarding(view: CaseView, one: Forwarding) -> Shown:
    line = _("Doorgestuurd op %(day)s aan %(who)s", day=day(one.forwarded_on), who=one.to_name)
    consent = day(one.consent_on) if one.consent_on is not None else ""
    rows = [
        (_("Over"), _rights(view, (link.request_id for link in one.links))),
        (_("Toestemming gegeven op"), consent),
        (_("Waarom toestemming niet nodig was"), one.without_consent),
        (_("Vastgelegd door"), one.recorded_by.name),
    ]
    told = any(letter.kind is LetterKind.FORWARDED and letter.void_reason is None for letter in view.letters)
    can = not told and Role.CONTACT_PERSON in view.roles
    url = url_for("letters.compose", case_id=view.case.id, soort=LetterKind.FORWARDED.value) if can else ""
    return Shown(line, _filled(rows), url, _("Schrijf dat het verzoek is doorgestuurd"))


def _number(view: CaseView, letter_id: int) -> str:
    return next(letter.number for letter in view.letters if letter.id == letter_id)


def _rights(view: CaseView, request_ids: Iterable[int]) -> str:
    return ", ".join(request_name(view.request(one).request) for one in request_ids)


def _filled(rows: Iterable[tuple[str, str]]) -> tuple[dict[str, str], ...]:
    return tuple({"key": key, "value": value} for key, value in rows if value)
