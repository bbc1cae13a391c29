"""Units bear the pinyin of their names, whether an organisation stands behind them or not."""

from django.db import migrations, models

from jiceng.kernel.pinyin import initials, spelled


def spell(apps, schema_editor):
    alias = schema_editor.connection.alias
    units = apps.get_model("rezoning", "BaseUnit").objects.using(alias)
    rows = []
    for unit in units.only("pk", "name").iterator(chunk_size=2000):
        unit.pinyin, unit.initials = spelled(unit.name)[:240], initials(unit.name)[:60]
        rows.append(unit)
    units.bulk_update(rows, ["pinyin", "initials"], batch_size=300)


class Migration(migrations.Migration):
    dependencies = [("rezoning", "0004_doubts")]

    operations = [
        migrations.AddField("baseunit", "pinyin", models.CharField(default="", editable=False, max_length=240)),
        migrations.AddField("baseunit", "initials", models.CharField(default="", editable=False, max_length=60)),
        migrations.RunPython(spell, migrations.RunPython.noop, elidable=True),
    ]
