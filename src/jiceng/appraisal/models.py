"""A community's appraisal of a year: reports, what the audiences said of them, the grade, what is to be put right."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from jiceng.appraisal.enums import GRADES
from jiceng.documents.models import Task
from jiceng.meetings.models import Meeting
from jiceng.organisations.models import Organisation, Term


class Appraisal(models.Model):
    """The yearly report and appraisal of a community. 年度述职评议

    `results` are the counts of each audience as they were published, a list of {report, name, groups: [{sources,
    entitled, valid, counts}]}; nothing in them tells who graded how.
    """

    community = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name=_("社区"))
    branch = models.ForeignKey(
        Organisation, models.PROTECT, related_name="appraisals", verbose_name=_("党组织")
    )
    year = models.PositiveSmallIntegerField(_("年度"))
    meeting = models.OneToOneField(
        Meeting, models.PROTECT, null=True, related_name="appraisal", verbose_name=_("述职评议会")
    )
    results = models.JSONField(_("测评结果"), default=list)
    published_on = models.DateField(_("公布日期"), null=True)
    listed_on = models.DateField(_("整改清单公布日期"), null=True)
    informed_on = models.DateField(_("整改情况通报日期"), null=True)

    class Meta:
        ordering = ["-year", "community__code", "id"]
        verbose_name = _("年度述职评议")
        constraints = [
            models.UniqueConstraint(fields=["community", "year"], name="one_appraisal_of_a_year"),
            models.CheckConstraint(
                condition=Q(published_on__isnull=True) | Q(meeting__isnull=False),
                name="results_come_from_a_meeting",
            ),
            models.CheckConstraint(
                condition=Q(listed_on__isnull=True) | Q(published_on__isnull=False),
                name="a_list_follows_results",
            ),
            models.CheckConstraint(
                condition=Q(informed_on__isnull=True) | Q(listed_on__isnull=False),
                name="told_of_a_list_that_is_there",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.community}{self.year}"


class WorkReport(models.Model):
    """What the holder of a post did in a year, drafted from the records, finished and sent by the holder. 述职报告

    `facts` are the figures as they stood when it was sent; until then they are computed anew with every look.
    """

    appraisal = models.ForeignKey(Appraisal, models.PROTECT, related_name="reports")
    term = models.ForeignKey(Term, models.PROTECT, related_name="work_reports")
    text = models.TextField(_("述职报告"), blank=True)
    facts = models.JSONField(_("记录中的数字"), default=dict)
    made_at = models.DateTimeField(auto_now_add=True)
    sent_on = models.DateField(_("送达日期"), null=True)

    class Meta:
        ordering = ["appraisal_id", "id"]
        verbose_name = _("述职报告")
        constraints = [
            models.UniqueConstraint(fields=["appraisal", "term"], name="one_report_of_a_holder_and_year"),
            models.CheckConstraint(
                condition=Q(sent_on__isnull=True) | ~Q(text=""), name="a_report_that_was_sent_says_something"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.term.person.name}{self.appraisal.year}"


class FinalGrade(models.Model):
    """The grade that the street gave, with its reason beside the reckoned total. 综合等次

    `total` is the weighted total in tenths of a point and `reckoning` how it came about, as they stood on that day:
    for reference, never the decision.
    """

    report = models.OneToOneField(WorkReport, models.PROTECT, related_name="final")
    grade = models.CharField(_("等次"), max_length=12, choices=GRADES)
    total = models.PositiveIntegerField(_("加权得分（十分之一分）"))
    reckoning = models.JSONField(_("计算过程"), default=list)
    reason = models.CharField(_("理由"), max_length=300)
    decided_on = models.DateField(_("确定日期"))
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    decider_name = models.CharField(_("确定人"), max_length=120)

    class Meta:
        verbose_name = _("综合等次")
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="a_grade_has_its_reason")]

    def __str__(self) -> str:
        return f"{self.report} {self.get_grade_display()}"


class Rectification(models.Model):
    """A fault that the appraisal showed, and the task that puts it right. 整改事项"""

    appraisal = models.ForeignKey(Appraisal, models.PROTECT, related_name="rectifications")
    problem = models.CharField(_("存在的问题"), max_length=300)
    task = models.OneToOneField(
        Task, models.PROTECT, related_name="rectification", verbose_name=_("整改措施")
    )

    class Meta:
        ordering = ["appraisal_id", "id"]
        verbose_name = _("整改事项")
        constraints = [
            models.CheckConstraint(condition=~Q(problem=""), name="a_rectification_names_the_fault")
        ]

    def __str__(self) -> str:
        return self.problem
