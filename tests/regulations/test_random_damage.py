"""Whatever is done to a valid file, reading it gives a regulation or `RegulationErrors`, and nothing else."""

import copy
import tomllib
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from dsar.regulations import Mistake, RegulationErrors, canonical_json, from_canonical_json, load_file
from dsar.regulations.build import build
from dsar.regulations.mistakes import Report
from tests.regulations.support import FILES

TEXTS = [path.read_text(encoding="utf-8") for path in FILES]
ODD = st.one_of(
    st.none().map(lambda _: {}),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=20),
    st.dates(),
    st.datetimes(),
    st.times(),
    st.lists(st.one_of(st.text(max_size=3), st.integers(), st.just({}), st.just([])), max_size=3),
    st.dictionaries(st.text(max_size=5), st.integers(), max_size=3),
)


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Give the way to every value inside a document."""
    found = [path] if path else []
    children = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, child in children:
        found += places(child, (*path, key))
    return found


def holder(document: Any, path: tuple[Any, ...]) -> Any:
    for step in path[:-1]:
        document = document[step]
    return document


@settings(max_examples=600)
@given(st.sampled_from(TEXTS), st.data())
def test_a_damaged_document_gives_mistakes_or_a_regulation(text: str, data: st.DataObject) -> None:
    document = copy.deepcopy(tomllib.loads(text))
    for _ in range(data.draw(st.integers(1, 4))):
        ways = places(document)
        if not ways:
            break
        path = data.draw(st.sampled_from(ways))
        within = holder(document, path)
        kind = data.draw(st.sampled_from(["remove", "replace", "rename"]))
        if kind == "remove":
            del within[path[-1]]
        elif kind == "replace":
            within[path[-1]] = data.draw(ODD)
        elif isinstance(within, dict):
            within[data.draw(st.text(max_size=12))] = within.pop(path[-1])
    report = Report()
    regulation = build(document, report)
    for key, message in report.found:
        assert message
        assert "\n" not in str(Mistake("file", key, message))
    if not report.found:
        assert from_canonical_json(canonical_json(regulation)) is not None


@settings(max_examples=400)
@given(st.sampled_from(TEXTS), st.data())
def test_a_file_with_damaged_bytes_gives_mistakes_or_a_regulation(
    tmp_path_factory: Any, text: str, data: st.DataObject
) -> None:
    content = bytearray(text.encode())
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(content)))
        length = data.draw(st.integers(0, 40))
        content[at : at + length] = data.draw(st.binary(max_size=8))
    path = tmp_path_factory.getbasetemp() / "damaged.toml"
    path.write_bytes(content)
    assert understood(path)


def understood(path: Path) -> bool:
    """Tell whether a file was read, or refused with at least one mistake named."""
    try:
        return bool(load_file(path).organisation)
    except RegulationErrors as errors:
        return bool(errors.mistakes)


@given(st.recursive(ODD, lambda inner: st.dictionaries(st.text(max_size=5), inner, max_size=4), max_leaves=8))
def test_any_document_gives_mistakes(document: Any) -> None:
    report = Report()
    build(document if isinstance(document, dict) else {"format": document}, report)
    assert report.found


def test_the_odd_values_are_of_every_kind_that_the_parser_knows() -> None:
    kinds = {type(value) for value in tomllib.loads("a=1\nb=1.0\nc=''\nd=true\ne=1979-05-27\nf=07:32:00").values()}
    assert kinds == {int, float, str, bool, date, time}
    assert issubclass(datetime, date)
