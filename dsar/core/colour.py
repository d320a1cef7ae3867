"""An organisation's colour on white paper and on screens, made dark enough for what it is used for."""

import re
from dataclasses import dataclass
from functools import lru_cache

FALLBACK = "#1d3c6e"
LEAST_CONTRAST = 4.5  # WCAG 2.2, 1.4.3: text on its background
_LINK = 7.0  # on white; with it a link has 4.5 on each of the surfaces in static/css/dsar.css
_DARKEST = 19.0  # a darker colour cannot be told from black
_HEX = re.compile(r"#[0-9a-fA-F]{6}")


@dataclass(frozen=True, slots=True)
class ScreenColours:
    """What an organisation's colour gives the screens, each #rrggbb."""

    brand: str  # behind white words; as an edge it has 3 on each of our surfaces (WCAG 2.2, 1.4.11)
    brand_hover: str
    brand_edge: str  # under a button
    link: str
    link_hover: str


@lru_cache(maxsize=1000)
def screen_colours(accent: str) -> ScreenColours:
    """Give the colours for an organisation's own, which is made darker where it is too light to read."""
    brand = readable(accent, contrast=LEAST_CONTRAST)
    link = readable(brand, contrast=_LINK)
    return ScreenColours(brand, _darker(brand, 1.5), _darker(brand, 2), link, _darker(link, 1.5))


def _darker(colour: str, times: float) -> str:
    """Give a colour with so many times its contrast on white."""
    return readable(colour, contrast=min(_DARKEST, times * _contrast(_channels(colour))))


def readable(colour: str, *, contrast: float) -> str:
    """Darken a colour #rrggbb until it has this contrast against white (WCAG, 1 to 21).

    Text that is no such colour gives a dark blue.
    """
    channels = _channels(colour if _HEX.fullmatch(colour) else FALLBACK)
    while _contrast(channels) < contrast:
        channels = tuple(channel * 0.95 for channel in channels)
    return "#" + "".join(f"{int(channel):02x}" for channel in channels)


def contrast_on_white(colour: str) -> float | None:
    """Give a colour's contrast against white (WCAG, 1 to 21); None for text that is no #rrggbb."""
    return _contrast(_channels(colour)) if _HEX.fullmatch(colour) else None


def _channels(colour: str) -> tuple[float, ...]:
    return tuple(float(int(colour[start : start + 2], 16)) for start in (1, 3, 5))


def _contrast(channels: tuple[float, ...]) -> float:
    red, green, blue = (_linear(channel / 255) for channel in channels)
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


def _linear(part: float) -> float:
    return float(part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4)
