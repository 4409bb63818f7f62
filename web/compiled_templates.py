"""Templates compiled once for a process and for those that are forked from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jinja2 import BytecodeCache

if TYPE_CHECKING:
    from types import CodeType

    from flask import Flask
    from jinja2.bccache import Bucket


class CompiledTemplates(BytecodeCache):
    """Keeps code in memory, by the name and the text of its template."""

    def __init__(self) -> None:
        self._codes: dict[tuple[str, str], CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Put what was compiled into the bucket, if it was."""
        bucket.code = self._codes.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what has been compiled."""
        if bucket.code is not None:
            self._codes[bucket.key, bucket.checksum] = bucket.code


COMPILED = CompiledTemplates()


def compile_templates(flask_app: Flask) -> None:
    """Compile the templates of pages; those of the desk are compiled when they are first used."""
    environment = flask_app.jinja_env
    for name in environment.list_templates(filter_func=lambda each: "desk/" not in each):
        environment.get_template(name)
