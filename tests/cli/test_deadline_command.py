"""`flask --app wsgi deadline`: one request, a file of requests or a bare term; exit 2 for wrong use."""

import csv
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from dsar.cli.deadline import deadline
from dsar.core.vocabulary import Right
from dsar.regulations import load_catalogue

ORGANISATIONS = ("aanzien", "werk-op-maat", "werkkrachtcentrale", "westendorp-pr", "zaz-welzijn")
VECTORS = Path(__file__).parent.parent / "data" / "deadline-vectors.csv"
REQUEST = ("--organisation", "werk-op-maat", "--right", "erasure", "--received", "2026-01-15")
HEADER = "organisation,right,received,pauses,extended"


@pytest.fixture(autouse=True)
def only_the_packaged_regulations(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DSAR_REGULATIONS", raising=False)


def run(*args: str, stdin: str | bytes = "") -> Result:
    return CliRunner().invoke(deadline, args, input=stdin)


def answer(*args: str) -> dict[str, Any]:
    result = run(*args, "--json")
    assert result.exit_code == 0, result.output
    found = json.loads(result.stdout)
    assert isinstance(found, dict)
    return found


def refused(*args: str) -> str:
    result = run(*args)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr.startswith("Fout: ")
    assert "Traceback" not in result.stderr
    return result.stderr


def batch(tmp_path: Path, *rows: str, header: str = HEADER) -> tuple[int, list[dict[str, Any]]]:
    path = tmp_path / "requests.csv"
    path.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    result = run("--batch", str(path))
    return result.exit_code, [json.loads(line) for line in result.stdout.splitlines()]


# One request


def test_a_request_gives_both_clocks_of_answer_and_fulfilment_as_json() -> None:
    found = answer(*REQUEST)
    steps = found.pop("steps")
    assert found == {
        "organisation": "werk-op-maat",
        "right": "erasure",
        "received": "2026-01-15",
        "regulation_version": load_catalogue(extra_dirs=()).for_day("werk-op-maat", date(2026, 1, 15)).version,
        "respond": {
            "regulation": None,
            "statutory": "2026-02-16",
            "governing": "2026-02-16",
            "send_by": "2026-02-12",
            "without_pause": "2026-02-16",
        },
        "fulfil": {
            "regulation": "2026-04-15",
            "statutory": "2026-02-16",
            "governing": "2026-02-16",
            "send_by": "2026-02-12",
            "without_pause": "2026-02-16",
        },
    }
    assert all(set(step) == {"clock", "date", "text", "source"} for step in steps)
    assert [step["clock"] for step in steps][:2] == ["receipt", "regulation"]
    assert "zondag" in " ".join(step["text"] for step in steps)


@pytest.mark.parametrize("organisation", ORGANISATIONS)
@pytest.mark.parametrize("right", Right)
def test_every_right_of_every_organisation_has_dates(organisation: str, right: Right) -> None:
    found = answer("--organisation", organisation, "--right", right, "--received", "2026-03-02")
    assert found["respond"]["statutory"] == found["fulfil"]["statutory"] == "2026-04-02"
    assert not {"stop", "refuse_by", "flags"} & found.keys()


@pytest.mark.parametrize(("purpose", "stop"), [("commercial", True), ("charitable", True), ("other", False)])
def test_an_objection_to_commercial_or_charitable_use_stops_on_the_day_of_receipt(purpose: str, stop: bool) -> None:
    request = ("--organisation", "aanzien", "--right", "objection", "--received", "2026-03-02")
    found = answer(*request, "--purpose", purpose)
    assert found.get("stop") == ("2026-03-02" if stop else None)
    assert "stop" not in answer(*request)


def test_pauses_and_extension_are_computed() -> None:
    request = ("--organisation", "aanzien", "--right", "copy", "--received", "2026-06-01")
    pauses = ("--pause", "2026-06-03:2026-06-05", "--pause", "2026-06-04:2026-06-10:clarification")
    found = answer(*request, *pauses, "--extended")
    # the regulation waits for identity only: two days on top of Monday 29 June
    assert found["fulfil"]["regulation"] == found["fulfil"]["governing"] == "2026-07-01"
    assert found["fulfil"]["without_pause"] == "2026-06-29"
    assert found["fulfil"]["statutory"] == "2026-09-08"
    assert found["refuse_by"] == "2026-07-08"
    assert found["flags"] == ["regulation_promise_broken"]
    same = answer(*request, "--pause", "2026-06-03:2026-06-05:identity")
    assert same["respond"]["statutory"] == "2026-07-03"


def test_without_json_the_derivation_is_in_dutch() -> None:
    result = run(*REQUEST)
    assert result.exit_code == 0
    for words in (
        "Verzoek om verwijdering, Stichting Werk op Maat",
        "geen eigen termijn",
        "woensdag 15 april 2026",
        "maandag 16 februari 2026",
        "donderdag 12 februari 2026",
        "Zo is dat berekend",
        "[AVG 12(3)]",
    ):
        assert words in result.stdout
    assert "Zonder pauze" not in result.stdout


def test_without_json_pauses_extension_flags_and_stop_are_shown() -> None:
    request = ("--organisation", "aanzien", "--received", "2026-06-01")
    result = run(*request, "--right", "copy", "--pause", "2026-06-12:2026-06-15", "--extended")
    for words in ("Zonder pauze", "Een weigering gaat uiterlijk", "Let op", "breekt de toezegging", "vijf werkdagen"):
        assert words in result.stdout
    assert "Stoppen met dit gebruik" in run(*request, "--right", "objection", "--purpose", "charitable").stdout


# A bare term


def test_a_bare_term_gives_its_end() -> None:
    found = answer("--rule", "4w", "--calendar", "none", "--received", "2026-03-06")
    steps = found.pop("steps")
    assert found == {
        "due": "2026-04-03",
        "received": "2026-03-06",
        "rule": "4w",
        "calendar": "none",
        "without_pause": "2026-04-03",
    }
    assert [step["clock"] for step in steps] == ["receipt", "term", "term"]


with VECTORS.open(encoding="utf-8", newline="") as _lines:
    ROWS = list(csv.DictReader(_lines))


@pytest.mark.parametrize("row", ROWS)
def test_every_worked_case_comes_out_of_the_command(row: dict[str, str]) -> None:
    pause = ["--pause", f"{row['paused_from']}:{row['paused_to']}"] if row["paused_from"] else []
    extended = ["--extended"] if row["extended"] == "yes" else []
    found = answer(
        "--rule", row["rule"], "--calendar", row["calendar"], "--received", row["received"], *pause, *extended
    )
    assert found["due"] == row["expected_due"]


def test_a_bare_term_uses_no_calendar_unless_one_is_named() -> None:
    assert answer("--rule", "4w", "--received", "2026-10-03")["due"] == "2026-10-31"


def test_a_bare_term_without_json_is_in_dutch() -> None:
    result = run("--rule", "6w", "--calendar", "atw", "--received", "2025-11-20", "--pause", "2025-11-21:2025-11-28")
    for words in ("Termijn van 6 weken", "donderdag 8 januari 2026", "Zonder pauze", "maandag 5 januari 2026"):
        assert words in result.stdout


# A file


def test_a_batch_gives_one_line_for_each_row_in_order(tmp_path: Path) -> None:
    code, found = batch(
        tmp_path,
        "werk-op-maat,erasure,2026-01-15,,",
        "zaz-welzijn,copy,2026-06-01,2026-06-03:2026-06-05;2026-06-04:2026-06-10:clarification,no",
        "westendorp-pr,correction,2026-06-01,,yes",
    )
    assert code == 0
    assert [one["organisation"] for one in found] == ["werk-op-maat", "zaz-welzijn", "westendorp-pr"]
    assert found[1]["respond"]["governing"] == "2026-07-08"
    assert found[2]["respond"]["statutory"] == "2026-09-01"
    assert found[0] == answer(*REQUEST)


def test_a_batch_may_leave_out_pauses_and_extension_and_name_a_purpose(tmp_path: Path) -> None:
    assert batch(tmp_path, "aanzien,copy,2026-06-01", header="organisation,right,received")[0] == 0
    header = "received,right,organisation,purpose"
    code, found = batch(tmp_path, "2026-06-01,objection,aanzien,commercial", header=header)
    assert (code, found[0]["stop"]) == (0, "2026-06-01")


def test_a_row_that_cannot_be_computed_says_so_in_its_place_and_the_exit_code_is_1(tmp_path: Path) -> None:
    good = "aanzien,copy,2026-06-01,,"
    bad = {
        "nobody,copy,2026-06-01,,": "kies uit: aanzien",
        "aanzien,everything,2026-06-01,,": "inspection, copy",
        "aanzien,copy,1-6-2026,,": "JJJJ-MM-DD",
        "aanzien,copy,2026-06-31,,": "geen dag die bestaat",
        "aanzien,copy,2016-06-01,,": "geen reglement",
        "aanzien,copy,2026-06-01,2026-06-02,": "VAN:TOT",
        "aanzien,copy,2026-06-01,2026-05-02:2026-06-02,": "vóór de ontvangst",
        "aanzien,copy,2026-06-01,2026-06-02:2026-06-03:bored,": "identity, clarification",
        "aanzien,erasure,2026-06-01,2026-06-02:2026-06-03:clarification,": "toelichting",
        "aanzien,copy,2026-06-01,,maybe": "yes, no",
        "aanzien,copy,2026-06-01,,no,more": "meer waarden",
        "aanzien": "kies uit: inspection",
        "aanzien,copy,9999-12-31,,": "9999",
    }
    code, found = batch(tmp_path, good, *bad, good)
    assert code == 1
    assert len(found) == len(bad) + 2
    assert found[0] == found[-1]
    for number, (line, said) in enumerate(zip(found[1:-1], bad.values(), strict=True), start=2):
        assert set(line) == {"row", "error"}
        assert line["row"] == number
        assert said in line["error"]


def test_a_batch_is_read_from_standard_input() -> None:
    result = run("--batch", "-", stdin=f"\ufeff{HEADER}\r\naanzien,copy,2026-06-01,,\r\n".encode())
    assert result.exit_code == 0
    assert json.loads(result.stdout)["organisation"] == "aanzien"


def test_a_batch_without_rows_gives_nothing(tmp_path: Path) -> None:
    assert batch(tmp_path) == (0, [])


def test_a_column_that_is_not_read_is_named(tmp_path: Path) -> None:
    path = tmp_path / "requests.csv"
    path.write_text(f"{HEADER},pause\naanzien,copy,2026-06-01,,,\n", encoding="utf-8")
    result = run("--batch", str(path))
    assert result.exit_code == 0
    assert "pause" in result.stderr


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "ontbreekt de kolom organisation, right, received"),
        (b"organisation;right;received\n", "komma"),
        (b"organisation,right,received,right\n", "meer dan eens"),
        (b"organisation,right,received\n\xff\xfe,copy,2026-06-01\n", "UTF-8"),
    ],
)
def test_a_file_that_cannot_be_read_is_wrong_use(tmp_path: Path, content: bytes, said: str) -> None:
    path = tmp_path / "requests.csv"
    path.write_bytes(content)
    assert said in refused("--batch", str(path))
    assert "niet te lezen" in refused("--batch", str(tmp_path / "missing.csv"))
    assert "niet te lezen" in refused("--batch", str(tmp_path))


