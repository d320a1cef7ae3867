"""What a proposal must hold before it can be submitted: no ground without facts of this case (GDPR 12(4))."""

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from datetime import date

from dsar.core.errors import InvalidInput
from dsar.core.facts import LEAST_FACTS, LEAST_WEIGHING, Formulas, has_gap, problem
from dsar.core.fields import NO_FIELDS, Fields
from dsar.core.filling import impossible_fields, lines_of, missing_fields, texts_of
from dsar.core.grounds import LEGAL_GROUNDS, LegalGround
from dsar.core.placeholders import GRANTED, relevant
from dsar.core.regulation import Regulation
from dsar.core.rights import law_of
from dsar.core.texts import lines_on_paper, written
from dsar.core.vocabulary import STOP_AT_ONCE, ObjectionPurpose, Outcome, Right

MAX_PARTS = 20
_OWN_RULES = ("reglement", "bewaarbeleid", "bewaartermijn", "ons beleid", "eigen beleid")
# Of typed text in large print, of which a page holds 21 to 25 lines. With the client's own words and all that is the
# same in every letter it stays under the forty pages that a letter may have.
MOST_LINES = 500
_LINES_OF_A_PART = 10  # its heading, its ground and its articles
_GROUND_WORDS = (  # of the grounds that can leave data where they are, for who names the ground and not its article
    "belang",
    "bescherming van",
    "van anderen",
    "meningsuiting",
    "volksgezondheid",
    "archief",
    "juridische zaak",
    "geen geval",
    "ongegrond",
)
_STARTED = frozenset({"purposes", "categories", "retention", "source"})  # have text blocks with gaps
_YEAR = re.compile(r"\b20\d\d\b")
_MIN_REASON = 20  # characters: less cannot state a fact of this case


@dataclass(frozen=True, slots=True)
class PartInput:
    """One part of a partial grant or a refusal, as the contact person writes it."""

    what: str
    outcome: Outcome
    ground: str = ""
    facts: str = ""
    weighing: str = ""
    statute: str = ""
    keep_until: date | None = None
    alternative: str = ""
    file_note: str = ""


@dataclass(frozen=True, slots=True)
class ProposalInput:
    """A proposal as written; `answer` says what is granted and how, `details` what the letter of a grant must hold."""

    outcome: Outcome
    answer: str = ""
    appointment: str = ""
    parts: tuple[PartInput, ...] = ()
    details: Fields = NO_FIELDS  # `core.placeholders.GRANTED` of the right


@dataclass(frozen=True, slots=True)
class GroundChoice:
    """A ground that can be chosen for one right at one organisation, with both its articles."""

    legal: LegalGround
    regulation_article: str  # empty where the regulation does not name it and it rests on the AVG only
    summary: str  # the regulation's ground in plain words; may be empty


def ground_choices(regulation: Regulation, right: Right) -> tuple[GroundChoice, ...]:
    """Give the grounds for refusing a right: the regulation's own first, then those that only the law gives."""
    own = {ground.code: ground for ground in regulation.grounds_for(right)}
    chosen = [GroundChoice(LEGAL_GROUNDS[code], ground.article, ground.summary) for code, ground in own.items()]
    by_law = [
        GroundChoice(legal, "", "")
        for legal in LEGAL_GROUNDS.values()
        if right in legal.rights and legal.code not in own and legal.in_general_use
    ]
    return (*chosen, *by_law)


def unrefusable_article(regulation: Regulation, right: Right, purpose: ObjectionPurpose | None) -> str | None:
    """Give the article by which this request cannot be refused, or None (Westendorp 9.1; GDPR 7(3), 21(2), 21(3))."""
    if purpose is ObjectionPurpose.CONSENT:
        return law_of(right, purpose)
    if purpose in STOP_AT_ONCE:
        return regulation.stop_articles.get(purpose.value if purpose else "", "AVG 21(2), 21(3)")
    return regulation.unrefusable.get(right)


def mistakes(
    regulation: Regulation,
    right: Right,
    purpose: ObjectionPurpose | None,
    proposal: ProposalInput,
    today: date,
    formulas: Formulas,
) -> tuple[InvalidInput, ...]:
    """Give everything that keeps a proposal from being submitted, in the order of the form.

    `formulas` says what is no fact of any case: facts or a weighing made of that only are refused (GDPR 12(4)).
    """
    return tuple(_mistakes(regulation, right, purpose, proposal, today, formulas))


