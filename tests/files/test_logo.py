"""Whatever is offered as a logo becomes a picture and nothing else, or is refused with a reason."""

import base64
import io
import re
import tracemalloc

import pytest
from defusedxml.ElementTree import fromstring
from PIL import Image

from dsar.core.errors import InvalidInput
from dsar.files.logo import MOST_KEPT, MOST_UPLOADED, clean_logo
from dsar.wording.errors import sentence
from tests.files.logos import GOOD_SVG, SVG_HEAD, pixel_bomb, png, svg, text_bomb

NAMESPACE = "{http://www.w3.org/2000/svg}"
NESTED_USE = "".join(
    f'<g id="a{step}">' + f'<use href="#a{step - 1}"/>' * 10 + "</g>" if step else '<g id="a0"><path d="M0 0h1"/></g>'
    for step in range(9)
)


def refused(content: bytes) -> str:
    """Give why a logo is refused, and see that there is a Dutch sentence for it."""
    with pytest.raises(InvalidInput) as caught:
        clean_logo(content)
    assert caught.value.field == "logo"
    words = sentence(caught.value.code, **caught.value.details)
    assert "{" not in words
    assert len(words.split()) > 4
    return caught.value.code


def kept(content: bytes, kind: str) -> bytes:
    """Give the bytes that are kept of a logo of this kind."""
    address = clean_logo(content)
    assert address.startswith(f"data:{kind};base64,")
    clean = base64.b64decode(address.partition(",")[2], validate=True)
    assert len(clean) <= MOST_KEPT
    return clean


def test_a_png_keeps_its_picture_and_nothing_else() -> None:
    clean = kept(png() + b"PK\x03\x04 and a whole archive behind it <script>", "image/png")
    assert b"canary-4711" not in clean
    assert b"script" not in clean
    with Image.open(io.BytesIO(clean)) as picture:
        assert picture.size == (400, 120)
        assert picture.mode == "RGB"
        assert picture.getpixel((20, 20)) == (11, 110, 79)
        assert picture.getpixel((399, 119)) == (255, 255, 255), "what was transparent is white paper"


def test_a_large_picture_is_made_as_small_as_the_letterhead_needs() -> None:
    with Image.open(io.BytesIO(kept(png(2000, 1000), "image/png"))) as picture:
        assert picture.size == (600, 300)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "I;16"])
def test_every_way_of_writing_a_png_is_read(mode: str) -> None:
    kept(png(mode=mode), "image/png")


def test_a_photograph_is_kept_in_fewer_colours_or_refused_with_a_reason() -> None:
    noise = Image.effect_noise((900, 300), 90).convert("RGB")
    written = io.BytesIO()
    noise.save(written, "PNG")
    assert refused(written.getvalue()) == "logo_too_detailed"


def test_an_svg_keeps_its_shapes_gradients_and_colours() -> None:
    clean = kept(GOOD_SVG, "image/svg+xml")
    root = fromstring(clean)
    assert root.get("viewBox") == "0 0 120 40"
    assert root[0].tag == f"{NAMESPACE}title"
    assert b"somebody" not in clean
    assert b"DOCTYPE" not in clean
    leaves = [one for one in root.iter(f"{NAMESPACE}path") if one.get("d") == "M0 0h20v20z"]
    assert len(leaves) == 3, "the one in <defs>, and a copy for each use"
    assert {one.get("fill") for one in leaves} == {"#0b6e4f"}, "the class became a colour"
    assert next(root.iter(f"{NAMESPACE}circle")).get("fill") == "#7a1f5c"
    assert next(root.iter(f"{NAMESPACE}rect")).get("fill") == "url(#scheef)"
    assert [one.get("href") for one in root.iter(f"{NAMESPACE}linearGradient")] == [None, "#kleur"]
    assert not list(root.iter(f"{NAMESPACE}use"))
    assert not list(root.iter(f"{NAMESPACE}style"))


