// Uses the client that openapi-generator makes for TypeScript: ADDRESS TOKEN FILE.
import { openAsBlob } from "node:fs";
import { setTimeout } from "node:timers/promises";
import {
  Configuration, CopiesApi, ProblemFromJSON, ResponseError, EntriesApi, ImportsApi, NewEntryKindEnum, NewSourceTypeEnum,
  SearchEntriesFacetsEnum, SearchEntriesSortEnum, VocabulariesApi,
} from "./client/index.js";

const [address, token, file] = process.argv.slice(2) as [string, string, string];
const configuration = new Configuration({ basePath: address, accessToken: token });
const entries = new EntriesApi(configuration);
const imports = new ImportsApi(configuration);

const found = await entries.searchEntries({ q: "solceller", facets: [SearchEntriesFacetsEnum.County] });
const entry = await entries.getEntry({ entryId: found.items[0]!.id });
const titles: string[] = [];
let total = 1;
for (let page = 1; page <= total; page++) {
  const read = await entries.searchEntries({ sort: SearchEntriesSortEnum.Title, limit: 1, page });
  titles.push(...read.items.map((each) => each.title));
  total = read.meta.totalRecords;
}
const refused: unknown = await entries.searchEntries({ county: ["Skånne"] }).catch((fault: unknown) => fault);
if (!(refused instanceof ResponseError)) throw new Error("the search was not refused");
const problem = ProblemFromJSON(await refused.response.json());
const vocabularies = await new VocabulariesApi(configuration).listVocabularies();

const answer = await entries.createEntryRaw({
  newEntry: {
    kind: NewEntryKindEnum.Activity,
    title: "TypeScript",
    summary: "Gjord av en klient.",
    counties: ["12"],
    source: { type: NewSourceTypeEnum.WebPage, title: "Sida", url: "https://example.org/fetch" },
    publish: true,
  },
});
const created = await answer.value();
const changed = await entries.changeEntry({
  entryId: created.id,
  ifMatch: answer.raw.headers.get("etag")!,
  entryPatch: { summary: "Ändrad av en klient.", publish: true },
});

let loaded = await imports.createImport({ file: await openAsBlob(file), source: "fetch", publish: true });
while (["queued", "running"].includes(loaded.state)) {
  await setTimeout(100);
  loaded = await imports.getImport({ importId: loaded.id });
}

const table = await entries.getEntryTable({ q: "solceller", format: "csv" });
const feed = await entries.getEntryFeed({ q: "solceller" });
const template = await imports.getImportTemplate({ format: "xlsx" });

const changes = await new CopiesApi(configuration).listChanges({ since: created.meta.seq - 1, limit: 100 });

console.log(JSON.stringify({
  found: found.items[0]!.title,
  counties: found.facets["county"]![0]!.id,
  concepts: entry.conceptLinks?.map((link) => link.value),
  all: titles.length === total && titles.includes(found.items[0]!.title),
  nearest: problem.errors?.[0]?.nearest,
  self: entry.links[0]!.rel,
  vocabulary: vocabularies.items.find((each) => each.id === "goals")?.title.en,
  changed: changed.summary,
  imported: loaded.counts.created,
  table: (await table.text()).includes(found.items[0]!.title),
  feed: (await feed.text()).includes(found.items[0]!.title),
  template: await template.slice(0, 2).text(),
  changes: changes.items.map((change) => change.entry!.title),
}));
