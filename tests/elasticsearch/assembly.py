"""Puts the server's program files together from its published jars, once per machine."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import zipfile
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from tests.elasticsearch.java_runtime import cache_folder
from tests.elasticsearch.locking import held

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.elasticsearch.java_runtime import JavaRuntime

HERE = Path(__file__).parent
POM = HERE / "pom.xml"
SOURCES = (HERE / "java" / "TestNode.java", HERE / "java" / "LuceneAnalysisPlugin.java")
NETTY_JARS = ("transport-netty4-*.jar", "elasticsearch-ssl-config-*.jar", "netty-*.jar")
NETTY_DESCRIPTOR = "META-INF/es-plugins/transport-netty4/plugin-descriptor.properties"
ANALYSIS_DESCRIPTOR = """\
name=analysis-lucene
description=token filters of Lucene
version=1
classname=LuceneAnalysisPlugin
java.version=21
"""


def programs_folder() -> Path:
    """Return where the program files lie, once assembled; each version in a folder of its own."""
    made_of = b"".join(path.read_bytes() for path in (Path(__file__), POM, *SOURCES))
    return cache_folder() / "elasticsearch" / hashlib.sha256(made_of).hexdigest()[:12]


def assembled(java: JavaRuntime) -> Path:
    """Return the folder of program files; the first call on a machine fetches and compiles them."""
    return made_once(programs_folder(), partial(_assemble, java))


def made_once(folder: Path, make: Callable[[Path], None]) -> Path:
    """Return a folder that `make` has filled; of several callers at once only one does it."""
    if not folder.exists():
        folder.parent.mkdir(parents=True, exist_ok=True)
        with held(folder.parent / "lock"):
            if not folder.exists():
                unfinished = folder.parent / "unfinished"
                shutil.rmtree(unfinished, ignore_errors=True)
                unfinished.mkdir()
                make(unfinished)
                unfinished.rename(folder)
    return folder


def _assemble(java: JavaRuntime, folder: Path) -> None:
    lib, classes = folder / "lib", folder / "classes"
    _fetch_jars(lib)
    compiler = next(lib.glob("ecj-*.jar")).rename(folder / "compiler.jar")
    jars = os.pathsep.join(map(str, lib.glob("*.jar")))
    _run(java.program, "-jar", compiler, "-21", "-cp", jars, "-d", classes, *SOURCES)
    (folder / "plugins").mkdir()
    _pack(classes, "TestNode*.class", lib / "test-node.jar")
    descriptor = _make_netty_module(lib, folder / "modules" / "transport-netty4")
    _make_analysis_module(classes, folder / "modules" / "analysis-lucene", descriptor)


def _fetch_jars(lib: Path) -> None:
    # Maven runs on whatever Java it would anyway, which trusts what this machine trusts.
    options = ("--quiet", "--batch-mode", "-Dstyle.color=never", "--file", POM)
    goal = ("dependency:copy-dependencies", f"-DoutputDirectory={lib}")
    _run("mvn", *options, *goal)


def _run(*command: str | Path) -> None:
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(f"{command[0]} failed: {done.stdout}{done.stderr}")


def _make_netty_module(lib: Path, module: Path) -> str:
    """Move the module's jars: its classes must come from its own folder. Return its descriptor."""
    module.mkdir(parents=True)
    for pattern in NETTY_JARS:
        for jar in lib.glob(pattern):
            jar.rename(module / jar.name)
    with zipfile.ZipFile(next(module.glob("transport-netty4-*.jar"))) as jar_file:
        lines = jar_file.read(NETTY_DESCRIPTOR).decode().splitlines()
    # The server's jars lie on the class path, so the descriptor must not ask for a Java module.
    kept = [line for line in lines if line and not line.startswith(("#", "modulename"))]
    descriptor = "\n".join(kept) + "\n"
    (module / "plugin-descriptor.properties").write_text(descriptor)
    return descriptor


def _make_analysis_module(classes: Path, module: Path, descriptor: str) -> None:
    module.mkdir(parents=True)
    _pack(classes, "LuceneAnalysisPlugin*.class", module / "analysis-lucene.jar")
    version = next(
        line for line in descriptor.splitlines() if line.startswith("elasticsearch.version=")
    )
    (module / "plugin-descriptor.properties").write_text(f"{ANALYSIS_DESCRIPTOR}{version}\n")


def _pack(classes: Path, pattern: str, jar: Path) -> None:
    with zipfile.ZipFile(jar, "w") as archive:
        for path in sorted(classes.glob(pattern)):
            archive.write(path, path.name)
