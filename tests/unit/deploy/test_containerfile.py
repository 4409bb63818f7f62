from __future__ import annotations

import http.server
import os
import re
import subprocess
import sys
import threading
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cli.main import commands
from cli.serve import serve_command
from tests.fixtures.repository import LAYERS, ROOT, pyproject, text_of
from tests.unit.deploy.files import instructions, of_the_final_stage

if TYPE_CHECKING:
    from collections.abc import Iterator


def test_the_base_is_named_down_to_the_patch() -> None:
    bases = [each.text.split()[0] for each in instructions() if each.name == "FROM"]

    stages = {each.stage for each in instructions()}
    assert [base for base in bases if base not in stages] == [bases[0]]
    assert re.search(r":\d+\.\d+\.\d+", bases[0])


def test_the_base_has_the_python_that_the_project_asks_for() -> None:
    version = re.search(r"python:(\d+\.\d+)", text_of("deploy/Containerfile"))

    assert version
    assert pyproject()["project"]["requires-python"] == f">={version[1]}"


def test_dependencies_are_checked_by_their_hashes_and_nothing_is_compiled() -> None:
    installs = [each.text for each in instructions() if "pip install" in each.text]

    assert len(installs) == 2
    assert "--require-hashes --only-binary :all: -r requirements/runtime.txt" in installs[0]
    assert "--no-deps" in installs[1]


def test_what_runs_has_no_installer_and_installs_nothing() -> None:
    runs = " ".join(each.text for each in of_the_final_stage("RUN"))

    assert re.search(r"pip uninstall --yes \S+ setuptools wheel pip", runs)
    assert not re.search(r"pip install|apt|curl|wget", runs)


def test_what_runs_is_not_root_and_owns_the_data_folder() -> None:
    user = of_the_final_stage("USER")[-1].text
    made = of_the_final_stage("RUN")[0].text

    assert user == "10001:10001"
    assert "useradd --uid 10001" in made
    assert "--owner=exempelbanken --group=exempelbanken --mode=0700 /data" in made
    assert "EXEMPELBANKEN_DATA=/data" in of_the_final_stage("ENV")[0].text


def test_it_starts_in_exec_form_with_a_command_that_exists() -> None:
    assert of_the_final_stage("ENTRYPOINT")[0].words == ["exempelbanken"]
    name, *arguments = of_the_final_stage("CMD")[0].words

    assert commands.commands[name] is serve_command
    assert serve_command.make_context(name, arguments).params["host"] == "0.0.0.0"  # noqa: S104 - inside the container


def test_only_what_the_package_is_built_from_is_sent_to_the_builder() -> None:
    lines = text_of("deploy/Containerfile.dockerignore").splitlines()
    let_in = {line[1:] for line in lines if line.startswith("!")}
    built_from = {"LICENSE", "NOTICE", "README.md", "pyproject.toml"}
    requirements = {f"requirements/{name}" for name in ("runtime.in", "runtime.txt", "mcp.in")}
    built_from |= {*requirements, *LAYERS}

    assert lines[1] == "*"
    assert let_in == built_from
    assert [name for name in let_in if not (ROOT / name).exists()] == []


@contextmanager
def answering(status: int) -> Iterator[tuple[int, list[str]]]:
    """Answer every request with a status; yields the port and the paths asked for."""
    asked: list[str] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(status)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with http.server.HTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_port, asked
        server.shutdown()


def check_health(port: int) -> int:
    """Run the image's health check against a port of this machine; return its exit code."""
    program, *arguments = of_the_final_stage("HEALTHCHECK")[0].words
    assert program == "python"
    # A proxy that the environment names must not be asked for our own address.
    environment = {**os.environ, "PORT": str(port), "http_proxy": "http://127.0.0.1:9"}
    done = subprocess.run(
        [sys.executable, *arguments], env=environment, stderr=subprocess.DEVNULL, check=False
    )
    return done.returncode


@pytest.mark.parametrize(("status", "code"), [(200, 0), (503, 1)])
def test_the_health_check_tells_whether_the_service_is_ready(status: int, code: int) -> None:
    with answering(status) as (port, asked):
        assert check_health(port) == code
    assert asked == ["/health/ready"]


def test_the_health_check_fails_when_nobody_answers() -> None:
    with answering(200) as (port, _):
        pass
    assert check_health(port) == 1


def test_the_port_of_the_image_is_the_one_that_is_exposed() -> None:
    assert f"PORT={of_the_final_stage('EXPOSE')[0].text}" in of_the_final_stage("ENV")[0].text


def test_secrets_are_not_committed() -> None:
    ignored = (ROOT / "deploy" / ".gitignore").read_text(encoding="utf-8").splitlines()

    assert ".env" in ignored
    assert Path(ROOT / "deploy" / ".env.example").exists()
