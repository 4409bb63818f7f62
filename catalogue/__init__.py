"""Rows, rules, versions, links, jobs and the ledger; knows no HTTP and no search engine."""
