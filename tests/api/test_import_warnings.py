"""What an import points out over HTTP: counted, filtered, and confirmed if it tells of persons."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from catalogue import editing
from catalogue.loading.rows import LoadRow
from tests.api.test_imports import Admin
from tests.app.importing import entry_of, imported, ndjson, title_of
from tests.fixtures.services import row

if TYPE_CHECKING:
    from app.wiring import Services

PERSONAL = row("p", results="Ring 070-123 45 67.")
HINTED = row("h", leadOrganisation="Länsstyrelsen Skåne")
QUERY = "source=test&publish=true"


@pytest.fixture
def admin(account_services: Services) -> Admin:
    return Admin(account_services, "imports:run", "entries:publish")


@pytest.fixture
def tried(admin: Admin, account_services: Services) -> dict[str, Any]:
    """A dry run of three rows: one against a person's edit, one with a hint, one with a person."""
    imported(account_services, ndjson(row("k")))
    known = entry_of(account_services, "k")
    assert known
    edited = LoadRow("test", "k", {**known.content, "title": "För hand"})
    with account_services.database.write() as unit:
        editing.change(unit, known.id, edited, editing.Edit("user:1", publish=True))
    rows = (row("k", title="Ny titel", summary="Ny text."), HINTED, PERSONAL, row("n"))
    return admin.load(ndjson(*rows), f"{QUERY}&dryRun=true")


def keys(admin: Admin, found: dict[str, Any], query: str) -> list[str]:
    items = admin.get(f"/imports/{found['id']}/rows?{query}").get_json()["items"]
    return [each["externalId"] for each in items]


@pytest.mark.parametrize(
    ("query", "chosen"),
    [
        ("warning=kept", ["k"]),
        ("warning=personal", ["p"]),
        ("warning=personal-data", ["p"]),
        ("warning=personal-confirmed", []),
        ("warning=other-name&warning=kept", ["k", "h"]),
        ("hasWarnings=true", ["k", "h", "p"]),
        ("hasWarnings=false", ["n"]),
        ("warning=kept&action=created", []),
    ],
)
def test_rows_are_filtered_by_their_warnings(
    admin: Admin, tried: dict[str, Any], query: str, chosen: list[str]
) -> None:
    assert keys(admin, tried, query) == chosen


def test_a_dry_run_counts_what_stays_and_what_tells_of_persons_like_the_load(
    admin: Admin, tried: dict[str, Any], account_services: Services
) -> None:
    assert (tried["counts"]["kept"], tried["counts"]["personal"]) == (1, 1)
    (kept,) = admin.get(f"/imports/{tried['id']}/rows?warning=kept").get_json()["items"]
    assert [each["pointer"] for each in kept["warnings"]] == ["/title"]
    done = admin.finished(admin.post(f"/imports/{tried['id']}/commit"))
    assert done["counts"] == tried["counts"]
    assert title_of(account_services, "p") is None


def test_a_commit_with_the_mark_of_what_was_read_publishes_it(
    admin: Admin, tried: dict[str, Any], account_services: Services
) -> None:
    mark = tried["confirmPersonal"]
    done = admin.finished(admin.post(f"/imports/{tried['id']}/commit?confirmPersonal={mark}"))
    assert title_of(account_services, "p") == "Titel"
    assert (done["confirmPersonal"], done["counts"]["personal"]) == (None, 0)
    assert keys(admin, done, "warning=personal") == ["p"]


def test_a_commit_with_another_mark_is_refused(admin: Admin, tried: dict[str, Any]) -> None:
    refused = admin.post(f"/imports/{tried['id']}/commit?confirmPersonal=0000000000000000")
    assert refused.status_code == 409
    assert admin.get(f"/imports/{tried['id']}").get_json()["state"] == "checked"


def test_a_file_sent_again_with_the_mark_publishes_its_drafts(
    admin: Admin, account_services: Services
) -> None:
    first = admin.load(ndjson(HINTED, PERSONAL), QUERY)
    assert title_of(account_services, "p") is None
    mark = first["confirmPersonal"]
    again = admin.load(ndjson(HINTED, PERSONAL), f"{QUERY}&confirmPersonal={mark}")
    assert (again["counts"]["updated"], again["counts"]["unchanged"]) == (1, 1)
    assert title_of(account_services, "p") == "Titel"
