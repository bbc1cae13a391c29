import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """The columns that the task will bear become optional, so that the way back is open too."""

    dependencies = [
        ("documents", "0002_plans_and_tasks"),
        ("organisations", "0004_rolls_read_from_the_index"),
        ("responsibility", "0007_accountability"),
    ]

    operations = [
        migrations.AddField(
            model_name="matter",
            name="task",
            field=models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="matter",
                to="documents.task",
                verbose_name="任务",
            ),
        ),
        migrations.AlterField("matter", "title", models.CharField(max_length=120, null=True)),
        migrations.AlterField("matter", "measure", models.CharField(max_length=300, null=True)),
        migrations.AlterField(
            "matter",
            "lead",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="led_matters",
                to="organisations.organisation",
            ),
        ),
        migrations.AlterField("matter", "due_on", models.DateField(null=True)),
        migrations.AlterField("matter", "state", models.CharField(max_length=10, null=True)),
        migrations.AlterField("matter", "result", models.TextField(null=True)),
    ]
