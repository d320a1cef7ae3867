"""Letters of a case: those that wait for advice as lines of its task list, and the way to an extension."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from flask import url_for

from dsar.core.advice_terms import AdviceTerm, Stage
from dsar.core.placeholders import ADVISED
from dsar.core.vocabulary import FollowUpKind, LetterKind, Right, Role
from dsar.core.workflow import Action, Status
from dsar.language import Words
from dsar.language import gettext as _
from dsar.queries.advice_terms import term_of_draft
from dsar.queries.case_view import CaseView, Letter, RequestView
from dsar.queries.drafts import DraftStatus, LetterDraft, LetterStatus, extended_requests
from dsar.web.advice_term import shown_term
from dsar.web.cases.progress import NextStep, Task
from dsar.web.context import session, today
from dsar.web.filters import request_name
from dsar.web.letter_kinds import fitting, kind_choices
from dsar.web.own_words import called
from dsar.wording.words import word

_BLUE, _YELLOW, _GREY = "blue", "yellow", "grey"


def letter_tasks(view: CaseView, drafts: Iterable[LetterDraft]) -> list[Task]:
    """Give a line for each letter that waits for advice, that came back or that can be made or sent after it."""
    return [*_of_drafts(view, drafts), *_unsent(view)]


def letter_step(view: CaseView, drafts: Iterable[LetterDraft]) -> NextStep | None:
    """Give the step of whoever handles a case in which an extension was advised on: it counts as its notice leaves.

    That is within the first month only (GDPR 12(3)), so it comes before what the extension gives time for.
    """
    if Role.CONTACT_PERSON not in view.roles:
        return None
    for draft in drafts:
        if draft.kind is LetterKind.EXTENSION_NOTICE and draft.status is DraftStatus.ADVISED:
            return NextStep(_to_make(draft.kind), url=url_for("letters.draft_letter", draft_id=draft.id))
    for letter in _advised_unsent(view):
        if letter.kind is LetterKind.EXTENSION_NOTICE:
            return NextStep(_to_send(letter.kind), url=url_for("letters.letter", letter_id=letter.id))
    return None


def _of_drafts(view: CaseView, drafts: Iterable[LetterDraft]) -> Iterator[Task]:
    handles = Role.CONTACT_PERSON in view.roles
    for draft in drafts:
        term = term_of_draft(session(), view.case.organisation, draft, today())
        if term is not None:
            yield _task(view, draft, term)
        elif draft.status is DraftStatus.RETURNED:
            url = url_for("letters.draft", draft_id=draft.id) if handles else ""
            yield Task(word(draft.kind), _("Moet worden aangepast"), url, colour=_YELLOW)
        elif draft.status is DraftStatus.ADVISED:
            url = url_for("letters.draft_letter", draft_id=draft.id) if handles else ""
            yield Task(_to_make(draft.kind), _("Advies gekregen"), url, colour=_BLUE if handles else _GREY)


def _unsent(view: CaseView) -> Iterator[Task]:
    """Give the letters that were advised on, have a number and did not leave: what they do comes as they leave."""
    for letter in _advised_unsent(view):
        url = url_for("letters.letter", letter_id=letter.id)
        yield Task(_to_send(letter.kind), _("Nog niet verzonden"), url, hint=letter.number, colour=_YELLOW)


def _advised_unsent(view: CaseView) -> Iterator[Letter]:
    for letter in view.letters:
        if letter.kind in ADVISED and letter.status is LetterStatus.FINAL and letter.dispatch is None:
            yield letter


def _to_make(kind: LetterKind) -> str:
    return _("%(letter)s maken", letter=word(kind))


def _to_send(kind: LetterKind) -> str:
    return _("%(letter)s verzenden", letter=word(kind))


@dataclass(frozen=True, slots=True)
class OtherWay:
    """A turn that a request can take now: the letter with which it begins, and when that is."""

    name: str
    when: str
    url: str


_TURNS: Mapping[LetterKind, str] = Words(
    {
        LetterKind.IDENTITY_REQUEST: "Vragen wie dit is",
        LetterKind.CLARIFICATION_REQUEST: "Vragen wat precies wordt bedoeld",
        LetterKind.EXTENSION_NOTICE: "De termijn verlengen",
        LetterKind.FORWARDED: "Het verzoek doorsturen",
        LetterKind.WITHDRAWAL_CONFIRMATION: "Het verzoek is ingetrokken",
        LetterKind.NOT_HANDLED: "Het verzoek niet in behandeling nemen",
        LetterKind.DECEASED_ANSWER: "Antwoorden aan wie naar de overleden persoon vraagt",
    }
)


def other_ways(view: CaseView) -> tuple[OtherWay, ...]:
    """Give the turns that the requests of a case can take now, for whoever handles it."""
    if Role.CONTACT_PERSON not in view.roles:
        return ()
    choices = kind_choices(view, today(), extended_requests(session(), view.case.id))
    return tuple(
        OtherWay(
            _TURNS[one.kind],
            one.purpose,
            url_for("letters.compose", case_id=view.case.id, soort=one.kind.value),
        )
        for one in choices
        if one.requests and one.kind in _TURNS
    )


def later_ways(view: CaseView) -> tuple[OtherWay, ...]:
    """Give where is recorded what comes in after the request, for whoever handles the case; a closed one too."""
    if Role.CONTACT_PERSON not in view.roles:
        return ()
    client, here = called(view.regulation).data_subject, view.case.id
    again = OtherWay(
        _("Een verzoek heropenen"),
        _("Er zijn nieuwe feiten, of het antwoord moet anders. Wat er was, blijft staan."),
        url_for("cases.reopening", case_id=here),
    )
    sent_on = OtherWay(
        _("Vastleggen dat een verzoek is doorgestuurd"),
        _("Aan wie, en met welke toestemming. Het verzoek blijft open."),
        url_for("cases.forwarded", case_id=here),
    )
    waiting = any(row.request.answered_on is None for row in view.requests)
    return (
        *((sent_on,) if waiting else ()),
        *((again,) if any(Action.REOPEN in row.actions for row in view.requests) else ()),
        OtherWay(
            _("De %(client)s herinnert, of vraagt hetzelfde nog eens", client=client),
            _("Dat hoort bij deze zaak. Geen datum verandert."),
            url_for("cases.follow_up", case_id=here, soort=FollowUpKind.REMINDER.value),
        ),
        OtherWay(
            _("Er komt een klacht, een bemiddeling of een zaak bij de rechter"),
            _("Dat hoort bij deze zaak, ook als die gesloten is."),
            url_for("cases.follow_up", case_id=here),
        ),
        OtherWay(
            _("Een rechter of toezichthouder legt een termijn op"),
            _("Die komt naast de andere termijnen te staan."),
            url_for("cases.term", case_id=here),
        ),
    )


def reconsidering(view: CaseView) -> tuple[OtherWay, ...]:
    """Give where time to reconsider an erasure is recorded, for whoever handles the case."""
    if Role.CONTACT_PERSON not in view.roles:
        return ()
    return tuple(
        OtherWay(
            reconsider_name(row),
            _("Verwijderen kan niet terug. Bied bedenktijd aan, binnen de termijn."),
            url_for("cases.reconsider", request_id=row.request.id),
        )
        for row in view.requests
        if row.request.right is Right.ERASURE and row.request.status is not Status.CLOSED
    )


def undone_ways(view: CaseView) -> tuple[OtherWay, ...]:
    """Give where is recorded that the client does not take what was granted."""
    client = called(view.regulation).data_subject
    return tuple(
        OtherWay(
            _("Niet uitgevoerd: %(right)s", right=request_name(row.request)),
            _("De %(client)s kwam niet, of wil het niet meer.", client=client),
            url_for("cases.undone", request_id=row.request.id),
        )
        for row in view.requests
        if Action.LEAVE_UNDONE in row.actions
    )


def reconsider_name(row: RequestView) -> str:
    """Name the time to reconsider, and the round of a request that was reopened."""
    name, again = _("Bedenktijd bij het verwijderen"), row.request.reopening
    return name if again is None else _("%(right)s, ronde %(number)s", right=name, number=again.round)


def put_right(view: CaseView) -> tuple[OtherWay, ...]:
    """Give where mistakes of registering are put right, for whoever handles a case that is not closed."""
    if Role.CONTACT_PERSON not in view.roles or view.case.closed_on is not None:
        return ()
    rights = (
        OtherWay(
            _("Het recht klopt niet: %(right)s", right=request_name(row.request)),
            _("Er is iets anders gevraagd. Dit kan zolang er nog geen voorstel is."),
            url_for("cases.right", request_id=row.request.id),
        )
        for row in view.requests
        if right_open(row)
    )
    received = OtherWay(
        _("De dag van ontvangst klopt niet"),
        _("Alle termijnen worden opnieuw berekend."),
        url_for("cases.receipt", case_id=view.case.id),
    )
    twice = OtherWay(
        _("Deze zaak is dubbel"),
        _("Hetzelfde verzoek staat ook in een andere zaak."),
        url_for("cases.double", case_id=view.case.id),
    )
    acting = OtherWay(
        _("Iemand anders vraagt dit namens de %(who)s", who=called(view.regulation).data_subject),
        _("Een gemachtigde, ouder, curator, mentor, bewindvoerder of advocaat."),
        url_for("cases.representative", case_id=view.case.id),
    )
    nobody = (acting,) if view.representative is None and view.deceased is None else ()
    return (*nobody, received, *rights, *((twice,) if double_open(view) else ()))


def right_open(row: RequestView) -> bool:
    """Tell whether a request can still get another right."""
    unchanged = row.request.status is Status.REGISTERED and row.request.reopening is None
    return unchanged and row.proposal is None


def double_open(view: CaseView) -> bool:
    """Tell whether a case can still end as a double of another."""
    return view.case.closed_on is None and all(row.decision is None for row in view.requests)


def extension_url(view: CaseView) -> str:
    """Give where the term is extended; empty when whoever looks may not, or when it cannot be (GDPR 12(3))."""
    if Role.CONTACT_PERSON not in view.roles:
        return ""
    kind = LetterKind.EXTENSION_NOTICE
    possible = fitting(view, kind, today(), extended_requests(session(), view.case.id))
    return url_for("letters.compose", case_id=view.case.id, soort=kind.value) if possible else ""


def _task(view: CaseView, draft: LetterDraft, term: AdviceTerm) -> Task:
    stage = term.stage(today())
    name = _("Advies over: %(letter)s", letter=word(draft.kind).lower())
    hint = shown_term(term, called(view.regulation).adviser_short).asked
    if _advises(view, stage):
        return Task(name, _("Gevraagd"), url_for("judgement.sign_off_draft", draft_id=draft.id), hint, _BLUE)
    if stage is Stage.OVER:
        url = url_for("judgement.release", draft_id=draft.id) if Role.DECIDER in view.roles else ""
        return Task(name, _("Mag zonder advies"), url, hint, _YELLOW)
    return Task(name, _("Gevraagd"), hint=hint, colour=_GREY)


def _advises(view: CaseView, stage: Stage) -> bool:
    return Role.FG in view.roles or (Role.DEPUTY_FG in view.roles and stage is not Stage.OFFICER)
