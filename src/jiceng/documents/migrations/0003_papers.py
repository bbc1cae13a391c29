import django.db.models.deletion
import jiceng.documents.models.consultation
import jiceng.kernel.together
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0002_plans_and_tasks"),
        ("organisations", "0005_organisation_department"),
        ("people", "__first__"),
    ]

    operations = [
        jiceng.kernel.together.CreateTogether(
            models=[
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
            ],
        ),
    ]
