"""The pages of a letter that is looked at: pictures beside the form, and the document itself.

What is typed is kept for whoever typed it; what is stored is made again from its signed ids.
"""

from flask import Response
from flask.typing import ResponseReturnValue

from dsar.core.permissions import Permission
from dsar.services import stored_preview
from dsar.services.preview import PAGE, preview_picture
from dsar.services.preview import preview_pdf as pdf_of
from dsar.web.authorize import requires
from dsar.web.case_page import find_case, note
from dsar.web.context import actor, installation, session, work
from dsar.web.letters.blueprint import blueprint
from dsar.web.signed import signed_source


@blueprint.route("/voorbeelden/<token>/<int:page>.webp")
@requires(Permission.CASE_READ)
def preview_page(token: str, page: int) -> ResponseReturnValue:
    """Give one page as a picture; somebody else's preview does not exist."""
    return _picture(preview_picture(session(), actor(), token, page))


@blueprint.route("/voorbeelden/<token>.pdf")
@requires(Permission.CASE_READ)
def preview_pdf(token: str) -> ResponseReturnValue:
    """Give the preview as PDF; somebody else's does not exist."""
    return _document(pdf_of(session(), actor(), token))


@blueprint.route("/voorbeelden/nu/<signed>/<int:page>.webp")
@requires(Permission.CASE_READ)
def stored_page(signed: str, page: int) -> ResponseReturnValue:
    """Give one page of a letter as it is stored; its case is authorised anew."""
    source, seconds = signed_source(signed), installation().settings.render_seconds
    session().rollback()  # ends the reading transaction: the pages may take a while
    return _picture(stored_preview.stored_picture(work(), source, page, render_seconds=seconds))


@blueprint.route("/voorbeelden/nu/<signed>.pdf")
@requires(Permission.CASE_READ)
def stored_pdf(signed: str) -> ResponseReturnValue:
    """Give a letter as it is stored as PDF; its case is authorised anew, and the reading is noted."""
    source, seconds = signed_source(signed), installation().settings.render_seconds
    note(find_case(source.case_id, Permission.CASE_READ), PAGE)
    session().rollback()  # as for a picture
    return _document(stored_preview.stored_pdf(work(), source, render_seconds=seconds))


def _picture(content: bytes) -> Response:
    return Response(content, mimetype="image/webp")


def _document(content: bytes) -> Response:
    headers = {"Content-Disposition": 'inline; filename="voorbeeld.pdf"'}
    return Response(content, mimetype="application/pdf", headers=headers)
