"""PostgreSQL, Elasticsearch with a certificate and a password, and nginx, for an installation."""

from __future__ import annotations

import base64
import shutil
import subprocess
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from tests.elasticsearch.launching import NodeSettings
from tests.elasticsearch.nodes import ElasticsearchNode
from tests.fixtures.nginx import MAIN, NAME, program
from tests.fixtures.postgresql import ACCOUNT, programs_folder

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
NODE_PORT = 19200
# The node has no security of its own (tests/elasticsearch/README.md): nginx asks for the password.
GUARD = """
map_hash_bucket_size 256;
map $http_authorization $may_enter {{ default 0; "{authorization}" 1; }}
server {{
    listen 127.0.0.1:9200 ssl;
    ssl_certificate {folder}/certificates/elasticsearch.pem;
    ssl_certificate_key {folder}/certificates/elasticsearch.key;
    client_max_body_size 200m;
    add_header X-Elastic-Product Elasticsearch always;
    location / {{
        if ($may_enter = 0) {{ return 401; }}
        proxy_pass http://127.0.0.1:{port};
        proxy_http_version 1.1;
        proxy_hide_header X-Elastic-Product;
    }}
}}
"""


@contextmanager
def run_postgresql(folder: Path, password: str) -> Iterator[Path]:
    """Run a server that the compose file's role owns; yield the folder of its programs."""
    programs = programs_folder()
    if programs is None:
        raise RuntimeError("Install postgresql.")
    home = folder / "postgresql"
    home.mkdir()
    (home / "password").write_text(password)
    shutil.chown(home, ACCOUNT)
    shutil.chown(home / "password", ACCOUNT)
    folder.chmod(0o755)

    def run(name: str, *arguments: str) -> None:
        line = ["runuser", "-u", ACCOUNT, "--", str(programs / name), *arguments]
        with (home / "programs.log").open("ab") as log:
            subprocess.run(line, check=True, cwd=home, stdout=log, stderr=log)

    data = ["-D", str(home / "data")]
    method = ["-A", "scram-sha-256", "--pwfile", str(home / "password")]
    run("initdb", *data, *method, "-U", "exempelbanken", "-E", "UTF8", "--data-checksums")
    places = f"-c listen_addresses=127.0.0.1 -c unix_socket_directories={home}"
    run("pg_ctl", "start", *data, "-w", "-o", places, "-l", str(home / "log"))
    try:
        yield programs
    finally:
        run("pg_ctl", "stop", *data, "-w", "-m", "fast")


@contextmanager
def run_elasticsearch(folder: Path) -> Iterator[None]:
    """Run a node, to be reached through the nginx of `run_nginx` only."""
    node = NodeSettings(home=folder / "elasticsearch", http_port=NODE_PORT, heap="768m")
    with ElasticsearchNode(node):
        yield


@contextmanager
def run_nginx(folder: Path, password: str) -> Iterator[Path]:
    """Run the shipped proxy, and what guards Elasticsearch; yield the proxy's certificate."""
    executable = program()
    if executable is None:
        raise RuntimeError("Install nginx-light.")
    home = folder / "nginx"
    home.mkdir()
    name = ["-subj", f"/CN={NAME}", "-addext", f"subjectAltName=DNS:{NAME}"]
    files = ["-keyout", str(home / "privkey.pem"), "-out", str(home / "fullchain.pem")]
    make = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-noenc", "-days", "2"]
    subprocess.run([*make, *name, *files], check=True, capture_output=True)
    credentials = base64.b64encode(f"elastic:{password}".encode()).decode()
    shipped = (ROOT / "deploy/nginx.conf").read_text(encoding="utf-8")
    placed = shipped.replace("/etc/ssl/exempelbanken/", f"{home}/")
    placed = placed.replace("/var/log/nginx/", f"{home}/")
    guard = GUARD.format(authorization=f"Basic {credentials}", folder=folder, port=NODE_PORT)
    (home / "exempelbanken.conf").write_text(guard + placed)
    (home / "nginx.conf").write_text(MAIN.format(folder=home, user="user root;"))
    line = [executable, "-p", str(home), "-c", str(home / "nginx.conf")]
    subprocess.run([*line, "-t", "-q"], check=True)
    with subprocess.Popen(line) as server:
        try:
            yield home / "fullchain.pem"
        finally:
            server.terminate()
