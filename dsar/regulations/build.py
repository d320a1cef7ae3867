"""Turns the document of a regulation file into a `Regulation`, noting every mistake on the way."""

from collections.abc import Callable, Mapping
from dataclasses import fields
from types import MappingProxyType
from typing import TypeVar

from dsar.core.regulation import (
    Binds,
    Calendar,
    ComplaintRoute,
    Duty,
    GroundRule,
    HearingRule,
    IdentityRule,
    LawWarning,
    Officer,
    PauseReason,
    Period,
    Receiver,
    Regulation,
    RetentionRule,
    Term,
    Unit,
    Words,
)
from dsar.core.vocabulary import STOP_AT_ONCE, DispatchWay, ObjectionPurpose, Right, Role
from dsar.regulations.details import read_details
from dsar.regulations.mistakes import Report
from dsar.regulations.rules import check_ground, check_rules, check_term
from dsar.regulations.table import Table
from dsar.regulations.translations import SECTION

FORMAT = 1
SLUG = r"[a-z][a-z0-9]*(-[a-z0-9]+)*"
VERSION = r"[0-9a-z][0-9a-z.-]*"
CODE = r"[a-z][a-z0-9]*(_[a-z0-9]+)*"
PERIOD = "een getal met d, w of m erachter, zoals 4w"
_WORDS = tuple(field.name for field in fields(Words))
T = TypeVar("T")
NAMED_ROLES = (Role.CONTACT_PERSON, Role.FG, Role.DECIDER)  # those that a screen always names


def build(document: Mapping[str, object], report: Report) -> Regulation:
    """Read a whole document; what comes back may be used only when the report stayed empty."""
    root = Table(document, "", report)
    root.number("format", FORMAT, FORMAT)
    head = root.table("regulation")
    decision = root.table("decision")
    letters = root.table("letters")
    terms = _terms(root)
    regulation = Regulation(
        organisation=head.text("organisation", "kleine letters, cijfers en streepjes, zoals mijn-stichting", SLUG, 40),
        version=head.text("version", "een naam van cijfers, kleine letters, punten en streepjes", VERSION, 40),
        effective_from=head.day("effective_from"),
        effective_until=head.day("effective_until") if head.has("effective_until") else None,
        title=head.text("title", longest=150),
        text_dated=head.text("text_dated", "de datum op de tekst, of 'ongedateerd'", longest=60),
        details=read_details(root.table("organisation")),
        words=_words(root.table("words")),
        officer=_officer(root),
        articles=_by_right(root, "articles", complete=True),
        terms=MappingProxyType(terms),
        stop_articles=_stop_articles(root),
        objection_purposes=_objection_purposes(root),
        receivers=_rows(root, "receiver", _receiver),
        decided_by=decision.text("decided_by", longest=200),
        decided_by_article=decision.text("article", longest=200),
        decider_may_be_author=decision.flag("decider_may_be_author"),
        advice_on_grants=decision.flag("advice_on_grants"),
        advice_article=decision.optional_text("advice_article"),
        hearing=_hearing(root),
        identity=_rows(root, "identity", _identity),
        representation=_rows(root, "representation", _identity),
        grounds=_rows(root, "ground", _ground),
        unrefusable=_by_right(root, "unrefusable"),
        explicit_requests=_by_right(root, "explicit_request"),
        reasons_articles=_by_right(root, "reasons"),
        duties=_rows(root, "duty", _duty),
        complaint_routes=_rows(root, "complaint", _complaint),
        retention=_rows(root, "retention", _retention),
        letter_ways=letters.choices("ways", DispatchWay),
        email_with_personal_data=letters.flag("email_with_personal_data"),
        warnings=_rows(root, "warning", _warning),
        roles_named=_roles(root.table("roles")),
    )
    root.has(SECTION)
    for table in (head, decision, letters, root):
        table.close()
    check_rules(regulation, report)
    return regulation


def _rows(root: Table, key: str, read: Callable[[Table], T]) -> tuple[T, ...]:
    rows = []
    for table in root.tables(key):
        rows.append(read(table))
        table.close()
    return tuple(rows)


def _words(table: Table) -> Words:
    words = Words(**{name: table.text(name, "een woord of korte omschrijving", longest=100) for name in _WORDS})
    table.close()
    return words


