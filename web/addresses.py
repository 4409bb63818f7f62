"""Where the page of an example is, and which example an address is of."""

from __future__ import annotations

import re
from collections.abc import Mapping

from app.addresses import entry_name
from web.language import home

_ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\Z")

_REST_OF_ID = re.compile(r"-?\b01[0-9a-f]{0,6}(?:-[0-9a-f]{0,12})*\Z")
"""What is left of an id at the end of an address that was cut off; ids begin with their time."""


def entry_path(entry: Mapping[str, object]) -> str:
    """Return the address of an example's page, in the language of this one."""
    return f"{home()}exempel/{entry_name(entry)}"


def entry_id_of(name: str) -> str:
    """Return the id in the last part of an address; what holds none is taken for one."""
    found = _ID.search(name)
    return found[0] if found else name


def words_of(name: str) -> str:
    """Return the words of the title in the last part of an address, without what is of its id."""
    return _REST_OF_ID.sub("", _ID.sub("", name)).replace("-", " ").strip()
