"""Linked data: entries, vocabularies and the catalogue itself as RDF, in three notations."""
