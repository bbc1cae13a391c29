"""Loaded before the settings: a data folder of its own for each test process, and the database asked for.

`JICENG_TEST_DB=postgres` runs the suite on a real PostgreSQL, started here from a package unless
`DATABASE_URL` names one already; `JICENG_PG_BIN` names the programs of another version.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

MEMORY = Path(
    "/dev/shm"
)  # a file system in memory where there is one: nobody needs test data after a power cut

folder = tempfile.mkdtemp(prefix="jiceng-test-", dir=MEMORY if os.access(MEMORY, os.W_OK) else None)
atexit.register(shutil.rmtree, folder, ignore_errors=True)
os.environ["JICENG_DATA"] = folder
os.environ["JICENG_TASKS"] = "django_tasks.backends.immediate.ImmediateBackend"
os.environ["JICENG_DEBUG"] = "0"
# The browser fixture's event loop makes Django believe that it runs asynchronously.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"

if os.environ.get("JICENG_TEST_DB", "sqlite") == "sqlite":
    os.environ.pop("DATABASE_URL", None)
elif "PYTEST_XDIST_WORKER" not in os.environ and "DATABASE_URL" not in os.environ:
    from tools.postgres import Postgres

    server = Postgres()
    os.environ["DATABASE_URL"] = server.start()
    atexit.register(server.stop)
