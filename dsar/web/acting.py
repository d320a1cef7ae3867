"""Who acts for the data subject, as the rows of a summary list: beside a case, at the advice and at the decision."""

from collections.abc import Iterator

from dsar.language import gettext as _
from dsar.queries.case_view import CaseView
from dsar.web.filters import day
from dsar.wording.people import full_name, in_own_words, place_line
from dsar.wording.words import word

Row = dict[str, str]


def acting_rows(view: CaseView) -> list[Row]:
    """Give everything that is known of whoever acts for the data subject; no row when nobody does."""
    return [{"key": key, "value": value} for key, value in _rows(view) if value]


def _rows(view: CaseView) -> Iterator[tuple[str, str]]:
    found, client = view.representative, view.regulation.words.data_subject
    if found is None:
        return
    yield _("Naam"), full_name(found.initials, found.name_prefix, found.last_name)
    yield _("Als"), word(found.kind)
    yield _("Waarvoor"), found.scope
    yield _("Geldt tot en met"), day(found.holds_until) if found.holds_until is not None else ""
    yield _("Adres"), "\n".join(filter(None, (found.street, place_line(found.postcode, found.city), found.country)))
    yield _("E-mail"), found.email
    yield _("Telefoon"), found.telephone
    yield (
        _("Brieven"),
        _("Naar de vertegenwoordiger") if found.gets_letters else in_own_words(_("Naar de aanvrager zelf"), client),
    )
    yield _("Leeftijd van het kind"), word(found.child_age) if found.child_age is not None else ""
    asked = found.child_asked_on
    yield _("Het kind zelf"), f"{day(asked)}: {found.child_view}" if asked is not None else found.child_view
    yield _("Mag dit vragen"), _checked(view)


def _checked(view: CaseView) -> str:
    check = view.authority
    if check is None:
        return _("Nog niet nagegaan.")
    result = _("Staat vast") if check.established else _("Staat nog niet vast")
    who = _(
        "%(result)s, op %(day)s door %(name)s.", result=result, day=day(check.checked_on), name=check.checked_by.name
    )
    seen = _("Gezien dat deze persoon het zelf uitdrukkelijk vraagt.") if check.request_seen else ""
    return "\n".join(filter(None, (who, word(check.proof), seen, check.note)))
