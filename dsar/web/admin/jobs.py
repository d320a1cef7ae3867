"""What the application does by itself, for the administrator: when it last ran, what it made and what failed."""

from flask import render_template
from flask.typing import ResponseReturnValue

from dsar.core.permissions import Permission
from dsar.queries.job_runs import job_states
from dsar.web.admin.routes import blueprint
from dsar.web.authorize import requires
from dsar.web.context import moment, session
from dsar.wording.jobs import JOBS, job_words


@blueprint.get("/beheer/gepland-werk")
@requires(Permission.ORGANISATION_MANAGE)
def jobs() -> ResponseReturnValue:
    """Show every job of the installation; there is no case in it."""
    found = job_states(session(), JOBS, moment())
    rows = [(one, job_words(one.name)) for one in found.rows]
    return render_template("admin/jobs.html", rows=rows, last=found.last, quiet=found.quiet(moment()))
