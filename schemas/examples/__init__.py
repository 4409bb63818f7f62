"""One example of every answer and content, for the OpenAPI document."""
