"""What imports tell of files and rows, and what they keep."""

from __future__ import annotations

import errno
import io
from typing import TYPE_CHECKING

import pytest

from app.accounts.access import COMMAND
from app.errors import Conflict
from app.imports.rejected_rows import write_rejected
from app.imports.row_report import report_rows
from app.uploads import NoRoom, UploadTooLarge, receive_upload
from catalogue import editing
from catalogue.loading.rows import LoadRow
from tests.app.importing import (
    codes,
    counts,
    entry_of,
    handed_in,
    imported,
    ndjson,
    rows_of,
    title_of,
)
from tests.fixtures.services import row

if TYPE_CHECKING:
    from app.wiring import Services


@pytest.fixture
def services(account_services: Services) -> Services:
    """Rows without an index: imports do not need one."""
    return account_services


def test_a_file_that_cannot_be_read_fails_with_one_reason(services: Services) -> None:
    found = imported(services, b"externalId;titlle\na;b\n")
    assert found.state == "failed"
    assert found.record.fault is not None
    assert (found.record.fault["code"], found.record.fault["nearest"]) == (
        "unknown-column",
        ["title"],
    )


@pytest.mark.parametrize("text", ["\ud800x", "x\0y", "\u202ex"])
def test_characters_that_no_database_takes_reject_their_row_and_no_other(
    services: Services, text: str
) -> None:
    strange = {"externalId": text, text: text, "kind": text, "title": [text], "source": text}
    found = imported(services, ndjson(strange, row("b"), {**strange, "title": "Titel"}))
    assert counts(found) == {"created": 1, "rejected": 2}
    assert rows_of(services, found)[1].external_id == "b"


def test_rejected_lines_sent_back_are_rejected_for_the_same_reasons(services: Services) -> None:
    lines = (b"{bad", b"[1]", b'{"startYear": 1e400}', b'{"a": 1, "a": 2}', b'"\xff"', b"null")
    found = imported(services, ndjson(row("a")) + b"\n".join(lines))
    out = io.BytesIO()
    write_rejected(services, found.record.id, out)
    again = imported(services, ndjson(row("b")) + out.getvalue())
    reasons = [codes(rows_of(services, each)) for each in (found, again)]
    assert reasons[0] == reasons[1]
    assert len(set(reasons[0])) > 3


def test_the_same_key_gives_the_same_import_and_another_file_is_refused(
    services: Services,
) -> None:
    first = handed_in(services, ndjson(row("a")), key="k")
    assert handed_in(services, ndjson(row("a")), key="k") == first
    with pytest.raises(Conflict):
        handed_in(services, ndjson(row("b")), key="k")
    with pytest.raises(Conflict):
        handed_in(services, ndjson(row("a")), key="k", dry_run=True)
    assert handed_in(services, ndjson(row("a")), key="k", actor="token:other") != first


def test_another_source_with_nearly_the_same_title_is_pointed_out(services: Services) -> None:
    imported(services, ndjson(row("a", title="Mindre matsvinn på restauranger i Malmö")))
    alike = row("b", title="Mindre matsvinn på restaurangerna i Malmö")
    elsewhere = row("c", title=alike["title"], counties=["24"])
    found = imported(services, ndjson(alike, elsewhere), source_system="other")
    assert counts(found) == {"created": 2}
    ((warning,), none) = [each.warnings for each in rows_of(services, found)]
    assert none is None
    known = entry_of(services, "a")
    assert known is not None
    assert (warning["code"], warning["entryId"]) == ("possible-duplicate", known.id)


