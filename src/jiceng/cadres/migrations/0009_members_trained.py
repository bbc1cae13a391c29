from django.db import migrations, models

AUDIENCES = [
    ("secretaries", "书记"),
    ("directors", "主任"),
    ("leads", "书记和主任"),
    ("others", "其他社区干部"),
    ("reserve", "后备干部"),
    ("all", "全体社区干部"),
    ("members", "党员"),
]


class Migration(migrations.Migration):
    dependencies = [("cadres", "0008_sits_late")]
    operations = [
        migrations.AlterField(
            model_name="training",
            name="audience",
            field=models.CharField(choices=AUDIENCES, max_length=12, verbose_name="对象"),
        )
    ]
