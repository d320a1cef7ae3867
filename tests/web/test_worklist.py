"""The worklist: the first date first, one's own step, whom a case waits for, and pages."""

from datetime import timedelta

import pytest
from sqlalchemy import event, text

from dsar.core.vocabulary import AdviceKind, Right, Role
from dsar.extensions import db
from dsar.queries import worklist
from tests.factories.world import REFUSE_ERASURE
from tests.support.app import World, address
from tests.support.canned import can_letters
from tests.support.cases import receive
from tests.support.pages import NS, Browser, Page, text_of
from tests.support.stages import Stage, case_at
from tests.support.steps import Steps

SLUG = "westendorp-pr"


def open_as(world: World, role: Role, path: str = "/", slug: str = SLUG) -> Page:
    browser = Browser(world.app)
    browser.sign_in(address(slug, role))
    return browser.get(path)


def rows(page: Page) -> list[str]:
    return [text_of(row) for body in page.all("tbody") for row in body.iter(f"{NS}tr")]


def test_the_first_date_comes_first_in_words(fresh_world: World) -> None:
    with fresh_world.app.app_context():
        for days_ago in (5, 40, 28, 26):
            receive(fresh_world, SLUG, Right.ERASURE, days_ago=days_ago)
    found = rows(open_as(fresh_world, Role.CONTACT_PERSON))
    assert [row.split(" WPR-")[0] for row in found] == [
        "12 dagen te laat woensdag 11 november 2026",
        "vandaag maandag 23 november 2026",
        "nog 2 dagen woensdag 25 november 2026",
        "nog 23 dagen woensdag 16 december 2026",
    ]
    assert "Vastleggen wie dit vraagt wacht op de contactpersoon" in found[0]


def test_a_case_waits_for_whoever_takes_the_next_step(fresh_world: World) -> None:
    with fresh_world.app.app_context():
        case_id = receive(fresh_world, SLUG, Right.ERASURE)
        steps = Steps(fresh_world, SLUG, case_id)
        steps.identify()
        steps.propose(REFUSE_ERASURE)
    assert "Er wacht niets op u." in open_as(fresh_world, Role.CONTACT_PERSON).text
    assert "Advies geven wacht op de privacytoetser" in rows(open_as(fresh_world, Role.FG))[0]
    with fresh_world.app.app_context():
        steps.advise(AdviceKind.AGREE)
    assert "Vastleggen wie is gehoord wacht op de contactpersoon" in rows(open_as(fresh_world, Role.CONTACT_PERSON))[0]
    assert not rows(open_as(fresh_world, Role.DECIDER)), "the decider cannot go on before somebody was heard"
    with fresh_world.app.app_context():
        steps.hear()
    assert not rows(open_as(fresh_world, Role.CONTACT_PERSON))
    assert "Besluit nemen wacht op de verantwoordelijke" in rows(open_as(fresh_world, Role.DECIDER))[0]


def test_of_several_requests_ones_own_step_is_shown(fresh_world: World) -> None:
    with fresh_world.app.app_context():
        steps = Steps(fresh_world, SLUG, receive(fresh_world, SLUG, Right.ERASURE, Right.INSPECTION))
        steps.identify()
        steps.hear()
        steps.propose(REFUSE_ERASURE)
    assert "Advies geven" in rows(open_as(fresh_world, Role.FG))[0]
    assert "Voorstel schrijven" in rows(open_as(fresh_world, Role.CONTACT_PERSON))[0]


def test_pages_follow_each_other_without_gaps(fresh_world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worklist, "PAGE", 2)
    with fresh_world.app.app_context():
        for _ in range(5):
            receive(fresh_world, SLUG, Right.COPY)
    browser = Browser(fresh_world.app)
    browser.sign_in(address(SLUG, Role.CONTACT_PERSON))
    page = browser.get("/?tab=open")
    assert "Alle open zaken (5)" in page.text
    seen = rows(page)
    while page.has_link("Volgende bladzijde"):
        page = browser.get(page.link("Volgende bladzijde"))
        seen += rows(page)
    assert len(seen) == len(set(seen)) == 5


