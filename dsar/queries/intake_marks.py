"""What was said at registering of who asks and is still to be recorded."""

from dsar.core.intake_marks import first_open
from dsar.core.vocabulary import MarkKind
from dsar.models import Case
from dsar.queries.deceased import deceased_of


def open_mark(case: Case) -> MarkKind | None:
    """Give what was said at registering and not recorded since; a death first, None when nothing is open."""
    said = [one.kind for one in case.intake_marks if one.end is None]
    if not said:
        return None
    return first_open(
        said,
        acted=bool(case.representatives),
        deceased=deceased_of(case) is not None,
        death_recorded=bool(case.deceased_rows),
    )


def address_needed(case: Case) -> bool:
    """Tell whether letters go to the data subject: nobody writes to the last address of somebody who died."""
    return deceased_of(case) is None and open_mark(case) is not MarkKind.ABOUT_DECEASED
