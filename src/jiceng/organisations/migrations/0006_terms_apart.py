"""On no day does a person hold the same post twice: kept by the database, whatever the order of commands."""

from django.db import migrations

from jiceng.kernel import apart
from jiceng.kernel.together import Guard

TABLE = "organisations_term"


def guard(apps, schema_editor):
    for statement in apart.guards(schema_editor.connection.vendor, TABLE, "post_id", "person_id"):
        schema_editor.execute(statement)


def lift(apps, schema_editor):
    for statement in apart.lifts(schema_editor.connection.vendor, TABLE):
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("organisations", "0005_organisation_department")]
    operations = [Guard(guard, lift)]
