"""What a letter says, frozen: the one context from which both the preview and the final letter are made."""

import datetime as dt
from dataclasses import dataclass

from dsar.core.vocabulary import LegalNature, LetterKind, ObjectionPurpose, Outcome, Right


@dataclass(frozen=True, slots=True)
class Letterhead:
    """The sender, as printed; `window` is left or right, `accent` a colour #rrggbb."""

    name: str
    address: tuple[str, ...]
    return_address: str
    telephone: str
    email: str
    website: str
    accent: str
    window: str


@dataclass(frozen=True, slots=True)
class LetterPart:
    """One part of a request with its own outcome; a refused part has a ground and its facts."""

    what: str
    outcome: Outcome
    ground: str  # a code of core.grounds; empty for a granted part
    regulation_article: str  # with the regulation's name, as the letter cites it; empty where it rests on the AVG only
    law: str
    facts: str
    weighing: str
    statute: str  # the law that requires keeping
    keep_until: dt.date | None
    alternative: str  # what the data subject can still get
    offers_statement: bool


@dataclass(frozen=True, slots=True)
class LetterRequest:
    """One request as the letter answers it."""

    right: Right
    purpose: ObjectionPurpose | None
    regulation_article: str  # where the regulation grants the right; empty where only the AVG does
    law: str  # the AVG article of the right
    reasons_article: str  # where the regulation asks for the reasons of a refusal; empty where only the AVG does
    client_words: str  # may be empty
    respond_by: dt.date
    outcome: Outcome | None  # None in an acknowledgement
    answer: str  # what is granted and how; empty in a refusal
    appointment: str  # day, place and who is there, for an inspection; may be empty
    parts: tuple[LetterPart, ...]
    duties: tuple[str, ...]  # what the regulation has the organisation tell, as sentences


@dataclass(frozen=True, slots=True)
class Remedies:
    """What the data subject can do against a refusal (UAVG 34, 35, 36; AVG 77)."""

    nature: LegalNature
    until: dt.date  # six weeks counted from the letter's own date
    complaint: tuple[str, ...]  # the organisation's own route, as sentences
    complaint_articles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LetterContext:
    """Everything a letter prints; nothing is looked up while it is rendered."""

    kind: LetterKind
    language: str  # "nl"
    large_print: bool
    concept: bool  # a preview says so on every page
    letterhead: Letterhead
    addressee: tuple[str, ...]  # at most five lines
    salutation: str
    date: dt.date
    reference: str
    number: str  # the letter's own number; empty in a preview
    received_on: dt.date
    data_subject_word: str  # cliënt, deelnemer, geregistreerde
    contact_name: str
    contact_telephone: str
    signatory_name: str
    signatory_capacity: str  # who decided and in what capacity
    officer: str  # the data protection officer in one line; empty where none is designated
    regulation_title: str
    requests: tuple[LetterRequest, ...]
    remedies: Remedies | None  # in a refusal and a partial grant
