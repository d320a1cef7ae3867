"""What a request must hold to be registered, checked the same way by the form and by the service."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from dsar.core.errors import InvalidInput
from dsar.core.read_back import ORAL, NewReadBack, read_back_mistakes
from dsar.core.texts import lines_on_paper, written
from dsar.core.vocabulary import Channel, MarkKind, ObjectionPurpose, Right

MOST_LINES = 200  # of large print, of what the client wrote
GDPR_APPLIES_FROM = date(2018, 5, 25)
_POSTCODE = re.compile(r"([1-9][0-9]{3}) ?([A-Z]{2})")
_NEVER_ISSUED = frozenset({"SA", "SD", "SS"})
_HOME = frozenset({"", "nederland", "the netherlands", "netherlands"})
# Characters that fit a line of 70 mm in the window; a long name may take two lines.
_LONGEST = {"initials": 20, "name_prefix": 20, "last_name": 60, "street": 46, "city": 36, "country": 46}


@dataclass(frozen=True, slots=True)
class NewSubject:
    """The data subject as the letter is addressed."""

    salutation: str  # mrs, mr, unknown
    initials: str
    name_prefix: str
    last_name: str
    street: str
    postcode: str
    city: str
    country: str = ""
    email: str = ""
    telephone: str = ""
    language: str = "nl"
    large_print: bool = False


@dataclass(frozen=True, slots=True)
class NewRequest:
    """One right that is invoked."""

    right: Right
    client_words: str = ""
    purpose: ObjectionPurpose | None = None


@dataclass(frozen=True, slots=True)
class NewCase:
    """A request as it came in; `received_on` is the day it reached any official channel."""

    organisation_id: int
    received_on: date
    channel: Channel
    subject: NewSubject
    requests: tuple[NewRequest, ...]
    read_back: NewReadBack | None = None  # of an oral request; it can be recorded later
    said: frozenset[MarkKind] = frozenset()  # of who asks; to be recorded next


def check_receipt(received_on: date, today: date) -> None:
    """Raise InvalidInput for a day of receipt in the future or before the GDPR applied (art. 99(2))."""
    if received_on > today:
        raise InvalidInput("received_on", "received_in_future", today=today)
    if received_on < GDPR_APPLIES_FROM:
        raise InvalidInput("received_on", "received_before_gdpr", first=GDPR_APPLIES_FROM)


def normal_postcode(postcode: str, country: str) -> str:
    """Give a Dutch postcode as the post wants it ("1234 AB"); raises InvalidInput for one that cannot be.

    A postcode abroad is only trimmed.
    """
    if country.strip().lower() not in _HOME:
        return postcode.strip()
    match = _POSTCODE.fullmatch(postcode.strip().upper())
    if match is None or match[2] in _NEVER_ISSUED:
        raise InvalidInput("postcode", "postcode_impossible")
    return f"{match[1]} {match[2]}"


def check_street(street: str) -> None:
    """Raise InvalidInput for an address line without a street or box, or without a number."""
    words = street.strip()
    if not any(char.isalpha() for char in words):
        raise InvalidInput("street", "street_impossible")
    if not any(char.isdigit() for char in words):
        raise InvalidInput("street", "house_number_missing")


def check_city(city: str) -> None:
    """Raise InvalidInput for a place name without letters or with digits."""
    if not any(char.isalpha() for char in city) or any(char.isdigit() for char in city):
        raise InvalidInput("city", "city_impossible")


def check_line(field: str, text: str) -> None:
    """Raise InvalidInput for text that does not fit the window of the envelope, or holds a line break."""
    most = _LONGEST[field]
    if len(text) > most or any(not char.isprintable() for char in text):
        raise InvalidInput(field, "line_too_long", most=most)


def check_telephone(telephone: str) -> None:
    """Raise InvalidInput for a telephone number that cannot be; an empty one is fine."""
    text = telephone.strip()
    digits = sum(char.isdigit() for char in text)
    if text and (not re.fullmatch(r"\+?[0-9()\- ./]+", text) or not 8 <= digits <= 15):
        raise InvalidInput("telephone", "telephone_impossible")


def check_client_words(words: str) -> None:
    """Raise InvalidInput for words of the client that would fill pages of the letter that quotes them."""
    if lines_on_paper(words) > MOST_LINES:
        raise InvalidInput("client_words", "words_too_long", most=MOST_LINES)


def check_requests(requests: Sequence[NewRequest]) -> None:
    """Raise InvalidInput when no right was chosen, or an objection does not say what it is against (GDPR 21)."""
    if not requests:
        raise InvalidInput("rights", "no_right_chosen")
    for request in requests:
        if (request.right is Right.OBJECTION) != (request.purpose is not None):
            raise InvalidInput("purpose", "purpose_missing")


def without_address(subject: NewSubject) -> bool:
    """Tell whether nothing of an address is known: the last one of somebody who died may be, for nobody writes there.

    A part of an address is a mistake for them too.
    """
    return not any(map(written, (subject.street, subject.postcode, subject.city, subject.country)))


def kept_postcode(subject: NewSubject) -> str:
    """Give the postcode as it is kept, empty without an address; raises as `normal_postcode`."""
    return "" if without_address(subject) else normal_postcode(subject.postcode, subject.country)


def check_subject(subject: NewSubject, *, address_needed: bool = True) -> None:
    """Raise the first of `subject_mistakes`."""
    for mistake in subject_mistakes(subject, address_needed=address_needed):
        raise mistake


def subject_mistakes(subject: NewSubject, *, address_needed: bool = True) -> Iterator[InvalidInput]:
    """Give everything in a name, an address and contact details that cannot be, each with its field."""
    address: list[Callable[[], object]] = [
        partial(check_street, subject.street),
        partial(check_city, subject.city),
        partial(normal_postcode, subject.postcode, subject.country),
    ]
    checks: list[Callable[[], object]] = [
        *(address if address_needed or not without_address(subject) else ()),
        partial(check_telephone, subject.telephone),
        partial(_check_last_name, subject.last_name),
        *(partial(check_line, field, getattr(subject, field)) for field in _LONGEST),
    ]
    for check in checks:
        try:
            check()
        except InvalidInput as mistake:
            yield mistake


def _check_last_name(last_name: str) -> None:
    if not written(last_name):
        raise InvalidInput("last_name", "required")


def check_new_case(new: NewCase, today: date) -> NewCase:
    """Check everything at once and give the case with its postcode put right; raises InvalidInput."""
    check_receipt(new.received_on, today)
    check_requests(new.requests)
    check_subject(new.subject, address_needed=MarkKind.ABOUT_DECEASED not in new.said)
    for request in new.requests:
        check_client_words(request.client_words)
    for mistake in new_read_back_mistakes(new, today):
        raise mistake
    return new


def new_read_back_mistakes(new: NewCase, today: date) -> Iterator[InvalidInput]:
    """Give what cannot be of reading an oral request back, when that was recorded as it was registered."""
    if new.read_back is None:
        return
    if new.channel not in ORAL:
        yield InvalidInput("read_on", "not_oral")
        return
    if not any(written(request.client_words) for request in new.requests):
        yield InvalidInput("client_words", "words_to_read_missing")
    yield from read_back_mistakes(new.read_back, new.received_on, today)
