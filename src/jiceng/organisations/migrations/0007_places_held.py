"""On no day does a post have more people than places: kept by the database."""

from django.db import migrations

from jiceng.kernel.together import Guard
from jiceng.organisations import places_held


def guard(apps, schema_editor):
    for statement in places_held.guards(schema_editor.connection.vendor):
        schema_editor.execute(statement)


def lift(apps, schema_editor):
    for statement in places_held.lifts(schema_editor.connection.vendor):
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("organisations", "0006_terms_apart")]
    operations = [Guard(guard, lift)]
