"""Logos to try: ordinary ones, and files that mean harm."""

import io
import struct
import zlib

from PIL import Image, PngImagePlugin

SVG_HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 120 40">'
GOOD_SVG = f"""<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">
{SVG_HEAD}
<!-- made by a drawing program --><metadata>somebody's name</metadata>
<style type="text/css">.st0 {{ fill: #0b6e4f; stroke: none }}</style>
<defs><linearGradient id="kleur"><stop offset="0" stop-color="#0b6e4f"/><stop offset="1" style="stop-color:#222"/>
</linearGradient><linearGradient id="scheef" xlink:href="#kleur" gradientTransform="rotate(90)"/>
<g id="blad"><path class="st0" d="M0 0h20v20z"/></g></defs>
<rect width="40" height="40" rx="6" fill="url(#scheef)"/>
<use xlink:href="#blad" x="50" y="5"/><use href="#blad" transform="translate(80 5)"/>
<circle cx="110" cy="30" r="8" style="fill:#7a1f5c;fill-opacity:.8"/>
</svg>""".encode()


def svg(inside: str, head: str = SVG_HEAD) -> bytes:
    """Give an SVG with something in it."""
    return f"{head}{inside}</svg>".encode()


def png(width: int = 400, height: int = 120, mode: str = "RGBA", **options: object) -> bytes:
    """Give a PNG with a coloured block on a transparent ground, and a note in its metadata."""
    picture = Image.new(mode, (width, height))
    if mode == "RGBA":
        picture.paste((11, 110, 79, 255), (10, 10, max(11, width // 2), max(11, height // 2)))
    note = PngImagePlugin.PngInfo()
    note.add_text("Author", "canary-4711")
    written = io.BytesIO()
    picture.save(written, "PNG", pnginfo=note, **options)
    return written.getvalue()


def chunk(kind: bytes, body: bytes) -> bytes:
    """Give one chunk of a PNG."""
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def pixel_bomb(width: int = 60_000, height: int = 60_000) -> bytes:
    """Give a small PNG that says it is enormous."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(bytes(1000))) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


def text_bomb() -> bytes:
    """Give a PNG with a compressed note that unpacks to 200 MB."""
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(bytes(1_000_000)) for _ in range(200)) + packer.flush()
    plain = png()
    return plain[:33] + chunk(b"zTXt", b"Note\x00\x00" + packed) + plain[33:]
