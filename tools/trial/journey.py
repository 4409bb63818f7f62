"""An installation of deploy/compose.yaml from its first start to its end, with the real image.

`tools/trial/run` starts it, where it is alone with its network and its processes. Each step ends
the journey when it fails. The image's processes run as `tools.trial.containers` says; PostgreSQL,
Elasticsearch and nginx are this host's, since no registry of images is to be had.
"""

from __future__ import annotations

import json
import os
import secrets
import shutil
import ssl
import subprocess
import sys
import time
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode
from urllib.request import urlopen

from tests.fixtures.nginx import NAME
from tests.fixtures.repository import pyproject
from tools.trial.containers import Image
from tools.trial.neighbours import ROOT, run_elasticsearch, run_nginx, run_postgresql

if TYPE_CHECKING:
    from collections.abc import Mapping

VERSION = pyproject()["project"]["version"]
NEXT = "1.99.0"
TITLE = "Verktyg lagas på kafé i Karlstad"
OWN = {
    "externalId": "verktyg",
    "title": TITLE,
    "summary": "Företag lagar trasiga verktyg tillsammans en gång i månaden.",
    "kind": "activity",
    "counties": ["17"],
    "source": {"type": "report", "title": "Kommunens årsredovisning"},
}
SERVED = ("web", "worker")
LONGEST_STOP = 40
"""Seconds of the compose file's stop_grace_period."""
READY_SECONDS = 300


class Installation:
    """What runs: the services, in a folder with their data."""

    def __init__(self, folder: Path, given: Mapping[str, str], programs: Path) -> None:
        self.folder, self.given, self._programs = folder, given, programs
        self.image = Image(f"localhost/exempelbanken:{VERSION}", folder, given)
        self._running: dict[str, subprocess.Popen[bytes]] = {}
        self._trusted = ssl.create_default_context(cafile=folder / "nginx" / "fullchain.pem")

    def start(self) -> None:
        """Start web and worker, and wait until their health checks are content."""
        for service in SERVED:
            self._running[service] = self.image.start(service)
        for service in SERVED:
            deadline = time.monotonic() + READY_SECONDS
            while subprocess.run(
                self.image.health_check(service), check=False, capture_output=True
            ).returncode:
                if self._running[service].poll() is not None or time.monotonic() > deadline:
                    raise RuntimeError((self.folder / f"{service}.log").read_text())
                time.sleep(1)

    def stop(self) -> None:
        """Stop them as an engine does: each ends by itself, in order and in time."""
        for process in self._running.values():
            process.terminate()
        for service, process in self._running.items():
            if code := process.wait(LONGEST_STOP):
                raise RuntimeError(f"{service} ended with {code}")
        self._running.clear()

    def replace_image(self, version: str) -> None:
        """Use another release from now on."""
        self.image.remove()
        self.image = Image(f"localhost/exempelbanken:{version}", self.folder, self.given)

    def search(self, text: str) -> list[str]:
        """Return the titles that a reader finds through the proxy."""
        address = f"https://{NAME}/api/v1/entries?{urlencode({'q': text})}"
        with urlopen(address, context=self._trusted) as answer:
            found: dict[str, Any] = json.load(answer)
        return [hit["title"] for hit in found["items"]]

    def close(self) -> None:
        """Remove the image's files."""
        self.image.remove()

    def run_postgresql_program(self, program: str, *arguments: str) -> None:
        """Run a program as the database's owner."""
        line = [str(self._programs / program), "-h", "127.0.0.1", "-U", "exempelbanken"]
        variables = {**os.environ, "PGPASSWORD": self.given["POSTGRES_PASSWORD"]}
        subprocess.run([*line, *arguments], check=True, env=variables)

    def wait_found(self, text: str, title: str) -> None:
        """Wait until the worker has brought the index up to a change."""
        deadline = time.monotonic() + READY_SECONDS
        while title not in self.search(text):
            if time.monotonic() > deadline:
                raise RuntimeError(f"{title} is not found")
            time.sleep(0.5)


