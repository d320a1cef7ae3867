"""What templates say with a filter: days, moments, days left, and the Dutch words for codes."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

from flask import Flask

from dsar.clock import AMSTERDAM
from dsar.core import deadlines
from dsar.core.done_facts import BY_DUTY, facts_of
from dsar.core.fields import Fields
from dsar.core.placeholders import GRANTED
from dsar.core.posting import Lateness, lateness
from dsar.core.regulation import Regulation
from dsar.core.rights import law_of
from dsar.core.vocabulary import ObjectionPurpose, Right
from dsar.language import gettext as _
from dsar.language import ngettext, number
from dsar.queries.audit import Event
from dsar.queries.case_view import CaseView, Request
from dsar.queries.letter_dates import due_of
from dsar.services.languages import has_language, letter_languages
from dsar.web.advice_term import shown_term
from dsar.web.context import installation, today
from dsar.web.filled_in import rows_of
from dsar.web.own_words import called, own_word
from dsar.web.remarks import place_of, remark_rows, typed_remark_rows
from dsar.wording import posting
from dsar.wording.deadlines import date_in_words
from dsar.wording.duties import duty_text
from dsar.wording.errors import about_any_field
from dsar.wording.events import sentence_of
from dsar.wording.grounds import ground_name
from dsar.wording.letter_kinds import DRAFT_STATES
from dsar.wording.regulations import own_term
from dsar.wording.rights import RIGHTS
from dsar.wording.runs import problem_words
from dsar.wording.words import word

SOON = 7  # calendar days


class DaysLeft(NamedTuple):
    """How long there is until a date: words, and the level that colours them."""

    words: str
    level: str


def day(value: date) -> str:
    """Give "22 november 2026"."""
    return date_in_words(value, weekday=False)


def weekday_day(value: date) -> str:
    """Give "zondag 22 november 2026"."""
    return date_in_words(value)


def moment(value: datetime) -> str:
    """Give "22 november 2026, 14:05", by the clock in Amsterdam."""
    local = value.astimezone(AMSTERDAM)
    return f"{day(local.date())}, {local:%H:%M}"


def moment_day(value: datetime) -> str:
    """Give the day of a moment, by the clock in Amsterdam: "22 november 2026"."""
    return day(value.astimezone(AMSTERDAM).date())


def days_left(value: date) -> DaysLeft:
    """Give "nog 3 dagen", "vandaag" or "2 dagen te laat"; levels are ample, soon, today and late."""
    left = deadlines.days_left(today(), value)
    if left == 0:
        return DaysLeft(_("vandaag"), "today")
    if left < 0:
        return DaysLeft(ngettext("%(num)s dag te laat", "%(num)s dagen te laat", -left), "late")
    return DaysLeft(ngettext("nog %(num)s dag", "nog %(num)s dagen", left), "soon" if left <= SOON else "ample")


def stop_now() -> DaysLeft:
    """Say of use that must stop at once that it has not: late from the first minute (GDPR 21(3))."""
    return DaysLeft(_("nu stoppen"), "late")


def right_name(right: Right) -> str:
    """Give "verwijdering"."""
    return RIGHTS[right].name


def request_name(request: Request) -> str:
    """Give the name of what a request asks, and which round it is once it was reopened."""
    again = request.reopening
    name = right_name(request.right)
    return name if again is None else _("%(right)s, ronde %(number)s", right=name, number=again.round)


def reopened_rows(requests: Iterable[Request]) -> list[dict[str, str]]:
    """Give a row of a summary for each later round: its clocks run from what caused it, not from receipt."""
    return [
        {
            "key": _("Heropend"),
            "value": _(
                "%(right)s: de aanleiding kwam binnen op %(day)s",
                right=capital(request_name(one)),
                day=weekday_day(one.reopening.counts_from),
            ),
        }
        for one in requests
        if one.reopening is not None
    ]


def right_article(right: Right, purpose: ObjectionPurpose | None = None) -> str:
    """Give "AVG 17"; consent that is withdrawn has an article of its own."""
    return law_of(right, purpose)


def rights_listed(rights: Collection[Right]) -> str:
    """Give the names of rights in their usual order."""
    return ", ".join(right_name(right) for right in Right if right in rights)


def millimetres(tenths: int) -> str:
    """Write tenths of a millimetre as millimetres: 1,5 or -0,5 or 0."""
    return number(tenths / 10, "0.#")


def capital(text: str) -> str:
    """Give the text with a capital in front; the rest stays as it is, unlike with `capitalize`."""
    return text[:1].upper() + text[1:]


def event_text(
    event: Event, rights: Mapping[int, Right] = MappingProxyType({}), people: Mapping[int, str] = MappingProxyType({})
) -> str:
    """Say what an entry of the trail tells.

    `rights` by the id of a request lets it say which right it is about; `people` by the id of a user lets it name whom
    it is about, of whom the trail itself keeps only the number.
    """
    right = rights.get(event.request_id) if event.request_id is not None else None
    user = event.payload.get("user")
    named = {"user": f"{user} ({people[user]})"} if isinstance(user, int) and user in people else {}
    return sentence_of(event.tag, {**event.payload, **named}, right_name(right) if right is not None else "")


def details_of(details: str, right: Right) -> list[dict[str, str]]:
    """Give what a proposal has the letter of a grant say, as the rows of a summary list."""
    return rows_of(Fields.from_json(details), GRANTED[right])


def done_facts(facts: str, right: Right) -> list[dict[str, str]]:
    """Give what was recorded of a carrying out as the rows of a summary list."""
    return rows_of(Fields.from_json(facts), facts_of(right, BY_DUTY))


def has_fact(facts: str, name: str) -> bool:
    """Tell whether something was recorded of a carrying out."""
    return bool(Fields.from_json(facts)[name])


def draft_state(status: StrEnum) -> str:
    """Give the Dutch word for where a letter that is being written stands."""
    return DRAFT_STATES[status.value]


def code_word(member: StrEnum) -> str:
    """Give the Dutch word for a member of a closed list."""
    return word(member)


def language_name(code: str) -> str:
    """Give the name of a language of letters, in that language."""
    return dict(letter_languages()).get(code, code)


def language_missing(view: CaseView) -> bool:
    """Tell whether letters to a case's client cannot be made in the client's language."""
    return not has_language(installation().catalogue, view.regulation, view.subject.language)


def late_words(late: Lateness, sent: object) -> str:
    """Say how late a letter is, or was when it was sent; empty when it is in time."""
    return posting.late_words(late, sent=bool(sent))


def late_letters(view: CaseView) -> dict[int, str]:
    """Say of a case's letters that left late how late they were, by letter."""
    sent = [(letter, letter.dispatch.posted_on) for letter in view.letters if letter.dispatch is not None]
    dates = {letter.id: (due_of(letter, view.case, view.regulation), left_on) for letter, left_on in sent}
    return {letter_id: late_words(lateness(*found), sent=True) for letter_id, found in dates.items()}


