"""Builds the frozen context of a letter from what stands in the case; preview and final letter share it."""

from datetime import date

from sqlalchemy.orm import Session

from dsar.core.deadlines import derive, remedy_until
from dsar.core.grounds import LEGAL_GROUNDS
from dsar.core.letters import LetterContext, Letterhead, LetterPart, LetterRequest, Remedies
from dsar.core.regulation import Regulation
from dsar.core.rights import RIGHT_ARTICLES
from dsar.core.vocabulary import LetterKind, Outcome, Role
from dsar.models import Case, Organisation, Party, Proposal, ProposalPart, Request
from dsar.queries.lookups import newest_proposal
from dsar.services.printable import printable
from dsar.wording.people import address_name, place_line, salutation_line, window_lines

_WINDOW = 46  # characters on a line of 70 mm


def letter_context(
    session: Session,
    case: Case,
    regulation: Regulation,
    kind: LetterKind,
    requests: tuple[Request, ...],
    *,
    dated: date,
    number: str = "",
) -> LetterContext:
    """Give the context; without a number it is a preview and says so on every page."""
    subject = case.parties[0]
    signatory = _signatory(session, case, requests, kind)
    return LetterContext(
        kind=kind,
        language="nl",
        large_print=subject.large_print,
        concept=not number,
        letterhead=_letterhead(case.organisation),
        addressee=addressee(subject),
        salutation=salutation_line(subject.salutation, subject.name_prefix, subject.last_name),
        date=dated,
        reference=case.reference,
        number=number,
        received_on=case.received_on,
        data_subject_word=regulation.words.data_subject,
        contact_name=case.owner.name,
        contact_telephone=case.owner.telephone or case.organisation.telephone,
        signatory_name=signatory,
        signatory_capacity=_capacity(regulation, kind),
        officer=_officer(regulation),
        regulation_title=regulation.title,
        requests=tuple(_request(session, case, regulation, request, kind) for request in requests),
        remedies=_remedies(case.organisation, regulation, kind, dated),
    )


def addressee(subject: Party) -> tuple[str, ...]:
    """Give the lines for the window, at most five."""
    name = address_name(subject.salutation, subject.initials, subject.name_prefix, subject.last_name)
    place = place_line(subject.postcode, subject.city)
    lines = (*window_lines(name, _WINDOW), subject.street, place, subject.country.upper())
    return tuple(line for line in lines if line)


def _letterhead(organisation: Organisation) -> Letterhead:
    return Letterhead(
        name=organisation.name,
        address=tuple(organisation.address.splitlines()),
        return_address=organisation.return_address,
        telephone=organisation.telephone,
        email=organisation.email,
        website=organisation.website,
        accent=organisation.accent,
        window=organisation.window_side,
    )


def _signatory(session: Session, case: Case, requests: tuple[Request, ...], kind: LetterKind) -> str:
    if kind is LetterKind.ACKNOWLEDGEMENT:
        return case.owner.name
    for request in requests:
        proposal = newest_proposal(session, request.id)
        if proposal is not None and proposal.decision is not None:
            return proposal.decision.decider.name
    return ""


def _capacity(regulation: Regulation, kind: LetterKind) -> str:
    if kind is LetterKind.ACKNOWLEDGEMENT:
        return regulation.roles_named[Role.CONTACT_PERSON]
    return regulation.words.decides_as


def _officer(regulation: Regulation) -> str:
    if regulation.officer is None:
        return ""
    return f"{regulation.officer.name}, {regulation.words.adviser}, nummer {regulation.officer.number}"


def _remedies(organisation: Organisation, regulation: Regulation, kind: LetterKind, dated: date) -> Remedies | None:
    if kind not in {LetterKind.REFUSAL, LetterKind.PARTIAL} or organisation.legal_nature is None:
        return None
    return Remedies(
        nature=organisation.legal_nature,
        until=remedy_until(dated),
        complaint=tuple(route.text for route in regulation.complaint_routes),
        complaint_articles=tuple(route.article for route in regulation.complaint_routes),
    )


def _request(session: Session, case: Case, regulation: Regulation, request: Request, kind: LetterKind) -> LetterRequest:
    proposal = newest_proposal(session, request.id) if kind is not LetterKind.ACKNOWLEDGEMENT else None
    deadlines = derive(
        regulation,
        request.right,
        case.received_on,
        purpose=request.purpose,
        posting_days=case.organisation.posting_days,
    )
    return LetterRequest(
        right=request.right,
        purpose=request.purpose,
        regulation_article=regulation.articles.get(request.right, ""),
        law=RIGHT_ARTICLES[request.right],
        reasons_article=regulation.reasons_article(request.right),
        client_words=printable(request.client_words),
        respond_by=deadlines.respond.governing,
        outcome=proposal.outcome if proposal is not None else None,
        answer=proposal.answer if proposal is not None else "",
        appointment=proposal.appointment if proposal is not None else "",
        parts=tuple(_part(part) for part in proposal.parts) if proposal is not None else (),
        duties=_duties(regulation, request, proposal),
    )


def _duties(regulation: Regulation, request: Request, proposal: Proposal | None) -> tuple[str, ...]:
    if proposal is None or proposal.outcome is Outcome.REFUSE:
        return ()
    return tuple(duty.letter_text for duty in regulation.duties_for(request.right) if duty.letter_text)


def _part(part: ProposalPart) -> LetterPart:
    legal = LEGAL_GROUNDS.get(part.ground)
    return LetterPart(
        what=part.what,
        outcome=part.outcome,
        ground=part.ground,
        regulation_article=part.regulation_article,
        law=part.law,
        facts=part.facts,
        weighing=part.weighing,
        statute=part.statute,
        keep_until=part.keep_until,
        alternative=part.alternative,
        offers_statement=legal is not None and legal.offers_statement,
    )