def _officer(root: Table) -> Officer | None:
    table = root.optional_table("officer")
    if table is None:
        return None
    officer = Officer(table.text("name", longest=200), table.text("number", longest=60), _article(table))
    table.close()
    return officer


def _article(table: Table) -> str:
    return table.text("article", "de vindplaats, zoals 'artikel 9.3'", longest=200)


def _by_right(root: Table, key: str, *, complete: bool = False) -> Mapping[Right, str]:
    """Read a section of right = article; a complete one names every right, empty where only the AVG gives it."""
    table = root.table(key) if complete else root.optional_table(key)
    articles: dict[Right, str] = {}
    if table is None:
        return MappingProxyType(articles)
    for right in Right:
        if table.has(right):
            articles[right] = table.optional_text(right) if complete else table.text(right, longest=200)
        elif complete:
            table.mistake(right, 'ontbreekt; verwacht de vindplaats, of "" als het reglement dit recht niet noemt')
    table.close()
    return MappingProxyType(articles)


def _terms(root: Table) -> dict[Right, Term]:
    terms: dict[Right, Term] = {}
    for table in root.tables("term"):
        rights = table.choices("rights", Right)
        term = Term(
            period=_period(table),
            binds=table.choice("binds", Binds, Binds.RESPOND),
            calendar=table.choice("calendar", Calendar, Calendar.NONE),
            article=_article(table),
            paused_by=table.choices("paused_by", PauseReason) if table.has("paused_by") else frozenset(),
        )
        check_term(table, rights, term, terms)
        terms |= dict.fromkeys(rights, term)
        table.close()
    return {right: terms[right] for right in Right if right in terms}


def _period(table: Table) -> Period:
    text = table.text("period", PERIOD, r"[1-9][0-9]{0,2}[dwm]")
    return Period.parse(text) if text else Period(1, Unit.DAYS)


def _stop_articles(root: Table) -> Mapping[str, str]:
    table = root.optional_table("stop_at_once")
    if table is None:
        return MappingProxyType({})
    purposes = sorted(STOP_AT_ONCE)
    articles = {str(purpose): table.text(purpose, longest=200) for purpose in purposes if table.has(purpose)}
    table.close()
    return MappingProxyType(articles)


def _objection_purposes(root: Table) -> frozenset[ObjectionPurpose]:
    table = root.optional_table("objection")
    if table is None:
        return frozenset()
    purposes = table.choices("purposes", ObjectionPurpose)
    table.close()
    return purposes


def _hearing(root: Table) -> HearingRule | None:
    table = root.optional_table("hearing")
    if table is None:
        return None
    rule = HearingRule(table.choices("rights", Right), _article(table))
    table.close()
    return rule


def _receiver(table: Table) -> Receiver:
    return Receiver(table.choices("rights", Right), table.text("who", longest=100), _article(table))


def _identity(table: Table) -> IdentityRule:
    return IdentityRule(table.choices("rights", Right), _article(table), table.text("text"))


def _ground(table: Table) -> GroundRule:
    rule = GroundRule(table.text("code"), table.choices("rights", Right), _article(table), table.text("summary"))
    check_ground(table, rule)
    return rule


def _duty(table: Table) -> Duty:
    return Duty(
        code=table.text("code", "een code van kleine letters en _", CODE, 60),
        rights=table.choices("rights", Right),
        article=_article(table),
        text=table.text("text"),
        letter_text=table.optional_text("letter_text"),
    )


def _complaint(table: Table) -> ComplaintRoute:
    return ComplaintRoute(table.text("text"), _article(table))


def _retention(table: Table) -> RetentionRule:
    years = table.number("years", 1, 100) if table.has("years") else None
    return RetentionRule(table.text("subject"), years, table.text("counted_from"), _article(table))


def _warning(table: Table) -> LawWarning:
    return LawWarning(
        code=table.text("code", "een code van kleine letters en _", CODE, 60),
        rights=table.choices("rights", Right),
        article=_article(table),
        regulation_says=table.text("regulation_says"),
        law_says=table.text("law_says"),
        law=table.text("law", "de wetsartikelen, zoals 'UAVG 35'", longest=200),
    )


def _roles(table: Table) -> Mapping[Role, str]:
    named = {role: table.text(role, longest=60) for role in Role if role in NAMED_ROLES or table.has(role)}
    table.close()
    return MappingProxyType(named)
