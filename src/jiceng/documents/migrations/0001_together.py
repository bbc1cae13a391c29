import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import jiceng.documents.models.documents
from jiceng.kernel.together import CreateTogether


class Migration(migrations.Migration):
    replaces = [("documents", "0001_first")]

    initial = True

    dependencies = [
        ("organisations", "0001_together"),
        ("people", "__first__"),
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
                            "organisation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="documents",
                                to="organisations.organisation",
                                verbose_name="发文机关",
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
                        "verbose_name": "公文",
                        "ordering": ["-id"],
                        "indexes": [models.Index(fields=["organisation", "state"], name="documents_of_unit")],
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
                        (
                            "document",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="filed_copy",
                                to="documents.document",
                            ),
                        ),
                        ("content", models.BinaryField()),
                        ("sha256", models.CharField(max_length=64)),
                        ("sm3", models.CharField(max_length=64)),
                        ("filed_at", models.DateTimeField(auto_now_add=True)),
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
                            "document",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="handlings",
                                to="documents.document",
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
                        (
                            "by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("by_name", models.CharField(max_length=120, verbose_name="办理人")),
                        ("opinion", models.CharField(blank=True, max_length=500, verbose_name="意见")),
                        ("at", models.DateTimeField(auto_now_add=True)),
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
                            "document",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="recipients",
                                to="documents.document",
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
                        ("name", models.CharField(max_length=120, verbose_name="名称")),
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
                        (
                            "recipient",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="receipt",
                                to="documents.recipient",
                            ),
                        ),
                        (
                            "by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("by_name", models.CharField(max_length=120, verbose_name="签收人")),
                        ("at", models.DateTimeField(auto_now_add=True, verbose_name="签收时间")),
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
                        (
                            "organisation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="document_series",
                                to="organisations.organisation",
                            ),
                        ),
                        ("code", models.CharField(max_length=20, verbose_name="发文代字")),
                        ("name", models.CharField(blank=True, max_length=60, verbose_name="说明")),
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
                        (
                            "series",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="counters",
                                to="documents.series",
                            ),
                        ),
                        ("year", models.PositiveSmallIntegerField(verbose_name="年份")),
                        ("last", models.PositiveIntegerField(default=0, verbose_name="最后编号")),
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
                        (
                            "document",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="versions",
                                to="documents.document",
                            ),
                        ),
                        ("version", models.PositiveSmallIntegerField(verbose_name="版本")),
                        ("text", models.TextField(verbose_name="正文")),
                        ("why", models.CharField(blank=True, max_length=300, verbose_name="修改理由")),
                        ("sha256", models.CharField(max_length=64)),
                        ("frozen", models.BooleanField(default=False)),
                        (
                            "written_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("written_at", models.DateTimeField(auto_now=True)),
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
                        (
                            "version",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="attachments",
                                to="documents.version",
                            ),
                        ),
                        ("order", models.PositiveSmallIntegerField(verbose_name="顺序")),
                        ("title", models.CharField(max_length=120, verbose_name="附件名称")),
                        ("text", models.TextField(verbose_name="附件正文")),
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
                        (
                            "document",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="countersignatures",
                                to="documents.document",
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
                            "agreed_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("agreed_at", models.DateTimeField(null=True, verbose_name="会签时间")),
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
            ],
        ),
    ]
