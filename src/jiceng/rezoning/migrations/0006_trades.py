"""Runs say what they look for; before, a run for no plans was one for the prices of locks."""

from django.db import migrations, models


def told_apart(apps, schema_editor):
    runs = apps.get_model("rezoning", "Run").objects.using(schema_editor.connection.alias)
    runs.filter(count=0).update(kind="prices")


class Migration(migrations.Migration):
    dependencies = [("rezoning", "0005_unit_pinyin")]

    operations = [
        migrations.AddField(
            model_name="run",
            name="kind",
            field=models.CharField(
                choices=[("plans", "求解"), ("prices", "锁定的代价"), ("trades", "取舍")],
                default="plans",
                max_length=10,
            ),
        ),
        migrations.AlterField(
            model_name="plan",
            name="status",
            field=models.CharField(
                choices=[
                    ("optimal", "已证明最优"),
                    ("feasible", "可行"),
                    ("unbeaten", "没有方案样样更好"),
                    ("hand", "手工调整"),
                    ("unknown", "未求得"),
                ],
                max_length=10,
            ),
        ),
        migrations.RunPython(told_apart, migrations.RunPython.noop, elidable=True),
    ]
