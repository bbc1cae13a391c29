"""The worker for long work; first it says which jobs a dead one before it left behind. It also rings in the work of
the night."""

import threading
from datetime import timedelta

from django.db import connection
from django_tasks_db.management.commands.db_worker import Command as Worker

from jiceng.kernel import jobs, nights

PATIENCE = 60
"""Seconds that the work of a night, once begun, is given to end before the worker goes."""


class Command(Worker):
    def handle(self, *args, **options):
        # The embedded database has one worker: whatever runs at its start has lost its own.
        alone = connection.vendor == "sqlite"
        jobs.bury_the_dead(timedelta(0) if alone else jobs.SILENCE)
        stop = threading.Event()
        watch = threading.Thread(target=nights.watch, args=(stop,), daemon=True)
        watch.start()
        try:
            super().handle(*args, **options)
        finally:
            stop.set()
            watch.join(PATIENCE)
