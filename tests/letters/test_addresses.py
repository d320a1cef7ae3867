"""What a document refers to: a logo that it holds itself is printed, and no other address gives or does anything."""

import base64
import io
import os
import struct
import threading
import zlib
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pypdf
import pytest
from PIL import Image

from dsar.letters import RenderError, Rendering
from dsar.letters.render import render_html
from dsar.letters.worker import Job, Worker

HEAD = '<!DOCTYPE html><html lang="nl"><head><title>x</title></head><body>'
SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9">'
SHAPES = (
    f'{SVG}<title>Logo</title><defs><linearGradient id="a"><stop offset="0" stop-color="red"/>'
    '<stop offset="1" stop-color="blue"/></linearGradient>'
    '<linearGradient id="b" href="#a"/><clipPath id="c"><rect width="5" height="5"/></clipPath></defs>'
    '<g clip-path="url(#c)"><circle cx="4" cy="4" r="4" fill="url(#b)"/></g></svg>'
)


def png(width: int = 4, height: int = 4) -> bytes:
    written = io.BytesIO()
    Image.new("RGB", (width, height), "red").save(written, "PNG")
    return written.getvalue()


def data(content: bytes | str, kind: str = "image/svg+xml") -> str:
    packed = content.encode() if isinstance(content, str) else content
    return f"data:{kind};base64,{base64.b64encode(packed).decode()}"


def show(address: str) -> Rendering:
    return render_html(f'{HEAD}<img alt="Logo" src="{address}">')


def pictures(rendering: Rendering) -> int:
    """Count the pictures made of points."""
    return sum(len(page.images) for page in pypdf.PdfReader(io.BytesIO(rendering.pdf)).pages)


def reader(rendering: Rendering) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(rendering.pdf))


def everything(rendering: Rendering) -> bytes:
    """Give all that is in the file, unpacked."""
    objects = reader(rendering)
    found = bytearray(rendering.pdf)
    for number in range(1, len(objects.xref[0]) + 1):
        item = objects.get_object(number)
        found += item.get_data() if hasattr(item, "get_data") else str(item).encode()
    return bytes(found)


def test_a_png_and_an_svg_of_shapes_are_printed() -> None:
    drawn, shaped = show(data(png(), "image/png")), show(data(SHAPES))
    assert (drawn.warnings, shaped.warnings) == ("", "")
    assert pictures(drawn) == 1
    assert b"PatternType" in everything(shaped)
    assert b"PatternType" not in everything(drawn)


def bomb() -> bytes:
    """Give a PNG of a few bytes that says it has 2.5 thousand million points."""
    head = struct.pack(">IIBBBBB", 50_000, 50_000, 8, 2, 0, 0, 0)
    chunk = b"IHDR" + head
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + chunk + struct.pack(">I", zlib.crc32(chunk)) + b"\0" * 64


LAUGHS = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
REFUSED = {
    "a picture of too many points": data(bomb(), "image/png"),
    "a PNG that is none": data(b"GIF89a" + bytes(90), "image/png"),
    "an SVG that is a PNG": data(png()),
    "another kind of picture": data(b"GIF89a" + bytes(90), "image/gif"),
    "a page": data("<html><p>x</p></html>", "text/html"),
    "no kind at all": "data:,hallo",
    "a kind in capitals": data(png(), "IMAGE/PNG"),
    "broken packing": "data:image/png;base64,@@@",
    "too many bytes": data(png() + bytes(1024 * 1024), "image/png"),
    "entities that grow": data(f'<!DOCTYPE svg [<!ENTITY a0 "ha">{LAUGHS}]>{SVG}<text>&a11;</text></svg>'),
    "an entity outside": data(
        f'<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>{SVG}<text y="9">&x;</text></svg>'
    ),
    "a picture in an SVG": data(f'{SVG}<image href="{data(png(), "image/png")}" width="9" height="9"/></svg>'),
    "an SVG in an SVG": data(f'{SVG}<image xlink:href="{data(SHAPES)}"/></svg>'),
    "a copy of itself": data(f'{SVG}<g id="a"><use href="#a"/><use xlink:href="#a"/></g></svg>'),
    "a mask of itself": data(f'{SVG}<mask id="a"><rect mask="url(#a)"/></mask><rect mask="url(#a)"/></svg>'),
    "a clip of itself": data(f'{SVG}<clipPath id="a"><rect clip-path="url(#a)"/></clipPath></svg>'),
    "a style sheet in an SVG": data(f"{SVG}<style>@import url(file:///etc/passwd);</style></svg>"),
    "a fill from outside": data(f'{SVG}<rect width="9" height="9" fill="url(file:///etc/passwd#a)"/></svg>'),
    "a gradient from outside": data(f'{SVG}<linearGradient href="file:///etc/passwd#a"/></svg>'),
    "a base outside": data(f'{SVG}<g xml:base="file:///etc/"/></svg>'),
    "a script": data(f"{SVG}<script>1</script></svg>"),
    "a page in an SVG": data(f"{SVG}<foreignObject><p>x</p></foreignObject></svg>"),
    "an SVG that does not end": data(SVG),
}


