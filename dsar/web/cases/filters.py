"""What narrows the worklist, as a form whose answers stand in the address, so that it can be shared and kept.

What people are looked for by stands in no address: a name would end up in logs and in the browser's history.
"""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar

from flask import url_for
from wtforms import BooleanField
from wtforms import Form as PlainForm
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.validators import Optional

from dsar.core.search import Tab, Wanted
from dsar.core.vocabulary import Right, Role
from dsar.core.workflow import Status
from dsar.language import Words
from dsar.language import gettext as _
from dsar.language import lazy_gettext as _l
from dsar.queries.worklist_walks import ACTING
from dsar.web.fields import DayField, Select, as_typed
from dsar.web.filters import capital, right_name
from dsar.wording.words import word

E = TypeVar("E", bound=StrEnum)
OWN = "ik"
_NAMES = ("organisation", "right", "status", "owner", "waits_for", "received_from", "received_until", "overdue")


_WAITED_FOR = Words(  # by what they do: what they are called differs from one organisation to the next
    {
        Role.CONTACT_PERSON: "Wie de zaak behandelt",
        Role.FG: "Wie advies geeft",
        Role.DECIDER: "Wie beslist",
    }
)


class Filters(PlainForm):
    """What can be chosen; an empty choice narrows nothing, and what makes no sense is as if it were empty."""

    organisation = Select(_l("Organisatie"), name="organisatie", validate_choice=False)
    right = Select(_l("Verzoek"), name="verzoek", validate_choice=False)
    status = Select(_l("Stand"), name="stand", validate_choice=False)
    owner = Select(_l("Behandelaar"), name="behandelaar", validate_choice=False)
    waits_for = Select(_l("Wacht op"), name="wacht-op", validate_choice=False)
    received_from = DayField(_l("Ontvangen vanaf"), [Optional()], name="vanaf")
    received_until = DayField(_l("Ontvangen tot en met"), [Optional()], name="tot-en-met")
    overdue = BooleanField(_l("Alleen wat te laat is"), name="te-laat")

    def offer(self, organisations: Sequence[tuple[int, str]], owners: Sequence[tuple[int, str]], *, own: bool) -> None:
        """Set what there is to choose from; `own` offers what is the reader's own to look after."""
        self.organisation.choices = _any(_("Alle"), [(str(key), name) for key, name in organisations])
        self.owner.choices = _any(_("Iedereen"), [(str(key), name) for key, name in owners])
        if own:
            self.owner.choices.insert(1, SelectChoice(value=OWN, label=_("Ik, en voor wie ik waarneem")))
        self.right.choices = _any(_("Alle"), [(right.value, capital(right_name(right))) for right in Right])
        self.status.choices = _any(
            _("Alle"), [(status.value, word(status)) for status in Status if status is not Status.CLOSED]
        )
        self.waits_for.choices = _any(_("Iedereen"), [(role.value, _WAITED_FOR[role]) for role in ACTING])

    def wanted(self, terms: tuple[str, ...] = ()) -> Wanted:
        """Give what was chosen."""
        return Wanted(
            organisation_id=_number(self.organisation.data),
            right=_member(Right, self.right.data),
            status=_member(Status, self.status.data),
            owner_id=_number(self.owner.data),
            own=self.owner.data == OWN,
            waits_for=_member(Role, self.waits_for.data),
            received_from=self.received_from.data,
            received_until=self.received_until.data,
            overdue=self.overdue.data,
            terms=terms,
        )

    def address(self, tab: Tab, after: tuple[date, int] | None = None) -> str:
        """Give the address of a tab with these filters."""
        query: dict[str, Any] = {"tab": tab.value, **self._chosen()}
        if after is not None:
            query["after"] = f"{after[0].isoformat()}_{after[1]}"
        return url_for("cases.worklist", **query)

    def _chosen(self) -> dict[str, str]:
        return {self[name].name: as_typed(self[name].data) for name in _NAMES if self[name].data}


def _any(label: str, options: Sequence[tuple[str, str]]) -> list[SelectChoice]:
    return [SelectChoice(value="", label=label), *(SelectChoice(value=value, label=name) for value, name in options)]


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else None


def _member(words: type[E], text: str | None) -> E | None:
    return words(text) if text in set(words) else None
