"""Builds the frozen context of a letter from its plan and its case; preview and final letter share it."""

from collections.abc import Callable
from datetime import date

from sqlalchemy.orm import Session

from dsar.core.deadlines import remedy_until
from dsar.core.letters import ANSWERS, WITH_REMEDIES, LetterContext, Letterhead, OtherRequest, Remedies
from dsar.core.regulation import Regulation
from dsar.core.vocabulary import LetterKind, Role
from dsar.letters import LetterWords, words
from dsar.models import Case, Deceased, Organisation, Party, Representative, User
from dsar.queries.deputies import handler_of
from dsar.queries.regulations import regulation_of
from dsar.queries.representation import reader_of, representative_of
from dsar.regulations import Catalogue
from dsar.services.languages import HOUSE_LANGUAGE
from dsar.services.letter_plan import LetterPlan
from dsar.services.letter_request import letter_request
from dsar.services.translating import Translator
from dsar.wording.people import full_name, place_line, window_lines

_WINDOW = 46  # characters on a line of 70 mm
# A contact person writes for the whole organisation: somebody is kept waiting, or gets no answer.
_ON_BEHALF = frozenset({LetterKind.EXTENSION_NOTICE, LetterKind.NOT_HANDLED, LetterKind.DECEASED_ANSWER})


def letter_context(session: Session, catalogue: Catalogue, case: Case, plan: LetterPlan) -> LetterContext:
    """Give the context; without a number it is a preview and says so on every page."""
    regulation = regulation_of(session, case.regulation_version_id)
    subject = case.parties[0]
    reader = reader_of(case, plan.dated)
    handler = handler_of(session, case, plan.dated)
    to_recipient = plan.kind is LetterKind.RECIPIENT_NOTICE  # an organisation, whatever the data subject reads
    died = isinstance(reader, Deceased) and not to_recipient
    language = words(HOUSE_LANGUAGE if to_recipient else subject.language)
    translate = Translator(catalogue, regulation.organisation, language.language)
    return LetterContext(
        kind=plan.kind,
        language=language.language,
        large_print=subject.large_print and not to_recipient,
        concept=not plan.number,
        letterhead=_letterhead(case.organisation),
        addressee=_recipient(plan) if to_recipient else addressee(case, plan.dated),
        salutation=_salutation(language, reader or subject, to_recipient),
        date=plan.dated,
        reference=case.reference,
        number=plan.number,
        received_on=case.received_on,
        data_subject_word=translate(regulation.words.data_subject),
        contact_name=handler.name,
        contact_telephone=handler.telephone or case.organisation.telephone,
        signatory_name=_signatory(handler, plan, language),
        signatory_capacity=_capacity(case, regulation, plan, language, translate),
        officer=_officer(regulation, language, translate),
        regulation_title=regulation.title,
        requests=tuple(letter_request(case, regulation, plan, request, translate) for request in plan.requests),
        remedies=None if died else _remedies(case.organisation, regulation, plan, translate),
        fields=plan.fields,
        subject_name=full_name(subject.initials, subject.name_prefix, subject.last_name)
        if to_recipient or reader is not None
        else "",
        died=died,
        acted_by="" if to_recipient or reader is not None else _acts(case),
        replaces=plan.replaces,
        others=_others(case, plan),
        untranslated=translate.untranslated,  # last: every text has been asked for by now
    )


def addressee(case: Case, day: date) -> tuple[str, ...]:
    """Give the lines for the window of a letter of this day, at most five: who acts for the data subject, or they."""
    reader, own = reader_of(case, day) or case.parties[0], words(case.parties[0].language)
    name = own.address_name(reader.salutation, reader.initials, reader.name_prefix, reader.last_name)
    place = place_line(reader.postcode, reader.city)
    lines = (*window_lines(name, _WINDOW), reader.street, place, reader.country.upper())
    return tuple(line for line in lines if line)


def _acts(case: Case) -> str:
    """Name who acts for the data subject now; empty when nobody does."""
    found = representative_of(case)
    return full_name(found.initials, found.name_prefix, found.last_name) if found is not None else ""


def _others(case: Case, plan: LetterPlan) -> tuple[OtherRequest, ...]:
    """Give what else the client asked and has no answer yet: a letter about one right is not silent of the rest."""
    if plan.kind not in ANSWERS:
        return ()
    answered = {request.id for request in plan.requests}
    open_ones = (one for one in case.requests if one.id not in answered and one.answered_on is None)
    return tuple(OtherRequest(one.right, one.purpose) for one in open_ones)


def _recipient(plan: LetterPlan) -> tuple[str, ...]:
    lines = plan.fields["recipient"]
    return tuple(line for line in lines if isinstance(line, str)) if isinstance(lines, tuple) else ()


def _salutation(language: LetterWords, reader: Party | Representative | Deceased, to_recipient: bool) -> str:
    if to_recipient:
        return language.salutation("", "", "")
    return language.salutation(reader.salutation, reader.name_prefix, reader.last_name)


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
        logo=organisation.logo,
    )


def _signatory(handler: User, plan: LetterPlan, language: LetterWords) -> str:
    """Name whoever decided, each once; a letter that rests on no decision is the contact person's."""
    if not plan.answers:
        return handler.name
    deciders = dict.fromkeys(answer.decider for answer in plan.answers.values() if answer.decider)
    return ", ".join(deciders) or ("" if plan.number else language.people.undecided)


def _capacity(
    case: Case, regulation: Regulation, plan: LetterPlan, language: LetterWords, translate: Callable[[str], str]
) -> str:
    if plan.answers:
        return translate(regulation.words.decides_as)
    role = translate(regulation.roles_named[Role.CONTACT_PERSON])
    if plan.kind not in _ON_BEHALF:
        return role
    return f"{role}, {language.on_behalf(translate(regulation.words.decides_as), case.organisation.name)}"


def _officer(regulation: Regulation, language: LetterWords, translate: Callable[[str], str]) -> str:
    if regulation.officer is None:
        return ""
    return language.officer(regulation.officer.name, translate(regulation.words.adviser), regulation.officer.number)


def _remedies(
    organisation: Organisation, regulation: Regulation, plan: LetterPlan, translate: Callable[[str], str]
) -> Remedies | None:
    if plan.kind not in WITH_REMEDIES or organisation.legal_nature is None:
        return None
    return Remedies(
        nature=organisation.legal_nature,
        until=remedy_until(plan.dated),
        complaint=tuple(translate(route.text) for route in regulation.complaint_routes),
        complaint_articles=tuple(translate(route.article) for route in regulation.complaint_routes),
    )
