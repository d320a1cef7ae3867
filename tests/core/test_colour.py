"""An organisation's colour on the screens: dark enough for what it is used for, whichever was chosen."""

import re
from pathlib import Path

import pytest

from dsar.core.colour import FALLBACK, LEAST_CONTRAST, contrast_on_white, screen_colours

CSS = (Path(__file__).parents[2] / "static" / "css" / "dsar.css").read_text(encoding="utf-8")
ACCENTS = ("#1d5c8a", "#4a3f8f", "#8a3b12", "#767676", "#e60000", "#000000", "#010101", "#ffff00", "#ffffff", "#00ffff")
# What words with a link in them, or an edge in the colour, stand on.
SURFACES = ("#ffffff", *re.findall(r"--(?:govuk-[a-z]+-background-colour|dsar-[a-z]+-surface): (#[0-9a-f]{6})", CSS))


def contrast(colour: str, surface: str) -> float:
    """Give the contrast of a dark colour on a light one."""
    dark, light = contrast_on_white(colour), contrast_on_white(surface)
    assert dark is not None
    assert light is not None
    return dark / light


def test_the_surfaces_of_the_style_sheet_are_found() -> None:
    assert len(SURFACES) == 7


@pytest.mark.parametrize("accent", ACCENTS)
def test_white_words_on_the_colour_and_links_on_every_surface_can_be_read(accent: str) -> None:
    found = screen_colours(accent)
    for background in (found.brand, found.brand_hover, found.brand_edge):
        assert contrast(background, "#ffffff") >= LEAST_CONTRAST
    for link in (found.link, found.link_hover):
        assert all(contrast(link, surface) >= LEAST_CONTRAST for surface in SURFACES)


@pytest.mark.parametrize("accent", ACCENTS)
def test_an_edge_in_the_colour_can_be_seen_on_every_surface(accent: str) -> None:
    assert all(contrast(screen_colours(accent).brand, surface) >= 3 for surface in SURFACES)


def test_a_colour_that_is_dark_enough_is_shown_as_it_is() -> None:
    assert screen_colours("#1d5c8a").brand == "#1d5c8a"
    assert screen_colours("#4a3f8f").link == "#4a3f8f"


def test_what_is_no_colour_gives_a_dark_blue() -> None:
    assert screen_colours("red;}body{display:none").brand == FALLBACK
