"""The five packaged regulations say what their texts say: terms, grounds, duties, warnings, words."""

import re
from dataclasses import replace
from datetime import date

import pytest

from dsar.core.grounds import LEGAL_GROUNDS
from dsar.core.regulation import Regulation
from dsar.core.vocabulary import DispatchWay, LegalNature, ObjectionPurpose, Right
from dsar.regulations import load_catalogue

CATALOGUE = load_catalogue(())
ACCESS = ("inspection", "copy")
ZAZ, WPR, AZ, WOM, WKC = "zaz-welzijn", "westendorp-pr", "aanzien", "werk-op-maat", "werkkrachtcentrale"
ALL = (ZAZ, WPR, AZ, WOM, WKC)
HEADING = "onderdeel ‘Recht op {}’"
ACCESS_HEADING = HEADING.format("inzage en afschrift")
CORRECTION_HEADING = HEADING.format("aanvulling, correctie en afscherming")
ERASURE_HEADING = HEADING.format("verwijdering en vernietiging")
LONGEST_SENTENCE = 15  # words, in what a letter prints

TERMS = {
    ZAZ: {},
    WPR: dict.fromkeys(
        ("correction", "supplement", "restriction", "erasure"), ("4w", "respond", "none", "artikel 9.3", set())
    ),
    AZ: dict.fromkeys(ACCESS, ("4w", "fulfil", "none", "artikel 14", {"identity"}))
    | dict.fromkeys(
        ("correction", "supplement", "restriction", "erasure"), ("4w", "respond", "none", "artikel 15", set())
    ),
    WOM: dict.fromkeys(ACCESS, ("2w", "fulfil", "none", ACCESS_HEADING, set()))
    | {"erasure": ("3m", "fulfil", "none", ERASURE_HEADING, set())},
    WKC: dict.fromkeys(ACCESS, ("1m", "respond", "none", "artikel 11.4", {"identity"}))
    | dict.fromkeys(("correction", "supplement", "erasure"), ("1m", "respond", "none", "artikel 12.3", set())),
}

_ZAZ_PERSON = {"protection_of_person": "artikel 7"}
_ZAZ_REST = _ZAZ_PERSON | {"rights_of_others_general": "artikel 7"}
_WPR_ACCESS = dict.fromkeys(("protection_of_person", "rights_of_others", "crime"), "artikel 8.3")
_AZ_ACCESS = dict.fromkeys(("protection_of_person", "rights_of_others", "crime"), "artikel 14.1")
GROUNDS = {
    ZAZ: {
        "inspection": _ZAZ_PERSON | {"rights_of_others": "artikel 7"},
        "copy": _ZAZ_PERSON | {"rights_of_others": "artikel 7"},
        "correction": _ZAZ_REST | {"accurate": "artikel 7"},
        "supplement": _ZAZ_REST,
        "restriction": _ZAZ_REST | {"no_case_for_restriction": "artikel 7"},
        "erasure": _ZAZ_REST | {"no_case_for_erasure": "artikel 7", "law_requires_keeping": "artikel 6"},
    },
    WPR: {
        "inspection": _WPR_ACCESS,
        "copy": _WPR_ACCESS,
        "correction": {"accurate": "artikel 9.2"},
        "restriction": {"no_case_for_restriction": "artikel 9.2"},
        "erasure": {"no_case_for_erasure": "artikel 9.2", "law_requires_keeping": "artikel 9.4"},
    },
    AZ: {
        "inspection": _AZ_ACCESS,
        "copy": _AZ_ACCESS,
        "correction": {"accurate": "artikel 15"},
        "restriction": {"no_case_for_restriction": "artikel 15"},
        "erasure": {"no_case_for_erasure": "artikel 15"},
    },
    WOM: {
        "correction": {"opinion": CORRECTION_HEADING, "accurate": CORRECTION_HEADING},
        "restriction": {"no_case_for_restriction": CORRECTION_HEADING},
        "erasure": dict.fromkeys(
            (
                "interest_of_other",
                "interest_of_other_care",
                "interest_of_other_youth",
                "law_requires_keeping",
            ),
            ERASURE_HEADING,
        ),
    },
    WKC: {"correction": {"accurate": "artikel 12.1"}, "erasure": {"no_case_for_erasure": "artikel 12.1"}},
}

