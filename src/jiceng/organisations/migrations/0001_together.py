import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from jiceng.kernel.together import CreateTogether, kept


class Migration(migrations.Migration):
    replaces = [
        ("organisations", "0001_initial"),
        ("organisations", "0002_second_hand"),
        ("organisations", "0003_planned_by"),
        ("organisations", "0004_rolls_read_from_the_index"),
        ("organisations", "0005_organisation_department"),
        ("organisations", "0006_terms_apart"),
        ("organisations", "0007_places_held"),
    ]

    initial = True

    dependencies = [
        ("people", "0002_sessions_and_second_factor"),
    ]

    operations = [
        CreateTogether(
            models=[
                migrations.CreateModel(
                    name="Instrument",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.CharField(max_length=60, unique=True, verbose_name="文号")),
                        ("title", models.CharField(blank=True, max_length=200, verbose_name="标题")),
                        ("issued_on", models.DateField(verbose_name="成文日期")),
                        ("issued_by", models.CharField(blank=True, max_length=120, verbose_name="发文机关")),
                    ],
                    options={
                        "ordering": ["-issued_on", "number"],
                    },
                ),
                migrations.CreateModel(
                    name="ImportBatch",
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
                                choices=[("organisations", "组织"), ("members", "党员")], max_length=20
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("checking", "核对中"),
                                    ("faulty", "有错误"),
                                    ("ready", "待导入"),
                                    ("applied", "已导入"),
                                    ("undone", "已撤销"),
                                ],
                                default="checking",
                                max_length=10,
                            ),
                        ),
                        ("file_name", models.CharField(max_length=200)),
                        ("file_sha256", models.CharField(max_length=64)),
                        ("path", models.CharField(max_length=300)),
                        ("counts", models.JSONField(default=dict)),
                        ("faults", models.JSONField(default=list)),
                        ("undo", models.JSONField(null=True)),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        ("applied_at", models.DateTimeField(null=True)),
                        ("undone_at", models.DateTimeField(null=True)),
                        (
                            "account",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-id"],
                    },
                ),
                migrations.CreateModel(
                    name="Organisation",
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
                                choices=[
                                    ("county_committee", "县委"),
                                    ("county_government", "县政府"),
                                    ("organisation_department", "组织部"),
                                    ("department", "部门"),
                                    ("town_party_committee", "镇党委"),
                                    ("street_office", "街道办事处（旧）"),
                                    ("street_general_branch", "街道党总支（旧）"),
                                    ("street_working_committee", "街道党工委"),
                                    ("old_residents_committee", "居民委（旧）"),
                                    ("community", "社区"),
                                    ("residents_committee", "社区居民委员会"),
                                    ("party_branch", "党支部"),
                                    ("party_general_branch", "党总支"),
                                    ("party_committee", "党委"),
                                    ("party_group", "党小组"),
                                    ("resident_unit", "驻区单位"),
                                ],
                                max_length=30,
                                verbose_name="类别",
                            ),
                        ),
                        (
                            "code",
                            models.CharField(blank=True, db_index=True, max_length=20, verbose_name="代码"),
                        ),
                        ("name", models.CharField(max_length=120, verbose_name="名称")),
                        ("short_name", models.CharField(blank=True, max_length=60, verbose_name="简称")),
                        ("pinyin", models.CharField(db_index=True, editable=False, max_length=240)),
                        ("initials", models.CharField(db_index=True, editable=False, max_length=60)),
                        (
                            "credit_code",
                            models.CharField(blank=True, max_length=18, verbose_name="统一社会信用代码"),
                        ),
                        (
                            "abolished_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="abolished",
                                to="organisations.instrument",
                            ),
                        ),
                        (
                            "founded_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="founded",
                                to="organisations.instrument",
                            ),
                        ),
                        (
                            "territory",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="serving",
                                to="organisations.organisation",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["code", "id"],
                        "abstract": False,
                        "indexes": [
                            models.Index(
                                fields=["kind", "valid_from", "valid_to"], name="organisation_kind_on_day"
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("valid_to__isnull", True),
                                    ("valid_to__gt", models.F("valid_from")),
                                    _connector="OR",
                                ),
                                name="organisation_ends_after_it_begins",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(
                                    ("valid_to__isnull", True), models.Q(("code", ""), _negated=True)
                                ),
                                fields=("code",),
                                name="one_open_holder_of_a_code",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(
                                    ("kind__in", ["party_branch", "party_general_branch", "party_committee"]),
                                    ("territory__isnull", False),
                                    ("valid_to__isnull", True),
                                ),
                                fields=("territory",),
                                name="one_community_one_branch",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Lineage",
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
                                choices=[("merged", "合并"), ("split", "拆分"), ("succeeded", "承接")],
                                max_length=10,
                            ),
                        ),
                        ("on", models.DateField()),
                        ("households", models.PositiveIntegerField(null=True)),
                        (
                            "instrument",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="organisations.instrument",
                            ),
                        ),
                        (
                            "predecessor",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="lineage_to",
                                to="organisations.organisation",
                            ),
                        ),
                        (
                            "successor",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="lineage_from",
                                to="organisations.organisation",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("predecessor", "successor"), name="one_lineage_of_a_pair"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("predecessor", models.F("successor")), _negated=True),
                                name="nobody_succeeds_itself",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Boundary",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("valid_from", models.DateField(verbose_name="起")),
                        ("valid_to", models.DateField(blank=True, null=True, verbose_name="止")),
                        ("geometry", models.JSONField()),
                        (
                            "organisation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="boundaries",
                                to="organisations.organisation",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("valid_to__isnull", True),
                                    ("valid_to__gt", models.F("valid_from")),
                                    _connector="OR",
                                ),
                                name="boundary_ends_after_it_begins",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("valid_to__isnull", True)),
                                fields=("organisation",),
                                name="one_open_boundary",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="OrganisationName",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("valid_from", models.DateField(verbose_name="起")),
                        ("valid_to", models.DateField(blank=True, null=True, verbose_name="止")),
                        ("name", models.CharField(max_length=120)),
                        ("short_name", models.CharField(blank=True, max_length=60)),
                        (
                            "instrument",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="organisations.instrument",
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="names",
                                to="organisations.organisation",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["valid_from"],
                        "abstract": False,
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("valid_to__isnull", True),
                                    ("valid_to__gt", models.F("valid_from")),
                                    _connector="OR",
                                ),
                                name="organisationname_ends_after_it_begins",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("valid_to__isnull", True)),
                                fields=("organisation",),
                                name="one_open_name",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PartyMembership",
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
                            "standing",
                            models.CharField(
                                choices=[("full", "正式党员"), ("probationary", "预备党员")],
                                max_length=12,
                                verbose_name="党员类别",
                            ),
                        ),
                        ("joined_on", models.DateField(verbose_name="入党日期")),
                        ("full_since", models.DateField(blank=True, null=True, verbose_name="转正日期")),
                        (
                            "branch",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="members",
                                to="organisations.organisation",
                                verbose_name="党支部",
                            ),
                        ),
                        (
                            "group",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="group_members",
                                to="organisations.organisation",
                                verbose_name="党小组",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="party_memberships",
                                to="people.person",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            models.Index(
                                fields=["branch", "valid_from", "valid_to", "standing", "person"],
                                name="roll_of_branch_on_day",
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("valid_to__isnull", True),
                                    ("valid_to__gt", models.F("valid_from")),
                                    _connector="OR",
                                ),
                                name="partymembership_ends_after_it_begins",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("valid_to__isnull", True)),
                                fields=("person",),
                                name="one_open_membership",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("full_since__isnull", True), ("standing", "probationary")),
                                    models.Q(("full_since__isnull", False), ("standing", "full")),
                                    _connector="OR",
                                ),
                                name="full_members_have_a_day",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Placement",
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
                            "line",
                            models.CharField(
                                choices=[("residents", "居民自治线"), ("party", "党组织线")],
                                max_length=10,
                                verbose_name="线",
                            ),
                        ),
                        ("path", models.CharField(max_length=200)),
                        ("depth", models.PositiveSmallIntegerField()),
                        (
                            "instrument",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="organisations.instrument",
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="placements",
                                to="organisations.organisation",
                            ),
                        ),
                        (
                            "superior",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="placed_below",
                                to="organisations.organisation",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["path"],
                        "abstract": False,
                        "indexes": [
                            models.Index(fields=["line", "path"], name="placement_subtree"),
                            models.Index(fields=["line", "superior"], name="placement_children"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("valid_to__isnull", True),
                                    ("valid_to__gt", models.F("valid_from")),
                                    _connector="OR",
                                ),
                                name="placement_ends_after_it_begins",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("valid_to__isnull", True)),
                                fields=("organisation", "line"),
                                name="one_open_place_on_a_line",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("superior", models.F("organisation")), _negated=True),
                                name="nobody_leads_itself",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Post",
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
                                choices=[
                                    ("secretary", "书记"),
                                    ("deputy_secretary", "副书记"),
                                    ("organisation_member", "组织委员"),
                                    ("publicity_member", "宣传委员"),
                                    ("discipline_member", "纪检委员"),
                                    ("director", "主任"),
                                    ("deputy_director", "副主任"),
                                    ("committee_member", "委员"),
                                    ("worker", "社区工作者"),
                                    ("representative", "居民代表"),
                                    ("leader", "领导"),
                                    ("officer", "干事"),
                                    ("contact", "联络员"),
                                    ("system_administrator", "系统管理员"),
                                    ("security_administrator", "安全管理员"),
                                    ("auditor", "审计管理员"),
                                ],
                                max_length=24,
                                verbose_name="职务",
                            ),
                        ),
                        ("title", models.CharField(blank=True, max_length=60, verbose_name="职务名称")),
                        ("places", models.PositiveSmallIntegerField(default=1, verbose_name="职数")),
                        (
                            "organisation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="posts",
                                to="organisations.organisation",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["organisation_id", "id"],
                        "abstract": False,
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("valid_to__isnull", True),
                                    ("valid_to__gt", models.F("valid_from")),
                                    _connector="OR",
                                ),
                                name="post_ends_after_it_begins",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("valid_to__isnull", True)),
                                fields=("organisation", "kind", "title"),
                                name="one_open_post",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Reorganisation",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("key", models.UUIDField(unique=True)),
                        ("title", models.CharField(max_length=200)),
                        ("effective_on", models.DateField(verbose_name="生效日期")),
                        ("orders", models.JSONField()),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("planned", "待执行"),
                                    ("executed", "已执行"),
                                    ("reversed", "已撤回"),
                                ],
                                default="planned",
                                max_length=10,
                            ),
                        ),
                        ("executed_at", models.DateTimeField(null=True)),
                        ("reversed_at", models.DateTimeField(null=True)),
                        ("reversal_reason", models.CharField(blank=True, max_length=500)),
                        (
                            "executed_by",
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
                                on_delete=django.db.models.deletion.PROTECT,
                                to="organisations.instrument",
                                verbose_name="依据文件",
                            ),
                        ),
                        (
                            "reversed_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "planned_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-effective_on", "-id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("executed_at__isnull", True), ("state", "planned")),
                                    models.Q(
                                        ("executed_at__isnull", False),
                                        ("reversed_at__isnull", True),
                                        ("state", "executed"),
                                    ),
                                    models.Q(
                                        ("executed_at__isnull", False),
                                        ("reversed_at__isnull", False),
                                        ("state", "reversed"),
                                    ),
                                    _connector="OR",
                                ),
                                name="reorganisation_state_has_its_moment",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ReorganisationStep",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("order", models.PositiveIntegerField()),
                        ("participant", models.CharField(max_length=40)),
                        ("action", models.CharField(max_length=20)),
                        ("target_kind", models.CharField(max_length=60)),
                        ("target_id", models.BigIntegerField()),
                        ("target_name", models.CharField(max_length=200)),
                        ("before", models.JSONField(null=True)),
                        ("after", models.JSONField(null=True)),
                        (
                            "reorganisation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="steps",
                                to="organisations.reorganisation",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["order"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("reorganisation", "order"), name="steps_in_one_order"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Residence",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("valid_from", models.DateField(verbose_name="起")),
                        ("valid_to", models.DateField(blank=True, null=True, verbose_name="止")),
                        ("address", models.CharField(blank=True, max_length=120, verbose_name="住址")),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="residences",
                                to="people.person",
                            ),
                        ),
                        (
                            "territory",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="residents",
                                to="organisations.organisation",
                                verbose_name="居住地",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            models.Index(
                                fields=["territory", "valid_from", "valid_to"], name="resident_of_unit_on_day"
                            ),
                            models.Index(
                                fields=["person", "valid_from", "valid_to", "territory"],
                                name="home_of_person_on_day",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("valid_to__isnull", True),
                                    ("valid_to__gt", models.F("valid_from")),
                                    _connector="OR",
                                ),
                                name="residence_ends_after_it_begins",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("valid_to__isnull", True)),
                                fields=("person",),
                                name="one_open_home",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Term",
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
                            "instrument",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="organisations.instrument",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="terms",
                                to="people.person",
                            ),
                        ),
                        (
                            "post",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="terms",
                                to="organisations.post",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            models.Index(
                                fields=["person", "valid_from", "valid_to"], name="terms_of_person_on_day"
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("valid_to__isnull", True),
                                    ("valid_to__gt", models.F("valid_from")),
                                    _connector="OR",
                                ),
                                name="term_ends_after_it_begins",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("valid_to__isnull", True)),
                                fields=("post", "person"),
                                name="one_open_term_in_a_post",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Deputyship",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("valid_from", models.DateField(verbose_name="起")),
                        ("valid_to", models.DateField(blank=True, null=True, verbose_name="止")),
                        ("why", models.CharField(max_length=200, verbose_name="事由")),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="deputyships",
                                to="people.person",
                            ),
                        ),
                        (
                            "term",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="deputyships",
                                to="organisations.term",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("valid_to__gt", models.F("valid_from")), ("valid_to__isnull", False)
                                ),
                                name="deputy_access_has_an_end",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="TerritoryFigures",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("valid_from", models.DateField(verbose_name="起")),
                        ("valid_to", models.DateField(blank=True, null=True, verbose_name="止")),
                        ("households", models.PositiveIntegerField(verbose_name="户数")),
                        ("residents", models.PositiveIntegerField(verbose_name="人口")),
                        ("venue_area_m2", models.PositiveIntegerField(default=0, verbose_name="场所面积")),
                        ("source", models.CharField(blank=True, max_length=120, verbose_name="来源")),
                        (
                            "organisation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="figures",
                                to="organisations.organisation",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("valid_to__isnull", True),
                                    ("valid_to__gt", models.F("valid_from")),
                                    _connector="OR",
                                ),
                                name="territoryfigures_ends_after_it_begins",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("valid_to__isnull", True)),
                                fields=("organisation",),
                                name="one_open_count_of_a_territory",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AskedAct",
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
                                choices=[("settle", "迁入"), ("appoint", "任命")], max_length=12
                            ),
                        ),
                        ("address", models.CharField(blank=True, max_length=120)),
                        ("on", models.DateField()),
                        ("until", models.DateField(null=True)),
                        ("why", models.CharField(blank=True, max_length=500)),
                        ("asked_at", models.DateTimeField(auto_now_add=True)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("open", "待同意"),
                                    ("agreed", "已同意"),
                                    ("refused", "不同意"),
                                    ("withdrawn", "已撤回"),
                                ],
                                default="open",
                                max_length=10,
                            ),
                        ),
                        ("answered_at", models.DateTimeField(null=True)),
                        ("answer", models.CharField(blank=True, max_length=500)),
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
                            "asked_by",
                            models.ForeignKey(
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
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.person",
                            ),
                        ),
                        (
                            "post",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisations.post",
                            ),
                        ),
                        (
                            "territory",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisations.organisation",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("kind", "settle"),
                                        ("post__isnull", True),
                                        ("territory__isnull", False),
                                    ),
                                    models.Q(
                                        ("kind", "appoint"),
                                        ("post__isnull", False),
                                        ("territory__isnull", True),
                                    ),
                                    _connector="OR",
                                ),
                                name="asked_act_is_one_of_two",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state__in", ("agreed", "refused")), _negated=True),
                                    models.Q(
                                        ("answered_by__isnull", False),
                                        models.Q(("answered_by", models.F("asked_by")), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="answered_by_a_second_hand",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("kind", "settle"), ("state", "open")),
                                fields=("person", "territory"),
                                name="asked_once_to_move",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("kind", "appoint"), ("state", "open")),
                                fields=("person", "post"),
                                name="asked_once_to_appoint",
                            ),
                        ],
                    },
                ),
            ],
        ),
        *kept("organisations", "0006_terms_apart"),
        *kept("organisations", "0007_places_held"),
    ]
