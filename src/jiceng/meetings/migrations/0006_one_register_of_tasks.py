from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("meetings", "0005_tasks_to_the_register"),
    ]

    operations = [migrations.DeleteModel(name="Task")]