def test_a_cleaned_logo_is_clean() -> None:
    once = kept(GOOD_SVG, "image/svg+xml")
    assert kept(once, "image/svg+xml") == once


@pytest.mark.parametrize(
    ("width", "height", "box"), [("120", "40", "0 0 120 40"), ("30mm", "10mm", "0 0 30 10"), ("100%", "40", None)]
)
def test_an_svg_without_a_view_box_has_the_size_that_it_says(width: str, height: str, box: str | None) -> None:
    content = svg("<path d='M0 0h1'/>", f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}">')
    if box is None:
        assert refused(content) == "logo_without_size"
    else:
        assert fromstring(kept(content, "image/svg+xml")).get("viewBox") == box


@pytest.mark.parametrize("box", ["0 0 0 40", "0 0 nan 40", "0 0 inf 40", "0 0 1e9 40", "a b c d", "0 0 40", "0 0 1 -1"])
def test_an_impossible_size_is_refused(box: str) -> None:
    content = svg("<path d='M0 0h1'/>", f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}">')
    assert refused(content) == "logo_without_size"


@pytest.mark.parametrize(
    ("inside", "code"),
    [
        ("<script>alert(1)</script>", "logo_more_than_shapes"),
        ('<path d="M0 0" onclick="alert(1)"/>', "logo_more_than_shapes"),
        ('<path d="M0 0" ONLOAD="alert(1)"/>', "logo_more_than_shapes"),
        ("<foreignObject><p xmlns='http://www.w3.org/1999/xhtml'>x</p></foreignObject>", "logo_more_than_shapes"),
        ('<image href="data:image/png;base64,AAAA"/>', "logo_more_than_shapes"),
        ("<image xlink:href='file:///etc/passwd'/>", "logo_more_than_shapes"),
        ('<animate attributeName="x" to="9"/>', "logo_more_than_shapes"),
        ('<path d="M0 0"><set attributeName="fill" to="red"/></path>', "logo_more_than_shapes"),
        ("<text>naam</text>", "logo_more_than_shapes"),
        ('<a href="#x"><path d="M0 0"/></a>', "logo_more_than_shapes"),
        ('<filter id="f"><feImage href="http://x.example"/></filter>', "logo_more_than_shapes"),
        ("<use xlink:href='file:///etc/passwd#a'/>", "logo_reaches_outside"),
        ('<use href="http://x.example/logo.svg#a"/>', "logo_reaches_outside"),
        ('<use href="data:image/svg+xml,x#a"/>', "logo_reaches_outside"),
        ('<linearGradient href="//x.example#a"/>', "logo_reaches_outside"),
        ('<rect fill="url(http://x.example/a)"/>', "logo_reaches_outside"),
        ('<rect fill="URL( //x.example/a )"/>', "logo_reaches_outside"),
        ('<rect fill="url(#a) url(file:///etc/passwd)"/>', "logo_reaches_outside"),
        ('<rect style="fill:url(http://x.example)"/>', "logo_reaches_outside"),
        ('<rect style="background:url(http://x.example)"/>', "logo_reaches_outside"),
        ('<rect style="fill:u\\72l(http://x.example)"/>', "logo_reaches_outside"),
        ("<style>@import 'http://x.example/a.css';</style>", "logo_reaches_outside"),
        ("<style>.a { fill: url(http://x.example) }</style>", "logo_reaches_outside"),
        ("<style>.a { f\\69ll: red }</style>", "logo_reaches_outside"),
        ('<g id="a"><use href="#a"/></g>', "logo_draws_itself"),
        ('<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g>', "logo_draws_itself"),
        (NESTED_USE, "logo_too_detailed_inside"),
        ("<g>" * 40 + "</g>" * 40, "logo_too_detailed_inside"),
        ("<path d='M0 0h1'/>" * 2500, "logo_too_detailed_inside"),
        ("<g>", "logo_damaged"),
    ],
)
def test_an_svg_that_is_more_than_a_picture_is_refused(inside: str, code: str) -> None:
    assert refused(svg(inside)) == code


