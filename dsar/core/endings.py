"""How a letter ends a request without a decision: withdrawn by the data subject, or not handled: nobody knows who asks.

The letter that says so is what ends it, on the day it leaves. A request that was forwarded goes on: what the
organisation holds itself is still answered for, on the same clock (domain sections 5 and 8).
"""

from collections.abc import Mapping
from types import MappingProxyType

from dsar.core.vocabulary import Ending, LetterKind
from dsar.core.workflow import Action

ENDING_OF: Mapping[LetterKind, Ending] = MappingProxyType(
    {LetterKind.WITHDRAWAL_CONFIRMATION: Ending.WITHDRAWN, LetterKind.NOT_HANDLED: Ending.NOT_HANDLED}
)
ACTION_FOR: Mapping[Ending, Action] = MappingProxyType(
    {Ending.WITHDRAWN: Action.WITHDRAW, Ending.NOT_HANDLED: Action.LEAVE_UNHANDLED}
)
