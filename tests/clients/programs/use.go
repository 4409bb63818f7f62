// Uses the client that openapi-generator makes for Go: ADDRESS.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"os"
	"slices"

	exempelbanken "example.org/use/client"
)

func check(err error) {
	if err != nil {
		panic(err)
	}
}

func main() {
	configuration := exempelbanken.NewConfiguration()
	configuration.Servers = exempelbanken.ServerConfigurations{{URL: os.Args[1]}}
	entries := exempelbanken.NewAPIClient(configuration).EntriesAPI
	background := context.Background()

	found, _, err := entries.SearchEntries(background).Q("solceller").Facets([]string{"county"}).Execute()
	check(err)
	entry, _, err := entries.GetEntry(background, found.Items[0].Id).Execute()
	check(err)

	concepts := []string{}
	for _, link := range entry.ConceptLinks {
		concepts = append(concepts, link.Value)
	}

	titles := []string{}
	total := int32(1)
	for page := int32(1); page <= total; page++ {
		read, _, err := entries.SearchEntries(background).Sort("title").Limit(1).Page(page).Execute()
		check(err)
		titles = append(titles, read.Items[0].Title)
		total = read.Meta.TotalRecords
	}

	_, _, err = entries.SearchEntries(background).County([]string{"Skånne"}).Execute()
	var refused *exempelbanken.GenericOpenAPIError
	if !errors.As(err, &refused) {
		panic("the search was not refused")
	}
	problem := refused.Model().(exempelbanken.Problem)

	check(json.NewEncoder(os.Stdout).Encode(map[string]any{
		"found":    found.Items[0].Title,
		"counties": found.Facets["county"][0].Id,
		"concepts": concepts,
		"all":      len(titles) == int(total) && slices.Contains(titles, found.Items[0].Title),
		"nearest":  problem.Errors[0].Nearest,
	}))
}
