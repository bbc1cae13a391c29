import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import jiceng.kernel.crypt
from jiceng.kernel.together import CreateTogether


class Migration(migrations.Migration):
    replaces = [("service", "0001_first"), ("service", "0002_households_tickets_certificates")]

    initial = True

    dependencies = [
        ("organisations", "0007_places_held"),
        ("people", "__first__"),
    ]

    operations = [
        CreateTogether(
            models=[
                migrations.CreateModel(
                    name="CaseSeries",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("year", models.PositiveSmallIntegerField(unique=True)),
                        ("last", models.PositiveIntegerField(default=0)),
                    ],
                    options={
                        "verbose_name": "诉求编号",
                    },
                ),
                migrations.CreateModel(
                    name="Case",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("year", models.PositiveSmallIntegerField()),
                        ("serial", models.PositiveIntegerField()),
                        ("kind", models.CharField(max_length=20, verbose_name="类别")),
                        (
                            "urgency",
                            models.CharField(
                                choices=[("urgent", "急办"), ("ordinary", "一般"), ("hard", "疑难")],
                                max_length=10,
                                verbose_name="急缓",
                            ),
                        ),
                        (
                            "way",
                            models.CharField(
                                choices=[
                                    ("page", "扫码或网页"),
                                    ("phone", "电话"),
                                    ("desk", "当面"),
                                    ("visit", "入户"),
                                ],
                                max_length=6,
                                verbose_name="渠道",
                            ),
                        ),
                        ("text", jiceng.kernel.crypt.EncryptedField(verbose_name="内容")),
                        ("place", jiceng.kernel.crypt.EncryptedField(blank=True, verbose_name="地点")),
                        ("place_print", models.CharField(blank=True, db_index=True, max_length=64)),
                        ("name", jiceng.kernel.crypt.EncryptedField(blank=True, verbose_name="称呼")),
                        ("phone", jiceng.kernel.crypt.EncryptedField(blank=True, verbose_name="联系电话")),
                        ("code_print", models.CharField(max_length=64, unique=True)),
                        ("received_on", models.DateField(db_index=True, verbose_name="提出日期")),
                        ("received_at", models.DateTimeField(auto_now_add=True)),
                        (
                            "first_asked",
                            models.CharField(blank=True, max_length=120, verbose_name="首问责任人"),
                        ),
                        ("accepted_on", models.DateField(null=True, verbose_name="受理日期")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("received", "待受理"),
                                    ("offered", "转出待接收"),
                                    ("accepted", "办理中"),
                                    ("answered", "已答复"),
                                ],
                                default="received",
                                max_length=10,
                                verbose_name="状态",
                            ),
                        ),
                        ("round", models.PositiveSmallIntegerField(default=0, verbose_name="办理轮次")),
                        ("returned", models.PositiveSmallIntegerField(default=0, verbose_name="退回次数")),
                        (
                            "public_line",
                            models.CharField(blank=True, max_length=100, verbose_name="公开的一句话"),
                        ),
                        ("origin", models.CharField(blank=True, db_index=True, max_length=64)),
                        ("erased_on", models.DateField(null=True, verbose_name="联系方式删除日期")),
                        (
                            "received_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "居民诉求",
                        "ordering": ["-year", "-serial"],
                        "constraints": [
                            models.UniqueConstraint(fields=("year", "serial"), name="one_case_of_a_number"),
                            models.CheckConstraint(
                                condition=models.Q(("text", ""), _negated=True), name="a_case_says_what"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("accepted_on__isnull", True),
                                    ("accepted_on__gte", models.F("received_on")),
                                    _connector="OR",
                                ),
                                name="accepted_after_received",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("state", "received"), ("accepted_on__isnull", False), _connector="OR"
                                ),
                                name="worked_on_once_accepted",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("erased_on__isnull", True),
                                    models.Q(("name", ""), ("phone", "")),
                                    _connector="OR",
                                ),
                                name="erased_is_gone",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CaseHolding",
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
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="holdings",
                                to="service.case",
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
                            "holder",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisations.organisation",
                                verbose_name="承办单位",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "诉求承办",
                        "ordering": ["valid_from", "id"],
                        "abstract": False,
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("valid_to__isnull", True),
                                    ("valid_to__gt", models.F("valid_from")),
                                    _connector="OR",
                                ),
                                name="caseholding_ends_after_it_begins",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("valid_to__isnull", True)),
                                fields=("case",),
                                name="one_unit_has_a_case",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CaseRound",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField(verbose_name="办理轮次")),
                        ("opened_on", models.DateField(verbose_name="开始日期")),
                        (
                            "opened_why",
                            jiceng.kernel.crypt.EncryptedField(blank=True, verbose_name="重办理由"),
                        ),
                        ("due_on", models.DateField(verbose_name="办理期限")),
                        ("extended_from", models.DateField(null=True, verbose_name="原期限")),
                        (
                            "extended_why",
                            jiceng.kernel.crypt.EncryptedField(blank=True, verbose_name="延期理由"),
                        ),
                        ("answered_on", models.DateField(null=True, verbose_name="答复日期")),
                        ("answer", jiceng.kernel.crypt.EncryptedField(blank=True, verbose_name="答复")),
                        ("answered_by", models.CharField(blank=True, max_length=120, verbose_name="答复人")),
                        ("took", models.PositiveSmallIntegerField(null=True, verbose_name="用时（工作日）")),
                        (
                            "solved",
                            models.CharField(
                                blank=True,
                                choices=[("yes", "解决了"), ("partly", "部分解决"), ("no", "没有解决")],
                                max_length=6,
                                verbose_name="居民说是否解决",
                            ),
                        ),
                        ("satisfied", models.BooleanField(null=True, verbose_name="居民说是否满意")),
                        ("rated_on", models.DateField(null=True, verbose_name="评价日期")),
                        ("note", jiceng.kernel.crypt.EncryptedField(blank=True, verbose_name="居民的话")),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="rounds",
                                to="service.case",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "办理轮次",
                        "ordering": ["number"],
                        "indexes": [models.Index(fields=["case", "opened_on"], name="rounds_of_a_case")],
                        "constraints": [
                            models.UniqueConstraint(fields=("case", "number"), name="one_round_of_a_number"),
                            models.CheckConstraint(
                                condition=models.Q(("due_on__gte", models.F("opened_on"))),
                                name="round_due_after_begun",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("answer", ""),
                                        ("answered_by", ""),
                                        ("answered_on__isnull", True),
                                        ("took__isnull", True),
                                    ),
                                    models.Q(
                                        ("answered_on__isnull", False),
                                        ("took__isnull", False),
                                        models.Q(("answer", ""), _negated=True),
                                        models.Q(("answered_by", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="a_round_ends_with_an_answer",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("rated_on__isnull", True),
                                        ("satisfied__isnull", True),
                                        ("solved", ""),
                                    ),
                                    models.Q(
                                        ("rated_on__gte", models.F("answered_on")),
                                        ("satisfied__isnull", False),
                                        models.Q(("solved", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="rated_once_answered",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("extended_from__isnull", True), ("extended_why", "")),
                                    models.Q(
                                        ("extended_from__lt", models.F("due_on")),
                                        models.Q(("extended_why", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="extended_with_a_reason",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CaseStep",
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
                                    ("received", "提出"),
                                    ("accepted", "受理"),
                                    ("sorted", "改类别或急缓"),
                                    ("offered", "转办"),
                                    ("taken", "接收"),
                                    ("returned", "退回"),
                                    ("recalled", "收回转办"),
                                    ("extended", "延期"),
                                    ("answered", "答复"),
                                    ("called", "回访"),
                                    ("rated", "居民评价"),
                                    ("reopened", "居民要求重办"),
                                    ("moved", "随组织调整转接"),
                                ],
                                max_length=10,
                                verbose_name="环节",
                            ),
                        ),
                        ("on", models.DateField(verbose_name="日期")),
                        ("at", models.DateTimeField(auto_now_add=True)),
                        ("by_name", models.CharField(blank=True, max_length=120, verbose_name="经办人")),
                        ("unit_name", models.CharField(blank=True, max_length=120, verbose_name="单位")),
                        ("note", jiceng.kernel.crypt.EncryptedField(blank=True, verbose_name="说明")),
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
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="steps",
                                to="service.case",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "诉求环节",
                        "ordering": ["on", "id"],
                        "indexes": [models.Index(fields=["case", "on"], name="steps_of_a_case")],
                    },
                ),
                migrations.CreateModel(
                    name="Handing",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("on", models.DateField(verbose_name="转办日期")),
                        ("why", jiceng.kernel.crypt.EncryptedField(verbose_name="转办理由")),
                        ("taken", models.BooleanField(null=True, verbose_name="是否接收")),
                        ("decided_on", models.DateField(null=True, verbose_name="接收或退回日期")),
                        ("recalled", models.BooleanField(default=False, verbose_name="已收回")),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="handings",
                                to="service.case",
                            ),
                        ),
                        (
                            "from_unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisations.organisation",
                                verbose_name="转出单位",
                            ),
                        ),
                        (
                            "to_unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisations.organisation",
                                verbose_name="接收单位",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "转办",
                        "ordering": ["id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("from_unit", models.F("to_unit")), _negated=True),
                                name="a_case_is_handed_to_another",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("decided_on__isnull", True)),
                                fields=("case",),
                                name="one_open_offer_of_a_case",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("decided_on__isnull", True), ("taken__isnull", True)),
                                    models.Q(("decided_on__gte", models.F("on")), ("taken__isnull", False)),
                                    _connector="OR",
                                ),
                                name="decided_means_taken_or_not",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="KeyHousehold",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "need",
                            models.CharField(
                                choices=[
                                    ("old", "独居高龄老人"),
                                    ("disabled", "残疾人"),
                                    ("poor", "困难家庭"),
                                    ("minors", "需要关爱的未成年人"),
                                    ("other", "其他"),
                                ],
                                max_length=10,
                                verbose_name="类别",
                            ),
                        ),
                        ("name", jiceng.kernel.crypt.EncryptedField(verbose_name="户主或本人")),
                        ("address", jiceng.kernel.crypt.EncryptedField(blank=True, verbose_name="住址")),
                        ("phone", jiceng.kernel.crypt.EncryptedField(blank=True, verbose_name="联系电话")),
                        ("note", jiceng.kernel.crypt.EncryptedField(blank=True, verbose_name="需要留意的")),
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
                        "verbose_name": "重点户",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("name", ""), _negated=True), name="a_household_has_a_name"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HouseholdVisit",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("on", models.DateField(verbose_name="日期")),
                        (
                            "found",
                            models.CharField(
                                choices=[
                                    ("well", "情况正常"),
                                    ("helped", "当场帮了忙"),
                                    ("need", "有事要办"),
                                    ("away", "没有见到人"),
                                ],
                                max_length=8,
                                verbose_name="情况",
                            ),
                        ),
                        ("note", jiceng.kernel.crypt.EncryptedField(blank=True, verbose_name="需求")),
                        ("by_name", models.CharField(blank=True, max_length=120, verbose_name="走访人")),
                        ("made_at", models.DateTimeField(auto_now_add=True)),
                        ("annulled_on", models.DateField(null=True, verbose_name="撤销日期")),
                        (
                            "annulled_why",
                            models.CharField(blank=True, max_length=300, verbose_name="撤销理由"),
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
                            "household",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="visits",
                                to="service.keyhousehold",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "入户走访",
                        "ordering": ["-on", "-id"],
                        "indexes": [models.Index(fields=["household", "on"], name="visits_of_a_household")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("annulled_on__isnull", True), ("annulled_why", "")),
                                    models.Q(
                                        ("annulled_on__isnull", False),
                                        models.Q(("annulled_why", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="a_household_visit_annulled_with_a_reason",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HouseholdStay",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("valid_from", models.DateField(verbose_name="起")),
                        ("valid_to", models.DateField(blank=True, null=True, verbose_name="止")),
                        ("ended_why", models.CharField(blank=True, max_length=200, verbose_name="出册理由")),
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
                            "household",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="stays",
                                to="service.keyhousehold",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "重点户在册",
                        "ordering": ["valid_from", "id"],
                        "abstract": False,
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("valid_to__isnull", True),
                                    ("valid_to__gt", models.F("valid_from")),
                                    _connector="OR",
                                ),
                                name="householdstay_ends_after_it_begins",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("valid_to__isnull", True)),
                                fields=("household",),
                                name="a_household_on_one_roll",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ProblemTicket",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("kind", models.CharField(max_length=20, verbose_name="类别")),
                        (
                            "cause",
                            models.CharField(
                                choices=[
                                    ("repeated", "同一地点多次反映"),
                                    ("returned", "多次被退回"),
                                    ("reopened", "多次重办"),
                                ],
                                max_length=10,
                                verbose_name="缘由",
                            ),
                        ),
                        ("mark", models.CharField(max_length=80)),
                        ("opened_on", models.DateField(verbose_name="形成日期")),
                        ("settled_on", models.DateField(null=True, verbose_name="了结日期")),
                        (
                            "settled_how",
                            models.CharField(blank=True, max_length=300, verbose_name="怎样了结"),
                        ),
                        ("settled_by", models.CharField(blank=True, max_length=120, verbose_name="了结人")),
                    ],
                    options={
                        "verbose_name": "问题工单",
                        "ordering": ["-opened_on", "-id"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("settled_on__isnull", True)),
                                fields=("mark",),
                                name="one_open_ticket_of_a_problem",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("settled_by", ""), ("settled_how", ""), ("settled_on__isnull", True)
                                    ),
                                    models.Q(
                                        ("settled_on__isnull", False),
                                        models.Q(("settled_how", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="a_ticket_is_settled_with_words",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="TicketCase",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="tickets",
                                to="service.case",
                            ),
                        ),
                        (
                            "ticket",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="parts",
                                to="service.problemticket",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "问题工单中的诉求",
                        "ordering": ["id"],
                        "constraints": [
                            models.UniqueConstraint(fields=("ticket", "case"), name="a_case_once_in_a_ticket")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CertificateAnswer",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("certificate", models.CharField(max_length=30, verbose_name="证明事项")),
                        ("name", models.CharField(max_length=60, verbose_name="证明名称")),
                        ("told", models.TextField(verbose_name="告知内容")),
                        (
                            "way",
                            models.CharField(
                                choices=[
                                    ("page", "扫码或网页"),
                                    ("phone", "电话"),
                                    ("desk", "当面"),
                                    ("visit", "入户"),
                                ],
                                max_length=6,
                                verbose_name="渠道",
                            ),
                        ),
                        ("on", models.DateField(verbose_name="日期")),
                        ("at", models.DateTimeField(auto_now_add=True)),
                        ("origin", models.CharField(blank=True, db_index=True, max_length=64)),
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
                            "community",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisations.organisation",
                                verbose_name="社区",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "证明事项答复",
                        "ordering": ["-on", "-id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("told", ""), _negated=True),
                                name="a_refusal_says_where_to_go",
                            )
                        ],
                    },
                ),
            ],
        ),
    ]
