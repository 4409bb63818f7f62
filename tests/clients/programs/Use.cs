// Uses the client that openapi-generator makes for C#: ADDRESS.
using System;
using System.Collections.Generic;
using System.Linq;
using Exempelbanken.Api;
using Exempelbanken.Client;
using Exempelbanken.Model;
using Newtonsoft.Json;

static class Use
{
    static void Main(string[] arguments)
    {
        var entries = new EntriesApi(arguments[0]);

        var found = entries.SearchEntries(q: "solceller", facets: new List<string> { "county" });
        var entry = entries.GetEntry(found.Items[0].Id);

        var titles = new List<string>();
        var total = 1;
        for (var page = 1; page <= total; page++)
        {
            var read = entries.SearchEntries(sort: "title", limit: 1, page: page);
            titles.Add(read.Items[0].Title);
            total = read.Meta.TotalRecords;
        }

        Console.WriteLine(JsonConvert.SerializeObject(new Dictionary<string, object>
        {
            ["found"] = found.Items[0].Title,
            ["counties"] = found.Facets["county"][0].Id,
            ["concepts"] = entry.ConceptLinks.Select(link => link.Value),
            ["all"] = titles.Count == total && titles.Contains(found.Items[0].Title),
            ["nearest"] = ProblemOfUnknownCounty(entries).Errors[0].Nearest,
        }));
    }

    static Problem ProblemOfUnknownCounty(EntriesApi entries)
    {
        try
        {
            entries.SearchEntries(county: new List<string> { "Skånne" });
        }
        catch (ApiException refused)
        {
            return JsonConvert.DeserializeObject<Problem>((string)refused.ErrorContent);
        }
        throw new InvalidOperationException("the search was not refused");
    }
}