# Wrong use


@pytest.mark.parametrize(
    ("args", "said"),
    [
        ((), "Er ontbreekt: --organisation, --right, --received"),
        (("--organisation", "aanzien", "--right", "copy"), "Er ontbreekt: --received"),
        (("--rule", "4w"), "Er ontbreekt: --received"),
        (("--organisation", "nobody", *REQUEST[2:]), f"kies uit: {', '.join(ORGANISATIONS)}"),
        ((*REQUEST[:3], "everything", *REQUEST[4:]), "kies uit: inspection, copy, correction"),
        ((*REQUEST[:5], "15-01-2026"), "verwacht JJJJ-MM-DD"),
        ((*REQUEST[:5], "20260115"), "verwacht JJJJ-MM-DD"),
        ((*REQUEST[:5], "2026-02-30"), "geen dag die bestaat"),
        ((*REQUEST[:5], "2017-01-15"), "geen reglement"),
        ((*REQUEST[:5], "9999-12-31"), "9999"),
        ((*REQUEST, "--purpose", "other"), "alleen bij verzet"),
        ((*REQUEST, "--purpose", "fun"), "kies uit: commercial, charitable, current_care, consent, other"),
        ((*REQUEST, "--pause", "2026-01-16"), "VAN:TOT"),
        ((*REQUEST, "--pause", "2026-01-16:2026-01-17:bored"), "kies uit: identity, clarification"),
        ((*REQUEST, "--pause", "2026-01-16:2026-01-17:clarification"), "toelichting"),
        ((*REQUEST, "--pause", "2026-01-14:2026-01-17"), "vóór de ontvangst"),
        ((*REQUEST, "--pause", "2026-01-17:2026-01-16"), "voordat zij"),
        ((*REQUEST, "--calendar", "atw"), "--calendar"),
        ((*REQUEST, "--rule", "4w"), "--organisation, --right"),
        (("--batch", "-", *REQUEST), "--organisation, --right, --received"),
        (("--batch", "-", "--rule", "4w", "--extended"), "--extended, --rule"),
        (("--rule", "4x", "--received", "2026-01-15"), "d, w of m"),
        (("--rule", "1m", "--calendar", "moon", "--received", "2026-01-15"), "kies uit: none, eu1182-nl, atw"),
        (("--rule", "4w", "--extended", "--received", "2026-01-15"), "termijn in maanden"),
        (("--unknown",), "De optie --unknown bestaat niet"),
        (("--received",), "De optie --received mist een waarde"),
        (("word",), "losse woorden"),
    ],
)
def test_wrong_use_names_what_is_expected(args: tuple[str, ...], said: str) -> None:
    assert said in refused(*args)


def test_a_broken_regulation_file_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "broken.toml").write_text("format = ", encoding="utf-8")
    monkeypatch.setenv("DSAR_REGULATIONS", str(tmp_path))
    result = run(*REQUEST)
    assert result.exit_code == 1
    assert "broken.toml" in result.stderr


def test_the_help_names_every_option() -> None:
    result = run("--help")
    assert result.exit_code == 0
    for option in ("organisation", "right", "received", "purpose", "pause", "extended", "batch", "rule", "calendar"):
        assert f"--{option}" in result.stdout
