"""Plugins of the suite; each is a module of fixtures that any test may ask for."""

pytest_plugins = [
    "tests.fixtures.elasticsearch",
    "tests.fixtures.engine_calls",
    "tests.fixtures.garbage",
    "tests.fixtures.ordering",
    "tests.fixtures.measuring",  # uses the one before
    "tests.fixtures.postgresql",
    "tests.fixtures.requirements",
    "tests.fixtures.services",
    "tests.fixtures.jobs",
    "tests.fixtures.accounts",
    "tests.fixtures.oidc",
    "tests.fixtures.compiled",
    "tests.fixtures.replies",
    "tests.fixtures.corpus",
    "tests.fixtures.browsing",
]
