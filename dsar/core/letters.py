"""What a letter says, frozen: the one context from which both the preview and the final letter are made."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from dsar.core.fields import NO_FIELDS, Fields
from dsar.core.vocabulary import LegalNature, LetterKind, ObjectionPurpose, Outcome, Right

GRANT_FOR: Mapping[Right, LetterKind] = MappingProxyType(
    {
        Right.INSPECTION: LetterKind.GRANT_INSPECTION,
        Right.COPY: LetterKind.GRANT_COPY,
        Right.CORRECTION: LetterKind.GRANT_CORRECTION,
        Right.SUPPLEMENT: LetterKind.GRANT_CORRECTION,
        Right.ERASURE: LetterKind.GRANT_ERASURE,
        Right.RESTRICTION: LetterKind.GRANT_RESTRICTION,
        Right.OBJECTION: LetterKind.GRANT_OBJECTION,
        Right.PORTABILITY: LetterKind.GRANT_PORTABILITY,
    }
)
GRANTS = frozenset(GRANT_FOR.values())
ANSWERS = GRANTS | {LetterKind.PARTIAL, LetterKind.REFUSAL}  # these answer a request and rest on a decision
WITH_REMEDIES = frozenset(
    {
        LetterKind.PARTIAL,
        LetterKind.REFUSAL,
        LetterKind.NOT_HANDLED,
        LetterKind.EXTENSION_NOTICE,
        LetterKind.COMPLAINT_OUTCOME,
        LetterKind.LATE_ANSWER,
    }
)
# Whoever got no answer in time has no term (UAVG 35(2); Awb 6:12), and a complaint's outcome begins none.
WITHOUT_TERM = frozenset({LetterKind.LATE_ANSWER, LetterKind.COMPLAINT_OUTCOME})


def answer_kind(answered: Sequence[tuple[Right, Outcome]]) -> LetterKind:
    """Give the kind of the one letter that answers these requests; raises IndexError for none.

    One refused part makes the whole letter partial: it gets everything a refusal has. Grants only are named after
    the first.
    """
    outcomes = {outcome for _, outcome in answered}
    if outcomes == {Outcome.REFUSE}:
        return LetterKind.REFUSAL
    return GRANT_FOR[answered[0][0]] if outcomes == {Outcome.GRANT} else LetterKind.PARTIAL


@dataclass(frozen=True, slots=True)
class Letterhead:
    """The sender, as printed; `window` is left or right, `accent` a colour #rrggbb, `logo` a data: address or empty."""

    name: str
    address: tuple[str, ...]
    return_address: str
    telephone: str
    email: str
    website: str
    accent: str
    window: str
    logo: str = ""  # sanitised SVG or PNG; its text alternative is the name


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
    outcome: Outcome | None  # None where the letter does not answer the request
    answer: str  # what is granted and how; empty in a refusal
    appointment: str  # a further word on the appointment for an inspection; may be empty
    parts: tuple[LetterPart, ...]
    duties: tuple[str, ...]  # what the regulation has the organisation tell, as sentences
    duty_articles: tuple[str, ...] = ()  # where the regulation asks for those duties, or for stopping at once
    statement_article: str = ""  # where the regulation gives a right to add a statement; empty where it does not
    copy_enclosed: bool = False  # the duty to give a copy of the corrected data: it comes with this letter
    fields: Fields = NO_FIELDS  # what was filled in for a grant: `core.placeholders.GRANTED`
    regulation_by: dt.date | None = None  # until when the regulation promises an answer; None: it sets no term
    promise_article: str = ""  # where the regulation promises that; empty where the law's date comes first
    law_by: dt.date | None = None  # until when GDPR 12(3) lets the answer wait, without an extension
    extended_until: dt.date | None = None  # in an extension notice: the date after extension (GDPR 12(3))
    waits: bool = False  # whether the answer's date moves while the organisation waits for the client


@dataclass(frozen=True, slots=True)
class OtherRequest:
    """A request of the same case that the letter does not answer: it gets a letter of its own."""

    right: Right
    purpose: ObjectionPurpose | None


@dataclass(frozen=True, slots=True)
class Remedies:
    """What the data subject can do against a refusal (UAVG 34, 35, 36; AVG 77)."""

    nature: LegalNature
    until: dt.date  # six weeks counted from the letter's own date
    complaint: tuple[str, ...]  # the organisation's own route, as sentences
    complaint_articles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Replaces:
    """The earlier letter that this one corrects; the earlier one stays as it was."""

    number: str
    date: dt.date
    reason: str  # what was wrong, for the reader


@dataclass(frozen=True, slots=True)
class LetterContext:
    """Everything a letter prints; nothing is looked up while it is rendered."""

    kind: LetterKind
    language: str  # a folder of templates/letters: "nl", "en"
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
    remedies: Remedies | None  # in a letter that can be contested: `WITH_REMEDIES`
    fields: Fields = NO_FIELDS  # what was filled in for a composed letter: `core.placeholders.COMPOSED`
    subject_name: str = ""  # the data subject, where the letter goes to somebody else
    died: bool = False  # the data subject died, and the letter goes to whoever asks about them
    acted_by: str = ""  # who acts for the data subject, where the letter goes to the data subject all the same
    replaces: Replaces | None = None
    others: tuple[OtherRequest, ...] = ()  # beside an answer: what has none yet
    untranslated: tuple[str, ...] = ()  # Dutch texts of the regulation that have no translation yet
