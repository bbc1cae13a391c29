import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import jiceng.responsibility.models.visits
from jiceng.kernel.together import CreateTogether, kept


class Migration(migrations.Migration):
    replaces = [
        ("responsibility", "0001_first"),
        ("responsibility", "0002_apart"),
        ("responsibility", "0003_visits"),
        ("responsibility", "0004_channel"),
        ("responsibility", "0005_assignment"),
        ("responsibility", "0006_matters"),
        ("responsibility", "0007_accountability"),
        ("responsibility", "0008_matter_has_a_task"),
        ("responsibility", "0009_matters_to_the_register"),
        ("responsibility", "0010_one_register_of_tasks"),
        ("responsibility", "0011_second_look"),
        ("responsibility", "0012_third_look"),
    ]

    initial = True

    dependencies = [
        ("documents", "0004_linked_texts"),
        ("institutions", "0003_weighing_index"),
        ("organisations", "0005_organisation_department"),
        ("people", "0002_sessions_and_second_factor"),
    ]

    operations = [
        CreateTogether(
            models=[
                migrations.CreateModel(
                    name="ContactPoint",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("valid_from", models.DateField(verbose_name="起")),
                        ("valid_to", models.DateField(blank=True, null=True, verbose_name="止")),
                        ("why", models.CharField(blank=True, max_length=300, verbose_name="事由")),
                        (
                            "community",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="contact_points",
                                to="organisations.organisation",
                                verbose_name="社区",
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
                            "leader",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="contact_points",
                                to="people.person",
                                verbose_name="县级领导",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "联系点",
                        "ordering": ["-valid_from", "-id"],
                        "abstract": False,
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("valid_to__isnull", True),
                                    ("valid_to__gt", models.F("valid_from")),
                                    _connector="OR",
                                ),
                                name="contactpoint_ends_after_it_begins",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("valid_to__isnull", True)),
                                fields=("community",),
                                name="one_open_leader_of_a_community",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Liaison",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("valid_from", models.DateField(verbose_name="起")),
                        ("valid_to", models.DateField(blank=True, null=True, verbose_name="止")),
                        ("why", models.CharField(blank=True, max_length=300, verbose_name="事由")),
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
                            "leader",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="liaisons",
                                to="people.person",
                                verbose_name="县级领导",
                            ),
                        ),
                        (
                            "officer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="liaison_for",
                                to="people.person",
                                verbose_name="联络人",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "联络人",
                        "ordering": ["-valid_from", "-id"],
                        "abstract": False,
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("valid_to__isnull", True),
                                    ("valid_to__gt", models.F("valid_from")),
                                    _connector="OR",
                                ),
                                name="liaison_ends_after_it_begins",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("valid_to__isnull", True)),
                                fields=("leader",),
                                name="one_open_liaison_of_a_leader",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("leader", models.F("officer")), _negated=True),
                                name="nobody_links_themselves",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Visit",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("on", models.DateField(verbose_name="日期")),
                        ("seen", models.TextField(blank=True, verbose_name="了解到的情况")),
                        ("talks", models.PositiveSmallIntegerField(default=0, verbose_name="谈话次数")),
                        ("made_at", models.DateTimeField(auto_now_add=True)),
                        ("annulled_at", models.DateTimeField(null=True)),
                        (
                            "annulled_why",
                            models.CharField(blank=True, max_length=300, verbose_name="撤销理由"),
                        ),
                        (
                            "community",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="visits",
                                to="organisations.organisation",
                                verbose_name="社区",
                            ),
                        ),
                        (
                            "leader",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="visits",
                                to="people.person",
                                verbose_name="县级领导",
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
                            "point",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="visits",
                                to="responsibility.contactpoint",
                                verbose_name="联系点",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "走访",
                        "ordering": ["-on", "-id"],
                        "indexes": [models.Index(fields=["community", "on"], name="visits_of_community")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("annulled_at__isnull", True), ("annulled_why", "")),
                                    models.Q(
                                        ("annulled_at__isnull", False),
                                        models.Q(("annulled_why", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="a_visit_is_annulled_with_a_reason",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Problem",
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
                                choices=[("problem", "问题"), ("promise", "承诺")],
                                default="problem",
                                max_length=8,
                                verbose_name="类别",
                            ),
                        ),
                        ("text", models.CharField(max_length=500, verbose_name="内容")),
                        ("raised_on", models.DateField(verbose_name="提出日期")),
                        ("due_on", models.DateField(verbose_name="答复期限")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("open", "待答复"),
                                    ("answered", "已答复"),
                                    ("settled", "居民确认解决"),
                                    ("withdrawn", "已撤销"),
                                ],
                                default="open",
                                max_length=10,
                                verbose_name="状态",
                            ),
                        ),
                        ("answer", models.TextField(blank=True, verbose_name="答复")),
                        ("answered_on", models.DateField(null=True, verbose_name="答复日期")),
                        (
                            "answered_by_name",
                            models.CharField(blank=True, max_length=120, verbose_name="答复人"),
                        ),
                        ("solved", models.BooleanField(null=True, verbose_name="居民确认")),
                        ("solved_on", models.DateField(null=True, verbose_name="确认日期")),
                        (
                            "resident_note",
                            models.CharField(blank=True, max_length=300, verbose_name="居民意见"),
                        ),
                        (
                            "reopened",
                            models.PositiveSmallIntegerField(default=0, verbose_name="重新办理次数"),
                        ),
                        (
                            "mark",
                            models.CharField(
                                default=jiceng.responsibility.models.visits.new_mark,
                                max_length=20,
                                unique=True,
                            ),
                        ),
                        (
                            "community",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="contact_problems",
                                to="organisations.organisation",
                                verbose_name="社区",
                            ),
                        ),
                        (
                            "raised_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "visit",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="problems",
                                to="responsibility.visit",
                            ),
                        ),
                        (
                            "level",
                            models.CharField(
                                choices=[
                                    ("liaison", "联络人"),
                                    ("leader", "县级领导"),
                                    ("group", "领导小组"),
                                ],
                                default="liaison",
                                max_length=8,
                                verbose_name="所在层级",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "联系点问题",
                        "ordering": ["due_on", "id"],
                        "indexes": [
                            models.Index(
                                fields=["community", "state", "due_on"], name="problems_of_community"
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("text", ""), _negated=True), name="a_problem_says_what"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("due_on__gte", models.F("raised_on"))),
                                name="due_after_raised",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("state__in", ["open", "withdrawn"]),
                                    models.Q(
                                        ("answered_on__isnull", False),
                                        models.Q(("answer", ""), _negated=True),
                                        models.Q(("answered_by_name", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="answered_with_an_answer",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "settled"), _negated=True),
                                    models.Q(("solved", True), ("solved_on__isnull", False)),
                                    _connector="OR",
                                ),
                                name="settled_by_the_resident",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="LeadingGroup",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("valid_from", models.DateField(verbose_name="起")),
                        ("valid_to", models.DateField(blank=True, null=True, verbose_name="止")),
                        ("name", models.CharField(max_length=120, verbose_name="名称")),
                        ("duties", models.TextField(blank=True, verbose_name="职责")),
                        (
                            "founded_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="documents.document",
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="leading_groups",
                                to="organisations.organisation",
                                verbose_name="设立机关",
                            ),
                        ),
                        (
                            "under",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="offices",
                                to="responsibility.leadinggroup",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "领导小组",
                        "ordering": ["id"],
                        "abstract": False,
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("valid_to__isnull", True),
                                    ("valid_to__gt", models.F("valid_from")),
                                    _connector="OR",
                                ),
                                name="leadinggroup_ends_after_it_begins",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("valid_to__isnull", True)),
                                fields=("organisation", "name"),
                                name="one_open_group_of_a_name",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("under", models.F("pk")), _negated=True),
                                name="no_group_below_itself",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Instruction",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("title", models.CharField(max_length=120, verbose_name="要求")),
                        ("text", models.TextField(verbose_name="内容")),
                        ("asked", models.JSONField(default=list, verbose_name="要填的项目")),
                        ("due_on", models.DateField(verbose_name="期限")),
                        ("emergency", models.CharField(blank=True, max_length=300, verbose_name="紧急理由")),
                        ("made_on", models.DateField(verbose_name="提出日期")),
                        ("issued_at", models.DateTimeField(null=True, verbose_name="下达时间")),
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
                            "problem",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="instructions",
                                to="responsibility.problem",
                            ),
                        ),
                        (
                            "signed_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "group",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="instructions",
                                to="responsibility.leadinggroup",
                            ),
                        ),
                        ("withdrawn_at", models.DateTimeField(null=True, verbose_name="撤回时间")),
                        (
                            "withdrawn_why",
                            models.CharField(blank=True, max_length=300, verbose_name="撤回理由"),
                        ),
                    ],
                    options={
                        "verbose_name": "下达要求",
                        "ordering": ["-id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("due_on__gte", models.F("made_on"))),
                                name="instruction_due_after_made",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("emergency", ""),
                                    ("issued_at__isnull", True),
                                    ("signed_by__isnull", False),
                                    _connector="OR",
                                ),
                                name="an_emergency_goes_out_signed",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("signed_by__isnull", True),
                                    ("made_by__isnull", True),
                                    models.Q(("signed_by", models.F("made_by")), _negated=True),
                                    _connector="OR",
                                ),
                                name="nobody_signs_the_own_emergency",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("withdrawn_at__isnull", True), ("withdrawn_why", "")),
                                    models.Q(
                                        ("withdrawn_at__isnull", False),
                                        models.Q(("withdrawn_why", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="an_instruction_is_withdrawn_with_a_reason",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="GroupMember",
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
                            "role",
                            models.CharField(
                                choices=[("head", "组长"), ("deputy", "副组长"), ("member", "成员单位")],
                                max_length=8,
                                verbose_name="职务",
                            ),
                        ),
                        ("duties", models.CharField(blank=True, max_length=300, verbose_name="职责")),
                        (
                            "person",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.person",
                                verbose_name="人员",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisations.organisation",
                                verbose_name="成员单位",
                            ),
                        ),
                        (
                            "group",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="members",
                                to="responsibility.leadinggroup",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "领导小组成员",
                        "ordering": ["id"],
                        "abstract": False,
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("valid_to__isnull", True),
                                    ("valid_to__gt", models.F("valid_from")),
                                    _connector="OR",
                                ),
                                name="groupmember_ends_after_it_begins",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("role", "member"), ("unit__isnull", False)),
                                    models.Q(
                                        models.Q(("role", "member"), _negated=True), ("person__isnull", False)
                                    ),
                                    _connector="OR",
                                ),
                                name="a_member_is_a_unit_a_head_a_person",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("role", "head"), ("valid_to__isnull", True)),
                                fields=("group",),
                                name="one_open_head_of_a_group",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Station",
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
                                    ("raised", "提出"),
                                    ("passed", "上报"),
                                    ("decided", "领导小组决定"),
                                    ("answered", "答复"),
                                    ("confirmed", "居民确认"),
                                    ("reopened", "重新办理"),
                                    ("instructed", "下达要求"),
                                    ("reported", "社区回报"),
                                ],
                                max_length=12,
                                verbose_name="环节",
                            ),
                        ),
                        (
                            "level",
                            models.CharField(
                                choices=[
                                    ("liaison", "联络人"),
                                    ("leader", "县级领导"),
                                    ("group", "领导小组"),
                                ],
                                max_length=8,
                                verbose_name="所在层级",
                            ),
                        ),
                        ("by_name", models.CharField(max_length=120, verbose_name="经办人")),
                        ("note", models.CharField(blank=True, max_length=500, verbose_name="说明")),
                        ("at", models.DateTimeField(auto_now_add=True, verbose_name="时间")),
                        (
                            "problem",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="stations",
                                to="responsibility.problem",
                            ),
                        ),
                        (
                            "decision",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="institutions.evidence",
                            ),
                        ),
                        (
                            "group",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="responsibility.leadinggroup",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "对接环节",
                        "ordering": ["id"],
                    },
                ),
                migrations.CreateModel(
                    name="Target",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("told", models.JSONField(default=dict, verbose_name="填报")),
                        ("report", models.TextField(blank=True, verbose_name="办理结果")),
                        ("seen_at", models.DateTimeField(null=True, verbose_name="签收时间")),
                        ("done_at", models.DateTimeField(null=True, verbose_name="回报时间")),
                        ("done_by_name", models.CharField(blank=True, max_length=120, verbose_name="回报人")),
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
                            "instruction",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="targets",
                                to="responsibility.instruction",
                            ),
                        ),
                        ("urged_on", models.DateField(null=True, verbose_name="催报日期")),
                    ],
                    options={
                        "verbose_name": "要求的承办社区",
                        "ordering": ["community__code", "id"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("instruction", "community"), name="instructed_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("done_at__isnull", True),
                                    models.Q(("report", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="reported_with_a_report",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Handover",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("as_liaison", models.BooleanField(default=False, verbose_name="联络人移交")),
                        ("on", models.DateField(verbose_name="日期")),
                        ("given_at", models.DateTimeField(null=True, verbose_name="移交人签字")),
                        ("taken_at", models.DateTimeField(null=True, verbose_name="接收人签字")),
                        ("listed", models.JSONField(default=list, verbose_name="移交清单")),
                        (
                            "community",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="handovers",
                                to="organisations.organisation",
                            ),
                        ),
                        (
                            "given_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "giver",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.person",
                                verbose_name="移交人",
                            ),
                        ),
                        (
                            "taken_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "taker",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.person",
                                verbose_name="接收人",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "工作移交",
                        "ordering": ["-on", "-id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("giver", models.F("taker")), _negated=True),
                                name="handed_to_another",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("taken_at__isnull", True), ("taker__isnull", False), _connector="OR"
                                ),
                                name="taken_by_somebody",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Profile",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("fields", models.JSONField(default=list, verbose_name="专长")),
                        (
                            "most",
                            models.PositiveSmallIntegerField(default=1, verbose_name="最多联系几个社区"),
                        ),
                        (
                            "person",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="contact_profile",
                                to="people.person",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "领导专长",
                    },
                ),
                migrations.CreateModel(
                    name="Proposal",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("on", models.DateField(verbose_name="自哪天起")),
                        (
                            "state",
                            models.CharField(
                                choices=[("draft", "待决定"), ("decided", "已决定")],
                                default="draft",
                                max_length=8,
                                verbose_name="状态",
                            ),
                        ),
                        ("points", models.IntegerField(verbose_name="总分")),
                        ("proved", models.BooleanField(verbose_name="已证明最优")),
                        ("weights", models.JSONField(default=dict)),
                        ("made_at", models.DateTimeField(auto_now_add=True)),
                        (
                            "decided_by_name",
                            models.CharField(blank=True, max_length=120, verbose_name="决定人"),
                        ),
                        ("decided_at", models.DateTimeField(null=True, verbose_name="决定时间")),
                        (
                            "document",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
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
                    ],
                    options={
                        "verbose_name": "联系点安排方案",
                        "ordering": ["-id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "decided"), _negated=True),
                                    models.Q(
                                        ("decided_at__isnull", False),
                                        models.Q(("decided_by_name", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="a_proposal_is_decided_by_somebody",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ProposalLine",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("terms", models.JSONField(default=dict)),
                        ("runner_up", models.JSONField(default=dict)),
                        ("why", models.CharField(blank=True, max_length=300, verbose_name="改动理由")),
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
                            "leader",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.person",
                                verbose_name="县级领导",
                            ),
                        ),
                        (
                            "proposal",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="lines",
                                to="responsibility.proposal",
                            ),
                        ),
                        (
                            "proposed",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.person",
                                verbose_name="建议人选",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "方案明细",
                        "ordering": ["community__code", "id"],
                        "constraints": [
                            models.UniqueConstraint(fields=("proposal", "community"), name="proposed_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("leader", models.F("proposed")),
                                    models.Q(("why", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="changed_by_hand_with_a_reason",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Conflict",
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
                            "kind",
                            models.CharField(
                                choices=[("kin", "亲属回避"), ("interest", "利益回避")],
                                max_length=8,
                                verbose_name="类别",
                            ),
                        ),
                        ("why", models.CharField(max_length=200, verbose_name="说明")),
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
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="contact_conflicts",
                                to="people.person",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "回避",
                        "abstract": False,
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("valid_to__isnull", True),
                                    ("valid_to__gt", models.F("valid_from")),
                                    _connector="OR",
                                ),
                                name="conflict_ends_after_it_begins",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("valid_to__isnull", True)),
                                fields=("person", "community", "kind"),
                                name="one_open_conflict_of_a_kind",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("why", ""), _negated=True), name="a_conflict_says_why"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Matter",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("year", models.PositiveSmallIntegerField()),
                        ("serial", models.PositiveIntegerField()),
                        (
                            "source",
                            models.CharField(
                                choices=[
                                    ("decision", "会议决定"),
                                    ("visit", "联系点走访"),
                                    ("instruction", "上级要求"),
                                    ("case", "居民反映"),
                                    ("hand", "直接登记"),
                                ],
                                max_length=12,
                                verbose_name="来源",
                            ),
                        ),
                        ("source_kind", models.CharField(blank=True, max_length=60)),
                        ("source_id", models.CharField(blank=True, max_length=40)),
                        (
                            "source_name",
                            models.CharField(blank=True, max_length=200, verbose_name="来源说明"),
                        ),
                        ("source_url", models.CharField(blank=True, max_length=200)),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("document", "文件类"),
                                    ("minutes", "会议纪要类"),
                                    ("note", "领导批示类"),
                                    ("hard", "批示类（难度大）"),
                                    ("urgent", "急办类"),
                                ],
                                max_length=10,
                                verbose_name="类别",
                            ),
                        ),
                        ("raised_on", models.DateField(verbose_name="提出日期")),
                        ("registered_on", models.DateField(verbose_name="立项日期")),
                        ("half_on", models.DateField(verbose_name="中途")),
                        ("acknowledge_by", models.DateField(verbose_name="签收期限")),
                        ("urged_until", models.DateField(null=True, verbose_name="催办期限")),
                        ("poor", models.BooleanField(default=False, verbose_name="核查不合格")),
                        ("closed_on", models.DateField(null=True, verbose_name="销号日期")),
                        ("solved_on", models.DateField(null=True, verbose_name="居民确认日期")),
                        ("round", models.PositiveSmallIntegerField(default=0, verbose_name="办理轮次")),
                        (
                            "reopened",
                            models.PositiveSmallIntegerField(default=0, verbose_name="重新办理次数"),
                        ),
                        (
                            "mark",
                            models.CharField(
                                default=jiceng.responsibility.models.visits.new_mark,
                                max_length=20,
                                unique=True,
                            ),
                        ),
                        (
                            "community",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisations.organisation",
                                verbose_name="社区",
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
                            "office",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisations.organisation",
                                verbose_name="立项单位",
                            ),
                        ),
                        (
                            "parent",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="parts",
                                to="responsibility.matter",
                            ),
                        ),
                        (
                            "task",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="matter",
                                to="documents.task",
                                verbose_name="任务",
                            ),
                        ),
                        ("returned_on", models.DateField(null=True, verbose_name="退回日期")),
                        (
                            "returned_why",
                            models.CharField(blank=True, max_length=300, verbose_name="退回理由"),
                        ),
                    ],
                    options={
                        "verbose_name": "督办事项",
                        "ordering": ["-year", "-serial"],
                        "constraints": [
                            models.UniqueConstraint(fields=("year", "serial"), name="one_matter_of_a_number"),
                            models.CheckConstraint(
                                condition=models.Q(("registered_on__gte", models.F("raised_on"))),
                                name="registered_after_raised",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("parent", models.F("pk")), _negated=True),
                                name="no_matter_below_itself",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("returned_on__isnull", True), ("returned_why", "")),
                                    models.Q(
                                        ("returned_on__isnull", False),
                                        models.Q(("returned_why", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="handed_back_with_a_reason",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Extension",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("asked_on", models.DateField(verbose_name="申请日期")),
                        ("from_day", models.DateField(verbose_name="原期限")),
                        ("to_day", models.DateField(verbose_name="延至")),
                        ("reason", models.CharField(max_length=300, verbose_name="理由")),
                        ("granted", models.BooleanField(null=True, verbose_name="批准")),
                        ("decided_on", models.DateField(null=True, verbose_name="批准日期")),
                        (
                            "asked_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
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
                            "matter",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="extensions",
                                to="responsibility.matter",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "延期申请",
                        "ordering": ["id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("to_day__gt", models.F("from_day"))),
                                name="extended_to_a_later_day",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("asked_on__lte", models.F("from_day"))),
                                name="extension_asked_before_due",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("reason", ""), _negated=True),
                                name="extension_has_a_reason",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("asked_by__isnull", True),
                                    ("decided_by__isnull", True),
                                    models.Q(("asked_by", models.F("decided_by")), _negated=True),
                                    _connector="OR",
                                ),
                                name="nobody_grants_the_own_extension",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("granted__isnull", True)),
                                fields=("matter",),
                                name="one_open_extension_of_a_matter",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MatterRed",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("due_on", models.DateField(verbose_name="期限")),
                        ("on", models.DateField(verbose_name="亮灯日期")),
                        (
                            "matter",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="reds",
                                to="responsibility.matter",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "红灯",
                        "ordering": ["due_on", "id"],
                        "constraints": [
                            models.UniqueConstraint(fields=("matter", "due_on"), name="one_red_of_a_day"),
                            models.CheckConstraint(
                                condition=models.Q(("on__gt", models.F("due_on"))), name="red_after_its_day"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MatterStep",
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
                                    ("registered", "立项交办"),
                                    ("acknowledged", "签收"),
                                    ("returned", "退回立项单位"),
                                    ("reassigned", "重新交办"),
                                    ("insisted", "不同意退回"),
                                    ("split", "分解"),
                                    ("progress", "报告进展"),
                                    ("asked", "申请延期"),
                                    ("extended", "批准延期"),
                                    ("declined", "不同意延期"),
                                    ("lapsed", "延期申请失效"),
                                    ("urged", "催办"),
                                    ("red", "亮红灯"),
                                    ("reported", "报告办结"),
                                    ("checked", "核查销号"),
                                    ("sent_back", "核查不合格，退回"),
                                    ("confirmed", "居民确认办好"),
                                    ("reopened", "居民表示没有办好，重新办理"),
                                ],
                                max_length=12,
                                verbose_name="环节",
                            ),
                        ),
                        ("on", models.DateField(verbose_name="日期")),
                        ("by_name", models.CharField(max_length=120, verbose_name="经办人")),
                        ("note", models.CharField(blank=True, max_length=500, verbose_name="说明")),
                        ("at", models.DateTimeField(auto_now_add=True, verbose_name="时间")),
                        (
                            "matter",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="steps",
                                to="responsibility.matter",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "督办环节",
                        "ordering": ["on", "id"],
                    },
                ),
                migrations.CreateModel(
                    name="CaseFile",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("round", models.PositiveSmallIntegerField()),
                        ("facts", models.TextField(verbose_name="事实")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("proposed", "系统提出，待决定"),
                                    ("open", "办理中"),
                                    ("dropped", "不予处理"),
                                    ("closed", "已结"),
                                ],
                                default="proposed",
                                max_length=10,
                                verbose_name="状态",
                            ),
                        ),
                        ("proposed_on", models.DateField(verbose_name="提出日期")),
                        ("decide_by", models.DateField(verbose_name="决定期限")),
                        ("opened_on", models.DateField(null=True, verbose_name="启动日期")),
                        ("ended_on", models.DateField(null=True, verbose_name="结束日期")),
                        ("why", models.CharField(blank=True, max_length=300, verbose_name="理由")),
                        (
                            "matter",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="files",
                                to="responsibility.matter",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.person",
                                verbose_name="当事人",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisations.organisation",
                                verbose_name="立项单位",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "问责卷宗",
                        "ordering": ["-id"],
                        "constraints": [
                            models.UniqueConstraint(fields=("matter", "round"), name="one_file_of_a_round"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("ended_on__isnull", True), ("state", "proposed")),
                                    models.Q(
                                        ("ended_on__isnull", True),
                                        ("opened_on__isnull", False),
                                        ("state", "open"),
                                    ),
                                    models.Q(
                                        ("ended_on__isnull", False),
                                        ("state__in", ["dropped", "closed"]),
                                        models.Q(("why", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="a_file_ends_with_a_reason",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CaseReader",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("named_at", models.DateTimeField(auto_now_add=True)),
                        (
                            "account",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "file",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="readers",
                                to="responsibility.casefile",
                            ),
                        ),
                        (
                            "named_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "阅卷人",
                        "ordering": ["id"],
                        "constraints": [
                            models.UniqueConstraint(fields=("file", "account"), name="reads_once")
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
                            "rung",
                            models.CharField(
                                choices=[
                                    ("talk", "谈话提醒"),
                                    ("inquiry", "书面询问"),
                                    ("admonish", "诫勉"),
                                    ("criticism", "通报批评、书面检查、限期整改"),
                                    ("removal", "停职、调整、降职或免职"),
                                    ("discipline", "移送纪律处分"),
                                ],
                                max_length=12,
                                verbose_name="方式",
                            ),
                        ),
                        ("asked_on", models.DateField(verbose_name="通知陈述日期")),
                        ("answer_by", models.DateField(verbose_name="陈述期限")),
                        ("statement", models.TextField(blank=True, verbose_name="本人陈述")),
                        ("stated_on", models.DateField(null=True, verbose_name="陈述日期")),
                        ("hearing_on", models.DateField(null=True, verbose_name="听取意见日期")),
                        (
                            "hearing_note",
                            models.CharField(blank=True, max_length=500, verbose_name="听取意见情况"),
                        ),
                        ("decision", models.TextField(blank=True, verbose_name="决定")),
                        ("number", models.CharField(blank=True, max_length=60, verbose_name="文号")),
                        ("decided_on", models.DateField(null=True, verbose_name="决定日期")),
                        (
                            "decided_by_name",
                            models.CharField(blank=True, max_length=120, verbose_name="决定人"),
                        ),
                        ("mend_by", models.DateField(null=True, verbose_name="整改期限")),
                        ("served_on", models.DateField(null=True, verbose_name="送达日期")),
                        (
                            "file",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="steps",
                                to="responsibility.casefile",
                            ),
                        ),
                        (
                            "document",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="documents.document",
                                verbose_name="决定文件",
                            ),
                        ),
                        ("hearing_due_on", models.DateField(null=True, verbose_name="约定听取意见日期")),
                        (
                            "hearing_place",
                            models.CharField(blank=True, max_length=120, verbose_name="几点、在哪里"),
                        ),
                        ("review", models.TextField(blank=True, verbose_name="书面检查和整改情况")),
                        ("reviewed_on", models.DateField(null=True, verbose_name="书面检查日期")),
                    ],
                    options={
                        "verbose_name": "问责环节",
                        "ordering": ["id"],
                        "constraints": [
                            models.UniqueConstraint(fields=("file", "rung"), name="one_rung_of_a_file"),
                            models.UniqueConstraint(
                                condition=models.Q(("decided_on__isnull", True)),
                                fields=("file",),
                                name="one_open_rung_of_a_file",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("decided_on__isnull", True),
                                    models.Q(
                                        models.Q(
                                            ("stated_on__isnull", False),
                                            ("hearing_on__isnull", False),
                                            ("decided_on__gt", models.F("answer_by")),
                                            _connector="OR",
                                        ),
                                        models.Q(("decision", ""), _negated=True),
                                        models.Q(("decided_by_name", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="nobody_is_decided_on_unheard",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("served_on__isnull", True),
                                    ("decided_on__isnull", False),
                                    _connector="OR",
                                ),
                                name="served_after_decided",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("decided_on__isnull", True),
                                    ("hearing_due_on__isnull", True),
                                    ("hearing_on__isnull", False),
                                    ("decided_on__gt", models.F("hearing_due_on")),
                                    _connector="OR",
                                ),
                                name="an_arranged_hearing_is_waited_for",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("reviewed_on__isnull", True),
                                    models.Q(
                                        ("decided_on__isnull", False), models.Q(("review", ""), _negated=True)
                                    ),
                                    _connector="OR",
                                ),
                                name="reviewed_after_decided",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CheckItem",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("title", models.CharField(max_length=300, verbose_name="检查项目")),
                        ("field", models.CharField(max_length=20, verbose_name="同类领域")),
                        ("month_from", models.PositiveSmallIntegerField(verbose_name="从几月")),
                        ("month_to", models.PositiveSmallIntegerField(verbose_name="到几月")),
                        (
                            "units",
                            models.ManyToManyField(
                                related_name="+", to="organisations.organisation", verbose_name="参加单位"
                            ),
                        ),
                        (
                            "plan",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="items",
                                to="responsibility.checkplan",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "检查项目",
                        "ordering": ["month_from", "id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("month_from__gte", 1),
                                    ("month_to__gte", models.F("month_from")),
                                    ("month_to__lte", 12),
                                ),
                                name="months_of_a_check",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Check",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("on", models.DateField(verbose_name="日期")),
                        ("found", models.TextField(verbose_name="检查情况")),
                        ("by_name", models.CharField(max_length=120, verbose_name="经办人")),
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
                            "item",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="checks",
                                to="responsibility.checkitem",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "督查检查",
                        "ordering": ["-on", "-id"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("item", "community"), name="checked_once_for_an_item"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CheckPlan",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("year", models.PositiveSmallIntegerField(verbose_name="年度")),
                        ("adopted_on", models.DateField(null=True, verbose_name="通过日期")),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisations.organisation",
                                verbose_name="制定单位",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "督查检查计划",
                        "ordering": ["-year", "id"],
                        "constraints": [
                            models.UniqueConstraint(fields=("year",), name="one_check_plan_a_year")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="GroupSession",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "group",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="sessions",
                                to="responsibility.leadinggroup",
                            ),
                        ),
                        (
                            "meeting",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="session_of",
                                to="institutions.evidence",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "领导小组会议",
                        "ordering": ["-meeting__on", "id"],
                    },
                ),
            ],
        ),
        *kept("responsibility", "0002_apart"),
    ]
