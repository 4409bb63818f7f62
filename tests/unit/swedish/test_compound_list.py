from __future__ import annotations

import gzip
import hashlib
import io
import json
import tarfile
from typing import TYPE_CHECKING

import pytest

from swedish.lexicon import COMPOUNDS
from tools.build_compounds import write

if TYPE_CHECKING:
    from pathlib import Path

AFFIXES = """SET UTF-8
SFX A Y 1
SFX A 0 s .
SFX G Y 2
SFX G 0 ar [^e]
SFX G e ar e
SFX v N 1
SFX v 0 s/WXZ [^a]
"""
WORDS = """8
skog/AGvY
stolpe/GX
bruk/A
slut/XY
trappa/Y!%
Skövde/AX
Eva/X
TV-/X
"""


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    files = {
        "package/index.aff": AFFIXES,
        "package/index.dic": WORDS,
        "package/license": "The notice.",
        "package/package.json": json.dumps({"name": "dictionary-xx", "version": "9.8.7"}),
    }
    path = tmp_path / "dictionary-xx-9.8.7.tgz"
    with tarfile.open(path, "w:gz") as package:
        for name, text in files.items():
            member = tarfile.TarInfo(name)
            member.size = len(text.encode())
            package.addfile(member, io.BytesIO(text.encode()))
    return path


@pytest.fixture
def blocks(archive: Path, tmp_path: Path) -> list[list[str]]:
    write(archive, tmp_path)
    text = gzip.decompress((tmp_path / "sv_compounds.txt.gz").read_bytes()).decode()
    return [block.splitlines() for block in text.split("\n\n")]


def test_firsts_are_the_flagged_words_and_the_linking_forms(blocks: list[list[str]]) -> None:
    assert blocks[0] == ["skogs skog", "skövde", "slut", "stolpe"]


def test_heads_are_all_forms_of_the_flagged_words(blocks: list[list[str]]) -> None:
    assert blocks[1] == ["skog", "skogar", "slut"]


def test_names_are_the_words_with_a_capital(blocks: list[list[str]]) -> None:
    assert blocks[2] == ["eva", "skövde"]


def test_the_same_archive_gives_the_same_bytes(archive: Path, tmp_path: Path) -> None:
    builds = []
    for name in ("one", "other"):
        (tmp_path / name).mkdir()
        write(archive, tmp_path / name)
        builds.append((tmp_path / name / "sv_compounds.txt.gz").read_bytes())
    assert builds[0] == builds[1]


def test_the_readme_names_the_archive_and_its_checksum(archive: Path, tmp_path: Path) -> None:
    write(archive, tmp_path)
    readme = (tmp_path / "README.md").read_text(encoding="utf-8")
    assert "`dictionary-xx` 9.8.7" in readme
    assert hashlib.sha256(archive.read_bytes()).hexdigest() in readme


def test_the_list_stands_beside_its_licences() -> None:
    names = {path.name for path in COMPOUNDS.parent.iterdir()}
    assert names == {"sv_compounds.txt.gz", "README.md", "NOTICE.txt", "LGPL-3.txt", "GPL-3.txt"}
    lgpl = (COMPOUNDS.parent / "LGPL-3.txt").read_text(encoding="utf-8")
    gpl = (COMPOUNDS.parent / "GPL-3.txt").read_text(encoding="utf-8")
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in lgpl
    assert "GNU GENERAL PUBLIC LICENSE" in gpl
    assert "Göran Andersson" in (COMPOUNDS.parent / "NOTICE.txt").read_text(encoding="utf-8")
