"""Saves the time of rendering where a test does not look at the pages of a letter."""

from importlib import import_module

import pytest

from dsar.letters import Rendering

PDF = b"%PDF-1.7 canned"
PAGES = 2
_RENDER = import_module("dsar.letters.render")  # the package gives the function of this name


def can_letters(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every letter have the same two pages, which are none."""
    monkeypatch.setattr(_RENDER, "render_html", lambda *_, **__: Rendering(PDF, PAGES, ""))


def print_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every letter have the pages of the first one that is made, where a test looks at the pages around letters."""
    made: list[Rendering] = []
    render = _RENDER.render_html

    def once(html: str, **options: float) -> Rendering:
        if not made:
            made.append(render(html, **options))
        return made[0]

    monkeypatch.setattr(_RENDER, "render_html", once)
