"""What every page has at hand: the menu, who is signed in, and where home is."""

from typing import Any

from flask import Flask, g, url_for

from dsar.language import LANGUAGES, gettext, spoken, unfilled
from dsar.web import filters
from dsar.web.acting import acting_rows
from dsar.web.context import restored, signed_in
from dsar.web.deceased import asker_rows, ground_rows
from dsar.web.held import held
from dsar.web.menu import navigation
from dsar.web.unsent import PATH, has_forms


def install(app: Flask) -> None:
    """Add the filters and what the layouts use."""
    filters.install(app)
    app.jinja_env.filters["acting"] = acting_rows
    app.jinja_env.filters["asking_about"] = asker_rows
    app.jinja_env.filters["care_ground"] = ground_rows
    app.jinja_env.filters["held"] = held
    app.jinja_env.add_extension("jinja2.ext.i18n")
    app.jinja_env.install_gettext_callables(gettext, unfilled, newstyle=True)  # type: ignore[attr-defined]  # of jinja2.ext.i18n
    app.context_processor(layout)


def layout() -> dict[str, Any]:
    """Give what `layouts/base.html` uses; reads nothing, so that error pages work without a database.

    The menu does read: it is asked for by the layout, and pages that say that the server failed have none.
    """
    who = signed_in()
    return {
        "html_lang": spoken(),
        "languages": LANGUAGES,
        "home_url": url_for("cases.worklist"),
        "user_name": who.name if who is not None else "",
        "manual_url": url_for("manual.index"),
        "account_url": url_for("auth.own_account"),
        "sign_out_url": url_for("auth.sign_out"),
        "restored": restored(),
        "left_here": [] if restored() else g.get("left", []),
        "keep_url": url_for("auth.keep") if who is not None and has_forms() else "",
        "keep_path": PATH,
        "navigation": navigation if who is not None else None,
    }
