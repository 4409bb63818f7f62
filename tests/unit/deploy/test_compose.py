from __future__ import annotations

import re
import shutil
import ssl
import subprocess
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from app.settings import read_settings
from cli.main import commands
from tests.fixtures.repository import ROOT, pyproject, text_of
from tests.unit.deploy.files import VARIABLE, compose, example

SECRETS = ("POSTGRES_PASSWORD", "ELASTIC_PASSWORD", "EXEMPELBANKEN_SECRET_KEY")
FILLED = {**dict.fromkeys(SECRETS, "0123456789abcdef" * 2)}
FILE = compose(**FILLED)
SERVICES: dict[str, dict[str, Any]] = FILE["services"]
OURS = ("setup", "web", "worker")

# What the compose specification knows of, as far as this file needs it.
TOP = {"name", "services", "networks", "volumes"}
SERVICE = {
    *("build", "cap_drop", "command", "depends_on", "environment", "healthcheck", "image", "init"),
    *("logging", "mem_limit", "networks", "ports", "read_only", "restart", "security_opt"),
    *("shm_size", "stop_grace_period", "tmpfs", "ulimits", "volumes"),
}
HEALTHCHECK = {"test", "interval", "timeout", "retries", "start_period", "disable"}

COMMANDS = re.findall(
    r"^docker compose (?:exec|run|stop) .*", text_of("docs/operations.md"), re.MULTILINE
)

each_service = pytest.mark.parametrize("name", SERVICES)
each_of_ours = pytest.mark.parametrize("name", OURS)


