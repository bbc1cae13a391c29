"""Rounds of open recruitment as data: rules, steps with their days, places, what was decided about them."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from jiceng.cadres.enums_recruitment import OPTIONAL, PlaceDecision, RoundState, Step, TieRule
from jiceng.organisations.models import Organisation, Post
from jiceng.people.enums import Education


def _number(label, default: int, least: int, most: int) -> models.PositiveSmallIntegerField:
    bounds = [MinValueValidator(least), MaxValueValidator(most)]
    return models.PositiveSmallIntegerField(label, default=default, validators=bounds)


class RecruitmentRound(models.Model):
    """One open recruitment with the rules that its notice tells; the defaults are those of B52. 招聘批次"""

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="recruitments", verbose_name=_("招聘单位")
    )
    title = models.CharField(_("标题"), max_length=120)
    pinyin = models.CharField(max_length=800, editable=False)
    initials = models.CharField(max_length=120, editable=False)
    slug = models.CharField(max_length=20, unique=True, editable=False)
    state = models.CharField(_("状态"), max_length=10, choices=RoundState, default=RoundState.DRAFT)
    step = models.CharField(_("环节"), max_length=16, choices=Step, default=Step.REGISTRATION)
    text = models.TextField(_("公告正文"), max_length=6000, blank=True)
    contact = models.CharField(_("咨询电话"), max_length=120, blank=True)
    written_weight = _number(_("笔试占比（%）"), 60, 0, 100)
    interview_weight = _number(_("面试占比（%）"), 40, 0, 100)
    open_ratio = _number(_("开考比例"), 5, 1, 50)
    interview_ratio = _number(_("面试比例"), 3, 1, 20)
    pass_mark = models.DecimalField(_("合格线"), max_digits=5, decimal_places=2, default=60)
    age_at_most = _number(_("最大年龄"), 35, 18, 65)
    drop_extremes = models.BooleanField(_("面试去掉一个最高分和一个最低分"), default=True)
    ties_by = models.CharField(_("同分办法"), max_length=10, choices=TieRule, default=TieRule.WRITTEN)
    publicity_days = _number(_("公示天数"), 7, 1, 60)
    appeal_days = _number(_("申诉期限（工作日）"), 3, 1, 30)
    probation_months = _number(_("试用期（月）"), 12, 0, 24)
    term_years = _number(_("聘期（年）"), 3, 1, 10)
    keep_months = _number(_("个人信息保存期限（月）"), 12, 1, 120)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    published_at = models.DateTimeField(_("公告时间"), null=True)
    closed_on = models.DateField(_("结束日期"), null=True)
    why_cancelled = models.CharField(_("取消理由"), max_length=300, blank=True)
    forgotten_at = models.DateTimeField(_("个人信息删除时间"), null=True)

    class Meta:
        ordering = ["-id"]
        verbose_name = _("招聘批次")
        constraints = [
            models.CheckConstraint(
                condition=Q(written_weight=100 - F("interview_weight")), name="weights_make_a_hundred"
            ),
            models.CheckConstraint(
                condition=Q(state="draft", published_at__isnull=True)
                | Q(state="cancelled")
                | Q(state__in=["running", "closed"], published_at__isnull=False),
                name="a_running_round_has_its_notice",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "running"], closed_on__isnull=True)
                | Q(state__in=["closed", "cancelled"], closed_on__isnull=False),
                name="a_round_ends_on_a_day",
            ),
            models.CheckConstraint(
                condition=~Q(state="cancelled") | ~Q(why_cancelled=""), name="a_cancelled_round_says_why"
            ),
            models.CheckConstraint(
                condition=Q(forgotten_at__isnull=True) | Q(closed_on__isnull=False),
                name="only_an_ended_round_is_forgotten",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def weights(self) -> tuple[int, int]:
        return self.written_weight, self.interview_weight

    @property
    def running(self) -> bool:
        return self.state == RoundState.RUNNING


class RoundStep(models.Model):
    """A step of a round with its days; once published it has the day until which one may appeal. 招聘环节"""

    round = models.ForeignKey(RecruitmentRound, models.PROTECT, related_name="steps")
    step = models.CharField(_("环节"), max_length=16, choices=Step)
    number = models.PositiveSmallIntegerField()
    opens_on = models.DateField(_("开始日期"))
    closes_on = models.DateField(_("结束日期"))
    published_at = models.DateTimeField(_("公布时间"), null=True)
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    appeal_until = models.DateField(_("申诉截止"), null=True)

    class Meta:
        ordering = ["round", "number"]
        verbose_name = _("招聘环节")
        constraints = [
            models.UniqueConstraint(fields=["round", "step"], name="a_step_once_in_a_round"),
            models.CheckConstraint(
                condition=Q(closes_on__gte=F("opens_on")), name="a_step_ends_after_it_opens"
            ),
            models.CheckConstraint(
                condition=Q(published_at__isnull=True) | Q(appeal_until__isnull=False),
                name="a_result_can_be_appealed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.round}: {self.get_step_display()}"

    @property
    def optional(self) -> bool:
        return self.step in OPTIONAL


class RecruitmentPlace(models.Model):
    """A post for which a round seeks so many people, with what it asks beyond the round. 招聘岗位"""

    round = models.ForeignKey(RecruitmentRound, models.PROTECT, related_name="places")
    post = models.ForeignKey(Post, models.PROTECT, related_name="recruitments", verbose_name=_("职务"))
    code = models.CharField(_("岗位代码"), max_length=8)
    places = models.PositiveSmallIntegerField(_("招聘人数"), validators=[MinValueValidator(1)])
    advertised = models.PositiveSmallIntegerField(_("公告人数"))
    education_at_least = models.PositiveSmallIntegerField(
        _("最低学历"), choices=Education, null=True, blank=True
    )
    party_member = models.BooleanField(_("须为中共党员"), default=False)
    note = models.CharField(_("其他条件"), max_length=300, blank=True)
    panel = models.PositiveSmallIntegerField(_("面试组"), default=1, validators=[MinValueValidator(1)])
    cancelled_at = models.DateTimeField(_("取消时间"), null=True)

    class Meta:
        ordering = ["round", "code"]
        verbose_name = _("招聘岗位")
        constraints = [
            models.UniqueConstraint(fields=["round", "code"], name="one_place_of_a_code"),
            models.CheckConstraint(
                condition=Q(places__gte=1, places__lte=F("advertised")), name="places_are_only_lowered"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.post}"


class RatioDecision(models.Model):
    """What a person decided for a place that too few applied for, or passed to the interview. 比例决定"""

    place = models.ForeignKey(RecruitmentPlace, models.PROTECT, related_name="decisions")
    step = models.CharField(_("环节"), max_length=16, choices=Step)
    decision = models.CharField(pgettext_lazy("动作", "决定"), max_length=8, choices=PlaceDecision)
    counted = models.PositiveIntegerField(_("实有人数"))
    places_before = models.PositiveSmallIntegerField(_("原招聘人数"))
    places_after = models.PositiveSmallIntegerField(_("现招聘人数"))
    why = models.CharField(_("理由"), max_length=300)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["place", "id"]
        verbose_name = _("比例决定")
        constraints = [
            models.CheckConstraint(condition=~Q(why=""), name="a_ratio_decision_says_why"),
            models.CheckConstraint(
                condition=Q(decision="lower", places_after__lt=F("places_before"), places_after__gte=1)
                | Q(decision="go_on", places_after=F("places_before"))
                | Q(decision="cancel", places_after=0),
                name="a_ratio_decision_fits_its_places",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.place}: {self.get_decision_display()}"
