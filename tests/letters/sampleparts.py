"""Writes one sample letter: the regulation's data, the law and the invented texts put together."""

import tomllib
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from dsar.core.deadlines import Deadlines, derive, remedy_until
from dsar.core.fields import NO_FIELDS, Fields
from dsar.core.grounds import LEGAL_GROUNDS
from dsar.core.letters import WITH_REMEDIES, LetterContext, Letterhead, LetterPart, LetterRequest, Remedies
from dsar.core.placeholders import COMPOSED, GRANTED, relevant
from dsar.core.regulation import COPY_OF_CORRECTED_DATA, PauseReason, Regulation
from dsar.core.rights import RIGHT_ARTICLES
from dsar.core.vocabulary import LegalNature, LetterKind, ObjectionPurpose, Outcome, Right, Role
from dsar.letters import words
from dsar.regulations import Catalogue, load_catalogue
from dsar.services.letter_request import moves_with, promise_article
from tests.letters.samplepeople import PEOPLE, addressee, salutation

RECEIVED = date(2026, 11, 2)
_ANSWERED = date(2026, 11, 12)
DATED = {  # the day on which each kind of letter is sent; answers on _ANSWERED
    LetterKind.ACKNOWLEDGEMENT: date(2026, 11, 3),
    LetterKind.IDENTITY_REQUEST: date(2026, 11, 5),
    LetterKind.CLARIFICATION_REQUEST: date(2026, 11, 5),
    LetterKind.FORWARDED: date(2026, 11, 4),
    LetterKind.GRANT_INSPECTION: date(2026, 11, 6),  # in time for its appointment
    LetterKind.EXTENSION_NOTICE: date(2026, 11, 24),
    LetterKind.NOT_HANDLED: date(2026, 11, 30),
    LetterKind.LATE_ANSWER: date(2026, 12, 3),
    LetterKind.COMPLAINT_OUTCOME: date(2026, 12, 15),
    LetterKind.RESTRICTION_LIFTED: date(2027, 1, 11),
}
_BY_CONTACT = frozenset(
    {
        LetterKind.ACKNOWLEDGEMENT,
        LetterKind.IDENTITY_REQUEST,
        LetterKind.CLARIFICATION_REQUEST,
        LetterKind.FORWARDED,
        LetterKind.WITHDRAWAL_CONFIRMATION,
        LetterKind.RECONSIDER_OFFER,
    }
)
_WAITING = {
    LetterKind.IDENTITY_REQUEST: PauseReason.IDENTITY,
    LetterKind.CLARIFICATION_REQUEST: PauseReason.CLARIFICATION,
}
_DIED = "C. Voorbeeld"
_TO_SOMEBODY_ELSE = {"nl": "Geachte heer/mevrouw", "en": "Dear Sir or Madam"}


@cache
def _catalogue() -> Catalogue:
    return load_catalogue()


@cache
def sample_texts(language: str) -> dict[str, Any]:
    """Read what was filled in for the samples of a language."""
    path = Path(__file__).with_name("sampletexts") / f"{language}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


def field_values(raw: Mapping[str, Any]) -> dict[str, Any]:
    """Give values as Fields takes them: lists become tuples."""
    return {name: _frozen(value) for name, value in raw.items()}


def _frozen(value: Any) -> Any:
    return tuple(_frozen(item) for item in value) if isinstance(value, list) else value


