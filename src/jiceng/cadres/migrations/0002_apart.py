"""On no day two employments of a file."""

from django.db import migrations

from jiceng.kernel import apart
from jiceng.kernel.together import Guard

TABLE = "cadres_employment"


def guard(apps, schema_editor):
    for statement in apart.guards(schema_editor.connection.vendor, TABLE, "file_id"):
        schema_editor.execute(statement)


def lift(apps, schema_editor):
    for statement in apart.lifts(schema_editor.connection.vendor, TABLE):
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("cadres", "0001_first")]
    operations = [Guard(guard, lift)]