@pytest.mark.parametrize("after", ["x", "2026-13-01_1", "2026-11-23_", "2026-11-23_x", "_1"])
def test_an_address_that_makes_no_sense_starts_at_the_beginning(shared_world: World, after: str) -> None:
    assert open_as(shared_world, Role.CONTACT_PERSON, f"/?tab=onzin&after={after}").status == 200


def test_every_role_gets_a_beginning_of_its_own(shared_world: World) -> None:
    assert open_as(shared_world, Role.ADMINISTRATOR).h1 == "Organisaties"
    assert "Er zijn geen taken voor u." in open_as(shared_world, Role.COLLEAGUE).text
    auditor = open_as(shared_world, Role.AUDITOR)
    assert auditor.h1 == "Werkvoorraad"
    assert not auditor.has_link("Wacht op mij")
    contact = open_as(shared_world, Role.CONTACT_PERSON)
    assert contact.has_link("registreer een nieuw verzoek")
    assert not open_as(shared_world, Role.DECIDER).has_link("Nieuw verzoek")


def test_another_organisations_cases_are_not_there(fresh_world: World) -> None:
    with fresh_world.app.app_context():
        receive(fresh_world, "aanzien", Right.COPY)
    assert not rows(open_as(fresh_world, Role.CONTACT_PERSON, "/?tab=open"))
    page = open_as(fresh_world, Role.CONTACT_PERSON, "/?tab=open", "aanzien")
    assert "wacht op de teamleider" in rows(page)[0]


def test_days_left_do_not_depend_on_the_hour(fresh_world: World) -> None:
    with fresh_world.app.app_context():
        receive(fresh_world, SLUG, Right.ERASURE, days_ago=27)
    fresh_world.clock.moment = fresh_world.clock.moment.replace(hour=22, minute=59)
    assert rows(open_as(fresh_world, Role.CONTACT_PERSON))[0].startswith("nog 1 dag ")
    fresh_world.clock.moment += timedelta(minutes=2)
    assert rows(open_as(fresh_world, Role.CONTACT_PERSON))[0].startswith("vandaag")


def test_filters_stand_in_the_address_and_narrow_every_tab(fresh_world: World) -> None:
    with fresh_world.app.app_context():
        late = receive(fresh_world, SLUG, Right.ERASURE, days_ago=40)
        receive(fresh_world, SLUG, Right.COPY)
        Steps(fresh_world, SLUG, late).identify()
    page = open_as(fresh_world, Role.CONTACT_PERSON, "/?tab=open&verzoek=erasure&te-laat=ja&wacht-op=contact_person")
    assert len(rows(page)) == 1
    assert page.value_of("verzoek") == "erasure"
    assert "Alle open zaken (1)" in page.text
    assert "verzoek=erasure" in page.link("Wacht op mij")
    assert page.has_link("Alle filters weghalen")


def test_what_was_left_empty_does_not_stand_in_the_address_to_share(shared_world: World) -> None:
    page = open_as(shared_world, Role.CONTACT_PERSON, "/?tab=open&verzoek=copy&stand=&behandelaar=&vanaf=&tot-en-met=")
    assert page.response.request.full_path == "/?tab=open&verzoek=copy"
    assert page.value_of("verzoek") == "copy"


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("verzoek=copy", 1),
        ("verzoek=portability", 0),
        ("stand=registered", 2),
        ("stand=awaiting_decision", 0),
        ("wacht-op=fg", 0),
        ("te-laat=ja", 1),
        ("vanaf=1-11-2026", 1),
        ("tot-en-met=1-11-2026", 1),
        ("vanaf=14-10-2026&tot-en-met=14-10-2026", 1),
        ("behandelaar=99999", 0),
        ("organisatie=99999", 0),
        ("verzoek=onzin&stand=onzin&behandelaar=x&wacht-op=x", 2),
    ],
)
def test_each_filter_keeps_what_it_says(fresh_world: World, query: str, found: int) -> None:
    with fresh_world.app.app_context():
        receive(fresh_world, SLUG, Right.ERASURE, days_ago=40)  # on 14 October
        receive(fresh_world, SLUG, Right.COPY)
    assert len(rows(open_as(fresh_world, Role.CONTACT_PERSON, f"/?tab=open&{query}"))) == found


