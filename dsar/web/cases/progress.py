"""What can and must be done in a case, as links for whoever looks at it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from flask import url_for

from dsar.core.progress import ROLE_FOR, WAITS_FOR_CLIENT, Step
from dsar.core.read_back import ORAL
from dsar.core.vocabulary import LetterKind, Outcome, Role, TaskKind
from dsar.core.workflow import Action, Status, advice_required
from dsar.language import gettext as _
from dsar.queries.case_view import CaseView, RequestView
from dsar.web.advice_term import shown_term
from dsar.web.filters import capital, day, moment, request_name
from dsar.web.held import held
from dsar.web.own_words import called, own_word
from dsar.wording.errors import sentence
from dsar.wording.people import in_own_words
from dsar.wording.words import word

_ADVISING = frozenset({Action.AGREE, Action.RETURN, Action.ADVISE_AGAINST})
_DECIDING = frozenset({Action.DECIDE, Action.SEND_BACK})
_NEEDS: dict[Step, frozenset[Action]] = {
    Step.STOP_USE: frozenset({Action.STOP_USE}),
    Step.CHECK_IDENTITY: frozenset({Action.CHECK_IDENTITY}),
    Step.HEAR: frozenset({Action.HEAR}),
    Step.PROPOSE: frozenset({Action.PROPOSE}),
    Step.REVISE: frozenset({Action.PROPOSE}),
    Step.ADVISE: _ADVISING,
    Step.DECIDE: _DECIDING,
    Step.ISSUE_LETTER: frozenset({Action.ISSUE_LETTER}),
    Step.POST_LETTER: frozenset({Action.POST_LETTER}),
    Step.CARRY_OUT: frozenset({Action.CARRY_OUT}),
    Step.EXPLAIN: frozenset({Action.EXPLAIN}),
}
_IDENTITY = "judgement.identity"
_PLACES: dict[Step, str] = {
    Step.STOP_USE: "cases.stop_use",
    Step.CHECK_IDENTITY: _IDENTITY,
    Step.HEAR: "judgement.hearing",
    Step.PROPOSE: "judgement.proposal",
    Step.REVISE: "judgement.proposal",
    Step.ADVISE: "judgement.sign_off",
    Step.DECIDE: "judgement.decision",
    Step.ISSUE_LETTER: "letters.answer",
    Step.POST_LETTER: "letters.answer",
    Step.CARRY_OUT: "judgement.carry_out",
}
_OF_CASE = frozenset({Step.CHECK_IDENTITY, Step.HEAR, Step.ADVISE})  # the others are about one request
_TO_RECORD = frozenset({Step.RECORD_DEATH, Step.RECORD_ACTING})
_LETTER_STEPS = frozenset({Step.ISSUE_LETTER, Step.POST_LETTER})
_BLUE, _YELLOW, _GREY, _RED = "blue", "yellow", "grey", "red"


@dataclass(frozen=True, slots=True)
class NextStep:
    """What comes next: with an address when whoever looks can do it, else with who it waits for."""

    text: str
    about: str = ""
    url: str = ""
    waits_for: str = ""
    why: str = ""
    by: str = ""  # its own last day, where the first date of the case is another's


@dataclass(frozen=True, slots=True)
class Task:
    """A line of a task list."""

    name: str
    status: str
    url: str = ""
    hint: str = ""
    colour: str = ""


def next_step(view: CaseView, later: NextStep | None = None) -> NextStep:
    """Give the first step that whoever looks can take, else the first that somebody else must take.

    First is what has the earliest date; a step that is not about that date says its own. `later` is what is open
    beside the requests: it comes after what whoever looks can do for a request.
    """
    order = list(Step)
    rows = sorted(view.requests, key=lambda row: (row.due or date.max, order.index(row.step)))
    own = next((row for row in rows if step_url(view, row)), None)
    row = own or next((row for row in rows if row.step is not Step.NONE), None)
    if later is not None and (row is None or (own is None and later.url)):
        return later
    if row is None:
        return NextStep(word(Step.NONE))
    of_case = row.step in {Step.CHECK_IDENTITY, *_TO_RECORD} or len(view.requests) == 1
    about = "" if of_case else request_name(row.request)
    by = day(row.due) if row.due is not None and row.due != view.due else ""
    missing = asker_missing(view, row) if row.step is Step.CHECK_IDENTITY else None
    if missing is not None and row.facts.identity_established:
        return NextStep(
            missing.text,
            url=missing.url if own is not None else "",
            waits_for="" if own is not None else _whom(view, row.step),
        )
    if own is not None:
        text = _("Zonder advies besluiten") if _passes_by(row) else word(row.step)
        return NextStep(text, about, step_url(view, row), by=by)
    return NextStep(word(row.step), about, waits_for=_whom(view, row.step), why=_why_not(view, row), by=by)


def _whom(view: CaseView, step: Step) -> str:
    return called(view.regulation).data_subject if step in WAITS_FOR_CLIENT else role_name(view, ROLE_FOR[step])


def role_name(view: CaseView, role: Role | None) -> str:
    """Give what the organisation calls a role."""
    return own_word(view.regulation.roles_named.get(role) or word(role).lower()) if role is not None else ""


def step_url(view: CaseView, row: RequestView) -> str:
    """Give where the next step of a request is taken; empty when whoever looks may not take it."""
    if _passes_by(row):
        return _url(view, row, Step.DECIDE)
    if row.step in _TO_RECORD:
        waiting = held(view)
        return waiting.url if waiting is not None else ""
    return _url(view, row, row.step) if _NEEDS.get(row.step, frozenset()) & row.actions else ""


def _passes_by(row: RequestView) -> bool:
    """Tell whether whoever looks may go on without the advice that is asked, and not give it."""
    return Action.GO_WITHOUT_ADVICE in row.actions and not _ADVISING & row.actions


def _url(view: CaseView, row: RequestView, step: Step) -> str:
    if step in _LETTER_STEPS and row.letter is not None:
        return url_for("letters.letter", letter_id=row.letter.id)
    if step is Step.EXPLAIN:
        return url_for("letters.compose", case_id=view.case.id, soort=LetterKind.DECEASED_ANSWER.value)
    if step in _OF_CASE:
        return url_for(_PLACES[step], case_id=view.case.id)
    return url_for(_PLACES[step], request_id=row.request.id)


def _why_not(view: CaseView, row: RequestView) -> str:
    """Say why somebody with the right role still cannot take the step."""
    if row.step in WAITS_FOR_CLIENT:
        return ""
    role = ROLE_FOR[row.step]
    if role not in view.roles:
        return ""
    if row.facts.author_id == row.facts.actor_id and row.step in {Step.ADVISE, Step.DECIDE}:
        return sentence("own_proposal")
    return sentence("own_advice") if row.step is Step.DECIDE and row.facts.adviser_id == row.facts.actor_id else ""


def asker_missing(view: CaseView, row: RequestView) -> NextStep | None:
    """Give what must be established of who asks before a proposal; None when nothing must."""
    client, facts, waiting = called(view.regulation).data_subject, row.facts, held(view)
    if waiting is not None:
        return NextStep(waiting.text, "", waiting.url, why=waiting.why)
    if not facts.identity_established:
        why = _("Het staat nog niet vast wie dit vraagt. Pas daarna kunt u een voorstel indienen.")
        return NextStep(_("Eerst vastleggen wie dit vraagt"), "", url_for(_IDENTITY, case_id=view.case.id), why=why)
    if facts.asker_known and facts.explicit_request_article is None:
        return None
    code = "explicit_request_missing" if facts.asker_known else "authority_not_established"
    why = in_own_words(sentence(code, article=facts.explicit_request_article), client)
    text = _("Vastleggen of dit namens de %(who)s mag", who=client)
    return NextStep(text, "", url_for("cases.authority", case_id=view.case.id), why=why)


def case_tasks(view: CaseView) -> list[Task]:
    """Give what has to be done once for the whole case."""
    tasks = [*_said(view), acknowledgement_task(view), _identity(view)]
    if view.case.channel in ORAL:
        tasks.insert(0, _read_back(view))
    if view.representative is not None:
        tasks.append(_authority(view))
    if any(row.facts.hearing_article is not None for row in view.requests):
        tasks.append(_hearing(view))
    return tasks


def _read_back(view: CaseView) -> Task:
    name, read = _("Voorlezen wat is gevraagd"), view.case.read_back
    if read is not None:
        return Task(name, _("Voorgelezen op %(day)s", day=day(read.read_on)), hint=read.read_by)
    can = Role.CONTACT_PERSON in view.roles
    url = url_for("cases.read_back", case_id=view.case.id) if can else ""
    hint = _("Dit verzoek kwam mondeling. Vraag of klopt wat u opschreef.")
    return Task(name, _("Nog niet vastgelegd"), url, hint=hint, colour=_YELLOW)


def _said(view: CaseView) -> Iterator[Task]:
    """Give what was said at registering of who asks and is still to be recorded."""
    waiting = held(view)
    if waiting is not None:
        yield Task(waiting.text, _("Nog niet vastgelegd"), waiting.url, colour=_YELLOW)


def acknowledgement_task(view: CaseView) -> Task:
    """Give the line about the letter that says that the request came in."""
    name, letter = _("Ontvangst bevestigen"), view.acknowledgement
    if letter is None and view.open_mark is not None:
        return Task(name, _("Kan nog niet"), hint=_("Leg eerst vast wie dit vraagt"))
    if letter is None:
        can = Role.CONTACT_PERSON in view.roles and view.case.closed_on is None
        url = url_for("letters.acknowledgement", case_id=view.case.id) if can else ""
        return Task(name, _("Nog niet gedaan"), url, colour=_BLUE if can else _GREY)
    url = url_for("letters.letter", letter_id=letter.id)
    if letter.dispatch is not None:
        return Task(name, _("Verzonden op %(day)s", day=day(letter.dispatch.posted_on)), url)
    return Task(name, _("Nog niet verzonden"), url, hint=_("Brief %(number)s", number=letter.number), colour=_YELLOW)


def _identity(view: CaseView) -> Task:
    url = url_for("judgement.identity", case_id=view.case.id) if _may(view, Action.CHECK_IDENTITY) else ""
    checks = view.case.identity_checks
    name = _("Vastleggen wie dit vraagt")
    if not checks:
        return Task(name, _("Nog niet gedaan"), url, colour=_BLUE if url else _GREY)
    last = checks[-1]
    if not last.established:
        hint = _("Laatst geprobeerd op %(day)s", day=day(last.checked_on))
        return Task(name, _("Nog niet vastgesteld"), url, hint=hint, colour=_YELLOW)
    return Task(name, _("Vastgesteld op %(day)s", day=day(last.checked_on)), url)


def _authority(view: CaseView) -> Task:
    url = url_for("cases.authority", case_id=view.case.id) if _may(view, Action.CHECK_IDENTITY) else ""
    name, check = _("Vastleggen of dit namens de %(who)s mag", who=called(view.regulation).data_subject), view.authority
    if check is None:
        return Task(name, _("Nog niet gedaan"), url, colour=_BLUE if url else _GREY)
    if not check.established:
        hint = _("Laatst geprobeerd op %(day)s", day=day(check.checked_on))
        return Task(name, _("Nog niet vastgesteld"), url, hint=hint, colour=_YELLOW)
    unseen = [row for row in view.requests if row.facts.explicit_request_article is not None]
    if unseen:
        rights = ", ".join(request_name(row.request) for row in unseen)
        hint = _("%(article)s: het eigen verzoek is nog niet gezien", article=capital(_article(unseen[0])))
        return Task(name, _("Nog niet vastgelegd: %(rights)s", rights=rights), url, hint=hint, colour=_YELLOW)
    return Task(name, _("Vastgesteld op %(day)s", day=day(check.checked_on)), url)


def _article(row: RequestView) -> str:
    return row.facts.explicit_request_article or ""


def optional_hearing_url(view: CaseView) -> str:
    """Give where somebody can be heard although no request asks for it; empty when that is a task, or not possible."""
    required = any(row.facts.hearing_article is not None for row in view.requests)
    if required or not _may(view, Action.HEAR):
        return ""
    return url_for("judgement.hearing", case_id=view.case.id)


def _hearing(view: CaseView) -> Task:
    rows = [row for row in view.requests if row.facts.hearing_article is not None]
    url = url_for("judgement.hearing", case_id=view.case.id) if _may(view, Action.HEAR) else ""
    missing = [request_name(row.request) for row in rows if not row.facts.heard]
    article = rows[0].facts.hearing_article
    name = _("Horen wie de gegevens verzamelde")
    hint = _("%(article)s: zonder dit kan er niet worden besloten", article=capital(article or ""))
    waiting = [one for one in view.tasks if one.kind is TaskKind.HEAR and not one.answers and one.withdrawal is None]
    if waiting:
        who = ", ".join(dict.fromkeys(one.assignee.name for one in waiting))
        day_due = day(min(one.due_on for one in waiting))
        hint = f"{hint}. " + _("Gevraagd aan %(who)s, uiterlijk %(day)s.", who=who, day=day_due)
    if not missing:
        return Task(name, _("Vastgelegd"), url)
    return Task(
        name,
        _("Nog niet vastgelegd: %(rights)s", rights=", ".join(missing)),
        url,
        hint=hint,
        colour=_BLUE if url else _GREY,
    )


def _may(view: CaseView, action: Action) -> bool:
    return any(action in row.actions for row in view.requests)


def request_tasks(view: CaseView, row: RequestView) -> list[Task]:
    """Give the way of one request from proposal to end."""
    return list(_way(view, row))


def _way(view: CaseView, row: RequestView) -> Iterator[Task]:
    ending = row.request.ending
    if ending is not None:
        if ending.letter_id is None:
            yield Task(word(ending.kind), _("Afgesloten op %(day)s", day=day(ending.ended_on)))
            return
        if row.letter is not None and row.letter.dispatch is not None:
            yield _letter(view, row)
        url = url_for("letters.letter", letter_id=ending.letter_id)
        yield Task(word(ending.kind), _("Verzonden op %(day)s", day=day(ending.ended_on)), url)
        return
    if row.facts.must_stop:
        yield _stop(view, row)
    yield _proposal(view, row)
    outcome = row.facts.outcome
    if row.proposal is None or advice_required(outcome, advice_on_grants=view.regulation.advice_on_grants):
        yield _advice(view, row)
    yield _decision(view, row)
    yield _letter(view, row)
    if outcome is not Outcome.REFUSE:
        yield _carrying_out(view, row)


def _proposal(view: CaseView, row: RequestView) -> Task:
    url = _url(view, row, Step.PROPOSE) if Action.PROPOSE in row.actions else ""
    proposal = row.proposal
    if proposal is None:
        return Task(_("Voorstel"), _("Nog niet geschreven"), url, colour=_BLUE if url else _GREY)
    if row.request.status is Status.RETURNED:
        return Task(
            _("Voorstel"),
            _("Moet worden aangepast"),
            url,
            hint=_("Versie %(revision)s", revision=proposal.revision),
            colour=_YELLOW,
        )
    return Task(
        _("Voorstel"),
        _("Versie %(revision)s: %(outcome)s", revision=proposal.revision, outcome=word(proposal.outcome).lower()),
        url,
    )


def _stop(view: CaseView, row: RequestView) -> Task:
    name, stop = _("Gebruik direct stoppen"), row.use_stop
    if stop is not None:
        return Task(name, _("Gestopt op %(day)s", day=day(stop.stopped_on)))
    url = _url(view, row, Step.STOP_USE) if Action.STOP_USE in row.actions else ""
    return Task(name, _("Nu stoppen"), url, colour=_RED)


def _advice(view: CaseView, row: RequestView) -> Task:
    name = _("Advies van de %(who)s", who=role_name(view, Role.FG))
    advice = row.proposal.advice if row.proposal is not None else None
    if row.facts.without_advice:
        return Task(name, _("Niet gegeven"), hint=_("Zonder advies besloten"))
    if advice is not None:
        return Task(name, word(advice.kind), hint=f"{advice.officer.name}, {moment(advice.created_at)}")
    if row.request.status is not Status.AWAITING_ADVICE:
        return Task(name, _("Nog niet aan de beurt"))
    url = _url(view, row, Step.ADVISE) if _ADVISING & row.actions else ""
    hint = row.advice_term and shown_term(row.advice_term, called(view.regulation).adviser_short).asked
    return Task(name, _("Gevraagd"), url, hint=hint or "", colour=_BLUE if url else _GREY)


def _decision(view: CaseView, row: RequestView) -> Task:
    name = _("Besluit van de %(who)s", who=role_name(view, Role.DECIDER))
    if row.decision is not None:
        return Task(name, _("Genomen op %(day)s", day=day(row.decision.decided_on)))
    if Action.GO_WITHOUT_ADVICE in row.actions:
        return Task(name, _("Mag zonder advies"), _url(view, row, Step.DECIDE), colour=_YELLOW)
    if row.request.status is not Status.AWAITING_DECISION:
        return Task(name, _("Nog niet aan de beurt"))
    url = _url(view, row, Step.DECIDE) if _DECIDING & row.actions else ""
    hint = _("Eerst horen wie de gegevens verzamelde") if row.step is Step.HEAR else ""
    return Task(name, _("Gevraagd"), url, hint=hint, colour=_BLUE if url else _GREY)


def _letter(view: CaseView, row: RequestView) -> Task:
    letter = row.letter
    if letter is None:
        url = _url(view, row, Step.ISSUE_LETTER) if Action.ISSUE_LETTER in row.actions else ""
        status = _("Nog niet gemaakt") if row.request.status is Status.DECIDED else _("Nog niet aan de beurt")
        return Task(_("Brief"), status, url, colour=_BLUE if url else "")
    url = url_for("letters.letter", letter_id=letter.id)
    if letter.dispatch is not None:
        return Task(_("Brief"), _("Verzonden op %(day)s", day=day(letter.dispatch.posted_on)), url, hint=letter.number)
    status = _("Nog niet verzonden") if row.facts.letter_final else _("Nog niet definitief")
    return Task(_("Brief"), status, url, hint=letter.number, colour=_YELLOW)


def _carrying_out(view: CaseView, row: RequestView) -> Task:
    done = row.carrying_out
    if done is not None:
        return Task(_("Uitvoering"), _("Gedaan op %(day)s", day=day(done.carried_out_on)))
    if row.request.undone is not None:
        return Task(_("Uitvoering"), _("Niet uitgevoerd"), hint=word(row.request.undone.reason))
    if row.request.status is not Status.ANSWERED:
        return Task(_("Uitvoering"), _("Nog niet aan de beurt"))
    url = _url(view, row, Step.CARRY_OUT) if Action.CARRY_OUT in row.actions else ""
    targets = [duty.target_on for duty in row.duties if duty.done_on is None]
    target = min(targets, default=row.target)
    hint = _("Streefdatum van de organisatie: %(day)s", day=day(target)) if target is not None else ""
    return Task(_("Uitvoering"), _("Nog te doen"), url, hint=hint, colour=_BLUE if url else _GREY)
