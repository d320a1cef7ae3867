"""What a judgement of a letter that people write rests on: the same for the officer and for the decider."""

from dataclasses import dataclass
from typing import Any

from dsar.core.advice_terms import AdviceTerm
from dsar.core.fields import Fields
from dsar.core.placeholders import COMPOSED
from dsar.queries.advice_terms import term_of_draft
from dsar.queries.drafts import DraftAdvice, LetterDraft, WithoutAdvice
from dsar.services.issue_letter import LetterInput
from dsar.web.cases.clocks import request_panel
from dsar.web.context import session, today
from dsar.web.filled_in import labels_of, texts_of
from dsar.web.filters import request_name
from dsar.web.forms import Form
from dsar.web.judgement.compare import Field, changed_fields
from dsar.web.letters.composed import Composed
from dsar.web.letters.mistakes import overtaken
from dsar.web.looking import look_stored


@dataclass(frozen=True, slots=True)
class Round:
    """What was said of a revision, or that somebody went on without; exactly one of the two."""

    revision: int
    advice: DraftAdvice | None
    without: WithoutAdvice | None


def draft_of(what: Composed) -> LetterDraft:
    """Give the draft of a letter that is judged; raises RuntimeError for one that was not kept yet."""
    if what.draft is None:
        raise RuntimeError("a letter to judge has a draft")
    return what.draft


def term_of(what: Composed) -> AdviceTerm | None:
    """Give the term for the advice; None when none is asked now."""
    return term_of_draft(session(), what.view.case.organisation, draft_of(what), today())


def letter_file(what: Composed) -> dict[str, Any]:
    """Give what both screens show: the letter's fields and pages, its clocks, and the rounds before."""
    draft = draft_of(what)
    chosen = {link.request_id for link in draft.links}
    return {
        "draft": draft,
        "term": term_of(what),
        "overtaken": overtaken(what),
        "rows": [row for row in what.requests if row.request.id in chosen],
        "fields": marked(draft),
        "compared": bool(_earlier(draft)),
        "rounds": _rounds(draft),
        # When the page cannot be made the fields can still be read.
        "looked": look_stored(Form(formdata=None), what.view.case.id, LetterInput(today(), draft_id=draft.id)),
        "clocks": [request_panel(request_name(row.request), row) for row in what.requests],
    }


def marked(draft: LetterDraft) -> tuple[Field, ...]:
    """Give what is filled in, with what changed since the revision that was advised on last."""
    placeholders = COMPOSED[draft.kind]
    new = texts_of(Fields.from_json(draft.content), placeholders)
    earlier = _earlier(draft)
    old = texts_of(Fields.from_json(earlier), placeholders) if earlier else new
    return changed_fields(labels_of(placeholders), old, new)


def _earlier(draft: LetterDraft) -> str:
    """Give the content of the revision on which was advised last, before this one; empty when there is none."""
    return next((row.content for row in reversed(draft.advices) if row.revision < draft.revision), "")


def _rounds(draft: LetterDraft) -> list[Round]:
    said = [Round(row.revision, row, None) for row in draft.advices]
    passed = [Round(row.draft_revision or 0, None, row) for row in draft.without_advices]
    return sorted((*said, *passed), key=lambda row: row.revision, reverse=True)
