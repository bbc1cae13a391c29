from django.db import migrations, models

from jiceng.kernel.together import CreateTogether, kept


class Migration(migrations.Migration):
    replaces = [
        ("kernel", "0001_initial"),
        ("kernel", "0002_record_only_grows"),
        ("kernel", "0003_record_by_verb_and_day"),
        ("kernel", "0004_saved_views"),
        ("kernel", "0005_night"),
    ]

    initial = True

    dependencies = []

    operations = [
        CreateTogether(
            models=[
                migrations.CreateModel(
                    name="Job",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("kind", models.CharField(max_length=40)),
                        ("title", models.CharField(max_length=200)),
                        ("account_id", models.BigIntegerField(db_index=True, null=True)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("waiting", "等待"),
                                    ("running", "进行中"),
                                    ("done", "完成"),
                                    ("stopped", "已停止"),
                                    ("failed", "失败"),
                                ],
                                default="waiting",
                                max_length=10,
                            ),
                        ),
                        ("done", models.BigIntegerField(default=0)),
                        ("total", models.BigIntegerField(null=True)),
                        ("message", models.CharField(blank=True, max_length=500)),
                        ("stop_asked", models.BooleanField(default=False)),
                        ("result", models.JSONField(null=True)),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        ("started_at", models.DateTimeField(null=True)),
                        ("heard_at", models.DateTimeField(null=True)),
                        ("ended_at", models.DateTimeField(null=True)),
                    ],
                    options={
                        "ordering": ["-id"],
                    },
                ),
                migrations.CreateModel(
                    name="Submission",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("key", models.UUIDField(unique=True)),
                        ("account_id", models.BigIntegerField(null=True)),
                        ("view", models.CharField(max_length=100)),
                        ("answer", models.CharField(blank=True, max_length=500, verbose_name="去向")),
                        ("at", models.DateTimeField(auto_now_add=True)),
                    ],
                ),
                migrations.CreateModel(
                    name="ChainHead",
                    fields=[
                        (
                            "id",
                            models.PositiveSmallIntegerField(default=1, primary_key=True, serialize=False),
                        ),
                        ("sequence", models.BigIntegerField(default=0)),
                        ("hash", models.CharField(default="", max_length=64)),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(condition=models.Q(("id", 1)), name="one_chain_head")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Entry",
                    fields=[
                        ("sequence", models.BigIntegerField(primary_key=True, serialize=False)),
                        ("at", models.DateTimeField()),
                        ("by_id", models.BigIntegerField(null=True)),
                        ("by_name", models.CharField(max_length=120)),
                        ("verb", models.CharField(max_length=60)),
                        ("target_kind", models.CharField(max_length=60)),
                        ("target_id", models.CharField(max_length=40)),
                        ("target_name", models.CharField(max_length=200)),
                        ("body", models.TextField()),
                        ("algorithm", models.CharField(max_length=10)),
                        ("previous_hash", models.CharField(max_length=64)),
                        ("hash", models.CharField(max_length=64, unique=True)),
                    ],
                    options={
                        "ordering": ["-sequence"],
                        "indexes": [
                            models.Index(
                                fields=["target_kind", "target_id", "-sequence"], name="entry_of_target"
                            ),
                            models.Index(fields=["by_id", "-sequence"], name="entry_of_actor"),
                            models.Index(fields=["verb", "-sequence"], name="entry_of_verb"),
                            models.Index(fields=["at"], name="entry_at"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SavedView",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("account_id", models.BigIntegerField()),
                        ("path", models.CharField(max_length=200)),
                        ("name", models.CharField(max_length=30, verbose_name="名称")),
                        ("query", models.CharField(blank=True, max_length=1000)),
                    ],
                    options={
                        "ordering": ["name", "id"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("account_id", "path", "name"), name="one_saved_view_of_a_name"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Night",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("day", models.DateField(unique=True)),
                        ("rung_at", models.DateTimeField(auto_now_add=True)),
                    ],
                ),
            ],
        ),
        *kept("kernel", "0002_record_only_grows"),
    ]
