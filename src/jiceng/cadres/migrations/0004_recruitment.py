"""Open recruitment; a published mark changes by a granted correction only."""

import django.core.validators
import django.db.models.deletion
import django.db.models.expressions
from django.conf import settings
from django.db import migrations, models

import jiceng.kernel.crypt
from jiceng.cadres import marks_frozen
from jiceng.kernel.together import Guard


def guard(apps, schema_editor):
    for statement in marks_frozen.guards(schema_editor.connection.vendor):
        schema_editor.execute(statement)


def lift(apps, schema_editor):
    for statement in marks_frozen.lifts(schema_editor.connection.vendor):
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [
        ("cadres", "0003_restructuring"),
        ("organisations", "0006_terms_apart"),
        ("people", "0002_sessions_and_second_factor"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
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
                    jiceng.kernel.crypt.EncryptedField(blank=True, default="", verbose_name="公民身份号码"),
                ),
                ("id_fingerprint", models.CharField(blank=True, default="", editable=False, max_length=64)),
                ("phone", jiceng.kernel.crypt.EncryptedField(blank=True, default="", verbose_name="手机")),
                ("school", models.CharField(blank=True, max_length=120, verbose_name="毕业院校")),
                ("major", models.CharField(blank=True, max_length=60, verbose_name="专业")),
                ("party_member", models.BooleanField(default=False, verbose_name="中共党员")),
                ("experience", models.TextField(blank=True, max_length=1500, verbose_name="学习和工作经历")),
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
                    models.DecimalField(decimal_places=2, max_digits=5, null=True, verbose_name="笔试成绩"),
                ),
                (
                    "interview",
                    models.DecimalField(decimal_places=2, max_digits=5, null=True, verbose_name="面试成绩"),
                ),
                (
                    "total",
                    models.DecimalField(decimal_places=4, max_digits=7, null=True, verbose_name="总成绩"),
                ),
                ("rank", models.PositiveIntegerField(null=True, verbose_name="名次")),
                ("tie_order", models.PositiveSmallIntegerField(null=True, verbose_name="同分次序")),
                ("publicised_on", models.DateField(null=True, verbose_name="公示开始")),
                ("anonymised_at", models.DateTimeField(null=True)),
            ],
            options={
                "verbose_name": "报考人员",
                "ordering": ["round", "number"],
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
                    models.FileField(max_length=200, upload_to="recruitment/%Y/%m", verbose_name="文件"),
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
                        validators=[django.core.validators.MinValueValidator(1)], verbose_name="招聘人数"
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
            ],
            options={
                "verbose_name": "招聘岗位",
                "ordering": ["round", "code"],
            },
        ),
        migrations.AddField(
            model_name="applicant",
            name="place",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="applicants",
                to="cadres.recruitmentplace",
            ),
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
                    models.DecimalField(decimal_places=2, default=60, max_digits=5, verbose_name="合格线"),
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
                ("why_cancelled", models.CharField(blank=True, max_length=300, verbose_name="取消理由")),
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
            },
        ),
        migrations.AddField(
            model_name="recruitmentplace",
            name="round",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="places",
                to="cadres.recruitmentround",
            ),
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
            },
        ),
        migrations.AddField(
            model_name="applicant",
            name="round",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="applicants",
                to="cadres.recruitmentround",
            ),
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
                    models.DecimalField(decimal_places=2, max_digits=5, null=True, verbose_name="第一遍"),
                ),
                (
                    "second",
                    models.DecimalField(decimal_places=2, max_digits=5, null=True, verbose_name="第二遍"),
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
                    jiceng.kernel.crypt.EncryptedField(blank=True, default="", verbose_name="联系方式"),
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
                ("probation_why", models.CharField(blank=True, max_length=300, verbose_name="考核结论")),
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
                ("mark", models.DecimalField(decimal_places=2, max_digits=5, null=True, verbose_name="分数")),
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
                    models.UniqueConstraint(fields=("examiner", "applicant"), name="one_mark_of_an_examiner"),
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
                ("before", models.DecimalField(decimal_places=2, max_digits=5, verbose_name="原成绩")),
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
                                models.Q(("state", "asked"), _negated=True), ("decided_at__isnull", False)
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
                        condition=models.Q(("why", ""), _negated=True), name="a_ratio_decision_says_why"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("decision", "lower"),
                                ("places_after__gte", 1),
                                ("places_after__lt", models.F("places_before")),
                            ),
                            models.Q(("decision", "go_on"), ("places_after", models.F("places_before"))),
                            models.Q(("decision", "cancel"), ("places_after", 0)),
                            _connector="OR",
                        ),
                        name="a_ratio_decision_fits_its_places",
                    ),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="recruitmentround",
            constraint=models.CheckConstraint(
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
        ),
        migrations.AddConstraint(
            model_name="recruitmentround",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("published_at__isnull", True), ("state", "draft")),
                    ("state", "cancelled"),
                    models.Q(("published_at__isnull", False), ("state__in", ["running", "closed"])),
                    _connector="OR",
                ),
                name="a_running_round_has_its_notice",
            ),
        ),
        migrations.AddConstraint(
            model_name="recruitmentround",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("closed_on__isnull", True), ("state__in", ["draft", "running"])),
                    models.Q(("closed_on__isnull", False), ("state__in", ["closed", "cancelled"])),
                    _connector="OR",
                ),
                name="a_round_ends_on_a_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="recruitmentround",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "cancelled"), _negated=True),
                    models.Q(("why_cancelled", ""), _negated=True),
                    _connector="OR",
                ),
                name="a_cancelled_round_says_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="recruitmentround",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("forgotten_at__isnull", True), ("closed_on__isnull", False), _connector="OR"
                ),
                name="only_an_ended_round_is_forgotten",
            ),
        ),
        migrations.AddConstraint(
            model_name="recruitmentplace",
            constraint=models.UniqueConstraint(fields=("round", "code"), name="one_place_of_a_code"),
        ),
        migrations.AddConstraint(
            model_name="recruitmentplace",
            constraint=models.CheckConstraint(
                condition=models.Q(("places__gte", 1), ("places__lte", models.F("advertised"))),
                name="places_are_only_lowered",
            ),
        ),
        migrations.AddConstraint(
            model_name="examiner",
            constraint=models.UniqueConstraint(fields=("round", "person"), name="an_examiner_in_one_panel"),
        ),
        migrations.AddIndex(
            model_name="applicant",
            index=models.Index(fields=["round", "pinyin", "id"], name="applicant_by_pinyin"),
        ),
        migrations.AddIndex(
            model_name="applicant",
            index=models.Index(fields=["round", "standing", "step"], name="applicant_by_standing"),
        ),
        migrations.AddIndex(
            model_name="applicant",
            index=models.Index(fields=["place", "-written"], name="applicant_by_written"),
        ),
        migrations.AddIndex(
            model_name="applicant",
            index=models.Index(fields=["origin", "registered_at"], name="applicant_by_origin"),
        ),
        migrations.AddConstraint(
            model_name="applicant",
            constraint=models.UniqueConstraint(fields=("round", "number"), name="one_applicant_of_a_number"),
        ),
        migrations.AddConstraint(
            model_name="applicant",
            constraint=models.UniqueConstraint(
                condition=models.Q(("id_fingerprint", ""), _negated=True),
                fields=("round", "id_fingerprint"),
                name="one_application_a_round",
            ),
        ),
        migrations.AddConstraint(
            model_name="applicant",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ticket", ""), _negated=True),
                fields=("round", "ticket"),
                name="one_applicant_of_a_ticket",
            ),
        ),
        migrations.AddConstraint(
            model_name="applicant",
            constraint=models.UniqueConstraint(
                condition=models.Q(("seat__isnull", False)),
                fields=("round", "room", "seat"),
                name="one_applicant_on_a_seat",
            ),
        ),
        migrations.AddConstraint(
            model_name="applicant",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("standing", "out"), _negated=True),
                    models.Q(
                        models.Q(("out_at", ""), _negated=True), models.Q(("out_why", ""), _negated=True)
                    ),
                    _connector="OR",
                ),
                name="an_exclusion_says_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="applicant",
            constraint=models.CheckConstraint(
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
        ),
        migrations.AddConstraint(
            model_name="applicant",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("total__isnull", True),
                    models.Q(("interview__isnull", False), ("written__isnull", False)),
                    _connector="OR",
                ),
                name="a_total_has_its_marks",
            ),
        ),
        migrations.AddConstraint(
            model_name="reviewbatch",
            constraint=models.CheckConstraint(
                condition=models.Q(("passed", True), models.Q(("why", ""), _negated=True), _connector="OR"),
                name="a_refused_batch_says_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="roundstep",
            constraint=models.UniqueConstraint(fields=("round", "step"), name="a_step_once_in_a_round"),
        ),
        migrations.AddConstraint(
            model_name="roundstep",
            constraint=models.CheckConstraint(
                condition=models.Q(("closes_on__gte", models.F("opens_on"))),
                name="a_step_ends_after_it_opens",
            ),
        ),
        migrations.AddConstraint(
            model_name="roundstep",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("published_at__isnull", True), ("appeal_until__isnull", False), _connector="OR"
                ),
                name="a_result_can_be_appealed",
            ),
        ),
        migrations.AddConstraint(
            model_name="ruling",
            constraint=models.UniqueConstraint(
                condition=models.Q(("undone_at__isnull", True)),
                fields=("applicant", "step"),
                name="one_ruling_a_step",
            ),
        ),
        migrations.AddConstraint(
            model_name="writtenentry",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("first_by__isnull", True),
                    ("second_by__isnull", True),
                    models.Q(("first_by", models.F("second_by")), _negated=True),
                    _connector="OR",
                ),
                name="two_people_enter_a_mark",
            ),
        ),
        migrations.AddConstraint(
            model_name="writtenentry",
            constraint=models.CheckConstraint(
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
        ),
        Guard(guard, lift),
    ]
