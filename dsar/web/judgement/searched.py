"""What was searched, for a letter to begin with: nobody types the answer of a colleague again."""

from collections.abc import Iterable

from dsar.core.vocabulary import SearchResult, TaskKind
from dsar.queries.tasks import Task
from dsar.wording.words import word


def searched_rows(tasks: Iterable[Task], request_id: int) -> tuple[tuple[str, str], ...]:
    """Give each place that was searched for a request with what came of it: the newest answer of the newest task."""
    found: dict[str, str] = {}
    for task in tasks:
        about = any(link.request_id == request_id for link in task.links)
        if task.kind is TaskKind.SEARCH and about and task.answers and task.withdrawal is None:
            answer = task.answers[-1]
            found[task.place] = _said(answer.result, answer.body)
    return tuple(found.items())


def _said(result: SearchResult | None, body: str) -> str:
    """Say what came of a search on one line; that something was found goes without saying where it is named."""
    text = " ".join(body.split())
    if text and result is SearchResult.FOUND:
        return text
    named = word(result) if result is not None else ""
    return f"{named}: {text}" if named and text else named or text
