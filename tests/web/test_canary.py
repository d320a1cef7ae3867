"""A client with a name that nobody else has goes all the way: the name is in no log, address, cookie or audit entry."""

import base64
import logging
import zlib
from collections.abc import Iterator
from io import StringIO
from typing import Any

import pytest
from sqlalchemy import text

from dsar.core.vocabulary import Right, Role
from dsar.extensions import db
from dsar.web.logs import FORMATTERS
from tests.support.app import PASSWORD, World, address
from tests.support.judging import GRANT, REFUSAL, SLUG, advise, at_desk, post_letter, request_of
from tests.support.pages import Browser

BIRD = "Kwartel"  # in everything that is typed
TYPED = "Op de facturen van 3 mei aan de gemeente staan de naam Kwartelkoning en de weken van het traject."
LETTER = {
    "received_on": "18-11-2026",
    "channel": "oral",
    "read_on": "18-11-2026",
    "read_by": "Kwartel de Begeleider",
    "rights": ["erasure", "inspection"],
    "client_words": TYPED,
    "initials": "K.",
    "last_name": "Kwartelkoning",
    "street": "Kwartelpad 77",
    "postcode": "7511AA",
    "city": "Kwartelstad",
    "email": "kwartel@example.com",
}
NO_NAMES = ("audit_event", "access_event", "idempotency_key", "login_attempt", "login_session", "letter_run_item")


class Outside:
    """What leaves the application but for the pages: addresses and headers, as a log in front of it would keep them."""

    def __init__(self, application: Any) -> None:
        self.application = application
        self.seen: list[str] = []

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Any:
        """Note the address of the request and the headers of the answer."""
        self.seen += [environ["PATH_INFO"], environ.get("QUERY_STRING", ""), environ.get("HTTP_COOKIE", "")]

        def started(status: str, headers: list[tuple[str, str]], *more: Any) -> Any:
            self.seen += [f"{name}: {value}" for name, value in headers]
            return start_response(status, headers, *more)

        return self.application(environ, started)

    def everything(self) -> str:
        """Give all of it, with what cookies hold made readable."""
        cookies = [line.split("=", 1)[1].split(";")[0] for line in self.seen if line.startswith("Set-Cookie: dsar=")]
        return "\n".join([*self.seen, *map(_opened, cookies)])


def _opened(cookie: str) -> str:
    packed = cookie.startswith(".")
    body = cookie.removeprefix(".").split(".")[0]
    content = base64.urlsafe_b64decode(body + "=" * (-len(body) % 4))
    return (zlib.decompress(content) if packed else content).decode("utf-8", "replace")


@pytest.fixture
def lines() -> Iterator[StringIO]:
    """Give what the log writes, in both forms."""
    written, root = StringIO(), logging.getLogger()
    handlers = [logging.StreamHandler(written) for _ in FORMATTERS]
    for handler, form in zip(handlers, FORMATTERS.values(), strict=True):
        handler.setFormatter(form())
        root.addHandler(handler)
    yield written
    for handler in handlers:
        root.removeHandler(handler)


@pytest.fixture
def outside(fresh_world: World) -> Iterator[Outside]:
    made = Outside(fresh_world.app.wsgi_app)
    fresh_world.app.wsgi_app = made  # type: ignore[method-assign]  # the way Flask documents
    yield made
    fresh_world.app.wsgi_app = made.application  # type: ignore[method-assign]


