"""Writing entries at the desk, as tests do it: the fields of a form, there and back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.accounts.access import COMMAND
from app.entries.editing import create
from tests.fixtures.services import row
from tests.web.page import Page

if TYPE_CHECKING:
    from app.wiring import Services
    from tests.desk.conftest import Desk


def written(services: Services, *, publish: bool = False, **fields: Any) -> str:
    """Create an entry, and return its id."""
    content = {name: value for name, value in row("x", **fields).items() if name != "externalId"}
    made = create(services, COMMAND, {**content, "publish": publish})
    return str(made.entry["id"])


def fields_of(page: Page) -> dict[str, list[str]]:
    """Return what the form of the editor would send as it stands."""
    found: dict[str, list[str]] = {}
    for each in page.elements:
        name, kind = each.attributes.get("name", ""), each.attributes.get("type", "")
        if not name or name in {"do", "use", "status", "q"}:
            continue
        if each.tag == "textarea":
            found[name] = ["".join(each.parts)]
        elif each.tag == "input" and (
            kind not in {"checkbox", "radio"} or "checked" in each.attributes
        ):
            found.setdefault(name, []).append(each.attributes.get("value", ""))
    names = [each.attributes["name"] for each in page.all("select")]
    chosen = [
        each.attributes["value"] for each in page.all("option") if "selected" in each.attributes
    ]
    return found | {name: [value] for name, value in zip(names, chosen, strict=False)}


def sent(desk: Desk, page: Page, do: str = "save", **changes: str | list[str]) -> Page:
    """Send the form of a page with some fields changed, and go where it leads."""
    named = {name.replace("__", "-"): value for name, value in changes.items()}
    data = {**fields_of(page), **named, "do": do}
    place = page.one("form", id="exempel").attributes["action"]
    with desk.client.post(place, data=data, follow_redirects=True) as answer:
        desk.page = Page(answer)
    return desk.page
