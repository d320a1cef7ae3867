"""Each item that section 8 of the domain asks of the acknowledgement and the composed letters, by name.

Every organisation, both languages, in the text of the PDF itself.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import cache

import pytest

from dsar.core.fields import NO_FIELDS, Fields, Value
from dsar.core.letters import LetterContext, LetterRequest
from dsar.core.placeholders import COMPOSED
from dsar.core.vocabulary import LetterKind, Right
from dsar.letters import to_html, words
from dsar.regulations import load_catalogue
from tests.letters.composed_items import EVERY_LETTER, ITEMS, TO_THE_CLIENT
from tests.letters.pdf import text
from tests.letters.samplepeople import PEOPLE
from tests.letters.samples import administrative
from tests.letters.sampleset import LANGUAGES, core_samples, samples
from tests.letters.test_words import sentences

KINDS = (LetterKind.ACKNOWLEDGEMENT, *COMPOSED)
ORGANISATIONS = tuple(PEOPLE)
REPEALED = (
    "Wet bescherming persoonsgegevens",
    "College bescherming persoonsgegevens",
    "Wet persoonsregistraties",
    "WBP",
    "twee maanden naar de rechter",
    "rechtbank te Amsterdam",
)
every_kind = pytest.mark.parametrize("kind", KINDS)
every_language = pytest.mark.parametrize("language", LANGUAGES)
every_organisation = pytest.mark.parametrize("organisation", ORGANISATIONS)


def sample(organisation: str, kind: LetterKind, language: str, variant: str = "") -> LetterContext:
    return samples()[f"{organisation}/{kind.value}{variant and '.' + variant}/{language}"]


@cache
def long_days(context: LetterContext) -> dict[str, str]:
    """Give the days of a letter as its language writes them, by the names that the items use."""
    found: dict[str, date | None] = {"received": context.received_on, "dated": context.date}
    for request in context.requests[:1]:
        found |= {"by": request.respond_by, "new": request.extended_until, "law": request.law_by}
    if context.requests:
        found["last"] = max(request.extended_until or request.respond_by for request in context.requests)
    found |= {name: value for name, value in context.fields.entries if isinstance(value, date)}
    if context.remedies is not None:
        found["until"] = context.remedies.until
    own = words(context.language)
    return {name: " ".join(own.long_date(day).split()) for name, day in found.items() if day is not None}


def expected(context: LetterContext, item: str) -> str:
    return item.format(
        name=context.letterhead.name,
        contact=context.contact_name,
        telephone=context.contact_telephone,
        signatory=context.signatory_name,
        capacity=context.signatory_capacity,
        subject=context.subject_name,
        reference=context.reference,
        **long_days(context),
    )


def lacking(context: LetterContext, items: dict[str, tuple[str, str]]) -> dict[str, str]:
    """Give the items whose text is not in the PDF, by name."""
    place = LANGUAGES.index(context.language)
    wanted = {name: expected(context, texts[place]) for name, texts in items.items()}
    printed = text(context)
    return {name: item for name, item in wanted.items() if item not in printed}


def typed(context: LetterContext) -> Iterator[str]:
    for _, value in context.fields.entries:
        for item in (value,) if isinstance(value, str) else value if isinstance(value, tuple) else ():
            yield from (item,) if isinstance(item, str) else item


@every_language
@every_organisation
@every_kind
def test_a_letter_carries_every_item_of_its_row(organisation: str, kind: LetterKind, language: str) -> None:
    assert lacking(sample(organisation, kind, language), ITEMS[kind]) == {}


@every_language
@every_organisation
@every_kind
def test_a_letter_carries_what_every_letter_must(organisation: str, kind: LetterKind, language: str) -> None:
    assert lacking(sample(organisation, kind, language), EVERY_LETTER) == {}


@every_language
@every_organisation
@every_kind
def test_every_letter_to_the_client_offers_to_explain_it(organisation: str, kind: LetterKind, language: str) -> None:
    missed = lacking(sample(organisation, kind, language), TO_THE_CLIENT)
    assert (missed == {}) is (kind is not LetterKind.RECIPIENT_NOTICE)


@every_language
@every_organisation
@every_kind
def test_what_was_filled_in_is_printed(organisation: str, kind: LetterKind, language: str) -> None:
    context = sample(organisation, kind, language)
    choices = {option for each in COMPOSED.get(kind, ()) for option in each.options}
    address = set(context.addressee)  # of a recipient: with two spaces, or in parts, in the window
    printed = text(context)
    wanted = {item for item in typed(context) if item not in choices | address}
    assert [item for item in wanted if " ".join(item.split()) not in printed] == []


@every_language
@every_organisation
@every_kind
def test_no_repealed_remedy_is_printed(organisation: str, kind: LetterKind, language: str) -> None:
    printed = text(sample(organisation, kind, language))
    assert [phrase for phrase in REPEALED if phrase in printed] == []


@every_organisation
@every_kind
def test_an_english_letter_prints_no_dutch_of_the_regulation(organisation: str, kind: LetterKind) -> None:
    printed = text(sample(organisation, kind, "en"))
    translations = load_catalogue(()).translations(organisation, "en")
    dutch = [item for item in translations if len(item.split()) > 1 and not item.startswith("artikel")]
    assert [item for item in dutch if item in printed] == []


@every_language
@every_kind
def test_sentences_are_apart(kind: LetterKind, language: str) -> None:
    letters = short_and_administrative("aanzien", kind, language)
    assert [block for each in letters for block in sentences(each) if re.search(r"[a-z][.?!][A-Z]", block)] == []


@every_language
def test_an_acknowledgement_names_the_officer_only_where_there_is_one(language: str) -> None:
    with_officer = sample("zaz-welzijn", LetterKind.ACKNOWLEDGEMENT, language)
    assert "Manouk van der Aa" in text(with_officer)
    assert "007011" in text(with_officer)
    assert "Manouk" not in text(sample("aanzien", LetterKind.ACKNOWLEDGEMENT, language))


WHOLE = ("U krijgt uiterlijk op {last} ons hele antwoord.", "You get our full answer by {last} at the latest.")


@every_language
def test_an_acknowledgement_gives_each_request_its_own_date(language: str) -> None:
    context = sample("werk-op-maat", LetterKind.ACKNOWLEDGEMENT, language)
    days = {" ".join(words(language).long_date(request.respond_by).split()) for request in context.requests}
    assert len(days) == 2
    assert lacking(context, {"the last day first": WHOLE}) == {}
    assert [day for day in days if day not in text(context)] == []


AUTHORITY = {
    "who it is about": ("Iemand deed dit verzoek voor u.", "Somebody made this request for you."),
    "what proves the authority": ("Waaruit blijkt dat dit mag?", "What shows that this is allowed?"),
    "its law": ("artikel 5 UAVG", "Article 5 UAVG"),
}
OTHER_PERSON = {"whom it is asked for": ("voor {subject} mag vragen", "may ask this for {subject}")}


@every_language
def test_a_question_about_authority_says_what_proves_it(language: str) -> None:
    context = sample("westendorp-pr", LetterKind.IDENTITY_REQUEST, language, "authority")
    assert lacking(context, AUTHORITY) == {}
    assert lacking(replace(context, subject_name="A. de Vries"), OTHER_PERSON) == {}


BY_SOMEBODY_ELSE = {
    "who wants it": (
        "Namens u wil iemand uw gegevens bekijken.",
        "On your behalf, somebody wants to look at your data.",
    ),
    "whose words": ("In de woorden van die persoon:", "In the words of that person:"),
}
OWN_WISH = ("In uw eigen woorden:", "In your own words:")


@every_language
def test_what_somebody_else_asked_is_not_called_the_clients_own_wish(language: str) -> None:
    context = sample("westendorp-pr", LetterKind.IDENTITY_REQUEST, language, "authority")
    assert lacking(context, BY_SOMEBODY_ELSE) == {}
    assert OWN_WISH[LANGUAGES.index(language)] not in text(context)
    to_the_representative = replace(context, subject_name="A. de Vries")
    assert lacking(to_the_representative, {"own wish": OWN_WISH}) == {}


AGAIN = ("Vraag het later opnieuw", "Ask again later")


@every_language
@pytest.mark.parametrize("kind", [LetterKind.EXTENSION_NOTICE, LetterKind.NOT_HANDLED])
def test_a_letter_about_a_request_that_goes_on_does_not_say_to_ask_again_later(kind: LetterKind, language: str) -> None:
    assert AGAIN[LANGUAGES.index(language)] not in text(sample("aanzien", kind, language))
    assert AGAIN[LANGUAGES.index(language)] in text(sample("aanzien", LetterKind.REFUSAL, language))


NOT_MOVED = {
    "the date stays": ("verandert niet door deze vraag", "This question does not change the date."),
    "which date": ("U krijgt uiterlijk op {by} antwoord.", "You will get our answer by {by}."),
}
MOVED = ("schuift nu op", "date now moves")


@every_language
@pytest.mark.parametrize("kind", [LetterKind.IDENTITY_REQUEST, LetterKind.CLARIFICATION_REQUEST])
def test_a_question_that_does_not_move_the_date_says_so(kind: LetterKind, language: str) -> None:
    context = sample("westendorp-pr", kind, language)
    still = replace(context, requests=tuple(replace(each, waits=False) for each in context.requests))
    assert lacking(still, NOT_MOVED) == {}
    assert MOVED[LANGUAGES.index(language)] not in text(still)


DATE_MOVES = {  # for an inspection: the promise of a regulation moves only for the reasons that it names itself
    LetterKind.IDENTITY_REQUEST: {"zaz-welzijn", "westendorp-pr", "aanzien", "werkkrachtcentrale"},
    LetterKind.CLARIFICATION_REQUEST: {"zaz-welzijn", "westendorp-pr"},
}


@every_language
@every_organisation
@pytest.mark.parametrize("kind", list(DATE_MOVES))
def test_a_question_says_that_the_date_moves_only_where_the_governing_clock_pauses(
    organisation: str, kind: LetterKind, language: str
) -> None:
    context = sample(organisation, kind, language)
    moves = organisation in DATE_MOVES[kind]
    assert (lacking(context, {"moved": MOVED}) == {}) is moves
    assert (lacking(context, NOT_MOVED) == {}) is not moves


@every_language
def test_two_requests_of_which_one_waits_each_hear_their_own(language: str) -> None:
    context = sample("aanzien", LetterKind.IDENTITY_REQUEST, language)
    other = replace(context.requests[0], right=Right.ERASURE, waits=False)
    both = replace(context, requests=(*context.requests, other))
    assert lacking(both, {"moved": MOVED, "not": NOT_MOVED["the date stays"]}) == {}


PROMISE = {
    "the promise": (
        "In ons reglement beloven wij: u krijgt uiterlijk op {by} antwoord.",
        "Our own rules promise you an answer by {by}.",
    ),
    "it is broken": ("Die belofte houden wij niet. Dat spijt ons.", "We are not keeping that promise. We are sorry."),
}


@every_language
@pytest.mark.parametrize(("organisation", "promised"), [("aanzien", True), ("zaz-welzijn", False)])
def test_an_extension_admits_a_broken_promise_where_one_was_made(
    organisation: str, promised: bool, language: str
) -> None:
    context = sample(organisation, LetterKind.EXTENSION_NOTICE, language)
    assert (context.requests[0].regulation_by is not None) is promised
    assert lacking(context, PROMISE).keys() == (set() if promised else PROMISE.keys())


@every_language
def test_an_extension_of_requests_with_other_dates_gives_each_its_own(language: str) -> None:
    context = sample("aanzien", LetterKind.EXTENSION_NOTICE, language)
    later = replace(
        context.requests[1],
        respond_by=context.requests[1].respond_by + timedelta(days=2),
        extended_until=date(2027, 2, 5),
    )
    own = words(language)
    both = replace(context, requests=(context.requests[0], later))
    printed = text(both)
    assert lacking(both, {"the last day first": WHOLE}) == {}
    for request in (context.requests[0], later):
        assert request.extended_until is not None
        assert " ".join(own.long_date(request.extended_until).split()) in printed
        assert " ".join(own.long_date(request.respond_by).split()) in printed


NUMBER = {"the other reason": ("Wij kregen van u veel verzoeken.", "We received many requests from you.")}


@every_language
def test_an_extension_for_the_number_of_requests_says_that(language: str) -> None:
    assert lacking(sample("westendorp-pr", LetterKind.EXTENSION_NOTICE, language, "number"), NUMBER) == {}


def test_an_extension_promises_a_refusal_within_the_law_only_while_that_can_still_be_kept() -> None:
    context = sample("aanzien", LetterKind.EXTENSION_NOTICE, "nl")
    assert "U hoort dat uiterlijk op 2 december 2026." in text(context)
    passed = tuple(replace(each, law_by=context.date - timedelta(days=1)) for each in context.requests)
    assert "U hoort dat uiterlijk op" not in text(replace(context, requests=passed))


def test_a_promise_that_the_new_date_still_keeps_is_not_called_broken() -> None:
    context = sample("aanzien", LetterKind.EXTENSION_NOTICE, "nl")
    kept = tuple(replace(each, regulation_by=each.extended_until) for each in context.requests)
    assert "belofte" not in text(replace(context, requests=kept))


ACTIONS = {
    "": ("Wij hebben gegevens verbeterd of aangevuld van:", "We have corrected or completed data of:"),
    "erased": ("Wij hebben gegevens verwijderd van:", "We have deleted data of:"),
    "restricted": ("Wij hebben gegevens afgeschermd van:", "We have blocked data of:"),
}


@every_language
@pytest.mark.parametrize("action", ACTIONS)
def test_a_recipient_hears_what_was_done(action: str, language: str) -> None:
    context = sample("werkkrachtcentrale", LetterKind.RECIPIENT_NOTICE, language, action)
    assert lacking(context, {"action": ACTIONS[action]}) == {}


@every_language
def test_a_recipient_reads_nothing_that_was_meant_for_the_client(language: str) -> None:
    context = sample("werkkrachtcentrale", LetterKind.RECIPIENT_NOTICE, language)
    printed = text(context)
    assert context.requests[0].client_words not in printed
    assert context.data_subject_word not in printed
    assert context.addressee[0] in printed


@every_language
def test_forwarding_on_another_basis_explains_it(language: str) -> None:
    context = sample("aanzien", LetterKind.FORWARDED, language, "other_basis")
    assert str(context.fields["basis_explained"]) in text(context)


PRIVATE_LATE = {
    "now": ("U kunt nu al de rechter vragen", "court now"),
    "its law": ("artikel 35 lid 2 UAVG", "Article 35(2) UAVG"),
}
ADMINISTRATIVE_LATE = {
    "notice of default": ("Schrijf ons dat wij te laat zijn", "Write to us that we are late"),
    "two weeks": ("nog twee weken", "two more weeks"),
    "its law": ("artikel 6:12", "Article 6:12"),
}
LATER = {"from when": ("De wet geeft ons nog tijd tot en met {law}.", "The law still gives us time until {law}.")}


def within_the_law(context: LetterContext) -> LetterContext:
    day = context.date + timedelta(days=5)
    return replace(context, requests=tuple(replace(each, law_by=day) for each in context.requests))


@every_language
def test_a_late_answer_opens_the_court_without_a_term(language: str) -> None:
    context = sample("werkkrachtcentrale", LetterKind.LATE_ANSWER, language)
    assert {"its law"}.isdisjoint(lacking(context, PRIVATE_LATE))
    printed = text(administrative(context))
    assert "UAVG" not in printed
    assert lacking(administrative(context), ADMINISTRATIVE_LATE).keys() <= {"notice of default", "two weeks"}


@every_language
@pytest.mark.parametrize("nature", ["private", "administrative"])
def test_a_late_answer_within_the_term_of_the_law_says_from_when_the_court_is_open(nature: str, language: str) -> None:
    context = within_the_law(sample("werk-op-maat", LetterKind.LATE_ANSWER, language))
    letter = context if nature == "private" else administrative(context)
    assert lacking(letter, LATER) == {}


def test_an_administrative_body_gives_objection_and_not_the_petition() -> None:
    for kind in (LetterKind.NOT_HANDLED, LetterKind.EXTENSION_NOTICE):
        printed = text(administrative(sample("westendorp-pr", kind, "nl")))
        assert "Dat heet bezwaar maken." in printed
        assert "artikel 34 UAVG" in printed
        assert "verzoekschrift" not in printed


@every_language
def test_a_complaint_with_an_administrative_body_can_go_to_the_ombudsman(language: str) -> None:
    context = sample("westendorp-pr", LetterKind.COMPLAINT_OUTCOME, language)
    assert "nationaleombudsman.nl" in text(administrative(context))
    assert "ombudsman" not in text(context)


def test_a_longer_outcome_of_a_complaint_goes_on_below_the_answer() -> None:
    context = sample("westendorp-pr", LetterKind.COMPLAINT_OUTCOME, "nl")
    fields = Fields.of({**dict(context.fields.entries), "follows": "U hebt gelijk.\nWij bieden u excuses aan."})
    printed = text(replace(context, fields=fields))
    assert (
        printed.index("U hebt gelijk.") < printed.index("Wat doen wij nu?") < printed.index("Wij bieden u excuses aan.")
    )


def bare(request: LetterRequest) -> LetterRequest:
    return replace(request, regulation_by=None, extended_until=None, law_by=None, client_words="")


@every_language
@every_kind
def test_a_preview_of_which_nothing_was_filled_in_shows_gaps(kind: LetterKind, language: str) -> None:
    context = sample("aanzien", kind, language)
    empty = replace(
        context,
        fields=NO_FIELDS,
        remedies=None,
        subject_name="",
        contact_name="",
        contact_telephone="",
        requests=tuple(bare(each) for each in context.requests),
    )
    marks = to_html(empty).count('class="gap"')
    needed = [each for each in COMPOSED.get(kind, ()) if each.needed and each.only_when is None]
    assert marks >= len(needed)
    assert to_html(replace(empty, requests=()))


def in_a_word(context: LetterContext) -> LetterContext:
    """Fill in "Ja." wherever something was typed, so that what is left is the product's own text."""
    choices = {option for each in COMPOSED.get(context.kind, ()) for option in each.options}

    def short(value: Value) -> Value:
        if isinstance(value, tuple):
            return tuple(short(item) for item in value)  # type: ignore[return-value]  # rows stay rows
        return value if isinstance(value, date) or value in choices else "Ja."

    fields = Fields.of({name: short(value) for name, value in context.fields.entries})
    requests = tuple(replace(each, client_words="Ja.") for each in context.requests)
    return replace(context, fields=fields, requests=requests)


def short_and_administrative(organisation: str, kind: LetterKind, language: str) -> list[LetterContext]:
    context = in_a_word(sample(organisation, kind, language))
    found = [context, within_the_law(context)]
    return found + ([administrative(context)] if context.remedies is not None else [])


@every_language
@every_organisation
@every_kind
def test_no_sentence_of_the_product_has_more_than_fifteen_words(
    organisation: str, kind: LetterKind, language: str
) -> None:
    letters = short_and_administrative(organisation, kind, language)
    found = {sentence for context in letters for sentence in sentences(context)}
    assert [sentence for sentence in found if len(sentence.split()) > 15] == []


@every_language
@every_kind
def test_sentences_of_the_product_have_at_most_ten_words_on_average(kind: LetterKind, language: str) -> None:
    found = sentences(in_a_word(sample("zaz-welzijn", kind, language)))
    assert sum(len(sentence.split()) for sentence in found) / len(found) <= 10


def test_the_sample_set_has_a_letter_of_every_kind_for_every_organisation_and_language() -> None:
    wanted = {f"{slug}/{kind.value}/{language}" for slug in ORGANISATIONS for kind in KINDS for language in LANGUAGES}
    assert wanted <= core_samples().keys()
