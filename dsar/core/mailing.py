"""When a message that did not leave is tried again; our own choice, after what RFC 5321 4.5.4.1 advises."""

from datetime import timedelta

LEASE = timedelta(minutes=2)  # for which a message is with the process that took it; longer than a server may take
TOO_OLD = timedelta(days=7)  # what it tells stands on the screen all the while, and has changed since
_SHORT = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 30, 120))
_WAITS = (*_SHORT, *(timedelta(hours=12),) * 5)
MOST_TRIES = len(_WAITS) + 1


def wait_after(tries: int) -> timedelta | None:
    """Give how long to wait after so many tries that failed, or None when it was tried often enough."""
    return _WAITS[tries - 1] if tries < MOST_TRIES else None
