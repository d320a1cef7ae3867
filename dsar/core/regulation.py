"""The shape of an organisation's privacy regulation: what differs between organisations is a field here.

An `article` is a whole citation, to which "van het" and the regulation's title can follow: "artikel 9.3", or
"onderdeel ‘Bewaartermijn’" where the text has no numbers.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from dsar.core.vocabulary import STOP_AT_ONCE, DispatchWay, LegalNature, ObjectionPurpose, Right, Role


class Calendar(StrEnum):
    """Which days a term may not end on."""

    NONE = "none"  # a promise: ends on the day itself
    EU1182_NL = "eu1182-nl"  # Regulation 1182/71 art. 3(4) with Dutch public holidays and Good Friday
    ATW = "atw"  # Algemene termijnenwet art. 1 and 3


class Unit(StrEnum):
    """The unit of a term."""

    DAYS = "d"
    WEEKS = "w"
    MONTHS = "m"


@dataclass(frozen=True, slots=True)
class Period:
    """A length of time as a rule writes it: 2w, 4w, 1m, 3m."""

    count: int
    unit: Unit

    @classmethod
    def parse(cls, text: str) -> "Period":
        """Read "4w"; raises ValueError for anything that is not 1 to 999 followed by d, w or m."""
        match = re.fullmatch(r"([1-9][0-9]{0,2})([dwm])", text)
        if match is None:
            raise ValueError(text)
        return cls(int(match[1]), Unit(match[2]))

    def __str__(self) -> str:
        return f"{self.count}{self.unit}"


class Binds(StrEnum):
    """What must have happened when the term ends."""

    RESPOND = "respond"  # the data subject has been told, in writing
    FULFIL = "fulfil"  # the inspection was held, the copy handed over, the data are gone


class PauseReason(StrEnum):
    """The closed list of lawful reasons for a pause (EDPB Guidelines 01/2022)."""

    IDENTITY = "identity"  # GDPR 12(6)
    CLARIFICATION = "clarification"  # recital 63, inspection and copy only


@dataclass(frozen=True, slots=True)
class Term:
    """The regulation's own term for one right."""

    period: Period
    binds: Binds
    calendar: Calendar
    article: str
    paused_by: frozenset[PauseReason]


@dataclass(frozen=True, slots=True)
class GroundRule:
    """A ground that the regulation gives for refusing one or more rights; `code` is one of `core.grounds`."""

    code: str
    rights: frozenset[Right]
    article: str
    summary: str  # the regulation's ground in our own plain Dutch words


@dataclass(frozen=True, slots=True)
class HearingRule:
    """Whoever collected the data is heard before a decision on these rights."""

    rights: frozenset[Right]
    article: str


@dataclass(frozen=True, slots=True)
class Duty:
    """Something the regulation asks for when a positive decision on a right is carried out."""

    code: str
    rights: frozenset[Right]
    article: str
    text: str  # Dutch, an instruction to staff
    letter_text: str  # Dutch, what the letter tells the data subject; may be empty


COPY_OF_CORRECTED_DATA = "copy_of_corrected_data"  # the duty to give the client a copy after a correction

ERASURE_DECLARATION = "erasure_declaration"  # the duty to keep in the record that data were erased on request
RECIPIENTS_TOLD = "recipients_told"  # the duty of GDPR 19
DATA_RETURNED = "data_returned"  # the duty to give data back after the support, where that is wanted
MAIL_DELETED = "third_party_mail_deleted"  # the duty to keep what others mailed elsewhere, and delete the mail

STATUTORY_DUTIES = (  # what the law asks of every organisation
    Duty(
        code=RECIPIENTS_TOLD,
        rights=frozenset({Right.CORRECTION, Right.ERASURE, Right.RESTRICTION}),
        article="AVG 19",
        text=(
            "Laat iedereen die deze gegevens van ons kreeg weten wat er is veranderd. "
            "Kan dat niet, of kost het te veel moeite? Schrijf dan op waarom."
        ),
        letter_text="",  # the letter says so with the right itself
    ),
    Duty(
        code="statement_added",
        rights=frozenset({Right.SUPPLEMENT}),
        article="AVG 16",
        text="Voeg de verklaring toe aan het dossier, bij de gegevens waar zij over gaat.",
        letter_text="Wij zetten uw verklaring in uw dossier.",
    ),
)


@dataclass(frozen=True, slots=True)
class LawWarning:
    """Where the law has overtaken the regulation, or where the regulation asks for more than the law allows."""

    code: str
    rights: frozenset[Right]  # the rights for which staff must see it
    article: str
    regulation_says: str
    law_says: str
    law: str  # the articles that replaced it


@dataclass(frozen=True, slots=True)
class ComplaintRoute:
    """Where a data subject can complain with the organisation itself."""

    text: str  # Dutch, a full sentence for the letter
    article: str


@dataclass(frozen=True, slots=True)
class RetentionRule:
    """How long the regulation keeps personal data; `period` is None where the text leaves it open."""

    subject: str  # Dutch: what is kept
    years: int | None
    counted_from: str  # Dutch: from when
    article: str


@dataclass(frozen=True, slots=True)
class IdentityRule:
    """What the regulation says about showing who one is."""

    rights: frozenset[Right]
    article: str
    text: str  # Dutch, for staff


