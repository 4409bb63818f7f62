import java.io.File;
import java.net.URI;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.openapitools.client.ApiClient;
import org.openapitools.client.ApiException;
import org.openapitools.client.ApiResponse;
import org.openapitools.client.JSON;
import org.openapitools.client.api.*;
import org.openapitools.client.model.*;

/** Uses the client that openapi-generator makes for Java: ADDRESS TOKEN FILE. */
public class Use {
    public static void main(String[] arguments) throws Exception {
        ApiClient client = new ApiClient();
        client.updateBaseUri(arguments[0]);
        client.setRequestInterceptor(
            request -> request.header("Authorization", "Bearer " + arguments[1]));
        EntriesApi entries = new EntriesApi(client);

        Entries page = entries.searchEntries(
            EntriesApi.APISearchEntriesRequest.newBuilder().q("solceller").facets(List.of("county")).build());
        FoundEntry found = page.getItems().get(0);
        Entry entry = entries.getEntry(
            EntriesApi.APIGetEntryRequest.newBuilder().entryId(found.getId()).build());
        List<String> titles = new ArrayList<>();
        int total = 1;
        for (int number = 1; number <= total; number++) {
            Entries read = entries.searchEntries(EntriesApi.APISearchEntriesRequest.newBuilder()
                .sort("title").limit(1).page(number).build());
            read.getItems().forEach(each -> titles.add(each.getTitle()));
            total = read.getMeta().getTotalRecords();
        }
        Problem problem = null;
        try {
            entries.searchEntries(
                EntriesApi.APISearchEntriesRequest.newBuilder().county(List.of("Skånne")).build());
        } catch (ApiException refused) {
            problem = JSON.getDefault().getMapper().readValue(refused.getResponseBody(), Problem.class);
        }
        Vocabularies vocabularies = new VocabulariesApi(client).listVocabularies(
            VocabulariesApi.APIListVocabulariesRequest.newBuilder().build());

        NewEntry draft = new NewEntry()
            .kind(NewEntry.KindEnum.ACTIVITY)
            .title("Java")
            .summary("Gjord av en klient.")
            .addCountiesItem("12")
            .source(new NewSource()
                .type(NewSource.TypeEnum.WEB_PAGE).title("Sida").url(URI.create("https://example.org/java")))
            .publish(true);
        ApiResponse<ChangedEntry> created = entries.createEntryWithHttpInfo(
            EntriesApi.APICreateEntryRequest.newBuilder().newEntry(draft).build());
        ChangedEntry changed = entries.changeEntry(EntriesApi.APIChangeEntryRequest.newBuilder()
            .entryId(created.getData().getId())
            .ifMatch(created.getHeaders().get("etag").get(0))
            .entryPatch(new EntryPatch().summary("Ändrad av en klient.").publish(true))
            .build());

        ImportsApi imports = new ImportsApi(client);
        ImportRun loaded = imports.createImport(ImportsApi.APICreateImportRequest.newBuilder()
            ._file(new File(arguments[2])).source("java").publish(true).build());
        while (List.of("queued", "running").contains(loaded.getState().getValue())) {
            Thread.sleep(100);
            loaded = imports.getImport(
                ImportsApi.APIGetImportRequest.newBuilder().importId(loaded.getId()).build());
        }

        File table = entries.getEntryTable(
            EntriesApi.APIGetEntryTableRequest.newBuilder().q("solceller").format("csv").build());
        File feed = entries.getEntryFeed(
            EntriesApi.APIGetEntryFeedRequest.newBuilder().q("solceller").build());
        File template = imports.getImportTemplate(
            ImportsApi.APIGetImportTemplateRequest.newBuilder().format("xlsx").build());

        Changes changes = new CopiesApi(client).listChanges(CopiesApi.APIListChangesRequest.newBuilder()
            .since(created.getData().getMeta().getSeq() - 1).limit(100).build());

        System.out.println(JSON.getDefault().getMapper().writeValueAsString(Map.ofEntries(
            Map.entry("found", found.getTitle()),
            Map.entry("counties", page.getFacets().get("county").get(0).getId()),
            Map.entry("concepts",
                entry.getConceptLinks().stream().map(EntryLink::getValue).collect(Collectors.toList())),
            Map.entry("all", titles.size() == total && titles.contains(found.getTitle())),
            Map.entry("nearest", problem.getErrors().get(0).getNearest()),
            Map.entry("self", entry.getLinks().get(0).getRel()),
            Map.entry("vocabulary", vocabularies.getItems().stream()
                .filter(each -> each.getId().equals("goals")).findFirst().orElseThrow().getTitle().getEn()),
            Map.entry("changed", changed.getSummary()),
            Map.entry("imported", loaded.getCounts().getCreated()),
            Map.entry("table", Files.readString(table.toPath()).contains(found.getTitle())),
            Map.entry("feed", Files.readString(feed.toPath()).contains(found.getTitle())),
            Map.entry("template", new String(Files.readAllBytes(template.toPath()), 0, 2)),
            Map.entry("changes", changes.getItems().stream()
                .map(change -> change.getEntry().getTitle()).collect(Collectors.toList())))));
    }
}
