"""Looking at a letter before it is one: the pages beside a form, what is still missing, and why there are no pages."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from flask import request, url_for

from dsar.core.fields import Fields
from dsar.core.placeholders import Placeholder, lacking
from dsar.services.issue_letter import LetterInput, RenderError
from dsar.services.preview import Preview, kept_preview
from dsar.services.stored_preview import StoredPreview, look_at_stored
from dsar.web.attempt import Refused, attempt
from dsar.web.context import actor, installation, session, work
from dsar.web.forms import Form
from dsar.web.signed import sign
from dsar.wording.placeholders import WORDS
from dsar.wording.rendering import Kept, render_words

_FIELD = "looked"  # hidden, and names the preview on the screen
Made = TypeVar("Made", Preview, StoredPreview)


@dataclass(frozen=True, slots=True)
class Lack:
    """Something that is missing, and the field in which it belongs, if that is on the page."""

    text: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Pages:
    """The addresses of a letter's document and of the pictures of its pages."""

    pdf: str
    pictures: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Looked:
    """What stands beside the form; `token` names the preview that is kept, `earlier` that more was typed since."""

    pages: Pages | None = None
    lacking: tuple[Lack, ...] = ()
    problem: str = ""
    token: str = ""
    earlier: bool = False


def look(form: Form, make: Callable[[], Preview]) -> Looked:
    """Make a preview of what is typed; what a service refuses stands on the form, what cannot be made in `problem`."""
    made, problem = _made(form, make, Kept.TYPED)
    if made is None:
        return Looked(problem=problem)
    return Looked(_kept_pages(made), _lacks(form, made), token=made.token)


def look_stored(form: Form, case_id: int, wanted: LetterInput) -> Looked:
    """Make the pages of what is stored: nothing is kept of them, so this may answer a GET."""
    seconds = installation().settings.render_seconds
    made, problem = _made(form, lambda: look_at_stored(work(), case_id, wanted, render_seconds=seconds), Kept.NOTHING)
    if made is None:
        return Looked(problem=problem)
    signed = sign(made.source)
    pages = Pages(
        url_for("letters.stored_pdf", signed=signed),
        tuple(url_for("letters.stored_page", signed=signed, page=page) for page in range(1, made.pages + 1)),
    )
    return Looked(pages, _lacks(form, made))


def looked_before(case_id: int, missing: tuple[Lack, ...] = ()) -> Looked:
    """Give the preview that was on the screen when a form was sent, as long as it is kept; `missing` is known now."""
    token = request.form.get(_FIELD, "")
    kept = kept_preview(session(), actor(), case_id, token) if token else None
    if kept is None:
        return Looked(lacking=missing)
    return Looked(_kept_pages(kept), missing, token=kept.token, earlier=True)


def not_filled_in(placeholders: tuple[Placeholder, ...], fields: Fields, prefix: str) -> tuple[Lack, ...]:
    """Give what is not filled in yet, each with a link to its field."""
    return tuple(
        Lack(f"{WORDS[item.name].missing[:1].upper()}{WORDS[item.name].missing[1:]}", f"#{prefix}-{item.name}")
        for item in lacking(placeholders, fields)
    )


def _made(form: Form, make: Callable[[], Made], kept: Kept) -> tuple[Made | None, str]:
    """Give what was made, or why it was not."""
    try:
        found = attempt(form, make)
    except Refused:
        return None, ""
    except RenderError as error:
        return None, render_words(error.code, kept)
    return (None, "") if isinstance(found, str) else (found, "")


def _kept_pages(preview: Preview) -> Pages:
    return Pages(
        url_for("letters.preview_pdf", token=preview.token),
        tuple(url_for("letters.preview_page", token=preview.token, page=page) for page in range(1, preview.pages + 1)),
    )


def _lacks(form: Form, made: Preview | StoredPreview) -> tuple[Lack, ...]:
    """Give what is missing, with a link where the form has the field."""
    fields = [(gap.text, form.find(gap.field) if gap.field else None) for gap in made.lacking]
    return tuple(Lack(text, f"#{field.id}" if field is not None else "") for text, field in fields)
