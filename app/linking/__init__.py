"""Link suggestions: training, storing, suggesting."""
