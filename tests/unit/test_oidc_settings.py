from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.errors import InvalidSettings
from app.settings import Settings, read_settings

if TYPE_CHECKING:
    from pathlib import Path

ISSUER = "https://login.example.org"
SECRET = "hemligt"  # noqa: S105  # of no provider


def settings(folder: Path, issuer: str, client_id: str = "id", secret: str = SECRET) -> Settings:
    return read_settings(
        {
            "EXEMPELBANKEN_DATA": str(folder),
            "EXEMPELBANKEN_OIDC_ISSUER": issuer,
            "EXEMPELBANKEN_OIDC_CLIENT_ID": client_id,
            "EXEMPELBANKEN_OIDC_CLIENT_SECRET": secret,
        }
    )


def test_without_settings_there_is_no_provider(tmp_path: Path) -> None:
    assert settings(tmp_path, "", "", "").oidc is None


@pytest.mark.parametrize("issuer", [ISSUER, "http://127.0.0.1:8080", "http://localhost/realm"])
def test_a_provider_is_taken_as_it_calls_itself(tmp_path: Path, issuer: str) -> None:
    oidc = settings(tmp_path, issuer).oidc
    assert oidc
    assert oidc.issuer == issuer


@pytest.mark.parametrize(
    ("issuer", "client_id", "secret"),
    [
        ("http://login.example.org", "id", "hemligt"),
        ("http://127.0.0.1.example.org", "id", "hemligt"),
        ("login.example.org", "id", "hemligt"),
        ("ftp://127.0.0.1", "id", "hemligt"),
        (ISSUER, "", "hemligt"),
        (ISSUER, "id", ""),
        ("", "id", "hemligt"),
    ],
)
def test_a_provider_that_is_not_safe_or_whole_is_refused(
    tmp_path: Path, issuer: str, client_id: str, secret: str
) -> None:
    with pytest.raises(InvalidSettings) as refused:
        settings(tmp_path, issuer, client_id, secret)
    assert list(refused.value.faults) == ["EXEMPELBANKEN_OIDC_ISSUER"]
    assert "hemligt" not in str(refused.value)


def test_the_secret_is_in_no_representation(tmp_path: Path) -> None:
    assert "hemligt" not in repr(settings(tmp_path, ISSUER))
