"""What every page has at hand: the navigation of the actor's roles, who is signed in, and where home is."""

from typing import Any

from flask import Flask, g, request, url_for

from dsar.core.permissions import Permission, has_permission
from dsar.language import LANGUAGES, gettext, spoken, unfilled
from dsar.language import lazy_gettext as _l
from dsar.web import filters
from dsar.web.acting import acting_rows
from dsar.web.context import actor, restored, signed_in
from dsar.web.deceased import asker_rows, ground_rows
from dsar.web.held import held
from dsar.web.unsent import PATH, has_forms

_NAVIGATION = (
    (Permission.CASE_LIST, "cases.worklist", _l("Werkvoorraad")),
    (Permission.CASE_REGISTER, "cases.register", _l("Nieuw verzoek")),
    (Permission.CASE_READ, "printing.choose", _l("Printen")),
    (Permission.SIGN_OFF, "judgement.queue", _l("Toetsing")),
    (Permission.AUDIT_READ, "audit.trail", _l("Logboek")),
    (Permission.ORGANISATION_MANAGE, "admin.organisations", _l("Organisaties")),
)
_LANDS_ON = {"printing.choose": "printing.post"}  # with one organisation there is nothing to choose


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
    """Give what `layouts/base.html` uses; reads nothing, so that error pages work without a database."""
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
        "navigation": navigation() if who is not None else [],
    }


def navigation() -> list[dict[str, object]]:
    """Give the pages that the actor's roles lead to."""
    return [
        {"url": url_for(endpoint), "label": label, "current": request.endpoint in {endpoint, _LANDS_ON.get(endpoint)}}
        for permission, endpoint, label in _NAVIGATION
        if has_permission(actor(), permission)
    ]
