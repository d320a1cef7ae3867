"""The pages of the manual; anybody who is signed in may read every chapter."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from dsar.core.errors import NotFound
from dsar.core.permissions import Permission
from dsar.core.vocabulary import Role
from dsar.web.authorize import requires
from dsar.web.context import actor

blueprint = Blueprint("manual", __name__)


@dataclass(frozen=True, slots=True)
class Chapter:
    """What one role, or two that do the same work, has to know."""

    slug: str
    title: str
    about: str
    roles: frozenset[Role]


CHAPTERS = (
    Chapter(
        "contactpersoon",
        "contactpersoon",
        "Van de vraag van de cliënt tot de brief in de bus.",
        frozenset({Role.CONTACT_PERSON}),
    ),
    Chapter(
        "fg",
        "FG en waarnemer",
        "Advies geven over een voorstel of een brief.",
        frozenset({Role.FG, Role.DEPUTY_FG}),
    ),
    Chapter("beslisser", "beslisser", "Besluiten over een voorstel.", frozenset({Role.DECIDER})),
    Chapter("collega", "collega", "Een vraag van de contactpersoon beantwoorden.", frozenset({Role.COLLEAGUE})),
    Chapter("auditor", "auditor", "Nakijken wat er is gebeurd.", frozenset({Role.AUDITOR})),
    Chapter(
        "beheerder",
        "beheerder",
        "Mensen toegang geven en de gegevens van de organisatie bijhouden.",
        frozenset({Role.ADMINISTRATOR}),
    ),
)


def _sizes() -> Mapping[str, tuple[int, int]]:
    """Read how wide and high each picture is, in pixels; `make manual` writes the file."""
    found = json.loads(Path(__file__).with_name("pictures.json").read_text(encoding="utf-8"))
    return {name: (picture["width"], picture["height"]) for name, picture in found.items()}


PICTURES = _sizes()


@blueprint.get("/handleiding")
@requires(Permission.SIGNED_IN)
def index() -> ResponseReturnValue:
    """List the chapters, those of the reader's own roles first."""
    own = {role for _, role in actor().memberships}
    mine = [chapter for chapter in CHAPTERS if chapter.roles & own]
    others = [chapter for chapter in CHAPTERS if not chapter.roles & own]
    return render_template("manual/index.html", mine=mine, others=others)


@blueprint.get("/handleiding/<slug>")
@requires(Permission.SIGNED_IN)
def chapter(slug: str) -> ResponseReturnValue:
    """Show one chapter."""
    found = next((one for one in CHAPTERS if one.slug == slug), None)
    if found is None:
        raise NotFound
    return render_template(f"manual/{found.slug}.html", chapter=found, pictures=PICTURES)
