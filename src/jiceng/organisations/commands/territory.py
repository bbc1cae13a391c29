"""Counts and boundaries of territories."""

from datetime import date

from django.db import transaction

from jiceng.kernel.access import must
from jiceng.kernel.record import record
from jiceng.kernel.sentences import sentence as _
from jiceng.organisations.commands.timing import ImpossibleError, carry_on, must_exist, refuse_later
from jiceng.organisations.enums import TERRITORIES
from jiceng.organisations.models import Boundary, Organisation, TerritoryFigures
from jiceng.organisations.rules import may_keep_organisations, may_keep_residents_roll

may_count = may_keep_organisations | may_keep_residents_roll


def _must_be_countable(territory: Organisation, on: date) -> None:
    if territory.kind not in TERRITORIES:
        raise ImpossibleError(_("“%(name)s”不是居民委或社区。") % {"name": territory.name})
    must_exist(territory, on, territory.valid_to)


@transaction.atomic
def count_territory(
    *,
    by,
    territory: Organisation,
    on: date,
    households: int,
    residents: int,
    venue_area_m2: int = 0,
    source: str = "",
    why: str = "",
) -> TerritoryFigures:
    """From `on` the territory has so many households, residents and square metres of venue."""
    must(by, may_count, territory, _("无权登记这里的辖区数据。"))
    _must_be_countable(territory, on)
    rows = TerritoryFigures.objects.filter(organisation=territory)
    refuse_later(rows, on, _("自%(day)s起已登记了更新的辖区数据。"))
    values = {
        "households": households,
        "residents": residents,
        "venue_area_m2": venue_area_m2,
        "source": source,
    }
    before = rows.on(on).values("households", "residents", "venue_area_m2").first()

    def count(row: TerritoryFigures) -> None:
        for name, value in values.items():
            setattr(row, name, value)

    if not carry_on(rows, on, count):
        TerritoryFigures.objects.create(
            organisation=territory, valid_from=on, valid_to=territory.valid_to, **values
        )
    after = {**values, "on": on}
    record(by=by, verb="organisations.count_territory", target=territory, why=why, before=before, after=after)
    return rows.on(on).get()


@transaction.atomic
def draw_boundary(*, by, territory: Organisation, on: date, geometry: dict, why: str = "") -> Boundary:
    """From `on` the territory has this area: a GeoJSON Polygon or MultiPolygon in WGS 84 degrees."""
    must(by, may_keep_organisations, territory, _("无权变更这里的边界。"))
    _must_be_countable(territory, on)
    if geometry.get("type") not in {"Polygon", "MultiPolygon"} or not geometry.get("coordinates"):
        raise ImpossibleError(_("边界须是GeoJSON的Polygon或MultiPolygon。"))
    rows = Boundary.objects.filter(organisation=territory)
    refuse_later(rows, on, _("自%(day)s起已登记了更新的边界。"))

    def draw(row: Boundary) -> None:
        row.geometry = geometry

    if not carry_on(rows, on, draw):
        Boundary.objects.create(
            organisation=territory, geometry=geometry, valid_from=on, valid_to=territory.valid_to
        )
    record(by=by, verb="organisations.draw_boundary", target=territory, why=why, after={"on": on})
    return rows.on(on).get()
