"""What is left of the memory of a machine and of the groups that limit us."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.processes.memory import available_memory
from app.processes.pool import MEMORY_EACH, MEMORY_KEPT, MOST_PROCESSES, with_room

if TYPE_CHECKING:
    from pathlib import Path

GIB = 2**30


def system(root: Path, group: str, files: dict[str, str]) -> Path:
    """Make what the kernel shows of a machine with 16 GiB to spare."""
    meminfo = "MemTotal:  33554432 kB\nMemAvailable:  16777216 kB\n"
    shown = {"proc/meminfo": meminfo, "proc/self/cgroup": f"{group}\n", **files}
    for name, text in shown.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="ascii")
    return root


def test_without_a_limit_it_is_what_the_machine_has(tmp_path: Path) -> None:
    files = {"sys/fs/cgroup/memory.max": "max\n", "sys/fs/cgroup/memory.current": "5\n"}
    assert available_memory(system(tmp_path, "0::/", files)) == 16 * GIB


def test_a_container_has_what_is_left_of_its_limit_and_copies_of_files_give_way(
    tmp_path: Path,
) -> None:
    files = {
        "sys/fs/cgroup/memory.max": f"{GIB}\n",
        "sys/fs/cgroup/memory.current": f"{GIB // 2}\n",
        "sys/fs/cgroup/memory.stat": f"anon 5\ninactive_file {GIB // 4}\n",
    }
    assert available_memory(system(tmp_path, "0::/", files)) == GIB * 3 // 4


def test_the_limit_of_a_service_holds_for_groups_within_it(tmp_path: Path) -> None:
    folder = "sys/fs/cgroup/system.slice"
    files = {
        f"{folder}/memory.max": f"{2 * GIB}\n",
        f"{folder}/memory.current": f"{GIB}\n",
        f"{folder}/worker.service/memory.max": "max\n",
        f"{folder}/worker.service/memory.current": "7\n",
    }
    assert available_memory(system(tmp_path, "0::/system.slice/worker.service", files)) == GIB


def test_the_first_version_of_control_groups_is_read_as_well(tmp_path: Path) -> None:
    files = {
        "sys/fs/cgroup/memory/memory.limit_in_bytes": f"{GIB}\n",
        "sys/fs/cgroup/memory/memory.usage_in_bytes": f"{GIB // 4}\n",
        "sys/fs/cgroup/memory/memory.stat": "inactive_file 1\ntotal_inactive_file 0\n",
    }
    group = "4:cpu,memory:/docker/0123"
    assert available_memory(system(tmp_path, group, files)) == GIB * 3 // 4


def test_where_nobody_tells_there_is_room_for_all(tmp_path: Path) -> None:
    assert available_memory(tmp_path) is None
    assert with_room(None) == MOST_PROCESSES


@pytest.mark.parametrize(
    ("available", "processes"),
    [(0, 0), (MEMORY_KEPT, 0), (MEMORY_KEPT + MEMORY_EACH, 1), (GIB - 160_000_000, 2)],
)
def test_so_many_processes_begin_as_there_is_memory_for(available: int, processes: int) -> None:
    """The last one: a worker of 160 MB in a container of 1 GiB."""
    assert with_room(available) == processes
