"""Django's `migrate`; on an empty database the tables of other people's apps come first.

Their many small steps draw a picture of all models each; with all of ours in it that took longer than our own tables.
"""

from typing import Any

from django.core.management.commands import migrate
from django.db import connections
from django.db.migrations.executor import MigrationExecutor

ELSEWHERE = ("app_label", "plan", "check_unapplied", "fake", "fake_initial", "prune")


class Command(migrate.Command):
    def handle(self, *args: Any, **options: Any) -> None:
        if not any(options.get(name) for name in ELSEWHERE):
            executor = MigrationExecutor(connections[options["database"]])
            if not executor.loader.applied_migrations:
                executor.migrate(_others(executor))
        super().handle(*args, **options)


def _others(executor: MigrationExecutor) -> list[tuple[str, str]]:
    """The last migrations of the apps that are not ours."""
    last = executor.loader.graph.leaf_nodes()
    return [key for key in last if not executor.loader.graph.nodes[key].__module__.startswith("jiceng.")]
