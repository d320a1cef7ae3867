"""The pages of a preview, for whoever made it: pictures beside the form, and the PDF itself."""

from flask import Response
from flask.typing import ResponseReturnValue

from dsar.core.permissions import Permission
from dsar.services.preview import preview_pdf as pdf_of
from dsar.services.preview import preview_picture
from dsar.web.authorize import requires
from dsar.web.context import actor, session
from dsar.web.letters.blueprint import blueprint


@blueprint.route("/voorbeelden/<token>/<int:page>.png")
@requires(Permission.CASE_READ)
def preview_page(token: str, page: int) -> ResponseReturnValue:
    """Give one page as a picture; somebody else's preview does not exist."""
    return Response(preview_picture(session(), actor(), token, page), mimetype="image/png")


@blueprint.route("/voorbeelden/<token>.pdf")
@requires(Permission.CASE_READ)
def preview_pdf(token: str) -> ResponseReturnValue:
    """Give the preview as PDF; somebody else's does not exist."""
    headers = {"Content-Disposition": 'inline; filename="voorbeeld.pdf"'}
    return Response(pdf_of(session(), actor(), token), mimetype="application/pdf", headers=headers)
