"""The year's plan of inspections, and the inspections held by it."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from jiceng.organisations.models import Organisation


class CheckPlan(models.Model):
    """What is inspected in the county in a year; adopted, it no longer changes. 督查检查计划"""

    unit = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name=_("制定单位"))
    year = models.PositiveSmallIntegerField(_("年度"))
    adopted_on = models.DateField(_("通过日期"), null=True)

    class Meta:
        ordering = ["-year", "id"]
        verbose_name = _("督查检查计划")
        constraints = [models.UniqueConstraint(fields=["year"], name="one_check_plan_a_year")]

    def __str__(self) -> str:
        return str(self.year)


class CheckItem(models.Model):
    """One inspection of the plan, with the units that come together. 检查项目"""

    plan = models.ForeignKey(CheckPlan, models.PROTECT, related_name="items")
    title = models.CharField(_("检查项目"), max_length=300)
    field = models.CharField(_("同类领域"), max_length=20)
    month_from = models.PositiveSmallIntegerField(_("从几月"))
    month_to = models.PositiveSmallIntegerField(_("到几月"))
    units = models.ManyToManyField(Organisation, related_name="+", verbose_name=_("参加单位"))

    class Meta:
        ordering = ["month_from", "id"]
        verbose_name = _("检查项目")
        constraints = [
            models.CheckConstraint(
                condition=Q(month_from__gte=1, month_to__lte=12, month_to__gte=F("month_from")),
                name="months_of_a_check",
            )
        ]

    def __str__(self) -> str:
        return self.title


class Check(models.Model):
    """An inspection held in a community: once for each item, however many units ask. 督查检查"""

    item = models.ForeignKey(CheckItem, models.PROTECT, related_name="checks")
    community = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name=_("社区"))
    on = models.DateField(_("日期"))
    found = models.TextField(_("检查情况"))
    by_name = models.CharField(_("经办人"), max_length=120)

    class Meta:
        ordering = ["-on", "-id"]
        verbose_name = _("督查检查")
        constraints = [models.UniqueConstraint(fields=["item", "community"], name="checked_once_for_an_item")]

    def __str__(self) -> str:
        return f"{self.item} {self.community}"
