"""A version is stored as one text, the same for the same content, and read back from it."""

import json
import random
import re
from dataclasses import replace
from pathlib import Path

import pytest

from dsar.regulations import RegulationErrors, canonical_json, from_canonical_json, load_catalogue, load_file, sha256
from tests.regulations.support import FILES, SIXTH, sixth_text


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_regulation_comes_back_from_its_stored_text(path: Path) -> None:
    regulation = load_file(path)
    text = canonical_json(regulation)
    assert from_canonical_json(text) == replace(regulation, details=replace(regulation.details, password_months=None))
    assert canonical_json(from_canonical_json(text)) == text


def test_the_hash_does_not_change_with_comments_and_the_order_of_keys(tmp_path: Path) -> None:
    shuffler = random.Random(1)  # noqa: S311 - not for a secret
    blocks = re.split(r"\n(?=\[)", sixth_text())
    single = [block for block in blocks[1:] if not block.startswith("[[")]
    repeated = [block for block in blocks[1:] if block.startswith("[[")]
    shuffler.shuffle(single)
    mixed = ["# anders geordend\nformat = 1\n"]
    for block in single + repeated:
        head, *lines = [line for line in block.splitlines() if line and not line.startswith("#")]
        shuffler.shuffle(lines)
        mixed.append("\n".join([head, *(f"{line}  # uitleg" for line in lines)]) + "\n")
    path = tmp_path / "mixed.toml"
    path.write_text("\n".join(mixed), encoding="utf-8")
    assert sha256(load_file(path)) == sha256(load_file(SIXTH))


def test_the_hash_changes_with_the_content(tmp_path: Path) -> None:
    path = tmp_path / "changed.toml"
    path.write_text(sixth_text().replace('"10d"', '"11d"'), encoding="utf-8")
    assert sha256(load_file(path)) != sha256(load_file(SIXTH))


@pytest.mark.parametrize("text", ["", "{}", "[]", "null", '{"regulation": {"effective_from": 3}}', "[" * 100_000])
def test_a_stored_text_that_cannot_be_read_is_an_error_of_its_own(text: str) -> None:
    with pytest.raises(RegulationErrors):
        from_canonical_json(text)


def test_a_stored_text_is_checked_by_the_rules_of_the_file() -> None:
    document = json.loads(canonical_json(load_file(SIXTH)))
    document["term"][0]["period"] = "soon"
    with pytest.raises(RegulationErrors, match=r"opgeslagen reglement: term\[1\].period"):
        from_canonical_json(json.dumps(document))


def test_the_months_of_a_password_are_no_part_of_a_version_that_may_be_in_use() -> None:
    regulation = load_catalogue().newest("werk-op-maat")
    assert regulation.details.password_months == 6
    without = replace(regulation, details=replace(regulation.details, password_months=None))
    assert sha256(regulation) == sha256(without)
