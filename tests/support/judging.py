"""The steps of a judgement as people take them on the screens, for tests of the pages that come after."""

from sqlalchemy import select

from dsar.core.vocabulary import Right, Role
from dsar.extensions import db
from dsar.letters import Rendering
from dsar.models import Request
from tests.factories.details import typed_details
from tests.support.app import World, address
from tests.support.cases import receive
from tests.support.pages import Browser, Page
from tests.support.steps import Steps

SLUG = "westendorp-pr"
CANNED = Rendering(b"%PDF-1.7 canned", 1, "")  # for tests that do not look at the pages of a letter
FACTS = "Op de facturen aan de gemeente staan uw naam en de weken van uw traject."
REFUSAL = {
    "outcome": "refuse",
    "parts-0-what": "De facturen van uw traject",
    "parts-0-outcome": "refuse",
    "parts-0-ground": "law_requires_keeping",
    "parts-0-facts": FACTS,
    "parts-0-statute": "Algemene wet inzake rijksbelastingen, artikel 52",
    "parts-0-keep_until": "31-12-2033",
    "parts-0-file_note": "De collega van de administratie heeft dit nagekeken.",
}
GRANT = {  # of an inspection
    "outcome": "grant",
    "answer": "U kunt uw hele dossier bekijken.",
    **typed_details(Right.INSPECTION),
}


def at_desk(world: World, role: Role, slug: str = SLUG) -> Browser:
    """Give somebody with this role, signed in."""
    browser = Browser(world.app)
    browser.sign_in(address(slug, role))
    return browser


def new_case(world: World, *rights: Right, slug: str = SLUG) -> int:
    """Register a case."""
    with world.app.app_context():
        return receive(world, slug, *rights)


def unknown_case(world: World, *rights: Right, slug: str = SLUG) -> int:
    """Register a case whose requester was asked who they are, and did not show it."""
    with world.app.app_context():
        case_id = receive(world, slug, *rights)
        Steps(world, slug, case_id).proof_not_shown()
        return case_id


def request_of(world: World, case_id: int, right: Right) -> int:
    """Give the id of a case's request for a right."""
    with world.app.app_context():
        query = select(Request.id).where(Request.case_id == case_id, Request.right == right)
        found = db.session.execute(query).scalars().first()
        db.session.rollback()
    assert found is not None
    return found


def identify(contact: Browser, case_id: int) -> Page:
    """Record that the contact person knows who is asking."""
    contact.get(f"/zaken/{case_id}/identiteit")
    return contact.send(method="known", established="yes")


def hear(contact: Browser, case_id: int) -> Page:
    """Record that the collector was heard."""
    contact.get(f"/zaken/{case_id}/gehoord")
    return contact.send(person="Begeleider van het traject", capacity="collector", statement="Bewaren moet.")


def propose(contact: Browser, request_id: int, **typed: str) -> Page:
    """Write and submit a proposal; a refusal of the erasure when nothing is said."""
    contact.get(f"/verzoeken/{request_id}/voorstel")
    return contact.send(**(typed or REFUSAL))


def advise(officer: Browser, case_id: int, request_id: int, kind: str, remark: str = "") -> Page:
    """Give advice in its two steps."""
    check_advice(officer, case_id, request_id, kind, remark)
    return officer.send(step="record")


def check_advice(officer: Browser, case_id: int, request_id: int, kind: str, remark: str = "") -> Page:
    """Fill in the advice and go on to the page that shows what will be recorded."""
    page = officer.get(f"/toetsing/{case_id}?verzoek={request_id}")
    places = [form.get("action") for form in page.forms()]
    form = places.index(f"/verzoeken/{request_id}/advies")
    name = f"verzoek{request_id}"
    return officer.send(form=form, step="check", **{f"{name}-kind": kind, f"{name}-remark": remark})


def decide(decider: Browser, request_id: int, **typed: str) -> Page:
    """Decide as proposed, in the two steps."""
    decider.get(f"/verzoeken/{request_id}/besluit")
    decider.send(what="decide", step="check", **typed)
    return decider.send(step="record")


def make_letter(contact: Browser, path: str) -> Page:
    """Make a letter final, in the two steps."""
    contact.get(path)
    contact.send(step="check")
    return contact.send(step="record")


def post_letter(contact: Browser, way: str = "post", **typed: str) -> Page:
    """Record on the page of a letter that it left, in the two steps."""
    contact.send(
        step="check", **{"verzonden-way": way}, **{f"verzonden-{name}": value for name, value in typed.items()}
    )
    return contact.send(step="record")
