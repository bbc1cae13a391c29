import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("responsibility", "0009_matters_to_the_register"),
    ]

    operations = [
        migrations.RemoveIndex("matter", "matters_of_lead"),
        migrations.RemoveConstraint("matter", "a_matter_says_what"),
        migrations.RemoveConstraint("matter", "matter_due_after"),
        migrations.RemoveConstraint("matter", "reported_with_a_result"),
        migrations.RemoveConstraint("matter", "closed_on_a_day"),
        migrations.DeleteModel("MatterHelper"),
        *(
            migrations.RemoveField("matter", name)
            for name in (
                *("title", "measure", "lead", "due_on", "state", "acknowledged_on", "progress_on"),
                *("result", "reported_on"),
            )
        ),
        migrations.AlterField(
            "matter",
            "task",
            models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="matter",
                to="documents.task",
                verbose_name="任务",
            ),
        ),
    ]
