"""What stood against a plan when it was proposed. SQLite renames no table that triggers name: lifted meanwhile."""

from django.conf import settings
from django.db import migrations, models

from jiceng.kernel.together import Guard
from jiceng.rezoning import frozen


def guard(apps, schema_editor):
    frozen.guard(schema_editor.connection)


def lift(apps, schema_editor):
    frozen.lift(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [
        ("organisations", "0006_terms_apart"),
        ("rezoning", "0003_consulted_again"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        Guard(lift, guard, elidable=True),
        migrations.AddField(
            model_name="approval",
            name="doubts",
            field=models.JSONField(default=list),
        ),
        migrations.AddField(
            model_name="approval",
            name="doubts_reason",
            field=models.CharField(blank=True, max_length=500, verbose_name="仍要提请的理由"),
        ),
        migrations.AddConstraint(
            model_name="approval",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("doubts", []), models.Q(("doubts_reason", ""), _negated=True), _connector="OR"
                ),
                name="doubts_need_a_reason",
            ),
        ),
        Guard(guard, lift, elidable=True),
    ]
