"""On no day two leaders of a community, nor two liaisons of a leader."""

from django.db import migrations

from jiceng.kernel.together import Guard
from jiceng.responsibility import overlap


def guard(apps, schema_editor):
    for statement in overlap.guards(schema_editor.connection.vendor):
        schema_editor.execute(statement)


def lift(apps, schema_editor):
    for statement in overlap.lifts(schema_editor.connection.vendor):
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("responsibility", "0001_first")]
    operations = [Guard(guard, lift)]
