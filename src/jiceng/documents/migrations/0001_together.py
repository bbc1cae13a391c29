import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import jiceng.documents.models.consultation
import jiceng.documents.models.documents
from jiceng.kernel.together import CreateTogether


class Migration(migrations.Migration):
    replaces = [
        ("documents", "0001_first"),
        ("documents", "0002_plans_and_tasks"),
        ("documents", "0003_papers"),
        ("documents", "0004_linked_texts"),
        ("documents", "0005_from_a_decision"),
    ]

    initial = True

    dependencies = [
        ("organisations", "0006_terms_apart"),
        ("people", "0002_sessions_and_second_factor"),
    ]

    operations = [
        CreateTogether(
            models=[
                migrations.CreateModel(
                    name="Document",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("resolution", "决议"),
                                    ("decision", "决定"),
                                    ("order", "命令（令）"),
                                    ("communique", "公报"),
                                    ("proclamation", "公告"),
                                    ("public_notice", "通告"),
                                    ("opinion", "意见"),
                                    ("notice", "通知"),
                                    ("circular", "通报"),
                                    ("report", "报告"),
                                    ("request", "请示"),
                                    ("reply", "批复"),
                                    ("proposal", "议案"),
                                    ("letter", "函"),
                                    ("minutes", "纪要"),
                                ],
                                max_length=16,
                                verbose_name="文种",
                            ),
                        ),
                        ("title", models.CharField(max_length=200, verbose_name="标题")),
                        ("pinyin", models.CharField(blank=True, max_length=1200)),
                        ("initials", models.CharField(blank=True, max_length=200)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("draft", "起草"),
                                    ("review", "审核"),
                                    ("countersign", "会签"),
                                    ("signing", "待签发"),
                                    ("signed", "已签发"),
                                    ("issued", "已印发"),
                                    ("filed", "已归档"),
                                    ("withdrawn", "已撤回"),
                                ],
                                default="draft",
                                max_length=12,
                                verbose_name="状态",
                            ),
                        ),
                        (
                            "urgency",
                            models.CharField(
                                blank=True,
                                choices=[("", "平件"), ("urgent", "加急"), ("most_urgent", "特急")],
                                default="",
                                max_length=12,
                                verbose_name="紧急程度",
                            ),
                        ),
                        (
                            "retention",
                            models.CharField(
                                choices=[("permanent", "永久"), ("30", "30年"), ("10", "10年")],
                                max_length=10,
                                verbose_name="保管期限",
                            ),
                        ),
                        ("sealed", models.BooleanField(default=True, verbose_name="加盖印章")),
                        ("special_task", models.BooleanField(default=False, verbose_name="部署专项工作")),
                        (
                            "length_reason",
                            models.CharField(blank=True, max_length=300, verbose_name="超过篇幅的理由"),
                        ),
                        (
                            "count_reason",
                            models.CharField(blank=True, max_length=300, verbose_name="发文多于上年的理由"),
                        ),
                        ("note", models.CharField(blank=True, max_length=100, verbose_name="附注")),
                        ("year", models.PositiveSmallIntegerField(null=True, verbose_name="年份")),
                        ("number", models.PositiveIntegerField(null=True, verbose_name="序号")),
                        (
                            "signed_by_name",
                            models.CharField(blank=True, max_length=60, verbose_name="签发人"),
                        ),
                        (
                            "signed_by_post",
                            models.CharField(blank=True, max_length=60, verbose_name="签发人职务"),
                        ),
                        ("signed_on", models.DateField(null=True, verbose_name="成文日期")),
                        ("issued_on", models.DateField(null=True, verbose_name="印发日期")),
                        ("valid_from", models.DateField(null=True, verbose_name="生效日期")),
                        ("valid_to", models.DateField(null=True, verbose_name="失效日期")),
                        (
                            "ending",
                            models.CharField(
                                blank=True,
                                choices=[("repealed", "废止"), ("replaced", "被替代"), ("expired", "期满")],
                                max_length=10,
                                verbose_name="失效原因",
                            ),
                        ),
                        (
                            "mark",
                            models.CharField(
                                default=jiceng.documents.models.documents.new_mark,
                                max_length=20,
                                unique=True,
                                verbose_name="核验码",
                            ),
                        ),
                        ("sha256", models.CharField(blank=True, max_length=64)),
                        ("sm3", models.CharField(blank=True, max_length=64)),
                        ("archive_number", models.CharField(blank=True, max_length=60, verbose_name="档号")),
                        ("made_at", models.DateTimeField(auto_now_add=True)),
                        (
                            "made_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="documents",
                                to="organisations.organisation",
                                verbose_name="发文机关",
                            ),
                        ),
                        (
                            "replaced_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="replaces",
                                to="documents.document",
                                verbose_name="替代文件",
                            ),
                        ),
                        (
                            "series",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="documents",
                                to="documents.series",
                                verbose_name="发文代字",
                            ),
                        ),
                        ("source_id", models.CharField(blank=True, max_length=40)),
                        ("source_kind", models.CharField(blank=True, max_length=60, verbose_name="来源")),
                        (
                            "source_name",
                            models.CharField(blank=True, max_length=200, verbose_name="来源说明"),
                        ),
                    ],
                    options={
                        "verbose_name": "公文",
                        "ordering": ["-id"],
                        "indexes": [
                            models.Index(fields=["organisation", "state"], name="documents_of_unit"),
                            models.Index(fields=["source_kind", "source_id"], name="documents_of_source"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("series", "year", "number"), name="one_document_of_a_number"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("issued_on__isnull", False),
                                        ("number__gte", 1),
                                        ("number__isnull", False),
                                        ("signed_on__isnull", False),
                                        ("state__in", ("issued", "filed")),
                                        ("valid_from__isnull", False),
                                        ("year__isnull", False),
                                    ),
                                    models.Q(
                                        models.Q(("state__in", ("issued", "filed")), _negated=True),
                                        ("issued_on__isnull", True),
                                        ("number__isnull", True),
                                        ("valid_from__isnull", True),
                                        ("year__isnull", True),
                                    ),
                                    _connector="OR",
                                ),
                                name="a_number_comes_with_the_issue",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("ending", ""), ("valid_to__isnull", True)),
                                    models.Q(
                                        ("valid_to__gte", models.F("valid_from")),
                                        models.Q(("ending", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="document_ends_with_a_reason",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("replaced_by__isnull", True),
                                    models.Q(
                                        ("ending", "replaced"),
                                        models.Q(("replaced_by", models.F("pk")), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="replaced_by_another",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "signed"), _negated=True),
                                    models.Q(
                                        ("signed_on__isnull", False),
                                        models.Q(("signed_by_name", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="signed_by_somebody",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="FiledCopy",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("content", models.BinaryField()),
                        ("sha256", models.CharField(max_length=64)),
                        ("sm3", models.CharField(max_length=64)),
                        ("filed_at", models.DateTimeField(auto_now_add=True)),
                        (
                            "document",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="filed_copy",
                                to="documents.document",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "归档副本",
                    },
                ),
                migrations.CreateModel(
                    name="Handling",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "step",
                            models.CharField(
                                choices=[
                                    ("submitted", "送审"),
                                    ("reviewed", "审核通过"),
                                    ("countersigned", "会签同意"),
                                    ("signed", "签发"),
                                    ("returned", "退回"),
                                    ("reopened", "签发后修改"),
                                    ("issued", "编号印发"),
                                    ("filed", "归档"),
                                    ("withdrawn", "撤回"),
                                ],
                                max_length=14,
                                verbose_name="环节",
                            ),
                        ),
                        ("version", models.PositiveSmallIntegerField(verbose_name="版本")),
                        ("by_name", models.CharField(max_length=120, verbose_name="办理人")),
                        ("opinion", models.CharField(blank=True, max_length=500, verbose_name="意见")),
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
                            "document",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="handlings",
                                to="documents.document",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "公文处理单",
                        "ordering": ["id"],
                    },
                ),
                migrations.CreateModel(
                    name="Recipient",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "part",
                            models.CharField(
                                choices=[("main", "主送"), ("copy", "抄送")],
                                max_length=6,
                                verbose_name="受文方式",
                            ),
                        ),
                        ("order", models.PositiveSmallIntegerField(verbose_name="顺序")),
                        ("name", models.CharField(max_length=120, verbose_name="名称")),
                        (
                            "document",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="recipients",
                                to="documents.document",
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisations.organisation",
                                verbose_name="受文单位",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "受文单位",
                        "ordering": ["part", "order"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("document", "part", "order"), name="recipients_in_one_order"
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("organisation__isnull", False)),
                                fields=("document", "organisation"),
                                name="sent_once_to_an_organisation",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Receipt",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("by_name", models.CharField(max_length=120, verbose_name="签收人")),
                        ("at", models.DateTimeField(auto_now_add=True, verbose_name="签收时间")),
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
                            "recipient",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="receipt",
                                to="documents.recipient",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "公文签收",
                    },
                ),
                migrations.CreateModel(
                    name="Series",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("valid_from", models.DateField(verbose_name="起")),
                        ("valid_to", models.DateField(blank=True, null=True, verbose_name="止")),
                        ("code", models.CharField(max_length=20, verbose_name="发文代字")),
                        ("name", models.CharField(blank=True, max_length=60, verbose_name="说明")),
                        (
                            "organisation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="document_series",
                                to="organisations.organisation",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "发文字号系列",
                        "ordering": ["code"],
                        "abstract": False,
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("valid_to__isnull", True),
                                    ("valid_to__gt", models.F("valid_from")),
                                    _connector="OR",
                                ),
                                name="series_ends_after_it_begins",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("valid_to__isnull", True)),
                                fields=("code",),
                                name="one_open_series",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("code", ""), _negated=True), name="series_has_a_code"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Counter",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("year", models.PositiveSmallIntegerField(verbose_name="年份")),
                        ("last", models.PositiveIntegerField(default=0, verbose_name="最后编号")),
                        (
                            "series",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="counters",
                                to="documents.series",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "文号计数",
                        "constraints": [
                            models.UniqueConstraint(fields=("series", "year"), name="one_counter_a_year")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Version",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("version", models.PositiveSmallIntegerField(verbose_name="版本")),
                        ("text", models.TextField(verbose_name="正文")),
                        ("why", models.CharField(blank=True, max_length=300, verbose_name="修改理由")),
                        ("sha256", models.CharField(max_length=64)),
                        ("frozen", models.BooleanField(default=False)),
                        ("written_at", models.DateTimeField(auto_now=True)),
                        (
                            "document",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="versions",
                                to="documents.document",
                            ),
                        ),
                        (
                            "written_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "公文版本",
                        "ordering": ["document_id", "version"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("document", "version"), name="one_document_version"
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("frozen", False)),
                                fields=("document",),
                                name="one_version_to_write_on",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Attachment",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("order", models.PositiveSmallIntegerField(verbose_name="顺序")),
                        ("title", models.CharField(max_length=120, verbose_name="附件名称")),
                        ("text", models.TextField(verbose_name="附件正文")),
                        (
                            "version",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="attachments",
                                to="documents.version",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "公文附件",
                        "ordering": ["version_id", "order"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("version", "order"), name="attachments_in_one_order"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Countersignature",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("agreed_at", models.DateTimeField(null=True, verbose_name="会签时间")),
                        (
                            "agreed_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisations.organisation",
                                verbose_name="会签单位",
                            ),
                        ),
                        (
                            "document",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="countersignatures",
                                to="documents.document",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "会签",
                        "ordering": ["id"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("document", "organisation"), name="countersigned_once"
                            )
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
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("county", "县级规划"),
                                    ("three_year", "三年规划"),
                                    ("yearly", "年度计划"),
                                ],
                                max_length=12,
                                verbose_name="类别",
                            ),
                        ),
                        ("title", models.CharField(max_length=120, verbose_name="名称")),
                        ("pinyin", models.CharField(blank=True, max_length=720)),
                        ("initials", models.CharField(blank=True, max_length=120)),
                        (
                            "organisation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="plans",
                                to="organisations.organisation",
                                verbose_name="编制单位",
                            ),
                        ),
                        (
                            "carries_out",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="plans",
                                to="documents.planitem",
                                verbose_name="落实上级规划的",
                            ),
                        ),
                        ("starts_on", models.DateField(verbose_name="起")),
                        ("ends_on", models.DateField(verbose_name="止")),
                        ("adopted_on", models.DateField(verbose_name="通过日期")),
                        (
                            "document",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="plans",
                                to="documents.document",
                                verbose_name="印发文件",
                            ),
                        ),
                        (
                            "made_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("made_at", models.DateTimeField(auto_now_add=True)),
                    ],
                    options={
                        "verbose_name": "规划",
                        "ordering": ["-starts_on", "id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("title", ""), _negated=True), name="a_plan_has_a_name"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("ends_on__gt", models.F("starts_on"))),
                                name="a_plan_ends_later",
                            ),
                            models.UniqueConstraint(
                                fields=("organisation", "title", "starts_on"),
                                name="one_plan_of_a_name_and_start",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PlanItem",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "plan",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="items",
                                to="documents.plan",
                            ),
                        ),
                        (
                            "parent",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="children",
                                to="documents.planitem",
                            ),
                        ),
                        ("order", models.PositiveSmallIntegerField(verbose_name="顺序")),
                        ("title", models.CharField(max_length=120, verbose_name="事项")),
                        ("pinyin", models.CharField(blank=True, max_length=720)),
                        ("initials", models.CharField(blank=True, max_length=120)),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="plan_items",
                                to="organisations.organisation",
                                verbose_name="责任单位",
                            ),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="plan_items",
                                to="people.person",
                                verbose_name="责任人",
                            ),
                        ),
                        ("starts_on", models.DateField(verbose_name="起")),
                        ("made_on", models.DateField(verbose_name="列入日期")),
                        ("dropped_on", models.DateField(null=True, verbose_name="取消日期")),
                        (
                            "dropped_why",
                            models.CharField(blank=True, max_length=300, verbose_name="取消理由"),
                        ),
                        (
                            "cites",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="plan_items",
                                to="documents.document",
                            ),
                        ),
                        ("cited_name", models.CharField(blank=True, max_length=240, verbose_name="依据文件")),
                        ("passage_no", models.PositiveSmallIntegerField(null=True, verbose_name="段落")),
                        ("passage", models.CharField(blank=True, max_length=1000, verbose_name="原文")),
                        (
                            "helpers",
                            models.ManyToManyField(
                                related_name="helped_plan_items",
                                to="organisations.organisation",
                                verbose_name="协办单位",
                            ),
                        ),
                        (
                            "cites_incoming",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="plan_items",
                                to="documents.incoming",
                                verbose_name="依据的来文",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "规划事项",
                        "ordering": ["plan_id", "order", "id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("title", ""), _negated=True), name="a_plan_item_says_what"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("parent", models.F("pk")), _negated=True),
                                name="no_item_below_itself",
                            ),
                            models.UniqueConstraint(
                                fields=("plan", "parent", "order"), name="items_in_one_order"
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("parent__isnull", True)),
                                fields=("plan", "order"),
                                name="goals_in_one_order",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("dropped_on__isnull", True),
                                    models.Q(("dropped_why", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="an_item_is_dropped_with_a_reason",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("cites__isnull", True),
                                        ("cites_incoming__isnull", True),
                                        ("passage", ""),
                                        ("passage_no__isnull", True),
                                    ),
                                    models.Q(
                                        models.Q(("passage", ""), _negated=True),
                                        models.Q(("cited_name", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="a_passage_names_its_document",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PlanTarget",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "item",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="targets",
                                to="documents.planitem",
                            ),
                        ),
                        ("version", models.PositiveSmallIntegerField(verbose_name="版本")),
                        ("decided_on", models.DateField(verbose_name="确定日期")),
                        ("why", models.CharField(blank=True, max_length=300, verbose_name="调整理由")),
                        ("measure", models.CharField(max_length=300, verbose_name="目标")),
                        ("figure", models.CharField(blank=True, max_length=60, verbose_name="计量指标")),
                        (
                            "baseline",
                            models.DecimalField(
                                decimal_places=2, max_digits=12, null=True, verbose_name="基数"
                            ),
                        ),
                        (
                            "goal",
                            models.DecimalField(
                                decimal_places=2, max_digits=12, null=True, verbose_name="目标值"
                            ),
                        ),
                        ("weight", models.PositiveSmallIntegerField(default=1, verbose_name="权重")),
                        ("due_on", models.DateField(verbose_name="完成期限")),
                        (
                            "made_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "规划目标",
                        "ordering": ["item_id", "version"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("item", "version"), name="one_target_of_a_version"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("version", 1), models.Q(("why", ""), _negated=True), _connector="OR"
                                ),
                                name="a_changed_target_says_why",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("measure", ""), _negated=True), name="a_target_says_what"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("weight__gte", 1)), name="a_target_weighs_something"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("figure", ""),
                                    models.Q(
                                        ("baseline__isnull", False),
                                        ("goal__isnull", False),
                                        models.Q(("baseline", models.F("goal")), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="a_measured_target_has_a_way_to_go",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Task",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("title", models.CharField(max_length=120, verbose_name="任务")),
                        ("pinyin", models.CharField(blank=True, max_length=720)),
                        ("initials", models.CharField(blank=True, max_length=120)),
                        ("measure", models.CharField(blank=True, max_length=300, verbose_name="成果要求")),
                        ("source_kind", models.CharField(blank=True, max_length=60, verbose_name="来源")),
                        ("source_id", models.CharField(blank=True, max_length=40)),
                        (
                            "source_name",
                            models.CharField(blank=True, max_length=200, verbose_name="来源说明"),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="tasks",
                                to="organisations.organisation",
                                verbose_name="责任单位",
                            ),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="tasks",
                                to="people.person",
                                verbose_name="责任人",
                            ),
                        ),
                        ("assigned_on", models.DateField(verbose_name="交办日期")),
                        ("due_on", models.DateField(null=True, verbose_name="完成期限")),
                        ("acknowledged_on", models.DateField(null=True, verbose_name="签收日期")),
                        ("progress_on", models.DateField(null=True, verbose_name="最近进展")),
                        ("done_on", models.DateField(null=True, verbose_name="完成日期")),
                        ("result", models.TextField(blank=True, max_length=2000, verbose_name="结果")),
                        ("dropped_on", models.DateField(null=True, verbose_name="取消日期")),
                        (
                            "dropped_why",
                            models.CharField(blank=True, max_length=300, verbose_name="取消理由"),
                        ),
                        (
                            "made_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("made_at", models.DateTimeField(auto_now_add=True)),
                    ],
                    options={
                        "verbose_name": "任务",
                        "ordering": ["due_on", "id"],
                        "indexes": [
                            models.Index(fields=["source_kind", "source_id"], name="tasks_of_source"),
                            models.Index(fields=["unit", "done_on", "due_on"], name="tasks_of_unit"),
                            models.Index(fields=["owner", "done_on"], name="tasks_of_person"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("title", ""), _negated=True), name="a_task_says_what"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("due_on__isnull", True),
                                    ("due_on__gte", models.F("assigned_on")),
                                    _connector="OR",
                                ),
                                name="task_due_after_given",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("done_on__isnull", True),
                                    models.Q(("result", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="a_finished_task_has_its_result",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("dropped_on__isnull", True),
                                    models.Q(
                                        ("done_on__isnull", True),
                                        models.Q(("dropped_why", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="a_task_is_dropped_with_a_reason",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="TaskHelper",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "task",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="helpers",
                                to="documents.task",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisations.organisation",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.person",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "任务协办",
                        "ordering": ["id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("person__isnull", False), ("unit__isnull", True)),
                                    models.Q(("person__isnull", True), ("unit__isnull", False)),
                                    _connector="OR",
                                ),
                                name="a_helper_is_a_unit_or_a_person",
                            ),
                            models.UniqueConstraint(fields=("task", "unit"), name="a_unit_helps_once"),
                            models.UniqueConstraint(fields=("task", "person"), name="a_person_helps_once"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="TaskStep",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "task",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="steps",
                                to="documents.task",
                            ),
                        ),
                        (
                            "act",
                            models.CharField(
                                choices=[
                                    ("given", "交办"),
                                    ("acknowledged", "签收"),
                                    ("progress", "进展"),
                                    ("done", "完成"),
                                    ("moved", "改期限"),
                                    ("handed", "改责任单位"),
                                    ("dropped", "取消"),
                                ],
                                max_length=12,
                                verbose_name="环节",
                            ),
                        ),
                        ("on", models.DateField(verbose_name="日期")),
                        ("by_name", models.CharField(max_length=120, verbose_name="经办人")),
                        ("note", models.CharField(blank=True, max_length=500, verbose_name="说明")),
                        ("at", models.DateTimeField(auto_now_add=True, verbose_name="时间")),
                    ],
                    options={
                        "verbose_name": "任务环节",
                        "ordering": ["on", "id"],
                    },
                ),
                migrations.CreateModel(
                    name="Passage",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("key", models.PositiveIntegerField()),
                        ("order", models.PositiveIntegerField()),
                        ("level", models.PositiveSmallIntegerField(default=0)),
                        ("text", models.TextField(verbose_name="内容")),
                        (
                            "version",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="passages",
                                to="documents.textversion",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "段落",
                        "ordering": ["version_id", "order"],
                        "constraints": [
                            models.UniqueConstraint(fields=("version", "key"), name="one_passage_of_a_key"),
                            models.UniqueConstraint(
                                fields=("version", "order"), name="passages_in_one_order"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ConsultedText",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("opinion", "意见"),
                                    ("plan", "规划"),
                                    ("rules", "制度"),
                                    ("other", "其他文稿"),
                                ],
                                max_length=10,
                                verbose_name="类别",
                            ),
                        ),
                        ("title", models.CharField(max_length=200, verbose_name="标题")),
                        ("pinyin", models.CharField(blank=True, max_length=1200)),
                        ("initials", models.CharField(blank=True, max_length=200)),
                        ("explanation", models.CharField(blank=True, max_length=1000, verbose_name="说明")),
                        ("contact", models.CharField(blank=True, max_length=120, verbose_name="联系方式")),
                        ("public", models.BooleanField(default=True, verbose_name="向居民公开")),
                        ("opens_on", models.DateField(verbose_name="开始日期")),
                        ("closes_on", models.DateField(verbose_name="结束日期")),
                        (
                            "slug",
                            models.CharField(
                                default=jiceng.documents.models.consultation.new_slug,
                                max_length=20,
                                unique=True,
                            ),
                        ),
                        ("closed_on", models.DateField(null=True, verbose_name="办结日期")),
                        (
                            "end_reason",
                            models.CharField(
                                blank=True, max_length=300, verbose_name="提前结束或未答复的理由"
                            ),
                        ),
                        ("made_at", models.DateTimeField(auto_now_add=True)),
                        (
                            "document",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="consultations",
                                to="documents.document",
                            ),
                        ),
                        (
                            "made_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="consulted_texts",
                                to="organisations.organisation",
                                verbose_name="征求意见的单位",
                            ),
                        ),
                        (
                            "plan",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="consultations",
                                to="documents.plan",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "征求意见稿",
                        "ordering": ["-opens_on", "-id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("title", ""), _negated=True),
                                name="a_consulted_text_has_a_title",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("closes_on__gte", models.F("opens_on"))),
                                name="asked_until_after_since",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("end_reason", ""), ("closed_on__isnull", False), _connector="OR"
                                ),
                                name="a_reason_comes_with_the_end",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AskedUnit",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("nothing_on", models.DateField(null=True, verbose_name="回复无意见")),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisations.organisation",
                                verbose_name="单位",
                            ),
                        ),
                        (
                            "consulted",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="asked",
                                to="documents.consultedtext",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "征求意见单位",
                        "ordering": ["id"],
                        "constraints": [
                            models.UniqueConstraint(fields=("consulted", "unit"), name="asked_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Incoming",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("year", models.PositiveSmallIntegerField(verbose_name="年份")),
                        ("serial", models.PositiveIntegerField(verbose_name="收文序号")),
                        ("sender", models.CharField(max_length=120, verbose_name="来文单位")),
                        ("number", models.CharField(blank=True, max_length=60, verbose_name="来文字号")),
                        ("title", models.CharField(max_length=200, verbose_name="标题")),
                        ("pinyin", models.CharField(blank=True, max_length=1200)),
                        ("initials", models.CharField(blank=True, max_length=200)),
                        ("text", models.TextField(blank=True, verbose_name="正文")),
                        (
                            "urgency",
                            models.CharField(
                                blank=True,
                                choices=[("", "平件"), ("urgent", "加急"), ("most_urgent", "特急")],
                                default="",
                                max_length=12,
                                verbose_name="紧急程度",
                            ),
                        ),
                        ("copies", models.PositiveSmallIntegerField(default=1, verbose_name="份数")),
                        ("received_on", models.DateField(verbose_name="签收日期")),
                        ("received_by", models.CharField(max_length=120, verbose_name="签收人")),
                        (
                            "need",
                            models.CharField(
                                blank=True,
                                choices=[("act", "办件"), ("read", "阅件")],
                                max_length=6,
                                verbose_name="办理要求",
                            ),
                        ),
                        ("due_on", models.DateField(null=True, verbose_name="办理期限")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("registered", "已登记"),
                                    ("proposed", "已拟办"),
                                    ("instructed", "已批示"),
                                    ("handed", "承办中"),
                                    ("closed", "已办结"),
                                    ("refused", "已退文"),
                                ],
                                default="registered",
                                max_length=12,
                                verbose_name="状态",
                            ),
                        ),
                        ("closed_on", models.DateField(null=True, verbose_name="办结日期")),
                        ("result", models.CharField(blank=True, max_length=500, verbose_name="办理结果")),
                        ("made_at", models.DateTimeField(auto_now_add=True)),
                        (
                            "made_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="incoming",
                                to="organisations.organisation",
                                verbose_name="收文单位",
                            ),
                        ),
                        (
                            "recipient",
                            models.OneToOneField(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="incoming",
                                to="documents.recipient",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "收文",
                        "ordering": ["-year", "-serial"],
                        "indexes": [
                            models.Index(fields=["organisation", "state"], name="incoming_of_office")
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("organisation", "year", "serial"), name="one_paper_of_a_number"
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("number", ""), _negated=True),
                                fields=("organisation", "sender", "number"),
                                name="a_paper_is_registered_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("title", ""), _negated=True),
                                    models.Q(("sender", ""), _negated=True),
                                ),
                                name="a_paper_says_from_whom",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("closed_on__isnull", False),
                                        ("state__in", ["closed", "refused"]),
                                        models.Q(("result", ""), _negated=True),
                                    ),
                                    models.Q(
                                        models.Q(("state__in", ["closed", "refused"]), _negated=True),
                                        ("closed_on__isnull", True),
                                    ),
                                    _connector="OR",
                                ),
                                name="a_paper_ends_with_a_result",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("state__in", ["registered", "refused"]),
                                    models.Q(("need", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="proposed_what_to_do",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("due_on__isnull", True),
                                    ("due_on__gte", models.F("received_on")),
                                    _connector="OR",
                                ),
                                name="paper_due_after",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Hand",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("lead", models.BooleanField(default=False, verbose_name="主办")),
                        ("due_on", models.DateField(verbose_name="期限")),
                        ("urged_on", models.DateField(null=True, verbose_name="最近催办")),
                        ("answer", models.CharField(blank=True, max_length=1000, verbose_name="答复")),
                        ("answered_on", models.DateField(null=True, verbose_name="答复日期")),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisations.organisation",
                                verbose_name="承办单位",
                            ),
                        ),
                        (
                            "incoming",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="hands",
                                to="documents.incoming",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "承办单位",
                        "ordering": ["-lead", "id"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("incoming", "unit"), name="handed_once_to_a_unit"
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("lead", True)),
                                fields=("incoming",),
                                name="one_unit_leads_a_paper",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("answer", ""), ("answered_on__isnull", True)),
                                    models.Q(
                                        models.Q(("answer", ""), _negated=True),
                                        ("answered_on__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="an_answer_has_its_day",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="IncomingFile",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=160, verbose_name="文件名")),
                        (
                            "file",
                            models.FileField(max_length=200, upload_to="incoming/%Y/%m", verbose_name="文件"),
                        ),
                        ("size", models.PositiveIntegerField()),
                        ("sha256", models.CharField(max_length=64)),
                        (
                            "incoming",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="files",
                                to="documents.incoming",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "来文附件",
                        "ordering": ["id"],
                        "constraints": [
                            models.UniqueConstraint(fields=("incoming", "sha256"), name="one_copy_of_a_file")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="IncomingStep",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "act",
                            models.CharField(
                                choices=[
                                    ("registered", "签收登记"),
                                    ("refused", "退回来文单位"),
                                    ("proposed", "拟办"),
                                    ("instructed", "批示"),
                                    ("handed", "交办"),
                                    ("circulated", "传阅"),
                                    ("urged", "催办"),
                                    ("read", "阅文意见"),
                                    ("answered", "承办答复"),
                                    ("closed", "办结"),
                                ],
                                max_length=12,
                                verbose_name="环节",
                            ),
                        ),
                        ("on", models.DateField(verbose_name="日期")),
                        ("by_name", models.CharField(max_length=120, verbose_name="办理人")),
                        ("opinion", models.CharField(blank=True, max_length=1000, verbose_name="意见")),
                        (
                            "incoming",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="steps",
                                to="documents.incoming",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "收文处理单",
                        "ordering": ["id"],
                    },
                ),
                migrations.CreateModel(
                    name="SealUse",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("seal", models.CharField(max_length=120, verbose_name="印章")),
                        ("copies", models.PositiveSmallIntegerField(verbose_name="份数")),
                        ("approved_by", models.CharField(max_length=60, verbose_name="批准人")),
                        ("by_name", models.CharField(max_length=120, verbose_name="监印人")),
                        ("on", models.DateField(verbose_name="用印日期")),
                        (
                            "document",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="seal_use",
                                to="documents.document",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "用印登记",
                        "ordering": ["-on", "-id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("copies__gte", 1)), name="a_seal_goes_on_paper"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="StandardTemplate",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("key", models.CharField(max_length=40, verbose_name="范本")),
                        ("number", models.PositiveSmallIntegerField(verbose_name="版本")),
                        ("name", models.CharField(max_length=160, verbose_name="文件名")),
                        ("content", models.BinaryField()),
                        ("sha256", models.CharField(max_length=64)),
                        ("in_use", models.BooleanField(default=True, verbose_name="使用中")),
                        ("added_at", models.DateTimeField(auto_now_add=True)),
                        (
                            "added_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "范本",
                        "ordering": ["key", "-number"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("key", "number"), name="one_template_of_a_number"
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("in_use", True)),
                                fields=("key",),
                                name="one_template_in_use",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="TextRemark",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.PositiveIntegerField()),
                        (
                            "voice",
                            models.CharField(
                                choices=[("resident", "居民"), ("unit", "单位"), ("department", "部门")],
                                max_length=10,
                                verbose_name="意见来自",
                            ),
                        ),
                        ("signed", models.CharField(blank=True, max_length=60, verbose_name="称呼")),
                        (
                            "wish",
                            models.CharField(
                                choices=[
                                    ("change", "修改"),
                                    ("add", "增加"),
                                    ("remove", "删去"),
                                    ("support", "赞成"),
                                    ("ask", "询问"),
                                ],
                                max_length=8,
                                verbose_name="意见",
                            ),
                        ),
                        ("text", models.CharField(max_length=1000, verbose_name="内容和理由")),
                        ("wording", models.CharField(blank=True, max_length=1000, verbose_name="建议改成")),
                        ("origin", models.CharField(blank=True, db_index=True, max_length=64)),
                        ("at", models.DateTimeField(auto_now_add=True)),
                        (
                            "consulted",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="remarks",
                                to="documents.consultedtext",
                            ),
                        ),
                        (
                            "passage",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="remarks",
                                to="documents.passage",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisations.organisation",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "文稿意见",
                        "ordering": ["number"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("consulted", "number"), name="text_remarks_in_one_order"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("text", ""), _negated=True),
                                name="a_text_remark_says_something",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("unit__isnull", True), ("voice", "resident")),
                                    models.Q(
                                        models.Q(("voice", "resident"), _negated=True),
                                        ("unit__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="units_speak_in_their_name",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="TextAnswer",
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
                                    ("kept", "不采纳"),
                                    ("noted", "已说明"),
                                ],
                                max_length=10,
                                verbose_name="处理",
                            ),
                        ),
                        ("text", models.CharField(max_length=1000, verbose_name="答复")),
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
                                to="documents.textremark",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "意见答复",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("text", ""), _negated=True),
                                name="a_text_answer_says_something",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="TextVersion",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField(verbose_name="版本")),
                        ("why", models.CharField(blank=True, max_length=300, verbose_name="修改说明")),
                        ("made_at", models.DateTimeField(auto_now_add=True)),
                        (
                            "consulted",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="versions",
                                to="documents.consultedtext",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "征求意见稿版本",
                        "ordering": ["consulted_id", "number"],
                        "constraints": [
                            models.UniqueConstraint(fields=("consulted", "number"), name="one_text_version")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PlanItemVersion",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("version", models.PositiveSmallIntegerField(verbose_name="版本")),
                        ("decided_on", models.DateField(verbose_name="变更日期")),
                        ("why", models.CharField(blank=True, max_length=300, verbose_name="变更理由")),
                        ("title", models.CharField(max_length=120, verbose_name="事项")),
                        (
                            "helpers",
                            models.ManyToManyField(
                                related_name="+", to="organisations.organisation", verbose_name="协办单位"
                            ),
                        ),
                        (
                            "item",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="versions",
                                to="documents.planitem",
                            ),
                        ),
                        (
                            "made_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.person",
                                verbose_name="责任人",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisations.organisation",
                                verbose_name="责任单位",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "规划事项版本",
                        "ordering": ["item_id", "version"],
                        "constraints": [
                            models.UniqueConstraint(fields=("item", "version"), name="one_plan_item_version"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("version", 1), models.Q(("why", ""), _negated=True), _connector="OR"
                                ),
                                name="a_changed_item_says_why",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("title", ""), _negated=True),
                                name="a_plan_item_version_says_what",
                            ),
                        ],
                    },
                ),
            ],
        ),
    ]
