from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from app.imports.bulk_load import LONGEST_LINE, ImportOptions, import_lines
from app.searching.requests import SearchRequest
from app.searching.search import search
from tests.fixtures.services import row

if TYPE_CHECKING:
    from app.wiring import Services
    from tests.fixtures.services import Loader

OPTIONS = ImportOptions(source_system="test", publish=True)


def line(external_id: str, **changes: Any) -> bytes:
    return json.dumps(row(external_id, **changes)).encode()


def test_a_bad_row_is_reported_with_line_and_field_and_the_others_load(
    empty_services: Services,
) -> None:
    lines = [line("a"), b"", line("b", counties=["99"]), line("c")]
    report = import_lines(empty_services, lines, OPTIONS)
    assert (report.created, report.rejected) == (2, 1)
    rejected = report.rejected_rows[0]
    assert (rejected.row, rejected.external_id) == (3, "b")
    assert [(fault.pointer, fault.code) for fault in rejected.faults] == [
        ("/counties/0", "unknown-value")
    ]


@pytest.mark.parametrize(
    ("bad", "code"),
    [
        (b"{", "not-json"),
        (b'{"a": NaN}', "not-json"),
        (b'{"a": 1e400}', "not-json"),
        (b'{"title": "a", "title": "b"}', "repeated-name"),
        (b'{"source": {"url": "a", "url": "b"}}', "repeated-name"),
        (b"[" * 100_000, "not-json"),
        (b"\xff\xfe", "not-utf-8"),
        (b'"' + b"a" * LONGEST_LINE + b'"', "line-too-long"),
        (b"[1]", "not-object"),
        (b"null", "not-object"),
    ],
)
def test_a_line_that_is_no_row_is_reported(empty_services: Services, bad: bytes, code: str) -> None:
    report = import_lines(empty_services, [bad, line("a")], OPTIONS)
    assert (report.created, report.rejected) == (1, 1)
    assert report.rejected_rows[0].faults[0].code == code


def test_a_byte_order_mark_is_no_part_of_the_first_row(empty_services: Services) -> None:
    report = import_lines(empty_services, [b"\xef\xbb\xbf" + line("a")], OPTIONS)
    assert report.created == 1


def test_loading_again_changes_nothing(load: Loader) -> None:
    first = load(row("a"), row("b"))
    again = load(row("a"), row("b"))
    assert (first.created, again.unchanged, again.created, again.updated) == (2, 2, 0, 0)
    assert again.seq == first.seq


def test_changed_content_is_an_update(load: Loader, empty_services: Services) -> None:
    load(row("a", title="Förr"))
    assert load(row("a", title="Nu")).updated == 1
    assert [item["title"] for item in search(empty_services, SearchRequest()).items] == ["Nu"]


def test_a_dry_run_tells_the_same_and_changes_nothing(empty_services: Services) -> None:
    lines = [line("a"), line("b", kind="annat")]
    dry = import_lines(
        empty_services, lines, ImportOptions(source_system="test", publish=True, dry_run=True)
    )
    real = import_lines(empty_services, lines, OPTIONS)
    assert (dry.created, dry.rejected) == (real.created, real.rejected) == (1, 1)
    assert dry.rejected_rows == real.rejected_rows


def test_a_row_may_be_part_of_an_earlier_one_also_in_a_rehearsed_batch_of_its_own(
    load: Loader, empty_services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.imports.bulk_load.BATCH", 1)
    rows = [
        row("programme", title="Program"),
        row("project", title="En del", relations=[{"type": "part-of", "externalId": "programme"}]),
    ]
    stray = row("stray", relations=[{"type": "part-of", "externalId": "later"}])
    lines = [json.dumps(each).encode() for each in (*rows, stray, row("later"))]
    dry = import_lines(empty_services, lines, replace(OPTIONS, dry_run=True))
    assert (dry.created, dry.rejected_rows[0].external_id) == (3, "stray")

    assert load(*rows).created == 2
    assert load(*rows).unchanged == 2
    project, programme = search(empty_services, SearchRequest(sort="title")).items
    assert project["relations"] == [
        {"type": "part-of", "entryId": programme["id"], "direction": "outgoing"}
    ]


def test_without_publish_an_entry_stays_a_draft(load: Loader, empty_services: Services) -> None:
    load(row("a"), publish=False)
    assert search(empty_services, SearchRequest()).total == 0


def test_a_row_without_source_system_needs_one_given(empty_services: Services) -> None:
    report = import_lines(empty_services, [line("a")], ImportOptions(publish=True))
    assert report.rejected_rows[0].faults[0].pointer == "/sourceSystem"


def test_progress_counts_every_row(empty_services: Services) -> None:
    seen: list[int] = []
    import_lines(empty_services, [line(str(n)) for n in range(7)], OPTIONS, seen.append)
    assert sum(seen) == 7
