"""Data folders that belong to somebody else, and what is said of them."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from app.ownership import ForeignFolder, check_data_folder, owner_of
from app.settings import read_settings

if TYPE_CHECKING:
    from collections.abc import Iterator

needs_root = pytest.mark.skipif(
    sys.platform == "win32" or os.geteuid() != 0, reason="only root can give files away"
)
SOMEBODY = "nobody"
NUMBER = 65534


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that others may look into; those of pytest are closed to them."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name)


def given_away(folder: Path) -> Path:
    os.chown(folder, NUMBER, NUMBER)
    return folder


@needs_root
def test_root_is_sent_to_the_owner_of_the_data_folder_and_leaves_nothing(tmp_path: Path) -> None:
    given_away(tmp_path)
    with pytest.raises(ForeignFolder) as refused:
        read_settings({"EXEMPELBANKEN_DATA": str(tmp_path)})
    for told in (refused.value.message.sv, refused.value.message.en):
        assert str(tmp_path) in told
        assert f"sudo -u '{SOMEBODY}' exempelbanken" in told
    assert not list(tmp_path.iterdir())


@needs_root
def test_root_makes_no_data_folder_among_the_files_of_somebody_else(tmp_path: Path) -> None:
    with pytest.raises(ForeignFolder):
        check_data_folder(given_away(tmp_path) / "not" / "yet")


def test_a_folder_of_ones_own_may_be_used_and_made(tmp_path: Path) -> None:
    check_data_folder(tmp_path)
    check_data_folder(tmp_path / "not" / "yet")


@needs_root
@pytest.mark.parametrize("part", ["", "imports", "index-writer.lock"])
def test_what_root_has_left_is_reported_with_owner_and_command(
    open_folder: Path, part: str
) -> None:
    """Run as somebody who may do less than root, on a folder with a part that is root's."""
    folder = open_folder / "data"
    folder.mkdir()
    if part:
        given_away(folder)
    left = folder / part
    if part == "imports":
        left.mkdir(mode=0o700)
    elif part:
        left.touch(mode=0o600)
    program = (
        "import os, pathlib, sys, app.ownership as it\n"
        f"os.setgroups([]); os.setgid({NUMBER}); os.setuid({NUMBER})\n"
        f"try: it.check_data_folder(pathlib.Path({str(folder)!r}))\n"
        "except it.ForeignFolder as error: print(error.message.en)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert str(left) in done.stdout
    assert f"{SOMEBODY} may not read and write" in done.stdout
    assert "belongs to root" in done.stdout
    assert f"sudo chown -R {SOMEBODY} {left}" in done.stdout


@needs_root
def test_an_owner_who_has_no_right_is_told_to_give_it_back(open_folder: Path) -> None:
    folder = open_folder / "data with a space"
    folder.mkdir(mode=0o500)
    given_away(folder)
    program = (
        "import os, pathlib, app.ownership as it\n"
        f"os.setgroups([]); os.setgid({NUMBER}); os.setuid({NUMBER})\n"
        f"try: it.check_data_folder(pathlib.Path({str(folder)!r}))\n"
        "except it.ForeignFolder as error: print(error.message.en)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert f"{SOMEBODY} owns {folder} but may not" in done.stdout
    assert f"chmod -R u+rwX '{folder}'" in done.stdout


def test_the_owner_of_what_is_not_there_is_that_of_the_folder_around_it(tmp_path: Path) -> None:
    assert owner_of(tmp_path / "no" / "file") == owner_of(tmp_path)
