"""Where sentences begin and end, how many words they have, and what is done about a long one."""

import pytest

from dsar.reading import MarkKind, read


def sentences(text: str) -> list[str]:
    return [text[found.start : found.end] for found in read(text).sentences]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Wij bellen u. Daarna schrijven wij.", ["Wij bellen u.", "Daarna schrijven wij."]),
        ("Zie art. 15 van de wet. Dat geldt.", ["Zie art. 15 van de wet.", "Dat geldt."]),
        ("Uw brief d.d. 3 maart 2026 kwam aan.", ["Uw brief d.d. 3 maart 2026 kwam aan."]),
        ("Vraag het mr. De Vries of dhr. A.B. van Dam.", ["Vraag het mr. De Vries of dhr. A.B. van Dam."]),
        ("Kom om 10.00 uur. Of bel.", ["Kom om 10.00 uur.", "Of bel."]),
        ("Neem iets mee, bijv. Uw paspoort.", ["Neem iets mee, bijv. Uw paspoort."]),
        ("Pennen, papier enz. Wij zorgen ervoor.", ["Pennen, papier enz.", "Wij zorgen ervoor."]),
        ("Pennen, papier enz. liggen klaar.", ["Pennen, papier enz. liggen klaar."]),
        ("Hij zei: ‘Ik kom.’ Zij bleef.", ["Hij zei:", "‘Ik kom.’", "Zij bleef."]),
        ("Klopt dat? Ja! Goed…", ["Klopt dat?", "Ja!", "Goed…"]),
        ("Het is klaar. u mag komen.", ["Het is klaar.", "u mag komen."]),
        ("1. Bel ons.\n2. Kom langs.", ["1. Bel ons.", "2. Kom langs."]),
        ("Neem mee:\n- uw brief;\n- uw pas.", ["Neem mee:", "- uw brief;", "- uw pas."]),
        ("Dat was in 2024. Toen stopte u.", ["Dat was in 2024.", "Toen stopte u."]),
        ("Kijk op juridischloket.nl. Of bel.", ["Kijk op juridischloket.nl.", "Of bel."]),
        ("Zie artikel 5.2. Dat geldt.", ["Zie artikel 5.2.", "Dat geldt."]),
        ("---\n\n***", []),
        ("", []),
        (" \t\n ", []),
    ],
)
def test_sentences_end_where_a_reader_ends_them(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


def test_what_stands_between_brackets_of_markup_is_no_word() -> None:
    text = '<p class="x">Wij <b>bellen</b> u.</p> 3 < 4 en {{ 7 * 7 }}'
    assert [found.words for found in read(text).sentences] == [3, 5]


@pytest.mark.parametrize(("count", "long"), [(15, False), (16, True)])
def test_a_sentence_over_fifteen_words_is_marked_whole(count: int, long: bool) -> None:
    text = f"Kort begin. {' '.join(['woord'] * count)}."
    marks = read(text).of(MarkKind.LONG)
    assert [text[mark.start : mark.end] for mark in marks] == ([text[12:]] if long else [])


@pytest.mark.parametrize(
    ("text", "left", "right"),
    [
        (
            "Wij kunnen u de facturen van vorig jaar niet geven omdat er namen van andere mensen in staan.",
            "geven",
            "omdat",
        ),
        (
            "Uw begeleider maakte in maart een verslag van het gesprek, waardoor de gemeente wist dat u ziek was.",
            "gesprek",
            "waardoor",
        ),
        (
            "Na het gesprek van vorige week belde de collega van de administratie, toen kreeg u een brief van ons.",
            "administratie",
            "toen",
        ),
    ],
)
def test_a_long_sentence_comes_with_the_place_to_cut_it(text: str, left: str, right: str) -> None:
    (mark,) = read(text).of(MarkKind.LONG)
    assert f"punt na ‘{left}’ en begin opnieuw bij ‘{right}’" in mark.suggestion


def test_a_long_sentence_without_a_place_to_cut_is_still_marked() -> None:
    (mark,) = read(" ".join(["huis"] * 20)).of(MarkKind.LONG)
    assert mark.suggestion == "Maak er twee zinnen van, met in elke zin één boodschap."
