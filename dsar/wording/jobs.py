"""Scheduled work in words: what each job is called and what it does."""

from dataclasses import dataclass

from dsar.language import Words


@dataclass(frozen=True, slots=True)
class JobWords:
    """A job on the screen."""

    name: str
    does: str


JOBS = Words(
    {
        "reminders": JobWords("Meldingen", "Meldt wat bijna te laat is, wat te laat is en wat op iemand wacht."),
        "digests": JobWords("Dagelijks overzicht", "Schrijft de e-mail met wat op iemand wacht, op het gekozen uur."),
        "weekly": JobWords("Weekoverzicht", "Schrijft één keer per week de e-mail voor de FG."),
        "mail": JobWords("E-mail", "Verstuurt de e-mail die klaarstaat."),
        "old_runs": JobWords("Opruimen", "Ruimt op wat hier ouder is dan drie maanden."),
    }
)


def job_words(name: str) -> JobWords:
    """Give the words for a job; one that has none is called by its own name."""
    return JOBS[name] if name in JOBS else JobWords(name, "")
