"""Who acts for the data subject of a case now, and whether that was shown."""

from datetime import date

from dsar.core.representation import acts_on
from dsar.models import AuthorityCheck, Case, Deceased, Representative
from dsar.queries.deceased import deceased_of

_SAME = ("kind", "initials", "name_prefix", "last_name", "scope", "holds_until", "child_age")  # what a check is about


def representative_of(case: Case) -> Representative | None:
    """Give who acts for the data subject; None when nobody does, or no longer: every authority ends at death."""
    newest = case.representatives[-1] if case.representatives and deceased_of(case) is None else None
    return newest if newest is not None and newest.end is None else None


def authority_of(representative: Representative) -> AuthorityCheck | None:
    """Give the check that counts: the newest of this authority, which another address or view of a child leaves."""
    checks = [check for row in _rows_of(representative) for check in row.checks]
    return max(checks, key=lambda check: check.id, default=None)


def authority_established(case: Case) -> bool:
    """Tell whether whoever acts for the data subject may do so; also when nobody acts for them."""
    representative = representative_of(case)
    if representative is None:
        return True
    check = authority_of(representative)
    return check is not None and check.established


def request_seen(representative: Representative) -> bool:
    """Tell whether the explicit request of the data subject was seen with the authority that counts."""
    check = authority_of(representative)
    return check is not None and check.established and check.request_seen


def reader_of(case: Case, day: date) -> Representative | Deceased | None:
    """Give to whom a letter of this day goes: a representative, or whoever asks about somebody who died.

    None when it goes to the data subject.
    """
    deceased = deceased_of(case)
    if deceased is not None:
        return deceased
    found = representative_of(case)
    return found if found is not None and found.gets_letters and acts_on(found.holds_until, day) else None


def ended_without_authority(case: Case) -> Representative | None:
    """Give the last representative when they ended without ever having shown that they may ask this."""
    newest = case.representatives[-1] if case.representatives else None
    if newest is None or newest.end is None:
        return None
    check = authority_of(newest)
    return newest if check is None or not check.established else None


def _rows_of(representative: Representative) -> list[Representative]:
    """Give the rows that hold the same authority as the newest."""
    wanted = [getattr(representative, name) for name in _SAME]
    rows = representative.case.representatives
    return [row for row in rows if [getattr(row, name) for name in _SAME] == wanted]
