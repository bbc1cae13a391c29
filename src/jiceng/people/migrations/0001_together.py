import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import jiceng.kernel.crypt
from jiceng.kernel.together import CreateTogether


class Migration(migrations.Migration):
    replaces = [("people", "0001_initial"), ("people", "0002_sessions_and_second_factor")]

    initial = True

    dependencies = []

    operations = [
        CreateTogether(
            models=[
                migrations.CreateModel(
                    name="Account",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("password", models.CharField(max_length=128, verbose_name="password")),
                        (
                            "last_login",
                            models.DateTimeField(blank=True, null=True, verbose_name="last login"),
                        ),
                        ("username", models.CharField(max_length=60, unique=True, verbose_name="账号")),
                        (
                            "person",
                            models.OneToOneField(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="account",
                                to="people.person",
                            ),
                        ),
                        ("is_active", models.BooleanField(default=True, verbose_name="启用")),
                        ("must_change_password", models.BooleanField(default=False)),
                        ("language", models.CharField(blank=True, max_length=10, verbose_name="语言")),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                    ],
                    options={
                        "ordering": ["username"],
                    },
                ),
                migrations.CreateModel(
                    name="AccountSession",
                    fields=[
                        (
                            "session_key",
                            models.CharField(
                                max_length=40, primary_key=True, serialize=False, verbose_name="session key"
                            ),
                        ),
                        ("session_data", models.TextField(verbose_name="session data")),
                        ("expire_date", models.DateTimeField(db_index=True, verbose_name="expire date")),
                        (
                            "account",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="sessions",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("device", models.CharField(blank=True, max_length=200)),
                        ("address", models.CharField(blank=True, max_length=45)),
                        ("started_at", models.DateTimeField()),
                        ("seen_at", models.DateTimeField()),
                    ],
                    options={
                        "ordering": ["-seen_at"],
                    },
                ),
                migrations.CreateModel(
                    name="Person",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=60, verbose_name="姓名")),
                        ("pinyin", models.CharField(db_index=True, editable=False, max_length=120)),
                        ("initials", models.CharField(db_index=True, editable=False, max_length=20)),
                        (
                            "sex",
                            models.PositiveSmallIntegerField(
                                choices=[(0, "未知"), (1, "男"), (2, "女"), (9, "未说明")],
                                default=0,
                                verbose_name="性别",
                            ),
                        ),
                        ("born_on", models.DateField(blank=True, null=True, verbose_name="出生日期")),
                        (
                            "education",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                choices=[
                                    (10, "研究生"),
                                    (20, "大学本科"),
                                    (30, "大学专科"),
                                    (40, "中等职业教育"),
                                    (60, "普通高中"),
                                    (70, "初中"),
                                    (80, "小学"),
                                    (90, "其他"),
                                ],
                                null=True,
                                verbose_name="学历",
                            ),
                        ),
                        (
                            "id_number",
                            jiceng.kernel.crypt.EncryptedField(
                                blank=True, default="", verbose_name="公民身份号码"
                            ),
                        ),
                        (
                            "id_fingerprint",
                            models.CharField(blank=True, default="", editable=False, max_length=64),
                        ),
                        (
                            "phone",
                            jiceng.kernel.crypt.EncryptedField(blank=True, default="", verbose_name="手机"),
                        ),
                        (
                            "phone_fingerprint",
                            models.CharField(
                                blank=True, db_index=True, default="", editable=False, max_length=64
                            ),
                        ),
                        ("is_invented", models.BooleanField(default=False, verbose_name="演示虚构")),
                    ],
                    options={
                        "ordering": ["pinyin", "id"],
                        "indexes": [models.Index(fields=["pinyin", "id"], name="person_by_pinyin")],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("id_fingerprint", ""), _negated=True),
                                fields=("id_fingerprint",),
                                name="one_person_one_id_number",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SecondFactor",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "account",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="second_factor",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("key", jiceng.kernel.crypt.EncryptedField()),
                        ("confirmed_at", models.DateTimeField(null=True)),
                        ("last_step", models.BigIntegerField(default=-1)),
                        ("failures", models.PositiveSmallIntegerField(default=0)),
                        ("failed_at", models.DateTimeField(null=True)),
                    ],
                ),
                migrations.CreateModel(
                    name="RecoveryCode",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "account",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="recovery_codes",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("fingerprint", models.CharField(max_length=64)),
                        ("used_at", models.DateTimeField(null=True)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("account", "fingerprint"), name="one_recovery_code_each"
                            )
                        ],
                    },
                ),
            ],
        ),
    ]
