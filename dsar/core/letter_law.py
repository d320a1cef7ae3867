"""The law behind each point of the acknowledgement and the composed letters, for the block of rules at the end.

The articles of the rights themselves and of the remedies come from the context (`LetterRequest.law`, `Remedies`).
"""

from collections.abc import Mapping
from types import MappingProxyType

from dsar.core.letters import LetterContext
from dsar.core.vocabulary import LegalNature, LetterKind

Row = tuple[str, str]  # the point's code (words.toml: legal.topics), and the law as the project cites it

DATE_OF_ANSWER = frozenset({"answer_by", "late"})  # a promise of the regulation may come before the law's date

_ANSWER_BY = ("answer_by", "AVG 12(3)")

ROWS: Mapping[LetterKind, tuple[Row, ...]] = MappingProxyType(
    {
        LetterKind.ACKNOWLEDGEMENT: (_ANSWER_BY, ("no_cost", "AVG 12(5)"), ("officer", "AVG 38(4)")),
        LetterKind.IDENTITY_REQUEST: (
            ("proof_on_doubt", "AVG 12(6)"),
            ("proof_of_authority", "UAVG 5; BW 3:60"),
            ("easy_ways", "AVG 12(2)"),
            ("nothing_kept", "AVG 5(1)(c); UAVG 46(1)"),  # data minimisation; the national number
            _ANSWER_BY,
        ),
        LetterKind.CLARIFICATION_REQUEST: (
            ("which_data", "AVG 15; AVG overweging 63"),
            ("silence", "AVG 12(2)"),
            _ANSWER_BY,
        ),
        LetterKind.EXTENSION_NOTICE: (("more_time", "AVG 12(3)"), ("refusal_in_time", "AVG 12(4)")),
        LetterKind.NOT_HANDLED: (
            ("not_identified", "AVG 11(2), 12(2)"),
            ("proof_on_doubt", "AVG 12(6)"),
            ("reasons", "AVG 12(4)"),
        ),
        LetterKind.FORWARDED: (
            ("responsible", "AVG 4(7)"),  # who decides on purposes and means answers the request
            ("sharing_by_consent", "AVG 6(1)(a)"),
            ("sharing", "AVG 6(1)"),
            _ANSWER_BY,
        ),
        LetterKind.RECIPIENT_NOTICE: (
            ("recipients_told", "AVG 19"),
            ("recipient_corrects", "AVG 5(1)(d), 16"),
            ("recipient_erases", "AVG 17"),
            ("recipient_restricts", "AVG 18"),
        ),
        LetterKind.WITHDRAWAL_CONFIRMATION: (("ask_again", "AVG 12(2)"), ("no_cost", "AVG 12(5)")),
        LetterKind.RESTRICTION_LIFTED: (("told_before", "AVG 18(3)"), ("ask_again", "AVG 18(1)"), ("ap", "AVG 77")),
        LetterKind.LATE_ANSWER: (
            ("late", "AVG 12(3)"),
            ("ap", "AVG 77"),
            ("court_any_time", "UAVG 35(2)"),  # its last sentence: no term where no answer came in time
            ("notice_of_default", "Awb 6:12(2), 4:17"),
            ("court_after_default", "Awb 6:2, 6:12, 8:1"),
        ),
        LetterKind.COMPLAINT_OUTCOME: (
            ("ap", "AVG 77"),
            ("court", "AVG 79"),
            ("ombudsman", "Awb 9:12(2), 9:24"),
        ),
        LetterKind.RECONSIDER_OFFER: (("what_we_do", "AVG 12(3)"),),
        LetterKind.DECEASED_ANSWER: (("ends_at_death", "AVG overweging 27"), ("care_after_death", "BW 7:458a")),
    }
)

_OF_THE_DEAD: tuple[Row, ...] = (("ends_at_death", "AVG overweging 27"),)
_ONLY_FOR: Mapping[tuple[LetterKind, str], tuple[str, str]] = MappingProxyType(  # (kind, code) -> (field, option)
    {
        (LetterKind.IDENTITY_REQUEST, "proof_of_authority"): ("about", "authority"),
        (LetterKind.FORWARDED, "sharing_by_consent"): ("basis", "consent"),
        (LetterKind.FORWARDED, "sharing"): ("basis", "other"),
        (LetterKind.RECIPIENT_NOTICE, "recipient_corrects"): ("action", "corrected"),
        (LetterKind.RECIPIENT_NOTICE, "recipient_erases"): ("action", "erased"),
        (LetterKind.RECIPIENT_NOTICE, "recipient_restricts"): ("action", "restricted"),
        (LetterKind.DECEASED_ANSWER, "care_after_death"): ("care", "yes"),
    }
)
_BY_NATURE: Mapping[str, LegalNature] = MappingProxyType(
    {
        "court_any_time": LegalNature.PRIVATE,
        "ombudsman": LegalNature.ADMINISTRATIVE,
        "notice_of_default": LegalNature.ADMINISTRATIVE,
        "court_after_default": LegalNature.ADMINISTRATIVE,
    }
)


def rows(letter: LetterContext) -> tuple[Row, ...]:
    """Give the rows of a letter, in its order, without those of choices that were not made; empty for an answer."""
    if letter.died and letter.kind is not LetterKind.DECEASED_ANSWER:
        return _OF_THE_DEAD
    return tuple(row for row in ROWS.get(letter.kind, ()) if _applies(letter, row[0]))


def _applies(letter: LetterContext, code: str) -> bool:
    if code == "officer":
        return bool(letter.officer.strip())
    if code in _BY_NATURE:
        return letter.remedies is not None and letter.remedies.nature is _BY_NATURE[code]
    choice = _ONLY_FOR.get((letter.kind, code))
    return choice is None or letter.fields[choice[0]] == choice[1]
