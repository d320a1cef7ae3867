"""The pages on which a contact person says who deputises for them."""

from flask import url_for
from flask.typing import ResponseReturnValue

from dsar.core.errors import NotFound
from dsar.core.permissions import Permission, organisations_with
from dsar.queries.people import organisations_by_id
from dsar.web.auth.blueprint import blueprint
from dsar.web.authorize import requires
from dsar.web.context import actor, session, signed_in
from dsar.web.deputies import About, deputies_page, end_page

_PATH = "/account/waarneming/<int:organisation_id>"


@blueprint.route(_PATH, methods=["GET", "POST"])
@requires(Permission.CASE_HANDLE)
def own_deputies(organisation_id: int) -> ResponseReturnValue:
    """Show who deputises for whoever signed in, in which days, and arrange it."""
    return deputies_page(_about(organisation_id))


@blueprint.route(f"{_PATH}/<int:deputising_id>/beeindigen", methods=["GET", "POST"])
@requires(Permission.CASE_HANDLE)
def stop_own_deputy(organisation_id: int, deputising_id: int) -> ResponseReturnValue:
    """End one's own arrangement before its last day."""
    return end_page(_about(organisation_id), deputising_id)


def _about(organisation_id: int) -> About:
    own = organisations_with(actor(), Permission.CASE_HANDLE) & {organisation_id}
    found, who = next(iter(organisations_by_id(session(), own)), None), signed_in()
    if found is None or who is None:
        raise NotFound
    return About(
        organisation_id=found.id,
        organisation=found.name,
        user_id=who.user_id,
        name=who.name,
        url=url_for("auth.own_deputies", organisation_id=organisation_id),
        back=url_for("auth.own_account"),
        own=True,
    )
