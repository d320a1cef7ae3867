"""The set of sample letters is whole, and each letter in it is right on paper."""

import pytest

from dsar.core.placeholders import COMPOSED, GRANTED, lacking
from dsar.core.vocabulary import LetterKind, Outcome
from dsar.letters import from_json, to_json
from dsar.letters.text import unprintable
from tests.letters.sampleset import LANGUAGES, core_samples, samples

ORGANISATIONS = ("zaz-welzijn", "westendorp-pr", "aanzien", "werk-op-maat", "werkkrachtcentrale")


def test_there_is_a_letter_for_every_kind_organisation_language_and_size() -> None:
    wanted = {
        f"{organisation}/{kind.value}/{language}{size}"
        for organisation in ORGANISATIONS
        for kind in LetterKind
        for language in LANGUAGES
        for size in ("", "-large")
    }
    assert set(core_samples()) == wanted
    assert len(samples()) > len(wanted)


def test_every_letter_has_the_kind_language_and_size_of_its_name() -> None:
    for name, context in samples().items():
        organisation, kind, language = name.split("/")
        assert organisation in ORGANISATIONS
        assert kind.split(".")[0] == context.kind.value
        assert language == f"{context.language}{'-large' if context.large_print else ''}"


@pytest.mark.parametrize("name", samples())
def test_nothing_that_a_letter_needs_is_left_open_in_the_set(name: str) -> None:
    context = samples()[name]
    assert list(lacking(COMPOSED.get(context.kind, ()), context.fields)) == []
    for request in context.requests:
        if request.outcome in {Outcome.GRANT, Outcome.PARTIAL}:
            assert list(lacking(GRANTED[request.right], request.fields)) == []
        for part in request.parts:
            assert part.outcome is Outcome.GRANT or part.facts
    texts = to_json(context)
    assert unprintable(texts) == ""
    assert from_json(texts) == context
