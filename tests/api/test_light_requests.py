"""What a web process does for requests: it never learns, nor does it import what learning needs.

Neither does it import what only signing in through a provider needs, where none is set up.
"""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from app.linking.models import model_path
from app.linking.suggesting import train
from tests.fixtures.services import row

if TYPE_CHECKING:
    from app.wiring import Services
    from tests.fixtures.services import Loader

pytestmark = pytest.mark.slow

SETTING_UP = """
import os, sys

from werkzeug.test import Client

from app.settings import read_settings
from app.wiring import build_services
from bench.attack.requests import Requests
from cli.wsgi import build_application

services = build_services(read_settings(os.environ))
client = Client(build_application(services))
"""
EVERY_OPERATION = """
asked = {}
for attack in Requests(services).all():
    if asked.setdefault(attack.operation, attack) is attack:
        client.open(
            attack.address, method=attack.method, data=attack.body, headers=dict(attack.headers)
        )
assert len(asked) > 50
"""
SUGGESTIONS = """
body = {"text": "Skolkök mäter sitt matsvinn. Avfallet minskar."}
answer = client.post("/api/v1/link-suggestions", json=body).get_json()
heavy = {"sklearn", "authlib", "joserfc"} & set(sys.modules)
print(bool(answer["items"]), bool(answer["model"]), bool(heavy))
"""


@pytest.mark.parametrize("has_model", [False, True], ids=["without a model", "with one"])
def test_no_operation_learns_or_loads_what_learning_needs(
    empty_services: Services, load: Loader, *, has_model: bool
) -> None:
    load(row("e1", goals=["14"], leadOrganisation="Region Skåne", startYear=2020))
    if has_model:
        train(empty_services)
    # Only suggestions differ by the model: the other operations are called once.
    steps = (SETTING_UP, "" if has_model else EVERY_OPERATION, SUGGESTIONS)
    done = subprocess.run(
        [sys.executable, "-c", "".join(steps)],
        env={"EXEMPELBANKEN_DATA": str(empty_services.settings.data)},
        capture_output=True,
        check=False,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-1].split() == ["True", str(has_model), "False"]
    assert model_path(empty_services.settings).exists() is has_model
