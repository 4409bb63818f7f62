"""One adapter per search engine; the only place that knows a vendor's names."""
