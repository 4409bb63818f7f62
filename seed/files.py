"""The data files of this room, as they lie on disk."""

import hashlib
import json
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml

_Loader: type[yaml.CSafeLoader | yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def data_path(*parts: str) -> Path:
    """Where a data file lies; the room is always installed as plain files, never zipped."""
    return Path(str(files("seed"))).joinpath(*parts)


VOCABULARIES = data_path("vocabularies")


def read_yaml(name: str) -> dict[str, Any]:
    """Parse `vocabularies/<name>.yaml`."""
    return parse_yaml((VOCABULARIES / f"{name}.yaml").read_text(encoding="utf-8"))


def parse_yaml(text: str) -> dict[str, Any]:
    """Parse YAML with libyaml, where PyYAML was built with it: six times as fast."""
    document: dict[str, Any] = yaml.load(text, Loader=_Loader)  # noqa: S506  (both are safe loaders)
    return document


def checksum(folder: Path = VOCABULARIES) -> str:
    """SHA-256 over the name and text of every vocabulary file; line ends do not matter."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*.yaml")):
        digest.update(path.relative_to(folder).as_posix().encode() + b"\0")
        digest.update(path.read_text(encoding="utf-8").encode() + b"\0")
    return digest.hexdigest()


def read_county_shapes() -> dict[str, Any]:
    """The 21 counties as a GeoJSON FeatureCollection (WGS 84); a feature's id is the county's."""
    text = (VOCABULARIES / "geo" / "counties.geojson").read_text(encoding="utf-8")
    shapes: dict[str, Any] = json.loads(text)
    return shapes


def read_county_svg() -> str:
    """The same counties as a small SVG map; a county's path has the id `lan-<county id>`."""
    return (VOCABULARIES / "geo" / "counties.svg").read_text(encoding="utf-8")
