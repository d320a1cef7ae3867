"""Changes the language in which a data subject gets the letters of a case; letters that were made stay as they are."""

from dsar.core.audit import Tag
from dsar.core.errors import InvalidInput
from dsar.core.permissions import Permission
from dsar.services.audit import record_for
from dsar.services.languages import check_language, has_language
from dsar.services.work import Work, lock_case, regulation_for, transaction


def change_language(work: Work, case_id: int, version: int, language: str) -> None:
    """Set the language of the letters that are still to be made.

    Raises InvalidInput for a language without letters, or in which the texts of the case's regulation are not given;
    Conflict and NotFound as `lock_case`.
    """
    check_language(language)
    with transaction(work) as session:
        case = lock_case(session, work, case_id, version, Permission.CASE_HANDLE)
        if not has_language(work.catalogue, regulation_for(session, case), language):
            raise InvalidInput("language", "language_untranslated")
        case.parties[0].language = language
        record_for(session, work, case, Tag.CASE_LANGUAGE, {"language": language})