def install(app: Flask) -> None:
    """Make the filters known to the templates."""
    app.jinja_env.filters.update(
        day=day,
        weekday_day=weekday_day,
        moment=moment,
        moment_day=moment_day,
        days_left=days_left,
        details_of=details_of,
        done_facts=done_facts,
        has_fact=has_fact,
        draft_state=draft_state,
        word=code_word,
        receivers=receivers,
        retention=retention,
        own_term=own_term,
        rights_listed=rights_listed,
        right_article=right_article,
        right_name=right_name,
        request_name=request_name,
        reopened_rows=reopened_rows,
        ground_name=ground_name,
        capital=capital,
        event_text=event_text,
        language_name=language_name,
        late_words=late_words,
        problem_words=problem_words,
        late_letters=late_letters,
        advice_term=shown_term,
        remark_rows=remark_rows,
        typed_remark_rows=typed_remark_rows,
        place_of=place_of,
        called=called,
        duty_text=duty_text,
        millimetres=millimetres,
        own_word=own_word,
    )
    app.jinja_env.tests.update(about_any_field=about_any_field, language_missing=language_missing)


def receivers(regulation: Regulation) -> str:
    """Give a line per receiver: who takes in which requests, by which article."""
    lines = [f"{row.who}: {rights_listed(row.rights)} ({row.article})" for row in regulation.receivers]
    return "\n".join(lines) or _("Het reglement noemt niemand.")


def retention(regulation: Regulation) -> str:
    """Give a line per rule: what is kept, how long, by which article."""
    return "\n".join(
        f"{capital(row.subject)}: {_years(row.years)}{row.counted_from} ({row.article})" for row in regulation.retention
    )


def _years(count: int | None) -> str:
    return ngettext("%(num)s jaar, ", "%(num)s jaar, ", count) if count else ""
