"""Background work as people meet it: `with worker():` and `@override_settings(TASKS=DATABASE_TASKS)` put jobs into the
database, from where a worker takes them; elsewhere in the tests a job is over before its request is answered."""

import threading
from contextlib import contextmanager

from django.db import connections

DATABASE_TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


@contextmanager
def worker():
    """The background worker of `jiceng serve`, in a thread: takes tasks from the database until told to stop."""
    from django_tasks_db.management.commands.db_worker import Worker

    background = Worker(
        queue_names=["default"],
        interval=0.2,
        batch=False,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id="story",
        excluded_queue_names=[],
    )

    def run():
        background.run()
        connections.close_all()

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    try:
        yield
    finally:
        background.running = False
        thread.join(20)