@pytest.mark.parametrize(
    ("field", "written", "pointer"),
    [
        ("leadOrganisation", "Länsstyrelsen Skåne", "/leadOrganisation"),
        ("leadOrganisation", "länsstyrelsen i skåne län", "/leadOrganisation"),
        ("partners", ["Malmö stad", "Länstyrelsen i Skåne län"], "/partners/1"),
    ],
)
def test_an_organisation_that_has_another_name_is_loaded_and_pointed_out(
    services: Services, field: str, written: str | list[str], pointer: str
) -> None:
    found = imported(services, ndjson(row("a", **{field: written})))
    assert counts(found) == {"created": 1}
    ((warning,),) = [each.warnings or () for each in rows_of(services, found)]
    assert (warning["code"], warning["pointer"]) == ("other-name", pointer)
    assert "Länsstyrelsen i Skåne län" in warning["sv"]
    assert "Länsstyrelsen i Skåne län" in warning["en"]


def test_an_organisation_that_is_like_none_is_not_pointed_out(services: Services) -> None:
    named = row("a", leadOrganisation="Region Skåne", partners=["Obekanta Bolaget", "företag"])
    (told,) = rows_of(services, imported(services, ndjson(named)))
    assert told.warnings is None


def test_a_person_in_a_text_is_pointed_out(services: Services) -> None:
    text = "Kontakta Anna Andersson på anna.andersson@example.org eller 070-123 45 67."
    found = imported(services, ndjson(row("a", summary=text)))
    (told,) = rows_of(services, found)
    assert counts(found) == {"created": 1}
    assert told.warnings
    assert {warning["pointer"] for warning in told.warnings} == {"/summary"}


def test_rejected_rows_can_be_corrected_and_loaded_again(services: Services) -> None:
    content = ndjson(row("a"), row("b", counties=["99"]))
    found = imported(services, content)
    out = io.BytesIO()
    assert write_rejected(services, found.record.id, out).kind == "ndjson"
    corrected = out.getvalue().replace(b'["99"]', b'["12"]')
    assert counts(imported(services, corrected)) == {"created": 1}


def test_nothing_is_kept_of_an_upload_that_is_too_large(services: Services) -> None:
    with (
        pytest.raises(UploadTooLarge),
        receive_upload(services.settings, io.BytesIO(bytes(2_000_000)), 1_000_000),
    ):
        pass
    assert list((services.settings.data / "imports").iterdir()) == []


def test_a_full_disk_is_reported_and_nothing_is_kept(
    services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_file: int) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr("app.uploads.os.fsync", full)
    with pytest.raises(NoRoom), receive_upload(services.settings, io.BytesIO(b"a"), None):
        pass
    assert list((services.settings.data / "imports").iterdir()) == []


def test_an_edit_that_stands_against_a_row_is_reported_and_can_be_overwritten(
    services: Services,
) -> None:
    imported(services, ndjson(row("a")))
    known = entry_of(services, "a")
    assert known is not None
    edited = LoadRow("test", "a", {**known.content, "title": "För hand"})
    with services.database.write() as unit:
        editing.change(unit, known.id, edited, editing.Edit("curator", publish=True))
    telling = row("a", title="Ring anna.andersson@example.org", summary="Ny")
    (told,) = rows_of(services, imported(services, ndjson(telling)))
    assert title_of(services, "a") == "För hand"  # and of what was not taken nothing is said
    assert told.warnings
    assert [(each["code"], each["pointer"]) for each in told.warnings] == [("kept", "/title")]
    imported(services, ndjson(row("a", title="Ur källan", summary="Ny")), overwrite=True)
    assert title_of(services, "a") == "Ur källan"


def test_a_dry_run_tells_of_no_change_where_a_relation_is_only_named_otherwise(
    services: Services,
) -> None:
    part = {"relations": [{"type": "part-of", "externalId": "programme"}]}
    imported(services, ndjson(row("programme"), row("project", **part)))
    tried = imported(services, ndjson(row("project", **part, title="Ny titel")), dry_run=True)
    _, (told,) = report_rows(services, tried, (), 1, 10, COMMAND)
    assert [change.field for change in told["changes"]] == ["title"]
    gone = imported(services, ndjson(row("project", relations=[])), dry_run=True)
    _, (told,) = report_rows(services, gone, (), 1, 10, COMMAND)
    assert [change.field for change in told["changes"]] == ["relations"]
