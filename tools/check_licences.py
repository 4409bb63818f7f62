"""Fail when an installed dependency has a licence that pyproject.toml does not allow.

Run it in the project's environment: `python tools/check_licences.py`.
"""

import json
import re
import subprocess
import sys
import tomllib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

PYPROJECT = Path(__file__).resolve().parents[1] / "pyproject.toml"
COPYLEFT = re.compile(r"(?<!L)GPL|(?<!Lesser )General Public Licen[cs]e|Affero", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Package:
    """An installed distribution and the licence that its metadata states."""

    name: str
    version: str
    licence: str


@dataclass(frozen=True, slots=True)
class Policy:
    """What pyproject.toml says: allowed licence names, and licences of unclear packages."""

    allowed: frozenset[str]
    overrides: Mapping[str, str]

    def refused(self, packages: Iterable[Package]) -> list[Package]:
        """Packages that have no allowed licence, with the licence they were judged by."""
        judged = (
            Package(found.name, found.version, self.overrides.get(found.name, found.licence))
            for found in packages
        )
        return [package for package in judged if not is_allowed(package.licence, self.allowed)]


def is_allowed(licence: str, allowed: Collection[str]) -> bool:
    """Whether a metadata string is covered: one side of an OR, all of an AND or of classifiers.

    Brackets of an SPDX expression are not resolved, so such a string is refused until an override
    says what it means. GPL and AGPL never pass, even when `allowed` names them.
    """
    alternatives = licence.split(" OR ")
    return any(
        all(_is_named(part, allowed) for part in re.split(r" AND |; ", alternative))
        for alternative in alternatives
    )


def _is_named(name: str, allowed: Collection[str]) -> bool:
    return name.strip() in allowed and not COPYLEFT.search(name)


def read_policy(pyproject: Path = PYPROJECT) -> Policy:
    """The table `[tool.exempelbanken.licences]`; every override must give its reason."""
    table = tomllib.loads(pyproject.read_text(encoding="utf-8"))["tool"]["exempelbanken"]
    licences = table["licences"]
    overrides = licences.get("overrides", {})
    unreasoned = [name for name, override in overrides.items() if not override.get("reason")]
    if unreasoned:
        raise SystemExit(f"An override needs its reason: {', '.join(unreasoned)}")
    return Policy(
        frozenset(licences["allowed"]),
        {name: override["licence"] for name, override in overrides.items()},
    )


def installed_packages() -> list[Package]:
    """Everything in this environment but the project itself."""
    command = [sys.executable, "-m", "piplicenses", "--format=json", "--from=mixed"]
    command += ["--with-system", "--ignore-packages", "exempelbanken"]
    listing = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603  (fixed words)
    rows = json.loads(listing.stdout)
    return [Package(row["Name"], row["Version"], row["License"]) for row in rows]


def main() -> int:
    """Print every refused package; 1 if there is any."""
    packages = installed_packages()
    refused = read_policy().refused(packages)
    for package in refused:
        print(f"{package.name} {package.version}: {package.licence} is not allowed")
    print(f"{len(packages)} packages, {len(refused)} with a licence that is not allowed")
    return 1 if refused else 0


if __name__ == "__main__":
    sys.exit(main())
