"""The page of a case in a real browser: nothing for axe to find, no sideways scrolling, and a time line to read."""

from collections.abc import Callable
from itertools import combinations

import pytest
from playwright.sync_api import Page

from dsar.core.vocabulary import AdviceKind, Right, Role
from tests.browser.conftest import Site
from tests.factories.world import GRANT, REFUSE_ERASURE
from tests.support.cases import receive
from tests.support.looking import axe, open_folds
from tests.support.steps import Steps

pytestmark = pytest.mark.browser

SLUG = "westendorp-pr"
WIDTHS = (1280, 320)
LABELS = """svg => [...svg.querySelectorAll('text')].map(text => {
    const box = text.getBoundingClientRect(), whole = svg.getBoundingClientRect();
    return [box.left - whole.left, box.right - whole.left, box.top, box.bottom, whole.width,
            parseFloat(getComputedStyle(text).fontSize)];
})"""


@pytest.fixture
def site(open_site: Callable[..., Site]) -> Site:
    return open_site()


def cases(site: Site) -> list[int]:
    """Give a case with one request that is late, and one with three of which one was decided."""
    with site.world.app.app_context():
        late = receive(site.world, SLUG, Right.ERASURE, days_ago=400)
        three = receive(site.world, SLUG, Right.ERASURE, Right.INSPECTION, Right.CORRECTION)
        steps = Steps(site.world, SLUG, three)
        steps.identify()
        steps.hear()
        steps.propose(REFUSE_ERASURE)
        steps.advise(AdviceKind.AGREE)
        steps.decide()
        steps.propose(GRANT, 1)
    return [late, three]


def labels_apart(page: Page) -> int:
    """Check that the labels of every time line stand apart and inside it, large enough to read; give how many."""
    count = 0
    for svg in page.locator("svg.dsar-line").all():
        boxes = svg.evaluate(LABELS)
        for left, right, _, _, width, size in boxes:
            assert left >= -1, boxes
            assert right <= width + 1, boxes
            assert size >= 14, boxes
        for (left, right, top, bottom, *_), (left2, right2, top2, bottom2, *_) in combinations(boxes, 2):
            assert right < left2 or right2 < left or bottom <= top2 + 2 or bottom2 <= top + 2, boxes
        count += len(boxes)
    return count


def test_on_paper_the_next_step_stands_in_words_and_a_derivation_stands_there_once(site: Site) -> None:
    late, _ = cases(site)
    page = site.signed_in(SLUG, Role.CONTACT_PERSON)
    page.goto(f"/zaken/{late}")
    page.emulate_media(media="print")
    assert page.get_by_role("button", name="Vastleggen wie dit vraagt").is_visible()
    derivations = page.locator("ol.dsar-steps").all()
    assert [one.is_visible() for one in derivations] == [False, True]
    assert page.locator("svg.dsar-line").last.is_visible()
    assert not page.get_by_role("link", name="Notitie toevoegen").is_visible()


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("role", [Role.CONTACT_PERSON, Role.FG])
def test_a_case_can_be_read_by_everybody_on_every_screen(site: Site, role: Role, width: int) -> None:
    found = cases(site)
    page = site.signed_in(SLUG, role, width)
    problems: list[str] = []
    page.on("console", lambda message: problems.append(message.text) if message.type == "error" else None)
    for case_id in found:
        page.goto(f"/zaken/{case_id}")
        open_folds(page)
        assert axe(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert labels_apart(page) >= 5
    assert not problems


@pytest.mark.parametrize("width", [1280, 1024, 768, 320])
def test_the_dates_of_a_clock_stand_under_each_other(site: Site, width: int) -> None:
    case_id = cases(site)[0]
    page = site.signed_in(SLUG, Role.CONTACT_PERSON, width)
    page.goto(f"/zaken/{case_id}")
    panel = page.locator("section .dsar-clocks").first
    for part in ("dt", ".dsar-clock__date", ".dsar-clock__note", ".dsar-source"):
        lefts = panel.locator(f".dsar-clocks__dates {part}").evaluate_all(
            "all => all.map(one => Math.round(one.getBoundingClientRect().left))"
        )
        assert len(lefts) > 1, part
        assert len(set(lefts)) == 1, (part, lefts)
    page.context.close()
