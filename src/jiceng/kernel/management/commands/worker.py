"""The worker for long work; first it says which jobs a dead one before it left behind."""

from datetime import timedelta

from django.db import connection
from django_tasks_db.management.commands.db_worker import Command as Worker

from jiceng.kernel import jobs


class Command(Worker):
    def handle(self, *args, **options):
        # The embedded database has one worker: whatever runs at its start has lost its own.
        alone = connection.vendor == "sqlite"
        jobs.bury_the_dead(timedelta(0) if alone else jobs.SILENCE)
        super().handle(*args, **options)
