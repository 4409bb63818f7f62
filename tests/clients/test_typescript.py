from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import pytest

from tests.clients.conftest import Catalogue, used
from tests.clients.generating import DOCUMENT, PROGRAMS, generate
from tests.clients.toolbox import node, run

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.clients
COMPILER = {
    "strict": True,
    "noUncheckedIndexedAccess": True,
    "target": "es2022",
    "module": "esnext",
    "moduleResolution": "bundler",
    "types": ["node"],
    "outDir": "built",
}


def compiled_and_used(packages: Path, folder: Path, program: str, catalogue: Catalogue) -> str:
    shutil.copy(PROGRAMS / f"{program}.ts", folder)
    (folder / "node_modules").symlink_to(packages)
    settings = {"compilerOptions": COMPILER, "files": [f"{program}.ts"]}
    (folder / "tsconfig.json").write_text(json.dumps(settings))
    (folder / "package.json").write_text('{"type": "module"}')
    run(node(), packages / "typescript" / "bin" / "tsc", folder=folder)
    return run(node(), f"built/{program}.js", *catalogue.arguments(), folder=folder)


def test_a_client_of_openapi_generator_compiles_and_works(
    jars: Path, packages: Path, catalogue: Catalogue, tmp_path: Path
) -> None:
    importing = "--additional-properties=importFileExtension=.js"
    generate(jars, tmp_path / "client", "typescript-fetch", importing)

    used(compiled_and_used(packages, tmp_path, "use_fetch", catalogue), "TypeScript")


def test_the_types_of_openapi_typescript_compile_and_work(
    packages: Path, catalogue: Catalogue, tmp_path: Path
) -> None:
    maker = packages / "openapi-typescript" / "bin" / "cli.js"
    run(node(), maker, DOCUMENT, "--output", tmp_path / "schema.d.ts")

    used(compiled_and_used(packages, tmp_path, "use_types", catalogue), "Typer")
