"""Composition: settings, wiring and the use cases that span layers."""
