"""A whole reading: figures, segments for the screen, any text whatever, and its speed."""

import time

import pytest

from dsar.reading import Figure, MarkKind, Measure, read, read_fields
from dsar.reading.syllables import syllables

EASY = "U wilt uw dossier zien. Dat kan. Kom op maandag bij ons langs. Wij leggen alles voor u klaar. " * 8
HARD = (
    "De verwerkingsverantwoordelijke verstrekt overeenkomstig de desbetreffende verordening informatie betreffende "
    "de verwerkingsdoeleinden, de categorieën persoonsgegevens alsmede de bewaartermijnen dienaangaande. "
) * 8


def test_flesch_douma_is_the_formula_of_1960() -> None:
    figure = read("Ik loop naar huis. Dat is goed.").figure("flesch_douma")  # 7 words, 7 syllables, 2 sentences
    assert figure is not None
    assert figure.value == round(206.84 - 0.77 * 100 - 0.93 * 3.5, 1)
    assert figure.shown == "126,6"
    assert "Douma" in figure.source
    assert "1960" in figure.source


@pytest.mark.parametrize(
    ("word", "count"), [("u", 1), ("gegevens", 3), ("verantwoordelijk", 5), ("brieven", 2), ("huis", 1), ("2026", 4)]
)
def test_syllables_of_a_word(word: str, count: int) -> None:
    assert syllables(word) == count


def test_a_plain_text_measures_easier_than_a_hard_one_and_says_so_in_words() -> None:
    easy, hard = (read(text).figure("flesch_douma") for text in (EASY, HARD))
    assert easy is not None
    assert hard is not None
    assert easy.value > 80
    assert hard.value < 30
    assert easy.meaning.startswith("Heel makkelijk")
    assert hard.meaning.startswith("Heel moeilijk")


def test_the_share_of_frequent_words_has_its_source() -> None:
    easy, hard = (read(text).figure("frequent_words") for text in (EASY, HARD))
    assert easy is not None
    assert hard is not None
    assert easy.value > 90
    assert hard.value < 70
    assert easy.source.startswith("wordfreq")


def test_a_short_text_says_that_the_figure_means_little() -> None:
    assert "2 woorden" in read("Dat kan.").note
    assert read(EASY).note == ""


def test_another_measure_can_be_added_at_the_door() -> None:
    class Letters:
        def measure(self, text: str, language: str) -> Figure | None:
            return Figure("letters", "Letters", len(text), str(len(text)), language, "telling") if text else None

    measure: Measure = Letters()
    assert read("Dag.", measures=[measure]).figure("letters") == Figure("letters", "Letters", 4, "4", "nl", "telling")
    assert read("", measures=[measure]).figures == ()


def test_english_has_no_flesch_douma() -> None:
    assert [figure.code for figure in read("You can come to us.", "en").figures] == ["frequent_words", "mean_length"]


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(ValueError, match="de"):
        read("Guten Tag.", "de")


def test_segments_give_the_text_back_with_the_marks_over_each_piece() -> None:
    text = "Kort. Derhalve wordt aan u middels deze brief morgen een afschrift van uw hele dossier en alles verstrekt."
    segments = read(text).segments
    assert "".join(segment.text for segment in segments) == text
    assert (segments[0].text, segments[0].kind) == ("Kort. ", "")
    jargon = next(segment for segment in segments if segment.text == "middels")
    assert [mark.kind for mark in jargon.marks] == [MarkKind.LONG, MarkKind.PASSIVE, MarkKind.JARGON]
    assert jargon.kind == "jargon"
    assert jargon.marks[-1].suggestion == "Schrijf liever: met."


def test_fields_are_read_each_by_its_own_name_and_empty_ones_are_left_out() -> None:
    readings = read_fields({"facts": "Derhalve niet.", "weighing": " \n", "alternative": "Bel ons."})
    assert list(readings) == ["facts", "alternative"]
    assert [mark.kind for mark in readings["facts"].marks] == [MarkKind.JARGON]


ODD = {
    "empty": "",
    "white": " \n\t\r\n ",
    "markup": "<script>alert('x')</script>\n{% for x in y %}{{ x }}{% endfor %} <a href='http://x.example.com'>",
    "right to left": "هذا نص عربي طويل. \u202eWij bellen\u202c u. זה טקסט בעברית, derhalve.",
    "other scripts": "王小明 Żółć Łukasz Ðurđa ﬁets İstanbul ẞtraße 𝔘nicode 👩‍👩‍👧",
    "control": "een\x00twee\u200bdrie\u2028vier\x0bvijf\ufeff",
    "quotes": '‘Hij zei: "Wat?!"’ «Ja.» „Nee.” \'\' "" ’s avonds',
    "dates": "Op 1-2-2026, 01/02/2026, 1.2.2026 en d.d. 1 feb. 2026 om 9.30 uur à € 1.234,50.",
    "marks only": "... !!! ??? ,,, ;;; --- ((( ))) [[ ]]",
    "one word": "a" * 20_000,
    "no spaces": "a.b,c;d:e" * 2_000,
    "apostrophes": "'s " * 5_000,
    "brackets": "<" * 10_000 + "[" * 10_000,
    "one sentence": "wordt en die " * 1_500,
    "capitals": "DERHALVE WORDT UW VERZOEK AFGEWEZEN.",
    "letters that grow": "İ" * 300 + " wordt gemaakt",
}


@pytest.mark.parametrize("name", ODD)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_any_text_is_read_with_every_mark_and_sentence_inside_it(name: str, language: str) -> None:
    text = ODD[name]
    reading = read(text, language)
    assert "".join(segment.text for segment in reading.segments) == text
    for place in (*reading.marks, *reading.sentences):
        assert 0 <= place.start < place.end <= len(text)
        assert text[place.start : place.end].strip()


def test_the_offsets_are_those_of_the_text_itself() -> None:
    text = "\ufeff  <b>é́</b> İ 👩‍👧 derhalve  belt u."
    (mark,) = read(text).of(MarkKind.JARGON)
    assert text[mark.start : mark.end] == "derhalve"


@pytest.mark.parametrize("text", [EASY * 40, HARD * 10, *ODD.values()], ids=["easy", "hard", *ODD])
def test_twenty_thousand_characters_take_a_moment(text: str) -> None:
    read("Laden.")
    started = time.process_time()
    read((text * (20_000 // max(len(text), 1) + 1))[:20_000])
    assert time.process_time() - started < 1.6
