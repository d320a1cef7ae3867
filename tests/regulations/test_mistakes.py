"""Every mistake in a regulation file is named by key and line, in words that say what is expected."""

import os
import re
from pathlib import Path

import pytest

from dsar.regulations import RegulationErrors, load_file
from tests.regulations.support import broken, mistakes_of, sixth_text

MISTAKES = [  # piece of the valid file, what stands there instead, key, words of the message
    ("format = 1", "format = 2", "format", "geheel getal van 1 tot en met 1; gevonden het getal 2"),
    ("format = 1", "", "format", "ontbreekt"),
    ('"10d"', '"4 weeks"', "term[1].period", "getal met d, w of m erachter, zoals 4w; gevonden '4 weeks'"),
    ('"10d"', '"0d"', "term[1].period", "gevonden '0d'"),
    ('"10d"', "10", "term[1].period", "gevonden het getal 10"),
    ('period = "3w"\n', "", "term[2].period", "ontbreekt; verwacht een getal met d, w of m"),
    ('period = "3w"', 'perod = "3w"', "term[2].perod", "onbekende sleutel; bedoelde u 'period'?"),
    ("[words]", "[wordz]", "wordz", "bedoelde u 'words'?"),
    ("[words]", "[wordz]", "words", "ontbreekt; verwacht een onderdeel [words]"),
    ('data_subject = "bewoner"\n', "", "words.data_subject", "ontbreekt"),
    ('data_subject = "bewoner"', "data_subject = true", "words.data_subject", "gevonden true"),
    ('data_subject = "bewoner"', 'data_subject = "  "', "words.data_subject", "gevonden een lege tekst"),
    ('data_subject = "bewoner"', 'data_subject = "a\\nb"', "words.data_subject", "één regel"),
    ('data_subject = "bewoner"', f'data_subject = "{"a" * 101}"', "words.data_subject", "ten hoogste 100 tekens"),
    ("posting_days = 1", "posting_days = true", "organisation.posting_days", "gevonden true"),
    (
        "posting_days = 1",
        "posting_days = 11",
        "organisation.posting_days",
        "van 0 tot en met 10; gevonden het getal 11",
    ),
    ("posting_days = 1", "posting_days = 1.0", "organisation.posting_days", "geheel getal"),
    (
        "advice_on_grants = false",
        "advice_on_grants = 0",
        "decision.advice_on_grants",
        "true of false; gevonden het getal 0",
    ),
    ("advice_on_grants = false", 'advice_on_grants = "nee"', "decision.advice_on_grants", "gevonden 'nee'"),
    ('binds = "fulfil"', 'binds = "fullfil"', "term[1].binds", "onbekend woord 'fullfil'; bedoelde u 'fulfil'?"),
    ('calendar = "atw"', 'calendar = "nl"', "term[1].calendar", "mogelijk: atw, eu1182-nl, none"),
    ('rights = ["inspection", "copy"]', 'rights = ["inspectoin"]', "term[1].rights[1]", "bedoelde u 'inspection'?"),
    ('rights = ["inspection", "copy"]', "rights = [1]", "term[1].rights[1]", "gevonden het getal 1"),
    ('rights = ["inspection", "copy"]', 'rights = "inspection"', "term[1].rights", "een lijst met een of meer van"),
    ('rights = ["inspection", "copy"]', "rights = []", "term[1].rights", "gevonden een lege lijst"),
    ('rights = ["inspection", "copy"]', 'rights = ["copy", "copy"]', "term[1].rights[2]", "staat er twee keer: 'copy'"),
    ('"restriction", "objection"]\nperiod', '"copy"]\nperiod', "term[2].rights", "'copy' heeft al een termijn"),
    ('article = "artikel 4.2"', 'article = ""', "term[2].article", "gevonden een lege tekst"),
    (
        'article = "artikel 4.2"',
        'article = "artikel 4.2"\npaused_by = ["clarification"]',
        "term[2].paused_by",
        "'clarification' mag alleen bij copy, inspection",
    ),
    ('code = "legal_claims"', 'code = "legal_claim"', "ground[2].code", "bedoelde u 'legal_claims'?"),
    (
        'code = "legal_claims"',
        'code = "crime"',
        "ground[2].rights",
        "past niet bij erasure, alleen bij copy, inspection",
    ),
    ('supplement = "artikel 4.3"', 'erasure = "artikel 4.3"', "ground[2].rights", "'erasure' staat in [unrefusable]"),
    ('copy = "artikel 3"\n', "", "articles.copy", "ontbreekt; verwacht de vindplaats"),
    ('inspection = "artikel 3"', 'inzage = "artikel 3"', "articles.inzage", "onbekende sleutel"),
    ('commercial = "artikel 6.2"', 'comercial = "artikel 6.2"', "stop_at_once.comercial", "bedoelde u 'commercial'?"),
    ('commercial = "artikel 6.2"', "commercial = 6.2", "stop_at_once.commercial", "gevonden het getal 6.2"),
    (
        "effective_from = 2018-05-25",
        'effective_from = "2018-05-25"',
        "regulation.effective_from",
        "zonder aanhalingstekens",
    ),
    (
        "effective_from = 2018-05-25",
        "effective_from = 2018-05-25T10:00:00",
        "regulation.effective_from",
        "datum met tijd",
    ),
    ("effective_from = 2018-05-25", "effective_from = 10:00:00", "regulation.effective_from", "een tijdstip"),
    ("effective_from = 2018-05-25", "effective_from = 2018-05-24", "regulation.effective_from", "vanaf 2018-05-25"),
    ("effective_from = 2018-05-25", "effective_from = 2026-02-30", "regulation.effective_from", "datum bestaat niet"),
    (
        "effective_from = 2018-05-25",
        "effective_from = 2020-01-02\neffective_until = 2020-01-01",
        "regulation.effective_until",
        "ligt voor effective_from",
    ),
    ('"woonhof-de-linde"', '"Woonhof De Linde"', "regulation.organisation", "kleine letters"),
    ('"woonhof-de-linde"', '"../etc"', "regulation.organisation", "kleine letters"),
    ('"WDL"', '"wdl1"', "organisation.reference_prefix", "2 tot 6 hoofdletters"),
    ('"#005f5f"', '"teal"', "organisation.accent", "een kleur als #1d5c8a; gevonden 'teal'"),
    ('"#005f5f"', '"#ffff00"', "organisation.accent", "contrast met wit minstens 4,5; gevonden 1,1"),
    ('window = "right"', 'window = "rechts"', "organisation.window", "een van: left, right; gevonden 'rechts'"),
    (
        'legal_nature = "administrative"',
        'legal_nature = "public"',
        "organisation.legal_nature",
        "mogelijk: administrative",
    ),
    (
        'address = ["Lindehof 6", "6000 FF  Voorbeeldstad"]',
        'address = "Lindehof 6"',
        "organisation.address",
        "een lijst",
    ),
    ('address = ["Lindehof 6", ', 'address = ["1", "2", "3", "4", ', "organisation.address", "een lijst van 5"),
    ('email = "privacy@woonhof', 'email = "privacy.woonhof', "organisation.email", "een e-mailadres"),
    ('fg = "FG"\n', "", "roles.fg", "ontbreekt"),
    ('colleague = "woonbegeleider"', 'colleage = "woonbegeleider"', "roles.colleage", "bedoelde u 'colleague'?"),
    ('["post", "handed_over", "portal"]', '["post", "email"]', "letters.ways[2]", "onbekend woord 'email'"),
    ("years = 1\n", "years = 0\n", "retention[1].years", "van 1 tot en met 100"),
    ("[[retention]]", "[retention]", "retention", "een lijst van tabellen: schrijf [[retention]]; gevonden een tabel"),
    ("[hearing]", "[[hearing]]", "hearing", "een tabel: [hearing]; gevonden een lijst"),
    ("[officer]", "officer = 'Robin'\n[officers]", "roles.officer", "onbekende sleutel"),
    ('code = "key_deposit"', 'code = "Key deposit"', "warning[1].code", "kleine letters en _"),
    ("[[duty]]", "[[duty]]\n[duty.extra]\n[[duty]]", "duty[1].extra", "onbekende sleutel"),
    ("format = 1", "format = 1\nground = 'x'\nformat2 = 1", "ground", "deze sleutel staat er al"),
    ("format = 1", "format = 1\nwarnings = ['x']", "warnings", "bedoelde u 'warning'?"),
    ('who = "huismeester"', 'who = "huismeester', "receiver[1].who", "hier staat een teken dat niet mag"),
    ("format = 1", "format = 1\nformat = 1", "format", "deze sleutel staat er al"),
    ('title = "', "title ", "", "na een sleutel hoort een = te staan"),
    ("[words]", "[words", "", "de kop van een onderdeel hoort met ] te eindigen"),
    ("posting_days = 1", "posting_days = een", "organisation.posting_days", "deze waarde is niet te lezen"),
]


