"""The worklist and the search: which cases there are, the first date first."""

from dataclasses import dataclass
from datetime import date

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import StringField
from wtforms.validators import Length

from dsar.core.folding import terms
from dsar.core.permissions import Permission, has_permission, organisations_with
from dsar.core.search import Tab, Wanted
from dsar.language import gettext as _
from dsar.language import lazy_gettext as _l
from dsar.queries.form_drafts import count_put_away
from dsar.queries.late_advice import CONCERNED
from dsar.queries.tasks import count_own_tasks
from dsar.queries.worklist import ACTING, Count, Key, Page, counts, organisations, owners, tallies, worklist
from dsar.web.attempt import INVALID
from dsar.web.cases.filters import OWN, Filters
from dsar.web.cases.lines import Line, lines
from dsar.web.context import actor, moment, session, today
from dsar.web.forms import Form
from dsar.web.tasks.routes import show_mine

MOST_ROWS = 2**31 - 1  # the largest id that both databases know
_LONGEST = 100  # characters
_SECTIONS = (Tab.OPEN, Tab.CLOSED)


class SearchForm(Form):
    """What somebody looks for; it is sent in the body, because it is mostly a name."""

    looked_for = StringField(
        _l("Zoek een zaak"),
        [Length(max=_LONGEST, message=_l("Gebruik hoogstens %(count)s tekens.", count=_LONGEST))],
        name="zoek",
    )


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found in one tab."""

    tab: Tab
    page: Page
    count: Count

    @property
    def lines(self) -> list[Line]:
        """The rows in words."""
        return lines(self.page.rows)


def show_worklist() -> ResponseReturnValue:
    """Open on what waits for whoever signed in."""
    if not has_permission(actor(), Permission.CASE_LIST):
        if has_permission(actor(), Permission.TASK_ANSWER):
            return show_mine()
        return redirect(url_for("admin.organisations"))
    tab, filters = _tab(), Filters(request.args)
    known = tallies(session(), actor())
    places = organisations(session(), actor()) if _several() else ()
    filters.offer(places, owners(session(), known), own=has_permission(actor(), Permission.CASE_HANDLE))
    after = _after(request.args.get("after", ""))
    if filters.validate() and "" in request.args.values():
        return redirect(filters.address(tab, after))  # what was left empty does not belong in an address to share
    wanted = filters.wanted()
    found = worklist(session(), actor(), tab, wanted, today(), after)
    return render_template(
        "cases/worklist.html",
        tab=tab,
        tabs=_tabs(),
        counts=counts(session(), actor(), wanted, today(), known),
        lines=lines(found.rows),
        filters=filters,
        search=SearchForm(formdata=None),
        narrowed=wanted.narrowed,
        next_url=filters.address(tab, found.after) if found.after is not None else "",
        first_url=filters.address(tab) if request.args.get("after") else "",
        several=_several(),
        may_register=has_permission(actor(), Permission.CASE_REGISTER),
        away=[one for one in found.away.values() if one.deputy_id == actor().user_id],
        own_url=url_for("cases.worklist", tab=Tab.MINE.value, behandelaar=OWN),
        put_away=_put_away(),
        asked=count_own_tasks(session(), actor()) if has_permission(actor(), Permission.TASK_ANSWER) else 0,
        page_has_errors=bool(filters.errors),
    )


def show_search() -> ResponseReturnValue:
    """Show what a search finds: open cases and closed ones, or the next page of either."""
    form = SearchForm()
    if not form.is_submitted():
        return _search_page(form, ())
    looked_for = terms(form.looked_for.data or "")
    if not form.validate() or not looked_for:
        if not form.errors:
            form.looked_for.errors = [_("Vul een naam in, of een nummer van een zaak of brief.")]
            form.gather_errors()
        return _search_page(form, (), INVALID)
    wanted = Wanted(terms=looked_for)
    more = request.form.get("more", "")
    if more in set(_SECTIONS):
        after = _after(request.form.get(f"after-{more}", ""))
        return _search_page(form, (_found(Tab(more), wanted, after),), continued=after is not None)
    return _search_page(form, tuple(_found(tab, wanted) for tab in _SECTIONS))


def _found(tab: Tab, wanted: Wanted, after: Key | None = None) -> Found:
    numbers = counts(session(), actor(), wanted, today())
    return Found(tab, worklist(session(), actor(), tab, wanted, today(), after), numbers[tab])


def _several() -> bool:
    return len(organisations_with(actor(), Permission.CASE_LIST)) > 1


def _put_away() -> int:
    if not has_permission(actor(), Permission.CASE_REGISTER):
        return 0
    return count_put_away(session(), actor(), url_for("cases.register"), moment())


def _search_page(
    form: SearchForm, found: tuple[Found, ...], status: int = 200, *, continued: bool = False
) -> ResponseReturnValue:
    page = render_template(
        "cases/search.html",
        search=form,
        found=[one for one in found if one.page.rows],
        asked=bool(found),
        continued=continued,
        several=_several(),
        page_has_errors=bool(form.errors),
    )
    return page, status


def _tabs() -> list[Tab]:
    late = [Tab.LATE_ADVICE] if actor().organisations_as(CONCERNED) else []
    return [Tab.MINE, *late, *_SECTIONS] if actor().organisations_as(ACTING) else list(_SECTIONS)


def _tab() -> Tab:
    wanted = request.args.get("tab", "")
    shown = _tabs()
    return Tab(wanted) if wanted in shown else shown[0]


def _after(text: str) -> tuple[date, int] | None:
    """Read the key of the last row of an earlier page ("2026-11-24_12"); anything else starts at the beginning."""
    first, _, last = text.partition("_")
    try:
        key = date.fromisoformat(first), int(last)
    except ValueError:
        return None
    return key if 0 < key[1] <= MOST_ROWS else None
