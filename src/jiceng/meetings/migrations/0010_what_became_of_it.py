"""What became of each opinion given at a talk."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("meetings", "0009_norms_of_representation"),
        ("people", "0002_sessions_and_second_factor"),
    ]

    operations = [
        migrations.AddField(
            model_name="speech",
            name="answer",
            field=models.CharField(blank=True, max_length=500, verbose_name="处理情况"),
        ),
        migrations.AddField(
            model_name="speech",
            name="answered_on",
            field=models.DateField(null=True, verbose_name="处理日期"),
        ),
        migrations.AddField(
            model_name="speech",
            name="outcome",
            field=models.CharField(
                blank=True,
                choices=[
                    ("adopted", "采纳"),
                    ("partly", "部分采纳"),
                    ("noted", "留作参考"),
                    ("declined", "不采纳"),
                ],
                max_length=10,
                verbose_name="处理",
            ),
        ),
        migrations.AddConstraint(
            model_name="speech",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answer", ""), ("answered_on__isnull", True), ("outcome", "")),
                    models.Q(
                        models.Q(("outcome", ""), _negated=True),
                        models.Q(("answer", ""), _negated=True),
                        ("answered_on__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="an_opinion_is_answered_whole",
            ),
        ),
    ]
