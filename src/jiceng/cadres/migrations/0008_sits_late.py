from django.db import migrations, models

from jiceng.cadres import marks_frozen


def guard(apps, schema_editor):
    for statement in marks_frozen.guards(schema_editor.connection.vendor):
        schema_editor.execute(statement)


def lift(apps, schema_editor):
    for statement in marks_frozen.lifts(schema_editor.connection.vendor):
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    """The guard of published marks reads the table of corrections, which SQLite rebuilds here."""

    dependencies = [("cadres", "0007_hands")]
    operations = [
        migrations.RunPython(lift, guard, elidable=True),
        migrations.AddField(
            model_name="applicant",
            name="sits_on",
            field=models.DateField(null=True, verbose_name="补考日期"),
        ),
        migrations.AlterField(
            model_name="markcorrection",
            name="before",
            field=models.DecimalField(decimal_places=2, max_digits=5, null=True, verbose_name="原成绩"),
        ),
        migrations.RunPython(guard, lift, elidable=True),
    ]
