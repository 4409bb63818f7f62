from pathlib import Path

import pytest

from tools.check_licences import Package, Policy, is_allowed, read_policy

ROOT = Path(__file__).resolve().parents[3]
ALLOWED = ("MIT", "MIT License", "Apache-2.0", "LGPL-3.0-only", "BSD-3-Clause")


@pytest.mark.parametrize(
    "licence",
    [
        "MIT",
        "MIT OR GPL-3.0-only",
        "MIT AND BSD-3-Clause",
        "GPL-2.0-only OR Apache-2.0 AND MIT",
        "MIT License; MIT",
        "LGPL-3.0-only",
    ],
)
def test_an_allowed_licence_passes(licence: str) -> None:
    assert is_allowed(licence, ALLOWED)


@pytest.mark.parametrize(
    "licence",
    [
        "UNKNOWN",
        "MIT AND GPL-3.0-only",
        "MIT License; Other/Proprietary License",
        "MIT AND (BSD-3-Clause OR GPL-2.0-only)",
        "",
    ],
)
def test_a_licence_that_is_not_covered_is_refused(licence: str) -> None:
    assert not is_allowed(licence, ALLOWED)


@pytest.mark.parametrize(
    "licence",
    [
        "GPL-3.0-or-later",
        "AGPL-3.0-only",
        "GNU General Public License v3 (GPLv3)",
        "GNU Affero General Public License v3",
    ],
)
def test_gpl_and_agpl_are_refused_even_when_listed(licence: str) -> None:
    assert not is_allowed(licence, [licence])


@pytest.mark.parametrize(
    "licence",
    ["LGPL-2.1-or-later", "GNU Lesser General Public License v3 (LGPLv3)"],
)
def test_lgpl_passes_when_listed(licence: str) -> None:
    assert is_allowed(licence, [licence])


def test_an_override_replaces_what_the_metadata_says() -> None:
    policy = Policy(frozenset({"MIT"}), {"unclear": "MIT"})
    unclear, other = Package("unclear", "1", "UNKNOWN"), Package("other", "1", "UNKNOWN")
    assert policy.refused([unclear, other]) == [other]


def test_an_override_without_a_reason_is_refused(tmp_path: Path) -> None:
    pyproject = tmp_path / "pyproject.toml"
    pyproject.write_text(
        "[tool.exempelbanken.licences]\nallowed = []\noverrides.x.licence = 'MIT'\n",
        encoding="utf-8",
    )
    with pytest.raises(SystemExit, match="reason: x"):
        read_policy(pyproject)


def test_the_licence_texts_are_whole() -> None:
    code = (ROOT / "LICENSE").read_text(encoding="utf-8")
    data = (ROOT / "seed" / "LICENSE").read_text(encoding="utf-8")
    assert code.startswith("EUROPEAN UNION PUBLIC LICENCE v. 1.2")
    assert "15.Applicable Law" in code
    assert code.rstrip().endswith("require the production of a new EUPL version.")
    assert "CC0 1.0 Universal" in data
    assert data.rstrip().endswith("this CC0 or use of the Work.")
