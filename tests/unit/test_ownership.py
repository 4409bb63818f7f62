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
def test_root_is_sent_to_the_owner_of_the_data_folder_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in [name for name in os.environ if name.startswith("EXEMPELBANKEN_")]:
        monkeypatch.delenv(name)
    for name in ("DATA", "SECRET_KEY"):
        monkeypatch.setenv(f"EXEMPELBANKEN_{name}", "hemlig")
    monkeypatch.setattr(sys, "argv", ["bin/exempelbanken", "seed"])
    given_away(tmp_path)
    with pytest.raises(ForeignFolder) as refused:
        read_settings({"EXEMPELBANKEN_DATA": str(tmp_path)})
    for told in (refused.value.message.sv, refused.value.message.en):
        assert str(tmp_path) in told
        assert told.endswith(
            " sudo --preserve-env=EXEMPELBANKEN_DATA,EXEMPELBANKEN_SECRET_KEY"
            f" -u '{SOMEBODY}' {Path.cwd()}/bin/exempelbanken ..."
        )
    assert not list(tmp_path.iterdir())


@needs_root
def test_root_makes_no_data_folder_among_the_files_of_somebody_else(tmp_path: Path) -> None:
    with pytest.raises(ForeignFolder):
        check_data_folder(given_away(tmp_path) / "not" / "yet")


def test_a_folder_of_ones_own_may_be_used_and_made(tmp_path: Path) -> None:
    check_data_folder(tmp_path)
    check_data_folder(tmp_path / "not" / "yet")


@needs_root
@pytest.mark.parametrize("part", ["imports", "index-writer.lock"])
def test_what_root_has_left_is_reported_with_owner_and_command(
    open_folder: Path, part: str
) -> None:
    """Run as somebody who may do less than root, on a folder with a part that is root's."""
    folder = open_folder / "data"
    folder.mkdir()
    given_away(folder)
    left = folder / part
    if part == "imports":
        left.mkdir(mode=0o700)
    else:
        left.touch(mode=0o600)
    told = refusal_of(folder)
    assert f"{SOMEBODY} may not read and write {left}, which belongs to root" in told
    assert told.endswith(f"hand it over: sudo chown -R {SOMEBODY} {left}")


@needs_root
def test_an_owner_who_has_no_right_is_told_to_give_it_back(open_folder: Path) -> None:
    folder = open_folder / "data with a space"
    folder.mkdir(mode=0o500)
    given_away(folder)
    told = refusal_of(folder)
    assert f"{SOMEBODY} owns {folder} but may not" in told
    assert f"chmod u+rwx '{folder}'" in told


@needs_root
def test_a_folder_that_is_not_there_is_to_be_made_and_none_around_it_given_away(
    open_folder: Path,
) -> None:
    folder = open_folder / "exempelbanken"
    told = refusal_of(folder)
    assert (
        f"{folder} does not exist, and {SOMEBODY} may not create anything in {open_folder}" in told
    )
    assert told.endswith(f"create it: sudo install -d -m 700 -o {SOMEBODY} {folder}")


@needs_root
def test_a_folder_of_somebody_else_is_never_given_away(open_folder: Path) -> None:
    create = f"sudo install -d -m 700 -o {SOMEBODY} {open_folder / 'exempelbanken'}"
    told = refusal_of(open_folder)
    assert told.endswith(create)
    assert "chown" not in told
    (open_folder / "exempelbanken").mkdir()
    assert refusal_of(open_folder).endswith("choose another place")
    open_folder.chmod(0o700)
    assert "Choose another place" in refusal_of(open_folder / "exempelbanken")


@needs_root
@pytest.mark.parametrize("folder", ["/etc", "/usr/lib"])
def test_no_folder_for_data_is_suggested_among_those_of_the_system(folder: str) -> None:
    assert refusal_of(Path(folder)).endswith(": choose another place")


@needs_root
def test_what_owner_and_mode_do_not_explain_is_looked_for_elsewhere(open_folder: Path) -> None:
    folder = open_folder / "data"
    folder.mkdir()
    given_away(folder)
    if subprocess.run(["chattr", "+i", str(folder)], capture_output=True, check=False).returncode:
        pytest.skip("no file here can be made immutable (chattr)")
    try:
        told = refusal_of(folder)
    finally:
        subprocess.run(["chattr", "-i", str(folder)], check=True)
    assert f"lsattr -d {folder}" in told
    assert "chmod" not in told


def refusal_of(folder: Path) -> str:
    """Return what somebody who may do less than root gets to read about a data folder."""
    program = (
        "import os, pathlib, app.ownership as it\n"
        f"os.setgroups([]); os.setgid({NUMBER}); os.setuid({NUMBER})\n"
        f"try: it.check_data_folder(pathlib.Path({str(folder)!r}))\n"
        "except it.ForeignFolder as error: print(error.message.en)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


def test_the_owner_of_what_is_not_there_is_that_of_the_folder_around_it(tmp_path: Path) -> None:
    assert owner_of(tmp_path / "no" / "file") == owner_of(tmp_path)
