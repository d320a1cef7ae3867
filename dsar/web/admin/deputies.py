"""The pages on which an administrator says who deputises for a contact person."""

from flask import url_for
from flask.typing import ResponseReturnValue

from dsar.core.permissions import Permission
from dsar.queries.deputies import arrangement
from dsar.queries.people import managed_organisation
from dsar.queries.users import member
from dsar.web.admin.routes import blueprint
from dsar.web.authorize import requires
from dsar.web.context import actor, session
from dsar.web.deputies import About, deputies_page, end_page

_MANAGE = Permission.ORGANISATION_MANAGE


@blueprint.route("/organisaties/<int:organisation_id>/gebruikers/<int:user_id>/waarneming", methods=["GET", "POST"])
@requires(_MANAGE)
def deputies(organisation_id: int, user_id: int) -> ResponseReturnValue:
    """Show who deputises for a user in which days, and arrange it."""
    return deputies_page(_about(organisation_id, user_id))


@blueprint.route(
    "/organisaties/<int:organisation_id>/waarnemingen/<int:deputising_id>/beeindigen", methods=["GET", "POST"]
)
@requires(_MANAGE)
def stop_deputy(organisation_id: int, deputising_id: int) -> ResponseReturnValue:
    """End an arrangement before its last day."""
    found = arrangement(session(), actor(), deputising_id)
    return end_page(_about(organisation_id, found.user_id), deputising_id)


def _about(organisation_id: int, user_id: int) -> About:
    organisation = managed_organisation(session(), actor(), organisation_id)
    user = member(session(), actor(), organisation_id, user_id).user
    return About(
        organisation_id=organisation.id,
        organisation=organisation.name,
        user_id=user.id,
        name=user.name,
        url=url_for("admin.deputies", organisation_id=organisation_id, user_id=user_id),
        back=url_for("admin.user", organisation_id=organisation_id, user_id=user_id),
        own=False,
    )
