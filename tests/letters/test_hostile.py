"""Documents and texts that mean harm: nothing is fetched, nothing is left behind, every failure has a name."""

import http.server
import io
import os
import socketserver
import tempfile
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pypdf
import pytest

from dsar.letters import RenderCode, RenderError, pool, render, to_html, worker
from dsar.letters.render import MOST_HTML, render_html
from tests.letters.pdf import pages, text
from tests.letters.samples import ERASED, ERASURE, LETTERHEAD, REFUSAL

HEAD = '<!DOCTYPE html><html lang="nl"><head><title>x</title></head><body>'
NASTY = "<script>alert(1)</script> {{ letter.reference }} {% raw %} <img src=x> &amp; ${7*7} </main>"


@pytest.fixture(autouse=True)
def leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Give the workers a folder of their own for temporary files, and see that it is empty when they ended."""
    pool.close()
    before = children()  # of other tests in this process, such as a browser
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    yield
    pool.close()
    assert list(tmp_path.iterdir()) == []
    assert children() <= before


def children() -> set[str]:
    """Give the ids of the processes that this one started and that are still there."""
    return {child for task in Path("/proc/self/task").glob("*/children") for child in task.read_text().split()}


@pytest.fixture
def listener() -> Iterator[tuple[str, list[str]]]:
    """Give an address on loopback and the list of what was asked there."""
    asked: list[str] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            return

    with socketserver.TCPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}", asked
        server.shutdown()


def test_nothing_is_fetched(listener: tuple[str, list[str]], tmp_path_factory: pytest.TempPathFactory) -> None:
    address, asked = listener
    secret = tmp_path_factory.mktemp("secret") / "secret.txt"
    secret.write_text("canary-7431")
    file = secret.as_uri()
    rendering = render_html(
        f"""{HEAD}
        <link rel="stylesheet" href="{address}/style.css"><link rel="attachment" href="{file}">
        <link rel="attachment" href="{address}/attached"><base href="{address}/">
        <style>@import "{address}/import.css"; @import url({file});
        @font-face {{ font-family: x; src: url({address}/font.ttf) }}
        p {{ font-family: x; background: url({address}/b) }}
        li {{ list-style-image: url({address}/l) }} div::before {{ content: url({address}/c) }}</style>
        <img src="{address}/i.png" alt=""><img src="{file}" alt=""><img src="relative.png" alt="">
        <object data="{address}/o"></object><embed src="{address}/e"><iframe src="{address}/f"></iframe>
        <input type="image" src="{address}/n"><video poster="{address}/v"></video>
        <img alt=""
        src="data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg'%3E%3Cimage href='{address}/s'/%3E%3C/svg%3E">
        <svg width="9" height="9"><title>t</title><image href="{address}/s2"/><image href="{file}"/>
        <use href="{address}/u#a"/><style>@import "{address}/s3";</style></svg>
        <a rel="attachment" href="{file}">a</a><p>tekst</p><ul><li>x</li></ul><div>x</div></body></html>"""
    )
    assert asked == []
    assert b"canary-7431" not in rendering.pdf
    reader = pypdf.PdfReader(io.BytesIO(rendering.pdf))
    assert not list(reader.attachments)


_SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><title>t</title>'
_DOUBLED = "".join(f'<g id="a{n}"><use href="#a{n - 1}"/><use href="#a{n - 1}"/></g>' for n in range(1, 40))
_VARIABLES = "".join(f"--a{n}:{f'var(--a{n - 1}) ' * 10};" for n in range(1, 12))
SOON = 3  # seconds; these documents would go on for hours
ENDLESS = {
    "a cell over many columns": '<table><tr><td colspan="100000000">x</td></tr></table>',
    "a cell over many columns and rows": '<table><tr><td colspan="100000000" rowspan="65534">x</td></tr></table>',
    "a table in a table in a table": "<table><tr><td>" * 150 + "x",
    "a table without end": "<table><tr>" + "<td>x" * 60_000,
    "deep": "<div>" * 600 + "x",
    "very deep": "<div>" * 20_000 + "x",
    "boxes that measure each other": '<div style="display:flex">' * 40 + "x",
    "a grid of a hundred million rows": '<div style="display:grid"><p style="grid-row:100000000">x</div>',
    "sixty pages": '<p style="break-after: page">x</p>' * 60,
    "pages of a millimetre": "<style>@page{size:1mm 1mm;margin:0}</style><p>" + "woord " * 5000,
    "a paragraph of a million words": f"<p>{'x ' * 900_000}",
    "a hundred thousand attributes": f"<p {' '.join(f'a{n}=1' for n in range(100_000))}>x",
    "a drawing that doubles": f'{_SVG}<g id="a0"><path d="M0 0h1"/></g>{_DOUBLED}</svg>',
    "a colour that repeats without end": '<p style="background:repeating-linear-gradient(red 0,blue .0000001px)">x',
    "a variable that grows": f"<style>p{{--a0:xxxxxxxxxx;{_VARIABLES}font-family:var(--a11)}}</style><p>x",
    "a selector in a selector": f"<style>{'*:not(' * 500}p{')' * 500}{{}}</style><p>x",
    "a length in a length": f"<p style='width:{'calc(' * 3000}1px{')' * 3000}'>x",
    "letters as large as a house": '<p style="font-size:1e9px">abc',
}
NAMES = {
    "sixty pages": RenderCode.LONG,
    "letters as large as a house": RenderCode.CRASH,
    "a table without end": RenderCode.CRASH,  # seen once, in a whole run; why is not known
}


@pytest.mark.parametrize("name", ENDLESS)
def test_an_endless_document_ends_with_a_clear_error_and_the_next_letter_works(name: str) -> None:
    render(REFUSAL)
    old = {worker.pid for worker in pool.current().workers()}
    with pytest.raises(RenderError) as caught:
        render_html(HEAD + ENDLESS[name], timeout_seconds=SOON)
    assert caught.value.code in {
        NAMES.get(name, RenderCode.TIME),
        RenderCode.TIME,
        RenderCode.MEMORY,
        RenderCode.COMPLEX,
    }
    assert not old & {worker.pid for worker in pool.current().workers()}
    assert render(REFUSAL).startswith(b"%PDF-")


def test_a_failure_is_called_what_it_is() -> None:
    codes = {"deep": RenderCode.COMPLEX, "sixty pages": RenderCode.LONG, "a drawing that doubles": RenderCode.TIME}
    for name, code in codes.items():
        with pytest.raises(RenderError) as caught:
            render_html(HEAD + ENDLESS[name], timeout_seconds=SOON if code is RenderCode.TIME else 60)
        assert caught.value.code is code


def test_a_drawing_of_itself_ends_and_leaves_the_letter() -> None:
    rendering = render_html(f'{HEAD}{_SVG}<g id="a"><use href="#a"/><use href="#a"/></g></svg><p>tekst')
    assert rendering.pages == 1
    assert "Failed to render SVG" in rendering.warnings


def test_a_document_of_too_many_bytes_is_not_even_started() -> None:
    with pytest.raises(RenderError) as caught:
        render_html("x" * (MOST_HTML + 1))
    assert caught.value.code is RenderCode.LONG


def test_too_little_time() -> None:
    with pytest.raises(RenderError) as caught:
        render(REFUSAL, timeout_seconds=0.05)
    assert caught.value.code is RenderCode.TIME


def test_too_little_memory() -> None:
    with pytest.raises(RenderError) as caught:
        render_html(to_html(REFUSAL), memory_mib=24)
    assert caught.value.code in {RenderCode.MEMORY, RenderCode.CRASH}


def test_a_crash_has_a_name(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    broken = tmp_path_factory.mktemp("broken") / "process.py"
    broken.write_text("import os\nos.abort()\n")
    monkeypatch.setattr(worker, "PROCESS", broken)
    with pytest.raises(RenderError) as caught:
        render_html(HEAD)
    assert caught.value.code is RenderCode.CRASH


def test_what_users_type_prints_as_text() -> None:
    part = replace(ERASED, what=NASTY, facts=NASTY, statute=NASTY, alternative=NASTY)
    context = replace(
        REFUSAL,
        letterhead=replace(
            LETTERHEAD, name=NASTY, address=(NASTY,), return_address=NASTY, accent="red;}*{display:none"
        ),
        salutation=NASTY,
        reference=NASTY,
        contact_name=NASTY,
        contact_telephone=NASTY,
        signatory_name=NASTY,
        requests=(replace(ERASURE, client_words=NASTY, parts=(part,)),),
    )
    html = to_html(context)
    assert "<script" not in html
    assert "<img" not in html
    assert html.count("</main>") == 1
    said = text(context)
    assert said.count("<script>alert(1)</script> {{ letter.reference }} {% raw %}") >= 8
    assert "WPR-2026-0012" not in said


def test_steering_characters_are_left_out_and_line_breaks_stay() -> None:
    part = replace(ERASED, facts="een\u202etwee\x00drie\r\nvier\u2028", what="w")
    html = to_html(replace(REFUSAL, requests=(replace(ERASURE, parts=(part,)),)))
    assert "<p>eentweedrie</p>" in html
    assert "<p>vier" in html


def processor_time() -> float:
    """Give the seconds of processor time that the workers took."""
    stats = [Path(f"/proc/{one.pid}/stat").read_text().rpartition(")")[2].split() for one in pool.current().workers()]
    return sum(int(stat[11]) + int(stat[12]) for stat in stats) / os.sysconf("SC_CLK_TCK")


@pytest.mark.parametrize("endless", ["x", "-", "a\u00a0", "&", "/"])
def test_a_word_without_end_costs_hardly_more_than_words(endless: str) -> None:
    render(REFUSAL)
    took = []
    for what in ("woord ", endless):
        part = replace(ERASED, facts=(what * 12_000)[:12_000])
        before = processor_time()
        render(replace(REFUSAL, requests=(replace(ERASURE, parts=(part,)),)))
        took.append(processor_time() - before)
    assert took[1] < 4 * took[0], took


def test_a_reason_of_five_pages_and_a_word_without_end() -> None:
    long = "Dit is een zin van een gewone lengte, die steeds terugkomt in dit verhaal. " * 8
    part = replace(ERASED, facts="\n".join([long] * 22), alternative="x" * 2000)
    found = pages(replace(REFUSAL, requests=(replace(ERASURE, parts=(part,)),)))
    assert 6 <= len(found) <= 10
