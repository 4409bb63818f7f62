"""TLS and an API key before a genuine node: nginx asks for both, as the node itself cannot."""

from __future__ import annotations

import shutil
import subprocess
from base64 import b64encode
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from indexer.engine import AccessRefused, SearchEngineError
from indexer.engines.elastic.engine import ElasticEngine
from indexer.engines.elastic.settings import ElasticSettings
from tests.elasticsearch.nodes import free_ports
from tests.engine.asking import NAME
from tests.fixtures.nginx import MAIN, MISSING, program
from tests.fixtures.repository import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = [pytest.mark.elasticsearch, pytest.mark.nginx]

KEY = b64encode(b"id:secret").decode()
GUARD = """
map $http_authorization $may_enter {{ default 0; "ApiKey {key}" 1; }}
server {{
    listen 127.0.0.1:{port} ssl;
    ssl_certificate {folder}/certificates/elasticsearch.pem;
    ssl_certificate_key {folder}/certificates/elasticsearch.key;
    location / {{
        if ($may_enter = 0) {{ return 401; }}
        proxy_pass {node};
        proxy_http_version 1.1;
    }}
}}
"""


@contextmanager
def guarded(folder: Path, node: str) -> Iterator[ElasticSettings]:
    """Run nginx before a node, with the certificate of deploy/certificates.sh."""
    executable = program()
    if executable is None:
        pytest.skip(MISSING)
    shutil.copy(ROOT / "deploy" / "certificates.sh", folder)
    subprocess.run([folder / "certificates.sh"], check=True, capture_output=True)
    port = next(free_ports())
    guard = GUARD.format(key=KEY, port=port, folder=folder, node=node)
    (folder / "exempelbanken.conf").write_text(guard)
    user = "user root;" if folder.owner() == "root" else ""
    (folder / "nginx.conf").write_text(MAIN.format(folder=folder, user=user))
    line = [executable, "-p", str(folder), "-c", str(folder / "nginx.conf")]
    subprocess.run([*line, "-t"], check=True, capture_output=True)
    with subprocess.Popen(line) as server:
        try:
            yield ElasticSettings(
                urls=(f"https://localhost:{port}",),
                api_key=KEY,
                ca=str(folder / "certificates" / "ca.pem"),
                prefix=f"guarded-{port}",
            )
        finally:
            server.terminate()


def test_a_right_key_is_let_in_a_wrong_one_refused_and_a_foreign_certificate_named(
    tmp_path: Path, elasticsearch_url: str
) -> None:
    with guarded(tmp_path, elasticsearch_url) as settings:
        engine = ElasticEngine(settings)
        engine.check()
        engine.create(NAME)
        engine.point_alias(NAME)
        assert engine.live() == NAME
        for wrong in (replace(settings, api_key="wrong"), replace(settings, api_key=None)):
            with pytest.raises(AccessRefused, match="API key is wrong"):
                ElasticEngine(wrong).snapshot()
        with pytest.raises(SearchEngineError, match="EXEMPELBANKEN_ELASTICSEARCH_CA"):
            ElasticEngine(replace(settings, ca=None)).check()
        engine.remove_all()
