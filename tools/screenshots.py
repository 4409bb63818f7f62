"""Take the pictures of the README: docs/pictures/*.png.

Run again after a change of the pages: `make screenshots`. It serves the catalogue of the data
folder, as `make run` does, to Chromium on this machine; nothing else is fetched.
"""

from __future__ import annotations

import io
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

from PIL import Image
from playwright.sync_api import Page, ViewportSize, sync_playwright
from werkzeug.serving import make_server

from app.settings import read_settings
from app.wiring import build_services
from cli.wsgi import build_application

PICTURES = Path(__file__).parent.parent / "docs" / "pictures"
SIZE: ViewportSize = {"width": 1200, "height": 780}
COLOURS = 96
LARGEST = 150_000
"""Bytes of a picture."""
SEARCH = "/sv/?q=matsvinn+i+sk%C3%A5ne"
ADDRESSES = {"search": SEARCH, "entry": SEARCH, "matrix": "/sv/tackning"}
"""Picture -> the page that it shows; of an entry, the one from which its first hit is opened."""


@contextmanager
def served() -> Iterator[str]:
    """Serve the catalogue of the data folder on a free port; yield the address."""
    services = build_services(read_settings(os.environ))
    server = make_server("127.0.0.1", 0, build_application(services), threaded=True)
    thread = Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
        services.database.close()


def open_page(page: Page, name: str, address: str) -> None:
    """Open the page of a picture."""
    page.goto(f"{address}{ADDRESSES[name]}")
    if name == "entry":
        page.locator("article h3 a").first.click()
        page.wait_for_url("**/exempel/**")
    if name == "matrix":
        page.locator(".scroller").evaluate("table => table.scrollIntoView({behavior: 'instant'})")
    page.evaluate("document.fonts.ready")


def write_picture(name: str, taken: bytes) -> None:
    """Write a picture in few colours, so that the file is small."""
    PICTURES.mkdir(exist_ok=True)
    path = PICTURES / f"{name}.png"
    Image.open(io.BytesIO(taken)).convert("RGB").quantize(COLOURS).save(path, optimize=True)
    size = path.stat().st_size
    print(f"{path}: {size:,} bytes")
    if size > LARGEST:
        sys.exit(f"{path} is larger than {LARGEST:,} bytes")


def main() -> None:
    """Take all pictures."""
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    with served() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=program, args=["--no-sandbox", "--disable-gpu"]
        )
        page = browser.new_page(viewport=SIZE, locale="sv-SE")
        for name in ADDRESSES:
            open_page(page, name, address)
            write_picture(name, page.screenshot())
        browser.close()


if __name__ == "__main__":
    main()
