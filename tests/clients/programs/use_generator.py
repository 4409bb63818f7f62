"""Uses the client that openapi-generator makes for Python: ADDRESS TOKEN FILE."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from openapi_client import (
    ApiClient,
    ApiException,
    Configuration,
    CopiesApi,
    EntriesApi,
    EntryPatch,
    ImportsApi,
    NewEntry,
    NewSource,
    Problem,
    VocabulariesApi,
)

address, token, file = sys.argv[1:]
client = ApiClient(Configuration(host=address, access_token=token))
entries, imports = EntriesApi(client), ImportsApi(client)

page = entries.search_entries(q="solceller", facets=["county"])
found = page.items[0]
entry = entries.get_entry(found.id)
titles: list[str] = []
number, total = 1, 1
while number <= total:
    read = entries.search_entries(sort="title", limit=1, page=number)
    titles += [each.title for each in read.items]
    number, total = number + 1, read.meta.total_records
try:
    entries.search_entries(county=["Skånne"])
except ApiException as refused:
    problem = Problem.from_json(refused.body or "")
    nearest = problem.errors[0].nearest if problem and problem.errors else []
else:
    raise AssertionError("the search was not refused")
vocabularies = VocabulariesApi(client).list_vocabularies()

answer = entries.create_entry_with_http_info(
    NewEntry(
        kind="activity",
        title="Generator",
        summary="Gjord av en klient.",
        counties=["12"],
        source=NewSource(type="web-page", title="Sida", url="https://example.org/generator"),
        publish=True,
    )
)
created, headers = answer.data, answer.headers or {}
changed = entries.change_entry(
    created.id, headers["ETag"], EntryPatch(summary="Ändrad av en klient.", publish=True)
)

loaded = imports.create_import(
    ("rows.ndjson", Path(file).read_bytes()), source="generator", publish=True
)
while loaded.state in {"queued", "running"}:
    time.sleep(0.1)
    loaded = imports.get_import(loaded.id)

table = entries.get_entry_table(q="solceller", format="csv")
feed = entries.get_entry_feed(q="solceller")
template = imports.get_import_template(format="xlsx")

changes = CopiesApi(client).list_changes(since=created.meta.seq - 1, limit=100)

print(  # noqa: T201  what the test reads
    json.dumps(
        {
            "found": found.title,
            "counties": page.facets["county"][0].id,
            "concepts": [link.value for link in entry.concept_links],
            "all": len(titles) == total and found.title in titles,
            "nearest": nearest,
            "self": entry.links[0].rel,
            "vocabulary": next(each.title.en for each in vocabularies.items if each.id == "goals"),
            "changed": changed.summary,
            "imported": loaded.counts.created,
            "table": found.title in table.decode(),
            "feed": found.title in feed.decode(),
            "template": template[:2].decode(),
            "changes": [change.entry.title for change in changes.items if change.entry],
        }
    )
)
