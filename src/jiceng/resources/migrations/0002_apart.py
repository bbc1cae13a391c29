"""On no day two uses of a venue."""

from django.db import migrations

from jiceng.kernel import apart
from jiceng.kernel.together import Guard


def guard(apps, schema_editor):
    for statement in apart.guards(schema_editor.connection.vendor, "resources_venueuse", "venue_id"):
        schema_editor.execute(statement)


def lift(apps, schema_editor):
    for statement in apart.lifts(schema_editor.connection.vendor, "resources_venueuse"):
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("resources", "0001_first")]
    operations = [Guard(guard, lift)]
