"""Corrected rows of a dry run: kept with the import, and tried with the others."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest

from app.accounts.access import COMMAND
from app.errors import Conflict, NotFound
from app.imports.correcting import correct_row, row_form
from app.imports.rejected_rows import write_rejected
from app.imports.service import check_again, commit_import, submit_corrections
from app.retention import EVENT_RETENTION, expire
from app.uploads import receive_upload
from catalogue import imports
from tests.app.importing import codes, counts, finish, imported, ndjson, rows_of, title_of
from tests.fixtures.services import row

if TYPE_CHECKING:
    from app.imports.service import ImportWithJob
    from app.wiring import Services


def tried(services: Services, content: bytes) -> ImportWithJob:
    return imported(services, content, dry_run=True)


def corrected(services: Services, found: ImportWithJob, content: bytes) -> ImportWithJob:
    import_id = found.record.id
    with receive_upload(services.settings, io.BytesIO(content), None) as upload:
        submit_corrections(services, import_id, upload, COMMAND)
    return finish(services, import_id)


def written(services: Services, found: ImportWithJob, place: int, **changes: str) -> dict[str, str]:
    """What the cells of a row hold, by field, with changes."""
    cells = row_form(services, found.record.id, place).cells
    return {**{column.field: cell for column, cell in cells.items()}, **changes}


def test_corrections_find_their_rows_by_number_or_key_and_others_are_told_of(
    empty_services: Services,
) -> None:
    services = empty_services
    found = tried(services, ndjson(row("a", kind="x"), row("b", kind="x"), row("c")))
    sent = ndjson({**row("ny"), "_row": 1}, row("b"), row("c", title="Redan med"), row("okänd"))
    after = corrected(services, found, sent)
    assert (after.state, counts(after)) == ("checked", {"created": 3})
    assert after.record.fault is not None
    assert after.record.fault["code"] == "not-of-import"
    assert after.record.fault["message_sv"].startswith("2 rader")
    commit_import(services, found.record.id, COMMAND)
    assert counts(finish(services, found.record.id)) == {"created": 3}
    assert [title_of(services, key) for key in ("ny", "b", "a")] == ["Titel", "Titel", None]


def test_a_sheet_without_ids_goes_out_with_its_faults_and_comes_back(
    empty_services: Services,
) -> None:
    services, out = empty_services, io.BytesIO()
    head = "Titel;Typ av exempel;Sammanfattning;Län;Källa"
    rows = "Pant;Aktivitet;Text;{};https://example.org/\nLån;Aktivitet;Text;Skåne;Sidan\n"
    found = tried(services, f"{head}\n{rows.format('Månen')}".encode())
    assert counts(found) == {"rejected": 2}
    write_rejected(services, found.record.id, out)
    back = out.getvalue().decode("utf-8-sig")
    mended = back.replace("Månen", "Halland").replace("Sidan", "https://example.org/lan")
    after = corrected(services, found, mended.encode())
    assert (counts(after), after.record.fault) == ({"created": 2}, None)
    again = tried(services, f"{head}\n{rows.format('Halland')}".encode())
    assert codes(rows_of(services, again)) == ["required"]


def test_a_file_of_corrections_that_cannot_be_read_changes_nothing(
    empty_services: Services,
) -> None:
    found = tried(empty_services, ndjson(row("a", kind="x")))
    after = corrected(empty_services, found, b"%PDF-1.4")
    assert (after.state, counts(after)) == ("checked", {"rejected": 1})
    assert after.record.fault is not None


def test_a_key_that_another_row_has_is_rejected_until_that_row_lets_it_go(
    empty_services: Services,
) -> None:
    services = empty_services
    found = tried(services, ndjson(row("a"), row("b", kind="x")))
    import_id = found.record.id
    taken = written(services, found, 2, externalId="a", kind="Aktivitet")
    assert correct_row(services, import_id, 2, taken) == "rejected"
    assert codes(rows_of(services, found)) == ["repeated-key"]
    assert correct_row(services, import_id, 2, {**taken, "externalId": "b"}) == "created"
    with pytest.raises(NotFound):
        row_form(services, import_id, 2)
    check_again(services, import_id, COMMAND)
    assert counts(finish(services, import_id)) == {"created": 2}


def test_what_was_no_row_is_shown_as_it_stood_and_unknown_fields_are_named(
    empty_services: Services,
) -> None:
    services = empty_services
    found = tried(services, ndjson(row("a", okänt="x")) + b'{"broken\n')
    assert row_form(services, found.record.id, 1).lost == ["okänt"]
    assert row_form(services, found.record.id, 2).said == '{"broken'
    assert row_form(services, found.record.id, 2).following == 1


def test_corrections_go_with_the_file(
    empty_services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    services = empty_services
    found = tried(services, ndjson(row("a", kind="x")))
    correct_row(services, found.record.id, 1, written(services, found, 1, kind="Aktivitet"))
    monkeypatch.setattr("app.retention.EVENT_RETENTION", -EVENT_RETENTION)
    expire(services, lambda _kind, _number: None)
    with services.database.read() as connection:
        assert imports.corrections(connection, found.record.pk) == {}
    with pytest.raises(Conflict):
        correct_row(services, found.record.id, 1, {})
