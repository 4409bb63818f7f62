"""What the processes of `serve` have in common: imported and made once, before they are forked.

None of it opens a file, a connection or a thread, which a fork would share or lack. Where they are
not forked, each of them does the same by itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.linking.models import preload
from app.memory import limit_arenas
from app.wiring import build_services, freeze_gc
from cli import background, web_process, wsgi
from swedish.naming import name_keys
from web.app import create_web
from web.compiled_templates import compile_templates

if TYPE_CHECKING:
    from app.settings import Settings

IMPORTED = (background, web_process, wsgi)
"""What the processes run."""


def prepare(settings: Settings) -> None:
    """Make what all processes begin with."""
    limit_arenas()
    services = build_services(settings)
    services.known.preload()
    preload()
    compile_templates(create_web(services))
    name_keys.cache_clear()
    freeze_gc()
