"""Venues of communities, who uses them by which right, what the county asks for, and how a gap is to be closed."""

from decimal import Decimal

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from jiceng.kernel.validity import Dated
from jiceng.organisations.models import Organisation
from jiceng.resources.enums import Outcome, Payer, Title, Way

NOT_LESS = (MinValueValidator(0),)


def area(label, **extra) -> models.DecimalField:
    """Square metres with one place."""
    return models.DecimalField(label, max_digits=8, decimal_places=1, validators=NOT_LESS, **extra)


def money(label, **extra) -> models.DecimalField:
    """Yuan with two places."""
    return models.DecimalField(label, max_digits=14, decimal_places=2, validators=NOT_LESS, **extra)


class Venue(models.Model):
    """A house, a floor or a room that communities use, whoever uses it when. 社区用房"""

    name = models.CharField(_("名称"), max_length=60)
    pinyin = models.CharField(max_length=240, editable=False)
    initials = models.CharField(max_length=60, editable=False)
    address = models.CharField(_("地址"), max_length=120, blank=True)

    class Meta:
        ordering = ["pinyin", "id"]
        verbose_name = _("社区用房")
        constraints = [models.CheckConstraint(condition=~Q(name=""), name="a_venue_has_a_name")]

    def __str__(self) -> str:
        return self.name


class VenueUse(Dated):
    """A community uses a venue from day to day, by which right, how large and at what rent. 用房情况

    Any change (area, right, community) ends the row and begins the next; on no day has a venue two. Areas are m², the
    rent is yuan a year. The owner is an organisation, or stands in words.
    """

    venue = models.ForeignKey(Venue, models.PROTECT, related_name="uses", verbose_name=_("社区用房"))
    community = models.ForeignKey(
        Organisation, models.PROTECT, related_name="venue_uses", verbose_name=_("社区")
    )
    title = models.CharField(_("使用方式"), max_length=8, choices=Title)
    owner = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="venues_given",
        verbose_name=_("产权单位"),
    )
    owner_words = models.CharField(_("产权人"), max_length=60, blank=True)
    area_m2 = area(_("建筑面积（平方米）"))
    activity_m2 = area(_("其中居民活动（平方米）"), default=0)
    rooms = models.PositiveSmallIntegerField(_("间数"), default=1)
    rent_a_year = money(_("年租金（元）"), default=0)
    missing = models.CharField(_("缺什么"), max_length=200, blank=True)

    class Meta(Dated.Meta):
        ordering = ["community_id", "venue_id", "valid_from"]
        verbose_name = _("用房情况")
        indexes = [
            models.Index(fields=["community", "valid_from", "valid_to"], name="venues_of_community_on_day")
        ]
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["venue"], condition=Q(valid_to__isnull=True), name="one_open_use_of_a_venue"
            ),
            models.CheckConstraint(condition=Q(area_m2__gt=0), name="a_venue_has_an_area"),
            models.CheckConstraint(
                condition=Q(activity_m2__gte=0, activity_m2__lte=F("area_m2")),
                name="activities_fit_into_the_venue",
            ),
            models.CheckConstraint(condition=Q(rent_a_year__gte=0), name="rent_is_not_negative"),
            models.CheckConstraint(
                condition=~Q(title="owned") | Q(rent_a_year=0), name="own_venues_cost_no_rent"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.community}: {self.venue}"

    @property
    def owner_name(self) -> str:
        return self.owner.name if self.owner else self.owner_words


class VenueNorm(models.Model):
    """What the county asks for from a day on, until the next norm. 用房标准

    So many m² for a hundred households, within least and most m² in all where those are set; the share of the area
    that is for activities, in percent; what a m² costs to rent for a year and to build, in yuan.
    """

    valid_from = models.DateField(_("自哪天起"), unique=True)
    m2_per_100_households = area(_("每百户面积（平方米）"))
    least_m2 = area(_("每个社区最少（平方米）"), null=True, blank=True)
    most_m2 = area(_("每个社区最多（平方米）"), null=True, blank=True)
    activity_percent = models.PositiveSmallIntegerField(_("居民活动面积占比（%）"))
    rent_per_m2 = money(_("租用单价（元/平方米·年）"), null=True, blank=True)
    build_per_m2 = money(_("建设单价（元/平方米）"), null=True, blank=True)
    basis = models.CharField(_("依据"), max_length=200)

    class Meta:
        ordering = ["-valid_from"]
        verbose_name = _("用房标准")
        constraints = [
            models.CheckConstraint(
                condition=Q(m2_per_100_households__gt=0), name="a_venue_norm_asks_for_something"
            ),
            models.CheckConstraint(
                condition=Q(activity_percent__lte=100), name="a_share_is_at_most_the_whole"
            ),
            models.CheckConstraint(
                condition=Q(least_m2__isnull=True) | Q(most_m2__isnull=True) | Q(least_m2__lte=F("most_m2")),
                name="least_is_not_above_most",
            ),
            models.CheckConstraint(condition=~Q(basis=""), name="a_venue_norm_has_a_basis"),
        ]

    def __str__(self) -> str:
        return self.valid_from.isoformat()


class VenueMeasure(Dated):
    """A planned way to close a community's gap: in which year, how, how many m², at what cost, who pays. 补足措施

    It waits from the day on which it is planned until it is done or dropped.
    """

    community = models.ForeignKey(
        Organisation, models.PROTECT, related_name="venue_measures", verbose_name=_("社区")
    )
    year = models.PositiveSmallIntegerField(_("年度"))
    way = models.CharField(_("方式"), max_length=8, choices=Way)
    area_m2 = area(_("增加面积（平方米）"))
    cost = money(_("所需资金（元）"), default=Decimal(0))
    payer = models.CharField(_("资金来源"), max_length=8, choices=Payer)
    note = models.CharField(_("说明"), max_length=200, blank=True)
    outcome = models.CharField(
        pgettext_lazy("用房", "结果"), max_length=8, choices=Outcome, blank=True, default=""
    )
    ended_why = models.CharField(_("结果说明"), max_length=200, blank=True)

    class Meta(Dated.Meta):
        ordering = ["community_id", "year", "id"]
        verbose_name = _("补足措施")
        constraints = [
            *Dated.Meta.constraints,
            models.CheckConstraint(condition=Q(area_m2__gt=0), name="a_measure_adds_area"),
            models.CheckConstraint(condition=Q(cost__gte=0), name="a_measure_costs_nothing_or_more"),
            models.CheckConstraint(
                condition=Q(outcome="") | Q(valid_to__isnull=False),
                name="a_measure_with_an_outcome_has_ended",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year} {self.get_way_display()} {self.area_m2}"
