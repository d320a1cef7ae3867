"""Every address that can be opened, with the rows of one organisation in it, and the pages that a role gets there."""

import re
from collections.abc import Iterable, Iterator, Mapping

from sqlalchemy import text
from werkzeug.routing import Rule

from dsar.core.vocabulary import LetterKind
from dsar.extensions import db
from dsar.web.manual.routes import CHAPTERS
from tests.support.app import World
from tests.support.pages import Browser, Page
from tests.support.stages import SLUG

_TAG = re.compile(r"<(\w+)([^>]*)>")
_KIND = re.compile(r'\b(?:class|type|role)="([^"]*)"')

Ids = Mapping[str, list[object]]  # by the name of the part of an address

# The tables that the ids in addresses are of.
ROWS_OF = {
    "case_id": "case_file",
    "request_id": "request",
    "letter_id": "letter",
    "printer_id": "printer",
    "run_id": "letter_run",
    "draft_id": "letter_draft",
    "membership_id": "membership",
    "note_id": "case_note",
    "task_id": "task",
    "third_party_id": "third_party",
    "recipient_id": "recipient",
    "follow_up_id": "follow_up",
    "term_id": "set_term",
    "link_id": "access_link",
    "deputising_id": "deputising",
}

MESSAGES_OF = (
    "SELECT DISTINCT outbox.id FROM outbox JOIN membership ON membership.user_id = outbox.user_id"
    " WHERE membership.organisation_id = :organisation ORDER BY outbox.id"
)


def ids_in(world: World, links: Iterable[str], slug: str = SLUG) -> dict[str, list[object]]:
    """Give what can stand in an address of an organisation; `links` are the secret ends of links that open once."""
    organisation_id = world.organisations[slug]
    found: dict[str, list[object]] = {
        "organisation_id": [organisation_id],
        "page": [1],
        "signed": ["niets"],
        "key": ["niets"],
        "secret": ["niets"],
        "slug": [chapter.slug for chapter in CHAPTERS],
        "link": list(links),
    }
    with world.app.app_context():
        for name, table in ROWS_OF.items():
            query = text(f"SELECT id FROM {table} WHERE organisation_id = :organisation ORDER BY id")
            found[name] = list(db.session.execute(query, {"organisation": organisation_id}).scalars())
        users = text("SELECT DISTINCT user_id FROM membership WHERE organisation_id = :organisation")
        found["user_id"] = list(db.session.execute(users, {"organisation": organisation_id}).scalars())
        found["message_id"] = list(db.session.execute(text(MESSAGES_OF), {"organisation": organisation_id}).scalars())
        found["token"] = list(db.session.execute(text("SELECT token FROM letter_preview")).scalars())
        put_away = list(db.session.execute(text("SELECT id FROM form_draft WHERE put_away")).scalars())
        found["draft_id"] += [one for one in put_away if one not in found["draft_id"]]
        db.session.rollback()
    assert all(found.values()), found
    return found


def filled_in(rule: Rule, ids: Ids) -> Iterator[str]:
    """Give the addresses of a rule."""
    paths = [rule.rule]
    for name in re.findall(r"<(?:\w+:)?(\w+)>", rule.rule):
        paths = [re.sub(rf"<(?:\w+:)?{name}>", str(value), path) for path in paths for value in ids[name]]
    yield from paths


def addresses(world: World, ids: Ids) -> Iterator[str]:
    """Give every address that can be opened, with every row of the organisation in it."""
    for rule in world.app.url_map.iter_rules():
        if rule.endpoint != "static" and "GET" in (rule.methods or set()):
            yield from filled_in(rule, ids)
    yield from (f"/zaken/{one}/schrijven/brief?soort={kind}" for one in ids["case_id"][:2] for kind in LetterKind)
    yield from (f"/zaken/nieuw?concept={one}" for one in ids["draft_id"])


def pages_of(browser: Browser, world: World, ids: Ids) -> Iterator[Page]:
    """Give every page that somebody gets, without those that only lead to another."""
    for path in addresses(world, ids):
        answer = browser.client.get(path)
        if answer.status_code == 200 and answer.mimetype == "text/html":
            yield Page(answer, path)


def telling(pages: Iterable[Page], known: set[tuple[str, str]]) -> Iterator[Page]:
    """Give the pages on which something stands that stood on no page at their kind of address, and the first page.

    `known` is what stood on pages before, and grows. The fullest pages come first, so that few are enough.
    """
    built = [(page, _pieces(page)) for page in pages]
    for page, pieces in sorted(built, key=lambda one: -len(one[1])):
        if page.path == "/" or not pieces <= known:
            known |= pieces
            yield page


def _pieces(page: Page) -> set[tuple[str, str]]:
    """Give the elements of a page by tag, class, type and role, with their kind of address."""
    kind = re.sub(r"\d+", "#", page.path.partition("?")[0])
    return {(kind, " ".join([name, *_KIND.findall(rest)])) for name, rest in _TAG.findall(page.response.text)}
