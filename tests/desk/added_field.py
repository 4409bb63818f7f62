"""Edits an entry at the desk by its title alone, and prints what then stands in the form.

Run with a record that has another field (`test_entry_form.py`); nothing but the record knows of it.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from app.accounts.access import COMMAND
from app.entries.reading import get_entry
from tests.desk.conftest import Desk, with_accounts
from tests.desk.writing import fields_of, sent, written
from tests.fixtures.services import services_in

folder, name, value = Path(sys.argv[1]), sys.argv[2], json.loads(sys.argv[3])
with with_accounts(services_in(folder)) as services:
    entry_id = written(services, **{name: value})
    desk = Desk(services)
    desk.sign_in("curator")
    form = desk.visit(f"/redaktion/exempel/{entry_id}")
    labels = [each.text for each in form.all("label")]
    sent(desk, form, title="En ny rubrik")
    entry = get_entry(services, entry_id, COMMAND)
    found = {"form": fields_of(form).get(name), "labels": labels}
    sys.stdout.write(json.dumps({**found, "title": entry["title"], "value": entry[name]}))
