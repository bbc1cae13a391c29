import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from jiceng.kernel.together import CreateTogether


class Migration(migrations.Migration):
    replaces = [("appraisal", "0001_first")]

    initial = True

    dependencies = [
        ("documents", "0005_from_a_decision"),
        ("meetings", "0011_audiences"),
        ("organisations", "0007_places_held"),
        ("people", "__first__"),
    ]

    operations = [
        CreateTogether(
            models=[
                migrations.CreateModel(
                    name="Appraisal",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("year", models.PositiveSmallIntegerField(verbose_name="年度")),
                        ("results", models.JSONField(default=list, verbose_name="测评结果")),
                        ("published_on", models.DateField(null=True, verbose_name="公布日期")),
                        ("listed_on", models.DateField(null=True, verbose_name="整改清单公布日期")),
                        ("informed_on", models.DateField(null=True, verbose_name="整改情况通报日期")),
                        (
                            "branch",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="appraisals",
                                to="organisations.organisation",
                                verbose_name="党组织",
                            ),
                        ),
                        (
                            "community",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisations.organisation",
                                verbose_name="社区",
                            ),
                        ),
                        (
                            "meeting",
                            models.OneToOneField(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="appraisal",
                                to="meetings.meeting",
                                verbose_name="述职评议会",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "年度述职评议",
                        "ordering": ["-year", "community__code", "id"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("community", "year"), name="one_appraisal_of_a_year"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("published_on__isnull", True),
                                    ("meeting__isnull", False),
                                    _connector="OR",
                                ),
                                name="results_come_from_a_meeting",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("listed_on__isnull", True),
                                    ("published_on__isnull", False),
                                    _connector="OR",
                                ),
                                name="a_list_follows_results",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("informed_on__isnull", True),
                                    ("listed_on__isnull", False),
                                    _connector="OR",
                                ),
                                name="told_of_a_list_that_is_there",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Rectification",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("problem", models.CharField(max_length=300, verbose_name="存在的问题")),
                        (
                            "appraisal",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="rectifications",
                                to="appraisal.appraisal",
                            ),
                        ),
                        (
                            "task",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="rectification",
                                to="documents.task",
                                verbose_name="整改措施",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "整改事项",
                        "ordering": ["appraisal_id", "id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("problem", ""), _negated=True),
                                name="a_rectification_names_the_fault",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="WorkReport",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("text", models.TextField(blank=True, verbose_name="述职报告")),
                        ("facts", models.JSONField(default=dict, verbose_name="记录中的数字")),
                        ("made_at", models.DateTimeField(auto_now_add=True)),
                        ("sent_on", models.DateField(null=True, verbose_name="送达日期")),
                        (
                            "appraisal",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="reports",
                                to="appraisal.appraisal",
                            ),
                        ),
                        (
                            "term",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="work_reports",
                                to="organisations.term",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "述职报告",
                        "ordering": ["appraisal_id", "id"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("appraisal", "term"), name="one_report_of_a_holder_and_year"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("sent_on__isnull", True),
                                    models.Q(("text", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="a_report_that_was_sent_says_something",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="FinalGrade",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "grade",
                            models.CharField(
                                choices=[
                                    ("excellent", "好"),
                                    ("qualified", "较好"),
                                    ("basic", "一般"),
                                    ("failed", "差"),
                                ],
                                max_length=12,
                                verbose_name="等次",
                            ),
                        ),
                        ("total", models.PositiveIntegerField(verbose_name="加权得分（十分之一分）")),
                        ("reckoning", models.JSONField(default=list, verbose_name="计算过程")),
                        ("reason", models.CharField(max_length=300, verbose_name="理由")),
                        ("decided_on", models.DateField(verbose_name="确定日期")),
                        ("decider_name", models.CharField(max_length=120, verbose_name="确定人")),
                        (
                            "decided_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "report",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="final",
                                to="appraisal.workreport",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "综合等次",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("reason", ""), _negated=True),
                                name="a_grade_has_its_reason",
                            )
                        ],
                    },
                ),
            ],
        ),
    ]