@pytest.mark.parametrize("address", REFUSED.values(), ids=REFUSED)
def test_any_other_picture_is_left_out_and_says_so(address: str) -> None:
    rendering = show(address)
    assert rendering.warnings.startswith("Failed to load image at 'data:'")
    assert pictures(rendering) == 0
    assert len(rendering.pdf) < 12_000


@pytest.mark.parametrize("kind", ["image/png", "image/svg+xml", "text/plain"])
def test_nothing_is_attached_to_a_letter(kind: str) -> None:
    content = png() if kind == "image/png" else SHAPES
    address = data(content, kind)
    rendering = render_html(
        f'{HEAD}<link rel="attachment" href="{address}"><p><a rel="attachment" href="{address}">x</a></p>'
    )
    assert not list(reader(rendering).attachments)
    assert b"/EmbeddedFile" not in everything(rendering)


def test_a_style_sheet_or_font_in_an_address_changes_nothing() -> None:
    plain = f"{HEAD}<p>tekst"
    hostile = render_html(
        f'{HEAD}<link rel="stylesheet" href="{data("p{display:none}", "text/css")}">'
        f'<style>@import "{data("p{display:none}", "text/css")}";'
        f'@font-face{{font-family:"Source Sans 3";src:url({data(bytes(99), "font/ttf")}),local("Source Sans 3")}}'
        "</style>"
        "<p>tekst"
    )
    assert "tekst" in reader(hostile).pages[0].extract_text()
    before = render_html(plain).pdf
    assert render_html(plain).pdf == before


@pytest.fixture
def watched(tmp_path: Path) -> Iterator[tuple[str, list[bool]]]:
    """Give the address of a pipe with a name, and a list that says when somebody opened it to read."""
    pipe, opened = tmp_path / "secret.svg", list[bool]()
    os.mkfifo(pipe)

    def wait() -> None:
        with pipe.open("wb") as end:
            if not done.is_set():
                opened.append(True)
                end.write(b"canary-7431")

    done, thread = threading.Event(), threading.Thread(target=wait)
    thread.start()
    yield pipe.as_uri(), opened
    done.set()
    with pipe.open("rb"):
        thread.join()


ATTRIBUTES = (
    '<link rel="stylesheet" href="{0}">',
    '<link rel="attachment" href="{0}" title="x">',
    '<link rel="icon" href="{0}">',
    '<base href="{0}"><img src="secret.svg" alt="x">',
    '<a rel="attachment" href="{0}">x</a>',
    '<a href="{0}">x</a>',
    '<img src="{0}" alt="x">',
    '<img srcset="{0} 1x" alt="x">',
    '<object data="{0}">x</object>',
    '<embed src="{0}">',
    '<iframe src="{0}"></iframe>',
    '<input type="image" src="{0}">',
    '<video src="{0}" poster="{0}"></video>',
    '<audio src="{0}"></audio>',
    '<body background="{0}">',
    '<table background="{0}"><tr><td background="{0}">x</td></tr></table>',
    '<style>@import "{0}";</style>',
    "<style>@font-face{{font-family:x;src:url({0})}} p{{font-family:x}}</style><p>x</p>",
    "<style>@color-profile device-cmyk{{src:url({0})}} p{{color:device-cmyk(0 0 0 1)}}</style><p>x</p>",
    "<style>@page{{background:url({0});@top-left{{content:url({0})}}}}</style>",
    '<p style="background:url({0})">x</p>',
    '<p style="border-image:url({0}) 1">x</p>',
    '<p style="mask:url({0});clip-path:url({0});filter:url({0});cursor:url({0})">x</p>',
    "<style>p::before{{content:url({0})}}</style><p>x</p>",
    '<ul style="list-style-image:url({0})"><li>x</li></ul>',
    '<svg width="9" height="9"><title>t</title><image href="{0}" width="9" height="9"/></svg>',
    '<svg width="9" height="9"><title>t</title><use href="{0}#a"/></svg>',
    '<svg width="9" height="9"><title>t</title><style>@import "{0}";</style><rect fill="url({0}#a)" width="9"/></svg>',
    '<svg width="9" height="9"><title>t</title><foreignObject><img src="{0}"/></foreignObject></svg>',
    '<meta http-equiv="refresh" content="0;url={0}">',
)


def test_no_attribute_or_rule_opens_a_file(watched: tuple[str, list[bool]]) -> None:
    address, opened = watched
    for markup in ATTRIBUTES:
        with suppress(RenderError):  # WeasyPrint ends on a colour profile that it cannot get
            assert not list(reader(render_html(HEAD + markup.format(address))).attachments)
        assert opened == [], markup


def test_all_addresses_at_once_give_a_letter_without_the_list_of_users() -> None:
    markup = "".join(markup.format("file:///etc/passwd") for markup in ATTRIBUTES if "color-profile" not in markup)
    rendering = render_html(HEAD + markup)
    assert rendering.warnings
    assert b"root:" not in everything(rendering)


def test_what_a_document_warns_of_does_not_reach_the_log_of_a_failure() -> None:
    worker = Worker()
    with pytest.raises(Exception, match="render_complex") as caught:
        worker.run(Job("letter", f'{HEAD}<p style="geheim: 王">王{"<div>" * 600}x'.encode()), 60)
    assert "geheim" not in caught.value.log
    assert "王" not in caught.value.log
