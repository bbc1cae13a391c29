from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cadres", "0006_training")]
    operations = [
        migrations.AddField(
            model_name="restructuring", name="hands", field=models.JSONField(default=list)
        )
    ]