@pytest.mark.parametrize(("old", "new", "key", "words"), MISTAKES)
def test_a_mistake_is_named_with_its_key_and_line_and_what_is_expected(
    tmp_path: Path, old: str, new: str, key: str, words: str
) -> None:
    lines = broken(tmp_path, old, new)
    line = r"(\d+: )?" if words.startswith("ontbreekt") else r"\d+: "  # a missing section stands on no line
    assert [found for found in lines if words in found and re.match(line + re.escape(key), found)], lines


def test_the_valid_file_has_no_mistakes(tmp_path: Path) -> None:
    assert mistakes_of(tmp_path, sixth_text()) == []


def test_all_mistakes_are_named_at_once_in_the_order_of_the_file(tmp_path: Path) -> None:
    text = sixth_text().replace('"10d"', '"tien"').replace("posting_days = 1", "posting_days = -1")
    text = text.replace('code = "legal_claims"', 'code = "?"').replace('who = "huismeester"', "")
    keys = [line.split(": ")[1] for line in mistakes_of(tmp_path, text)]
    assert keys == ["organisation.posting_days", "term[1].period", "receiver[1].who", "ground[2].code"]


def test_the_line_is_that_of_the_key(tmp_path: Path) -> None:
    lines = sixth_text().splitlines()
    expected = next(number for number, line in enumerate(lines, start=1) if line == 'period = "3w"')
    assert broken(tmp_path, 'period = "3w"', 'period = "3 w"')[0].startswith(f"{expected}: term[2].period: ")


