"""Who stands in reserve for a post, how that was looked at each year, and what the county sets for it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from jiceng.cadres.enums_development import Gone, Norm, Readiness, Source
from jiceng.kernel.validity import Dated
from jiceng.organisations.models import Post
from jiceng.people.models import Person


class DevelopmentNorm(Dated):
    """How many stand in reserve for each place, how many hours are learnt in a year: in versions. 后备和培训标准"""

    norm = models.CharField(_("标准"), max_length=20, choices=Norm)
    value = models.PositiveSmallIntegerField(_("数值"))
    why = models.CharField(_("依据和理由"), max_length=300)

    class Meta(Dated.Meta):
        ordering = ["norm", "-valid_from"]
        verbose_name = _("后备和培训标准")
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["norm"], condition=Q(valid_to__isnull=True), name="one_open_norm_of_development"
            ),
            models.CheckConstraint(condition=~Q(why=""), name="a_norm_of_development_says_why"),
        ]

    def __str__(self) -> str:
        return str(self.get_norm_display())


class Reserve(Dated):
    """Somebody in reserve for one post; on no day for two, so that one to one counts people. 后备干部

    `readiness` is how it was on entry; each yearly review may say otherwise from its day.
    """

    post = models.ForeignKey(Post, models.PROTECT, related_name="reserves", verbose_name=_("职务"))
    person = models.ForeignKey(Person, models.PROTECT, related_name="reserves", verbose_name=_("人员"))
    source = models.CharField(_("来源"), max_length=12, choices=Source)
    readiness = models.CharField(_("成熟度"), max_length=10, choices=Readiness)
    why = models.CharField(_("入库理由"), max_length=300)
    gone = models.CharField(_("出库原因"), max_length=12, choices=Gone, blank=True)
    gone_why = models.CharField(_("出库理由"), max_length=300, blank=True)

    class Meta(Dated.Meta):
        ordering = ["person__pinyin", "id"]
        verbose_name = _("后备干部")
        indexes = [models.Index(fields=["post", "valid_from", "valid_to"], name="reserve_of_post")]
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["person"], condition=Q(valid_to__isnull=True), name="in_reserve_for_one_post"
            ),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True, gone="", gone_why="")
                | Q(valid_to__isnull=False) & ~Q(gone="") & ~Q(gone_why=""),
                name="reserve_is_left_with_a_reason",
            ),
            models.CheckConstraint(condition=~Q(why=""), name="in_reserve_for_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.post}"


class ReserveReview(models.Model):
    """One year's look at somebody in reserve. 后备年度审核"""

    reserve = models.ForeignKey(Reserve, models.PROTECT, related_name="reviews")
    year = models.PositiveSmallIntegerField(_("年度"))
    on = models.DateField(_("审核日期"))
    readiness = models.CharField(_("成熟度"), max_length=10, choices=Readiness)
    note = models.CharField(_("审核意见"), max_length=500)
    reviewed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["-year", "-id"]
        verbose_name = _("后备年度审核")
        constraints = [
            models.UniqueConstraint(fields=["reserve", "year"], name="one_reserve_review_of_a_year"),
            models.CheckConstraint(condition=~Q(note=""), name="a_review_says_what_was_found"),
        ]

    def __str__(self) -> str:
        return f"{self.reserve} {self.year}"
