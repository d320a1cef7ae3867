"""A year on one page: how many requests, which rights, in time or not, and why parts were refused."""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from dsar.core.figures import figures
from dsar.core.permissions import Permission, organisations_with
from dsar.language import number
from dsar.queries.figures import handled_in, years
from dsar.queries.people import organisations_by_id
from dsar.web.authorize import requires
from dsar.web.context import actor, session, today
from dsar.web.judgement.blueprint import blueprint


@blueprint.get("/toetsing/cijfers")
@requires(Permission.SIGN_OFF)
def year_in_figures() -> ResponseReturnValue:
    """Show the figures of a year, of all organisations or of one; anything unknown shows this year of all."""
    served = organisations_by_id(session(), organisations_with(actor(), Permission.SIGN_OFF))
    chosen = next((one for one in served if one.slug == request.args.get("organisatie")), None)
    known = years(session(), actor(), today())
    year = next((one for one in known if str(one) == request.args.get("jaar")), today().year)
    found = figures(handled_in(session(), actor(), year, today(), chosen.id if chosen is not None else None), today())
    return render_template(
        "judgement/figures.html",
        figures=found,
        days=number(found.median_days, "0.#") if found.median_days is not None else "",
        year=year,
        years=known,
        organisations=served,
        chosen=chosen,
    )
