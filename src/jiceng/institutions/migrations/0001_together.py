import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from jiceng.kernel.together import CreateTogether


class Migration(migrations.Migration):
    replaces = [
        ("institutions", "0001_initial"),
        ("institutions", "0002_organisation_department"),
        ("institutions", "0003_weighing_index"),
        ("institutions", "0004_changes_told"),
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
                    name="Freshness",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("since", models.DateField(null=True)),
                        ("sequence", models.PositiveBigIntegerField(default=0)),
                        ("horizon", models.DateField(null=True)),
                        ("at", models.DateTimeField(null=True)),
                    ],
                ),
                migrations.CreateModel(
                    name="Institution",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("key", models.SlugField(max_length=40, unique=True)),
                        ("number", models.PositiveSmallIntegerField(unique=True, verbose_name="序号")),
                        ("name", models.CharField(max_length=80, verbose_name="名称")),
                    ],
                    options={
                        "ordering": ["number"],
                    },
                ),
                migrations.CreateModel(
                    name="CalendarFeed",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("digest", models.CharField(max_length=64, unique=True)),
                        ("made_at", models.DateTimeField(auto_now_add=True)),
                        ("revoked_at", models.DateTimeField(null=True)),
                        (
                            "account",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="calendar_feeds",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="Edition",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("valid_from", models.DateField(verbose_name="起")),
                        ("valid_to", models.DateField(blank=True, null=True, verbose_name="止")),
                        ("version", models.PositiveIntegerField(verbose_name="版本")),
                        ("pack", models.CharField(max_length=20, verbose_name="来源")),
                        ("purpose", models.CharField(blank=True, max_length=300, verbose_name="目的")),
                        ("source_text", models.TextField(verbose_name="全文")),
                        ("why", models.CharField(blank=True, max_length=300, verbose_name="修订理由")),
                        ("written_at", models.DateTimeField(auto_now_add=True)),
                        ("published_at", models.DateTimeField(null=True)),
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
                            "based_on",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="revisions",
                                to="institutions.edition",
                            ),
                        ),
                        (
                            "institution",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="editions",
                                to="institutions.institution",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["institution_id", "version"],
                        "abstract": False,
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("valid_to__isnull", True),
                                    ("valid_to__gt", models.F("valid_from")),
                                    _connector="OR",
                                ),
                                name="edition_ends_after_it_begins",
                            ),
                            models.UniqueConstraint(
                                fields=("institution", "version"), name="one_edition_of_a_version"
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(
                                    ("published_at__isnull", False), ("valid_to__isnull", True)
                                ),
                                fields=("institution",),
                                name="one_open_edition",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Clause",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("article", models.PositiveSmallIntegerField(verbose_name="条")),
                        ("title", models.CharField(blank=True, max_length=80)),
                        ("text", models.TextField()),
                        ("source", models.CharField(blank=True, max_length=200, verbose_name="依据")),
                        (
                            "level",
                            models.CharField(
                                choices=[
                                    ("law", "法律"),
                                    ("party_rule", "党内法规"),
                                    ("standard", "标准"),
                                    ("local", "地方做法"),
                                    ("house", "本县规定"),
                                ],
                                default="house",
                                max_length=12,
                            ),
                        ),
                        ("line", models.PositiveIntegerField(default=0)),
                        (
                            "edition",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="clauses",
                                to="institutions.edition",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["edition_id", "article"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("edition", "article"), name="one_clause_of_a_number"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Evidence",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("kind", models.CharField(max_length=60)),
                        ("on", models.DateField()),
                        ("amount", models.PositiveIntegerField(default=1)),
                        ("entitled", models.PositiveIntegerField(default=0)),
                        ("present", models.PositiveIntegerField(default=0)),
                        ("subject", models.CharField(blank=True, max_length=80)),
                        ("source_kind", models.CharField(max_length=60)),
                        ("source_id", models.CharField(max_length=40)),
                        ("source_name", models.CharField(max_length=200)),
                        ("source_url", models.CharField(blank=True, max_length=200)),
                        ("attested_at", models.DateTimeField(auto_now_add=True)),
                        ("annulled_at", models.DateTimeField(null=True)),
                        ("annulled_why", models.CharField(blank=True, max_length=200)),
                        (
                            "organisation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="evidence",
                                to="organisations.organisation",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="evidence",
                                to="people.person",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["on", "id"],
                        "indexes": [
                            models.Index(fields=["organisation", "kind", "on"], name="evidence_of_unit"),
                            models.Index(fields=["source_kind", "source_id"], name="evidence_of_source"),
                            models.Index(fields=["kind", "on"], name="evidence_of_kind"),
                            models.Index(
                                condition=models.Q(("annulled_at__isnull", True)),
                                fields=[
                                    "organisation",
                                    "kind",
                                    "on",
                                    "amount",
                                    "entitled",
                                    "present",
                                    "person",
                                    "subject",
                                ],
                                name="evidence_to_weigh",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("present__lte", models.F("entitled")), ("entitled", 0), _connector="OR"
                                ),
                                name="no_more_present_than_entitled",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("annulled_at__isnull", True), ("person__isnull", True)),
                                fields=("source_kind", "source_id", "kind", "organisation", "subject"),
                                name="one_standing_evidence_of_a_source",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("annulled_at__isnull", True), ("person__isnull", False)),
                                fields=(
                                    "source_kind",
                                    "source_id",
                                    "kind",
                                    "organisation",
                                    "person",
                                    "subject",
                                ),
                                name="one_standing_evidence_of_a_source_and_person",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Duty",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("opens_on", models.DateField()),
                        ("due_on", models.DateField()),
                        ("closes_on", models.DateField(null=True)),
                        ("need", models.PositiveIntegerField()),
                        ("subject", models.CharField(blank=True, max_length=80)),
                        ("fulfilled_on", models.DateField(null=True)),
                        ("amount", models.PositiveIntegerField(default=0)),
                        ("withdrawn_on", models.DateField(null=True)),
                        ("withdrawn_why", models.CharField(blank=True, max_length=200)),
                        (
                            "organisation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="duties",
                                to="organisations.organisation",
                            ),
                        ),
                        (
                            "term",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="duties",
                                to="organisations.term",
                            ),
                        ),
                        (
                            "trigger",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="triggered",
                                to="institutions.evidence",
                            ),
                        ),
                        (
                            "obligation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="duties",
                                to="institutions.obligation",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["due_on", "id"],
                        "indexes": [
                            models.Index(fields=["organisation", "opens_on"], name="duties_of_unit"),
                            models.Index(fields=["obligation", "opens_on"], name="duties_of_obligation"),
                            models.Index(fields=["due_on"], name="duties_by_due_day"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("term__isnull", True)),
                                fields=("obligation", "organisation", "opens_on", "subject"),
                                name="one_duty_of_a_period",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("term__isnull", False)),
                                fields=("obligation", "organisation", "term", "opens_on", "subject"),
                                name="one_duty_of_a_holder_and_period",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("closes_on__isnull", True),
                                    ("closes_on__gt", models.F("opens_on")),
                                    _connector="OR",
                                ),
                                name="a_duty_closes_after_it_opens",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("closes_on__isnull", True),
                                    ("due_on__lt", models.F("closes_on")),
                                    _connector="OR",
                                ),
                                name="a_duty_is_due_before_it_closes",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="EvidenceMark",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("mark", models.CharField(max_length=60)),
                        (
                            "evidence",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="marks",
                                to="institutions.evidence",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("evidence", "mark"), name="one_mark_of_a_kind")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MailWish",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("address", models.EmailField(blank=True, max_length=254, verbose_name="邮箱")),
                        (
                            "way",
                            models.CharField(
                                choices=[
                                    ("none", "不发邮件"),
                                    ("at_once", "随时发送"),
                                    ("digest", "每日汇总"),
                                ],
                                default="none",
                                max_length=8,
                                verbose_name="方式",
                            ),
                        ),
                        (
                            "account",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="mail_wish",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("way", "none"), models.Q(("address", ""), _negated=True), _connector="OR"
                                ),
                                name="mail_has_an_address",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Notice",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("step", models.SmallIntegerField()),
                        ("on", models.DateField()),
                        ("read_at", models.DateTimeField(null=True)),
                        ("mailed_at", models.DateTimeField(null=True)),
                        (
                            "duty",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="notices",
                                to="institutions.duty",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="notices",
                                to="people.person",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-on", "-id"],
                        "indexes": [models.Index(fields=["person", "read_at"], name="notices_unread")],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("duty", "person", "step"), name="one_notice_of_a_step"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Obligation",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("valid_from", models.DateField(verbose_name="起")),
                        ("valid_to", models.DateField(blank=True, null=True, verbose_name="止")),
                        ("key", models.CharField(max_length=20)),
                        ("title", models.CharField(max_length=120, verbose_name="义务")),
                        ("organisation_kinds", models.JSONField(verbose_name="组织类别")),
                        ("post_kinds", models.JSONField(default=list, verbose_name="责任职务")),
                        (
                            "bearer",
                            models.CharField(
                                choices=[("organisation", "组织"), ("holder", "任职人")],
                                default="organisation",
                                max_length=12,
                            ),
                        ),
                        ("conditions", models.JSONField(default=list)),
                        ("evidence", models.CharField(max_length=60, verbose_name="凭据")),
                        ("need", models.PositiveIntegerField(default=1, verbose_name="次数或数量")),
                        ("unit", models.CharField(blank=True, max_length=20, verbose_name="单位")),
                        (
                            "rhythm",
                            models.CharField(
                                choices=[
                                    ("month", "每月"),
                                    ("quarter", "每季度"),
                                    ("half_year", "每半年"),
                                    ("year", "每年"),
                                    ("term", "每届"),
                                    ("event", "事项发生后"),
                                    ("since_last", "自上次起"),
                                    ("always", "长期"),
                                ],
                                max_length=12,
                                verbose_name="频次",
                            ),
                        ),
                        ("trigger", models.CharField(blank=True, max_length=60, verbose_name="起因")),
                        ("interval_months", models.PositiveSmallIntegerField(default=0)),
                        ("window_from", models.CharField(blank=True, max_length=5)),
                        ("window_until", models.CharField(blank=True, max_length=5)),
                        ("due_days", models.SmallIntegerField(default=0)),
                        ("due_working", models.BooleanField(default=False)),
                        ("quorum_num", models.PositiveSmallIntegerField(default=0)),
                        ("quorum_den", models.PositiveSmallIntegerField(default=0)),
                        ("quorum_strict", models.BooleanField(default=False)),
                        (
                            "quorum_base",
                            models.CharField(
                                choices=[
                                    ("entitled", "应到人数"),
                                    ("present", "实到人数"),
                                    ("cast", "投票人数"),
                                ],
                                default="entitled",
                                max_length=8,
                            ),
                        ),
                        ("majority_num", models.PositiveSmallIntegerField(default=0)),
                        ("majority_den", models.PositiveSmallIntegerField(default=0)),
                        ("majority_strict", models.BooleanField(default=False)),
                        (
                            "majority_base",
                            models.CharField(
                                choices=[
                                    ("entitled", "应到人数"),
                                    ("present", "实到人数"),
                                    ("cast", "投票人数"),
                                ],
                                default="present",
                                max_length=8,
                            ),
                        ),
                        ("reminders", models.JSONField(default=list, verbose_name="提前提醒天数")),
                        ("escalation", models.JSONField(default=list, verbose_name="逾期逐级提醒")),
                        (
                            "severity",
                            models.CharField(
                                choices=[("must", "必须"), ("should", "应当"), ("information", "提示")],
                                default="must",
                                max_length=12,
                                verbose_name="强度",
                            ),
                        ),
                        ("consequence", models.CharField(blank=True, max_length=200, verbose_name="后果")),
                        ("weight", models.PositiveSmallIntegerField(default=0, verbose_name="考核权重")),
                        ("source", models.CharField(blank=True, max_length=200, verbose_name="依据")),
                        (
                            "level",
                            models.CharField(
                                choices=[
                                    ("law", "法律"),
                                    ("party_rule", "党内法规"),
                                    ("standard", "标准"),
                                    ("local", "地方做法"),
                                    ("house", "本县规定"),
                                ],
                                default="house",
                                max_length=12,
                            ),
                        ),
                        ("to_verify", models.BooleanField(default=False, verbose_name="待核对原文")),
                        (
                            "clause",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="obligations",
                                to="institutions.clause",
                            ),
                        ),
                        (
                            "edition",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="obligations",
                                to="institutions.edition",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["edition_id", "id"],
                        "abstract": False,
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("valid_to__isnull", True),
                                    ("valid_to__gt", models.F("valid_from")),
                                    _connector="OR",
                                ),
                                name="obligation_ends_after_it_begins",
                            ),
                            models.UniqueConstraint(
                                fields=("edition", "key", "valid_from"),
                                name="one_obligation_of_a_key_from_a_day",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("need__gt", 0)), name="an_obligation_needs_something"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("quorum_den", 0),
                                    ("quorum_num__lte", models.F("quorum_den")),
                                    _connector="OR",
                                ),
                                name="quorum_at_most_all",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("majority_den", 0),
                                    ("majority_num__lte", models.F("majority_den")),
                                    _connector="OR",
                                ),
                                name="majority_at_most_all",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("rhythm", "event"), _negated=True),
                                    models.Q(("trigger", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="an_event_has_a_name",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("rhythm", "since_last"), _negated=True),
                                    ("interval_months__gt", 0),
                                    _connector="OR",
                                ),
                                name="since_last_has_an_interval",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RequiredMark",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("mark", models.CharField(max_length=60)),
                        (
                            "obligation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="required_marks",
                                to="institutions.obligation",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("obligation", "mark"), name="one_required_mark")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Waiver",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("reason", models.CharField(max_length=300, verbose_name="理由")),
                        ("approver_name", models.CharField(max_length=120)),
                        ("on", models.DateField()),
                        ("taken_back_on", models.DateField(null=True)),
                        (
                            "approved_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "duty",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="waivers",
                                to="institutions.duty",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("taken_back_on__isnull", True)),
                                fields=("duty",),
                                name="one_standing_waiver",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("reason", ""), _negated=True),
                                name="a_waiver_has_a_reason",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="WorkRecord",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("kind", models.CharField(max_length=60)),
                        ("on", models.DateField(verbose_name="日期")),
                        ("title", models.CharField(max_length=120, verbose_name="做了什么")),
                        ("text", models.TextField(blank=True, verbose_name="说明")),
                        ("amount", models.PositiveIntegerField(default=1, verbose_name="数量")),
                        ("subject", models.CharField(blank=True, max_length=80)),
                        ("marks", models.JSONField(default=list)),
                        ("written_at", models.DateTimeField(auto_now_add=True)),
                        ("annulled_at", models.DateTimeField(null=True)),
                        ("annulled_why", models.CharField(blank=True, max_length=200)),
                        (
                            "organisation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="work_records",
                                to="organisations.organisation",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="work_records",
                                to="people.person",
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
                        "ordering": ["-on", "-id"],
                    },
                ),
                migrations.CreateModel(
                    name="DutyChange",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("on", models.DateField()),
                        ("sequence", models.BigIntegerField(default=0)),
                        ("verb", models.CharField(blank=True, max_length=60)),
                        ("target", models.CharField(blank=True, max_length=200)),
                        ("came", models.PositiveIntegerField(default=0)),
                        ("went", models.PositiveIntegerField(default=0)),
                        ("moved", models.PositiveIntegerField(default=0)),
                        ("lines", models.JSONField(default=list)),
                        (
                            "caused_by",
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
                                related_name="duty_changes",
                                to="organisations.organisation",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-id"],
                        "indexes": [
                            models.Index(fields=["organisation", "on"], name="duty_changes_of_unit"),
                            models.Index(fields=["caused_by", "sequence"], name="duty_changes_by_cause"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("came__gt", 0), ("went__gt", 0), ("moved__gt", 0), _connector="OR"
                                ),
                                name="a_duty_change_changes",
                            )
                        ],
                    },
                ),
            ],
        ),
    ]
