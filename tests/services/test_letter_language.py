"""A letter speaks the language of its reader, and says of each date whether it moves."""

from dataclasses import replace
from datetime import date

import pytest

from dsar.core.deadlines import derive
from dsar.core.errors import InvalidInput
from dsar.core.intake import NewSubject
from dsar.core.regulation import PauseReason
from dsar.core.vocabulary import LetterKind, Right
from dsar.regulations import load_catalogue
from dsar.services.languages import letter_languages
from dsar.services.letter_request import moves_with
from tests.factories.world import REFUSE_ERASURE, SUBJECT, World
from tests.services.desk import Desk, granting

ENGLISH = replace(SUBJECT, language="en", large_print=True)
SLUGS = ["aanzien", "werk-op-maat", "werkkrachtcentrale", "westendorp-pr", "zaz-welzijn"]
IDENTITY, QUESTION = LetterKind.IDENTITY_REQUEST, LetterKind.CLARIFICATION_REQUEST

pytestmark = pytest.mark.usefixtures("canned")


def test_the_languages_are_named_in_themselves_dutch_first() -> None:
    assert letter_languages() == (("nl", "Nederlands"), ("en", "English"))


def test_a_language_without_letters_is_refused_when_a_case_comes_in(world: World) -> None:
    with pytest.raises(InvalidInput, match="choose_one") as refused:
        Desk(world, Right.COPY, subject=replace(SUBJECT, language="fr"))
    assert refused.value.field == "language"


@pytest.mark.parametrize("slug", SLUGS)
def test_an_english_letter_has_english_names_roles_and_articles(make_world, slug: str) -> None:
    world = make_world(slug)
    desk = Desk(world, Right.ERASURE, slug=slug, subject=ENGLISH)
    desk.decide(Right.ERASURE, REFUSE_ERASURE)
    letter_id = desk.issue(Right.ERASURE)
    context, regulation = desk.context(letter_id), world.catalogue.newest(slug)
    assert (desk.letter(letter_id).language, context.language, context.large_print) == ("en", "en", True)
    assert context.salutation == "Dear Ms Van der Meer"
    translations = world.catalogue.translations(slug, "en")
    assert context.data_subject_word == translations[regulation.words.data_subject]
    assert context.signatory_capacity == translations[regulation.words.decides_as]
    assert context.remedies is not None
    assert context.remedies.complaint == tuple(translations[route.text] for route in regulation.complaint_routes)
    article = context.requests[0].parts[0].regulation_article
    assert article == "" or article in translations.values()


@pytest.mark.parametrize("slug", SLUGS)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_whoever_signs_an_extension_does_so_for_the_organisation(make_world, slug: str, language: str) -> None:
    world = make_world(slug)
    desk = Desk(world, Right.COPY, slug=slug, subject=replace(SUBJECT, language=language))
    draft_id = desk.draft(LetterKind.EXTENSION_NOTICE, Right.COPY)
    desk.advised(draft_id)
    capacity = desk.context(desk.issue(draft_id=draft_id)).signatory_capacity
    role, _, for_whom = capacity.partition(", ")
    assert role in {"contactpersoon", "teamleider", "contact person", "team leader"}
    assert for_whom.startswith("namens " if language == "nl" else "on behalf of ")


def test_a_notice_to_a_recipient_is_in_the_language_of_the_house(world: World) -> None:
    desk = Desk(world, Right.ERASURE, subject=ENGLISH)
    context = desk.context(desk.issue(draft_id=desk.draft(LetterKind.RECIPIENT_NOTICE, Right.ERASURE)))
    assert (context.language, context.large_print) == ("nl", False)


def test_a_granted_duty_is_told_in_english(world: World) -> None:
    desk = Desk(world, Right.ERASURE, subject=ENGLISH)
    desk.decide(Right.ERASURE, granting(Right.ERASURE))
    duties = desk.context(desk.issue(Right.ERASURE)).requests[0].duties
    assert duties
    assert set(duties) <= set(world.catalogue.translations("westendorp-pr", "en").values())


# Domain 7.5: a regulation's own promise moves only where it makes identity a condition (AanZien 14, WKC 11.5).
MOVES = {
    ("aanzien", Right.INSPECTION): {PauseReason.IDENTITY},
    ("aanzien", Right.CORRECTION): set(),
    ("werk-op-maat", Right.COPY): set(),
    ("werk-op-maat", Right.ERASURE): {PauseReason.IDENTITY},
    ("werkkrachtcentrale", Right.COPY): {PauseReason.IDENTITY},
    ("westendorp-pr", Right.INSPECTION): {PauseReason.IDENTITY, PauseReason.CLARIFICATION},
    ("westendorp-pr", Right.ERASURE): set(),
    ("zaz-welzijn", Right.COPY): {PauseReason.IDENTITY, PauseReason.CLARIFICATION},
    ("zaz-welzijn", Right.ERASURE): {PauseReason.IDENTITY},
}


@pytest.mark.parametrize(("slug", "right"), list(MOVES))
def test_the_date_moves_only_for_reasons_that_bind_the_clock_that_governs(slug: str, right: Right) -> None:
    regulation = load_catalogue(extra_dirs=()).newest(slug)
    deadlines = derive(regulation, right, date(2026, 11, 18))
    moving = {reason for reason in PauseReason if moves_with(reason, regulation, right, deadlines)}
    assert moving == MOVES[slug, right]
    assert not moves_with(None, regulation, right, deadlines)


@pytest.mark.parametrize(("kind", "waits"), [(IDENTITY, True), (QUESTION, True), (LetterKind.LATE_ANSWER, False)])
def test_a_letter_says_whether_its_question_moves_the_date(world: World, kind: LetterKind, waits: bool) -> None:
    desk = Desk(world, Right.COPY)
    (request,) = desk.context(desk.issue(draft_id=desk.draft(kind, Right.COPY))).requests
    assert (request.waits, request.respond_by) == (waits, date(2026, 12, 18))


@pytest.mark.parametrize(("subject", "article"), [(SUBJECT, "artikel 9.6"), (ENGLISH, "Article 9.6")])
def test_a_granted_duty_comes_with_its_article(world: World, subject: NewSubject, article: str) -> None:
    desk = Desk(world, Right.ERASURE, subject=subject)
    desk.decide(Right.ERASURE, granting(Right.ERASURE))
    assert desk.context(desk.issue(Right.ERASURE)).requests[0].duty_articles == (article,)
