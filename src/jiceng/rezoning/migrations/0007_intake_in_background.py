"""A file of many units is checked in the background: what was found is kept, and where the file waits."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("kernel", "0005_night"),
        ("rezoning", "0006_trades"),
    ]

    operations = [
        migrations.AddField(
            model_name="intake",
            name="found",
            field=models.JSONField(null=True),
        ),
        migrations.AddField(
            model_name="intake",
            name="path",
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddField(
            model_name="intake",
            name="job",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="kernel.job"
            ),
        ),
    ]
