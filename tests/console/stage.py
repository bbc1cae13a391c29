"""A site of its own for a test: a new data folder, and on PostgreSQL a new database; commands run as processes."""

import json
import os
import shutil
import subprocess
import sys
import textwrap
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

from django.conf import settings
from django.db import connection

from tools.postgres import programs

ROOT = Path(__file__).resolve().parents[2]
WRITER = """
import django, sys
django.setup()
from django.db import transaction
from jiceng.kernel.models import Submission
from jiceng.kernel.record import record
import uuid
print("ready", flush=True)
number = 0
while True:
    number += 1
    with transaction.atomic():
        row = Submission.objects.create(key=uuid.uuid4(), view=sys.argv[1])
        record(by=None, verb="submit", target=row, why=str(number))
    print(row.pk, flush=True)
"""


class Site:
    """`jiceng(...)` runs a command and gives (exit code, standard output, standard error)."""

    def __init__(self, folder: Path, database_url: str | None) -> None:
        self.folder = folder
        self.env = {
            **os.environ,
            "JICENG_DATA": str(folder),
            "JICENG_PG_BIN": str(programs()),
            "PYTHONPATH": f"{ROOT / 'src'}",
            "DJANGO_SETTINGS_MODULE": "jiceng.config.settings",
        }
        for name in ("DATABASE_URL", "JICENG_TASKS"):
            self.env.pop(name, None)
        if database_url:
            self.env["DATABASE_URL"] = database_url

    def python(self, *arguments: str) -> subprocess.CompletedProcess:
        return subprocess.run(
            [sys.executable, *arguments], env=self.env, cwd=ROOT, capture_output=True, text=True, timeout=120
        )

    def jiceng(self, *arguments: str) -> subprocess.CompletedProcess:
        return self.python("-m", "jiceng.console.main", *arguments)

    def answer(self, *arguments: str) -> dict:
        """The command's JSON; fails with what it said if it did not end well."""
        done = self.jiceng(*arguments, "--json")
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    def script(self, code: str) -> str:
        begun = "import django; django.setup()\n" + textwrap.dedent(code)
        done = self.python("-c", begun)
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    def migrate(self) -> "Site":
        done = self.python("-m", "django", "migrate", "-v", "0")
        assert done.returncode == 0, done.stderr
        return self

    def twin(self, folder: Path) -> "Site":
        """A site of the same content in another folder."""
        shutil.copytree(self.folder, folder)
        return Site(folder, new_database(self.env.get("DATABASE_URL")))

    @contextmanager
    def writers(self, count: int):
        """Processes that write and record without a pause; ended by kill."""
        started = [
            subprocess.Popen(
                [sys.executable, "-c", WRITER, f"writer{number}"],
                env=self.env,
                cwd=ROOT,
                stdout=subprocess.PIPE,
                text=True,
            )
            for number in range(count)
        ]
        try:
            for process in started:
                assert process.stdout.readline() == "ready\n"
                assert process.stdout.readline().strip().isdigit()
            yield started
        finally:
            for process in started:
                process.kill()
                process.communicate()


def new_database(template: str | None = None) -> str | None:
    """On PostgreSQL a new database beside the test's own, empty or like the one named; None on SQLite."""
    if connection.vendor != "postgresql":
        return None
    import psycopg

    name = f"site_{uuid4().hex[:12]}"
    like = template.rsplit("/", 1)[1] if template else "template0"
    known = settings.DATABASES["default"]
    address = f"postgres://{known['USER']}:{known['PASSWORD']}@{known['HOST']}:{known['PORT']}"
    with psycopg.connect(f"{address}/postgres", autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name} TEMPLATE {like}")
    return f"{address}/{name}"