def test_keys_inside_a_multi_line_text_do_not_count(tmp_path: Path) -> None:
    text = sixth_text().replace("format = 1", 'format = 1\nnote = """\nperiod = 1\n[[term]]\n"""')
    text = text.replace('period = "10d"', 'period = "x"')
    number = text.splitlines().index('period = "x"') + 1
    assert f"{number}: term[1].period" in "\n".join(mistakes_of(tmp_path, text))


def test_the_same_code_twice_for_one_right_is_a_mistake(tmp_path: Path) -> None:
    extra = '[[ground]]\ncode = "legal_claims"\nrights = ["erasure"]\narticle = "artikel 9"\nsummary = "Nog eens."\n\n'
    found = broken(tmp_path, "[unrefusable]", f"{extra}[unrefusable]")
    assert [line.split(": ", 1)[1] for line in found] == [
        "ground[4].code: 'legal_claims' staat voor 'erasure' ook al in ground[2]"
    ]


def test_list_items_that_are_not_tables_are_mistakes(tmp_path: Path) -> None:
    text = re.sub(r"\[\[retention\]\]\n(.+\n)+", "", sixth_text()).replace(
        "format = 1", 'format = 1\nretention = ["x", 3]'
    )
    found = "\n".join(mistakes_of(tmp_path, text))
    assert "retention[1]: verwacht een lijst van tabellen: schrijf [[retention]]; gevonden 'x'" in found
    assert "retention[2]: verwacht een lijst van tabellen: schrijf [[retention]]; gevonden het getal 3" in found


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "het bestand is leeg"),
        (b"\n \n", "het bestand is leeg"),
        (b"format = 1\ntitle = '\xff'\n", "2: hier staat een teken dat geen UTF-8 is"),
        (b"a" * (256 * 1024 + 1), "is te groot: verwacht ten hoogste 256 KiB"),
        (b"format = 1\x00", "hoort een nieuwe regel te beginnen"),
        (b"a = " + b"[" * 50_000, "in elkaar"),
        (b"format = " + b"9" * 5_000, "geen geldige TOML"),
        (b"format = " + b"9" * 4_000, "met heel veel cijfers"),
        (b"format = 1.e", "1: "),
        (b'a = "', "aanhalingsteken"),
        (b"a = [1", "lijst is niet afgesloten"),
        (b'"\\u0000" = 1', "onbekende sleutel"),
        (b"format = nan", "geheel getal"),
    ],
)
def test_bytes_that_are_no_regulation_are_a_mistake(tmp_path: Path, content: bytes, words: str) -> None:
    assert words in "\n".join(mistakes_of(tmp_path, content))


def test_a_file_written_with_a_byte_order_mark_and_windows_line_ends_is_fine(tmp_path: Path) -> None:
    assert mistakes_of(tmp_path, b"\xef\xbb\xbf" + sixth_text().replace("\n", "\r\n").encode()) == []


@pytest.mark.parametrize(
    ("name", "words"), [("", "is een map"), ("none.toml", "bestaat niet"), ("a\0b", "bestaat niet")]
)
def test_a_path_that_is_no_file_is_a_mistake(tmp_path: Path, name: str, words: str) -> None:
    with pytest.raises(RegulationErrors) as caught:
        load_file(tmp_path / name)
    assert words in str(caught.value)


def test_a_pipe_is_not_read(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.toml")
    with pytest.raises(RegulationErrors, match="geen gewoon bestand"):
        load_file(tmp_path / "pipe.toml")
