"""What narrows the trail, as a form whose answers stand in the address, so that it can be shared and kept."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from flask import url_for
from wtforms import Form as PlainForm
from wtforms import StringField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.validators import Length, Optional

from dsar.clock import start_of_day
from dsar.core.audit import Topic
from dsar.language import gettext as _
from dsar.language import lazy_gettext as _l
from dsar.queries.audit import Sought
from dsar.web.fields import DayField, Select, as_typed, choices
from dsar.wording.words import pairs

_LONGEST = 30  # characters, as a reference has at most
_NAMES = ("topic", "who", "since", "until", "reference")


class TrailFilters(PlainForm):
    """What can be chosen; an empty choice narrows nothing, and what makes no sense is as if it were empty."""

    topic = Select(_l("Waarover"), name="over", validate_choice=False)
    who = Select(_l("Wie"), name="wie", validate_choice=False)
    since = DayField(_l("Vanaf"), [Optional()], name="vanaf")
    until = DayField(_l("Tot en met"), [Optional()], name="tot-en-met")
    reference = StringField(_l("Nummer van de zaak"), [Length(max=_LONGEST)], name="zaak")

    def offer(self, people: Sequence[tuple[int, str]]) -> None:
        """Set what there is to choose from."""
        self._people = {str(key): key for key, _name in people}
        self.topic.choices = [SelectChoice(value="", label=_("Alles")), *choices(pairs(Topic))]
        self.who.choices = [
            SelectChoice(value="", label=_("Iedereen")),
            *(SelectChoice(value=str(key), label=name) for key, name in people),
        ]

    def sought(self) -> Sought:
        """Give what was chosen; days are days in the Netherlands."""
        topic, who = self.topic.data or "", self.who.data or ""
        since, until = self.since.data, self.until.data
        return Sought(
            topic=Topic(topic) if topic in set(Topic) else None,
            actor_id=self._people.get(who),
            since=start_of_day(since) if since is not None else None,
            until=start_of_day(until + timedelta(days=1)) if until is not None else None,
            reference=(self.reference.data or "").strip().upper(),
        )

    @property
    def narrowed(self) -> bool:
        """Whether anything was chosen."""
        return any(self[name].data for name in _NAMES)

    def address(self, organisation_id: int, before: int | None = None) -> str:
        """Give the address of a page of the trail with these filters."""
        chosen = {self[name].name: as_typed(self[name].data) for name in _NAMES if self[name].data}
        query: dict[str, Any] = {"organisatie": organisation_id, "before": before, **chosen}
        return url_for("audit.trail", **query)
