"""After a lawful extension the derivation says the date that counts, and when its letter leaves; nothing else moves."""

from datetime import date

import pytest

from dsar.core.counted import counted_steps
from dsar.core.deadlines import derive
from dsar.core.progress import answer_clock
from dsar.core.vocabulary import Right
from dsar.regulations import load_catalogue
from dsar.wording.deadlines import step_text

CATALOGUE = load_catalogue(extra_dirs=())
RECEIVED = date(2026, 11, 16)


@pytest.mark.parametrize("slug", ["aanzien", "westendorp-pr", "werk-op-maat", "werkkrachtcentrale", "zaz-welzijn"])
@pytest.mark.parametrize("right", list(Right))
def test_the_steps_of_an_extended_request_end_on_the_date_that_counts(slug: str, right: Right) -> None:
    regulation = CATALOGUE.for_day(slug, RECEIVED)
    deadlines = derive(regulation, right, RECEIVED, extended=True, extended_on=date(2026, 11, 30))
    steps = counted_steps(deadlines)
    clock = answer_clock(deadlines)
    governing = [step for step in steps if step.clock == "governing" and step.params["of"] != "fulfil"]
    sending = [step for step in steps if step.clock == "send_by" and step.params["of"] != "fulfil"]
    assert [step.date for step in governing] == [clock.governing]
    assert [step.date for step in sending] == [clock.send_by]
    assert len(steps) == len(deadlines.steps)
    changed = [new for new, old in zip(steps, deadlines.steps, strict=True) if new != old]
    assert {step.clock for step in changed} <= {"governing", "send_by"}
    for step in changed:
        assert step_text(step)


def test_without_an_extension_every_step_is_as_the_engine_gave_it() -> None:
    deadlines = derive(CATALOGUE.for_day("aanzien", RECEIVED), Right.INSPECTION, RECEIVED)
    assert counted_steps(deadlines) is deadlines.steps
