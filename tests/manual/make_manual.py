"""Makes the manual's pictures from the demo, and the file that says what can be read on each.

    python -m tests.manual.make_manual

They are small: few colours, and no wider than a page needs. A test says when a screen has changed since.
"""

import io
import json
import tempfile
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.sync_api import Page

from tests.manual.shots import SHOTS, Reader, Shot
from tests.support.databases import migrate
from tests.support.demo import PASSWORD, make_demo
from tests.support.serving import chromium, served, signed_in

ROOT = Path(__file__).resolve().parents[2]
PICTURES = ROOT / "static" / "manual"
MANIFEST = ROOT / "dsar" / "web" / "manual" / "pictures.json"
WIDTH = 952  # pixels of the window: wide enough for a table, and a picture is at most 900 wide
EDGE = 4  # pixels around what is pictured
COLOURS = 16
# How many letters there are up to the last piece of text that begins above a height, blanks not counted.
LETTERS = """(element, bottom) => {
    const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT), place = document.createRange();
    let letters = 0, shown = 0;
    for (let text = texts.nextNode(); text; text = texts.nextNode()) {
        letters += [...text.data.replace(/\\s/g, '')].length;
        place.selectNodeContents(text);
        const box = place.getBoundingClientRect();
        if (box.height && box.top + window.scrollY < bottom) shown = letters;
    }
    return shown;
}"""


def main() -> None:
    """Make everything anew; what is no longer pictured goes."""
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/demo.sqlite3"
        migrate(url)
        app = make_demo(url)
        reader = Reader(app)
        with served(app) as site, chromium() as browser:
            people = {shot.who for shot in SHOTS.values()}
            windows = {who: signed_in(browser, site, who, PASSWORD, WIDTH) for who in people}
            made = {name: take(windows[shot.who], name, shot, reader.address(shot)) for name, shot in SHOTS.items()}
        for name, picture in made.items():
            picture["text"] = reader.text(SHOTS[name], picture["letters"])
    for file in PICTURES.glob("*.webp"):
        if file.stem not in SHOTS:
            file.unlink()
    MANIFEST.write_text(json.dumps(made, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def take(page: Page, name: str, shot: Shot, path: str) -> dict[str, Any]:
    """Take one picture; give its size, and how many letters of the page's text there are to its end."""
    page.goto(path)
    box = page.locator(shot.selector).first.bounding_box()
    assert box is not None, name
    edge = {"x": box["x"] - EDGE, "y": box["y"] - EDGE, "width": box["width"] + 2 * EDGE}
    height = min(box["height"] + 2 * EDGE, shot.rows)
    letters = page.locator(shot.selector).first.evaluate(LETTERS, edge["y"] + height)
    picture = small(page.screenshot(clip={**edge, "height": height}, full_page=True))
    file = PICTURES / f"{name}.webp"
    picture.save(file, "WEBP", lossless=True, quality=100, method=6)
    print(f"{file.relative_to(ROOT)}: {picture.width} x {picture.height}, {file.stat().st_size} bytes")
    return {"width": picture.width, "height": picture.height, "letters": letters}


def small(taken: bytes) -> Image.Image:
    """Give a picture in few colours."""
    whole = Image.open(io.BytesIO(taken)).convert("RGB")
    return whole.quantize(COLOURS, dither=Image.Dither.NONE).convert("RGB")


if __name__ == "__main__":
    main()
