"""Link suggestions: which concepts a text should be linked to, learnt from what is published."""
