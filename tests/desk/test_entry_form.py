"""The form of an entry follows the record, and what it does not send keeps its value."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from app.accounts.access import COMMAND
from app.entries.reading import get_entry
from desk.entry_form import FORM_FIELDS
from tests.desk.conftest import Desk, with_accounts
from tests.desk.test_entries import EVERY, editor
from tests.desk.writing import fields_of, sent, written
from tests.fixtures.services import services_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.wiring import Services

ROOT = Path(__file__).parents[2]
CHANGED_BY_AN_EDIT = {"version", "updatedAt", "title"}
ADDED = {
    "visitors": (
        'Field(name="visitors", type=Type.NUMBER, highest=9, head="Besökare", about="Visitors."),',
        7,
        ["7"],
    ),
    "surprises": (
        'Field(name="surprises", type=Type.TEXTS, longest=9, most=9, head="Lärdomar", about="."),',
        ["Börja.", "Mät."],
        ["Börja.\nMät."],
    ),
}
"""Field -> its row in the record, a value, and that value in the form."""


@pytest.fixture(scope="module")
def services(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Services]:
    """A catalogue without an index."""
    with with_accounts(services_in(tmp_path_factory.mktemp("entries"))) as found:
        yield found


def every_field(services: Services, entry_id: str) -> dict[str, Any]:
    entry = get_entry(services, entry_id, COMMAND)
    return {name: value for name, value in entry.items() if name not in CHANGED_BY_AN_EDIT}


@pytest.mark.parametrize("name", ADDED)
def test_a_field_added_to_the_record_is_in_the_form_and_outlives_an_edit_of_the_title(
    name: str, tmp_path: Path
) -> None:
    row, value, in_form = ADDED[name]
    shutil.copytree(ROOT / "record", tmp_path / "record")
    fields = tmp_path / "record" / "fields.py"
    before = '    Field(\n        name="budget",'
    fields.write_text(fields.read_text().replace(before, f"    {row}\n{before}"))
    script = [sys.executable, ROOT / "tests" / "desk" / "added_field.py", tmp_path / "data", name]
    done = subprocess.run(
        [*script, json.dumps(value)],
        env={**os.environ, "PYTHONPATH": f"{tmp_path}{os.pathsep}{ROOT}"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout.splitlines()[-1])
    assert (found["title"], found["value"]) == ("En ny rubrik", value)
    assert found["form"] == in_form
    assert {"visitors": "Besökare", "surprises": "Lärdomar"}[name] in found["labels"]


def test_every_field_of_the_record_that_is_edited_is_in_the_form(
    desk: Desk, services: Services
) -> None:
    entry_id = written(services, **EVERY)
    desk.sign_in("curator")
    fields = fields_of(editor(desk, entry_id))
    assert set(FORM_FIELDS) <= {*fields, *fields["shown"]}


def test_a_form_that_sends_its_title_alone_changes_the_title_alone(
    desk: Desk, services: Services
) -> None:
    entry_id = written(services, **EVERY)
    before = every_field(services, entry_id)
    desk.sign_in("curator")
    state = fields_of(editor(desk, entry_id))["known"][0]
    desk.send(f"/redaktion/exempel/{entry_id}", do="save", known=state, title="Bara rubriken")
    assert get_entry(services, entry_id, COMMAND)["title"] == "Bara rubriken"
    assert every_field(services, entry_id) == before


def test_boxes_that_the_form_showed_and_nobody_ticked_are_none(
    desk: Desk, services: Services
) -> None:
    entry_id = written(services, **EVERY)
    desk.sign_in("curator")
    sent(desk, editor(desk, entry_id), goals=[], targets=[])
    entry = get_entry(services, entry_id, COMMAND)
    assert (entry["goals"], entry["targets"], entry["sectors"]) == ([], [], ["energi"])