def test_a_use_of_the_whole_drawing_is_refused() -> None:
    head = SVG_HEAD.replace("<svg ", '<svg id="root" ')
    assert refused(svg('<use href="#root"/>', head)) == "logo_draws_itself"


@pytest.mark.parametrize(
    "doctype",
    [
        '<!DOCTYPE svg [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;">]>',
        '<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE svg [<!ENTITY % a SYSTEM "http://x.example/a.dtd"> %a;]>',
    ],
)
def test_entities_are_refused(doctype: str) -> None:
    assert refused(doctype.encode() + svg("<path d='M0 0'/>")) == "logo_reaches_outside"


def test_gradients_that_go_round_lose_their_reference() -> None:
    round_and_round = '<linearGradient id="a" href="#b"/><linearGradient id="b" href="#a"/><rect fill="url(#a)"/>'
    assert b"href" not in kept(svg(round_and_round), "image/svg+xml")


def test_a_clip_is_not_clipped_by_itself() -> None:
    clip = '<clipPath id="a" clip-path="url(#a)"><rect clip-path="url(#a)" width="9" height="9"/></clipPath>'
    clean = kept(svg(clip + '<g clip-path="url(#a)"><rect/></g>'), "image/svg+xml")
    assert clean.count(b"clip-path") == 1


def test_what_drawing_programs_keep_for_themselves_is_left_out() -> None:
    own = '<x:namedview xmlns:x="http://x.example/ns" x:a="1"/><path d="M0 0" x:b="2" xmlns:x="urn:x" data-name="c"/>'
    clean = kept(svg(own), "image/svg+xml")
    assert re.search(rb"namedview|x\.example|urn:x|data-name", clean) is None


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "logo_missing"),
        (b"GIF89a\x01\x00\x01\x00\x80\x00\x00;", "logo_not_picture"),
        (b"\xff\xd8\xff\xe0 a photograph", "logo_not_picture"),
        (b"<!DOCTYPE html><html><body><script>alert(1)</script>", "logo_not_picture"),
        (b"%PDF-1.7", "logo_not_picture"),
        (b"PK\x03\x04", "logo_not_picture"),
        (b"<svg><path d='M0 0'/></svg>", "logo_not_picture"),
        (b"<html xmlns='http://www.w3.org/1999/xhtml'><svg/></html>", "logo_not_picture"),
        (b"\x89PNG\r\n\x1a\n<html><script>alert(1)</script></html>", "logo_damaged"),
        (png()[:200], "logo_damaged"),
        (png()[:20], "logo_damaged"),
        (png().replace(b"IDAT", b"IDAX"), "logo_damaged"),
        (pixel_bomb(), "logo_too_many_pixels"),
        (pixel_bomb(4_000_000, 1), "logo_damaged"),
        (pixel_bomb(0, 10), "logo_damaged"),
        (text_bomb(), "logo_damaged"),
        (b"\x00" * (10 * 1024 * 1024), "logo_too_large"),
        (b"\x89PNG\r\n\x1a\n" + bytes(MOST_UPLOADED), "logo_too_large"),
        ("<svg xmlns='http://www.w3.org/2000/svg'/>".encode("utf-7") + b"\xff\xfe", "logo_damaged"),
        (b"<?xml version='1.0' encoding='nothing'?><svg xmlns='http://www.w3.org/2000/svg'/>", "logo_damaged"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'>" + b"<g>" * 200_000, "logo_damaged"),
        (svg("<g>" * 100_000 + "</g>" * 100_000), "logo_too_detailed_inside"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_anything_else_is_refused_with_its_reason(content: bytes, code: str) -> None:
    assert refused(content) == code


@pytest.mark.parametrize("content", [pixel_bomb(), text_bomb()], ids=["pixels", "text"])
def test_a_bomb_is_refused_before_it_goes_off(content: bytes) -> None:
    tracemalloc.start()
    try:
        refused(content)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 24 * 1024 * 1024