@dataclass(frozen=True, slots=True)
class Words:
    """What the regulation calls people; each is a Dutch noun, lower case."""

    data_subject: str  # cliënt, deelnemer, geregistreerde, betrokkene
    data_subjects: str  # plural
    receiver: str  # contactpersoon, teamleider, beheerder
    controller: str  # verantwoordelijke, houder, stichting
    decider: str  # verantwoordelijke, directeur, beheerder
    decides_as: str  # how the decider signs: "namens de houder"
    adviser: str  # functionaris voor gegevensbescherming, or privacytoetser where none is designated
    adviser_short: str  # FG, or privacytoetser


@dataclass(frozen=True, slots=True)
class Officer:
    """The data protection officer that the regulation names, if it names one."""

    name: str
    number: str
    article: str


@dataclass(frozen=True, slots=True)
class Receiver:
    """Who takes in a request, for which rights, by which article."""

    rights: frozenset[Right]
    who: str
    article: str


@dataclass(frozen=True, slots=True)
class OrganisationDetails:
    """What a new organisation starts with; an administrator can change it later."""

    name: str
    reference_prefix: str  # letters of its case references: WPR
    address: tuple[str, ...]  # letterhead, street or box, then postcode and place
    return_address: str  # one line above the window
    telephone: str
    email: str
    website: str
    legal_nature: LegalNature | None  # None: must be chosen before a refusal can be final
    posting_days: int  # working days
    carry_out_days: int  # working days, the target for carrying out a positive decision
    window: str  # "left" or "right"
    accent: str  # "#rrggbb", the letterhead's colour
    password_months: int | None = None  # for which a password of its staff counts; None: without an end


@dataclass(frozen=True, slots=True)
class Regulation:
    """One version of one organisation's regulation; it never changes once a case rests on it."""

    organisation: str  # slug
    version: str
    effective_from: date
    effective_until: date | None  # last day it applies to; None while it is the newest
    title: str
    text_dated: str
    details: OrganisationDetails
    words: Words
    officer: Officer | None
    articles: Mapping[Right, str]  # where the regulation grants the right; empty string: by the AVG only
    terms: Mapping[Right, Term]  # rights without an entry have no term of their own
    stop_articles: Mapping[str, str]  # objection purpose -> article, where the regulation itself says stop at once
    objection_purposes: frozenset[ObjectionPurpose]  # what the article on objection is about; empty: see `article_for`
    receivers: tuple[Receiver, ...]
    decided_by: str
    decided_by_article: str
    decider_may_be_author: bool
    advice_on_grants: bool
    advice_article: str  # empty: the organisation's own choice
    hearing: HearingRule | None
    identity: tuple[IdentityRule, ...]
    representation: tuple[IdentityRule, ...]
    grounds: tuple[GroundRule, ...]
    unrefusable: Mapping[Right, str]  # right -> article that knows no refusal
    explicit_requests: Mapping[Right, str]  # right -> article by which a mandatary shows the person's own request
    reasons_articles: Mapping[Right, str]  # where the regulation itself asks for reasons when a right is refused
    duties: tuple[Duty, ...]
    complaint_routes: tuple[ComplaintRoute, ...]
    retention: tuple[RetentionRule, ...]
    letter_ways: frozenset[DispatchWay]
    email_with_personal_data: bool  # False: never by mail
    warnings: tuple[LawWarning, ...]
    roles_named: Mapping[Role, str]  # what the regulation's people are called on the screens

    def warnings_for(self, right: Right) -> tuple[LawWarning, ...]:
        """Give the warnings that staff handling this right must see."""
        return tuple(warning for warning in self.warnings if right in warning.rights)

    def grounds_for(self, right: Right) -> tuple[GroundRule, ...]:
        """Give the grounds that the regulation knows for refusing this right."""
        return tuple(ground for ground in self.grounds if right in ground.rights)

    def article_for(self, right: Right, purpose: ObjectionPurpose | None) -> str:
        """Give the article that grants a right; empty where only the GDPR does.

        The article on objection is about the purposes that the regulation names (AanZien 10.2). Where it names none, it
        is about those that stop the use at once (ZaZ 5, Westendorp 10.1); without such a rule, about the others. No
        article is about consent that is withdrawn.
        """
        others = frozenset(ObjectionPurpose) - STOP_AT_ONCE - {ObjectionPurpose.CONSENT}
        stops = STOP_AT_ONCE if self.stop_articles else others
        if right is Right.OBJECTION and purpose not in (self.objection_purposes or stops):
            return ""
        return self.articles.get(right, "")

    def duties_for(self, right: Right) -> tuple[Duty, ...]:
        """Give what must be confirmed when a positive decision on this right is carried out, the law's duties last.

        Where the regulation has the same duty itself, the regulation's entry stands for both.
        """
        own = tuple(duty for duty in self.duties if right in duty.rights)
        codes = {duty.code for duty in own}
        by_law = tuple(duty for duty in STATUTORY_DUTIES if right in duty.rights and duty.code not in codes)
        return (*own, *by_law)

    def reasons_article(self, right: Right) -> str:
        """Give the article that asks for reasons when this right is refused; empty: only GDPR 12(4) does."""
        return self.reasons_articles.get(right, "")

    def hearing_article(self, right: Right) -> str | None:
        """Give the article that asks for a hearing before a decision on this right, or None."""
        return self.hearing.article if self.hearing is not None and right in self.hearing.rights else None
