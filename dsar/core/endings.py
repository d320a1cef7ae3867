"""How a letter ends a request before its way is over.

Withdrawn by the data subject, which they can until what was granted has been done; not handled, because nobody knows
who asks; explained, because it is about somebody who died and the AVG ended there (recital 27).

The letter that says so is what ends it, on the day it leaves. A request that was forwarded goes on: what the
organisation holds itself is still answered for, on the same clock (domain sections 5 and 8).
"""

from collections.abc import Mapping
from types import MappingProxyType

from dsar.core.vocabulary import Ending, LetterKind
from dsar.core.workflow import Action

ENDING_OF: Mapping[LetterKind, Ending] = MappingProxyType(
    {
        LetterKind.WITHDRAWAL_CONFIRMATION: Ending.WITHDRAWN,
        LetterKind.NOT_HANDLED: Ending.NOT_HANDLED,
        LetterKind.DECEASED_ANSWER: Ending.EXPLAINED,
    }
)
ACTION_FOR: Mapping[Ending, Action] = MappingProxyType(
    {
        Ending.WITHDRAWN: Action.WITHDRAW,
        Ending.NOT_HANDLED: Action.LEAVE_UNHANDLED,
        Ending.EXPLAINED: Action.EXPLAIN,
    }
)
