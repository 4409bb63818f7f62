"""Draw the picture that other sites show beside a link to a page: web/static/preview.png.

Run once, and again after a change of name, colours or type: `python -m tools.draw_preview`. It
needs Chromium, which sets the words in the type of the pages; nothing is fetched.
"""

from __future__ import annotations

import base64
import io
import shutil
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

from app.geography import county_shapes

STATIC = Path(__file__).parent.parent / "web" / "static"
SIZE = (1200, 630)  # pixels: what is shown whole by those who show such pictures
COLOURS = 64
TONES = ("#a4cfc1", "#6daa9d", "#d7eae3", "#8cc0b3", "#bfded3")
"""Like those of the map, but they mean nothing here: they only tell counties apart."""
PAGE = """<!doctype html><style>
@font-face {{ font-family: T; src: url(data:font/woff2;base64,{type}); font-weight: 100 900 }}
body {{ margin: 0 }} text {{ font-family: T; fill: #fff }}
</style><svg viewBox="0 0 1200 630" width="1200" height="630" xmlns="http://www.w3.org/2000/svg">
<rect width="1200" height="630" fill="#12484a"/>
<g transform="translate(90 132) scale(3)"><rect width="32" height="32" rx="7" fill="#1e6062"/>
<path fill="#fff" d="M9 8h14v3.4H13v3h8.6v3.2H13v3H23V24H9z"/>
<circle cx="25" cy="7" r="4" fill="#f2b84b"/></g>
<text x="88" y="338" font-size="84" font-weight="700" letter-spacing="-1">Exempelbanken</text>
<rect x="90" y="380" width="6" height="96" fill="#f2b84b"/>
<text x="120" y="416" font-size="36">Så arbetar länen med företag</text>
<text x="120" y="466" font-size="36">för miljömålen och Agenda 2030</text>
<g transform="translate(850 22) scale(0.975)" stroke="#12484a" stroke-width="1">{map}</g></svg>"""


def main() -> None:
    """Draw, and write few colours, so that the file is small."""
    (face,) = (STATIC / "type").glob("*.woff2")
    drawn = "".join(
        f'<path d="{outline}" fill="{TONES[place * 3 % len(TONES)]}"/>'
        for place, outline in enumerate(county_shapes().values())
    )
    page_source = PAGE.format(type=base64.b64encode(face.read_bytes()).decode(), map=drawn)
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": SIZE[0], "height": SIZE[1]})
        page.set_content(page_source)
        page.evaluate("document.fonts.ready")
        taken = page.screenshot()
        browser.close()
    picture = Image.open(io.BytesIO(taken)).convert("RGB").quantize(COLOURS)
    picture.save(STATIC / "preview.png", optimize=True)


if __name__ == "__main__":
    main()
