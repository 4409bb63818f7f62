from __future__ import annotations

from typing import TYPE_CHECKING

import certifi
import pytest

from app.errors import InvalidSettings
from app.settings import Settings, read_settings
from tests.fixtures.repository import ROOT

if TYPE_CHECKING:
    from pathlib import Path

HTTP, HTTPS = "http://127.0.0.1:9200", "https://127.0.0.1:9200"


def settings(folder: Path, url: str = HTTPS, **values: str) -> Settings:
    given = {f"EXEMPELBANKEN_ELASTICSEARCH_{name}": value for name, value in values.items()}
    return read_settings(
        {
            "EXEMPELBANKEN_DATA": str(folder),
            "EXEMPELBANKEN_ELASTICSEARCH_URL": url,
            **given,
        }
    )


def faults(folder: Path, url: str = HTTPS, **values: str) -> dict[str, str]:
    with pytest.raises(InvalidSettings) as refused:
        settings(folder, url, **values)
    return {
        name.removeprefix("EXEMPELBANKEN_ELASTICSEARCH_"): fault.en
        for name, fault in refused.value.faults.items()
    }


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("CA", certifi.where()),
        *(("PREFIX", value) for value in ("exempelbanken", "test-1_a", "9", "a" * 100)),
        *(("REPLICAS", value) for value in ("0-1", "0-all", "2-2", "1-10")),
        *(("SHARDS", value) for value in ("1", "100")),
    ],
)
def test_what_elasticsearch_takes_is_taken(tmp_path: Path, name: str, value: str) -> None:
    elastic = settings(tmp_path, **{name: value}).elastic
    assert elastic
    assert str(getattr(elastic, name.lower())) == value


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("CA", "/no/such/file.pem"),
        ("CA", str(ROOT)),
        ("CA", str(ROOT / "pyproject.toml")),
        *(("PREFIX", value) for value in ("Foo", "foo*", "-a", "_a", "a,b", "a b", "å", "a" * 101)),
        *(("REPLICAS", value) for value in ("2-1", "all", "1", "false", "0-", "-1", "0 - 1", "x")),
        *(("SHARDS", value) for value in ("0", "101", "-1", "one")),
    ],
)
def test_what_would_only_fail_later_is_refused_by_name(
    tmp_path: Path, name: str, value: str
) -> None:
    assert list(faults(tmp_path, **{name: value})) == [name]


def test_a_certificate_authority_is_refused_with_an_http_address(tmp_path: Path) -> None:
    found = faults(tmp_path, f"{HTTPS},{HTTP}", CA=certifi.where())
    assert "https addresses only" in found["CA"]


def test_user_and_password_are_set_together(tmp_path: Path) -> None:
    assert list(faults(tmp_path, USER="elastic")) == ["PASSWORD"]
    found = faults(tmp_path, PASSWORD="hemligt")  # noqa: S106  of no server
    assert list(found) == ["USER"]
    assert "hemligt" not in str(found)


def test_an_empty_value_is_one_that_is_not_set(tmp_path: Path) -> None:
    names = ("API_KEY", "USER", "PASSWORD", "CA", "PREFIX", "SHARDS", "REPLICAS")
    assert settings(tmp_path, **dict.fromkeys(names, "")) == settings(tmp_path)


def test_all_faults_are_reported_at_once(tmp_path: Path) -> None:
    found = faults(tmp_path, HTTP, USER="a", CA="x", PREFIX="A", SHARDS="0", REPLICAS="x")
    assert set(found) == {"PASSWORD", "CA", "PREFIX", "SHARDS", "REPLICAS"}


def test_at_least_one_dump_is_kept(tmp_path: Path) -> None:
    environment = {"EXEMPELBANKEN_DATA": str(tmp_path), "EXEMPELBANKEN_DUMPS_KEPT": "0"}
    with pytest.raises(InvalidSettings, match="from 1"):
        read_settings(environment)
