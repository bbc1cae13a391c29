"""A vote of one audience only, and the words of its grades."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("meetings", "0010_what_became_of_it")]

    operations = [
        migrations.AddField(
            model_name="poll",
            name="audience",
            field=models.CharField(blank=True, max_length=60, verbose_name="参加测评的人"),
        ),
        migrations.AddField(
            model_name="poll",
            name="scale",
            field=models.CharField(
                choices=[("member", "优秀、合格、基本合格、不合格"), ("report", "好、较好、一般、差")],
                default="member",
                max_length=8,
                verbose_name="等次",
            ),
        ),
    ]
