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
from dsar.core.vocabulary import Role
from dsar.language import gettext as _
from dsar.language import lazy_gettext as _l
from dsar.queries.beside import Beside, beside
from dsar.queries.late_advice import CONCERNED
from dsar.queries.signoff import queue
from dsar.queries.worklist import Count, Page, count_up_to, counts, organisations, owners, tallies, worklist
from dsar.queries.worklist_walks import ACTING, Key
from dsar.services.form_drafts import keep_search
from dsar.services.open_form import form_left
from dsar.web.attempt import INVALID
from dsar.web.cases.filters import OWN, Filters
from dsar.web.cases.lines import Line, lines
from dsar.web.context import actor, moment, restored, session, today, work
from dsar.web.forms import Form
from dsar.web.tasks.routes import show_mine

NOT_FOUND = 404
SEE_OTHER = 303
MOST_ROWS = 2**31 - 1  # the largest id that both databases know
_LONGEST = 100  # characters
_SECTIONS = (Tab.OPEN, Tab.CLOSED)
_DEPUTY = frozenset({Role.DEPUTY_FG})


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
    filters.offer(places, owners(known), own=has_permission(actor(), Permission.CASE_HANDLE))
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
        beside=_beside(),
        to_advise=_to_advise(),
        page_has_errors=bool(filters.errors),
    )


def show_search() -> ResponseReturnValue:
    """Take what somebody looks for, and lead to the page that shows what is found."""
    form = SearchForm()
    if not form.is_submitted() or restored():
        return _search_page(form, ())
    words = form.looked_for.data or ""
    if form.validate() and terms(words):
        session().rollback()
        return redirect(url_for("cases.found", key=keep_search(work(), words)), SEE_OTHER)
    if not form.errors:
        form.looked_for.errors = [_("Vul een naam in, of een nummer van een zaak of brief.")]
        form.gather_errors()
    return _search_page(form, (), INVALID)


def show_found(key: str) -> ResponseReturnValue:
    """Show what a search finds: open cases and closed ones, or the next page of either."""
    kept = form_left(session(), actor(), key, moment())
    form = SearchForm(formdata=None)
    if kept is None:
        form.looked_for.errors = [_("Deze zoekopdracht is niet meer bewaard. Zoek opnieuw.")]
        form.gather_errors()
        return _search_page(form, (), NOT_FOUND)
    form.looked_for.data = kept.value("words")
    wanted, more = Wanted(terms=terms(kept.value("words"))), request.args.get("meer", "")
    if more in set(_SECTIONS):
        after = _after(request.args.get("after", ""))
        return _search_page(form, (_found(Tab(more), wanted, after),), continued=after is not None, key=key)
    return _search_page(form, tuple(_found(tab, wanted) for tab in _SECTIONS), key=key)


def _found(tab: Tab, wanted: Wanted, after: Key | None = None) -> Found:
    page = worklist(session(), actor(), tab, wanted, today(), after)
    return Found(tab, page, count_up_to(session(), actor(), tab, wanted, today()))


def _several() -> bool:
    return len(organisations_with(actor(), Permission.CASE_LIST)) > 1


def _beside() -> Beside:
    if not any(has_permission(actor(), one) for one in (Permission.CASE_REGISTER, Permission.TASK_ANSWER)):
        return Beside(0, 0)
    return beside(session(), actor(), url_for("cases.register"), moment())


def _to_advise() -> int:
    """Count what waits for the advice of a deputy, who has no tab of their own here; an officer has one."""
    if not actor().organisations_as(_DEPUTY):
        return 0
    found = queue(session(), actor(), today())
    return found.total + found.drafts_total


def _search_page(
    form: SearchForm, found: tuple[Found, ...], status: int = 200, *, continued: bool = False, key: str = ""
) -> ResponseReturnValue:
    page = render_template(
        "cases/search.html",
        search=form,
        found=[one for one in found if one.page.rows],
        asked=bool(found),
        continued=continued,
        key=key,
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
