"""A site in a process of its own that can be killed at any moment, on SQLite or PostgreSQL.

`Site.prepared(work)` makes a database, migrates it and runs `work` ("module:function") in it; `site.copy()` is
a fresh copy for one trial; `site.run(work, die_at=n)` stops the process dead at its n-th SQL statement, and
`site.run(work, kill_after=seconds)` sends SIGKILL from outside, counted from the moment the work begins. What the
function returns comes back as JSON, with the number of statements it took.

Run as a program (`python -m tests.crash WORK [--die-at N]`) this file is the process that dies.
"""

import importlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

MARK = "@@"
BEGIN = "@@begin"
numbers = count(1)


@dataclass(frozen=True)
class Outcome:
    """`code` is negative when a signal ended the process; 137 when it stopped itself; `answer` as returned.

    `inside` is the number of the last statement of the first transaction: what comes after it finds it committed.
    """

    code: int
    answer: object = None
    statements: int = 0
    inside: int = 0
    seconds: float = 0.0
    errors: str = ""

    @property
    def died(self) -> bool:
        return self.code != 0


@dataclass
class Site:
    """A data folder, and a database of its own when the tests run on PostgreSQL."""

    folder: Path
    database: str = ""
    env: dict[str, str] = field(default_factory=dict)

    @classmethod
    def prepared(cls, work: str) -> "Site":
        site = cls._empty()
        outcome = site.run("tests.crash:migrate")
        assert outcome.code == 0, outcome.errors
        outcome = site.run(work)
        assert outcome.code == 0, outcome.errors
        return site

    @classmethod
    def _empty(cls, template: "Site | None" = None) -> "Site":
        folder = Path(tempfile.mkdtemp(prefix="jiceng-crash-", dir=_memory()))
        if template:
            shutil.copytree(template.folder, folder, dirs_exist_ok=True)
        url = os.environ.get("DATABASE_URL", "")
        if not url:
            return cls(folder)
        name = f"crash_{os.getpid()}_{next(numbers)}"
        source = f" TEMPLATE {template.database}" if template else ""
        _administer(url, f"CREATE DATABASE {name}{source}")
        parts = urlsplit(url)
        return cls(folder, name, {"DATABASE_URL": urlunsplit(parts._replace(path=f"/{name}"))})

    def copy(self) -> "Site":
        return self._empty(self)

    def remove(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)
        if self.database:
            _administer(os.environ["DATABASE_URL"], f"DROP DATABASE {self.database} WITH (FORCE)")

    def run(self, work: str, *, die_at: int | None = None, kill_after: float | None = None) -> Outcome:
        command = [sys.executable, "-m", "tests.crash", work]
        if die_at is not None:
            command += ["--die-at", str(die_at)]
        lines: list[str] = []
        with subprocess.Popen(
            command,
            env=self._environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            cwd=Path(__file__).parent.parent,
        ) as process:
            begun = time.monotonic()
            for line in process.stdout:
                if line.strip() == BEGIN:
                    begun = time.monotonic()
                    if kill_after is not None:
                        time.sleep(kill_after)
                        process.kill()
                lines.append(line)
            errors = process.stderr.read()
        seconds = time.monotonic() - begun
        answers = [json.loads(line[len(MARK) + 7 :]) for line in lines if line.startswith(f"{MARK}answer")]
        answer = answers[-1] if answers else {}
        return Outcome(
            process.returncode,
            answer.get("value"),
            answer.get("statements", 0),
            answer.get("inside", 0),
            seconds,
            errors[-3000:],
        )

    def _environment(self) -> dict[str, str]:
        root = Path(__file__).parent.parent
        return {
            **os.environ,
            **self.env,
            "JICENG_DATA": str(self.folder),
            "PYTHONPATH": f"{root / 'src'}{os.pathsep}{root}",
            "PYTHONWARNINGS": "ignore",
        }


def _memory() -> str | None:
    return "/dev/shm" if os.access("/dev/shm", os.W_OK) else None


def _administer(url: str, statement: str) -> None:
    import psycopg

    with psycopg.connect(urlunsplit(urlsplit(url)._replace(path="/postgres")), autocommit=True) as server:
        server.execute(statement)


def migrate() -> None:
    from django.core.management import call_command

    call_command("migrate", verbosity=0)


def tell(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def main() -> None:
    """The process that dies: run the work, counting its statements, and stop dead at the one that is asked for."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jiceng.config.settings")
    django.setup()
    from django.db import connection

    work = sys.argv[1]
    die_at = int(sys.argv[3]) if len(sys.argv) > 3 else None
    statements = inside = 0

    def counting(execute, sql, params, many, context):
        nonlocal statements, inside
        statements += 1
        if connection.in_atomic_block and (not inside or inside == statements - 1):
            inside = statements
        if statements == die_at:
            os._exit(137)
        return execute(sql, params, many, context)

    module, function = work.split(":")
    action = getattr(importlib.import_module(module), function)
    connection.ensure_connection()
    tell(BEGIN)
    with connection.execute_wrapper(counting):
        value = action()
    tell(f"{MARK}answer {json.dumps({'value': value, 'statements': statements, 'inside': inside})}")


if __name__ == "__main__":
    main()
