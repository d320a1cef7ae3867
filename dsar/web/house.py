"""An organisation's colour and logo on the screens: one style sheet and one picture, and whose a page shows."""

from base64 import b64decode

from flask import Blueprint, Flask, Response, request
from flask.typing import ResponseReturnValue
from jinja2 import pass_context
from jinja2.runtime import Context

from dsar.core.colour import screen_colours
from dsar.core.errors import NotFound
from dsar.core.permissions import Permission
from dsar.queries.people import House, own_organisation
from dsar.web.authorize import requires
from dsar.web.context import actor, session, signed_in

blueprint = Blueprint("house", __name__)
_NAMES = {"image/png": "logo.png", "image/svg+xml": "logo.svg"}
_YEAR = 365 * 24 * 3600  # seconds
_SETS = (
    ":root{{--govuk-brand-colour:{0.brand};--dsar-brand-hover:{0.brand_hover};--dsar-brand-edge:{0.brand_edge};"
    "--govuk-link-colour:{0.link};--govuk-link-hover-colour:{0.link_hover}}}\n"
)


def install(app: Flask) -> None:
    """Let the layout ask whose colour and logo a page shows."""
    app.register_blueprint(blueprint)
    app.jinja_env.filters["bar"] = bar
    app.jinja_env.globals["shown_house"] = shown_house


@blueprint.get("/huisstijl/<int:organisation_id>/huisstijl.css")
@requires(Permission.SIGNED_IN)
def style(organisation_id: int) -> ResponseReturnValue:
    """Give the colours of an organisation in which somebody has a role."""
    found = own_organisation(session(), actor(), organisation_id)
    sheet = Response(_SETS.format(screen_colours(found.accent)), content_type="text/css; charset=utf-8")
    return _kept(sheet, found.version)


@blueprint.get("/huisstijl/<int:organisation_id>/logo")
@requires(Permission.SIGNED_IN)
def logo(organisation_id: int) -> ResponseReturnValue:
    """Give the logo of an organisation in which somebody has a role."""
    found = own_organisation(session(), actor(), organisation_id)
    return _kept(picture(found.logo), found.version)


def picture(address: str) -> Response:
    """Give a logo as a file that a browser shows as a picture only, never as a page; raises NotFound without one."""
    kind, _, content = address.removeprefix("data:").partition(";base64,")
    if kind not in _NAMES:
        raise NotFound
    response = Response(b64decode(content), content_type=kind)
    response.headers["Content-Disposition"] = f'attachment; filename="{_NAMES[kind]}"'
    return response


@pass_context
def shown_house(page: Context) -> House | None:
    """Give whose colour and logo a page shows: of the case or organisation on it, or of the only one there is.

    Somebody with several organisations sees the product's own where a page is about all of them.
    """
    who = signed_in()
    houses = who.houses if who is not None else ()
    case = getattr(page.get("view"), "case", None)
    about = getattr(case, "organisation_id", None) or getattr(page.get("organisation"), "id", None)
    return next((one for one in houses if len(houses) == 1 or one.organisation_id == about), None)


def bar(accent: str) -> str:
    """Give the colour of the bar on top."""
    return screen_colours(accent).brand


def _kept(response: Response, version: int) -> Response:
    """Let the browser keep an answer for a year under the version in its address; it asks again for any other."""
    known = request.args.get("v") == str(version)
    response.headers["Cache-Control"] = f"private, max-age={_YEAR}, immutable" if known else "private, no-cache"
    response.set_etag(str(version))
    response.make_conditional(request)
    return response
