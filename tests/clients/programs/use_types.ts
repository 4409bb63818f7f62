// Uses the types that openapi-typescript makes, with openapi-fetch: ADDRESS TOKEN FILE.
import { openAsBlob } from "node:fs";
import { setTimeout } from "node:timers/promises";
import createClient from "openapi-fetch";
import type { components, paths } from "./schema.js";

const [address, token, file] = process.argv.slice(2) as [string, string, string];
const client = createClient<paths>({ baseUrl: address, headers: { Authorization: `Bearer ${token}` } });

function had<T>(answer: { data?: T; error?: unknown }): T {
  if (answer.data === undefined) throw new Error(JSON.stringify(answer.error));
  return answer.data;
}

const found = had(await client.GET("/entries", { params: { query: { q: "solceller", facets: ["county"] } } }));
const entry = had(await client.GET("/entries/{entryId}", { params: { path: { entryId: found.items[0]!.id } } }));
const titles: string[] = [];
let total = 1;
for (let page = 1; page <= total; page++) {
  const read = had(await client.GET("/entries", { params: { query: { sort: "title", limit: 1, page } } }));
  titles.push(...read.items.map((each) => each.title));
  total = read._meta.totalRecords;
}
const refused = await client.GET("/entries", { params: { query: { county: ["Skånne"] } } });
const problem: components["schemas"]["Problem"] | undefined = refused.error;
const vocabularies = had(await client.GET("/vocabularies"));

const answer = await client.POST("/entries", {
  body: {
    kind: "activity",
    title: "Typer",
    summary: "Gjord av en klient.",
    counties: ["12"],
    source: { type: "web-page", title: "Sida", url: "https://example.org/types" },
    publish: true,
  },
});
const created = had(answer);
const changed = had(await client.PATCH("/entries/{entryId}", {
  params: { path: { entryId: created.id }, header: { "If-Match": answer.response.headers.get("etag")! } },
  body: { summary: "Ändrad av en klient.", publish: true },
}));

const form = new FormData();
form.append("file", await openAsBlob(file), "rows.ndjson");
let loaded: components["schemas"]["ImportRun"] = had(await client.POST("/imports", {
  params: { query: { source: "types", publish: true } },
  body: form as unknown as { file: string },
  bodySerializer: (body) => body as unknown as FormData,
}));
while (["queued", "running"].includes(loaded.state)) {
  await setTimeout(100);
  loaded = had(await client.GET("/imports/{importId}", { params: { path: { importId: loaded.id } } }));
}

const q = "solceller";
const table: string = had(
  await client.GET("/entries/table", { params: { query: { q, format: "csv" } }, parseAs: "text" }),
);
const feed: string = had(await client.GET("/entries/feed", { params: { query: { q } }, parseAs: "text" }));
const template: Blob = had(
  await client.GET("/imports/template", { params: { query: { format: "xlsx" } }, parseAs: "blob" }),
);

const since = created._meta.seq - 1;
const changes = had(await client.GET("/changes", { params: { query: { since, limit: 100 } } }));

console.log(JSON.stringify({
  found: found.items[0]!.title,
  counties: found.facets["county"]![0]!.id,
  concepts: entry.conceptLinks?.map((link) => link.value),
  all: titles.length === total && titles.includes(found.items[0]!.title),
  nearest: problem?.errors?.[0]?.nearest,
  self: entry._links[0]!.rel,
  vocabulary: vocabularies.items.find((each) => each.id === "goals")?.title.en,
  changed: changed.summary,
  imported: loaded.counts.created,
  table: table.includes(found.items[0]!.title!),
  feed: feed.includes(found.items[0]!.title!),
  template: await template.slice(0, 2).text(),
  changes: changes.items.map((change) => change.entry!.title),
}));
