import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from jiceng.kernel.together import CreateTogether


class Migration(migrations.Migration):
    replaces = [
        ("meetings", "0001_first"),
        ("meetings", "0002_votes"),
        ("meetings", "0003_statement"),
        ("meetings", "0004_missed"),
        ("meetings", "0005_tasks_to_the_register"),
        ("meetings", "0006_one_register_of_tasks"),
        ("meetings", "0007_rooms_and_forums"),
        ("meetings", "0008_roll_of_the_day"),
        ("meetings", "0009_norms_of_representation"),
        ("meetings", "0010_what_became_of_it"),
        ("meetings", "0011_audiences"),
    ]

    initial = True

    dependencies = [
        ("documents", "0002_plans_and_tasks"),
        ("organisations", "0004_rolls_read_from_the_index"),
        ("people", "0002_sessions_and_second_factor"),
    ]

    operations = [
        CreateTogether(
            models=[
                migrations.CreateModel(
                    name="AgendaItem",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("order", models.PositiveSmallIntegerField(verbose_name="次序")),
                        ("title", models.CharField(max_length=120, verbose_name="议程")),
                        (
                            "matter",
                            models.CharField(
                                choices=[
                                    ("general", "一般事项"),
                                    ("study", "学习"),
                                    ("report", "听取汇报"),
                                    ("weighty", "社区重要事项"),
                                    ("residents_interest", "涉及居民切身利益"),
                                    ("money", "经费和资产"),
                                    ("election", "选举"),
                                    ("covenant", "居民公约和章程"),
                                    ("admission", "接收预备党员"),
                                    ("full_membership", "预备党员转正"),
                                    ("probation", "延长预备期或取消资格"),
                                    ("praise", "表彰表扬"),
                                    ("measures", "组织措施和纪律处分"),
                                    ("co_building", "共建事项"),
                                    ("openness", "公开事项"),
                                ],
                                default="general",
                                max_length=20,
                                verbose_name="事项性质",
                            ),
                        ),
                        (
                            "work",
                            models.CharField(
                                choices=[("party", "党建工作"), ("business", "业务工作")],
                                default="business",
                                max_length=10,
                                verbose_name="工作类别",
                            ),
                        ),
                        ("reporter", models.CharField(blank=True, max_length=60, verbose_name="汇报人")),
                        ("notes", models.TextField(blank=True, verbose_name="讨论记录")),
                        ("decision_draft", models.TextField(blank=True, verbose_name="决定草稿")),
                        ("version", models.PositiveIntegerField(default=0)),
                        ("locked_until", models.DateTimeField(null=True)),
                        ("saved_at", models.DateTimeField(null=True)),
                        (
                            "locked_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "pre_studied_at",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="leads_to",
                                to="meetings.agendaitem",
                            ),
                        ),
                        (
                            "saved_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "meeting",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="items",
                                to="meetings.meeting",
                            ),
                        ),
                        (
                            "topic",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="items",
                                to="meetings.topic",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["meeting_id", "order", "id"],
                        "indexes": [models.Index(fields=["work", "meeting"], name="items_by_work")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("pre_studied_at__isnull", True),
                                    models.Q(("pre_studied_at", models.F("id")), _negated=True),
                                    _connector="OR",
                                ),
                                name="no_item_studies_itself",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("locked_by__isnull", True), ("locked_until__isnull", True)),
                                    models.Q(("locked_by__isnull", False), ("locked_until__isnull", False)),
                                    _connector="OR",
                                ),
                                name="a_lock_has_its_end",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Flow",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("title", models.CharField(max_length=120, verbose_name="事项")),
                        ("text", models.TextField(blank=True, max_length=2000, verbose_name="说明")),
                        ("begun_on", models.DateField()),
                        ("ended_on", models.DateField(null=True)),
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
                                related_name="flows",
                                to="organisations.organisation",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-id"],
                    },
                ),
                migrations.CreateModel(
                    name="Meeting",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("kind", models.CharField(max_length=40, verbose_name="会议类型")),
                        ("title", models.CharField(max_length=120, verbose_name="名称")),
                        ("year", models.PositiveSmallIntegerField(verbose_name="年度")),
                        ("number", models.PositiveSmallIntegerField(verbose_name="次数")),
                        ("starts_at", models.DateTimeField(verbose_name="开始时间")),
                        ("ends_at", models.DateTimeField(blank=True, null=True, verbose_name="结束时间")),
                        ("place", models.CharField(blank=True, max_length=120, verbose_name="地点")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("draft", "筹备"),
                                    ("convened", "已通知"),
                                    ("open", "开会中"),
                                    ("closed", "已结束"),
                                    ("annulled", "已作废"),
                                ],
                                default="draft",
                                max_length=10,
                                verbose_name="状态",
                            ),
                        ),
                        (
                            "entrusted",
                            models.CharField(blank=True, max_length=200, verbose_name="委托主持说明"),
                        ),
                        ("also", models.JSONField(default=list, verbose_name="兼作")),
                        ("duty_id", models.BigIntegerField(null=True)),
                        (
                            "short_notice",
                            models.CharField(blank=True, max_length=200, verbose_name="提前通知不足的说明"),
                        ),
                        ("made_at", models.DateTimeField(auto_now_add=True)),
                        ("sealed_at", models.DateTimeField(null=True, verbose_name="议程确定时间")),
                        ("convened_at", models.DateTimeField(null=True, verbose_name="通知时间")),
                        ("frozen_at", models.DateTimeField(null=True, verbose_name="名册固定时间")),
                        ("closed_at", models.DateTimeField(null=True, verbose_name="结束时间")),
                        ("annulled_at", models.DateTimeField(null=True)),
                        (
                            "annulled_why",
                            models.CharField(blank=True, max_length=300, verbose_name="作废理由"),
                        ),
                        (
                            "called_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.person",
                                verbose_name="召集人",
                            ),
                        ),
                        (
                            "chair",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.person",
                                verbose_name="主持人",
                            ),
                        ),
                        (
                            "clerk",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.person",
                                verbose_name="记录人",
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
                                related_name="meetings",
                                to="organisations.organisation",
                                verbose_name="组织",
                            ),
                        ),
                        (
                            "previous",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="next_ones",
                                to="meetings.meeting",
                            ),
                        ),
                        ("roll_changes", models.JSONField(default=dict, verbose_name="开会时名册的变化")),
                    ],
                    options={
                        "ordering": ["-starts_at", "-id"],
                        "indexes": [
                            models.Index(fields=["organisation", "-starts_at"], name="meetings_of_unit"),
                            models.Index(fields=["kind", "organisation", "year"], name="meetings_of_series"),
                            models.Index(fields=["state", "starts_at"], name="meetings_by_state"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("state", "annulled"), _negated=True),
                                fields=("organisation", "kind", "year", "number"),
                                name="one_meeting_of_a_number",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ends_at__isnull", True),
                                    ("ends_at__gt", models.F("starts_at")),
                                    _connector="OR",
                                ),
                                name="a_meeting_ends_after_it_begins",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state__in", ["open", "closed"]), _negated=True),
                                    ("frozen_at__isnull", False),
                                    _connector="OR",
                                ),
                                name="an_open_meeting_has_a_frozen_roll",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "closed"), _negated=True),
                                    ("closed_at__isnull", False),
                                    _connector="OR",
                                ),
                                name="a_closed_meeting_has_its_end",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "annulled"), _negated=True),
                                    models.Q(("annulled_why", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="an_annulled_meeting_says_why",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Decision",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.CharField(max_length=60, unique=True, verbose_name="编号")),
                        ("text", models.TextField(max_length=2000, verbose_name="决定内容")),
                        ("basis", models.CharField(blank=True, max_length=200, verbose_name="依据")),
                        ("decided_on", models.DateField(verbose_name="决定日期")),
                        ("due_on", models.DateField(null=True, verbose_name="完成期限")),
                        ("assigned_on", models.DateField(null=True, verbose_name="交办日期")),
                        (
                            "state",
                            models.CharField(
                                choices=[("open", "办理中"), ("done", "已办结"), ("dropped", "不再执行")],
                                default="open",
                                max_length=10,
                                verbose_name="状态",
                            ),
                        ),
                        ("result", models.TextField(blank=True, max_length=2000, verbose_name="办理结果")),
                        ("done_on", models.DateField(null=True, verbose_name="办结日期")),
                        ("to_be_posted", models.BooleanField(default=False, verbose_name="应当公开")),
                        (
                            "helpers",
                            models.ManyToManyField(
                                related_name="helped_decisions", to="people.person", verbose_name="协办人"
                            ),
                        ),
                        (
                            "item",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="decisions",
                                to="meetings.agendaitem",
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="decisions",
                                to="organisations.organisation",
                            ),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="owned_decisions",
                                to="people.person",
                                verbose_name="负责人",
                            ),
                        ),
                        (
                            "meeting",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="decisions",
                                to="meetings.meeting",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-decided_on", "-id"],
                        "indexes": [
                            models.Index(
                                fields=["organisation", "state", "due_on"], name="decisions_of_unit"
                            ),
                            models.Index(fields=["owner", "state"], name="decisions_of_owner"),
                            models.Index(fields=["-decided_on"], name="decisions_by_day"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("text", ""), _negated=True),
                                name="a_decision_says_something",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("done_on__isnull", True), ("state", "open")),
                                    models.Q(
                                        models.Q(("state", "open"), _negated=True),
                                        ("done_on__isnull", False),
                                        models.Q(("result", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="a_finished_decision_has_its_result",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ConsensusRound",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("proposal", models.TextField(max_length=1000, verbose_name="提议")),
                        ("opened_at", models.DateTimeField(auto_now_add=True)),
                        ("talked_at", models.DateTimeField(null=True)),
                        ("closed_at", models.DateTimeField(null=True)),
                        (
                            "item",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="rounds",
                                to="meetings.agendaitem",
                            ),
                        ),
                        (
                            "meeting",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="rounds",
                                to="meetings.meeting",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["id"],
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
                        ("name", models.CharField(max_length=160, verbose_name="文件名")),
                        (
                            "file",
                            models.FileField(max_length=200, upload_to="meetings/%Y/%m", verbose_name="文件"),
                        ),
                        ("size", models.PositiveIntegerField()),
                        ("sha256", models.CharField(max_length=64)),
                        ("added_at", models.DateTimeField(auto_now_add=True)),
                        ("removed_at", models.DateTimeField(null=True)),
                        (
                            "added_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "item",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="papers",
                                to="meetings.agendaitem",
                            ),
                        ),
                        (
                            "meeting",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="papers",
                                to="meetings.meeting",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["id"],
                    },
                ),
                migrations.CreateModel(
                    name="Minutes",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("version", models.PositiveSmallIntegerField(verbose_name="版本")),
                        ("text", models.TextField(verbose_name="正文")),
                        ("why", models.CharField(blank=True, max_length=300, verbose_name="更正理由")),
                        ("sha256", models.CharField(max_length=64)),
                        ("written_at", models.DateTimeField(auto_now_add=True)),
                        ("approved_at", models.DateTimeField(null=True, verbose_name="签发时间")),
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
                            "meeting",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="minutes",
                                to="meetings.meeting",
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
                        "ordering": ["meeting_id", "version"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("meeting", "version"), name="one_minutes_of_a_version"
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("approved_at__isnull", True)),
                                fields=("meeting",),
                                name="one_draft_of_minutes",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("version", 1), models.Q(("why", ""), _negated=True), _connector="OR"
                                ),
                                name="a_correction_says_why",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MinuteSentence",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("key", models.CharField(max_length=30, unique=True)),
                        ("text", models.CharField(max_length=300, verbose_name="用语")),
                        ("changed_at", models.DateTimeField(auto_now=True)),
                        (
                            "changed_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["key"],
                    },
                ),
                migrations.CreateModel(
                    name="Petition",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("kind", models.CharField(max_length=40, verbose_name="会议类型")),
                        ("title", models.CharField(max_length=120, verbose_name="提议事项")),
                        (
                            "base",
                            models.CharField(
                                choices=[
                                    ("representatives", "居民代表"),
                                    ("adults", "年满十八周岁的居民"),
                                    ("households", "户"),
                                    ("groups", "居民小组"),
                                ],
                                max_length=16,
                                verbose_name="联名范围",
                            ),
                        ),
                        ("base_count", models.PositiveIntegerField(verbose_name="总数")),
                        ("num", models.PositiveSmallIntegerField()),
                        ("den", models.PositiveSmallIntegerField()),
                        ("source", models.CharField(max_length=200, verbose_name="依据")),
                        ("begun_on", models.DateField()),
                        ("filed_on", models.DateField(null=True)),
                        (
                            "meeting",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="petitions",
                                to="meetings.meeting",
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="petitions",
                                to="organisations.organisation",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("den__gt", 0), ("base_count__gt", 0)),
                                name="a_petition_has_a_base",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PetitionSupport",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("on", models.DateField()),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.person",
                            ),
                        ),
                        (
                            "petition",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="supports",
                                to="meetings.petition",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("petition", "person"), name="signs_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Posting",
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
                                    ("decisions", "决定事项和落实情况"),
                                    ("funds", "拨付和捐赠的资金物资"),
                                    ("premises", "办公和服务用房的使用"),
                                    ("services", "服务项目"),
                                    ("consultation", "协商结果"),
                                    ("help", "协助政府开展的工作"),
                                    ("other", "其他事项"),
                                ],
                                default="decisions",
                                max_length=14,
                                verbose_name="公开类别",
                            ),
                        ),
                        ("title", models.CharField(max_length=120, verbose_name="标题")),
                        ("text", models.TextField(verbose_name="内容")),
                        ("slug", models.CharField(max_length=24, unique=True)),
                        ("sha256", models.CharField(max_length=64)),
                        ("posted_on", models.DateField(verbose_name="公开日期")),
                        ("days", models.PositiveSmallIntegerField(default=15, verbose_name="公开天数")),
                        ("until", models.DateField(verbose_name="公开至")),
                        ("taken_down_on", models.DateField(null=True, verbose_name="撤下日期")),
                        (
                            "decision",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="postings",
                                to="meetings.decision",
                            ),
                        ),
                        (
                            "meeting",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="postings",
                                to="meetings.meeting",
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="postings",
                                to="organisations.organisation",
                            ),
                        ),
                        (
                            "posted_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-posted_on", "-id"],
                        "indexes": [
                            models.Index(fields=["organisation", "-posted_on"], name="postings_of_unit")
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("days__gte", 15)), name="posted_fifteen_days"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("until__gt", models.F("posted_on"))),
                                name="a_posting_ends_later",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("taken_down_on__isnull", True),
                                    ("taken_down_on__gt", models.F("until")),
                                    _connector="OR",
                                ),
                                name="not_taken_down_before_its_end",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Objection",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.PositiveIntegerField()),
                        ("text", models.TextField(max_length=2000, verbose_name="异议")),
                        ("signed", models.CharField(blank=True, max_length=40, verbose_name="称呼")),
                        ("origin", models.CharField(blank=True, db_index=True, max_length=64)),
                        ("at", models.DateTimeField(auto_now_add=True)),
                        ("due_on", models.DateField(verbose_name="答复期限")),
                        ("answer", models.TextField(blank=True, max_length=2000, verbose_name="答复")),
                        ("answered_on", models.DateField(null=True)),
                        (
                            "answered_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "posting",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="objections",
                                to="meetings.posting",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["number"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("posting", "number"), name="objections_in_one_order"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("answered_on__isnull", True),
                                    models.Q(("answer", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="an_objection_gets_words",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="FlowStation",
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
                                    ("proposed", "党支部会提议"),
                                    ("conferred", "“两委”会商议"),
                                    ("reviewed", "党员大会审议"),
                                    ("decided", "居民代表会议决议"),
                                    ("decision_open", "决议公开"),
                                    ("result_open", "实施结果公开"),
                                ],
                                max_length=14,
                            ),
                        ),
                        ("on", models.DateField()),
                        ("note", models.CharField(blank=True, max_length=300, verbose_name="说明")),
                        (
                            "flow",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="stations",
                                to="meetings.flow",
                            ),
                        ),
                        (
                            "item",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="meetings.agendaitem",
                            ),
                        ),
                        (
                            "posting",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="meetings.posting",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["id"],
                        "constraints": [
                            models.UniqueConstraint(fields=("flow", "step"), name="each_step_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("item__isnull", False), ("posting__isnull", False), _connector="OR"
                                ),
                                name="a_step_has_its_record",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RepresentativeSeat",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("group", models.CharField(blank=True, max_length=60, verbose_name="选举小组")),
                        ("households", models.PositiveSmallIntegerField(default=0, verbose_name="小组户数")),
                        (
                            "term",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="seat",
                                to="organisations.term",
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
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("unit__isnull", False),
                                    models.Q(("group", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="a_seat_has_its_electors",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RollEntry",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=120, verbose_name="姓名")),
                        (
                            "source",
                            models.CharField(
                                choices=[
                                    ("full_members", "正式党员"),
                                    ("probationary", "预备党员"),
                                    ("committee", "委员会成员"),
                                    ("group", "党小组成员"),
                                    ("heads", "党政负责人"),
                                    ("representatives", "居民代表"),
                                    ("units", "驻区单位"),
                                    ("adults", "年满十八周岁的居民"),
                                    ("invited", "受邀"),
                                ],
                                max_length=20,
                                verbose_name="列入依据",
                            ),
                        ),
                        ("role", models.CharField(blank=True, max_length=60, verbose_name="职务")),
                        ("post_kind", models.CharField(blank=True, max_length=24)),
                        ("group", models.CharField(blank=True, max_length=60, verbose_name="组别")),
                        (
                            "stratum",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("", "不分"),
                                    ("member", "党员"),
                                    ("representative", "居民代表"),
                                    ("unit", "驻区单位"),
                                    ("elderly", "老年人"),
                                    ("young", "青年"),
                                    ("business", "个体工商户"),
                                    ("hardship", "困难家庭"),
                                    ("expert", "专业人士"),
                                    ("official", "部门干部"),
                                ],
                                default="",
                                max_length=20,
                                verbose_name="界别",
                            ),
                        ),
                        ("entitled", models.BooleanField(default=True, verbose_name="有表决权")),
                        (
                            "meeting",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="roll",
                                to="meetings.meeting",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="roll_entries",
                                to="people.person",
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
                        "ordering": ["-entitled", "group", "id"],
                        "indexes": [models.Index(fields=["person", "meeting"], name="roll_of_person")],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("person__isnull", False)),
                                fields=("meeting", "person"),
                                name="once_on_a_roll",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("unit__isnull", False)),
                                fields=("meeting", "unit"),
                                name="a_unit_once_on_a_roll",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("name", ""), _negated=True),
                                name="a_roll_entry_has_a_name",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Invitation",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("sent_at", models.DateTimeField()),
                        ("seen_at", models.DateTimeField(null=True, verbose_name="回执时间")),
                        (
                            "answer",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("", "未答复"),
                                    ("coming", "参加"),
                                    ("absent", "请假"),
                                    ("substitute", "派人代为出席"),
                                ],
                                default="",
                                max_length=12,
                                verbose_name="答复",
                            ),
                        ),
                        ("reason", models.CharField(blank=True, max_length=200, verbose_name="事由")),
                        (
                            "substitute",
                            models.CharField(blank=True, max_length=60, verbose_name="代为出席的人"),
                        ),
                        ("answered_at", models.DateTimeField(null=True)),
                        (
                            "entry",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="invitation",
                                to="meetings.rollentry",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("answer", "substitute"), _negated=True),
                                    models.Q(("substitute", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="a_substitute_has_a_name",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ConsensusVoice",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "before",
                            models.CharField(
                                blank=True,
                                choices=[("support", "支持"), ("accept", "可以接受"), ("object", "反对")],
                                max_length=10,
                                verbose_name="讨论前",
                            ),
                        ),
                        (
                            "after",
                            models.CharField(
                                blank=True,
                                choices=[("support", "支持"), ("accept", "可以接受"), ("object", "反对")],
                                max_length=10,
                                verbose_name="讨论后",
                            ),
                        ),
                        ("reason", models.CharField(blank=True, max_length=500, verbose_name="理由")),
                        (
                            "round",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="voices",
                                to="meetings.consensusround",
                            ),
                        ),
                        (
                            "entry",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="voices",
                                to="meetings.rollentry",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("round", "entry"), name="one_voice_in_a_round"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("before", "object"),
                                        ("after", "object"),
                                        _connector="OR",
                                        _negated=True,
                                    ),
                                    models.Q(("reason", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="whoever_objects_says_why",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Attendance",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("came_at", models.DateTimeField()),
                        (
                            "by",
                            models.CharField(
                                choices=[("clerk", "记录人点名"), ("self", "本人签到")],
                                max_length=8,
                                verbose_name="登记方式",
                            ),
                        ),
                        (
                            "substitute",
                            models.CharField(blank=True, max_length=60, verbose_name="代为出席的人"),
                        ),
                        ("left_at", models.DateTimeField(null=True)),
                        (
                            "noted_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "entry",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="attendance",
                                to="meetings.rollentry",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("left_at__isnull", True),
                                    ("left_at__gte", models.F("came_at")),
                                    _connector="OR",
                                ),
                                name="goes_after_coming",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Speech",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=60, verbose_name="发言人")),
                        ("text", models.TextField(max_length=2000, verbose_name="发言要点")),
                        ("spoken", models.BooleanField(default=True, verbose_name="已发言")),
                        ("at", models.DateTimeField(auto_now_add=True)),
                        (
                            "item",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="speeches",
                                to="meetings.agendaitem",
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
                        ("answer", models.CharField(blank=True, max_length=500, verbose_name="处理情况")),
                        ("answered_on", models.DateField(null=True, verbose_name="处理日期")),
                        (
                            "outcome",
                            models.CharField(
                                blank=True,
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
                    ],
                    options={
                        "ordering": ["at", "id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("answer", ""), ("answered_on__isnull", True), ("outcome", "")),
                                    models.Q(
                                        models.Q(("outcome", ""), _negated=True),
                                        models.Q(("answer", ""), _negated=True),
                                        ("answered_on__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="an_opinion_is_answered_whole",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Topic",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("kind", models.CharField(max_length=40, verbose_name="会议类型")),
                        ("title", models.CharField(max_length=120, verbose_name="议题")),
                        ("text", models.TextField(blank=True, max_length=2000, verbose_name="说明")),
                        (
                            "matter",
                            models.CharField(
                                choices=[
                                    ("general", "一般事项"),
                                    ("study", "学习"),
                                    ("report", "听取汇报"),
                                    ("weighty", "社区重要事项"),
                                    ("residents_interest", "涉及居民切身利益"),
                                    ("money", "经费和资产"),
                                    ("election", "选举"),
                                    ("covenant", "居民公约和章程"),
                                    ("admission", "接收预备党员"),
                                    ("full_membership", "预备党员转正"),
                                    ("probation", "延长预备期或取消资格"),
                                    ("praise", "表彰表扬"),
                                    ("measures", "组织措施和纪律处分"),
                                    ("co_building", "共建事项"),
                                    ("openness", "公开事项"),
                                ],
                                default="general",
                                max_length=20,
                                verbose_name="事项性质",
                            ),
                        ),
                        (
                            "work",
                            models.CharField(
                                choices=[("party", "党建工作"), ("business", "业务工作")],
                                default="business",
                                max_length=10,
                                verbose_name="工作类别",
                            ),
                        ),
                        ("by_name", models.CharField(blank=True, max_length=60, verbose_name="提出人")),
                        ("handed_in_at", models.DateTimeField(auto_now_add=True)),
                        ("due_on", models.DateField(null=True, verbose_name="答复期限")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("open", "待处理"),
                                    ("taken", "已列入议程"),
                                    ("put_off", "暂缓"),
                                    ("merged", "合并"),
                                    ("answered", "已答复"),
                                    ("forum", "讨论中"),
                                ],
                                default="open",
                                max_length=10,
                                verbose_name="处理",
                            ),
                        ),
                        ("reason", models.CharField(blank=True, max_length=500, verbose_name="理由或答复")),
                        ("settled_on", models.DateField(null=True)),
                        ("slug", models.CharField(blank=True, max_length=24)),
                        ("origin", models.CharField(blank=True, db_index=True, max_length=64)),
                        (
                            "merged_into",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="merged",
                                to="meetings.topic",
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="topics",
                                to="organisations.organisation",
                                verbose_name="组织",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="topics",
                                to="people.person",
                            ),
                        ),
                        (
                            "missed",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="missed_topics",
                                to="meetings.meeting",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-handed_in_at", "-id"],
                        "indexes": [models.Index(fields=["organisation", "state"], name="topics_of_unit")],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("slug", ""), _negated=True),
                                fields=("slug",),
                                name="one_topic_of_an_address",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state__in", ["put_off", "merged", "answered"]), _negated=True),
                                    models.Q(("reason", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="a_topic_set_aside_says_why",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "merged"), ("merged_into__isnull", False)),
                                    models.Q(
                                        models.Q(("state", "merged"), _negated=True),
                                        ("merged_into__isnull", True),
                                    ),
                                    _connector="OR",
                                ),
                                name="a_merged_topic_has_its_other",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("merged_into__isnull", True),
                                    models.Q(("merged_into", models.F("id")), _negated=True),
                                    _connector="OR",
                                ),
                                name="no_topic_merges_into_itself",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AbsenceReview",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("year", models.PositiveSmallIntegerField(verbose_name="年度")),
                        ("absences", models.PositiveSmallIntegerField(verbose_name="缺席次数")),
                        ("decision", models.CharField(max_length=300, verbose_name="处理")),
                        ("ends_seat", models.BooleanField(default=False, verbose_name="终止代表资格")),
                        ("decided_on", models.DateField()),
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
                            "term",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="absence_reviews",
                                to="organisations.term",
                            ),
                        ),
                        (
                            "statement",
                            models.CharField(blank=True, max_length=500, verbose_name="代表本人的说明"),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("term", "year"), name="one_review_of_a_year"),
                            models.CheckConstraint(
                                condition=models.Q(("decision", ""), _negated=True), name="a_review_says_what"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Poll",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("title", models.CharField(max_length=160, verbose_name="表决事项")),
                        (
                            "form",
                            models.CharField(
                                choices=[("motion", "表决议案"), ("choice", "选举"), ("grades", "评定等次")],
                                max_length=8,
                                verbose_name="表决内容",
                            ),
                        ),
                        (
                            "way",
                            models.CharField(
                                choices=[
                                    ("hands", "举手表决"),
                                    ("named", "记名投票"),
                                    ("secret", "无记名投票"),
                                ],
                                max_length=8,
                                verbose_name="表决方式",
                            ),
                        ),
                        ("phones", models.BooleanField(default=True, verbose_name="可以用手机投票")),
                        ("seats", models.PositiveSmallIntegerField(default=0, verbose_name="应选名额")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("prepared", "准备中"),
                                    ("open", "投票中"),
                                    ("closed", "待计票"),
                                    ("counted", "已计票"),
                                    ("published", "已公布"),
                                    ("void", "已作废"),
                                ],
                                default="prepared",
                                max_length=10,
                                verbose_name="状态",
                            ),
                        ),
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
                        ("cap_num", models.PositiveSmallIntegerField(default=0)),
                        ("cap_den", models.PositiveSmallIntegerField(default=0)),
                        (
                            "least_candidates",
                            models.PositiveSmallIntegerField(default=0, verbose_name="候选人最少人数"),
                        ),
                        (
                            "most_proxies",
                            models.PositiveSmallIntegerField(default=0, verbose_name="一人可受托的票数"),
                        ),
                        ("written", models.BooleanField(default=False, verbose_name="会前书面意见计票")),
                        (
                            "drops_excluded",
                            models.BooleanField(default=True, verbose_name="回避的人不计入应到人数"),
                        ),
                        ("source", models.CharField(max_length=200, verbose_name="依据")),
                        ("base_entitled", models.PositiveIntegerField(null=True, verbose_name="应到人数")),
                        ("present", models.PositiveIntegerField(null=True, verbose_name="实到人数")),
                        ("opened_at", models.DateTimeField(null=True, verbose_name="开始时间")),
                        ("closed_at", models.DateTimeField(null=True, verbose_name="结束时间")),
                        ("published_at", models.DateTimeField(null=True, verbose_name="公布时间")),
                        ("void_why", models.CharField(blank=True, max_length=300, verbose_name="作废理由")),
                        ("result", models.JSONField(null=True, verbose_name="计票结果")),
                        (
                            "item",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="polls",
                                to="meetings.agendaitem",
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
                            "run_off_of",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="run_offs",
                                to="meetings.poll",
                            ),
                        ),
                        ("write_ins", models.BooleanField(default=False, verbose_name="可以另选他人")),
                        (
                            "audience",
                            models.CharField(blank=True, max_length=60, verbose_name="参加测评的人"),
                        ),
                        (
                            "scale",
                            models.CharField(
                                choices=[
                                    ("member", "优秀、合格、基本合格、不合格"),
                                    ("report", "好、较好、一般、差"),
                                ],
                                default="member",
                                max_length=8,
                                verbose_name="等次",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["item_id", "id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("form", "choice"), _negated=True),
                                    ("seats__gt", 0),
                                    _connector="OR",
                                ),
                                name="an_election_has_seats",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("majority_num__lte", models.F("majority_den")),
                                    ("quorum_num__lte", models.F("quorum_den")),
                                ),
                                name="shares_of_a_poll_at_most_all",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("state__in", ["prepared", "void"]),
                                    ("opened_at__isnull", False),
                                    _connector="OR",
                                ),
                                name="an_open_poll_was_opened",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("state__in", ["prepared", "open", "void"]),
                                    models.Q(
                                        ("closed_at__isnull", False),
                                        ("present__isnull", False),
                                        ("base_entitled__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="a_closed_poll_knows_its_bases",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state__in", ["counted", "published"]), _negated=True),
                                    ("result__isnull", False),
                                    _connector="OR",
                                ),
                                name="a_counted_poll_has_its_result",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "void"), _negated=True),
                                    models.Q(("void_why", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="a_void_poll_says_why",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CountSheet",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "of",
                            models.CharField(
                                choices=[
                                    ("hands", "举手计数"),
                                    ("first", "第一计票人"),
                                    ("second", "第二计票人"),
                                ],
                                max_length=8,
                            ),
                        ),
                        ("returned", models.PositiveIntegerField(default=0, verbose_name="收回票数")),
                        ("void", models.PositiveIntegerField(default=0, verbose_name="废票数")),
                        ("lines", models.JSONField(default=dict)),
                        (
                            "poll",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="sheets",
                                to="meetings.poll",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["poll_id", "of"],
                        "constraints": [
                            models.UniqueConstraint(fields=("poll", "of"), name="one_sheet_each"),
                            models.CheckConstraint(
                                condition=models.Q(("void__lte", models.F("returned"))),
                                name="void_among_the_returned",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="BallotReceipt",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("code", models.CharField(max_length=20)),
                        (
                            "poll",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="receipts",
                                to="meetings.poll",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["poll_id", "code"],
                        "constraints": [
                            models.UniqueConstraint(fields=("poll", "code"), name="one_ballot_of_a_receipt")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Ballot",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("marks", models.CharField(max_length=4000)),
                        (
                            "poll",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="ballots",
                                to="meetings.poll",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["poll_id", "marks", "id"],
                    },
                ),
                migrations.CreateModel(
                    name="PollExclusion",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("reason", models.CharField(max_length=200, verbose_name="回避事由")),
                        ("declared", models.BooleanField(default=False, verbose_name="本人申报")),
                        (
                            "entry",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="meetings.rollentry",
                            ),
                        ),
                        (
                            "poll",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="exclusions",
                                to="meetings.poll",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("poll", "entry"), name="excluded_once"),
                            models.CheckConstraint(
                                condition=models.Q(("reason", ""), _negated=True),
                                name="an_exclusion_has_a_reason",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PollOption",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=60, verbose_name="姓名")),
                        ("order", models.PositiveSmallIntegerField(default=0, verbose_name="次序")),
                        (
                            "person",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.person",
                            ),
                        ),
                        (
                            "poll",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="options",
                                to="meetings.poll",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["poll_id", "order", "id"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("person__isnull", False)),
                                fields=("poll", "person"),
                                name="stands_once_in_a_poll",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("name", ""), _negated=True), name="a_candidate_has_a_name"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PollProxy",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("written_on", models.DateField(verbose_name="委托书日期")),
                        (
                            "giver",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="meetings.rollentry",
                            ),
                        ),
                        (
                            "holder",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="meetings.rollentry",
                            ),
                        ),
                        (
                            "poll",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="proxies",
                                to="meetings.poll",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("poll", "giver"), name="entrusts_once"),
                            models.CheckConstraint(
                                condition=models.Q(("giver", models.F("holder")), _negated=True),
                                name="nobody_entrusts_to_themselves",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PollTeller",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField()),
                        ("public_key", models.BinaryField(default=b"", max_length=32)),
                        ("checked_at", models.DateTimeField(null=True)),
                        ("unlocked_at", models.DateTimeField(null=True)),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.person",
                                verbose_name="计票人",
                            ),
                        ),
                        (
                            "poll",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="tellers",
                                to="meetings.poll",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["poll_id", "number"],
                        "constraints": [
                            models.UniqueConstraint(fields=("poll", "number"), name="one_teller_of_a_number"),
                            models.UniqueConstraint(fields=("poll", "person"), name="tells_once"),
                            models.CheckConstraint(
                                condition=models.Q(("number__in", [1, 2])), name="two_tellers"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="VoteTaken",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "by",
                            models.CharField(
                                choices=[
                                    ("phone", "手机"),
                                    ("paper", "纸质选票"),
                                    ("written", "会前书面意见"),
                                    ("clerk", "记录人代记"),
                                ],
                                max_length=8,
                                verbose_name="投票途径",
                            ),
                        ),
                        ("receipt", models.CharField(blank=True, max_length=20)),
                        (
                            "entry",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="votes_taken",
                                to="meetings.rollentry",
                            ),
                        ),
                        (
                            "poll",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="taken",
                                to="meetings.poll",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("poll", "entry"), name="votes_once"),
                            models.UniqueConstraint(
                                condition=models.Q(("receipt", ""), _negated=True),
                                fields=("poll", "receipt"),
                                name="one_receipt_of_a_code",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SealedBallot",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("content", models.BinaryField()),
                        (
                            "poll",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="sealed",
                                to="meetings.poll",
                            ),
                        ),
                        (
                            "taken",
                            models.OneToOneField(
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="sealed",
                                to="meetings.votetaken",
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="NamedVote",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("marks", models.CharField(max_length=4000)),
                        (
                            "taken",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="named",
                                to="meetings.votetaken",
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="Forum",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("question", models.TextField(max_length=1000, verbose_name="请大家商量什么")),
                        ("concerned", models.CharField(max_length=200, verbose_name="涉及哪些人")),
                        ("slug", models.CharField(max_length=24, unique=True)),
                        ("opened_on", models.DateField(verbose_name="开始日期")),
                        ("until", models.DateField(verbose_name="截止日期")),
                        ("ended_on", models.DateField(null=True, verbose_name="结束日期")),
                        (
                            "outcome",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("carry_out", "采纳，组织落实"),
                                    ("to_meeting", "提交会议决定"),
                                    ("not_taken", "不采纳，说明理由"),
                                ],
                                max_length=12,
                                verbose_name="结果",
                            ),
                        ),
                        ("result", models.TextField(blank=True, max_length=2000, verbose_name="结果说明")),
                        ("due_on", models.DateField(null=True, verbose_name="完成期限")),
                        ("done", models.TextField(blank=True, max_length=2000, verbose_name="落实情况")),
                        ("done_on", models.DateField(null=True, verbose_name="落实日期")),
                        (
                            "opened_by",
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
                                verbose_name="负责人",
                            ),
                        ),
                        (
                            "topic",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="forum",
                                to="meetings.topic",
                                verbose_name="议题",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-opened_on", "-id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("until__gte", models.F("opened_on"))),
                                name="a_forum_ends_later",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("question", ""), _negated=True),
                                    models.Q(("concerned", ""), _negated=True),
                                ),
                                name="a_forum_asks_somebody",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("ended_on__isnull", True), ("outcome", ""), ("result", "")),
                                    models.Q(
                                        ("ended_on__isnull", False),
                                        models.Q(("outcome", ""), _negated=True),
                                        models.Q(("result", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="an_ended_forum_has_its_result",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("outcome", "carry_out"), _negated=True),
                                    models.Q(("due_on__isnull", False), ("owner__isnull", False)),
                                    _connector="OR",
                                ),
                                name="what_is_carried_out_has_an_owner",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("done_on__isnull", True),
                                    models.Q(("outcome", "carry_out"), models.Q(("done", ""), _negated=True)),
                                    _connector="OR",
                                ),
                                name="what_was_carried_out_says_how",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Contribution",
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
                                blank=True,
                                choices=[("support", "支持"), ("accept", "可以接受"), ("object", "反对")],
                                max_length=10,
                                verbose_name="态度",
                            ),
                        ),
                        ("text", models.TextField(max_length=2000, verbose_name="意见")),
                        ("signed", models.CharField(blank=True, max_length=40, verbose_name="称呼")),
                        (
                            "stratum",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("", "不分"),
                                    ("member", "党员"),
                                    ("representative", "居民代表"),
                                    ("unit", "驻区单位"),
                                    ("elderly", "老年人"),
                                    ("young", "青年"),
                                    ("business", "个体工商户"),
                                    ("hardship", "困难家庭"),
                                    ("expert", "专业人士"),
                                    ("official", "部门干部"),
                                ],
                                default="",
                                max_length=20,
                                verbose_name="您是",
                            ),
                        ),
                        ("origin", models.CharField(blank=True, db_index=True, max_length=64)),
                        ("at", models.DateTimeField(auto_now_add=True)),
                        (
                            "state",
                            models.CharField(
                                choices=[("waiting", "待审看"), ("shown", "已公开"), ("held", "不公开")],
                                default="waiting",
                                max_length=8,
                                verbose_name="处理",
                            ),
                        ),
                        ("reason", models.CharField(blank=True, max_length=200, verbose_name="不公开的理由")),
                        ("reply", models.TextField(blank=True, max_length=1000, verbose_name="答复")),
                        ("read_on", models.DateField(null=True)),
                        (
                            "person",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.person",
                            ),
                        ),
                        (
                            "read_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "forum",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="contributions",
                                to="meetings.forum",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["number"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("forum", "number"), name="contributions_in_one_order"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "held"), _negated=True),
                                    models.Q(("reason", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="what_is_held_back_says_why",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("state", "waiting"), ("read_on__isnull", False), _connector="OR"
                                ),
                                name="read_before_it_is_shown",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("text", ""), _negated=True),
                                name="a_contribution_says_something",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Room",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=60, verbose_name="名称")),
                        ("seats", models.PositiveSmallIntegerField(default=0, verbose_name="座位")),
                        ("note", models.CharField(blank=True, max_length=120, verbose_name="说明")),
                        ("closed_on", models.DateField(null=True, verbose_name="停用日期")),
                        (
                            "organisation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="meeting_rooms",
                                to="organisations.organisation",
                                verbose_name="所属",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["organisation_id", "name"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("closed_on__isnull", True)),
                                fields=("organisation", "name"),
                                name="one_room_of_a_name",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("name", ""), _negated=True), name="a_room_has_a_name"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RoomHalfHour",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("begins_at", models.DateTimeField()),
                        (
                            "meeting",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="half_hours",
                                to="meetings.meeting",
                            ),
                        ),
                        (
                            "room",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="taken",
                                to="meetings.room",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["begins_at"],
                        "constraints": [
                            models.UniqueConstraint(fields=("room", "begins_at"), name="a_room_is_taken_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RepresentationNorm",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("valid_from", models.DateField(verbose_name="起")),
                        ("valid_to", models.DateField(blank=True, null=True, verbose_name="止")),
                        ("pack", models.CharField(max_length=20)),
                        ("name", models.CharField(max_length=60, verbose_name="名称")),
                        ("source", models.CharField(max_length=200, verbose_name="依据")),
                        (
                            "households_least",
                            models.PositiveSmallIntegerField(default=0, verbose_name="每多少户一名，起"),
                        ),
                        (
                            "households_most",
                            models.PositiveSmallIntegerField(default=0, verbose_name="每多少户一名，止"),
                        ),
                        (
                            "percent_least",
                            models.PositiveSmallIntegerField(default=0, verbose_name="户数的百分之几，起"),
                        ),
                        (
                            "percent_most",
                            models.PositiveSmallIntegerField(default=0, verbose_name="户数的百分之几，止"),
                        ),
                        ("women_num", models.PositiveSmallIntegerField(default=0)),
                        ("women_den", models.PositiveSmallIntegerField(default=0)),
                        (
                            "absences",
                            models.PositiveSmallIntegerField(verbose_name="缺席几次由居民委员会审议"),
                        ),
                        ("why", models.CharField(max_length=300, verbose_name="理由")),
                        ("written_at", models.DateTimeField(auto_now_add=True)),
                        (
                            "author",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "代表名额规定",
                        "ordering": ["-valid_from"],
                        "abstract": False,
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("valid_to__isnull", True),
                                    ("valid_to__gt", models.F("valid_from")),
                                    _connector="OR",
                                ),
                                name="representationnorm_ends_after_it_begins",
                            ),
                            models.UniqueConstraint(
                                models.Value(1),
                                condition=models.Q(("valid_to__isnull", True)),
                                name="one_open_norm_of_representation",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("why", ""), _negated=True),
                                    models.Q(("source", ""), _negated=True),
                                ),
                                name="a_norm_of_representation_says_why",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("households_least", 0),
                                        ("households_most", 0),
                                        ("percent_least__gt", 0),
                                    ),
                                    models.Q(
                                        ("households_least__gt", 0), ("percent_least", 0), ("percent_most", 0)
                                    ),
                                    _connector="OR",
                                ),
                                name="households_or_per_cent",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("households_least__lte", models.F("households_most")),
                                    ("percent_least__lte", models.F("percent_most")),
                                    ("women_num__lte", models.F("women_den")),
                                ),
                                name="a_norm_of_representation_goes_upwards",
                            ),
                        ],
                    },
                ),
            ],
        ),
    ]