ARTICLE_9 = "correction supplement erasure restriction"
EVERY_RIGHT = " ".join(Right)
WARNINGS = {  # code, article -> rights, and the article of law that must be named
    ZAZ: {("ground_needs_weighing", "artikel 7"): (f"inspection copy {ARTICLE_9}", "UAVG 41(1) en 41(2)")},
    WPR: {
        ("written_form", "artikel 9.2"): (ARTICLE_9, "AVG 12(2)"),
        ("ground_needs_weighing", "artikel 8.3"): ("inspection copy", "UAVG 41(1) en 41(2)"),
    },
    AZ: {
        ("repealed_law", "onderdeel ‘Begripsbepalingen’, artikel 1, 16 en 17"): (
            EVERY_RIGHT,
            "AVG 77 en 79; UAVG 35 en 36",
        ),
        ("written_form", "artikel 14"): ("inspection copy", "AVG 12(2)"),
        ("written_form", "artikel 15"): (ARTICLE_9, "AVG 12(2)"),
        ("identification_always", "artikel 14"): ("inspection copy", "AVG 12(6)"),
        ("ground_needs_weighing", "artikel 14.1"): ("inspection copy", "UAVG 41(1) en 41(2)"),
    },
    WOM: {
        ("copy_fee", ACCESS_HEADING): ("copy", "AVG 12(5) en 15(3)"),
        ("erasure_term", ERASURE_HEADING): ("erasure", "AVG 12(3)"),
        ("erasure_after_agreement", HEADING.format("bescherming van persoonlijke gegevens")): ("erasure", "AVG 17"),
    },
    WKC: {
        ("repealed_remedy", "artikel 13"): ("inspection copy correction supplement erasure", "UAVG 35"),
        ("written_form", "artikel 12.2"): ("correction supplement erasure", "AVG 12(2)"),
        ("identification_always", "artikel 11.5"): ("inspection copy", "AVG 12(6)"),
    },
}


def regulation(slug: str) -> Regulation:
    return CATALOGUE.newest(slug)


def test_the_catalogue_holds_the_five_organisations() -> None:
    assert CATALOGUE.organisations == tuple(sorted(ALL))


@pytest.mark.parametrize("slug", ALL)
def test_each_version_holds_from_the_day_the_gdpr_applied(slug: str) -> None:
    assert CATALOGUE.for_day(slug, date(2018, 5, 25)).version == "2018-05-25"


@pytest.mark.parametrize("slug", ALL)
def test_terms_are_those_of_the_regulation(slug: str) -> None:
    found = {
        str(right): (str(term.period), term.binds, term.calendar, term.article, term.paused_by)
        for right, term in regulation(slug).terms.items()
    }
    assert found == TERMS[slug]


@pytest.mark.parametrize("slug", ALL)
def test_grounds_are_those_of_the_regulation(slug: str) -> None:
    found = {
        str(right): {ground.code: ground.article for ground in regulation(slug).grounds_for(right)} for right in Right
    }
    assert {right: grounds for right, grounds in found.items() if grounds} == GROUNDS[slug]


@pytest.mark.parametrize("slug", ALL)
def test_every_ground_rests_on_a_law_that_fits_its_rights(slug: str) -> None:
    for ground in regulation(slug).grounds:
        assert ground.rights <= LEGAL_GROUNDS[ground.code].rights


@pytest.mark.parametrize("slug", ALL)
def test_warnings_name_each_place_where_the_law_has_overtaken_the_regulation(slug: str) -> None:
    found = {(warning.code, warning.article): (warning.rights, warning.law) for warning in regulation(slug).warnings}
    assert found == {key: (frozenset(map(Right, rights.split())), law) for key, (rights, law) in WARNINGS[slug].items()}


