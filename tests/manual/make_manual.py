"""Makes the manual's pictures from the demo, and the file that says what can be read on each.

    python -m tests.manual.make_manual

They are small: few colours, and no wider than a page needs. A test says when a screen has changed since.
"""

import io
import json
import logging
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from flask import Flask
from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright
from werkzeug.serving import make_server

from tests.browser.conftest import CHROMIUM, FLAGS
from tests.manual.shots import SHOTS, Reader, Shot
from tests.support.databases import migrate
from tests.support.demo import PASSWORD, make_demo

ROOT = Path(__file__).resolve().parents[2]
PICTURES = ROOT / "static" / "manual"
MANIFEST = ROOT / "dsar" / "web" / "manual" / "pictures.json"
WIDTH = 952  # pixels of the window: wide enough for a table, and a picture is at most 900 wide
EDGE = 4  # pixels around what is pictured
COLOURS = 16


def main() -> None:
    """Make everything anew; what is no longer pictured goes."""
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/demo.sqlite3"
        migrate(url)
        app = make_demo(url)
        reader = Reader(app)
        with served(app) as address, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
            windows = {who: signed_in(browser, address, who) for who in {shot.who for shot in SHOTS.values()}}
            made = {
                name: take(windows[shot.who], name, shot, reader.address(shot)) | {"text": reader.text(shot)}
                for name, shot in SHOTS.items()
            }
            browser.close()
    for file in PICTURES.glob("*.webp"):
        if file.stem not in SHOTS:
            file.unlink()
    MANIFEST.write_text(json.dumps(made, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def take(page: Page, name: str, shot: Shot, path: str) -> dict[str, object]:
    """Take one picture, and give its size."""
    page.goto(path)
    box = page.locator(shot.selector).first.bounding_box()
    assert box is not None, name
    edge = {"x": box["x"] - EDGE, "y": box["y"] - EDGE, "width": box["width"] + 2 * EDGE}
    picture = small(page.screenshot(clip={**edge, "height": min(box["height"] + 2 * EDGE, shot.rows)}, full_page=True))
    file = PICTURES / f"{name}.webp"
    picture.save(file, "WEBP", lossless=True, quality=100, method=6)
    print(f"{file.relative_to(ROOT)}: {picture.width} x {picture.height}, {file.stat().st_size} bytes")
    return {"width": picture.width, "height": picture.height}


def signed_in(browser: Browser, address: str, email: str) -> Page:
    """Open a window in which somebody is signed in."""
    page = browser.new_page(base_url=address, locale="nl-NL", viewport={"width": WIDTH, "height": 900})
    page.goto("/inloggen")
    page.get_by_label("E-mailadres").fill(email)
    page.get_by_label("Wachtwoord", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Aanmelden").click()
    return page


def small(taken: bytes) -> Image.Image:
    """Give a picture in few colours."""
    whole = Image.open(io.BytesIO(taken)).convert("RGB")
    return whole.quantize(COLOURS, dither=Image.Dither.NONE).convert("RGB")


@contextmanager
def served(app: Flask) -> Iterator[str]:
    """Serve an application on loopback; give its address."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.port}"
    server.shutdown()
    thread.join()
    server.server_close()


if __name__ == "__main__":
    main()
