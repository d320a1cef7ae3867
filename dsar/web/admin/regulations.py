"""The page with the rules of an organisation's regulation, version by version; nothing on it can be changed."""

from collections.abc import Sequence
from datetime import date

from flask import render_template, request
from flask.typing import ResponseReturnValue

from dsar.core.errors import NotFound
from dsar.core.grounds import LEGAL_GROUNDS
from dsar.core.permissions import Permission
from dsar.core.vocabulary import Right
from dsar.queries.people import managed_organisation
from dsar.queries.regulations import KnownVersion, versions_of
from dsar.web.admin.routes import blueprint
from dsar.web.authorize import requires
from dsar.web.context import actor, installation, session, today
from dsar.wording.regulations import statutory_term


@blueprint.get("/organisaties/<int:organisation_id>/reglement")
@requires(Permission.ORGANISATION_MANAGE)
def regulation(organisation_id: int) -> ResponseReturnValue:
    """Show the version that holds today, or the one that was asked for, and list all of them."""
    organisation = managed_organisation(session(), actor(), organisation_id)
    versions = versions_of(session(), installation().catalogue, organisation)
    wanted = request.args.get("versie", "")
    return render_template(
        "admin/regulation.html",
        organisation=organisation,
        versions=versions,
        shown=_named(versions, wanted) if wanted else _of_day(versions, today()),
        today=today(),
        rights=tuple(Right),
        legal_grounds=LEGAL_GROUNDS,
        statutory=statutory_term(),
    )


def _named(versions: Sequence[KnownVersion], name: str) -> KnownVersion:
    found = next((one for one in versions if one.regulation.version == name), None)
    if found is None:
        raise NotFound
    return found


def _of_day(versions: Sequence[KnownVersion], day: date) -> KnownVersion | None:
    """Give the version that holds on a day, else the first one to come; None when the organisation has none."""
    held = next((one for one in versions if one.regulation.effective_from <= day), None)
    return held or (versions[-1] if versions else None)
