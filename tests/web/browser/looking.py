"""What is seen of a page in the browser: where the focus is, and what axe finds."""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.web.browser.moving import settled
from tests.web.server import PATIENCE

if TYPE_CHECKING:
    from playwright.sync_api import Page

expect = pytest.importorskip("playwright.sync_api", reason="install playwright with pip").expect
expect.set_options(timeout=PATIENCE * 1000)

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
CONTRAST = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
RUN = """async rules => {
    const found = await axe.run({runOnly: rules, resultTypes: ['violations'], preload: false});
    const told = found.violations.map(v => [v.id, v.nodes.map(n => n.html.slice(0, 200))]);
    return [found.passes.length, told];
}"""


@cache
def axe() -> str:
    package = find_spec("axe_playwright_python")
    if package is None or package.origin is None:
        pytest.skip("axe-core is missing: install axe-playwright-python with pip")
    return Path(package.origin).with_name("axe.min.js").read_text(encoding="utf-8")


def faults_of(page: Page, rules: object = WCAG) -> list[tuple[str, list[str]]]:
    """Return what axe finds on a page: its rule, and the elements."""
    settled(page)
    if not page.evaluate("'axe' in window"):
        page.evaluate(axe())
    page.evaluate("scrollTo(0, document.body.scrollHeight)")  # where nothing is stuck over others
    passed, faults = page.evaluate(RUN, rules)
    assert passed
    return [(rule, elements) for rule, elements in faults]


def unfold(page: Page) -> None:
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")


def focused(page: Page) -> dict[str, Any]:
    found: dict[str, Any] = page.evaluate(
        """() => {
            const e = document.activeElement, s = getComputedStyle(e);
            const drawn = e.closest('svg') && getComputedStyle(e.querySelector('path'));
            const lined = s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2;
            return {id: e.id, href: e.getAttribute('href') || '', text: e.textContent.trim(),
                    outlined: drawn ? parseFloat(drawn.strokeWidth) >= 3 : lined};
        }"""
    )
    return found


def tab_to(page: Page, **wanted: str) -> None:
    """Press Tab until the focus is where it should be; every stop on the way must show."""
    settled(page)
    for _ in range(80):
        page.keyboard.press("Tab")
        here = focused(page)
        assert here["outlined"], here
        if all(here[name].startswith(value) for name, value in wanted.items()):
            return
    pytest.fail(f"the keyboard never reaches {wanted}")


def suggestions_for(page: Page, text: str) -> list[str]:
    """Write into the field, wait for the list, and return what it offers."""
    page.locator("#q").focus()
    page.keyboard.insert_text(text)  # at once: the list could be that of some letters else
    page.locator("#forslag li").first.wait_for()
    return page.locator("#forslag li .option-label").all_inner_texts()


UNSEEN = """() => {
    const stops = document.querySelectorAll(
        'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex="0"]');
    const told = e => e.outerHTML.slice(0, 160);
    const faults = [];
    for (const e of stops) {
        if (!e.checkVisibility({visibilityProperty: true}) || e.closest('.trap')) continue;
        e.focus({focusVisible: true});
        if (document.activeElement !== e) continue;
        const drawn = getComputedStyle(e.closest('svg') ? e.querySelector('path') : e);
        const outlined = drawn.outlineStyle !== 'none' && parseFloat(drawn.outlineWidth) >= 2;
        if (!outlined && parseFloat(drawn.strokeWidth) < 3) faults.push('no focus: ' + told(e));
        if (e.closest('svg')) continue;
        const box = e.getClientRects()[0];
        const middle = (from, to, end) => (Math.max(from, 0) + Math.min(to, end)) / 2;
        const x = middle(box.left, box.right, innerWidth);
        const y = middle(box.top, box.bottom, innerHeight);
        const there = document.elementFromPoint(x, y);
        if (!there || !(e.contains(there) || there.contains(e) || there.closest('label'))) {
            faults.push(`covered by ${there && told(there)} at ${x}, ${y}: ${told(e)}`);
        }
    }
    return faults;
}"""
"""Stops of the keyboard whose focus does not show, or that something lies over."""