def test_a_day_that_is_none_says_so_and_keeps_what_was_typed(shared_world: World) -> None:
    page = open_as(shared_world, Role.CONTACT_PERSON, "/?tab=open&vanaf=31-2-2026")
    assert page.error_of("vanaf")
    assert page.value_of("vanaf") == "31-2-2026"


def test_filters_that_leave_nothing_offer_the_way_back(shared_world: World) -> None:
    page = open_as(shared_world, Role.CONTACT_PERSON, "/?tab=open&verzoek=portability")
    assert "Er is geen zaak die bij deze filters past." in page.text
    assert page.has_link("Haal alle filters weg")


def look_for(browser: Browser, status: int = 200, **typed: str) -> Page:
    assert browser.page is not None
    form = next(number for number, one in enumerate(browser.page.forms()) if one.get("action") == "/zoeken")
    return browser.send(form=form, status=status, **typed)


def looked_for(world: World, words: str, status: int = 200) -> Page:
    browser = Browser(world.app)
    browser.sign_in(address(SLUG, Role.CONTACT_PERSON))
    return look_for(browser, status, zoek=words)


@pytest.mark.parametrize("words", ["meer", "MEÉR", "van der meer", "eer", "a.b. meer", "2026-0001", "wpr-2026", "me"])
def test_a_search_finds_parts_of_names_and_numbers_whatever_the_accents(fresh_world: World, words: str) -> None:
    with fresh_world.app.app_context():
        receive(fresh_world, SLUG, Right.COPY)
    page = looked_for(fresh_world, words)
    assert len(rows(page)) == 1
    assert page.path.startswith("/zoeken/")
    assert words.rsplit(maxsplit=1)[-1].lower() not in page.response.request.full_path.lower(), "no name in an address"


