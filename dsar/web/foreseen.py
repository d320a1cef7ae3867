"""What a step that cannot be undone will do, as sentences for the page to check."""

from collections.abc import Iterator

from dsar.core.foresight import Foreseen
from dsar.core.progress import open_date
from dsar.core.vocabulary import LetterKind
from dsar.core.workflow import WITHOUT_DECISION, Status
from dsar.language import gettext as _
from dsar.queries.case_view import CaseView, Letter, RequestView
from dsar.queries.foresight import PostingForeseen, TogetherForeseen
from dsar.web.extending import extended_dates
from dsar.web.filters import capital, request_name, weekday_day


def after_posting(view: CaseView, foreseen: PostingForeseen) -> list[str]:
    """Say what it does that a letter left: to the term that it prints, to each request, and to the case."""
    after = list(_clock(view, foreseen)) or [_case(foreseen.requests)]
    return [*_term(foreseen), *_requests(view, foreseen.requests), *after]


def after_posting_together(together: TogetherForeseen, letter_id: int) -> list[str]:
    """Say what one of several letters that leave at once does to the term that it prints and to each request."""
    foreseen = together.letters[letter_id]
    said = [*_term(foreseen), *_requests(together.view, foreseen.requests), *_clock(together.view, foreseen)]
    return said or [_("Met deze brief is geen verzoek afgerond.")]


def after_voiding(letter: Letter, *, draft: bool) -> list[str]:
    """Say what it does that a letter is given up: to its number, to the letter and to the draft that it came from."""
    return [
        _("Het nummer %(number)s blijft bestaan, met uw reden. Geen andere brief krijgt het.", number=letter.number),
        _("Deze brief kan niet meer worden verzonden. U kunt een nieuwe maken, met een nieuw nummer."),
        *([_("U kunt weer verder met het concept waarvan de brief is gemaakt.")] if draft else []),
    ]


def after_carrying_out(view: CaseView, foreseen: Foreseen) -> list[str]:
    """Say what it does that what was granted has been done: to the request and to the case."""
    names = [capital(request_name(row.request)) for row in view.requests if row.request.id in foreseen.moves]
    return [*(_("%(right)s: dit verzoek is dan afgerond.", right=name) for name in names), _case(foreseen)]


def _term(foreseen: PostingForeseen) -> Iterator[str]:
    if foreseen.term_until is not None:
        last = weekday_day(foreseen.term_until)
        yield _("De termijn van zes weken in de brief loopt tot en met %(day)s.", day=last)


def _requests(view: CaseView, foreseen: Foreseen) -> Iterator[str]:
    for row in view.requests:
        status = foreseen.moves.get(row.request.id)
        name = capital(request_name(row.request))
        if status is not None and row.request.status is Status.ANSWERED:
            yield _("%(right)s: dit verzoek eindigt dan. Wat is toegewezen, voert u niet meer uit.", right=name)
        elif status is not None and foreseen.action in WITHOUT_DECISION:
            yield _("%(right)s: dit verzoek eindigt dan zonder besluit.", right=name)
        elif status is Status.CLOSED:
            yield _("%(right)s: dit verzoek is dan beantwoord en afgerond. U hoeft niets uit te voeren.", right=name)
        elif status is not None:
            yield _granted(row, name)


def _granted(row: RequestView, name: str) -> str:
    due = open_date(row.deadlines, Status.ANSWERED, row.facts.outcome, use_stopped=row.facts.use_stopped)
    answered = _("%(right)s: dit verzoek is dan beantwoord. Daarna voert u uit wat is toegewezen.", right=name)
    if due is None:
        return answered
    until = _("Doe dat uiterlijk op %(day)s.", day=weekday_day(due))
    return f"{answered} {until}"


def _clock(view: CaseView, foreseen: PostingForeseen) -> Iterator[str]:
    if foreseen.moves_clock is LetterKind.EXTENSION_NOTICE:
        yield _("De termijn is dan verlengd. Dat kan maar één keer.")
        yield from extended_dates(view, (row for row in view.requests if row.request.id in foreseen.about))
    elif foreseen.moves_clock is not None:
        yield _("De termijn kan dan stilstaan tot er antwoord is. Het antwoord legt u vast op de pagina van de zaak.")


def _case(foreseen: Foreseen) -> str:
    if foreseen.closes:
        return _("Alle verzoeken in deze zaak zijn dan afgerond. De zaak sluit.")
    if foreseen.moves:
        return _("De zaak blijft open.")
    return _("Met deze brief is geen verzoek afgerond.")
