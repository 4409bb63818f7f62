"""How much memory may still be taken: of the machine, and of the container or service we are in."""

from __future__ import annotations

from pathlib import Path


def available_memory(root: Path = Path("/")) -> int | None:
    """Return the bytes that can be taken before somebody is killed; None where nobody tells."""
    found = [_of_machine(root / "proc/meminfo"), *_of_groups(root)]
    return min((each for each in found if each is not None), default=None)


def _of_machine(path: Path) -> int | None:
    for line in _lines(path):
        name, _, value = line.partition(":")
        if name == "MemAvailable":
            return int(value.split()[0]) * 1024
    return None


def _of_groups(root: Path) -> list[int | None]:
    """Return what is left to our control group and to each around it, of version 2 or 1."""
    left: list[int | None] = []
    for line in _lines(root / "proc/self/cgroup"):
        _, controllers, path = line.split(":", 2)
        if not controllers:
            mount, limit, used = root / "sys/fs/cgroup", "memory.max", "memory.current"
        elif "memory" in controllers.split(","):
            mount = root / "sys/fs/cgroup/memory"
            limit, used = "memory.limit_in_bytes", "memory.usage_in_bytes"
        else:
            continue
        group = mount / path.strip("/")
        groups = (group, *group.parents)
        left += [_left(each, limit, used) for each in groups[: groups.index(mount) + 1]]
    return left


def _left(group: Path, limit: str, used: str) -> int | None:
    """Return what is left of a group's limit; copies of files give way, so they do not count."""
    most, taken = _number(group / limit), _number(group / used)
    if most is None or taken is None:
        return None
    copies = {line.split()[0]: int(line.split()[1]) for line in _lines(group / "memory.stat")}
    inactive = copies.get("total_inactive_file", copies.get("inactive_file", 0))
    return max(0, most - max(0, taken - inactive))


def _number(path: Path) -> int | None:
    text = "".join(_lines(path)).strip()
    return int(text) if text.isdigit() else None  # "max" is no limit


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="ascii").splitlines()
    except OSError:
        return []
