"""Dumps: whole, at one position, sparing with disk and memory, and safe to open."""

from __future__ import annotations

import csv
import gzip
import hashlib
import io
import json
from typing import TYPE_CHECKING, Any

import pytest

from app.copies import feed
from app.copies.dumps import service as dumps
from app.copies.dumps.files import CSV, MEDIA_TYPES, NDJSON
from app.entries.documents import public_entry
from app.errors import NotFound
from catalogue import entries
from schemas.entries import EntrySchema
from tests.fixtures.services import row

if TYPE_CHECKING:
    from pathlib import Path

    from marshmallow import Schema

    from app.wiring import Services
    from tests.fixtures.services import Loader


def content(services: Services, dump_id: str, name: str = NDJSON) -> bytes:
    path, _ = dumps.get_file(services, dump_id, name)
    return path.read_bytes()


def entries_of(services: Services, dump_id: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in gzip.decompress(content(services, dump_id)).splitlines()]


def sheet_of(services: Services, dump_id: str) -> list[dict[str, str]]:
    text = content(services, dump_id, CSV).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def folders(services: Services) -> list[Path]:
    return sorted(dumps.folder_of(services).iterdir())


def test_a_dump_holds_every_published_entry_as_it_is_answered(
    empty_services: Services, load: Loader
) -> None:
    load(row("one"), row("two"))
    load(row("draft"), publish=False)
    made = dumps.make_dump(empty_services)
    with empty_services.database.read() as connection:
        published = [public_entry(each) for each in entries.published_page(connection, 0, 10)]
    address = f"{empty_services.settings.public_url}/id/entries"
    assert entries_of(empty_services, made.id) == [
        {**each, "uri": f"{address}/{each['id']}"} for each in published
    ]
    assert made.entries == len(published) == 2


def test_the_manifest_sums_the_files_up(empty_services: Services, load: Loader) -> None:
    load(row("one"))
    made = dumps.make_dump(empty_services)
    told = dumps.get_manifest(empty_services, made.id)
    assert (told["seq"], told["count"], told["licence"]) == (1, 1, "CC0-1.0")
    assert [file["name"] for file in told["files"]] == list(MEDIA_TYPES)
    for file in told["files"]:
        data = content(empty_services, made.id, file["name"])
        assert (file["bytes"], file["checksum"]) == (len(data), hashlib.sha256(data).hexdigest())


def test_the_feed_goes_on_where_the_dump_ends(empty_services: Services, load: Loader) -> None:
    load(row("one"))
    made = dumps.make_dump(empty_services)
    load(row("two"))
    page = feed.list_changes(empty_services, made.seq, made.mark, 10)
    assert [item["entry"]["externalId"] for item in page.items] == ["two"]


def test_what_changes_while_a_dump_is_written_is_not_in_it(
    empty_services: Services, load: Loader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dumps, "PAGE", 1)
    load(row("one"), row("two", title="Före"))

    def change(_written: int) -> None:
        load(row("two", title="Efter"), row("three"))

    made = dumps.make_dump(empty_services, change)
    assert [entry["title"] for entry in entries_of(empty_services, made.id)] == ["Titel", "Före"]
    assert made.seq == 2


def test_the_sheet_has_a_line_for_each_entry(empty_services: Services, load: Loader) -> None:
    load(row("one", title="Åäö; och, komma", counties=["12", "13"], facts=["ett", "två"]))
    made = dumps.make_dump(empty_services)
    assert content(empty_services, made.id, CSV).startswith(b"\xef\xbb\xbf")
    (line,) = sheet_of(empty_services, made.id)
    assert (line["title"], line["counties"], line["facts"]) == (
        "Åäö; och, komma",
        "12; 13",
        "ett; två",
    )
    assert (line["national"], line["version"]) == ("false", "1")


@pytest.mark.parametrize("text", ["=1+1", "+46", "-5 %", "@SUM(A1)", "'=1", "''-"])
def test_no_cell_is_a_formula_and_the_text_can_be_had_back(
    empty_services: Services, load: Loader, text: str
) -> None:
    load(row("one", title=text))
    made = dumps.make_dump(empty_services)
    (line,) = sheet_of(empty_services, made.id)
    assert line["title"] == f"'{text}"


def test_a_plain_apostrophe_stays_as_it_is(empty_services: Services, load: Loader) -> None:
    load(row("one", title="'Gröna' jobb"))
    made = dumps.make_dump(empty_services)
    assert sheet_of(empty_services, made.id)[0]["title"] == "'Gröna' jobb"


def test_the_latest_dumps_are_kept_and_the_others_go(empty_services: Services) -> None:
    made = [dumps.make_dump(empty_services).id for _ in range(4)]
    assert [told["id"] for told in dumps.list_dumps(empty_services)] == made[:0:-1]
    assert [path.name for path in folders(empty_services)] == made[1:]
    with pytest.raises(NotFound):
        dumps.get_file(empty_services, made[0], NDJSON)


def test_a_renewed_dump_leaves_no_other(empty_services: Services, load: Loader) -> None:
    load(row("one", title="hemligt"))
    dumps.make_dump(empty_services)
    load(row("one", title="borttaget"))
    made = dumps.renew_dump(empty_services)
    assert [path.name for path in folders(empty_services)] == [made.id]
    assert b"hemligt" not in gzip.decompress(content(empty_services, made.id))


def test_a_dump_that_fails_leaves_nothing(empty_services: Services, load: Loader) -> None:
    load(row("one"))

    def full_disk(_written: int) -> None:
        raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space"):
        dumps.make_dump(empty_services, full_disk)
    assert folders(empty_services) == []
    assert dumps.list_dumps(empty_services) == []


def test_what_a_killed_process_left_is_swept_by_the_next_dump(empty_services: Services) -> None:
    for name in ("0199-killed.part", "0199-without-a-row"):
        left = dumps.folder_of(empty_services) / name
        left.mkdir(parents=True)
        (left / NDJSON).write_bytes(b"half")
    made = dumps.make_dump(empty_services)
    assert [path.name for path in folders(empty_services)] == [made.id]


def test_a_dump_without_its_files_is_not_listed(empty_services: Services) -> None:
    made = dumps.make_dump(empty_services)
    (dumps.folder_of(empty_services) / made.id).rename(empty_services.settings.data / "elsewhere")
    assert dumps.list_dumps(empty_services) == []


def test_an_unknown_file_is_not_found_whatever_its_name(empty_services: Services) -> None:
    made = dumps.make_dump(empty_services)
    for name in ("nothing", "../../secret-key", ""):
        with pytest.raises(NotFound):
            dumps.get_file(empty_services, made.id, name)


SCHEMA = EntrySchema(exclude=("labels", "diff", "_links"))


def _paths(schema: Schema, prefix: str = "") -> list[str]:
    paths = []
    for field in schema.fields.values():
        path = f"{prefix}{field.data_key}"
        nested = getattr(getattr(field, "inner", field), "schema", None)
        paths += [path, *(_paths(nested, f"{path}.") if nested else [])]
    return paths


def test_whoever_changes_the_fields_of_an_entry_raises_the_schema_version() -> None:
    fields = hashlib.sha256("\n".join(_paths(SCHEMA)).encode()).hexdigest()[:8]
    assert fields == dumps.FIELDS_OF_SCHEMA_VERSION
