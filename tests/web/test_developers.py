"""What programmers and language models are told: programs that run, addresses that answer."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from html import unescape
from typing import TYPE_CHECKING, Any

from tests.clients import toolbox
from tests.web.server import Server
from tests.web.test_serve import free_port

if TYPE_CHECKING:
    from pathlib import Path

    from app.wiring import Services
    from tests.web.conftest import Visit

PATH = "/for-utvecklare"


def code_of(page: str, label: str) -> str:
    """Return the text of a block of code, line by line."""
    (block,) = re.findall(rf'aria-label="{label}"><code>(.*?)</code>', page, re.DOTALL)
    return unescape(block)


def is_part_of(shown: Any, whole: Any) -> bool:
    if isinstance(shown, dict):
        return all(is_part_of(value, whole[name]) for name, value in shown.items())
    if isinstance(shown, list):
        return all(is_part_of(*pair) for pair in zip(shown, whole, strict=True))
    return bool(shown == whole)


def ran(*command: str, folder: Path) -> str:
    return subprocess.run(
        command, check=True, stdout=subprocess.PIPE, text=True, timeout=300, cwd=folder
    ).stdout


def test_the_programs_of_the_page_run_as_printed_and_answer_what_it_says(
    services: Services, tmp_path: Path
) -> None:
    port = free_port()
    options = ("--no-worker", "--port", f"{port}")
    address = f"http://127.0.0.1:{port}"
    with Server(services.settings.data, *options, EXEMPELBANKEN_PUBLIC_URL=address) as server:
        page = server.get(PATH)[1]
        curl = code_of(page, "Program i curl")
        assert curl.startswith(f'curl "{address}/api/v1/entries?')
        answer = json.loads(ran("bash", "-c", f"{curl.strip()} --silent", folder=tmp_path))
        shown = json.loads(code_of(page, "Svar på programmet i curl"))
        assert shown["items"]
        assert is_part_of(shown, answer)
        for name, file, program in (
            ("Python", "program.py", sys.executable),
            ("JavaScript", "program.mjs", shutil.which("node") or str(toolbox.node())),
        ):
            (tmp_path / file).write_text(code_of(page, f"Program i {name}"), encoding="utf-8")
            printed = ran(program, file, folder=tmp_path)
            assert printed.strip() == code_of(page, f"Svar på programmet i {name}")
            assert len(printed.splitlines()) == 4


def test_every_address_that_the_page_names_answers(visit: Visit) -> None:
    page = visit(f"/en{PATH}")
    assert page.heading == "For developers"
    own = {a.attributes["href"] for a in page.all("a") if a.attributes["href"].startswith("/")}
    assert {"/api/v1/docs", "/api/v1/openapi.yaml", "/llms.txt", "/api/v1/dumps"} <= own
    assert {address: visit(address).status for address in own if address != "/"} == {
        address: 200 for address in own if address != "/"
    }
    rows = [e.text for e in page.all("th", scope="row")]
    described = json.loads(visit("/api/v1/openapi.json").html)["paths"]
    assert set(rows) <= set(described)
    assert visit("/").link("För utvecklare").attributes["href"] == PATH
    assert PATH in visit("/sitemap-sidor.xml").html


def test_language_models_get_an_overview_whose_links_all_lead_somewhere_here(
    visit: Visit, services: Services
) -> None:
    answer = visit("/llms.txt")
    text = answer.html
    host = services.settings.public_url
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    title, _, summary = text.splitlines()[:3]
    assert title == "# Exempelbanken"
    assert summary.startswith("> ")
    lists = text.partition("\n## ")[2]
    items = [line for line in lists.splitlines() if line.startswith("- ")]
    linked = [re.fullmatch(r"- \[[^\]]+\]\((\S+)\)(: .+)?", item) for item in items]
    assert all(linked)
    addresses = [found[1] for found in linked if found]
    assert len(addresses) > 10
    assert all(each.startswith(f"{host}/") for each in addresses)
    assert {visit(each.removeprefix(host)).status for each in addresses} == {200}
    assert f"{host}/llms.txt" in visit("/robots.txt").html
