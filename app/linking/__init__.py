"""Link suggestions: trained, kept, asked for."""