class Writer:
    """Writes the letters of one organisation in one language."""

    def __init__(self, organisation: str, language: str) -> None:
        self.language = language
        self.texts = sample_texts(language)
        self.regulation: Regulation = _catalogue().newest(organisation)
        self.cast = PEOPLE[organisation]
        self._translations = _catalogue().translations(organisation, language)

    def letter(self, kind: LetterKind, requests: tuple[LetterRequest, ...]) -> LetterContext:
        """Give a letter of this kind about these requests."""
        regulation, cast, language = self.regulation, self.cast, self.language
        dated = DATED.get(kind, _ANSWERED)
        fields = self.relevant(kind, Fields.of(self.composed_values(kind)))
        elsewhere = kind is LetterKind.RECIPIENT_NOTICE
        by_contact = kind in _BY_CONTACT
        prefix = regulation.details.reference_prefix
        return LetterContext(
            kind=kind,
            language=language,
            large_print=False,
            concept=False,
            letterhead=letterhead(regulation),
            addressee=_frozen(self.texts["composed"][kind]["recipient"]) if elsewhere else addressee(cast, language),
            salutation=_TO_SOMEBODY_ELSE[language] if elsewhere else salutation(cast, language),
            date=dated,
            reference=f"{prefix}-2026-0012",
            number=f"{prefix}-B2026-0031",
            received_on=RECEIVED,
            data_subject_word=self._printed(regulation.words.data_subject),
            contact_name=cast.contact,
            contact_telephone=cast.telephone,
            signatory_name=cast.contact if by_contact else cast.decider,
            signatory_capacity=self._printed(
                regulation.roles_named[Role.CONTACT_PERSON] if by_contact else regulation.words.decides_as
            ),
            officer=self._officer(),
            regulation_title=regulation.title,
            requests=requests,
            remedies=self._remedies(dated) if kind in WITH_REMEDIES else None,
            fields=fields,
            subject_name=cast.name if elsewhere else _DIED if kind is LetterKind.DECEASED_ANSWER else "",
        )

    def composed_values(self, kind: LetterKind) -> dict[str, Any]:
        """Give what was filled in for a composed letter; empty for an answer."""
        return field_values(self.texts["composed"].get(kind.value, {}))

    def relevant(self, kind: LetterKind, fields: Fields) -> Fields:
        """Keep what a kind asks for."""
        return relevant(COMPOSED[kind], fields) if kind in COMPOSED else NO_FIELDS

    def granted(self, right: Right, **chosen: str) -> LetterRequest:
        """Give a request that is granted."""
        return self._request(right, Outcome.GRANT, fields=self._granted_fields(right, **chosen))

    def _granted_fields(self, right: Right, **chosen: Any) -> Fields:
        """Give what was filled in for a right that is granted, with what differs per organisation."""
        role = self._printed(self.regulation.roles_named[Role.CONTACT_PERSON])
        own = {
            "present": f"{self.cast.contact}, {role}",
            "retention": self.texts["retention"][self.regulation.organisation],
        }
        values = own | field_values(self._filled_in("granted", right) | chosen)
        return relevant(GRANTED[right], Fields.of(values))

    def partly(self, right: Right, *grounds: str) -> LetterRequest:
        """Give a request of which one part is granted and others are refused on these grounds."""
        partly = self.texts["partly"][right.value]
        given = (LetterPart(what, Outcome.GRANT, "", "", "", "", "", "", None, "", False) for what in partly["granted"])
        parts = (*given, *(self._part(right, ground) for ground in grounds))
        request = self._request(right, Outcome.PARTIAL, parts=parts, fields=self._granted_fields(right, **partly))
        return replace(request, answer=partly["answer"], client_words=partly.get("wish", request.client_words))

    def refused(self, right: Right, *grounds: str) -> LetterRequest:
        """Give a request that is refused on these grounds, one part each."""
        request = self._request(right, Outcome.REFUSE, parts=tuple(self._part(right, ground) for ground in grounds))
        return replace(request, client_words="\n".join(self.texts["ground"][ground]["wish"] for ground in grounds))

    def open(self, right: Right, kind: LetterKind) -> LetterRequest:
        """Give a request that is not answered yet."""
        return self._request(right, None, kind=kind)

    def _request(
        self,
        right: Right,
        outcome: Outcome | None,
        *,
        parts: tuple[LetterPart, ...] = (),
        fields: Fields = NO_FIELDS,
        kind: LetterKind = LetterKind.REFUSAL,
    ) -> LetterRequest:
        regulation = self.regulation
        purpose = self._purpose() if right is Right.OBJECTION else None
        granted = outcome in {Outcome.GRANT, Outcome.PARTIAL}
        dates = self._deadlines(right, purpose)
        extended = self._deadlines(right, purpose, extended=True) if kind is LetterKind.EXTENSION_NOTICE else None
        return LetterRequest(
            right=right,
            purpose=purpose,
            regulation_article=self._printed(regulation.article_for(right, purpose)),
            law=RIGHT_ARTICLES[right],
            reasons_article=self._printed(regulation.reasons_article(right)),
            client_words=self._filled_in("wishes", right),
            respond_by=dates.respond.governing,
            outcome=outcome,
            answer=self._filled_in("answers", right) if granted else "",
            appointment="",
            parts=parts,
            copy_enclosed=granted and any(duty.code == COPY_OF_CORRECTED_DATA for duty in regulation.duties_for(right)),
            duties=tuple(
                self._printed(duty.letter_text) for duty in regulation.duties_for(right) if duty.letter_text and granted
            ),
            duty_articles=self._duty_articles(right, purpose) if granted else (),
            statement_article=self._printed(regulation.unrefusable.get(Right.SUPPLEMENT, "")),
            fields=fields,
            regulation_by=dates.respond.regulation,
            promise_article=self._printed(promise_article(regulation, right, dates)),
            law_by=dates.respond.statutory,
            extended_until=extended.respond.statutory if extended is not None else None,
            waits=moves_with(_WAITING.get(kind), regulation, right, dates),
        )

    def _duty_articles(self, right: Right, purpose: ObjectionPurpose | None) -> tuple[str, ...]:
        own = [duty.article for duty in self.regulation.duties if right in duty.rights and duty.letter_text]
        stops = [self.regulation.stop_articles[purpose]] if purpose in self.regulation.stop_articles else []
        return tuple(self._printed(article) for article in (*own, *stops))

    def _purpose(self) -> ObjectionPurpose:
        """Give the purpose that the regulation's own article is about; a newsletter where it has none."""
        care = self.regulation.article_for(Right.OBJECTION, ObjectionPurpose.CURRENT_CARE)
        return ObjectionPurpose.CURRENT_CARE if care else ObjectionPurpose.COMMERCIAL

    def _filled_in(self, section: str, right: Right) -> Any:
        """Give what was filled in about a right; an objection against another use than the newsletter has its own."""
        own = right is Right.OBJECTION and self._purpose() is ObjectionPurpose.CURRENT_CARE
        return self.texts[section][f"{right.value}_care" if own else right.value]

    def _deadlines(self, right: Right, purpose: ObjectionPurpose | None, *, extended: bool = False) -> Deadlines:
        return derive(self.regulation, right, RECEIVED, purpose=purpose, extended=extended)

    def _part(self, right: Right, code: str) -> LetterPart:
        words, legal = self.texts["ground"][code], LEGAL_GROUNDS[code]
        rule = next((rule for rule in self.regulation.grounds_for(right) if rule.code == code), None)
        return LetterPart(
            what=words["what"],
            outcome=Outcome.REFUSE,
            ground=code,
            regulation_article=self._printed(rule.article) if rule is not None else "",
            law=legal.law,
            facts=words["facts"],
            weighing=words["weighing"],
            statute=words.get("statute", ""),
            keep_until=words.get("keep_until"),
            alternative=words["alternative"],
            offers_statement=legal.offers_statement,
        )

    def _remedies(self, dated: date) -> Remedies:
        routes = self.regulation.complaint_routes
        return Remedies(
            nature=self.regulation.details.legal_nature or LegalNature.PRIVATE,
            until=remedy_until(dated),
            complaint=tuple(self._printed(route.text) for route in routes),
            complaint_articles=tuple(self._printed(route.article) for route in routes),
        )

    def _printed(self, text: str) -> str:
        """Give a text of the regulation in the letter's language, as the product does."""
        return self._translations.get(text, text)

    def _officer(self) -> str:
        """Give the officer's line, empty where the regulation names none."""
        regulation = self.regulation
        if regulation.officer is None:
            return ""
        adviser = self._printed(regulation.words.adviser)
        return words(self.language).officer(regulation.officer.name, adviser, regulation.officer.number)


def letterhead(regulation: Regulation) -> Letterhead:
    """Give the letterhead of a regulation's organisation."""
    details = regulation.details
    return Letterhead(
        details.name,
        details.address,
        details.return_address,
        details.telephone,
        details.email,
        details.website,
        details.accent,
        details.window,
    )