@pytest.fixture(scope="module")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that the script makes beside the compose file."""
    folder = tmp_path_factory.mktemp("deploy")
    shutil.copy(ROOT / "deploy" / "certificates.sh", folder)
    for _ in ("made", "left as it is"):
        subprocess.run([folder / "certificates.sh"], check=True)
    return folder / "certificates"


def test_the_services_are_those_of_the_design() -> None:
    assert set(SERVICES) == {*OURS, "postgres", "elasticsearch"}


def test_every_key_of_the_file_is_one_that_compose_knows() -> None:
    assert {key for key in FILE if not key.startswith("x-")} == TOP


@each_service
def test_every_key_of_a_service_is_one_that_compose_knows(name: str) -> None:
    assert set(SERVICES[name]) <= SERVICE
    assert set(SERVICES[name].get("healthcheck", {})) <= HEALTHCHECK


@each_service
def test_networks_and_volumes_that_a_service_uses_are_declared(name: str) -> None:
    service = SERVICES[name]

    assert set(service["networks"]) <= set(FILE["networks"])
    mounted = {each.split(":")[0] for each in service.get("volumes", ())}
    assert {each for each in mounted if not each.startswith("./")} <= set(FILE["volumes"])


def test_only_the_web_is_published_and_only_on_this_host() -> None:
    published = {name: service["ports"] for name, service in SERVICES.items() if "ports" in service}

    assert published == {"web": ["127.0.0.1:8000:8000"]}


def test_database_and_engine_have_no_way_out() -> None:
    assert FILE["networks"]["inside"] == {"internal": True}
    assert SERVICES["postgres"]["networks"] == ["inside"]
    assert SERVICES["elasticsearch"]["networks"] == ["inside"]


@each_service
def test_a_service_waits_until_what_it_needs_is_healthy_or_done(name: str) -> None:
    for needed, how in SERVICES[name].get("depends_on", {}).items():
        if how["condition"] == "service_healthy":
            assert "test" in SERVICES[needed]["healthcheck"]
        else:
            assert how["condition"] == "service_completed_successfully"
            assert SERVICES[needed]["restart"] == "no"


@each_service
def test_a_service_that_is_to_run_is_started_again(name: str) -> None:
    assert SERVICES[name]["restart"] == ("no" if name == "setup" else "unless-stopped")


@each_service
def test_an_image_is_named_by_its_version(name: str) -> None:
    assert re.search(r":\d+\.\d+", SERVICES[name]["image"])


@each_of_ours
def test_our_image_has_the_version_of_the_project(name: str) -> None:
    assert SERVICES[name]["image"] == f"exempelbanken:{pyproject()['project']['version']}"


@each_of_ours
def test_our_processes_can_change_nothing_but_their_data(name: str) -> None:
    service = SERVICES[name]

    assert service["read_only"]
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert {each.split(":")[0] for each in service["tmpfs"]} == {"/tmp"}  # noqa: S108 - of the container


def test_web_and_worker_share_what_they_hand_each_other() -> None:
    shared = ["data:/data", "./certificates/ca.pem:/certificates/ca.pem:ro"]
    assert [SERVICES[name]["volumes"][:2] for name in OURS] == [shared] * len(OURS)


def test_the_operators_own_texts_are_read_by_the_web_and_changed_by_nobody() -> None:
    assert {name for name in OURS if "EXEMPELBANKEN_ABOUT" in SERVICES[name]["environment"]} == {
        "web"
    }
    assert SERVICES["web"]["volumes"][2:] == ["./texts:/texts:ro"]


@each_of_ours
def test_our_commands_exist_and_take_their_options(name: str) -> None:
    command, *arguments = SERVICES[name]["command"]

    commands.commands[command].make_context(command, list(arguments))


def test_the_web_leaves_the_background_work_to_the_worker() -> None:
    command, *arguments = SERVICES["web"]["command"]

    assert not commands.commands[command].make_context(command, arguments).params["with_worker"]
    assert SERVICES["worker"]["command"] == ["worker"]


@each_of_ours
def test_our_settings_are_accepted(name: str, certificates: Path, tmp_path: Path) -> None:
    environment = dict(SERVICES[name]["environment"])
    authority = environment["EXEMPELBANKEN_ELASTICSEARCH_CA"]
    assert f"./certificates/ca.pem:{authority}:ro" in SERVICES[name]["volumes"]
    environment["EXEMPELBANKEN_ELASTICSEARCH_CA"] = str(certificates / "ca.pem")
    settings = read_settings({**environment, "EXEMPELBANKEN_DATA": str(tmp_path)})

    assert settings.database_url.startswith("postgresql+psycopg://exempelbanken@postgres/")
    assert settings.elastic is not None
    assert settings.elastic.urls == ("https://elasticsearch:9200",)
    assert settings.elastic.password == FILLED["ELASTIC_PASSWORD"]


@each_of_ours
def test_our_settings_are_documented(name: str) -> None:
    told = re.findall(r"^\| `(EXEMPELBANKEN_[A-Z_]+)`", text_of("docs/settings.md"), re.MULTILINE)
    given = {each for each in SERVICES[name]["environment"] if each.startswith("EXEMPELBANKEN_")}

    assert given <= set(told)


@each_of_ours
def test_every_setting_of_elasticsearch_can_be_given(name: str) -> None:
    told = re.findall(
        r"^\| `(EXEMPELBANKEN_ELASTICSEARCH_\w+)`", text_of("docs/settings.md"), re.MULTILINE
    )

    assert set(told) <= set(SERVICES[name]["environment"])


@pytest.mark.parametrize("command", COMMANDS)
def test_a_documented_command_names_a_service(command: str) -> None:
    assert set(command.split()) & set(SERVICES)


def test_the_web_and_the_worker_rest_on_the_same_rows_and_the_same_index() -> None:
    web, worker = SERVICES["web"]["environment"], SERVICES["worker"]["environment"]

    assert worker.items() <= web.items()


@pytest.mark.parametrize("secret", SECRETS)
def test_nothing_starts_without_its_secrets(secret: str) -> None:
    with pytest.raises(AssertionError, match=f"{secret} is missing"):
        compose(**{**FILLED, secret: ""})


def test_the_example_names_every_variable_and_holds_no_secret() -> None:
    used = {found[0] for found in VARIABLE.findall(text_of("deploy/compose.yaml"))}

    assert used == set(example())
    assert {example()[name] for name in SECRETS} == {""}


def test_the_authority_is_trusted_for_elasticsearch_and_its_key_is_thrown_away(
    certificates: Path,
) -> None:
    names = {each.name for each in certificates.iterdir()}
    assert names == {"ca.pem", "elasticsearch.pem", "elasticsearch.key"}
    environment = SERVICES["elasticsearch"]["environment"]
    of_server = [
        Path(environment[f"xpack.security.http.ssl.{part}"]).name for part in ("certificate", "key")
    ]
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(*(certificates / each for each in of_server))
    client = ssl.create_default_context(cafile=certificates / "ca.pem")
    client.verify_flags |= ssl.VERIFY_X509_STRICT
    to_client, to_server = ssl.MemoryBIO(), ssl.MemoryBIO()
    here = client.wrap_bio(to_client, to_server, server_hostname="elasticsearch")
    there = server.wrap_bio(to_server, to_client, server_side=True)
    for _ in range(2):
        for end in (here, there):
            with suppress(ssl.SSLWantReadError):
                end.do_handshake()
    assert here.getpeercert()


def test_elasticsearch_asks_for_a_password() -> None:
    environment = SERVICES["elasticsearch"]["environment"]

    assert environment["xpack.security.enabled"] == "true"
    assert environment["ELASTIC_PASSWORD"] == FILLED["ELASTIC_PASSWORD"]


def test_the_heap_of_elasticsearch_is_half_of_its_memory() -> None:
    service = SERVICES["elasticsearch"]

    assert service["environment"]["ES_JAVA_OPTS"] == "-Xms1g -Xmx1g"
    assert service["mem_limit"] == "2g"
