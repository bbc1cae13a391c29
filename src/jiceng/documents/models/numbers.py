"""Series of numbers (代字) and how far each has come in a year."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from jiceng.kernel.validity import Dated
from jiceng.organisations.models import Organisation


class Series(Dated):
    """The mark of an organisation before the year and number: 嫩发 in 嫩发〔2026〕7号. 发文字号系列"""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="document_series")
    code = models.CharField(_("发文代字"), max_length=20)
    name = models.CharField(_("说明"), max_length=60, blank=True)

    class Meta(Dated.Meta):
        ordering = ["code"]
        verbose_name = _("发文字号系列")
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["code"], condition=Q(valid_to__isnull=True), name="one_open_series"
            ),
            models.CheckConstraint(condition=~Q(code=""), name="series_has_a_code"),
        ]

    def __str__(self) -> str:
        return self.code


class Counter(models.Model):
    """The last number taken of a series in a year. Locked by each issue, so that there is no gap and no double: the
    number and the document that bears it are written in one transaction. 文号计数"""

    series = models.ForeignKey(Series, models.PROTECT, related_name="counters")
    year = models.PositiveSmallIntegerField(_("年份"))
    last = models.PositiveIntegerField(_("最后编号"), default=0)

    class Meta:
        verbose_name = _("文号计数")
        constraints = [models.UniqueConstraint(fields=["series", "year"], name="one_counter_a_year")]

    def __str__(self) -> str:
        return f"{self.series}〔{self.year}〕{self.last}"
