"""One file for each cadre, and the rows in it. Posts and their terms stand in `organisations`."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from jiceng.cadres.enums import Grade, Measure, Mode, Rank, Relation, Status
from jiceng.kernel.crypt import EncryptedField
from jiceng.kernel.validity import Dated
from jiceng.organisations.models import Instrument
from jiceng.people.enums import Education
from jiceng.people.models import Person


class CadreFile(models.Model):
    """What is kept about a cadre beyond the person; it stays when the posts end. 干部档案

    Name, sex, birth and number stand with the person, party standing on the roll, posts in their terms: each once.
    """

    person = models.OneToOneField(Person, models.PROTECT, related_name="cadre_file", verbose_name=_("干部"))
    work_began_on = models.DateField(_("参加工作时间"), null=True, blank=True)
    native_place = models.CharField(_("籍贯"), max_length=60, blank=True)
    birthplace = models.CharField(_("出生地"), max_length=60, blank=True)
    health = models.CharField(_("健康状况"), max_length=30, blank=True)
    technical_title = models.CharField(_("专业技术职务"), max_length=60, blank=True)
    strengths = models.CharField(_("熟悉专业有何专长"), max_length=120, blank=True)
    opened_on = models.DateField(_("建档日期"))

    class Meta:
        ordering = ["person__pinyin", "id"]
        verbose_name = _("干部档案")

    def __str__(self) -> str:
        return self.person.name


class Employment(Dated):
    """On what footing and of what rank somebody works, from day to day. 身份和职级

    On no day does a file have two: the open row is single, and `overlap` keeps ended ones apart.
    """

    file = models.ForeignKey(CadreFile, models.PROTECT, related_name="employments")
    status = models.CharField(_("身份"), max_length=16, choices=Status)
    rank = models.PositiveSmallIntegerField(_("职级"), choices=Rank, default=Rank.NONE)
    instrument = models.ForeignKey(Instrument, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta(Dated.Meta):
        ordering = ["-valid_from", "-id"]
        verbose_name = _("身份和职级")
        indexes = [
            models.Index(
                fields=["file", "valid_from", "valid_to", "status", "rank"], name="employment_on_day"
            )
        ]
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["file"], condition=Q(valid_to__isnull=True), name="one_open_employment"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_status_display()} {self.get_rank_display()}"


class Schooling(models.Model):
    """An education that was finished: its level counts from the day on which it was. 学历"""

    file = models.ForeignKey(CadreFile, models.PROTECT, related_name="schoolings")
    level = models.PositiveSmallIntegerField(_("学历"), choices=Education)
    mode = models.CharField(_("学习形式"), max_length=10, choices=Mode)
    school = models.CharField(_("毕业院校"), max_length=120, blank=True)
    major = models.CharField(_("专业"), max_length=60, blank=True)
    degree = models.CharField(_("学位"), max_length=30, blank=True)
    finished_on = models.DateField(_("毕业日期"))

    class Meta:
        ordering = ["finished_on", "id"]
        verbose_name = _("学历")
        indexes = [models.Index(fields=["file", "finished_on", "level"], name="schooling_on_day")]
        constraints = [
            models.UniqueConstraint(
                fields=["file", "level", "mode", "finished_on"], name="one_schooling_of_a_kind_and_day"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_mode_display()}{self.get_level_display()}"


class Kin(models.Model):
    """A relative; when the relative is known as a person, posts of both are watched for avoidance. 家庭成员"""

    file = models.ForeignKey(CadreFile, models.PROTECT, related_name="kin")
    relation = models.CharField(_("关系"), max_length=16, choices=Relation)
    name = models.CharField(_("姓名"), max_length=60)
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("人员")
    )
    born_on = models.DateField(_("出生日期"), null=True, blank=True)
    party = models.CharField(_("政治面貌"), max_length=20, blank=True)
    work = models.CharField(_("工作单位及职务"), max_length=120, blank=True)

    class Meta:
        ordering = ["id"]
        verbose_name = _("家庭成员")
        constraints = [
            models.UniqueConstraint(
                fields=["file", "person"], condition=Q(person__isnull=False), name="one_kinship_of_a_pair"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_relation_display()} {self.name}"


class Honour(models.Model):
    """An award. 奖励"""

    file = models.ForeignKey(CadreFile, models.PROTECT, related_name="honours")
    title = models.CharField(_("奖励名称"), max_length=120)
    given_by = models.CharField(_("授予机关"), max_length=120, blank=True)
    on = models.DateField(_("日期"))
    number = models.CharField(_("文号"), max_length=60, blank=True)

    class Meta:
        ordering = ["-on", "-id"]
        verbose_name = _("奖励")

    def __str__(self) -> str:
        return self.title


class AppraisalResult(models.Model):
    """The grade of one year's appraisal. 年度考核结果"""

    file = models.ForeignKey(CadreFile, models.PROTECT, related_name="results")
    year = models.PositiveSmallIntegerField(_("年度"))
    grade = models.CharField(_("等次"), max_length=12, choices=Grade)

    class Meta:
        ordering = ["-year"]
        verbose_name = _("年度考核结果")
        constraints = [
            models.UniqueConstraint(fields=["file", "year"], name="one_result_of_a_year"),
            models.CheckConstraint(condition=Q(year__gte=1949, year__lte=2200), name="a_year_that_can_be"),
        ]

    def __str__(self) -> str:
        return f"{self.year} {self.get_grade_display()}"


class Certificate(models.Model):
    """A certificate that a post may ask for, and until when it holds. 证书"""

    file = models.ForeignKey(CadreFile, models.PROTECT, related_name="certificates")
    name = models.CharField(_("证书名称"), max_length=80)
    number = models.CharField(_("证书编号"), max_length=60, blank=True)
    issued_by = models.CharField(_("发证机关"), max_length=120, blank=True)
    issued_on = models.DateField(_("发证日期"))
    expires_on = models.DateField(_("有效期至"), null=True, blank=True)

    class Meta:
        ordering = ["-issued_on", "-id"]
        verbose_name = _("证书")
        indexes = [models.Index(fields=["expires_on"], name="certificate_by_expiry")]
        constraints = [
            models.CheckConstraint(
                condition=Q(expires_on__isnull=True) | Q(expires_on__gt=F("issued_on")),
                name="certificate_expires_after_issue",
            )
        ]

    def __str__(self) -> str:
        return self.name


class Discipline(models.Model):
    """A disciplinary measure: read under a right of its own, its grounds encrypted. 纪律处分

    `until` is the last day on which it bars from promotion.
    """

    file = models.ForeignKey(CadreFile, models.PROTECT, related_name="disciplines")
    measure = models.CharField(_("处分种类"), max_length=16, choices=Measure)
    decided_by = models.CharField(_("决定机关"), max_length=120)
    number = models.CharField(_("文号"), max_length=60, blank=True)
    on = models.DateField(_("处分日期"))
    until = models.DateField(_("影响期至"), null=True, blank=True)
    grounds = EncryptedField(_("事实"), blank=True, default="")

    class Meta:
        ordering = ["-on", "-id"]
        verbose_name = _("纪律处分")
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("on")), name="discipline_bars_forward"
            )
        ]

    def __str__(self) -> str:
        # Named in the record: what for stays sealed.
        return f"{self.file_id}-{self.pk}"