def normalised(proposal: ProposalInput, right: Right) -> ProposalInput:
    """Give the proposal as it is kept: spaces at the ends gone, and nothing that its outcome or choices do not use.

    What is hashed is what is stored, so that anybody can compute the hash again from the rows.
    """
    refusal, grant = proposal.outcome is Outcome.REFUSE, proposal.outcome is Outcome.GRANT
    return replace(
        proposal,
        answer="" if refusal else proposal.answer.strip(),
        appointment="" if refusal else proposal.appointment.strip(),
        parts=() if grant else tuple(_normalised_part(part) for part in proposal.parts),
        details=NO_FIELDS if refusal else relevant(GRANTED[right], proposal.details),
    )


def _normalised_part(part: PartInput) -> PartInput:
    kept = PartInput(
        part.what.strip(), part.outcome, alternative=part.alternative.strip(), file_note=part.file_note.strip()
    )
    if part.outcome is Outcome.GRANT:
        return kept
    return replace(
        kept,
        ground=part.ground,
        facts=part.facts.strip(),
        weighing=part.weighing.strip(),
        statute=part.statute.strip(),
        keep_until=part.keep_until,
    )


def content_hash(request_id: int, revision: int, proposal: ProposalInput) -> str:
    """Give the SHA-256 (hex) of a revision's content, to which advice, decision and letter are pinned.

    Details count only where there are any: what was signed before they existed gives the same hash as then.
    """
    content = asdict(proposal)
    del content["details"]
    if proposal.details:
        content["details"] = proposal.details.to_plain()
    body = {"request": request_id, "revision": revision, "proposal": content}
    text = json.dumps(body, sort_keys=True, separators=(",", ":"), ensure_ascii=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()


def typed_lines(proposal: ProposalInput) -> int:
    """Estimate how many lines of large print the typed texts take in a letter: at most `MOST_LINES` fit."""
    texts = [proposal.answer, proposal.appointment]
    for part in proposal.parts:
        texts += [part.what, part.facts, part.weighing, part.statute, part.alternative]
    fixed = _LINES_OF_A_PART * max(0, len(proposal.parts) - 1)
    return fixed + lines_on_paper("\n".join(texts)) + lines_of(proposal.details)


def _mistakes(
    regulation: Regulation,
    right: Right,
    purpose: ObjectionPurpose | None,
    proposal: ProposalInput,
    today: date,
    formulas: Formulas,
) -> Iterator[InvalidInput]:
    article = unrefusable_article(regulation, right, purpose)
    if article is not None and proposal.outcome is not Outcome.GRANT:
        yield InvalidInput("outcome", "not_refusable", article=article)
        return
    if typed_lines(proposal) > MOST_LINES:
        yield InvalidInput("outcome", "proposal_too_long", most=MOST_LINES)
    if len(proposal.parts) > MAX_PARTS:
        yield InvalidInput("parts", "too_many_parts", most=MAX_PARTS)
    if proposal.outcome is not Outcome.REFUSE and not written(proposal.answer):
        yield InvalidInput("answer", "answer_missing")
    if proposal.outcome is not Outcome.REFUSE:
        yield from _detail_mistakes(right, proposal.details, today)
    if proposal.outcome is Outcome.GRANT:
        if any(part.outcome is Outcome.REFUSE for part in proposal.parts):
            yield InvalidInput("outcome", "grant_with_parts")  # anything left out makes it a partial outcome
        return
    refused = [part for part in proposal.parts if part.outcome is Outcome.REFUSE]
    if not refused:
        yield InvalidInput("parts", "refusal_without_ground")
    if proposal.outcome is Outcome.PARTIAL and len(refused) == len(proposal.parts):
        yield InvalidInput("parts", "partial_without_grant")
    if proposal.outcome is Outcome.REFUSE and len(refused) != len(proposal.parts):
        yield InvalidInput("outcome", "refusal_grants_part")
    summaries = {choice.legal.code: choice.summary for choice in ground_choices(regulation, right)}
    for index, part in enumerate(proposal.parts):
        yield from _part_mistakes(f"parts-{index}", part, set(summaries), today)
        yield from _formula_mistakes(f"parts-{index}", part, formulas, summaries.get(part.ground, ""))


def _detail_mistakes(right: Right, details: Fields, today: date) -> Iterator[InvalidInput]:
    """What a letter must hold is asked for before it is decided, so that a decided request always gets its letter."""
    asked = relevant(GRANTED[right], details)
    impossible = list(impossible_fields(GRANTED[right], asked, "details"))
    yield from impossible
    known = {mistake.field for mistake in impossible}
    yield from (mistake for mistake in missing_fields(GRANTED[right], asked, "details") if mistake.field not in known)
    texts = [(name, text) for name, text in texts_of(asked) if name in _STARTED]
    yield from (InvalidInput(f"details-{name}", "gap_left") for name, text in texts if has_gap(text))
    day = asked["day"]
    if right is Right.INSPECTION and isinstance(day, date) and day < today:
        yield InvalidInput("details-day", "appointment_past", today=today)


def appointment_past_term(right: Right, details: Fields, term: date) -> date | None:
    """Give the day of an appointment for inspection after the term in which it is held; None when it is in time.

    It is no mistake: the client may have asked for that day. Whoever writes and decides sees it (AVG 12(3)).
    """
    day = relevant(GRANTED[right], details)["day"]
    return day if right is Right.INSPECTION and isinstance(day, date) and day > term else None


def _part_mistakes(prefix: str, part: PartInput, codes: set[str], today: date) -> Iterator[InvalidInput]:
    if not written(part.what):
        yield InvalidInput(f"{prefix}-what", "part_unnamed")
    if part.outcome is Outcome.GRANT:
        return
    if not part.ground:
        yield InvalidInput(f"{prefix}-ground", "ground_missing")
    elif part.ground not in codes:
        yield InvalidInput(f"{prefix}-ground", "ground_does_not_fit")
    if written(part.facts) < _MIN_REASON:
        yield InvalidInput(f"{prefix}-facts", "facts_missing", least=_MIN_REASON)
    legal = LEGAL_GROUNDS.get(part.ground)
    if legal is None:
        return
    if legal.needs_weighing and written(part.weighing) < _MIN_REASON:
        yield InvalidInput(f"{prefix}-weighing", "weighing_missing", least=_MIN_REASON)
    if legal.needs_review_year and not _YEAR.search(f"{part.weighing} {part.alternative}"):
        yield InvalidInput(f"{prefix}-weighing", "review_year_missing")
    if not legal.needs_statute:
        yield from _statute_not_needed(prefix, part)
        return
    yield from _statute_mistakes(f"{prefix}-statute", part.statute)
    if part.keep_until is None:
        yield InvalidInput(f"{prefix}-keep_until", "keep_until_missing")
    if part.keep_until is not None and part.keep_until < today:
        yield InvalidInput(f"{prefix}-keep_until", "keep_until_past", today=today)


def _formula_mistakes(prefix: str, part: PartInput, formulas: Formulas, summary: str) -> Iterator[InvalidInput]:
    """A gap of a text block that is still there, or words that fit any case; too short is said elsewhere."""
    for name, text, least in (
        ("facts", part.facts, LEAST_FACTS),
        ("weighing", part.weighing, LEAST_WEIGHING),
        ("alternative", part.alternative, 0),
    ):
        asked = part.outcome is Outcome.REFUSE or name == "alternative"
        texts = formulas.of(part.ground, name, summary)
        code = problem(text, formulas, texts, least if written(text) >= _MIN_REASON else 0)
        if asked and text.strip() and code is not None:
            yield InvalidInput(f"{prefix}-{name}", code)


def _statute_mistakes(field: str, statute: str) -> Iterator[InvalidInput]:
    code = statute_mistake(statute)
    if code is not None:
        yield InvalidInput(field, code)


def statute_mistake(statute: str) -> str | None:
    """Only a law that truly forbids erasing counts, with its article; an own rule is none (art. 17(3)(b))."""
    if not written(statute):
        return "statute_missing"
    if any(word in statute.lower() for word in _OWN_RULES):
        return "statute_is_own_rule"
    return None if any(character.isdigit() for character in statute) else "statute_without_article"


def kept_ground_mistake(ground: str) -> str | None:
    """What stays rests on a legal ground, named or by its article; an own rule is none (art. 17(3); UAVG 41)."""
    code = statute_mistake(ground)
    if code != "statute_without_article":
        return code
    return None if any(word in ground.lower() for word in _GROUND_WORDS) else "stays_without_ground"


def _statute_not_needed(prefix: str, part: PartInput) -> Iterator[InvalidInput]:
    """What belongs to another ground would be printed as a reason that is none."""
    if part.statute.strip():
        yield InvalidInput(f"{prefix}-statute", "statute_not_needed")
    if part.keep_until is not None:
        yield InvalidInput(f"{prefix}-keep_until", "statute_not_needed")
