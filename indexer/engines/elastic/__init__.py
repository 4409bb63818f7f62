"""Elasticsearch 9: the engine for those who outgrow one machine."""
