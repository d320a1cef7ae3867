"""The composed letters of the demo: being written, before the FG, final, and those that left and moved a date."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from dsar.core.drafts import DraftInput
from dsar.core.fields import NO_FIELDS, Fields
from dsar.core.vocabulary import LetterKind


@dataclass(frozen=True, slots=True)
class DemoDraft:
    """A composed letter and its way; every `…_days_ago` that is None has not happened yet."""

    kind: LetterKind
    written_days_ago: int
    fields: Fields = NO_FIELDS
    submitted_days_ago: int | None = None
    agreed_days_ago: int | None = None
    letter_days_ago: int | None = None
    posted_days_ago: int | None = None
    expected_in_days: int | None = None  # of a late answer, counted from the day of writing

    def about(self, request_id: int, today: date) -> DraftInput:
        """Give the draft about one request as it is written on a day."""
        fields = self.fields
        if self.expected_in_days is not None:
            fields = Fields.of({**dict(fields.entries), "expected_on": today + timedelta(days=self.expected_in_days)})
        return DraftInput(self.kind, (request_id,), fields)


IDENTITY_REQUEST = DemoDraft(
    LetterKind.IDENTITY_REQUEST,
    written_days_ago=1,
    fields=Fields.of({"about": "identity", "doubt": "Uw brief kwam van een adres dat niet in ons dossier staat."}),
)
EXTENSION_NOTICE = DemoDraft(
    LetterKind.EXTENSION_NOTICE,
    written_days_ago=2,
    fields=Fields.of(
        {
            "reason": "complexity",
            "explanation": "Uw geboortedatum staat in drie oude systemen. Wij zoeken uit waar de fout begon.",
        }
    ),
    submitted_days_ago=2,
)
IDENTITY_ASKED = replace(IDENTITY_REQUEST, written_days_ago=10, letter_days_ago=10, posted_days_ago=10)
EXTENDED = DemoDraft(
    LetterKind.EXTENSION_NOTICE,
    written_days_ago=8,
    fields=Fields.of(
        {
            "reason": "complexity",
            "explanation": "Uw gegevens staan op papier in drie kantoren. Wij zoeken alles bij elkaar.",
        }
    ),
    submitted_days_ago=8,
    agreed_days_ago=7,
    letter_days_ago=6,
    posted_days_ago=6,
)
LATE_ANSWER = DemoDraft(
    LetterKind.LATE_ANSWER,
    written_days_ago=1,
    fields=Fields.of({"cause": "Uw begeleider was ziek. Daardoor bleef uw verzoek bij ons liggen."}),
    letter_days_ago=1,
    expected_in_days=15,
)
