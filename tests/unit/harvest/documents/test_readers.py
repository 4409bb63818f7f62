"""The formats that replies are read from, each registered by its own module."""

from __future__ import annotations

from harvest.documents.file_type import all_readers
from tests.fixtures.repository import ROOT, text_of

FOLDER = ROOT / "harvest/documents/readers"


def test_every_module_of_the_folder_registers_a_reader_of_its_own() -> None:
    modules = [each for each in FOLDER.iterdir() if each.stem not in {"__init__", "__pycache__"}]

    assert len({reader.kind for reader in all_readers()}) == len(modules)


def test_the_document_on_the_harvest_names_every_format() -> None:
    told = text_of("docs/harvest.md")

    assert [reader.kind for reader in all_readers() if reader.names[1] not in told] == []
