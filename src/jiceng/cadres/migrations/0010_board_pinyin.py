"""Communities of a board bear the pinyin of their names: they may not exist as organisations yet."""

from django.db import migrations, models

from jiceng.kernel.pinyin import initials, spelled


def spell(apps, schema_editor):
    alias = schema_editor.connection.alias
    communities = apps.get_model("cadres", "BoardCommunity").objects.using(alias)
    rows = list(communities.only("pk", "name"))
    for one in rows:
        one.pinyin, one.initials = spelled(one.name)[:720], initials(one.name)[:120]
    communities.bulk_update(rows, ["pinyin", "initials"], batch_size=300)


class Migration(migrations.Migration):
    dependencies = [("cadres", "0009_members_trained")]

    operations = [
        migrations.AddField(
            "boardcommunity", "pinyin", models.CharField(default="", editable=False, max_length=720)
        ),
        migrations.AddField(
            "boardcommunity", "initials", models.CharField(default="", editable=False, max_length=120)
        ),
        migrations.RunPython(spell, migrations.RunPython.noop, elidable=True),
    ]
