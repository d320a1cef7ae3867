"""The pages on which changed rules are applied to open cases: what would move is shown first, without case content."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import islice

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import TextAreaField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs

from dsar.core.errors import DomainError, NotFound
from dsar.core.permissions import Permission
from dsar.core.regulation import Regulation
from dsar.language import gettext as _
from dsar.language import lazy_gettext as _l
from dsar.language import ngettext
from dsar.queries.people import managed_organisation
from dsar.queries.rule_changes import Moving, Organisation, by_calendar, by_version
from dsar.services.rule_changes import apply_calendar, apply_version
from dsar.web.admin.routes import blueprint
from dsar.web.attempt import INVALID, Refused, attempt
from dsar.web.authorize import requires
from dsar.web.context import actor, installation, session, work
from dsar.web.fields import Boxes
from dsar.web.filters import day
from dsar.web.forms import Form

MOST = 100  # cases on a page; the next ones come when these were done
OK, SEE_OTHER = 200, 303


class CasesForm(Form):
    """Which cases follow the changed rules; a choice says the version of the case on which its dates were shown."""

    cases = Boxes(_l("Welke zaken?"), validate_choice=False)


class VersionForm(CasesForm):
    """Which cases rest on another version from now on, and why."""

    reason = TextAreaField(
        _l("Waarom?"), description=_l("Kort. Dit staat in het dossier van elke gekozen zaak, niet in een brief.")
    )


@dataclass(frozen=True, slots=True)
class Change:
    """One page: what it offers to change, for which it has a form."""

    organisation: Organisation
    form: CasesForm
    moving: Sequence[Moving]
    template: str
    version: Regulation | None = None


@blueprint.route("/organisaties/<int:organisation_id>/reglement/toepassen", methods=["GET", "POST"])
@requires(Permission.ORGANISATION_MANAGE)
def apply_regulation(organisation_id: int) -> ResponseReturnValue:
    """Show which open cases would get another date under a version, and let the chosen ones rest on it."""
    organisation = managed_organisation(session(), actor(), organisation_id)
    version, form = _version(organisation), VersionForm()
    found = by_version(session(), organisation, version)
    moving = sorted(found, key=lambda one: (not one.free, not one.by_receipt, not one.moves))[:MOST]
    change = Change(organisation, form, moving, "admin/apply_regulation.html", version)

    def act() -> object:
        return apply_version(
            work(form.form_key.data or ""), organisation_id, version.version, seen(form), form.reason.data or ""
        )

    return _page(change, act)


@blueprint.route("/organisaties/<int:organisation_id>/data", methods=["GET", "POST"])
@requires(Permission.ORGANISATION_MANAGE)
def apply_dates(organisation_id: int) -> ResponseReturnValue:
    """Show which open cases have a date from before the holidays changed, and write it anew."""
    organisation, form = managed_organisation(session(), actor(), organisation_id), CasesForm()
    moving = list(islice(by_calendar(session(), organisation), MOST))
    change = Change(organisation, form, moving, "admin/apply_dates.html")

    def act() -> object:
        return apply_calendar(work(form.form_key.data or ""), organisation_id, seen(form))

    return _page(change, act)


def seen(form: CasesForm) -> dict[int, int]:
    """Read which cases were chosen, each with the version on which it was shown; what is no choice is none."""
    pairs = (str(one).partition(":") for one in form.cases.data or ())
    return {int(case): int(version) for case, _colon, version in pairs if _number(case) and _number(version)}


def _number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 10


def _version(organisation: Organisation) -> Regulation:
    """Give the version that was asked for, or the newest; raises NotFound for one that is not there."""
    wanted, catalogue = request.args.get("versie", ""), installation().catalogue
    try:
        return catalogue.version(organisation.slug, wanted) if wanted else catalogue.newest(organisation.slug)
    except DomainError:
        raise NotFound from None


def _page(change: Change, act: Callable[[], object]) -> ResponseReturnValue:
    form, status = change.form, OK
    form.cases.choices = [SelectChoice(value=_value(one), label=_label(one)) for one in change.moving if one.free]
    if request.method == "GET":
        form.cases.data = [_value(one) for one in change.moving if one.free and one.by_receipt]
    elif not form.validate():
        status = INVALID
    else:
        try:
            done = attempt(form, act)
        except Refused as refused:
            status = refused.status
        else:
            count = done if isinstance(done, int) else 0
            flash(ngettext("%(num)s zaak is bijgewerkt.", "%(num)s zaken zijn bijgewerkt.", count), "success")
            return redirect(url_for("admin.regulation", organisation_id=change.organisation.id), SEE_OTHER)
    page = render_template(
        change.template,
        organisation=change.organisation,
        form=form,
        version=change.version,
        kept=[one for one in change.moving if not one.free],
        dates={_value(one): _dates(one) for one in change.moving if one.free},
        moves=sum(one.moves for one in change.moving),
        full=len(change.moving) == MOST,
        page_has_errors=bool(form.errors),
    )
    return page, status


def _value(one: Moving) -> str:
    return f"{one.case_id}:{one.version}"


def _label(one: Moving) -> str:
    """Name a case; nothing else of it is for an administrator."""
    return _("%(reference)s, ontvangen %(received)s", reference=one.reference, received=day(one.received_on))


def _dates(one: Moving) -> str:
    """Say both first dates of a case, and each other date that moves; of which request is not for an administrator."""
    said = {"old": day(one.due), "new": day(one.new_due)}
    changes = one.due != one.new_due
    first = _("Eerste datum: %(old)s wordt %(new)s", **said) if changes else _("Eerste datum: %(old)s, blijft", **said)
    others = (_("ook %(old)s wordt %(new)s", old=day(old), new=day(new)) for old, new in one.others)
    return "; ".join((first, *others))
