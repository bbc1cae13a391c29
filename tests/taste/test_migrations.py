"""The migrations say what the models say, and go back as well as forward."""

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations import RunPython, RunSQL

pytestmark = pytest.mark.django_db


def test_no_migration_is_missing():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_every_migration_of_ours_can_be_taken_back():
    one_way = []
    for (app, name), migration in MigrationLoader(connection).disk_migrations.items():
        if migration.__module__.startswith("jiceng."):
            for operation in migration.operations:
                if isinstance(operation, RunPython | RunSQL) and not operation.reversible:
                    one_way.append(f"{app}.{name}")
    assert not one_way
