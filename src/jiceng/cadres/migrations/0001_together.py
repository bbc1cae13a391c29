import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import jiceng.kernel.crypt
from jiceng.kernel.together import CreateTogether, kept


class Migration(migrations.Migration):
    replaces = [("cadres", "0001_first"), ("cadres", "0002_apart")]

    initial = True

    dependencies = [
        ("organisations", "0001_together"),
        ("people", "0001_together"),
    ]

    operations = [
        CreateTogether(
            models=[
                migrations.CreateModel(
                    name="CadreFile",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "work_began_on",
                            models.DateField(blank=True, null=True, verbose_name="参加工作时间"),
                        ),
                        ("native_place", models.CharField(blank=True, max_length=60, verbose_name="籍贯")),
                        ("birthplace", models.CharField(blank=True, max_length=60, verbose_name="出生地")),
                        ("health", models.CharField(blank=True, max_length=30, verbose_name="健康状况")),
                        (
                            "technical_title",
                            models.CharField(blank=True, max_length=60, verbose_name="专业技术职务"),
                        ),
                        (
                            "strengths",
                            models.CharField(blank=True, max_length=120, verbose_name="熟悉专业有何专长"),
                        ),
                        ("opened_on", models.DateField(verbose_name="建档日期")),
                        (
                            "person",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="cadre_file",
                                to="people.person",
                                verbose_name="干部",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "干部档案",
                        "ordering": ["person__pinyin", "id"],
                    },
                ),
                migrations.CreateModel(
                    name="CompositionTarget",
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
                            "measure",
                            models.CharField(
                                choices=[
                                    ("average_age", "平均年龄"),
                                    ("secretaries_age", "书记平均年龄"),
                                    ("college", "大专以上比例"),
                                    ("secondary", "中专、高中以上比例"),
                                    ("leads_college", "书记主任大专以上比例"),
                                    ("leads_secondary", "书记主任中专、高中以上比例"),
                                    ("others_secondary", "其他干部中专、高中以上比例"),
                                    ("women", "女干部比例"),
                                    ("party", "党员比例"),
                                    ("young", "35岁以下比例"),
                                    ("civil_servants", "公务员比例"),
                                ],
                                max_length=20,
                                verbose_name="指标",
                            ),
                        ),
                        (
                            "at_least",
                            models.DecimalField(
                                blank=True, decimal_places=1, max_digits=5, null=True, verbose_name="不低于"
                            ),
                        ),
                        (
                            "at_most",
                            models.DecimalField(
                                blank=True, decimal_places=1, max_digits=5, null=True, verbose_name="不高于"
                            ),
                        ),
                        ("why", models.CharField(max_length=300, verbose_name="依据和理由")),
                    ],
                    options={
                        "verbose_name": "结构目标",
                        "ordering": ["measure", "-valid_from"],
                        "abstract": False,
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("valid_to__isnull", True),
                                    ("valid_to__gt", models.F("valid_from")),
                                    _connector="OR",
                                ),
                                name="compositiontarget_ends_after_it_begins",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("valid_to__isnull", True)),
                                fields=("measure",),
                                name="one_open_target_of_a_measure",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("at_least__isnull", False), ("at_most__isnull", False), _connector="OR"
                                ),
                                name="a_target_has_a_bound",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="FileChange",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "section",
                            models.CharField(
                                choices=[
                                    ("basics", "基本情况"),
                                    ("employment", "身份和职级"),
                                    ("schooling", "学历"),
                                    ("kin", "家庭成员"),
                                    ("honour", "奖励"),
                                    ("result", "年度考核"),
                                    ("certificate", "证书"),
                                ],
                                max_length=12,
                                verbose_name="项目",
                            ),
                        ),
                        ("row", models.PositiveBigIntegerField(null=True)),
                        ("content", jiceng.kernel.crypt.EncryptedField()),
                        ("why", models.CharField(max_length=300, verbose_name="理由")),
                        ("by_person", models.BooleanField(default=False, verbose_name="本人申请")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("asked", "待审批"),
                                    ("granted", "已入档"),
                                    ("declined", "不同意"),
                                    ("withdrawn", "已撤回"),
                                ],
                                default="asked",
                                max_length=10,
                                verbose_name="状态",
                            ),
                        ),
                        ("asked_at", models.DateTimeField(auto_now_add=True)),
                        ("answer_by", models.DateField(verbose_name="答复期限")),
                        ("decided_at", models.DateTimeField(null=True)),
                        ("answer", models.CharField(blank=True, max_length=300, verbose_name="答复")),
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
                            "file",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="changes",
                                to="cadres.cadrefile",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "档案变更申请",
                        "ordering": ["-id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("decided_at__isnull", True), ("state", "asked")),
                                    models.Q(
                                        models.Q(("state", "asked"), _negated=True),
                                        ("decided_at__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="a_change_is_decided_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "declined"), _negated=True),
                                    models.Q(("answer", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="a_refusal_says_why",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state__in", ["granted", "declined"]), _negated=True),
                                    ("asked_by__isnull", True),
                                    ("decided_by__isnull", True),
                                    models.Q(("asked_by", models.F("decided_by")), _negated=True),
                                    _connector="OR",
                                ),
                                name="nobody_grants_the_own_change",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Honour",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("title", models.CharField(max_length=120, verbose_name="奖励名称")),
                        ("given_by", models.CharField(blank=True, max_length=120, verbose_name="授予机关")),
                        ("on", models.DateField(verbose_name="日期")),
                        ("number", models.CharField(blank=True, max_length=60, verbose_name="文号")),
                        (
                            "file",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="honours",
                                to="cadres.cadrefile",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "奖励",
                        "ordering": ["-on", "-id"],
                    },
                ),
                migrations.CreateModel(
                    name="Kin",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "relation",
                            models.CharField(
                                choices=[
                                    ("spouse", "夫妻"),
                                    ("parent", "父母"),
                                    ("child", "子女"),
                                    ("sibling", "兄弟姐妹"),
                                    ("uncle", "伯叔姑舅姨"),
                                    ("nephew", "侄甥"),
                                    ("in_law", "配偶的父母、兄弟姐妹"),
                                    ("child_in_law", "儿媳、女婿"),
                                    ("other", "其他亲属"),
                                ],
                                max_length=16,
                                verbose_name="关系",
                            ),
                        ),
                        ("name", models.CharField(max_length=60, verbose_name="姓名")),
                        ("born_on", models.DateField(blank=True, null=True, verbose_name="出生日期")),
                        ("party", models.CharField(blank=True, max_length=20, verbose_name="政治面貌")),
                        ("work", models.CharField(blank=True, max_length=120, verbose_name="工作单位及职务")),
                        (
                            "file",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="kin",
                                to="cadres.cadrefile",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.person",
                                verbose_name="人员",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "家庭成员",
                        "ordering": ["id"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("person__isnull", False)),
                                fields=("file", "person"),
                                name="one_kinship_of_a_pair",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PostRequirement",
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
                            "post_kind",
                            models.CharField(
                                blank=True,
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
                                verbose_name="职务类别",
                            ),
                        ),
                        (
                            "organisation_kind",
                            models.CharField(
                                blank=True,
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
                                verbose_name="组织类别",
                            ),
                        ),
                        (
                            "places",
                            models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="职数"),
                        ),
                        (
                            "rank_at_least",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                choices=[
                                    (10, "正局级"),
                                    (20, "副局级"),
                                    (30, "股级"),
                                    (40, "副股级"),
                                    (50, "科员"),
                                    (90, "无职级"),
                                ],
                                null=True,
                                verbose_name="最低职级",
                            ),
                        ),
                        (
                            "education_at_least",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                choices=[
                                    (10, "研究生"),
                                    (20, "大学本科"),
                                    (30, "大学专科"),
                                    (40, "中等职业教育"),
                                    (60, "普通高中"),
                                    (70, "初中"),
                                    (80, "小学"),
                                    (90, "其他"),
                                ],
                                null=True,
                                verbose_name="最低学历",
                            ),
                        ),
                        (
                            "age_at_most",
                            models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="最大年龄"),
                        ),
                        ("party_member", models.BooleanField(default=False, verbose_name="须为中共党员")),
                        (
                            "party_years",
                            models.PositiveSmallIntegerField(default=0, verbose_name="最低党龄（年）"),
                        ),
                        (
                            "status",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("civil_servant", "公务员"),
                                    ("institution", "事业编制"),
                                    ("contract", "合同聘用"),
                                    ("elected", "选举任职，无编制"),
                                ],
                                max_length=16,
                                verbose_name="身份",
                            ),
                        ),
                        (
                            "term_years",
                            models.PositiveSmallIntegerField(
                                blank=True, null=True, verbose_name="任期（年）"
                            ),
                        ),
                        ("why", models.CharField(max_length=300, verbose_name="依据和理由")),
                        (
                            "post",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="requirements",
                                to="organisations.post",
                                verbose_name="职务",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "任职条件",
                        "ordering": ["post_kind", "-valid_from"],
                        "abstract": False,
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("valid_to__isnull", True),
                                    ("valid_to__gt", models.F("valid_from")),
                                    _connector="OR",
                                ),
                                name="postrequirement_ends_after_it_begins",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("post__isnull", True), ("valid_to__isnull", True)),
                                fields=("post_kind", "organisation_kind"),
                                name="one_open_requirement_of_a_kind",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("post__isnull", False), ("valid_to__isnull", True)),
                                fields=("post",),
                                name="one_open_requirement_of_a_post",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("post__isnull", True),
                                        models.Q(("post_kind", ""), _negated=True),
                                        models.Q(("organisation_kind", ""), _negated=True),
                                    ),
                                    models.Q(
                                        ("organisation_kind", ""), ("post__isnull", False), ("post_kind", "")
                                    ),
                                    _connector="OR",
                                ),
                                name="requirement_of_a_post_or_a_kind",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("party_years", 0), ("party_member", True), _connector="OR"
                                ),
                                name="party_years_of_members",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Proof",
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
                            models.FileField(max_length=200, upload_to="cadres/%Y/%m", verbose_name="文件"),
                        ),
                        ("size", models.PositiveIntegerField()),
                        ("sha256", models.CharField(max_length=64)),
                        (
                            "change",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="proofs",
                                to="cadres.filechange",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "证明材料",
                        "ordering": ["id"],
                    },
                ),
                migrations.CreateModel(
                    name="Schooling",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "level",
                            models.PositiveSmallIntegerField(
                                choices=[
                                    (10, "研究生"),
                                    (20, "大学本科"),
                                    (30, "大学专科"),
                                    (40, "中等职业教育"),
                                    (60, "普通高中"),
                                    (70, "初中"),
                                    (80, "小学"),
                                    (90, "其他"),
                                ],
                                verbose_name="学历",
                            ),
                        ),
                        (
                            "mode",
                            models.CharField(
                                choices=[("full_time", "全日制"), ("in_service", "在职")],
                                max_length=10,
                                verbose_name="学习形式",
                            ),
                        ),
                        ("school", models.CharField(blank=True, max_length=120, verbose_name="毕业院校")),
                        ("major", models.CharField(blank=True, max_length=60, verbose_name="专业")),
                        ("degree", models.CharField(blank=True, max_length=30, verbose_name="学位")),
                        ("finished_on", models.DateField(verbose_name="毕业日期")),
                        (
                            "file",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="schoolings",
                                to="cadres.cadrefile",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "学历",
                        "ordering": ["finished_on", "id"],
                        "indexes": [
                            models.Index(fields=["file", "finished_on", "level"], name="schooling_on_day")
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("file", "level", "mode", "finished_on"),
                                name="one_schooling_of_a_kind_and_day",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AppraisalResult",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("year", models.PositiveSmallIntegerField(verbose_name="年度")),
                        (
                            "grade",
                            models.CharField(
                                choices=[
                                    ("excellent", "优秀"),
                                    ("competent", "称职"),
                                    ("basic", "基本称职"),
                                    ("incompetent", "不称职"),
                                    ("ungraded", "不确定等次"),
                                ],
                                max_length=12,
                                verbose_name="等次",
                            ),
                        ),
                        (
                            "file",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="results",
                                to="cadres.cadrefile",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "年度考核结果",
                        "ordering": ["-year"],
                        "constraints": [
                            models.UniqueConstraint(fields=("file", "year"), name="one_result_of_a_year"),
                            models.CheckConstraint(
                                condition=models.Q(("year__gte", 1949), ("year__lte", 2200)),
                                name="a_year_that_can_be",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Certificate",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=80, verbose_name="证书名称")),
                        ("number", models.CharField(blank=True, max_length=60, verbose_name="证书编号")),
                        ("issued_by", models.CharField(blank=True, max_length=120, verbose_name="发证机关")),
                        ("issued_on", models.DateField(verbose_name="发证日期")),
                        ("expires_on", models.DateField(blank=True, null=True, verbose_name="有效期至")),
                        (
                            "file",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="certificates",
                                to="cadres.cadrefile",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "证书",
                        "ordering": ["-issued_on", "-id"],
                        "indexes": [models.Index(fields=["expires_on"], name="certificate_by_expiry")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("expires_on__isnull", True),
                                    ("expires_on__gt", models.F("issued_on")),
                                    _connector="OR",
                                ),
                                name="certificate_expires_after_issue",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Discipline",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "measure",
                            models.CharField(
                                choices=[
                                    ("warning", "警告"),
                                    ("serious_warning", "严重警告"),
                                    ("demerit", "记过"),
                                    ("serious_demerit", "记大过"),
                                    ("demotion", "降级"),
                                    ("removal", "撤职"),
                                    ("probation", "留党察看"),
                                    ("expulsion", "开除"),
                                ],
                                max_length=16,
                                verbose_name="处分种类",
                            ),
                        ),
                        ("decided_by", models.CharField(max_length=120, verbose_name="决定机关")),
                        ("number", models.CharField(blank=True, max_length=60, verbose_name="文号")),
                        ("on", models.DateField(verbose_name="处分日期")),
                        ("until", models.DateField(blank=True, null=True, verbose_name="影响期至")),
                        (
                            "grounds",
                            jiceng.kernel.crypt.EncryptedField(blank=True, default="", verbose_name="事实"),
                        ),
                        (
                            "file",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="disciplines",
                                to="cadres.cadrefile",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "纪律处分",
                        "ordering": ["-on", "-id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("until__isnull", True), ("until__gte", models.F("on")), _connector="OR"
                                ),
                                name="discipline_bars_forward",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Employment",
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
                            "status",
                            models.CharField(
                                choices=[
                                    ("civil_servant", "公务员"),
                                    ("institution", "事业编制"),
                                    ("contract", "合同聘用"),
                                    ("elected", "选举任职，无编制"),
                                ],
                                max_length=16,
                                verbose_name="身份",
                            ),
                        ),
                        (
                            "rank",
                            models.PositiveSmallIntegerField(
                                choices=[
                                    (10, "正局级"),
                                    (20, "副局级"),
                                    (30, "股级"),
                                    (40, "副股级"),
                                    (50, "科员"),
                                    (90, "无职级"),
                                ],
                                default=90,
                                verbose_name="职级",
                            ),
                        ),
                        (
                            "file",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="employments",
                                to="cadres.cadrefile",
                            ),
                        ),
                        (
                            "instrument",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisations.instrument",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "身份和职级",
                        "ordering": ["-valid_from", "-id"],
                        "abstract": False,
                        "indexes": [
                            models.Index(
                                fields=["file", "valid_from", "valid_to", "status", "rank"],
                                name="employment_on_day",
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("valid_to__isnull", True),
                                    ("valid_to__gt", models.F("valid_from")),
                                    _connector="OR",
                                ),
                                name="employment_ends_after_it_begins",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("valid_to__isnull", True)),
                                fields=("file",),
                                name="one_open_employment",
                            ),
                        ],
                    },
                ),
            ],
        ),
        *kept("cadres", "0002_apart"),
    ]
