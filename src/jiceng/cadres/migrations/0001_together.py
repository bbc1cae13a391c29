import django.core.validators
import django.db.models.deletion
import django.db.models.expressions
from django.conf import settings
from django.db import migrations, models

import jiceng.kernel.crypt
from jiceng.kernel.together import CreateTogether, kept


class Migration(migrations.Migration):
    replaces = [
        ("cadres", "0001_first"),
        ("cadres", "0002_apart"),
        ("cadres", "0003_restructuring"),
        ("cadres", "0004_recruitment"),
        ("cadres", "0005_reserve"),
        ("cadres", "0006_training"),
        ("cadres", "0007_hands"),
        ("cadres", "0008_sits_late"),
        ("cadres", "0009_members_trained"),
    ]

    initial = True

    dependencies = [
        ("documents", "0003_papers"),
        ("organisations", "0006_terms_apart"),
        ("people", "0002_sessions_and_second_factor"),
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
                migrations.CreateModel(
                    name="BoardCommunity",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("key", models.CharField(max_length=40)),
                        ("name", models.CharField(max_length=120, verbose_name="社区")),
                        ("branch_name", models.CharField(max_length=120, verbose_name="党组织")),
                        (
                            "branch_kind",
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
                                verbose_name="党组织形式",
                            ),
                        ),
                        ("committee_name", models.CharField(max_length=120, verbose_name="居民委员会")),
                        (
                            "restructuring",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="communities",
                                to="cadres.restructuring",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "方案中的社区",
                        "ordering": ["id"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("restructuring", "key"), name="a_community_once_on_a_board"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="BoardPost",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "body",
                            models.CharField(
                                choices=[("party", "党组织"), ("residents", "居民委员会")],
                                max_length=10,
                                verbose_name="班子",
                            ),
                        ),
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
                        ("number", models.PositiveSmallIntegerField(default=1)),
                        (
                            "opening",
                            models.CharField(
                                blank=True,
                                choices=[("recruit", "公开招聘"), ("elect", "待选举")],
                                max_length=10,
                                verbose_name="留空方式",
                            ),
                        ),
                        (
                            "community",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="posts",
                                to="cadres.boardcommunity",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "方案中的职数",
                        "ordering": ["community_id", "id"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("community", "kind", "number"), name="a_place_once_on_a_board"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Restructuring",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("on", models.DateField(verbose_name="任职日期")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("draft", "编制中"),
                                    ("submitted", "待决定"),
                                    ("decided", "已决定"),
                                    ("withdrawn", "已撤回"),
                                ],
                                default="draft",
                                max_length=10,
                                verbose_name="状态",
                            ),
                        ),
                        (
                            "heads",
                            models.CharField(
                                choices=[
                                    ("apart", "书记、主任分设"),
                                    ("free", "可以一人兼任"),
                                    ("one", "书记、主任一人兼任"),
                                ],
                                default="apart",
                                max_length=8,
                                verbose_name="书记、主任",
                            ),
                        ),
                        ("weights", models.JSONField(default=dict)),
                        ("points", models.IntegerField(null=True, verbose_name="总分")),
                        ("proved", models.BooleanField(default=False, verbose_name="已证明最优")),
                        ("prepared_at", models.DateTimeField(auto_now_add=True)),
                        ("submitted_at", models.DateTimeField(null=True)),
                        (
                            "decided_by_name",
                            models.CharField(blank=True, max_length=120, verbose_name="决定人"),
                        ),
                        ("decided_at", models.DateTimeField(null=True, verbose_name="决定时间")),
                        ("why", models.CharField(blank=True, max_length=300, verbose_name="退回或撤回理由")),
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
                            "document",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="documents.document",
                            ),
                        ),
                        (
                            "instrument",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisations.instrument",
                                verbose_name="依据文件",
                            ),
                        ),
                        (
                            "prepared_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "reorganisation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="restructurings",
                                to="organisations.reorganisation",
                                verbose_name="组织调整",
                            ),
                        ),
                        (
                            "submitted_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("hands", models.JSONField(default=list)),
                    ],
                    options={
                        "verbose_name": "班子调整方案",
                        "ordering": ["-id"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("state__in", ("draft", "submitted", "decided"))),
                                fields=("reorganisation",),
                                name="one_board_of_a_reorganisation",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "decided"), _negated=True),
                                    models.Q(
                                        ("decided_at__isnull", False),
                                        ("instrument__isnull", False),
                                        models.Q(("decided_by_name", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="a_package_is_decided_by_document",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("decided_by__isnull", True),
                                    models.Q(
                                        models.Q(
                                            ("prepared_by__isnull", True),
                                            models.Q(("decided_by", models.F("prepared_by")), _negated=True),
                                            _connector="OR",
                                        ),
                                        models.Q(
                                            ("submitted_by__isnull", True),
                                            models.Q(("decided_by", models.F("submitted_by")), _negated=True),
                                            _connector="OR",
                                        ),
                                    ),
                                    _connector="OR",
                                ),
                                name="nobody_decides_the_own_package",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "withdrawn"), _negated=True),
                                    models.Q(("why", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="a_board_is_withdrawn_with_a_reason",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="BoardPerson",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "origin",
                            models.CharField(
                                choices=[
                                    ("abolished", "撤并单位人员"),
                                    ("organ", "机关推荐下派"),
                                    ("local", "镇推荐人选"),
                                ],
                                max_length=10,
                                verbose_name="来源",
                            ),
                        ),
                        ("now", models.CharField(blank=True, max_length=200, verbose_name="现任职务")),
                        ("served", models.JSONField(default=list)),
                        ("held", models.JSONField(default=list)),
                        (
                            "outcome",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("retain", "留任"),
                                    ("second", "下派"),
                                    ("take_in", "新任"),
                                    ("leave", "离任"),
                                    ("stay", "不使用，留原岗"),
                                ],
                                max_length=10,
                                verbose_name="去向",
                            ),
                        ),
                        (
                            "leaving",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("term_ended", "单位撤并，职务终止"),
                                    ("contract_ended", "解除或终止聘用合同"),
                                    ("retired", "退休"),
                                    ("returned", "调回原单位或另行安排"),
                                    ("resigned", "本人辞职"),
                                ],
                                max_length=16,
                                verbose_name="离任方式",
                            ),
                        ),
                        ("terms", models.JSONField(default=dict)),
                        ("why", models.CharField(blank=True, max_length=300, verbose_name="说明")),
                        (
                            "community",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="people",
                                to="cadres.boardcommunity",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.person",
                                verbose_name="人员",
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
                            "party_post",
                            models.OneToOneField(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="party_holder",
                                to="cadres.boardpost",
                            ),
                        ),
                        (
                            "residents_post",
                            models.OneToOneField(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="residents_holder",
                                to="cadres.boardpost",
                            ),
                        ),
                        (
                            "restructuring",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="people",
                                to="cadres.restructuring",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "方案中的人员",
                        "ordering": ["person__pinyin", "id"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("restructuring", "person"), name="one_person_once_on_a_board"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("community__isnull", False),
                                        ("outcome__in", ("retain", "second", "take_in")),
                                        models.Q(
                                            ("party_post__isnull", False),
                                            ("residents_post__isnull", False),
                                            _connector="OR",
                                        ),
                                    ),
                                    models.Q(
                                        models.Q(
                                            ("outcome__in", ("retain", "second", "take_in")), _negated=True
                                        ),
                                        ("community__isnull", True),
                                        ("party_post__isnull", True),
                                        ("residents_post__isnull", True),
                                    ),
                                    _connector="OR",
                                ),
                                name="who_goes_on_has_a_place",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("outcome", "leave"), models.Q(("leaving", ""), _negated=True)),
                                    models.Q(models.Q(("outcome", "leave"), _negated=True), ("leaving", "")),
                                    _connector="OR",
                                ),
                                name="who_leaves_leaves_lawfully",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Applicant",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.PositiveIntegerField(verbose_name="报名序号")),
                        ("code_fingerprint", models.CharField(editable=False, max_length=64, unique=True)),
                        ("name", models.CharField(max_length=60, verbose_name="姓名")),
                        ("pinyin", models.CharField(editable=False, max_length=120)),
                        ("initials", models.CharField(editable=False, max_length=20)),
                        (
                            "sex",
                            models.PositiveSmallIntegerField(
                                choices=[(0, "未知"), (1, "男"), (2, "女"), (9, "未说明")],
                                default=0,
                                verbose_name="性别",
                            ),
                        ),
                        ("born_on", models.DateField(null=True, verbose_name="出生日期")),
                        (
                            "education",
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
                                null=True,
                                verbose_name="学历",
                            ),
                        ),
                        (
                            "id_number",
                            jiceng.kernel.crypt.EncryptedField(
                                blank=True, default="", verbose_name="公民身份号码"
                            ),
                        ),
                        (
                            "id_fingerprint",
                            models.CharField(blank=True, default="", editable=False, max_length=64),
                        ),
                        (
                            "phone",
                            jiceng.kernel.crypt.EncryptedField(blank=True, default="", verbose_name="手机"),
                        ),
                        ("school", models.CharField(blank=True, max_length=120, verbose_name="毕业院校")),
                        ("major", models.CharField(blank=True, max_length=60, verbose_name="专业")),
                        ("party_member", models.BooleanField(default=False, verbose_name="中共党员")),
                        (
                            "experience",
                            models.TextField(blank=True, max_length=1500, verbose_name="学习和工作经历"),
                        ),
                        ("registered_at", models.DateTimeField(auto_now_add=True, verbose_name="报名时间")),
                        ("origin", models.CharField(blank=True, editable=False, max_length=64)),
                        (
                            "step",
                            models.CharField(
                                choices=[
                                    ("registration", "报名"),
                                    ("qualification", "资格初审"),
                                    ("written", "笔试"),
                                    ("second_check", "资格复审"),
                                    ("interview", "面试"),
                                    ("total", "总成绩"),
                                    ("health", "体检"),
                                    ("background", "考察"),
                                    ("publicity", "公示"),
                                    ("contract", "聘用"),
                                ],
                                default="registration",
                                max_length=16,
                                verbose_name="所在环节",
                            ),
                        ),
                        (
                            "standing",
                            models.CharField(
                                choices=[
                                    ("in", "在考"),
                                    ("waiting", "候补"),
                                    ("out", "未通过"),
                                    ("withdrawn", "本人放弃"),
                                    ("hired", "已聘用"),
                                ],
                                default="in",
                                max_length=10,
                                verbose_name="状态",
                            ),
                        ),
                        (
                            "out_at",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("registration", "报名"),
                                    ("qualification", "资格初审"),
                                    ("written", "笔试"),
                                    ("second_check", "资格复审"),
                                    ("interview", "面试"),
                                    ("total", "总成绩"),
                                    ("health", "体检"),
                                    ("background", "考察"),
                                    ("publicity", "公示"),
                                    ("contract", "聘用"),
                                ],
                                max_length=16,
                                verbose_name="止步环节",
                            ),
                        ),
                        ("out_why", models.CharField(blank=True, max_length=300, verbose_name="理由")),
                        ("ticket", models.CharField(blank=True, max_length=20, verbose_name="准考证号")),
                        ("room", models.CharField(blank=True, max_length=40, verbose_name="考场")),
                        ("seat", models.PositiveSmallIntegerField(null=True, verbose_name="座位")),
                        (
                            "written",
                            models.DecimalField(
                                decimal_places=2, max_digits=5, null=True, verbose_name="笔试成绩"
                            ),
                        ),
                        (
                            "interview",
                            models.DecimalField(
                                decimal_places=2, max_digits=5, null=True, verbose_name="面试成绩"
                            ),
                        ),
                        (
                            "total",
                            models.DecimalField(
                                decimal_places=4, max_digits=7, null=True, verbose_name="总成绩"
                            ),
                        ),
                        ("rank", models.PositiveIntegerField(null=True, verbose_name="名次")),
                        ("tie_order", models.PositiveSmallIntegerField(null=True, verbose_name="同分次序")),
                        ("publicised_on", models.DateField(null=True, verbose_name="公示开始")),
                        ("anonymised_at", models.DateTimeField(null=True)),
                        (
                            "place",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="applicants",
                                to="cadres.recruitmentplace",
                            ),
                        ),
                        (
                            "round",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="applicants",
                                to="cadres.recruitmentround",
                            ),
                        ),
                        ("sits_on", models.DateField(null=True, verbose_name="补考日期")),
                    ],
                    options={
                        "verbose_name": "报考人员",
                        "ordering": ["round", "number"],
                        "indexes": [
                            models.Index(fields=["round", "pinyin", "id"], name="applicant_by_pinyin"),
                            models.Index(fields=["round", "standing", "step"], name="applicant_by_standing"),
                            models.Index(fields=["place", "-written"], name="applicant_by_written"),
                            models.Index(fields=["origin", "registered_at"], name="applicant_by_origin"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("round", "number"), name="one_applicant_of_a_number"
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("id_fingerprint", ""), _negated=True),
                                fields=("round", "id_fingerprint"),
                                name="one_application_a_round",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("ticket", ""), _negated=True),
                                fields=("round", "ticket"),
                                name="one_applicant_of_a_ticket",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("seat__isnull", False)),
                                fields=("round", "room", "seat"),
                                name="one_applicant_on_a_seat",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("standing", "out"), _negated=True),
                                    models.Q(
                                        models.Q(("out_at", ""), _negated=True),
                                        models.Q(("out_why", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="an_exclusion_says_why",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("written__isnull", True),
                                        models.Q(("written__gte", 0), ("written__lte", 100)),
                                        _connector="OR",
                                    ),
                                    models.Q(
                                        ("interview__isnull", True),
                                        models.Q(("interview__gte", 0), ("interview__lte", 100)),
                                        _connector="OR",
                                    ),
                                ),
                                name="marks_up_to_a_hundred",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("total__isnull", True),
                                    models.Q(("interview__isnull", False), ("written__isnull", False)),
                                    _connector="OR",
                                ),
                                name="a_total_has_its_marks",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ApplicantFile",
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
                            models.FileField(
                                max_length=200, upload_to="recruitment/%Y/%m", verbose_name="文件"
                            ),
                        ),
                        ("size", models.PositiveIntegerField()),
                        ("sha256", models.CharField(max_length=64)),
                        ("at", models.DateTimeField(auto_now_add=True)),
                        (
                            "applicant",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="files",
                                to="cadres.applicant",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "报考材料",
                        "ordering": ["id"],
                    },
                ),
                migrations.CreateModel(
                    name="RecruitmentPlace",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("code", models.CharField(max_length=8, verbose_name="岗位代码")),
                        (
                            "places",
                            models.PositiveSmallIntegerField(
                                validators=[django.core.validators.MinValueValidator(1)],
                                verbose_name="招聘人数",
                            ),
                        ),
                        ("advertised", models.PositiveSmallIntegerField(verbose_name="公告人数")),
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
                        ("party_member", models.BooleanField(default=False, verbose_name="须为中共党员")),
                        ("note", models.CharField(blank=True, max_length=300, verbose_name="其他条件")),
                        (
                            "panel",
                            models.PositiveSmallIntegerField(
                                default=1,
                                validators=[django.core.validators.MinValueValidator(1)],
                                verbose_name="面试组",
                            ),
                        ),
                        ("cancelled_at", models.DateTimeField(null=True, verbose_name="取消时间")),
                        (
                            "post",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="recruitments",
                                to="organisations.post",
                                verbose_name="职务",
                            ),
                        ),
                        (
                            "round",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="places",
                                to="cadres.recruitmentround",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "招聘岗位",
                        "ordering": ["round", "code"],
                        "constraints": [
                            models.UniqueConstraint(fields=("round", "code"), name="one_place_of_a_code"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("places__gte", 1), ("places__lte", models.F("advertised"))
                                ),
                                name="places_are_only_lowered",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RecruitmentRound",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("title", models.CharField(max_length=120, verbose_name="标题")),
                        ("pinyin", models.CharField(editable=False, max_length=800)),
                        ("initials", models.CharField(editable=False, max_length=120)),
                        ("slug", models.CharField(editable=False, max_length=20, unique=True)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("draft", "拟定中"),
                                    ("running", "进行中"),
                                    ("closed", "已结束"),
                                    ("cancelled", "已取消"),
                                ],
                                default="draft",
                                max_length=10,
                                verbose_name="状态",
                            ),
                        ),
                        (
                            "step",
                            models.CharField(
                                choices=[
                                    ("registration", "报名"),
                                    ("qualification", "资格初审"),
                                    ("written", "笔试"),
                                    ("second_check", "资格复审"),
                                    ("interview", "面试"),
                                    ("total", "总成绩"),
                                    ("health", "体检"),
                                    ("background", "考察"),
                                    ("publicity", "公示"),
                                    ("contract", "聘用"),
                                ],
                                default="registration",
                                max_length=16,
                                verbose_name="环节",
                            ),
                        ),
                        ("text", models.TextField(blank=True, max_length=6000, verbose_name="公告正文")),
                        ("contact", models.CharField(blank=True, max_length=120, verbose_name="咨询电话")),
                        (
                            "written_weight",
                            models.PositiveSmallIntegerField(
                                default=60,
                                validators=[
                                    django.core.validators.MinValueValidator(0),
                                    django.core.validators.MaxValueValidator(100),
                                ],
                                verbose_name="笔试占比（%）",
                            ),
                        ),
                        (
                            "interview_weight",
                            models.PositiveSmallIntegerField(
                                default=40,
                                validators=[
                                    django.core.validators.MinValueValidator(0),
                                    django.core.validators.MaxValueValidator(100),
                                ],
                                verbose_name="面试占比（%）",
                            ),
                        ),
                        (
                            "open_ratio",
                            models.PositiveSmallIntegerField(
                                default=5,
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(50),
                                ],
                                verbose_name="开考比例",
                            ),
                        ),
                        (
                            "interview_ratio",
                            models.PositiveSmallIntegerField(
                                default=3,
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(20),
                                ],
                                verbose_name="面试比例",
                            ),
                        ),
                        (
                            "pass_mark",
                            models.DecimalField(
                                decimal_places=2, default=60, max_digits=5, verbose_name="合格线"
                            ),
                        ),
                        (
                            "age_at_most",
                            models.PositiveSmallIntegerField(
                                default=35,
                                validators=[
                                    django.core.validators.MinValueValidator(18),
                                    django.core.validators.MaxValueValidator(65),
                                ],
                                verbose_name="最大年龄",
                            ),
                        ),
                        (
                            "drop_extremes",
                            models.BooleanField(default=True, verbose_name="面试去掉一个最高分和一个最低分"),
                        ),
                        (
                            "ties_by",
                            models.CharField(
                                choices=[
                                    ("written", "笔试成绩高者优先"),
                                    ("interview", "面试成绩高者优先"),
                                    ("decided", "由招聘单位加试决定"),
                                ],
                                default="written",
                                max_length=10,
                                verbose_name="同分办法",
                            ),
                        ),
                        (
                            "publicity_days",
                            models.PositiveSmallIntegerField(
                                default=7,
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(60),
                                ],
                                verbose_name="公示天数",
                            ),
                        ),
                        (
                            "appeal_days",
                            models.PositiveSmallIntegerField(
                                default=3,
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(30),
                                ],
                                verbose_name="申诉期限（工作日）",
                            ),
                        ),
                        (
                            "probation_months",
                            models.PositiveSmallIntegerField(
                                default=12,
                                validators=[
                                    django.core.validators.MinValueValidator(0),
                                    django.core.validators.MaxValueValidator(24),
                                ],
                                verbose_name="试用期（月）",
                            ),
                        ),
                        (
                            "term_years",
                            models.PositiveSmallIntegerField(
                                default=3,
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(10),
                                ],
                                verbose_name="聘期（年）",
                            ),
                        ),
                        (
                            "keep_months",
                            models.PositiveSmallIntegerField(
                                default=12,
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(120),
                                ],
                                verbose_name="个人信息保存期限（月）",
                            ),
                        ),
                        ("published_at", models.DateTimeField(null=True, verbose_name="公告时间")),
                        ("closed_on", models.DateField(null=True, verbose_name="结束日期")),
                        (
                            "why_cancelled",
                            models.CharField(blank=True, max_length=300, verbose_name="取消理由"),
                        ),
                        ("forgotten_at", models.DateTimeField(null=True, verbose_name="个人信息删除时间")),
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
                                related_name="recruitments",
                                to="organisations.organisation",
                                verbose_name="招聘单位",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "招聘批次",
                        "ordering": ["-id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "written_weight",
                                        django.db.models.expressions.CombinedExpression(
                                            models.Value(100), "-", models.F("interview_weight")
                                        ),
                                    )
                                ),
                                name="weights_make_a_hundred",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("published_at__isnull", True), ("state", "draft")),
                                    ("state", "cancelled"),
                                    models.Q(
                                        ("published_at__isnull", False), ("state__in", ["running", "closed"])
                                    ),
                                    _connector="OR",
                                ),
                                name="a_running_round_has_its_notice",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("closed_on__isnull", True), ("state__in", ["draft", "running"])
                                    ),
                                    models.Q(
                                        ("closed_on__isnull", False), ("state__in", ["closed", "cancelled"])
                                    ),
                                    _connector="OR",
                                ),
                                name="a_round_ends_on_a_day",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "cancelled"), _negated=True),
                                    models.Q(("why_cancelled", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="a_cancelled_round_says_why",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("forgotten_at__isnull", True),
                                    ("closed_on__isnull", False),
                                    _connector="OR",
                                ),
                                name="only_an_ended_round_is_forgotten",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Examiner",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("panel", models.PositiveSmallIntegerField(default=1, verbose_name="面试组")),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="examinations",
                                to="people.person",
                            ),
                        ),
                        (
                            "round",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="examiners",
                                to="cadres.recruitmentround",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "面试考官",
                        "ordering": ["panel", "id"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("round", "person"), name="an_examiner_in_one_panel"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ReviewBatch",
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
                                    ("registration", "报名"),
                                    ("qualification", "资格初审"),
                                    ("written", "笔试"),
                                    ("second_check", "资格复审"),
                                    ("interview", "面试"),
                                    ("total", "总成绩"),
                                    ("health", "体检"),
                                    ("background", "考察"),
                                    ("publicity", "公示"),
                                    ("contract", "聘用"),
                                ],
                                max_length=16,
                                verbose_name="环节",
                            ),
                        ),
                        ("passed", models.BooleanField(verbose_name="通过")),
                        ("why", models.CharField(blank=True, max_length=300, verbose_name="理由")),
                        ("many", models.PositiveIntegerField(verbose_name="人数")),
                        ("at", models.DateTimeField(auto_now_add=True)),
                        ("undone_at", models.DateTimeField(null=True)),
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
                            "round",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="batches",
                                to="cadres.recruitmentround",
                            ),
                        ),
                        (
                            "undone_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "批量审核",
                        "ordering": ["-id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("passed", True), models.Q(("why", ""), _negated=True), _connector="OR"
                                ),
                                name="a_refused_batch_says_why",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RoundStep",
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
                                    ("registration", "报名"),
                                    ("qualification", "资格初审"),
                                    ("written", "笔试"),
                                    ("second_check", "资格复审"),
                                    ("interview", "面试"),
                                    ("total", "总成绩"),
                                    ("health", "体检"),
                                    ("background", "考察"),
                                    ("publicity", "公示"),
                                    ("contract", "聘用"),
                                ],
                                max_length=16,
                                verbose_name="环节",
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField()),
                        ("opens_on", models.DateField(verbose_name="开始日期")),
                        ("closes_on", models.DateField(verbose_name="结束日期")),
                        ("published_at", models.DateTimeField(null=True, verbose_name="公布时间")),
                        ("appeal_until", models.DateField(null=True, verbose_name="申诉截止")),
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
                            "round",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="steps",
                                to="cadres.recruitmentround",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "招聘环节",
                        "ordering": ["round", "number"],
                        "constraints": [
                            models.UniqueConstraint(fields=("round", "step"), name="a_step_once_in_a_round"),
                            models.CheckConstraint(
                                condition=models.Q(("closes_on__gte", models.F("opens_on"))),
                                name="a_step_ends_after_it_opens",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("published_at__isnull", True),
                                    ("appeal_until__isnull", False),
                                    _connector="OR",
                                ),
                                name="a_result_can_be_appealed",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Ruling",
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
                                    ("registration", "报名"),
                                    ("qualification", "资格初审"),
                                    ("written", "笔试"),
                                    ("second_check", "资格复审"),
                                    ("interview", "面试"),
                                    ("total", "总成绩"),
                                    ("health", "体检"),
                                    ("background", "考察"),
                                    ("publicity", "公示"),
                                    ("contract", "聘用"),
                                ],
                                max_length=16,
                                verbose_name="环节",
                            ),
                        ),
                        ("passed", models.BooleanField(verbose_name="通过")),
                        ("undone_at", models.DateTimeField(null=True)),
                        (
                            "applicant",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="rulings",
                                to="cadres.applicant",
                            ),
                        ),
                        (
                            "batch",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="rulings",
                                to="cadres.reviewbatch",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "审核结论",
                        "ordering": ["id"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("undone_at__isnull", True)),
                                fields=("applicant", "step"),
                                name="one_ruling_a_step",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="WrittenEntry",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "first",
                            models.DecimalField(
                                decimal_places=2, max_digits=5, null=True, verbose_name="第一遍"
                            ),
                        ),
                        (
                            "second",
                            models.DecimalField(
                                decimal_places=2, max_digits=5, null=True, verbose_name="第二遍"
                            ),
                        ),
                        (
                            "applicant",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="entry",
                                to="cadres.applicant",
                            ),
                        ),
                        (
                            "first_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "second_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "笔试登分",
                        "ordering": ["applicant"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("first_by__isnull", True),
                                    ("second_by__isnull", True),
                                    models.Q(("first_by", models.F("second_by")), _negated=True),
                                    _connector="OR",
                                ),
                                name="two_people_enter_a_mark",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("first__isnull", True),
                                        models.Q(("first__gte", -1), ("first__lte", 100)),
                                        _connector="OR",
                                    ),
                                    models.Q(
                                        ("second__isnull", True),
                                        models.Q(("second__gte", -1), ("second__lte", 100)),
                                        _connector="OR",
                                    ),
                                ),
                                name="entries_up_to_a_hundred",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Appeal",
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
                                    ("registration", "报名"),
                                    ("qualification", "资格初审"),
                                    ("written", "笔试"),
                                    ("second_check", "资格复审"),
                                    ("interview", "面试"),
                                    ("total", "总成绩"),
                                    ("health", "体检"),
                                    ("background", "考察"),
                                    ("publicity", "公示"),
                                    ("contract", "聘用"),
                                ],
                                max_length=16,
                                verbose_name="环节",
                            ),
                        ),
                        ("by_applicant", models.BooleanField(verbose_name="本人申诉")),
                        ("text", models.TextField(max_length=1000, verbose_name="内容")),
                        (
                            "contact",
                            jiceng.kernel.crypt.EncryptedField(
                                blank=True, default="", verbose_name="联系方式"
                            ),
                        ),
                        ("origin", models.CharField(blank=True, editable=False, max_length=64)),
                        ("made_at", models.DateTimeField(auto_now_add=True)),
                        ("answer_by", models.DateField(verbose_name="答复期限")),
                        (
                            "state",
                            models.CharField(
                                choices=[("asked", "待答复"), ("upheld", "成立"), ("declined", "不成立")],
                                default="asked",
                                max_length=10,
                                verbose_name="状态",
                            ),
                        ),
                        ("answer", models.CharField(blank=True, max_length=500, verbose_name="答复")),
                        ("answered_at", models.DateTimeField(null=True)),
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
                            "applicant",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="appeals",
                                to="cadres.applicant",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "申诉和异议",
                        "ordering": ["-id"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("by_applicant", True)),
                                fields=("applicant", "step"),
                                name="one_appeal_a_step",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("answered_at__isnull", True), ("state", "asked")),
                                    models.Q(
                                        models.Q(("state", "asked"), _negated=True),
                                        models.Q(("answer", ""), _negated=True),
                                        ("answered_at__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="an_appeal_is_answered_in_words",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="EmploymentContract",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.CharField(blank=True, max_length=40, verbose_name="合同编号")),
                        ("starts_on", models.DateField(verbose_name="合同起")),
                        ("probation_until", models.DateField(verbose_name="试用期至")),
                        ("ends_on", models.DateField(verbose_name="合同止")),
                        (
                            "probation",
                            models.CharField(
                                choices=[
                                    ("running", "试用期中"),
                                    ("passed", "试用期合格"),
                                    ("failed", "试用期不合格"),
                                ],
                                default="running",
                                max_length=10,
                                verbose_name="试用期",
                            ),
                        ),
                        ("probation_on", models.DateField(null=True, verbose_name="考核日期")),
                        (
                            "probation_why",
                            models.CharField(blank=True, max_length=300, verbose_name="考核结论"),
                        ),
                        (
                            "applicant",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="contract",
                                to="cadres.applicant",
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
                            "term",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="contract",
                                to="organisations.term",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "聘用合同",
                        "ordering": ["-id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ends_on__gt", models.F("starts_on")),
                                    ("probation_until__gte", models.F("starts_on")),
                                    ("probation_until__lte", models.F("ends_on")),
                                ),
                                name="probation_lies_in_the_contract",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("probation", "running"), ("probation_on__isnull", True)),
                                    models.Q(
                                        models.Q(("probation", "running"), _negated=True),
                                        ("probation_on__isnull", False),
                                        models.Q(("probation_why", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="probation_ends_with_a_finding",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="InterviewMark",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "mark",
                            models.DecimalField(
                                decimal_places=2, max_digits=5, null=True, verbose_name="分数"
                            ),
                        ),
                        ("recused", models.BooleanField(default=False, verbose_name="回避")),
                        ("why", models.CharField(blank=True, max_length=300, verbose_name="回避理由")),
                        ("at", models.DateTimeField(auto_now_add=True)),
                        (
                            "applicant",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="interview_marks",
                                to="cadres.applicant",
                            ),
                        ),
                        (
                            "examiner",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="marks",
                                to="cadres.examiner",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "面试打分",
                        "ordering": ["examiner", "applicant"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("examiner", "applicant"), name="one_mark_of_an_examiner"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("mark__isnull", True),
                                        ("recused", True),
                                        models.Q(("why", ""), _negated=True),
                                    ),
                                    models.Q(("mark__gte", 0), ("mark__lte", 100), ("recused", False)),
                                    _connector="OR",
                                ),
                                name="who_has_an_interest_gives_no_mark",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MarkCorrection",
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
                                choices=[("written", "笔试成绩"), ("interview", "面试成绩")],
                                max_length=10,
                                verbose_name="成绩",
                            ),
                        ),
                        (
                            "before",
                            models.DecimalField(
                                decimal_places=2, max_digits=5, null=True, verbose_name="原成绩"
                            ),
                        ),
                        ("after", models.DecimalField(decimal_places=2, max_digits=5, verbose_name="更正为")),
                        ("why", models.CharField(max_length=300, verbose_name="理由")),
                        (
                            "state",
                            models.CharField(
                                choices=[("asked", "待决定"), ("granted", "已更正"), ("declined", "不更正")],
                                default="asked",
                                max_length=10,
                                verbose_name="状态",
                            ),
                        ),
                        ("asked_at", models.DateTimeField(auto_now_add=True)),
                        ("decided_at", models.DateTimeField(null=True)),
                        ("answer", models.CharField(blank=True, max_length=300, verbose_name="答复")),
                        (
                            "applicant",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="corrections",
                                to="cadres.applicant",
                            ),
                        ),
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
                    ],
                    options={
                        "verbose_name": "成绩更正",
                        "ordering": ["-id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("asked_by__isnull", True),
                                    ("decided_by__isnull", True),
                                    models.Q(("asked_by", models.F("decided_by")), _negated=True),
                                    _connector="OR",
                                ),
                                name="another_decides_on_a_correction",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("state", "asked")),
                                fields=("applicant", "kind"),
                                name="one_open_correction_of_a_mark",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("decided_at__isnull", True), ("state", "asked")),
                                    models.Q(
                                        models.Q(("state", "asked"), _negated=True),
                                        ("decided_at__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="a_correction_is_decided_once",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RatioDecision",
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
                                    ("registration", "报名"),
                                    ("qualification", "资格初审"),
                                    ("written", "笔试"),
                                    ("second_check", "资格复审"),
                                    ("interview", "面试"),
                                    ("total", "总成绩"),
                                    ("health", "体检"),
                                    ("background", "考察"),
                                    ("publicity", "公示"),
                                    ("contract", "聘用"),
                                ],
                                max_length=16,
                                verbose_name="环节",
                            ),
                        ),
                        (
                            "decision",
                            models.CharField(
                                choices=[
                                    ("go_on", "同意降低比例，继续"),
                                    ("lower", "核减招聘人数"),
                                    ("cancel", "取消岗位"),
                                ],
                                max_length=8,
                                verbose_name="决定",
                            ),
                        ),
                        ("counted", models.PositiveIntegerField(verbose_name="实有人数")),
                        ("places_before", models.PositiveSmallIntegerField(verbose_name="原招聘人数")),
                        ("places_after", models.PositiveSmallIntegerField(verbose_name="现招聘人数")),
                        ("why", models.CharField(max_length=300, verbose_name="理由")),
                        ("decided_at", models.DateTimeField(auto_now_add=True)),
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
                            "place",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="decisions",
                                to="cadres.recruitmentplace",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "比例决定",
                        "ordering": ["place", "id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("why", ""), _negated=True),
                                name="a_ratio_decision_says_why",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("decision", "lower"),
                                        ("places_after__gte", 1),
                                        ("places_after__lt", models.F("places_before")),
                                    ),
                                    models.Q(
                                        ("decision", "go_on"), ("places_after", models.F("places_before"))
                                    ),
                                    models.Q(("decision", "cancel"), ("places_after", 0)),
                                    _connector="OR",
                                ),
                                name="a_ratio_decision_fits_its_places",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DevelopmentNorm",
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
                            "norm",
                            models.CharField(
                                choices=[
                                    ("reserve_leads", "书记、主任每个职数的后备人数"),
                                    ("reserve_others", "其他社区干部每个职数的后备人数"),
                                    ("hours_leads", "书记、主任每年学时"),
                                    ("hours_others", "其他社区干部每年学时"),
                                ],
                                max_length=20,
                                verbose_name="标准",
                            ),
                        ),
                        ("value", models.PositiveSmallIntegerField(verbose_name="数值")),
                        ("why", models.CharField(max_length=300, verbose_name="依据和理由")),
                    ],
                    options={
                        "verbose_name": "后备和培训标准",
                        "ordering": ["norm", "-valid_from"],
                        "abstract": False,
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("valid_to__isnull", True),
                                    ("valid_to__gt", models.F("valid_from")),
                                    _connector="OR",
                                ),
                                name="developmentnorm_ends_after_it_begins",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("valid_to__isnull", True)),
                                fields=("norm",),
                                name="one_open_norm_of_development",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("why", ""), _negated=True),
                                name="a_norm_of_development_says_why",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Reserve",
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
                            "source",
                            models.CharField(
                                choices=[
                                    ("cadre", "在任社区干部"),
                                    ("worker", "社区工作者"),
                                    ("member", "优秀党员"),
                                    ("contest", "公开选拔"),
                                    ("town", "乡镇、街道或部门干部"),
                                    ("other", "其他推荐"),
                                ],
                                max_length=12,
                                verbose_name="来源",
                            ),
                        ),
                        (
                            "readiness",
                            models.CharField(
                                choices=[
                                    ("now", "可立即任用"),
                                    ("one_year", "培养一年"),
                                    ("later", "需长期培养"),
                                ],
                                max_length=10,
                                verbose_name="成熟度",
                            ),
                        ),
                        ("why", models.CharField(max_length=300, verbose_name="入库理由")),
                        (
                            "gone",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("appointed", "已任用"),
                                    ("unfit", "不再符合条件"),
                                    ("reviewed", "年度审核未通过"),
                                    ("own_wish", "本人要求"),
                                    ("moved", "调离或离职"),
                                    ("other", "其他原因"),
                                ],
                                max_length=12,
                                verbose_name="出库原因",
                            ),
                        ),
                        ("gone_why", models.CharField(blank=True, max_length=300, verbose_name="出库理由")),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="reserves",
                                to="people.person",
                                verbose_name="人员",
                            ),
                        ),
                        (
                            "post",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="reserves",
                                to="organisations.post",
                                verbose_name="职务",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "后备干部",
                        "ordering": ["person__pinyin", "id"],
                        "abstract": False,
                        "indexes": [
                            models.Index(fields=["post", "valid_from", "valid_to"], name="reserve_of_post")
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("valid_to__isnull", True),
                                    ("valid_to__gt", models.F("valid_from")),
                                    _connector="OR",
                                ),
                                name="reserve_ends_after_it_begins",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("valid_to__isnull", True)),
                                fields=("person",),
                                name="in_reserve_for_one_post",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("gone", ""), ("gone_why", ""), ("valid_to__isnull", True)),
                                    models.Q(
                                        ("valid_to__isnull", False),
                                        models.Q(("gone", ""), _negated=True),
                                        models.Q(("gone_why", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="reserve_is_left_with_a_reason",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("why", ""), _negated=True), name="in_reserve_for_a_reason"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ReserveReview",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("year", models.PositiveSmallIntegerField(verbose_name="年度")),
                        ("on", models.DateField(verbose_name="审核日期")),
                        (
                            "readiness",
                            models.CharField(
                                choices=[
                                    ("now", "可立即任用"),
                                    ("one_year", "培养一年"),
                                    ("later", "需长期培养"),
                                ],
                                max_length=10,
                                verbose_name="成熟度",
                            ),
                        ),
                        ("note", models.CharField(max_length=500, verbose_name="审核意见")),
                        (
                            "reserve",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="reviews",
                                to="cadres.reserve",
                            ),
                        ),
                        (
                            "reviewed_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "后备年度审核",
                        "ordering": ["-year", "-id"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("reserve", "year"), name="one_reserve_review_of_a_year"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("note", ""), _negated=True),
                                name="a_review_says_what_was_found",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="TrainingPlan",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("year", models.PositiveSmallIntegerField(verbose_name="年度")),
                        ("aims", models.CharField(blank=True, max_length=500, verbose_name="目标")),
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
                        "verbose_name": "年度培训计划",
                        "ordering": ["-year", "id"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("unit", "year"), name="one_training_plan_of_a_year"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("year__gte", 1949), ("year__lte", 2200)),
                                name="a_training_year_that_can_be",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Training",
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
                                    ("class", "培训班"),
                                    ("lecture", "专题讲座"),
                                    ("tour", "外出考察学习"),
                                    ("duty", "跟班学习"),
                                ],
                                max_length=10,
                                verbose_name="形式",
                            ),
                        ),
                        (
                            "audience",
                            models.CharField(
                                choices=[
                                    ("secretaries", "书记"),
                                    ("directors", "主任"),
                                    ("leads", "书记和主任"),
                                    ("others", "其他社区干部"),
                                    ("reserve", "后备干部"),
                                    ("all", "全体社区干部"),
                                    ("members", "党员"),
                                ],
                                max_length=12,
                                verbose_name="对象",
                            ),
                        ),
                        ("title", models.CharField(max_length=120, verbose_name="名称")),
                        ("pinyin", models.CharField(blank=True, max_length=720)),
                        ("initials", models.CharField(blank=True, max_length=120)),
                        (
                            "need",
                            models.CharField(
                                choices=[
                                    ("first", "初任"),
                                    ("new_post", "新任职务"),
                                    ("appraisal", "考核结果"),
                                    ("duty", "职责逾期"),
                                    ("hours", "学时不足"),
                                    ("reserve", "后备培养"),
                                    ("other", "工作需要"),
                                ],
                                default="other",
                                max_length=10,
                                verbose_name="针对的需求",
                            ),
                        ),
                        ("programme", models.TextField(blank=True, max_length=4000, verbose_name="课程安排")),
                        ("place", models.CharField(max_length=120, verbose_name="地点")),
                        (
                            "teachers",
                            models.CharField(blank=True, max_length=300, verbose_name="授课人或接待单位"),
                        ),
                        ("starts_on", models.DateField(verbose_name="开始日期")),
                        ("ends_on", models.DateField(verbose_name="结束日期")),
                        ("hours", models.PositiveSmallIntegerField(verbose_name="学时")),
                        (
                            "cost",
                            models.DecimalField(
                                decimal_places=2, default=0, max_digits=10, verbose_name="预算（元）"
                            ),
                        ),
                        (
                            "spent",
                            models.DecimalField(
                                decimal_places=2, max_digits=10, null=True, verbose_name="实际支出（元）"
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("planned", "已列入计划"),
                                    ("called", "已通知"),
                                    ("held", "已结业"),
                                    ("dropped", "已取消"),
                                ],
                                default="planned",
                                max_length=10,
                                verbose_name="状态",
                            ),
                        ),
                        ("called_on", models.DateField(null=True, verbose_name="通知日期")),
                        ("closed_on", models.DateField(null=True, verbose_name="结业日期")),
                        (
                            "evaluation",
                            models.TextField(blank=True, max_length=2000, verbose_name="培训评估"),
                        ),
                        (
                            "dropped_why",
                            models.CharField(blank=True, max_length=300, verbose_name="取消理由"),
                        ),
                        (
                            "plan",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="trainings",
                                to="cadres.trainingplan",
                                verbose_name="计划",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "培训",
                        "ordering": ["starts_on", "id"],
                        "indexes": [models.Index(fields=["state", "closed_on"], name="training_closed")],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("plan", "title", "starts_on"), name="one_training_of_a_name"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("ends_on__gte", models.F("starts_on"))),
                                name="training_ends_later",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("hours__gt", 0)), name="a_training_has_hours"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("cost__gte", 0)),
                                name="a_training_costs_no_less_than_nothing",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("spent__isnull", True), ("spent__gte", 0), _connector="OR"
                                ),
                                name="spent_no_less_than_nothing",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "held"), _negated=True),
                                    models.Q(
                                        ("closed_on__isnull", False),
                                        models.Q(("evaluation", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="a_held_training_is_evaluated",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "dropped"), _negated=True),
                                    models.Q(("dropped_why", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="a_training_is_dropped_for_a_reason",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Trainee",
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
                                    ("first", "初任"),
                                    ("new_post", "新任职务"),
                                    ("appraisal", "考核结果"),
                                    ("duty", "职责逾期"),
                                    ("hours", "学时不足"),
                                    ("reserve", "后备培养"),
                                    ("other", "工作需要"),
                                ],
                                default="other",
                                max_length=10,
                                verbose_name="培训需求",
                            ),
                        ),
                        (
                            "release",
                            models.CharField(
                                choices=[
                                    ("none", "尚未通知"),
                                    ("asked", "待单位答复"),
                                    ("granted", "同意参加"),
                                    ("declined", "不能参加"),
                                ],
                                default="none",
                                max_length=10,
                                verbose_name="单位意见",
                            ),
                        ),
                        (
                            "release_why",
                            models.CharField(blank=True, max_length=300, verbose_name="不能参加的理由"),
                        ),
                        ("hours", models.PositiveSmallIntegerField(null=True, verbose_name="实到学时")),
                        ("before", models.PositiveSmallIntegerField(null=True, verbose_name="训前测评")),
                        ("after", models.PositiveSmallIntegerField(null=True, verbose_name="训后测评")),
                        (
                            "outcome",
                            models.CharField(
                                blank=True,
                                choices=[("passed", "合格"), ("failed", "不合格")],
                                max_length=10,
                                verbose_name="结果",
                            ),
                        ),
                        ("note", models.CharField(blank=True, max_length=300, verbose_name="说明")),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="trainings",
                                to="people.person",
                                verbose_name="学员",
                            ),
                        ),
                        (
                            "training",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="trainees",
                                to="cadres.training",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "学员",
                        "ordering": ["person__pinyin", "id"],
                        "indexes": [models.Index(fields=["person", "training"], name="trainings_of_person")],
                        "constraints": [
                            models.UniqueConstraint(fields=("training", "person"), name="once_in_a_training"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("release", "declined"), _negated=True),
                                    models.Q(("release_why", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="not_spared_for_a_reason",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("before__isnull", True), ("before__lte", 100), _connector="OR"),
                                    models.Q(("after__isnull", True), ("after__lte", 100), _connector="OR"),
                                ),
                                name="points_up_to_a_hundred",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="TourProposal",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("seen_at", models.CharField(max_length=120, verbose_name="考察单位")),
                        ("learned", models.TextField(max_length=2000, verbose_name="学到的做法")),
                        ("title", models.CharField(max_length=120, verbose_name="建议")),
                        (
                            "state",
                            models.CharField(
                                choices=[("open", "待研究"), ("adopted", "采纳"), ("declined", "不采纳")],
                                default="open",
                                max_length=10,
                                verbose_name="处理",
                            ),
                        ),
                        ("answered_on", models.DateField(null=True, verbose_name="答复日期")),
                        ("answer", models.CharField(blank=True, max_length=500, verbose_name="答复")),
                        (
                            "task",
                            models.OneToOneField(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="documents.task",
                                verbose_name="任务",
                            ),
                        ),
                        (
                            "training",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="proposals",
                                to="cadres.training",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "考察建议",
                        "ordering": ["id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("title", ""), _negated=True),
                                name="a_tour_proposal_says_what",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "adopted"), ("task__isnull", False)),
                                    models.Q(
                                        models.Q(("state", "adopted"), _negated=True), ("task__isnull", True)
                                    ),
                                    _connector="OR",
                                ),
                                name="an_adopted_proposal_is_a_task",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("answered_on__isnull", True), ("state", "open")),
                                    models.Q(
                                        models.Q(("state", "open"), _negated=True),
                                        ("answered_on__isnull", False),
                                        models.Q(("answer", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="a_proposal_is_answered_with_a_reason",
                            ),
                        ],
                    },
                ),
            ],
        ),
        *kept("cadres", "0002_apart"),
        *kept("cadres", "0004_recruitment"),
        *kept("cadres", "0005_reserve"),
    ]
