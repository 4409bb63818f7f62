"""JSON over HTTP: blueprints, problems and the OpenAPI document."""
