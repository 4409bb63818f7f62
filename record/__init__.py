"""What an entry is: every field, filter and closed list, each declared once.

Load format, answers, query parameters, sheets, index, facets, coverage, dumps, pages and erasing
derive from these tables, which import nothing of ours. A field is a row in `record.fields`, a
filter one in `record.filters`.
"""
