"""How a message that goes by itself looks: the same short frame for every kind, as plain text and as HTML."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from dsar.language import gettext, spoken, unfilled

_TEMPLATES = Path(__file__).parents[2] / "templates" / "emails"


@dataclass(frozen=True, slots=True)
class MailLine:
    """A sentence with where to go on; `path` begins with a slash and names nobody."""

    says: str
    path: str


@dataclass(frozen=True, slots=True)
class MailContent:
    """What a message says; its subject holds words of ours and references only."""

    subject: str
    opening: str
    lines: tuple[MailLine, ...]
    closing: str = ""
    timed: bool = False  # it comes at the hour that somebody chose


@dataclass(frozen=True, slots=True)
class Written:
    """A message as it is kept and sent."""

    subject: str
    text: str
    html: str


def laid_out(content: MailContent, address: str) -> Written:
    """Write a message in the language that is spoken now; `address` is where its links begin."""
    values = {"content": content, "address": address}
    text, html = (_environment().get_template(name).render(values) for name in ("message.txt", "message.html"))
    return Written(content.subject, text, html)


@cache
def _environment() -> Environment:
    environment = Environment(
        extensions=["jinja2.ext.i18n"],
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=select_autoescape(["html"]),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.install_gettext_callables(gettext, unfilled, newstyle=True)  # type: ignore[attr-defined]  # of jinja2.ext.i18n
    environment.globals["language"] = spoken
    return environment
