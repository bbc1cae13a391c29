from decimal import Decimal

import django.core.validators
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import jiceng.resources.models.funds
from jiceng.kernel.together import CreateTogether, kept


class Migration(migrations.Migration):
    replaces = [
        ("resources", "0001_first"),
        ("resources", "0002_apart"),
        ("resources", "0003_halls"),
        ("resources", "0004_wages"),
        ("resources", "0005_funds"),
        ("resources", "0006_held_elsewhere"),
    ]

    initial = True

    dependencies = [
        ("organisations", "0007_places_held"),
        ("people", "0002_sessions_and_second_factor"),
    ]

    operations = [
        CreateTogether(
            models=[
                migrations.CreateModel(
                    name="Venue",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=60, verbose_name="名称")),
                        ("pinyin", models.CharField(editable=False, max_length=240)),
                        ("initials", models.CharField(editable=False, max_length=60)),
                        ("address", models.CharField(blank=True, max_length=120, verbose_name="地址")),
                    ],
                    options={
                        "verbose_name": "社区用房",
                        "ordering": ["pinyin", "id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("name", ""), _negated=True), name="a_venue_has_a_name"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="VenueNorm",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("valid_from", models.DateField(unique=True, verbose_name="自哪天起")),
                        (
                            "m2_per_100_households",
                            models.DecimalField(
                                decimal_places=1,
                                max_digits=8,
                                validators=[django.core.validators.MinValueValidator(0)],
                                verbose_name="每百户面积（平方米）",
                            ),
                        ),
                        (
                            "least_m2",
                            models.DecimalField(
                                blank=True,
                                decimal_places=1,
                                max_digits=8,
                                null=True,
                                validators=[django.core.validators.MinValueValidator(0)],
                                verbose_name="每个社区最少（平方米）",
                            ),
                        ),
                        (
                            "most_m2",
                            models.DecimalField(
                                blank=True,
                                decimal_places=1,
                                max_digits=8,
                                null=True,
                                validators=[django.core.validators.MinValueValidator(0)],
                                verbose_name="每个社区最多（平方米）",
                            ),
                        ),
                        (
                            "activity_percent",
                            models.PositiveSmallIntegerField(verbose_name="居民活动面积占比（%）"),
                        ),
                        (
                            "rent_per_m2",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=14,
                                null=True,
                                validators=[django.core.validators.MinValueValidator(0)],
                                verbose_name="租用单价（元/平方米·年）",
                            ),
                        ),
                        (
                            "build_per_m2",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=14,
                                null=True,
                                validators=[django.core.validators.MinValueValidator(0)],
                                verbose_name="建设单价（元/平方米）",
                            ),
                        ),
                        ("basis", models.CharField(max_length=200, verbose_name="依据")),
                    ],
                    options={
                        "verbose_name": "用房标准",
                        "ordering": ["-valid_from"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("m2_per_100_households__gt", 0)),
                                name="a_venue_norm_asks_for_something",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("activity_percent__lte", 100)),
                                name="a_share_is_at_most_the_whole",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("least_m2__isnull", True),
                                    ("most_m2__isnull", True),
                                    ("least_m2__lte", models.F("most_m2")),
                                    _connector="OR",
                                ),
                                name="least_is_not_above_most",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("basis", ""), _negated=True),
                                name="a_venue_norm_has_a_basis",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="VenueMeasure",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("valid_from", models.DateField(verbose_name="起")),
                        ("valid_to", models.DateField(blank=True, null=True, verbose_name="止")),
                        ("year", models.PositiveSmallIntegerField(verbose_name="年度")),
                        (
                            "way",
                            models.CharField(
                                choices=[
                                    ("build", "新建"),
                                    ("buy", "购置"),
                                    ("swap", "置换"),
                                    ("convert", "改扩建"),
                                    ("rent", "租赁"),
                                    ("share", "驻区单位共享"),
                                ],
                                max_length=8,
                                verbose_name="方式",
                            ),
                        ),
                        (
                            "area_m2",
                            models.DecimalField(
                                decimal_places=1,
                                max_digits=8,
                                validators=[django.core.validators.MinValueValidator(0)],
                                verbose_name="增加面积（平方米）",
                            ),
                        ),
                        (
                            "cost",
                            models.DecimalField(
                                decimal_places=2,
                                default=Decimal("0"),
                                max_digits=14,
                                validators=[django.core.validators.MinValueValidator(0)],
                                verbose_name="所需资金（元）",
                            ),
                        ),
                        (
                            "payer",
                            models.CharField(
                                choices=[
                                    ("county", "县财政"),
                                    ("town", "镇财政"),
                                    ("street", "街道"),
                                    ("unit", "驻区单位资助"),
                                    ("own", "社区自筹"),
                                ],
                                max_length=8,
                                verbose_name="资金来源",
                            ),
                        ),
                        ("note", models.CharField(blank=True, max_length=200, verbose_name="说明")),
                        (
                            "outcome",
                            models.CharField(
                                blank=True,
                                choices=[("done", "已落实"), ("dropped", "不再实施")],
                                default="",
                                max_length=8,
                                verbose_name="结果",
                            ),
                        ),
                        ("ended_why", models.CharField(blank=True, max_length=200, verbose_name="结果说明")),
                        (
                            "community",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="venue_measures",
                                to="organisations.organisation",
                                verbose_name="社区",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "补足措施",
                        "ordering": ["community_id", "year", "id"],
                        "abstract": False,
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("valid_to__isnull", True),
                                    ("valid_to__gt", models.F("valid_from")),
                                    _connector="OR",
                                ),
                                name="venuemeasure_ends_after_it_begins",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("area_m2__gt", 0)), name="a_measure_adds_area"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("cost__gte", 0)), name="a_measure_costs_nothing_or_more"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("outcome", ""), ("valid_to__isnull", False), _connector="OR"
                                ),
                                name="a_measure_with_an_outcome_has_ended",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="VenueUse",
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
                            "title",
                            models.CharField(
                                choices=[
                                    ("owned", "自有"),
                                    ("lent", "借用"),
                                    ("shared", "单位共享"),
                                    ("rented", "租用"),
                                ],
                                max_length=8,
                                verbose_name="使用方式",
                            ),
                        ),
                        ("owner_words", models.CharField(blank=True, max_length=60, verbose_name="产权人")),
                        (
                            "area_m2",
                            models.DecimalField(
                                decimal_places=1,
                                max_digits=8,
                                validators=[django.core.validators.MinValueValidator(0)],
                                verbose_name="建筑面积（平方米）",
                            ),
                        ),
                        (
                            "activity_m2",
                            models.DecimalField(
                                decimal_places=1,
                                default=0,
                                max_digits=8,
                                validators=[django.core.validators.MinValueValidator(0)],
                                verbose_name="其中居民活动（平方米）",
                            ),
                        ),
                        ("rooms", models.PositiveSmallIntegerField(default=1, verbose_name="间数")),
                        (
                            "rent_a_year",
                            models.DecimalField(
                                decimal_places=2,
                                default=0,
                                max_digits=14,
                                validators=[django.core.validators.MinValueValidator(0)],
                                verbose_name="年租金（元）",
                            ),
                        ),
                        ("missing", models.CharField(blank=True, max_length=200, verbose_name="缺什么")),
                        (
                            "community",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="venue_uses",
                                to="organisations.organisation",
                                verbose_name="社区",
                            ),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="venues_given",
                                to="organisations.organisation",
                                verbose_name="产权单位",
                            ),
                        ),
                        (
                            "venue",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="uses",
                                to="resources.venue",
                                verbose_name="社区用房",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "用房情况",
                        "ordering": ["community_id", "venue_id", "valid_from"],
                        "abstract": False,
                        "indexes": [
                            models.Index(
                                fields=["community", "valid_from", "valid_to"],
                                name="venues_of_community_on_day",
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("valid_to__isnull", True),
                                    ("valid_to__gt", models.F("valid_from")),
                                    _connector="OR",
                                ),
                                name="venueuse_ends_after_it_begins",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("valid_to__isnull", True)),
                                fields=("venue",),
                                name="one_open_use_of_a_venue",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("area_m2__gt", 0)), name="a_venue_has_an_area"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("activity_m2__gte", 0), ("activity_m2__lte", models.F("area_m2"))
                                ),
                                name="activities_fit_into_the_venue",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("rent_a_year__gte", 0)), name="rent_is_not_negative"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("title", "owned"), _negated=True),
                                    ("rent_a_year", 0),
                                    _connector="OR",
                                ),
                                name="own_venues_cost_no_rent",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Hall",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=60, verbose_name="场地名称")),
                        ("seats", models.PositiveSmallIntegerField(default=0, verbose_name="座位")),
                        ("weekdays", models.CharField(default="12345", max_length=7, verbose_name="开放日")),
                        ("opens", models.TimeField(verbose_name="开门")),
                        ("closes", models.TimeField(verbose_name="关门")),
                        (
                            "open_to_units",
                            models.BooleanField(default=False, verbose_name="驻区单位可以申请"),
                        ),
                        ("open_to_residents", models.BooleanField(default=False, verbose_name="向居民开放")),
                        ("closed_on", models.DateField(null=True, verbose_name="停用日期")),
                        (
                            "venue",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="halls",
                                to="resources.venue",
                                verbose_name="社区用房",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "场地",
                        "ordering": ["venue_id", "name", "id"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("closed_on__isnull", True)),
                                fields=("venue", "name"),
                                name="one_hall_of_a_name",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("name", ""), _negated=True), name="a_hall_has_a_name"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("weekdays", ""), _negated=True),
                                name="a_hall_has_its_days",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("opens__lt", models.F("closes"))),
                                name="a_hall_closes_after_it_opens",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Booking",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("purpose", models.CharField(max_length=120, verbose_name="用途")),
                        ("starts_at", models.DateTimeField(verbose_name="开始时间")),
                        ("ends_at", models.DateTimeField(verbose_name="结束时间")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("asked", "待社区答复"),
                                    ("held", "已订用"),
                                    ("declined", "未同意"),
                                    ("cancelled", "已取消"),
                                ],
                                default="held",
                                max_length=10,
                                verbose_name="状态",
                            ),
                        ),
                        ("why", models.CharField(blank=True, max_length=200, verbose_name="理由")),
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
                                related_name="hall_bookings",
                                to="organisations.organisation",
                                verbose_name="使用单位",
                            ),
                        ),
                        (
                            "hall",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="bookings",
                                to="resources.hall",
                                verbose_name="场地",
                            ),
                        ),
                        ("holder", models.CharField(blank=True, max_length=60)),
                    ],
                    options={
                        "verbose_name": "场地订用",
                        "ordering": ["starts_at", "id"],
                        "indexes": [
                            models.Index(fields=["hall", "starts_at"], name="bookings_of_hall"),
                            models.Index(
                                condition=models.Q(("holder", ""), _negated=True),
                                fields=["holder"],
                                name="bookings_by_holder",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("ends_at__gt", models.F("starts_at"))),
                                name="a_booking_ends_later",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("purpose", ""), _negated=True),
                                name="a_booking_says_what_for",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("state__in", ["asked", "held"]),
                                    models.Q(("why", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="a_booking_is_refused_with_a_reason",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="BookedHalfHour",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("begins_at", models.DateTimeField()),
                        (
                            "booking",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="half_hours",
                                to="resources.booking",
                            ),
                        ),
                        (
                            "hall",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="taken",
                                to="resources.hall",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "场地占用",
                        "ordering": ["begins_at"],
                        "constraints": [
                            models.UniqueConstraint(fields=("hall", "begins_at"), name="a_hall_is_taken_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PayBatch",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("month", models.DateField(verbose_name="月份")),
                        ("paid_on", models.DateField(verbose_name="发放日期")),
                        (
                            "payer",
                            models.CharField(
                                choices=[
                                    ("county", "县财政"),
                                    ("town", "镇财政"),
                                    ("street", "街道"),
                                    ("unit", "驻区单位资助"),
                                    ("own", "社区自筹"),
                                ],
                                max_length=8,
                                verbose_name="资金来源",
                            ),
                        ),
                        ("note", models.CharField(blank=True, max_length=200, verbose_name="说明")),
                        ("annulled_at", models.DateTimeField(null=True)),
                        (
                            "annulled_why",
                            models.CharField(blank=True, max_length=200, verbose_name="作废理由"),
                        ),
                        (
                            "community",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="pay_batches",
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
                    ],
                    options={
                        "verbose_name": "工资发放",
                        "ordering": ["-month", "-paid_on", "-id"],
                        "indexes": [models.Index(fields=["community", "month"], name="pay_of_community")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("month__endswith", "-01")),
                                name="a_month_is_its_first_day",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("annulled_at__isnull", True), ("annulled_why", "")),
                                    models.Q(
                                        ("annulled_at__isnull", False),
                                        models.Q(("annulled_why", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="pay_is_annulled_with_a_reason",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Payment",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "amount",
                            models.DecimalField(
                                decimal_places=2,
                                max_digits=14,
                                validators=[django.core.validators.MinValueValidator(0)],
                                verbose_name="金额（元）",
                            ),
                        ),
                        (
                            "batch",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="payments",
                                to="resources.paybatch",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="payments",
                                to="people.person",
                                verbose_name="人员",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "实发工资",
                        "ordering": ["batch_id", "id"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("batch", "person"), name="one_payment_of_a_person_in_a_batch"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("amount__gt", 0)), name="a_payment_is_more_than_nothing"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PayStandard",
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
                        ("valid_from", models.DateField(verbose_name="自哪天起")),
                        (
                            "monthly",
                            models.DecimalField(
                                decimal_places=2,
                                max_digits=14,
                                validators=[django.core.validators.MinValueValidator(0)],
                                verbose_name="每月（元）",
                            ),
                        ),
                        (
                            "both",
                            models.DecimalField(
                                decimal_places=2,
                                default=0,
                                max_digits=14,
                                validators=[django.core.validators.MinValueValidator(0)],
                                verbose_name="兼任增加（元）",
                            ),
                        ),
                        (
                            "payer",
                            models.CharField(
                                choices=[
                                    ("county", "县财政"),
                                    ("town", "镇财政"),
                                    ("street", "街道"),
                                    ("unit", "驻区单位资助"),
                                    ("own", "社区自筹"),
                                ],
                                max_length=8,
                                verbose_name="资金来源",
                            ),
                        ),
                        ("basis", models.CharField(max_length=200, verbose_name="依据")),
                    ],
                    options={
                        "verbose_name": "工资标准",
                        "ordering": ["kind", "-valid_from"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("kind", "valid_from"), name="one_pay_of_a_kind_a_day"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("both__gte", 0), ("monthly__gte", 0)),
                                name="pay_is_not_negative",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("basis", ""), _negated=True), name="pay_has_a_basis"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="BudgetLine",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("year", models.PositiveSmallIntegerField(verbose_name="年度")),
                        ("purpose", models.CharField(max_length=80, verbose_name="项目")),
                        (
                            "source",
                            models.CharField(
                                choices=[
                                    ("county", "县财政"),
                                    ("town", "镇财政"),
                                    ("street", "街道"),
                                    ("unit", "驻区单位资助"),
                                    ("own", "社区自筹"),
                                ],
                                max_length=8,
                                verbose_name="资金来源",
                            ),
                        ),
                        ("due_on", models.DateField(verbose_name="应到日期")),
                        (
                            "amount",
                            models.DecimalField(
                                decimal_places=2,
                                max_digits=14,
                                validators=[django.core.validators.MinValueValidator(0)],
                                verbose_name="金额（元）",
                            ),
                        ),
                        ("dropped_on", models.DateField(null=True, verbose_name="取消日期")),
                        (
                            "dropped_why",
                            models.CharField(blank=True, max_length=200, verbose_name="取消理由"),
                        ),
                        (
                            "community",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="budget_lines",
                                to="organisations.organisation",
                                verbose_name="社区",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "预算项目",
                        "ordering": ["community_id", "year", "due_on", "id"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("dropped_on__isnull", True)),
                                fields=("community", "year", "purpose", "source"),
                                name="one_budget_line_of_a_purpose",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("amount__gt", 0)), name="a_budget_line_has_an_amount"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("purpose", ""), _negated=True),
                                name="a_budget_line_says_what_for",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("dropped_on__isnull", True), ("dropped_why", "")),
                                    models.Q(
                                        ("dropped_on__isnull", False),
                                        models.Q(("dropped_why", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="a_budget_line_is_dropped_with_a_reason",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="FundAccount",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("year", models.PositiveSmallIntegerField(verbose_name="年度")),
                        ("quarter", models.PositiveSmallIntegerField(verbose_name="季度")),
                        ("table", models.JSONField()),
                        ("sha256", models.CharField(max_length=64)),
                        (
                            "slug",
                            models.CharField(
                                default=jiceng.resources.models.funds.new_slug, max_length=24, unique=True
                            ),
                        ),
                        ("drawn_up_on", models.DateField(verbose_name="编制日期")),
                        ("posted_on", models.DateField(null=True, verbose_name="公布日期")),
                        (
                            "community",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="fund_accounts",
                                to="organisations.organisation",
                                verbose_name="社区",
                            ),
                        ),
                        (
                            "drawn_up_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "季度账目",
                        "ordering": ["-year", "-quarter", "-id"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("community", "year", "quarter"), name="one_account_of_a_quarter"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("quarter__gte", 1), ("quarter__lte", 4)),
                                name="a_year_has_four_quarters",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="FundSignature",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=120, verbose_name="监督人")),
                        ("signed_at", models.DateTimeField(auto_now_add=True)),
                        (
                            "account",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="signatures",
                                to="resources.fundaccount",
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
                    ],
                    options={
                        "verbose_name": "监督签字",
                        "ordering": ["signed_at", "id"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("account", "name"), name="a_supervisor_signs_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("name", ""), _negated=True), name="a_signature_has_a_name"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Voucher",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "direction",
                            models.CharField(
                                choices=[("receipt", "收入"), ("spending", "支出")],
                                max_length=8,
                                verbose_name="收支",
                            ),
                        ),
                        ("on", models.DateField(verbose_name="日期")),
                        (
                            "amount",
                            models.DecimalField(
                                decimal_places=2,
                                max_digits=14,
                                validators=[django.core.validators.MinValueValidator(0)],
                                verbose_name="金额（元）",
                            ),
                        ),
                        ("purpose", models.CharField(max_length=120, verbose_name="用途")),
                        ("payee", models.CharField(max_length=80, verbose_name="对方")),
                        ("decided", models.CharField(max_length=120, verbose_name="谁决定")),
                        (
                            "state",
                            models.CharField(
                                choices=[("open", "待审批"), ("approved", "已生效"), ("refused", "已退回")],
                                default="open",
                                max_length=10,
                                verbose_name="状态",
                            ),
                        ),
                        ("recorded_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("approved_at", models.DateTimeField(null=True)),
                        (
                            "refused_why",
                            models.CharField(blank=True, max_length=200, verbose_name="退回理由"),
                        ),
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
                            "community",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="vouchers",
                                to="organisations.organisation",
                                verbose_name="社区",
                            ),
                        ),
                        (
                            "counters",
                            models.OneToOneField(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="countered_by",
                                to="resources.voucher",
                            ),
                        ),
                        (
                            "line",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="vouchers",
                                to="resources.budgetline",
                                verbose_name="预算项目",
                            ),
                        ),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "收支单",
                        "ordering": ["-on", "-id"],
                        "indexes": [
                            models.Index(fields=["community", "state", "on"], name="vouchers_of_community")
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("amount__gt", 0)), name="a_voucher_has_an_amount"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("purpose", ""), _negated=True),
                                    models.Q(("payee", ""), _negated=True),
                                    models.Q(("decided", ""), _negated=True),
                                ),
                                name="a_voucher_says_what_whom_and_by_whom",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("approved_by__isnull", True),
                                    ("recorded_by__isnull", True),
                                    models.Q(("approved_by", models.F("recorded_by")), _negated=True),
                                    _connector="OR",
                                ),
                                name="nobody_approves_an_own_voucher",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "approved"), _negated=True),
                                    ("approved_at__isnull", False),
                                    _connector="OR",
                                ),
                                name="an_approved_voucher_has_its_moment",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "refused"), _negated=True),
                                    models.Q(("refused_why", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="a_voucher_is_refused_with_a_reason",
                            ),
                        ],
                    },
                ),
            ],
        ),
        *kept("resources", "0002_apart"),
    ]
