"""Organisations, their names, places on the two lines, areas and lineage; all dated."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from jiceng.kernel.validity import Dated
from jiceng.organisations.enums import BRANCHES, Kind, Line, LineageKind


class Instrument(models.Model):
    """The document that founds, changes or abolishes: its number, title and day. 依据文件"""

    number = models.CharField(_("文号"), max_length=60, unique=True)
    title = models.CharField(_("标题"), max_length=200, blank=True)
    issued_on = models.DateField(_("成文日期"))
    issued_by = models.CharField(_("发文机关"), max_length=120, blank=True)

    class Meta:
        ordering = ["-issued_on", "number"]

    def __str__(self) -> str:
        return self.number


class Organisation(Dated):
    """Anything that has members, posts or a place on a line of leadership. 组织

    `name` is the present or last name; names of earlier days stand in OrganisationName. `territory` is the old
    committee or community whose residents a branch or residents' committee serves.
    """

    kind = models.CharField(_("类别"), max_length=30, choices=Kind)
    code = models.CharField(_("代码"), max_length=20, blank=True, db_index=True)
    name = models.CharField(_("名称"), max_length=120)
    short_name = models.CharField(_("简称"), max_length=60, blank=True)
    pinyin = models.CharField(max_length=240, db_index=True, editable=False)
    initials = models.CharField(max_length=60, db_index=True, editable=False)
    territory = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="serving")
    founded_by = models.ForeignKey(Instrument, models.PROTECT, null=True, blank=True, related_name="founded")
    abolished_by = models.ForeignKey(
        Instrument, models.PROTECT, null=True, blank=True, related_name="abolished"
    )
    credit_code = models.CharField(_("统一社会信用代码"), max_length=18, blank=True)

    class Meta(Dated.Meta):
        ordering = ["code", "id"]
        indexes = [models.Index(fields=["kind", "valid_from", "valid_to"], name="organisation_kind_on_day")]
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["code"],
                condition=Q(valid_to__isnull=True) & ~Q(code=""),
                name="one_open_holder_of_a_code",
            ),
            models.UniqueConstraint(
                fields=["territory"],
                condition=Q(valid_to__isnull=True, territory__isnull=False, kind__in=list(BRANCHES)),
                name="one_community_one_branch",
            ),
        ]

    def __str__(self) -> str:
        return self.short_name or self.name


class OrganisationName(Dated):
    """The name that an organisation bore from day to day. 历史名称"""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="names")
    name = models.CharField(max_length=120)
    short_name = models.CharField(max_length=60, blank=True)
    instrument = models.ForeignKey(Instrument, models.PROTECT, null=True)

    class Meta(Dated.Meta):
        ordering = ["valid_from"]
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["organisation"], condition=Q(valid_to__isnull=True), name="one_open_name"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Placement(Dated):
    """Where an organisation stands on one line. 隶属

    `path` is the chain of organisation ids from the top, each ten digits, the organisation's own last, so that a
    subtree is one index range on every database; `depth` is 0 at the top.
    """

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="placements")
    line = models.CharField(_("线"), max_length=10, choices=Line)
    superior = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="placed_below"
    )
    path = models.CharField(max_length=200)
    depth = models.PositiveSmallIntegerField()
    instrument = models.ForeignKey(Instrument, models.PROTECT, null=True)

    class Meta(Dated.Meta):
        ordering = ["path"]
        indexes = [
            models.Index(fields=["line", "path"], name="placement_subtree"),
            models.Index(fields=["line", "superior"], name="placement_children"),
        ]
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["organisation", "line"],
                condition=Q(valid_to__isnull=True),
                name="one_open_place_on_a_line",
            ),
            models.CheckConstraint(condition=~Q(superior=F("organisation")), name="nobody_leads_itself"),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} / {self.line}"


class TerritoryFigures(Dated):
    """Households (户), residents (人) and venue area (m²) of a territory, with the source of the count. 辖区数据"""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="figures")
    households = models.PositiveIntegerField(_("户数"))
    residents = models.PositiveIntegerField(_("人口"))
    venue_area_m2 = models.PositiveIntegerField(_("场所面积"), default=0)
    source = models.CharField(_("来源"), max_length=120, blank=True)

    class Meta(Dated.Meta):
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["organisation"],
                condition=Q(valid_to__isnull=True),
                name="one_open_count_of_a_territory",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.households}"


class Boundary(Dated):
    """The area of a territory as a GeoJSON geometry, WGS 84 degrees. 边界"""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="boundaries")
    geometry = models.JSONField()

    class Meta(Dated.Meta):
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["organisation"], condition=Q(valid_to__isnull=True), name="one_open_boundary"
            ),
        ]

    def __str__(self) -> str:
        return str(self.organisation)


class Lineage(models.Model):
    """Which became which, from which day; `households` of the predecessor that went to the successor. 沿革"""

    predecessor = models.ForeignKey(Organisation, models.PROTECT, related_name="lineage_to")
    successor = models.ForeignKey(Organisation, models.PROTECT, related_name="lineage_from")
    kind = models.CharField(max_length=10, choices=LineageKind)
    on = models.DateField()
    households = models.PositiveIntegerField(null=True)
    instrument = models.ForeignKey(Instrument, models.PROTECT, null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["predecessor", "successor"], name="one_lineage_of_a_pair"),
            models.CheckConstraint(condition=~Q(predecessor=F("successor")), name="nobody_succeeds_itself"),
        ]

    def __str__(self) -> str:
        return f"{self.predecessor} → {self.successor}"
