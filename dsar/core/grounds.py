"""Grounds for refusing by law: which rights they fit, the articles they rest on, what must be written.

A regulation's own ground (see `Regulation.grounds`) refers to one of these by its code, so that every ground carries
both articles; domain section 4.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from dsar.core.vocabulary import Right

ALL_RIGHTS = frozenset(Right)
ACCESS = frozenset({Right.INSPECTION, Right.COPY})


@dataclass(frozen=True, slots=True)
class LegalGround:
    """One ground in the GDPR (AVG) or the UAVG."""

    code: str
    rights: frozenset[Right]
    law: str  # the article, as a letter cites it
    needs_weighing: bool = False
    needs_statute: bool = False  # the law that truly forbids, and until when
    needs_review_year: bool = False  # when it is looked at again, for an interest that can end
    offers_statement: bool = False  # the letter offers to add the data subject's own statement
    in_general_use: bool = True  # False: only where a regulation names it


_ALL = (
    LegalGround("rights_of_others", ACCESS, "AVG 15(4); UAVG 41(1)(i), 41(2)", needs_weighing=True),
    LegalGround(
        "rights_of_others_portability",
        frozenset({Right.PORTABILITY}),
        "AVG 20(4); UAVG 41(1)(i), 41(2)",
        needs_weighing=True,
    ),
    LegalGround(
        "rights_of_others_general",
        ALL_RIGHTS - ACCESS - {Right.PORTABILITY},
        "UAVG 41(1)(i), 41(2)",
        needs_weighing=True,
    ),
    LegalGround("protection_of_person", ALL_RIGHTS, "UAVG 41(1)(i), 41(2)", needs_weighing=True),
    LegalGround("crime", ACCESS, "UAVG 41(1)(d), 41(2)", needs_weighing=True),
    LegalGround("unfounded_or_excessive", ALL_RIGHTS, "AVG 12(5)"),
    LegalGround("accurate", frozenset({Right.CORRECTION}), "AVG 16", offers_statement=True),
    LegalGround("opinion", frozenset({Right.CORRECTION}), "AVG 16", offers_statement=True),
    LegalGround("no_case_for_restriction", frozenset({Right.RESTRICTION}), "AVG 18(1)"),
    LegalGround("no_case_for_erasure", frozenset({Right.ERASURE}), "AVG 17(1)"),
    LegalGround("law_requires_keeping", frozenset({Right.ERASURE}), "AVG 17(3)(b)", needs_statute=True),
    LegalGround("expression", frozenset({Right.ERASURE}), "AVG 17(3)(a)", needs_weighing=True),
    LegalGround("public_health", frozenset({Right.ERASURE}), "AVG 17(3)(c)", needs_weighing=True),
    LegalGround("archive", frozenset({Right.ERASURE}), "AVG 17(3)(d)", needs_weighing=True),
    LegalGround("legal_claims", frozenset({Right.ERASURE}), "AVG 17(3)(e)", needs_weighing=True),
    *(
        LegalGround(
            code,
            frozenset({Right.ERASURE}),
            law,
            needs_weighing=True,
            needs_review_year=True,
            in_general_use=False,
        )
        for code, law in (  # which of the three depends on the law that governs the record
            ("interest_of_other_care", "BW 7:455(2)"),
            ("interest_of_other_youth", "Jeugdwet 7.3.9"),
            ("interest_of_other", "AVG 17(3)"),
        )
    ),
    LegalGround("compelling_grounds", frozenset({Right.OBJECTION}), "AVG 21(1)", needs_weighing=True),
    LegalGround("not_portable", frozenset({Right.PORTABILITY}), "AVG 20(1), 20(3)"),
    LegalGround("cannot_identify", ALL_RIGHTS, "AVG 11(2), 12(2)"),
)

LEGAL_GROUNDS: Mapping[str, LegalGround] = MappingProxyType({ground.code: ground for ground in _ALL})
