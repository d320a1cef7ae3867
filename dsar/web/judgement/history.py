"""The history of advice: what was advised, what came of it, and where somebody went on without."""

from datetime import datetime

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from dsar.core.permissions import Permission, organisations_with
from dsar.queries.advice_history import Key, history
from dsar.queries.people import organisations_by_id
from dsar.services.without_advice import note_seen
from dsar.web.authorize import requires
from dsar.web.case_page import SEE_OTHER
from dsar.web.context import actor, session, work
from dsar.web.judgement.blueprint import blueprint

_MOST_ID = 2**31 - 1  # the largest that both databases know


@blueprint.get("/toetsing/adviezen")
@requires(Permission.SIGN_OFF)
def advice_history() -> ResponseReturnValue:
    """Show the advice of all organisations or of one, newest first."""
    served = organisations_by_id(session(), organisations_with(actor(), Permission.SIGN_OFF))
    chosen = next((one for one in served if one.slug == request.args.get("organisatie")), None)
    page = history(session(), actor(), chosen.id if chosen is not None else None, _after())
    slug = chosen.slug if chosen is not None else None
    return render_template(
        "judgement/history.html",
        page=page,
        organisations=served,
        chosen=chosen,
        first_url=url_for("judgement.advice_history", organisatie=slug) if "na" in request.args else "",
        next_url=url_for("judgement.advice_history", organisatie=slug, na=_written(page.after)) if page.after else "",
    )


@blueprint.post("/toetsing/zonder-advies/<int:without_id>/gezien")
@requires(Permission.SIGN_OFF)
def without_advice_seen(without_id: int) -> ResponseReturnValue:
    """Record that an officer knows that somebody went on without advice."""
    note_seen(work(), without_id)
    flash("Vastgelegd dat u dit heeft gezien.", "success")
    return redirect(url_for("judgement.queue"), SEE_OTHER)


def _written(key: Key) -> str:
    moment, source, row_id = key
    return f"{moment.isoformat()}_{source}_{row_id}"


def _after() -> Key | None:
    """Read the key of the last entry of an earlier page; anything else starts at the beginning."""
    moment, _, rest = request.args.get("na", "").partition("_")
    source, _, row_id = rest.partition("_")
    try:
        key = datetime.fromisoformat(moment), source, int(row_id)
    except ValueError:
        return None
    return key if key[0].tzinfo is not None and source and 0 < key[2] <= _MOST_ID else None