def test_the_name_stays_inside(
    fresh_world: World, outside: Outside, lines: StringIO, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    world = fresh_world
    contact, officer, decider = (at_desk(world, role) for role in (Role.CONTACT_PERSON, Role.FG, Role.DECIDER))
    case_id = _registered(contact)
    erasure, inspection = (request_of(world, case_id, right) for right in (Right.ERASURE, Right.INSPECTION))
    _looked_for_and_noted(contact, case_id)
    _asked(world, contact, case_id)
    _listed(contact, erasure)
    _represented(contact, case_id)
    _judged(contact, officer, decider, case_id, erasure, inspection)
    _sent_and_corrected(contact, world, case_id, inspection)
    _gone_wrong(world, contact, case_id)
    _died(contact, case_id)
    assert BIRD.lower() in contact.get(f"/zaken/{case_id}").text.lower(), "the name was really there"
    assert BIRD.lower() not in caplog.text.lower()
    assert '"route": "/zaken/<int:case_id>"' in lines.getvalue(), "every request has its line"
    assert f"user={world.users[address(SLUG, Role.FG)]}" in lines.getvalue()
    assert BIRD.lower() not in lines.getvalue().lower()
    assert BIRD.lower() not in outside.everything().lower()
    with world.app.app_context():
        for table in NO_NAMES:
            rows = db.session.execute(text(f"SELECT * FROM {table}")).all()
            assert BIRD.lower() not in str(rows).lower(), table
            assert rows or table == "letter_run_item", table
        db.session.rollback()


def _registered(contact: Browser) -> int:
    contact.get("/zaken/nieuw")
    contact.send(action="save", **LETTER)  # put away
    contact.get("/zaken/nieuw")
    contact.send(action="check", status=422, **{**LETTER, "received_on": TYPED})
    contact.send(action="check", represented="y", **LETTER)
    case_id = int(contact.send(action="register").path.split("/")[2])
    contact.get(f"/zaken/{case_id}/vinkje-vergissing")
    contact.send(reason=TYPED)
    return case_id


def _looked_for_and_noted(contact: Browser, case_id: int) -> None:
    contact.get("/zoeken")
    assert contact.send(zoek="Kwartelkoning").text.count("Kwartelkoning") >= 1
    contact.get(f"/zaken/{case_id}/notitie")
    contact.send(body=TYPED)
    contact.get(f"/zaken/{case_id}/identiteit")
    contact.send(method="known", established="yes", note=TYPED)
    contact.get(f"/zaken/{case_id}/gehoord")
    contact.send(person="Kwartel de Collega", capacity="collector", statement=TYPED)


def _represented(contact: Browser, case_id: int) -> None:
    """Let somebody act for the client, change what is known of them, show that they may, and end it."""
    person = {name: LETTER[name] for name in ("initials", "last_name", "street", "postcode", "city")}
    contact.get(f"/zaken/{case_id}/vertegenwoordiger")
    contact.send(kind="parent", child_age="from_twelve", child_view=TYPED, scope=TYPED, **person)
    contact.send(proof="on_file", established="yes", within_scope="y", note=TYPED)
    contact.get(f"/zaken/{case_id}/vertegenwoordiger")
    contact.send(last_name="Kwartelmoeder")
    contact.send(proof="on_file", established="yes", within_scope="y", note=TYPED)
    contact.get(f"/zaken/{case_id}/vertegenwoordiger/eindigen")
    contact.send(reason=TYPED)


def _listed(contact: Browser, request_id: int) -> None:
    """Put somebody on the list of who got the data, and say why they are not told."""
    contact.get(f"/verzoeken/{request_id}/ontvangers/nieuw")
    page = contact.send(name=TYPED, what=TYPED)
    contact.get(page.link("Vastleggen hoe het is verteld"))
    contact.send(way="not_told", text=TYPED)


def _died(contact: Browser, case_id: int) -> None:
    """Let somebody ask about the client who died, and say that it was a mistake."""
    person = {name: LETTER[name] for name in ("initials", "last_name", "street", "postcode", "city")}
    page = contact.get(f"/zaken/{case_id}/overleden")
    grounds = {name: "interest" for one in page.all("select") if (name := one.get("name", "")).startswith("ground-")}
    facts = {name.replace("ground", "facts"): TYPED for name in grounds}
    about = {"kind": "heir", "relation": TYPED, "shown": TYPED, "answer_by": "1-2-2027"}
    contact.send(step="check", **about, **grounds, **facts, **person)
    contact.send(step="record")
    contact.get(f"/zaken/{case_id}/niet-overleden")
    contact.send(reason=TYPED)


def _asked(world: World, contact: Browser, case_id: int) -> None:
    """Ask the colleague something, let them answer it, and take another question back."""
    colleague, who = at_desk(world, Role.COLLEAGUE), str(world.users[address(SLUG, Role.COLLEAGUE)])
    for _ in range(2):
        contact.get(f"/zaken/{case_id}/collega-vragen")
        contact.send(kind="search", assignee_id=who, place_kind="cabinet", place="Kwartelkast", question=TYPED)
    first, second = sorted(
        one.get("href", "") for one in colleague.get("/taken").all("a") if "/taken/" in one.get("href", "")
    )
    colleague.get(first)
    colleague.send(step="check", result="found", body=TYPED)
    assert colleague.send(step="record").h1 == "Uw taken"
    contact.get(f"{second}/intrekken")
    contact.send(reason=TYPED)
    contact.get(f"/zaken/{case_id}/zienswijze-vragen")
    page = contact.send(who="Kwartel de Zus", question=TYPED, without_consent=TYPED)
    contact.get(next(one.get("href", "") for one in page.all("a") if "/zienswijzen/" in one.get("href", "")))
    contact.send(outcome="objects", body=TYPED)


def _judged(contact: Browser, officer: Browser, decider: Browser, case_id: int, erasure: int, inspection: int) -> None:
    for request_id, typed in ((erasure, {**REFUSAL, "parts-0-facts": TYPED}), (inspection, {**GRANT, "answer": TYPED})):
        contact.get(f"/verzoeken/{request_id}/voorstel")
        contact.send(**typed)
    advise(officer, case_id, inspection, "return", TYPED)
    contact.get(f"/verzoeken/{inspection}/voorstel")
    contact.send(**{**GRANT, "answer": TYPED})
    for request_id in (erasure, inspection):
        advise(officer, case_id, request_id, "against", TYPED)
        decider.get(f"/verzoeken/{request_id}/besluit")
        decider.send(what="decide", step="check", reason=TYPED)
        decider.send(step="record")


def _sent_and_corrected(contact: Browser, world: World, case_id: int, inspection: int) -> None:
    contact.get(f"/verzoeken/{inspection}/brief")
    contact.send(step="check")
    letter = contact.send(step="record")
    assert letter.h1.startswith("Brief ")
    post = f"/printen/{world.organisations[SLUG]}"
    page = contact.get(post)
    assert contact.send(step="print").response.mimetype == "application/pdf"
    contact.get(letter.path)
    post_letter(contact, "registered", track_code="kwartel 1")
    contact.get(f"{letter.path}/verbeteren")
    contact.send(step="check", correction_reason=TYPED)
    page = contact.send(step="record", correction_reason=TYPED)
    assert page.h1.startswith("Brief ")
    contact.client.get(f"{page.path}/pdf")


def _gone_wrong(world: World, contact: Browser, case_id: int) -> None:
    """Send what is late, without its token, too large, and by somebody whose session ended."""
    contact.get(f"/zaken/{case_id}/gegevens")
    contact.send(version="1", status=409, last_name="Kwartelhaan")
    contact.get(f"/zaken/{case_id}/notitie")
    contact.send(csrf_token="", body=TYPED, status=400)
    contact.get(f"/zaken/{case_id}/notitie")
    contact.send(body=TYPED * 40_000, status=413)
    contact.get(f"/zaken/{case_id}/notitie")
    world.clock.forward(minutes=61)
    contact.send(body=TYPED)
    contact.send(email=address(SLUG, Role.CONTACT_PERSON), password=PASSWORD)
    contact.send()