def test_only_zaz_and_westendorp_stop_at_once_by_their_own_regulation() -> None:
    assert {slug: dict(regulation(slug).stop_articles) for slug in ALL} == {
        ZAZ: {"commercial": "artikel 5", "charitable": "artikel 5"},
        WPR: {"commercial": "artikel 10.2", "charitable": "artikel 10.2"},
        AZ: {},
        WOM: {},
        WKC: {},
    }


def test_only_aanzien_says_what_an_objection_is_against_and_others_know_it_by_what_stops_at_once() -> None:
    named = {slug: regulation(slug).objection_purposes for slug in ALL}
    assert named == {ZAZ: set(), WPR: set(), AZ: {ObjectionPurpose.CURRENT_CARE}, WOM: set(), WKC: set()}
    unnamed = replace(regulation(AZ), objection_purposes=frozenset())
    cited = {purpose for purpose in ObjectionPurpose if unnamed.article_for(Right.OBJECTION, purpose)}
    assert cited == {ObjectionPurpose.CURRENT_CARE, ObjectionPurpose.OTHER}


def test_a_supplement_cannot_be_refused_at_westendorp_and_werk_op_maat() -> None:
    assert {slug: dict(regulation(slug).unrefusable) for slug in ALL} == {
        ZAZ: {},
        WPR: {Right.SUPPLEMENT: "artikel 9.1"},
        AZ: {},
        WOM: {Right.SUPPLEMENT: CORRECTION_HEADING},
        WKC: {},
    }


def test_only_westendorp_hears_the_collector_and_for_article_9_only() -> None:
    assert [slug for slug in ALL if regulation(slug).hearing is not None] == [WPR]
    heard = {right for right in Right if regulation(WPR).hearing_article(right) == "artikel 9.2"}
    assert heard == {Right.CORRECTION, Right.SUPPLEMENT, Right.ERASURE, Right.RESTRICTION}


def test_a_grant_goes_past_the_adviser_everywhere_but_at_werk_op_maat_and_by_regulation_only_at_zaz() -> None:
    found = {slug: (regulation(slug).advice_on_grants, regulation(slug).advice_article) for slug in ALL}
    assert found == {ZAZ: (True, "artikel 7"), WPR: (True, ""), AZ: (True, ""), WOM: (False, ""), WKC: (True, "")}


def test_only_zaz_has_an_officer_and_calls_the_adviser_fg() -> None:
    officer = regulation(ZAZ).officer
    assert officer is not None
    assert (officer.name, officer.number, officer.article) == ("Manouk van der Aa", "007011", "artikel 7")
    assert regulation(ZAZ).words.adviser == "functionaris voor gegevensbescherming (FG)"
    for slug in (WPR, AZ, WOM, WKC):
        assert regulation(slug).officer is None
        assert (regulation(slug).words.adviser, regulation(slug).words.adviser_short) == ("privacytoetser",) * 2


def test_each_organisation_has_its_own_words() -> None:
    found = {slug: regulation(slug).words for slug in ALL}
    assert {slug: (w.data_subject, w.receiver, w.controller, w.decider) for slug, w in found.items()} == {
        ZAZ: ("cliënt", "contactpersoon", "verantwoordelijke", "verantwoordelijke"),
        WPR: ("cliënt", "verantwoordelijke", "verantwoordelijke", "verantwoordelijke"),
        AZ: ("betrokkene", "teamleider", "verantwoordelijke", "directeur"),
        WOM: ("deelnemer", "stichting", "stichting", "stichting"),
        WKC: ("geregistreerde", "beheerder", "houder", "beheerder"),
    }


