"""Uses the client that openapi-python-client makes: ADDRESS TOKEN FILE."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import TypeVar

from catalogue_client import AuthenticatedClient
from catalogue_client.api.copies import list_changes
from catalogue_client.api.entries import change_entry, create_entry, get_entry, search_entries
from catalogue_client.api.imports import create_import, get_import
from catalogue_client.api.vocabularies import list_vocabularies
from catalogue_client.models import (
    ChangedEntry,
    Changes,
    Entries,
    Entry,
    EntryPatch,
    FoundEntry,
    ImportRun,
    ImportRunState,
    NewEntry,
    NewEntryKind,
    NewSource,
    NewSourceType,
    Problem,
    SearchEntriesFacetsItem,
    SearchEntriesSort,
    UploadForm,
    Vocabularies,
)
from catalogue_client.types import File

T = TypeVar("T")


def had(kind: type[T], answer: object) -> T:
    """Tell an answer from a problem."""
    assert isinstance(answer, kind), answer
    return answer


address, token, file = sys.argv[1:]
client = AuthenticatedClient(base_url=address, token=token)

page = had(
    Entries,
    search_entries.sync(client=client, q="solceller", facets=[SearchEntriesFacetsItem.COUNTY]),
)
found = had(FoundEntry, page.items[0])
entry = had(Entry, get_entry.sync(found.id, client=client))
titles: list[str] = []
number, total = 1, 1
while number <= total:
    read = had(
        Entries,
        search_entries.sync(client=client, sort=SearchEntriesSort.TITLE, limit=1, page=number),
    )
    titles += [each.title for each in read.items]
    number, total = number + 1, read.field_meta.total_records
problem = had(Problem, search_entries.sync(client=client, county=["Skånne"]))
assert problem.errors
vocabularies = had(Vocabularies, list_vocabularies.sync(client=client))

answer = create_entry.sync_detailed(
    client=client,
    body=NewEntry(
        kind=NewEntryKind.ACTIVITY,
        title="Client",
        summary="Gjord av en klient.",
        counties=["12"],
        source=NewSource(
            type_=NewSourceType.WEB_PAGE, title="Sida", url="https://example.org/client"
        ),
        publish=True,
    ),
)
created = had(ChangedEntry, answer.parsed)
patch = EntryPatch(summary="Ändrad av en klient.", publish=True)
changed = had(
    ChangedEntry,
    change_entry.sync(created.id, client=client, body=patch, if_match=answer.headers["ETag"]),
)

with Path(file).open("rb") as content:
    form = UploadForm(File(content, "rows.ndjson", "application/x-ndjson"))
    loaded = had(
        ImportRun, create_import.sync(client=client, body=form, source="client", publish=True)
    )
while loaded.state in {ImportRunState.QUEUED, ImportRunState.RUNNING}:
    time.sleep(0.1)
    loaded = had(ImportRun, get_import.sync(loaded.id, client=client))

changes = had(
    Changes, list_changes.sync(client=client, since=created.field_meta.seq - 1, limit=100)
)

print(  # noqa: T201  what the test reads
    json.dumps(
        {
            "found": found.title,
            "counties": page.facets["county"][0].id,
            "concepts": [link.value for link in entry.concept_links],
            "all": len(titles) == total and found.title in titles,
            "nearest": problem.errors[0].nearest,
            "self": entry.field_links[0].rel,
            "vocabulary": next(each.title.en for each in vocabularies.items if each.id == "goals"),
            "changed": changed.summary,
            "imported": loaded.counts.created,
            "changes": [one.entry.title for one in changes.items if isinstance(one.entry, Entry)],
        }
    )
)