def test_a_search_finds_a_case_by_the_number_of_a_letter(fresh_world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    can_letters(monkeypatch)
    with fresh_world.app.app_context():
        steps = Steps(fresh_world, SLUG, receive(fresh_world, SLUG, Right.COPY))
        number = steps.acknowledge()
    assert len(rows(looked_for(fresh_world, number.lower()))) == 1


@pytest.mark.parametrize("words", ["bakker", "meer%", '"', "a' OR 1=1", "meer NOT copy", "van der bakker"])
def test_a_search_finds_nothing_that_is_not_there(fresh_world: World, words: str) -> None:
    with fresh_world.app.app_context():
        receive(fresh_world, SLUG, Right.COPY)
    found = rows(looked_for(fresh_world, words, status=422 if words == '"' else 200))
    assert len(found) == (1 if words == "meer%" else 0)


def test_a_search_stays_within_ones_own_organisations(fresh_world: World) -> None:
    with fresh_world.app.app_context():
        receive(fresh_world, "aanzien", Right.COPY)
    assert "Er is geen zaak gevonden" in looked_for(fresh_world, "meer").text


def test_an_empty_search_says_what_to_do(shared_world: World) -> None:
    assert "Vul een naam in" in looked_for(shared_world, "  ", status=422).error_of("zoek")


def test_what_a_search_finds_goes_on_on_a_next_page(fresh_world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worklist, "PAGE", 2)
    with fresh_world.app.app_context():
        for _ in range(3):
            receive(fresh_world, SLUG, Right.COPY)
    browser = Browser(fresh_world.app)
    browser.sign_in(address(SLUG, Role.CONTACT_PERSON))
    first = look_for(browser, zoek="meer")
    second = browser.get(first.link("Volgende bladzijde"))
    assert len(set(rows(first)) | set(rows(second))) == 3
    assert rows(browser.get(first.path)) == rows(first), "the way back in the browser"


def test_a_search_is_of_whoever_looked_and_is_gone_within_the_hour(fresh_world: World) -> None:
    with fresh_world.app.app_context():
        receive(fresh_world, SLUG, Right.COPY)
    page = looked_for(fresh_world, "meer")
    decider = Browser(fresh_world.app)
    decider.sign_in(address(SLUG, Role.DECIDER))
    assert "niet meer bewaard" in decider.get(page.path, status=404).text
    browser = Browser(fresh_world.app)
    browser.sign_in(address(SLUG, Role.CONTACT_PERSON))
    assert browser.get(page.path).value_of("zoek") == "meer"
    fresh_world.clock.forward(hours=1)
    browser.sign_in(address(SLUG, Role.CONTACT_PERSON))
    assert "niet meer bewaard" in browser.get(page.path, status=404).text


def test_a_tab_of_closed_cases_knows_no_lateness(fresh_world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    can_letters(monkeypatch)
    with fresh_world.app.app_context():
        case_at(fresh_world, Stage.CLOSED)
    fresh_world.clock.forward(days=3)
    assert len(rows(open_as(fresh_world, Role.CONTACT_PERSON, "/?tab=closed&te-laat=ja"))) == 1


def test_the_count_of_a_tab_is_that_of_the_roles_one_has(fresh_world: World) -> None:
    with fresh_world.app.app_context():
        steps = Steps(fresh_world, SLUG, receive(fresh_world, SLUG, Right.ERASURE, Right.INSPECTION))
        steps.identify()
        steps.hear()
        steps.propose(REFUSE_ERASURE)
        receive(fresh_world, SLUG, Right.COPY)
    both = fresh_world.add_user("Twee Rollen", (SLUG, Role.CONTACT_PERSON), (SLUG, Role.FG))
    browser = Browser(fresh_world.app)
    browser.sign_in(both)
    page = browser.get("/")
    assert "Wacht op mij (2)" in page.text, "a case that waits for both roles counts once"
    assert len(rows(page)) == 2
    assert "Wacht op mij (1)" in open_as(fresh_world, Role.FG).text


def test_where_advice_is_too_late_is_a_tab_that_empties_when_something_was_done(fresh_world: World) -> None:
    slug = "aanzien"
    with fresh_world.app.app_context():
        steps = Steps(fresh_world, slug, receive(fresh_world, slug, Right.ERASURE))
        steps.identify()
        steps.propose(REFUSE_ERASURE)
    assert "Wacht te lang op advies" not in open_as(fresh_world, Role.FG, slug=slug).text
    page = open_as(fresh_world, Role.DECIDER, slug=slug)
    assert "Wacht te lang op advies (0)" in page.text
    assert "te lang op zich laat wachten" in open_as(fresh_world, Role.DECIDER, "/?tab=late-advice", slug=slug).text
    fresh_world.clock.forward(days=9)
    page = open_as(fresh_world, Role.DECIDER, slug=slug)
    assert "Wacht te lang op advies (1)" in page.text
    page = open_as(fresh_world, Role.CONTACT_PERSON, page.link("Wacht te lang op advies"), slug=slug)
    assert "mag nu zonder advies verder" in page.text
    assert "Advies geven wacht op de" in rows(page)[0]
    with fresh_world.app.app_context():
        steps.decide(reason="De termijn loopt af.")
    page = open_as(fresh_world, Role.CONTACT_PERSON, page.path, slug=slug)
    assert "Wacht te lang op advies (0)" in page.text
    assert not rows(page)


def test_the_page_reads_in_a_few_statements_however_many_wait_for_advice(fresh_world: World) -> None:
    for case in range(3):
        with fresh_world.app.app_context():
            steps = Steps(fresh_world, SLUG, receive(fresh_world, SLUG, Right.ERASURE, days_ago=case))
            steps.identify()
            steps.propose(REFUSE_ERASURE)
    browser = Browser(fresh_world.app)
    browser.sign_in(address(SLUG, Role.CONTACT_PERSON))
    statements: list[str] = []
    with fresh_world.app.app_context():
        event.listen(db.engine, "before_cursor_execute", lambda *args: statements.append(args[2]))
        assert len(rows(browser.get("/?tab=open"))) == 3
    read = [statement for statement in statements if statement.startswith("SELECT")]
    assert len(read) == len(set(read)) <= 9, read


def test_reading_on_postgresql_does_not_make_the_driver_forget_its_prepared_statements(fresh_world: World) -> None:
    browser = Browser(fresh_world.app)
    browser.sign_in(address(SLUG, Role.CONTACT_PERSON))
    for _ in range(8):
        browser.get("/?tab=open")
    with fresh_world.app.app_context():
        if db.engine.dialect.name == "postgresql":
            known = db.session.execute(text("SELECT statement FROM pg_prepared_statements")).scalars().all()
            assert any("worklist_key" in statement for statement in known)
        else:
            assert db.session.connection().get_isolation_level() == "SERIALIZABLE"  # a page sees one moment