def test_duties_are_the_regulations_own_and_the_statutory_ones() -> None:
    own = {
        (WPR, "supplement"): [("statement_added", "artikel 9.1")],
        (WPR, "erasure"): [("erasure_declaration", "artikel 9.6"), ("recipients_told", "AVG 19")],
        (WKC, "correction"): [("copy_of_corrected_data", "artikel 12.4"), ("recipients_told", "AVG 19")],
        (WOM, "supplement"): [("statement_added", CORRECTION_HEADING)],
        (WOM, "erasure"): [
            ("third_party_mail_deleted", "onderdeel ‘Uitwisselen gegevens via mailverkeer’"),
            ("recipients_told", "AVG 19"),
        ],
        (ZAZ, "supplement"): [("statement_added", "AVG 16")],
        (AZ, "restriction"): [("recipients_told", "AVG 19")],
        (ZAZ, "inspection"): [],
        (ZAZ, "copy"): [("data_returned", "artikel 6")],
        (ZAZ, "erasure"): [("data_returned", "artikel 6"), ("recipients_told", "AVG 19")],
    }
    for (slug, right), duties in own.items():
        assert [(duty.code, duty.article) for duty in regulation(slug).duties_for(Right(right))] == duties


def test_retention_is_that_of_the_regulation_and_unknown_at_aanzien() -> None:
    found = {slug: [(rule.years, rule.article) for rule in regulation(slug).retention] for slug in ALL}
    assert found == {
        ZAZ: [(15, "artikel 6"), (None, "artikel 6")],
        WPR: [(2, "artikel 11.2"), (2, "artikel 11.3"), (7, "artikel 11.3")],
        AZ: [(None, "artikel 13")],
        WOM: [(3, "onderdeel ‘Bewaartermijn’"), (15, "onderdeel ‘Bewaartermijn’")],
        WKC: [(5, "artikel 10")],
    }


def test_reasons_are_asked_for_by_the_article_of_the_right() -> None:
    assert regulation(WPR).reasons_article(Right.ERASURE) == "artikel 9.3"
    assert regulation(WPR).reasons_article(Right.INSPECTION) == ""  # article 9.3 is about article 9 only
    assert regulation(WKC).reasons_article(Right.COPY) == "artikel 11.6"
    assert regulation(WKC).reasons_article(Right.CORRECTION) == "artikel 12.5"
    assert not regulation(WOM).reasons_articles


def test_only_werk_op_maat_never_mails_personal_data() -> None:
    assert [slug for slug in ALL if not regulation(slug).email_with_personal_data] == [WOM]


@pytest.mark.parametrize("slug", ALL)
def test_details_are_private_invented_and_on_paper(slug: str) -> None:
    details = regulation(slug).details
    assert details.legal_nature is LegalNature.PRIVATE
    assert (details.posting_days, details.carry_out_days) == (2, 5)
    assert details.email.endswith(".example.com")
    assert details.address[-1].endswith("  Voorbeeldstad")
    assert regulation(slug).letter_ways >= {DispatchWay.POST, DispatchWay.HANDED_OVER}
    assert not regulation(slug).decider_may_be_author


def test_the_case_reference_prefixes_and_windows_differ() -> None:
    assert [regulation(slug).details.reference_prefix for slug in ALL] == ["ZAZ", "WPR", "AZ", "WOM", "WKC"]
    assert [slug for slug in ALL if regulation(slug).details.window == "right"] == [AZ, WKC]


@pytest.mark.parametrize("slug", ALL)
def test_no_letter_text_names_a_repealed_law_or_has_a_long_sentence(slug: str) -> None:
    read = regulation(slug)
    texts = [ground.summary for ground in read.grounds] + [route.text for route in read.complaint_routes]
    texts += [duty.letter_text for right in Right for duty in read.duties_for(right)]
    for text in texts:
        assert not re.search(r"WBP|Wet [Bb]escherming|College|[Pp]ersoonsregistraties", text)
        for sentence in re.split(r"(?<=[.?!]) ", text):
            assert len(sentence.split()) <= LONGEST_SENTENCE, sentence
