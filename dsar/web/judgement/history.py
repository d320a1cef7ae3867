"""The history of advice: what was advised, what came of it, and where somebody went on without."""

from datetime import datetime

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from dsar.core.permissions import Permission, organisations_with
from dsar.queries.advice_history import Key, history
from dsar.queries.people import organisations_by_id
from dsar.web.authorize import requires
from dsar.web.context import actor, session
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
