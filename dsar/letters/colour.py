"""An organisation's colour on white paper, made dark enough to read where it colours text."""

import re

FALLBACK = "#1d3c6e"
_HEX = re.compile(r"#[0-9a-fA-F]{6}")


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
