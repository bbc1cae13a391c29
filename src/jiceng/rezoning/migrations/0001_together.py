import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from jiceng.kernel.together import CreateTogether, kept


class Migration(migrations.Migration):
    replaces = [
        ("rezoning", "0001_initial"),
        ("rezoning", "0002_frozen"),
        ("rezoning", "0003_consulted_again"),
        ("rezoning", "0004_doubts"),
        ("rezoning", "0005_unit_pinyin"),
        ("rezoning", "0006_trades"),
        ("rezoning", "0007_intake_in_background"),
    ]

    initial = True

    dependencies = [
        ("kernel", "0005_night"),
        ("organisations", "0006_terms_apart"),
        ("people", "__first__"),
    ]

    operations = [
        CreateTogether(
            models=[
                migrations.CreateModel(
                    name="Approval",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("proposed", "待批准"),
                                    ("approved", "已批准"),
                                    ("returned", "已退回"),
                                ],
                                default="proposed",
                                max_length=10,
                            ),
                        ),
                        ("proposed_at", models.DateTimeField(auto_now_add=True)),
                        ("note", models.TextField(blank=True, verbose_name="提请说明")),
                        ("unanswered", models.PositiveIntegerField(default=0)),
                        (
                            "unanswered_reason",
                            models.CharField(blank=True, max_length=500, verbose_name="未答复意见的理由"),
                        ),
                        ("decided_at", models.DateTimeField(null=True)),
                        (
                            "return_reason",
                            models.CharField(blank=True, max_length=500, verbose_name="退回理由"),
                        ),
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
                            "instrument",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisations.instrument",
                            ),
                        ),
                        (
                            "proposed_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "proposer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="rezoning_proposals",
                                to="organisations.organisation",
                            ),
                        ),
                        (
                            "plan",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="approvals",
                                to="rezoning.plan",
                            ),
                        ),
                        (
                            "project",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="approvals",
                                to="rezoning.project",
                            ),
                        ),
                        ("doubts", models.JSONField(default=list)),
                        (
                            "doubts_reason",
                            models.CharField(blank=True, max_length=500, verbose_name="仍要提请的理由"),
                        ),
                    ],
                    options={
                        "ordering": ["-id"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("state__in", ["proposed", "approved"])),
                                fields=("project",),
                                name="one_open_approval_of_a_project",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("decided_at__isnull", True), ("state", "proposed")),
                                    models.Q(
                                        ("decided_at__isnull", False),
                                        ("instrument__isnull", False),
                                        ("state", "approved"),
                                    ),
                                    models.Q(
                                        ("decided_at__isnull", False),
                                        ("state", "returned"),
                                        models.Q(("return_reason", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="a_decision_has_its_document_or_reason",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "approved"), _negated=True),
                                    ("unanswered", 0),
                                    models.Q(("unanswered_reason", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="unanswered_remarks_need_a_reason",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("doubts", []),
                                    models.Q(("doubts_reason", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="doubts_need_a_reason",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Adoption",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("planned_at", models.DateTimeField(auto_now_add=True)),
                        (
                            "planned_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "reorganisation",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="rezoning_adoption",
                                to="organisations.reorganisation",
                            ),
                        ),
                        (
                            "approval",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="adoption",
                                to="rezoning.approval",
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="BaseUnit",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("key", models.CharField(max_length=40, verbose_name="编号")),
                        ("name", models.CharField(max_length=120, verbose_name="名称")),
                        ("street", models.CharField(blank=True, max_length=120, verbose_name="原街道")),
                        ("households", models.PositiveIntegerField(null=True, verbose_name="户数")),
                        ("residents", models.PositiveIntegerField(null=True, verbose_name="人口")),
                        ("full_members", models.PositiveIntegerField(null=True, verbose_name="正式党员")),
                        ("venue_area_m2", models.PositiveIntegerField(null=True, verbose_name="场所面积")),
                        ("geometry", models.JSONField(null=True)),
                        ("x", models.FloatField(null=True)),
                        ("y", models.FloatField(null=True)),
                        (
                            "source",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="rezoning_units",
                                to="organisations.organisation",
                            ),
                        ),
                        (
                            "project",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="units",
                                to="rezoning.project",
                            ),
                        ),
                        ("pinyin", models.CharField(default="", editable=False, max_length=240)),
                        ("initials", models.CharField(default="", editable=False, max_length=60)),
                    ],
                    options={
                        "ordering": ["id"],
                        "constraints": [
                            models.UniqueConstraint(fields=("project", "key"), name="one_unit_of_a_key"),
                            models.UniqueConstraint(
                                condition=models.Q(("source__isnull", False)),
                                fields=("project", "source"),
                                name="a_source_is_used_once",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Plan",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.PositiveIntegerField(verbose_name="序号")),
                        ("title", models.CharField(max_length=120, verbose_name="名称")),
                        ("aim", models.CharField(blank=True, max_length=20)),
                        ("assignment", models.JSONField()),
                        ("k", models.PositiveIntegerField(verbose_name="社区数")),
                        ("terms", models.JSONField()),
                        ("violations", models.JSONField(default=list)),
                        ("problem", models.JSONField(default=dict)),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("optimal", "已证明最优"),
                                    ("feasible", "可行"),
                                    ("unbeaten", "没有方案样样更好"),
                                    ("hand", "手工调整"),
                                    ("unknown", "未求得"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("objective", models.FloatField(null=True)),
                        ("bound", models.FloatField(null=True)),
                        ("gap", models.FloatField(null=True)),
                        ("seed", models.PositiveIntegerField(null=True)),
                        ("seconds", models.FloatField(null=True)),
                        ("method", models.CharField(blank=True, max_length=60)),
                        ("versions", models.JSONField(default=dict)),
                        ("input_sha256", models.CharField(max_length=64)),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        ("discarded_at", models.DateTimeField(null=True)),
                        (
                            "author",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "parent",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="branches",
                                to="rezoning.plan",
                            ),
                        ),
                        (
                            "project",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="plans",
                                to="rezoning.project",
                            ),
                        ),
                        (
                            "run",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="plans",
                                to="rezoning.run",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["number"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("project", "number"), name="one_plan_of_a_number"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("parent__isnull", True),
                                    models.Q(("parent", models.F("id")), _negated=True),
                                    _connector="OR",
                                ),
                                name="no_plan_is_its_own_parent",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Consultation",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("slug", models.CharField(max_length=24, unique=True)),
                        ("explanation", models.TextField(blank=True, verbose_name="说明")),
                        ("contact", models.CharField(blank=True, max_length=120, verbose_name="联系方式")),
                        ("opens_on", models.DateField(verbose_name="开始日期")),
                        ("closes_on", models.DateField(verbose_name="结束日期")),
                        ("published_at", models.DateTimeField(auto_now_add=True)),
                        ("withdrawn_at", models.DateTimeField(null=True)),
                        (
                            "published_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "plan",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="consultations",
                                to="rezoning.plan",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("closes_on__gte", models.F("opens_on"))),
                                name="consultation_ends_after_it_begins",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("withdrawn_at__isnull", True)),
                                fields=("plan", "opens_on"),
                                name="one_consultation_of_a_plan_from_a_day",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Project",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("title", models.CharField(max_length=120, verbose_name="名称")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("draft", "编制"),
                                    ("consulting", "公示"),
                                    ("proposed", "待批准"),
                                    ("approved", "已批准"),
                                    ("executed", "已执行"),
                                ],
                                default="draft",
                                max_length=12,
                                verbose_name="阶段",
                            ),
                        ),
                        ("units_as_of", models.DateField(verbose_name="数据日期")),
                        (
                            "preset",
                            models.CharField(
                                choices=[
                                    ("law_1989", "100—700户（2025年底以前）"),
                                    ("law_2026", "1000—3000户（2026年起）"),
                                    ("own", "自定"),
                                ],
                                default="law_2026",
                                max_length=10,
                                verbose_name="规模标准",
                            ),
                        ),
                        ("norms", models.JSONField(default=dict)),
                        ("weights", models.JSONField(default=dict)),
                        ("locks", models.JSONField(default=dict)),
                        (
                            "k_low",
                            models.PositiveIntegerField(blank=True, null=True, verbose_name="社区个数下限"),
                        ),
                        (
                            "k_high",
                            models.PositiveIntegerField(blank=True, null=True, verbose_name="社区个数上限"),
                        ),
                        ("revision", models.PositiveIntegerField(default=1)),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        (
                            "body",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="rezoning_projects",
                                to="organisations.organisation",
                                verbose_name="牵头组织",
                            ),
                        ),
                        (
                            "created_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("k_high__isnull", True), ("k_low__isnull", True)),
                                    models.Q(("k_high__gte", models.F("k_low")), ("k_low__gte", 1)),
                                    _connector="OR",
                                ),
                                name="number_of_communities_is_a_range",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Intake",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[("checking", "核对中"), ("loaded", "已载入"), ("dropped", "已放弃")],
                                default="checking",
                                max_length=10,
                            ),
                        ),
                        ("file_name", models.CharField(max_length=200)),
                        ("file_sha256", models.CharField(max_length=64)),
                        ("rows", models.JSONField()),
                        ("pairs", models.JSONField(default=list)),
                        ("barriers", models.JSONField(default=list)),
                        ("decisions", models.JSONField(default=dict)),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        (
                            "account",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "project",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="intakes",
                                to="rezoning.project",
                            ),
                        ),
                        ("found", models.JSONField(null=True)),
                        ("path", models.CharField(blank=True, max_length=200)),
                        (
                            "job",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="kernel.job",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-id"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("state", "checking")),
                                fields=("project",),
                                name="one_open_intake_of_a_project",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Edge",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("boundary_dm", models.PositiveIntegerField(default=0)),
                        ("barrier", models.CharField(blank=True, max_length=30, verbose_name="阻隔")),
                        ("bridged", models.BooleanField(default=False, verbose_name="有桥或通道")),
                        ("line", models.JSONField(null=True)),
                        (
                            "a",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="rezoning.baseunit",
                            ),
                        ),
                        (
                            "b",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="rezoning.baseunit",
                            ),
                        ),
                        (
                            "project",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="edges",
                                to="rezoning.project",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["id"],
                        "constraints": [
                            models.UniqueConstraint(fields=("project", "a", "b"), name="one_edge_of_a_pair"),
                            models.CheckConstraint(
                                condition=models.Q(("a__lt", models.F("b"))), name="edge_ends_in_order"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Draft",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("cursor", models.PositiveIntegerField(default=0)),
                        ("opened_at", models.DateTimeField(auto_now_add=True)),
                        (
                            "account",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "plan",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="drafts",
                                to="rezoning.plan",
                            ),
                        ),
                        (
                            "project",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="drafts",
                                to="rezoning.project",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("project", "account"), name="one_desk_of_a_person"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Barrier",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("kind", models.CharField(max_length=30, verbose_name="种类")),
                        ("name", models.CharField(blank=True, max_length=120, verbose_name="名称")),
                        ("geometry", models.JSONField()),
                        (
                            "project",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="barriers",
                                to="rezoning.project",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["id"],
                    },
                ),
                migrations.CreateModel(
                    name="Remark",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.PositiveIntegerField()),
                        (
                            "stance",
                            models.CharField(
                                choices=[("support", "支持"), ("accept", "可以接受"), ("object", "反对")],
                                max_length=10,
                                verbose_name="态度",
                            ),
                        ),
                        ("text", models.TextField(blank=True, max_length=2000, verbose_name="意见")),
                        (
                            "pin",
                            models.CharField(
                                choices=[
                                    ("whole", "整个方案"),
                                    ("unit", "一个居民委"),
                                    ("boundary", "一段边界"),
                                    ("passage", "一段说明"),
                                ],
                                default="whole",
                                max_length=10,
                            ),
                        ),
                        ("passage", models.CharField(blank=True, max_length=300)),
                        ("signed", models.CharField(blank=True, max_length=40, verbose_name="称呼")),
                        ("origin", models.CharField(blank=True, db_index=True, max_length=64)),
                        ("at", models.DateTimeField(auto_now_add=True)),
                        (
                            "consultation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="remarks",
                                to="rezoning.consultation",
                            ),
                        ),
                        (
                            "home",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="rezoning.baseunit",
                            ),
                        ),
                        (
                            "other_unit",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="rezoning.baseunit",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="rezoning.baseunit",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["number"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("consultation", "number"), name="remarks_in_one_order"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("pin", "whole"),
                                    models.Q(("pin", "unit"), ("unit__isnull", False)),
                                    models.Q(
                                        ("other_unit__isnull", False),
                                        ("pin", "boundary"),
                                        ("unit__isnull", False),
                                    ),
                                    models.Q(("pin", "passage"), models.Q(("passage", ""), _negated=True)),
                                    _connector="OR",
                                ),
                                name="a_pinned_remark_has_its_place",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("stance", "object"), _negated=True),
                                    models.Q(("text", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="an_objection_says_why",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Answer",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "outcome",
                            models.CharField(
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
                        ("text", models.TextField(max_length=2000, verbose_name="答复")),
                        ("at", models.DateTimeField(auto_now_add=True)),
                        (
                            "by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "remark",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="answer",
                                to="rezoning.remark",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("text", ""), _negated=True),
                                name="an_answer_says_something",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Run",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("count", models.PositiveSmallIntegerField(default=5, verbose_name="方案个数")),
                        ("seed", models.PositiveIntegerField(default=0, verbose_name="随机种子")),
                        (
                            "budget_seconds",
                            models.PositiveIntegerField(default=60, verbose_name="时限（秒）"),
                        ),
                        ("phase", models.CharField(blank=True, max_length=80)),
                        ("best", models.JSONField(null=True)),
                        ("objective", models.FloatField(null=True)),
                        ("bound", models.FloatField(null=True)),
                        ("answer", models.JSONField(null=True)),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        (
                            "created_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "job",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="kernel.job"
                            ),
                        ),
                        (
                            "project",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="runs",
                                to="rezoning.project",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[("plans", "求解"), ("prices", "锁定的代价"), ("trades", "取舍")],
                                default="plans",
                                max_length=10,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-id"],
                    },
                ),
                migrations.CreateModel(
                    name="Edit",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("order", models.PositiveIntegerField()),
                        ("moves", models.JSONField()),
                        ("at", models.DateTimeField(auto_now_add=True)),
                        (
                            "draft",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="edits",
                                to="rezoning.draft",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["order"],
                        "constraints": [
                            models.UniqueConstraint(fields=("draft", "order"), name="edits_in_one_order")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DraftCommunity",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("label", models.CharField(max_length=40)),
                        ("name", models.CharField(blank=True, max_length=60, verbose_name="名称")),
                        (
                            "seat",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="rezoning.baseunit",
                            ),
                        ),
                        (
                            "venue",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="rezoning.baseunit",
                            ),
                        ),
                        (
                            "plan",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="communities",
                                to="rezoning.plan",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["id"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("plan", "label"), name="one_community_of_a_label"
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("name", ""), _negated=True),
                                fields=("plan", "name"),
                                name="community_names_differ",
                            ),
                        ],
                    },
                ),
            ],
        ),
        *kept("rezoning", "0002_frozen"),
    ]