def main(folder: Path) -> None:
    """Do all steps."""
    given = {
        "POSTGRES_PASSWORD": secrets.token_hex(),
        "ELASTIC_PASSWORD": secrets.token_hex(),
        "EXEMPELBANKEN_SECRET_KEY": secrets.token_hex(),
        "EXEMPELBANKEN_PUBLIC_URL": f"https://{NAME}",
        "EXEMPELBANKEN_TRUSTED_PROXIES": "127.0.0.1",
    }
    shutil.copy(ROOT / "deploy/certificates.sh", folder)
    subprocess.run([folder / "certificates.sh"], check=True)
    (folder / "data").mkdir()
    os.chown(folder / "data", 10001, 10001)
    with ExitStack() as stack:
        programs = stack.enter_context(run_postgresql(folder, given["POSTGRES_PASSWORD"]))
        stack.enter_context(run_elasticsearch(folder))
        stack.enter_context(run_nginx(folder, given["ELASTIC_PASSWORD"]))
        report("PostgreSQL, Elasticsearch with TLS and password, and nginx are up")
        installation = Installation(folder, given, programs)
        stack.callback(installation.close)
        installation.run_postgresql_program("createdb", "exempelbanken")
        begin(installation)
        back_up_and_restore(installation)
        upgrade(installation)
    report("torn down")


def begin(installation: Installation) -> None:
    """Prepare and start the services, refuse a wrong password, and search."""
    image = installation.image
    report(image.run("setup").splitlines()[-1])
    user = image.run("worker", "id").strip()
    image.run("worker", "touch", "/opt/exempelbanken/file", code=1)
    report(f"runs as {user}; its root cannot be written to")
    wrong = {**installation.given, "ELASTIC_PASSWORD": secrets.token_hex()}
    locked_out = Image(f"localhost/exempelbanken:{VERSION}", installation.folder, wrong)
    refusal = locked_out.run("worker", "exempelbanken", "index", "status", code=2)
    locked_out.remove()
    report(f"a wrong password is refused: {refusal.strip().splitlines()[-1]}")
    installation.start()
    report(f"web and worker are healthy; a search finds {installation.search('laddstolpar')[0]!r}")
    report(image.run("web", "exempelbanken", "doctor"))


def back_up_and_restore(installation: Installation) -> None:
    """Load an own entry, back up, lose the database, and restore it, as the document tells."""
    folder, image = installation.folder, installation.image
    rows = folder / "data" / "rows.ndjson"
    rows.write_text(json.dumps(OWN))
    command = ["exempelbanken", "import", "/data/rows.ndjson", "--source", "test", "--publish"]
    image.run("worker", *command)
    installation.wait_found("verktyg kafé", TITLE)
    report("an imported entry is found")
    dump = str(folder / "rows.dump")
    installation.run_postgresql_program(
        "pg_dump", "--format=custom", f"--file={dump}", "exempelbanken"
    )
    installation.stop()
    report("web and worker have ended in order")
    installation.run_postgresql_program("dropdb", "exempelbanken")
    installation.run_postgresql_program("createdb", "exempelbanken")
    restore = ["--exit-on-error", "--no-owner", "--dbname=exempelbanken", dump]
    installation.run_postgresql_program("pg_restore", *restore)
    image.run("worker", "exempelbanken", "index", "rebuild")
    report(image.run("worker", "exempelbanken", "index", "verify"))
    installation.start()
    installation.wait_found("verktyg kafé", TITLE)
    report("restored: the entry is found again")


def upgrade(installation: Installation) -> None:
    """Install a release with one more table and another index, and refuse the way back."""
    installation.stop()
    installation.replace_image(NEXT)
    image = installation.image
    image.run("worker", "exempelbanken", "index", "status", code=2)
    report(image.run("setup").splitlines()[-1])
    installation.start()
    installation.wait_found("verktyg kafé", TITLE)
    report(image.run("web", "exempelbanken", "doctor"))
    installation.stop()
    installation.replace_image(VERSION)
    refusal = installation.image.run("setup", code=2).strip()
    report(f"the way back is refused: {refusal}")


def report(sentence: str) -> None:
    """Write what was reached, and when."""
    print(f"{time.strftime('%H:%M:%S')} {sentence.rstrip()}", flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
