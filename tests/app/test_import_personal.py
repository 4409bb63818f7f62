"""Rows of an import that seem to tell of a person: published when just that was confirmed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from app.accounts.access import COMMAND
from app.entries.editing import BaseVersion, patch
from app.entries.states import state_tag
from app.erasing.service import erase
from app.errors import Conflict
from app.imports.correcting import correct_row, row_form
from app.imports.service import commit_import, get_import, revert_import
from catalogue import audit, confirmations, editing
from catalogue.audit import EventFilter
from catalogue.loading.rows import LoadRow
from tests.app.erasure_requests import request, silently
from tests.app.importing import (
    codes_of_warnings,
    counts,
    entry_of,
    finish,
    imported,
    ndjson,
    rows_of,
    title_of,
)
from tests.fixtures.services import row

if TYPE_CHECKING:
    from app.imports.service import ImportWithJob
    from app.wiring import Services

PHONE = "070-123 45 67"
PERSONAL = row("p", results=f"Ring {PHONE}.")
HINTED = row("h", leadOrganisation="Länsstyrelsen Skåne")


@pytest.fixture
def services(account_services: Services) -> Services:
    """Rows without an index: imports do not need one."""
    return account_services


def tried(services: Services, *rows: dict[str, Any], **how: Any) -> ImportWithJob:
    return imported(services, ndjson(*rows), dry_run=True, **how)


def committed(services: Services, found: ImportWithJob, mark: str | None) -> ImportWithJob:
    commit_import(services, found.record.id, COMMAND, confirm_personal=mark)
    return finish(services, found.record.id)


def test_a_row_that_nobody_has_confirmed_is_a_draft_and_the_others_are_public(
    services: Services,
) -> None:
    found = tried(services, HINTED, PERSONAL)
    done = committed(services, found, None)
    assert counts(found) == counts(done) == {"created": 2}
    assert (title_of(services, "h"), title_of(services, "p")) == ("Titel", None)
    assert entry_of(services, "p", public=False)
    assert [each.personal.mark for each in (found, done)] == [found.personal.mark] * 2


def test_a_file_that_is_loaded_at_once_publishes_no_person_either(services: Services) -> None:
    done = imported(services, ndjson(HINTED, PERSONAL))
    assert (done.record.personal, done.record.created) == (1, 2)
    assert (title_of(services, "h"), title_of(services, "p")) == ("Titel", None)


def test_a_change_with_a_person_is_a_draft_beside_what_is_public(services: Services) -> None:
    imported(services, ndjson(row("p")))
    imported(services, ndjson({**PERSONAL, "title": "Ny titel"}))
    assert title_of(services, "p") == "Titel"
    draft = entry_of(services, "p", public=False)
    assert draft
    assert (draft.version, draft.published_version) == (2, 1)


def test_a_confirmed_row_is_public_and_it_is_known_who_has_read_what(services: Services) -> None:
    found = tried(services, HINTED, PERSONAL)
    done = committed(services, found, found.personal.mark)
    assert title_of(services, "p") == "Titel"
    (read,) = (each for each in rows_of(services, done) if each.external_id == "p")
    assert (read.confirmed_by, read.confirmed_at is not None) == ("command", True)
    assert [(each["code"], each["value"]) for each in read.warnings or ()] == [
        ("personal-confirmed", PHONE)
    ]
    assert (done.record.personal, done.personal.mark) == (0, None)
    with services.database.read() as connection:
        asked = EventFilter(actions=["confirm-personal"], job_ids=[found.record.id])
        assert audit.events(connection, asked, 0, 10)[0] == 1


def test_the_same_words_are_not_asked_about_again_and_others_are(services: Services) -> None:
    found = tried(services, PERSONAL)
    committed(services, found, found.personal.mark)
    again = imported(services, ndjson({**PERSONAL, "summary": "Ny text."}))
    assert (again.record.personal, again.record.updated) == (0, 1)
    more = {**PERSONAL, "summary": "Skriv till anna.andersson@example.org."}
    other = imported(services, ndjson(more))
    assert sorted(codes_of_warnings(services, other)) == ["personal-confirmed", "personal-data"]
    public = entry_of(services, "p")
    assert public
    assert public.content["summary"] == "Ny text."


def test_what_was_confirmed_of_one_row_is_not_confirmed_of_another(services: Services) -> None:
    found = tried(services, PERSONAL)
    committed(services, found, found.personal.mark)
    imported(services, ndjson({**PERSONAL, "externalId": "q"}))
    assert title_of(services, "q") is None


def test_a_mark_of_other_words_loads_nothing_and_says_so(services: Services) -> None:
    mark = tried(services, PERSONAL).personal.mark
    other = tried(services, PERSONAL, row("q", results="Ring 070-765 43 21."))
    with pytest.raises(Conflict):
        commit_import(services, other.record.id, COMMAND, confirm_personal=mark)
    assert get_import(services, other.record.id).state == "checked"


def test_a_corrected_row_takes_a_mark_of_its_own(services: Services) -> None:
    found = tried(services, PERSONAL, row("q", counties=["99"]))
    form = row_form(services, found.record.id, 2)
    cells = {column.field: str(cell) for column, cell in form.cells.items()}
    corrected = {**cells, "counties": "12", "results": "Ring 070-765 43 21."}
    assert correct_row(services, found.record.id, 2, corrected) == "created"
    after = get_import(services, found.record.id)
    assert after.record.personal == 2
    assert after.personal.mark not in {None, found.personal.mark}


def test_the_same_file_with_the_mark_publishes_what_it_left_as_a_draft(services: Services) -> None:
    content = ndjson(HINTED, PERSONAL)
    first = imported(services, content)
    wrong = imported(services, content, confirm_personal="0" * 16)
    assert counts(wrong) == {"unchanged": 2}
    assert title_of(services, "p") is None
    done = imported(services, content, confirm_personal=first.personal.mark)
    assert counts(done) == {"unchanged": 1, "updated": 1}
    assert title_of(services, "p") == "Titel"


def test_a_bad_row_does_not_keep_a_confirmed_one_from_being_loaded(services: Services) -> None:
    content = ndjson(PERSONAL, row("q", counties=["99"]))
    mark = imported(services, content, dry_run=True).personal.mark
    done = imported(services, content, confirm_personal=mark)
    assert (done.state, counts(done)) == ("loaded", {"created": 1, "rejected": 1})
    assert title_of(services, "p") == "Titel"


def test_nothing_is_held_back_for_words_in_a_field_that_a_person_has_edited(
    services: Services,
) -> None:
    imported(services, ndjson(row("p")))
    known = entry_of(services, "p")
    assert known
    edited = LoadRow("test", "p", {**known.content, "results": "För hand."})
    with services.database.write() as unit:
        editing.change(unit, known.id, edited, editing.Edit("user:1", publish=True))
    done = imported(services, ndjson({**PERSONAL, "title": "Ny titel"}))
    assert title_of(services, "p") == "Ny titel"
    assert (done.record.kept, done.record.personal) == (1, 0)


def test_more_rows_than_somebody_reads_cannot_be_confirmed(services: Services) -> None:
    rows = [row(f"p{number}", results=f"Ring 070-123 4{number:03}.") for number in range(201)]
    found = tried(services, *rows)
    assert (found.record.personal, found.personal.mark) == (201, None)


def test_a_load_without_publishing_has_nothing_to_confirm(services: Services) -> None:
    found = tried(services, PERSONAL, publish=False)
    assert (found.record.personal, found.personal.mark) == (1, None)


def test_taking_a_confirmed_load_back_withdraws_it(services: Services) -> None:
    found = tried(services, HINTED, PERSONAL)
    committed(services, found, found.personal.mark)
    revert_import(services, found.record.id, COMMAND)
    done = finish(services, found.record.id)
    assert done.reverted == (2, 0)
    assert (title_of(services, "h"), title_of(services, "p")) == (None, None)


def test_options_without_a_confirmation_are_stored_as_before(services: Services) -> None:
    found = tried(services, PERSONAL)
    assert "confirm_personal" not in json.dumps(dict(found.record.options))


def test_what_was_erased_is_confirmed_no_more(services: Services) -> None:
    found = tried(services, PERSONAL)
    committed(services, found, found.personal.mark)
    erase(services, request(PHONE), silently)
    again = imported(services, ndjson({**PERSONAL, "title": "Ny titel"}), overwrite=True)
    assert again.record.personal == 1
    assert title_of(services, "p") == "Titel"


def test_a_row_that_was_published_since_waits_no_more(services: Services) -> None:
    content = ndjson(PERSONAL)
    first = imported(services, content)
    imported(services, content, confirm_personal=first.personal.mark)
    after = get_import(services, first.record.id)
    assert (list(after.personal.rows), after.personal.mark) == ([], None)


def test_a_reason_for_a_withdrawal_that_names_a_person_rejects_its_row(services: Services) -> None:
    imported(services, ndjson(row("a"), row("b")))
    reasons = ({"reason": f"Ring {PHONE}."}, {"reason": "Avslutat."})
    rows = [{"externalId": key, **each} for key, each in zip("ab", reasons, strict=True)]
    done = imported(services, ndjson(*rows), mode="withdraw")
    assert counts(done) == {"withdrawn": 1, "rejected": 1}
    (rejected,) = rows_of(services, done, "rejected")
    assert [(each["pointer"], each["code"]) for each in rejected.errors or ()] == [
        ("/reason", "personal-data")
    ]


def test_what_an_import_confirmed_is_confirmed_in_the_entry_and_the_other_way_round(
    services: Services,
) -> None:
    found = tried(services, PERSONAL)
    committed(services, found, found.personal.mark)
    known = entry_of(services, "p")
    assert known
    base = BaseVersion(known.id, frozenset([state_tag(known.version, known.status)]))
    said = "Skriv till anna.andersson@example.org."
    mail = {"targetGroup": said, "publish": True, "confirmPersonal": ["anna.andersson@example.org"]}
    patch(services, COMMAND, base, mail)
    with services.database.read() as connection:
        (read,) = confirmations.of_entries(connection, [known.id]).values()
    assert len(read) == 2
    done = imported(services, ndjson({**PERSONAL, "targetGroup": said, "title": "Ny titel"}))
    assert (done.record.personal, title_of(services, "p")) == (0, "Ny titel")
