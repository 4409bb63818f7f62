"""The commands of docs/operations.md for backup and restore, word for word, as a plain role."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from app.backup_checks import BackupFailed, write_checksums
from cli.main import commands
from tests.fixtures.repository import ROOT

if TYPE_CHECKING:
    from tests.fixtures.postgresql import Server

ROLE = "exempelbanken"
SUDO = '#!/bin/sh\nshift 2\nPGUSER=postgres exec "$@"\n'
"""Instead of `sudo -u postgres`: the tests' server knows its superuser by name alone."""
PART = "Backup and restore"
BACKUPS = "/var/backups/exempelbanken"


def written(part: str, *beginnings: str) -> list[str]:
    """Return the commands of a part of the document that begin so, in their order."""
    text = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
    own = text.partition(f"\n## {part}\n")[2].partition("\n## ")[0]
    lines = "\n".join(re.findall(r"```console\n(.*?)```", own, re.DOTALL)).splitlines()
    found = [line for line in lines if line.startswith(beginnings)]
    assert found, beginnings
    return found


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An operator's folder; no setting is taken from the machine."""
    for name in [name for name in os.environ if name.startswith(("EXEMPELBANKEN_", "PG"))]:
        monkeypatch.delenv(name)
    (tmp_path / "programs").mkdir()
    (tmp_path / "programs" / "sudo").write_text(SUDO)
    (tmp_path / "programs" / "sudo").chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path / 'programs'}:{os.environ['PATH']}")
    monkeypatch.setenv("EXEMPELBANKEN_DATA", "data")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(command: str, stdin: str = "") -> str:
    """Run a command as a shell does, our own ones in this process."""
    program, _, arguments = command.partition(" ")
    if program == "exempelbanken":
        result = CliRunner().invoke(commands, arguments.split(), catch_exceptions=False)
        assert result.exit_code == 0, result.output
        return result.stdout
    shell = ["sh", "-c", command]
    done = subprocess.run(shell, input=stdin, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{command}: {done.stderr}"
    return done.stdout


def assert_restored(folder: Path, prepare: list[str]) -> None:
    """See that what was there at the backup is there after the restore, and nothing else."""
    run("exempelbanken seed --without-entries")
    run("exempelbanken users create anna@example.org --role curator --without-password")
    before = run("exempelbanken users list")
    reply = folder / "data" / "replies" / "svar.txt"
    reply.parent.mkdir()
    reply.write_text("Ja")
    (backup,) = written(PART, "exempelbanken backup")
    made = run(backup.replace(BACKUPS, str(folder / "backups"))).strip()
    assert Path(made).stat().st_mode & 0o077 == 0
    run("exempelbanken users create bo@example.org --role curator --without-password")
    shutil.rmtree(reply.parent)
    for command in [*prepare, *written(PART, "exempelbanken restore", "exempelbanken index")]:
        run(re.sub(rf"{BACKUPS}\S*", made, command))
    assert run("exempelbanken users list") == before
    assert reply.read_text() == "Ja"


def assert_newer_refused(folder: Path) -> None:
    """See that nothing of a newer release's backup gets into an empty database."""
    psql = f"psql -q -tA -d {ROLE} -c"
    raised = "UPDATE alembic_version SET version_num = '9999'"
    run(f'{psql} "{raised}"')
    newer = folder / "newer"
    newer.mkdir()
    run(f"pg_dump --format=custom --file={newer}/rows.dump {ROLE}")
    write_checksums(newer)
    for command in written(PART, "sudo"):
        run(command)
    with pytest.raises(BackupFailed, match="newer release"):
        run(f"exempelbanken restore {newer}")
    tables = "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
    assert run(f'{psql} "{tables}"') == ""


def test_a_backup_of_postgresql_is_restored_by_a_role_that_is_no_superuser(
    postgresql_server: Server, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PGHOST", str(postgresql_server.folder))
    monkeypatch.setenv("PGUSER", ROLE)
    monkeypatch.setenv("EXEMPELBANKEN_SECRET_KEY", "s" * 32)
    monkeypatch.setenv("EXEMPELBANKEN_DATABASE_URL", f"postgresql+psycopg://{ROLE}@/{ROLE}")
    try:
        for command in written("First start", "sudo"):
            run(command, stdin="a word\na word\n")
        assert_restored(folder, written(PART, "sudo"))
        owners = "SELECT DISTINCT tableowner FROM pg_tables WHERE schemaname = 'public'"
        assert run(f'psql -tA -d {ROLE} -c "{owners}"').split() == [ROLE]
        assert_newer_refused(folder)
    finally:
        run(f"sudo -u postgres dropdb --if-exists --force {ROLE}")
        run(f"sudo -u postgres dropuser --if-exists {ROLE}")


def test_a_backup_of_sqlite_is_restored(folder: Path) -> None:
    assert_restored(folder, [])
    assert len(list((folder / "data").glob("exempelbanken.sqlite3.before-*"))) == 1
