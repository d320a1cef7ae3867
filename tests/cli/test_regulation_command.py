"""`flask --app wsgi regulation check FILE...` names every mistake; exit 0 in order, 1 not."""

from pathlib import Path

from click.testing import CliRunner, Result

from dsar.cli.regulation import regulation
from tests.regulations.support import FILES, SIXTH, sixth_text


def check(*paths: Path) -> Result:
    return CliRunner().invoke(regulation, ["check", *map(str, paths)])


def test_files_in_order_are_named_with_organisation_version_and_day() -> None:
    result = check(*FILES)
    assert result.exit_code == 0
    lines = result.output.splitlines()
    assert len(lines) == len(FILES)
    assert lines[-1] == f"{SIXTH}: in orde (Woonhof De Linde, versie 2018-05-25, geldt vanaf 2018-05-25)"


def test_mistakes_are_named_one_per_line_with_file_and_line_and_the_exit_code_is_1(tmp_path: Path) -> None:
    path = tmp_path / "wrong.toml"
    path.write_text(sixth_text().replace('"10d"', '"4 weeks"').replace("format = 1", ""), encoding="utf-8")
    number = path.read_text(encoding="utf-8").splitlines().index('period = "4 weeks"') + 1
    result = check(SIXTH, path)
    assert result.exit_code == 1
    assert result.output.splitlines() == [
        f"{SIXTH}: in orde (Woonhof De Linde, versie 2018-05-25, geldt vanaf 2018-05-25)",
        f"{path}: format: ontbreekt; verwacht een geheel getal van 1 tot en met 1",
        f"{path}:{number}: term[1].period: verwacht een getal met d, w of m erachter, zoals 4w; gevonden '4 weeks'",
    ]


def test_a_file_that_is_not_there_is_a_mistake_like_any_other(tmp_path: Path) -> None:
    result = check(tmp_path / "none.toml", tmp_path)
    assert result.exit_code == 1
    assert result.output.splitlines() == [
        f"{tmp_path / 'none.toml'}: dit bestand bestaat niet",
        f"{tmp_path}: is een map; verwacht een bestand",
    ]


def test_without_a_file_the_command_says_how_it_is_used() -> None:
    result = check()
    assert result.exit_code == 2
    assert "BESTAND" in result.output
