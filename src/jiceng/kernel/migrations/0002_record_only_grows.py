from django.db import migrations

from jiceng.kernel import append_only
from jiceng.kernel.together import Guard


def guard(apps, schema_editor):
    append_only.guard(schema_editor.connection)


def lift(apps, schema_editor):
    append_only.lift(schema_editor.connection)


def first_head(apps, schema_editor):
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO kernel_chainhead (id, sequence, hash) SELECT 1, 0, '' "
            "WHERE NOT EXISTS (SELECT 1 FROM kernel_chainhead WHERE id = 1)"
        )


def no_harm(apps, schema_editor):
    """The head goes with its table."""


class Migration(migrations.Migration):
    """The database refuses to change or delete an entry, and the chain has its head from the start."""

    dependencies = [("kernel", "0001_initial")]

    operations = [
        Guard(first_head, no_harm),
        Guard(guard, lift),
    ]
