"""Corrects the name, address and contact details of a data subject; letters that were made stay as they are."""

from dsar.core.audit import Tag
from dsar.core.errors import InvalidInput
from dsar.core.intake import NewSubject, check_subject, kept_postcode
from dsar.core.permissions import Permission
from dsar.models import Party
from dsar.queries.intake_marks import address_needed
from dsar.services.audit import record_for
from dsar.services.printable import check_printable
from dsar.services.receive_case import PRINTED
from dsar.services.work import Work, lock_case, transaction

_LINES = ("initials", "name_prefix", "last_name", "street", "city", "country", "email", "telephone")


def correct_subject(work: Work, case_id: int, version: int, subject: NewSubject) -> None:
    """Write the details as they should be; the language is changed with `change_language`.

    The trail tells which details changed, not what they were. Raises InvalidInput for what cannot be, or when nothing
    changed; Conflict, NotFound and NotAllowed as `lock_case`.
    """
    check_printable((field, getattr(subject, field)) for field in PRINTED)
    with transaction(work) as session:
        case = lock_case(session, work, case_id, version, Permission.CASE_HANDLE)
        check_subject(subject, address_needed=address_needed(case))
        changed = _write(case.parties[0], subject)
        if not changed:
            raise InvalidInput("form", "nothing_changed")
        record_for(session, work, case, Tag.SUBJECT_CORRECTED, {"fields": changed})


def _write(party: Party, subject: NewSubject) -> list[str]:
    """Change what differs; give the names of the columns."""
    wanted: dict[str, object] = {name: getattr(subject, name).strip() for name in _LINES}
    wanted["postcode"] = kept_postcode(subject)
    wanted["salutation"], wanted["large_print"] = subject.salutation, subject.large_print
    changed = sorted(name for name, value in wanted.items() if getattr(party, name) != value)
    for name in changed:
        setattr(party, name, wanted[name])
    return changed
