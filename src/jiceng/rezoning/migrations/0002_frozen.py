"""A plan's assignment never changes; the communities of a plan proposed or approved neither."""

from django.db import migrations

from jiceng.kernel.together import Guard
from jiceng.rezoning import frozen


def guard(apps, schema_editor):
    frozen.guard(schema_editor.connection)


def lift(apps, schema_editor):
    frozen.lift(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("rezoning", "0001_initial")]
    operations = [Guard(guard, lift)]
