"""The article of the GDPR (AVG) on which each right rests, as staff and letters cite it."""

from collections.abc import Mapping
from types import MappingProxyType

from dsar.core.vocabulary import ObjectionPurpose, Right

RIGHT_ARTICLES: Mapping[Right, str] = MappingProxyType(
    {
        Right.INSPECTION: "AVG 15",
        Right.COPY: "AVG 15(3)",
        Right.CORRECTION: "AVG 16",
        Right.SUPPLEMENT: "AVG 16, laatste zin",
        Right.ERASURE: "AVG 17",
        Right.RESTRICTION: "AVG 18",
        Right.OBJECTION: "AVG 21",
        Right.PORTABILITY: "AVG 20",
    }
)


def law_of(right: Right, purpose: ObjectionPurpose | None) -> str:
    """Give the article on which a request rests: who withdraws consent does not object, and nothing is weighed."""
    return "AVG 7(3)" if purpose is ObjectionPurpose.CONSENT else RIGHT_ARTICLES[right]
