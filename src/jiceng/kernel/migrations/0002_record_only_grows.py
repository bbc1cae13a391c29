from django.db import migrations

from jiceng.kernel import append_only
from jiceng.kernel.together import Guard


def guard(apps, schema_editor):
    append_only.guard(schema_editor.connection)


def lift(apps, schema_editor):
    append_only.lift(schema_editor.connection)


def first_head(apps, schema_editor):
    apps.get_model("kernel", "ChainHead").objects.get_or_create(pk=1)


class Migration(migrations.Migration):
    """The database refuses to change or delete an entry, and the chain has its head from the start."""

    dependencies = [("kernel", "0001_initial")]

    operations = [
        migrations.RunPython(first_head, migrations.RunPython.noop),
        Guard(guard, lift),
    ]
