"""Which version holds on a day, how versions and organisations fit together, and where files are looked for."""

import os
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from dsar.core.errors import InvalidInput
from dsar.core.regulation import Regulation
from dsar.core.vocabulary import LegalNature, Right, Role
from dsar.regulations import ENVIRONMENT, RegulationErrors, load_catalogue, sha256
from tests.regulations.support import SIXTH, sixth_text

SLUG = "woonhof-de-linde"


def write(folder: Path, version: str, effective_from: str, until: str = "", **changes: str) -> Path:
    text = sixth_text().replace('version = "2018-05-25"', f'version = "{version}"')
    ends = f"\neffective_until = {until}" if until else ""
    text = text.replace("effective_from = 2018-05-25", f"effective_from = {effective_from}{ends}")
    for old, new in changes.items():
        text = text.replace(old, new)
    path = folder / f"{SLUG}.{version}.toml"
    path.write_text(text, encoding="utf-8")
    return path


def errors(folder: Path) -> str:
    with pytest.raises(RegulationErrors) as caught:
        load_catalogue([folder])
    return str(caught.value)


def test_a_sixth_organisation_is_added_by_its_file_alone() -> None:
    catalogue = load_catalogue([SIXTH.parent])
    assert SLUG in catalogue.organisations
    sixth = catalogue.newest(SLUG)
    assert (sixth.words.data_subject, sixth.words.receiver, sixth.words.decider) == (
        "bewoner",
        "huismeester",
        "bestuurder",
    )
    assert sixth.decider_may_be_author
    assert sixth.details.legal_nature is LegalNature.ADMINISTRATIVE
    assert {str(right): str(term) for right, term in ((r, t.period) for r, t in sixth.terms.items())} == {
        "inspection": "10d",
        "copy": "10d",
        "correction": "3w",
        "supplement": "3w",
        "erasure": "3w",
        "restriction": "3w",
        "objection": "3w",
    }
    assert sixth.hearing_article(Right.ERASURE) == "artikel 5.3"
    assert sixth.roles_named[Role.COLLEAGUE] == "woonbegeleider"
    assert [ground.code for ground in sixth.grounds_for(Right.OBJECTION)] == ["compelling_grounds"]


def test_extra_folders_come_from_the_environment_when_none_are_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(ENVIRONMENT, os.pathsep.join([str(SIXTH.parent), "", str(SIXTH.parent)]))
    assert SLUG in load_catalogue().organisations
    assert SLUG not in load_catalogue(()).organisations
    monkeypatch.delenv(ENVIRONMENT)
    assert SLUG not in load_catalogue().organisations


def test_a_case_gets_the_version_of_its_day_of_receipt(tmp_path: Path) -> None:
    write(tmp_path, "one", "2018-05-25")
    write(tmp_path, "two", "2024-03-01")
    catalogue = load_catalogue([tmp_path])
    assert catalogue.for_day(SLUG, date(2024, 2, 29)).version == "one"
    assert catalogue.for_day(SLUG, date(2024, 3, 1)).version == "two"
    assert catalogue.version(SLUG, "one").effective_until == date(2024, 2, 29)
    assert catalogue.newest(SLUG).version == "two"
    assert catalogue.newest(SLUG).effective_until is None
    assert [regulation.version for regulation in catalogue.all() if regulation.organisation == SLUG] == ["one", "two"]


def test_a_next_version_does_not_change_the_hash_of_the_one_before(tmp_path: Path) -> None:
    write(tmp_path, "one", "2018-05-25")
    before = sha256(load_catalogue([tmp_path]).version(SLUG, "one"))
    write(tmp_path, "two", "2024-03-01")
    assert sha256(load_catalogue([tmp_path]).version(SLUG, "one")) == before


def test_a_day_without_a_version_and_an_unknown_organisation_are_invalid_input(tmp_path: Path) -> None:
    write(tmp_path, "one", "2020-01-01", until="2020-12-31")
    catalogue = load_catalogue([tmp_path])
    for day in (date(2019, 12, 31), date(2021, 1, 1)):
        with pytest.raises(InvalidInput) as caught:
            catalogue.for_day(SLUG, day)
        assert (caught.value.field, caught.value.code) == ("received_on", "no_regulation_for_day")
    asks: tuple[Callable[[], Regulation], ...] = (
        lambda: catalogue.for_day("nobody", date(2026, 1, 1)),
        lambda: catalogue.newest("nobody"),
        lambda: catalogue.version(SLUG, "three"),
    )
    for ask in asks:
        with pytest.raises(InvalidInput) as caught:
            ask()
        assert (caught.value.field, caught.value.code) == ("organisation", "unknown_regulation")


@pytest.mark.parametrize(
    ("until", "begins", "words"),
    [("2020-12-31", "2021-02-01", "er valt een gat na"), ("2020-12-31", "2020-12-31", "overlapt met")],
)
def test_versions_leave_no_gap_and_do_not_overlap(tmp_path: Path, until: str, begins: str, words: str) -> None:
    one = write(tmp_path, "one", "2018-05-25", until=until)
    two = write(tmp_path, "two", begins)
    told = errors(tmp_path)
    assert words in told
    assert str(one) in told
    assert str(two) in told


def test_two_versions_from_one_day_or_with_one_name_name_both_files(tmp_path: Path) -> None:
    one = write(tmp_path, "one", "2018-05-25")
    two = write(tmp_path, "two", "2018-05-25")
    assert f"geldt vanaf dezelfde dag (2018-05-25) als {one}" in errors(tmp_path)
    two.write_text(one.read_text(encoding="utf-8").replace("2018-05-25", "2020-01-01"), encoding="utf-8")
    assert f"versie 'one' staat ook in {one}" in errors(tmp_path)


def test_two_organisations_cannot_share_a_reference_prefix(tmp_path: Path) -> None:
    write(tmp_path, "one", "2018-05-25", WDL="WPR")
    assert "organisation.reference_prefix: 'WPR' is al van" in errors(tmp_path)


def test_every_file_with_a_mistake_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text("", encoding="utf-8")
    (tmp_path / "b.toml").write_text("x", encoding="utf-8")
    (tmp_path / "notes.txt").write_text("x", encoding="utf-8")
    told = errors(tmp_path)
    assert "a.toml" in told
    assert "b.toml" in told
    assert "notes.txt" not in told


def test_a_folder_that_is_not_there_is_a_mistake(tmp_path: Path) -> None:
    assert "is geen map" in errors(tmp_path / "none")
