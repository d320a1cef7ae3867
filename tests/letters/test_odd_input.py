"""What nobody expects to be typed: the letter is right, or it says in words what cannot be."""

from dataclasses import replace

import pytest

from dsar.core.fields import Fields
from dsar.core.letters import LetterContext
from dsar.core.placeholders import COMPOSED, GRANTED, Placeholder, Shape
from dsar.core.vocabulary import LetterKind, Outcome
from dsar.files.logo import clean_logo
from dsar.letters import missing, to_html
from tests.files.logos import GOOD_SVG
from tests.letters.pdf import pages, rendering, text
from tests.letters.sampleset import samples
from tests.letters.sheet import outside, overlaps, pieces

NASTY = "<script>alert(1)</script> {{ letter.reference }} {% raw %} & ${7*7} </main>"
ANSWER = samples()["aanzien/partial/nl"]
NAME = "Stichting voor Hulp en Begeleiding " * 6


def clean(context: LetterContext) -> None:
    """See that nothing overlaps and nothing leaves the sheet."""
    for sheet in pieces(rendering(context).pdf):
        assert (overlaps(sheet), outside(sheet)) == ([], [])


def odd(placeholders: tuple[Placeholder, ...], fields: Fields) -> Fields:
    """Fill every text, list and table with what looks like markup."""
    values = dict(fields.entries)
    for each in placeholders:
        if each.name in values and each.shape is Shape.ROWS:
            values[each.name] = tuple(tuple(NASTY for _ in each.columns) for _ in range(2))
        elif each.name in values and each.shape in {Shape.TEXT, Shape.LINE}:
            values[each.name] = NASTY
        elif each.name in values and each.shape is Shape.LINES:
            values[each.name] = (NASTY, NASTY)
    return Fields.of(values)


@pytest.mark.parametrize("kind", LetterKind)
def test_markup_and_template_syntax_print_as_text_in_every_kind(kind: LetterKind) -> None:
    letter = samples()[f"aanzien/{kind.value}/nl"]
    requests = tuple(
        replace(
            request,
            client_words=NASTY,
            answer=request.answer and NASTY,
            fields=odd(GRANTED[request.right], request.fields)
            if request.outcome is not Outcome.REFUSE
            else request.fields,
            parts=tuple(replace(part, what=NASTY, facts=part.facts and NASTY) for part in request.parts),
        )
        for request in letter.requests
    )
    context = replace(
        letter,
        requests=requests,
        fields=odd(COMPOSED.get(kind, ()), letter.fields),
        contact_name=NASTY,
        reference=NASTY,
    )
    html = to_html(context)
    assert "<script" not in html
    assert html.count("</main>") == 1
    assert "{{ letter.reference }}" in text(context)
    clean(context)


@pytest.mark.parametrize("large", [False, True])
@pytest.mark.parametrize("logo", ["", clean_logo(GOOD_SVG)])
@pytest.mark.parametrize("side", ["left", "right"])
def test_an_organisation_with_a_name_of_two_hundred_characters(side: str, logo: str, large: bool) -> None:
    head = replace(ANSWER.letterhead, name=NAME[:200].strip(), window=side, logo=logo, return_address=NAME[:100])
    context = replace(ANSWER, letterhead=head, large_print=large, concept=True, number="")
    clean(context)
    assert "Stichting voor Hulp" in pages(context)[0]


@pytest.mark.parametrize(
    ("addressee", "says"),
    [
        (tuple(f"regel {number}" for number in range(7)), "7 regels"),
        (("N" * 200, "Straat 1", "1000 AA Dorp"), "te lang voor het venster"),
        (("Mevrouw فاطمة الزهراء", "Straat 1", "1000 AA Dorp"), "Tekens die niet op papier kunnen"),
        (("De heer דוד", "Straat 1", "1000 AA Dorp"), "Tekens die niet op papier kunnen"),
    ],
)
def test_an_address_that_cannot_be_is_told(addressee: tuple[str, ...], says: str) -> None:
    assert any(says in line for line in missing(replace(ANSWER, addressee=addressee)))


@pytest.mark.parametrize(
    "name",
    ["Mevrouw Ł. Żółć-Kowalczyk", "De heer Ç. Yılmaz-Öğretmen", "Mevrouw Ő. Nagy", "De heer Đ. Nguyễn", "IJ. Åström"],
)
def test_accented_names_are_printed_whole(name: str) -> None:
    context = replace(ANSWER, addressee=(name, "Straat 1", "1000 AA Dorp"))
    if missing(context):
        assert any("Tekens die niet op papier kunnen" in line for line in missing(context))
    else:
        assert name in text(context)
        assert rendering(context).warnings == ""


def test_a_direction_mark_in_a_name_turns_nothing_around() -> None:
    context = replace(ANSWER, addressee=("Mevrouw \u202eA. de Wit", "Straat 1", "1000 AA Dorp"))
    assert "Mevrouw A. de Wit" in text(context)


@pytest.mark.parametrize("large", [False, True])
def test_a_reason_of_five_pages_and_a_word_without_end_in_a_table(large: bool) -> None:
    long = "Dit is een zin van een gewone lengte, die steeds terugkomt in dit verhaal. " * 8
    part = replace(ANSWER.requests[0].parts[1], facts="\n".join([long] * (8 if large else 22)), alternative="x" * 600)
    rows = tuple(("w" * (60 if large else 200), f"rij {number}") for number in range(60))
    fields = Fields.of({**dict(ANSWER.requests[0].fields.entries), "searched": rows})
    request = replace(ANSWER.requests[0], parts=(ANSWER.requests[0].parts[0], part), fields=fields)
    context = replace(ANSWER, requests=(request,), large_print=large)
    clean(context)
    found = pages(context)
    assert all(f"rij {number}" in " ".join(found) for number in range(60))
    assert sum("Wat wij daar vonden" in page for page in found) > 1, "the table's head is on each of its pages"
