"""Runs the image's processes without a container engine, as the compose file asks for them.

The root file system can only be read, but for /data and /tmp; the user is the image's, without any
capability and without a way to new ones. Limits of memory and a restart after a crash are an
engine's, and missing here.
"""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

from tests.unit.deploy.files import compose, of_the_final_stage

if TYPE_CHECKING:
    from collections.abc import Mapping

ENTER = """
image=$1 root=$2 data=$3 authority=$4
shift 4
mount --bind "$image" "$root"
mount -o remount,bind,ro "$root"
mount --bind "$data" "$root/data"
mount --bind "$authority" "$root/certificates/ca.pem"
mount --bind /etc/hosts "$root/etc/hosts"
mount --bind /dev "$root/dev"
mount -t tmpfs -o mode=1777,size=64m tmpfs "$root/dev/shm"
mount -t proc proc "$root/proc"
mount -t tmpfs -o mode=1777,size=64m tmpfs "$root/tmp"
exec chroot "$root" setpriv --reuid 10001 --regid 10001 --clear-groups --no-new-privs \
    --bounding-set=-all --inh-caps=-all env -i -C /data "$@"
"""
USER = 10001
"""The image's user and group."""
HEALTH_CHECK = of_the_final_stage("HEALTHCHECK")[0].words


def run_buildah(*arguments: str) -> str:
    """Run a command of buildah; return what it wrote."""
    return subprocess.run(
        ["buildah", *arguments], check=True, capture_output=True, text=True
    ).stdout.strip()


class Image:
    """An image, unpacked, whose commands run with the settings of a service."""

    def __init__(self, name: str, folder: Path, secrets: Mapping[str, str]) -> None:
        self._container = run_buildah("from", name)
        self._files = Path(run_buildah("mount", self._container))
        self._folder = folder
        self._services = compose(**secrets)["services"]
        configuration = json.loads(run_buildah("inspect", "--type", "image", name))
        self._environment = configuration["Docker"]["config"]["Env"]
        (self._files / "certificates").mkdir(exist_ok=True)
        (self._files / "certificates" / "ca.pem").touch()

    def line(self, service: str, *command: str) -> list[str]:
        """Return the command that runs in the image as the service does; its own without one."""
        found = self._services[service]
        root = self._folder / "root"
        root.mkdir(exist_ok=True)
        settings = [f"{name}={value}" for name, value in found["environment"].items()]
        command = command or ("exempelbanken", *found["command"])
        enter = ["unshare", "--mount", "--propagation", "private", "bash", "-euc", ENTER, "-"]
        places = [self._files, root, self._folder / "data", self._folder / "certificates/ca.pem"]
        return [*enter, *map(str, places), *self._environment, *settings, *command]

    def start(self, service: str) -> subprocess.Popen[bytes]:
        """Start a service; its log is a file in the folder."""
        log = (self._folder / f"{service}.log").open("ab")
        os.fchown(log.fileno(), USER, USER)
        return subprocess.Popen(self.line(service), stdout=log, stderr=log)

    def run(self, service: str, *command: str, code: int = 0) -> str:
        """Run a command in the place of the service's own; return what it wrote.

        Raises:
            RuntimeError: it ended with another code.
        """
        done = subprocess.run(
            self.line(service, *command),
            check=False,
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        if done.returncode != code:
            raise RuntimeError(f"{command} ended with {done.returncode}: {done.stdout}")
        return done.stdout

    def health_check(self, service: str) -> list[str]:
        """Return what looks whether a service is healthy: the compose file's, or the image's."""
        own = self._services[service].get("healthcheck")
        return self.line(service, *(own["test"][1:] if own else HEALTH_CHECK))

    def remove(self) -> None:
        """Remove what was unpacked."""
        run_buildah("rm", self._container)
