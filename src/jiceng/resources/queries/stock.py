"""How communities stand with rooms on a day: area, norm, gap, plans, costs. Computed, never stored."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Count, QuerySet, Sum

from jiceng.organisations.models import Organisation
from jiceng.organisations.queries.figures import with_counts
from jiceng.organisations.queries.names import organisations_on
from jiceng.resources import norms
from jiceng.resources.models import VenueMeasure, VenueNorm, VenueUse
from jiceng.resources.rules import territories_of

NONE = Decimal(0)


@dataclass(frozen=True)
class Stock:
    """One community on one day. Areas are m², money yuan; None where households are not counted, no norm is in force
    or a price is not set. `uncovered`: the part of the gap that no measure closes."""

    pk: int
    name: str
    code: str
    pinyin: str
    initials: str
    households: int | None
    venues: int
    area: Decimal
    activity: Decimal
    rent: Decimal
    planned: Decimal
    norm: VenueNorm | None

    @property
    def owed(self) -> Decimal | None:
        known = self.norm is not None and self.households is not None
        return norms.wanted(self.households, self.norm) if known else None

    @property
    def gap(self) -> Decimal | None:
        return None if self.owed is None else norms.gap(self.owed, self.area)

    @property
    def uncovered(self) -> Decimal | None:
        return None if self.gap is None else norms.uncovered(self.gap, self.planned)

    @property
    def share(self) -> Decimal | None:
        return norms.share(self.activity, self.area)

    @property
    def few_activities(self) -> bool:
        return self.norm is not None and self.share is not None and self.share < self.norm.activity_percent

    @property
    def to_rent(self) -> Decimal | None:
        return None if self.gap is None or self.norm is None else norms.cost(self.gap, self.norm.rent_per_m2)

    @property
    def to_build(self) -> Decimal | None:
        return None if self.gap is None or self.norm is None else norms.cost(self.gap, self.norm.build_per_m2)

    @property
    def gap_m2(self) -> float | None:
        """To order by."""
        return shown(self.gap)

    @property
    def uncovered_m2(self) -> float | None:
        return shown(self.uncovered)

    @property
    def share_percent(self) -> float | None:
        return shown(self.share)

    @property
    def is_short(self) -> bool:
        return not self.area or bool(self.gap)


def norm_on(as_of: date) -> VenueNorm | None:
    """The norm in force on the day: the last that began."""
    return VenueNorm.objects.filter(valid_from__lte=as_of).order_by("-valid_from").first()


def stocks(rows: QuerySet[Organisation], as_of: date, norm: VenueNorm | None) -> list[Stock]:
    """One for each organisation of `rows` (which bear `name_then`), in three queries."""
    uses = VenueUse.objects.on(as_of).order_by().values("community")
    used = {
        one["community"]: one
        for one in uses.annotate(
            venues=Count("pk"), area=Sum("area_m2"), activity=Sum("activity_m2"), rent=Sum("rent_a_year")
        )
    }
    waiting = VenueMeasure.objects.on(as_of).order_by().values("community").annotate(planned=Sum("area_m2"))
    planned = dict(waiting.values_list("community", "planned"))
    nothing = {"venues": 0, "area": NONE, "activity": NONE, "rent": NONE}
    return [
        Stock(
            *(one.pk, one.name_then, one.code, one.pinyin, one.initials, one.households_then),
            venues=used.get(one.pk, nothing)["venues"],
            **{name: used.get(one.pk, nothing)[name].quantize(norms.M2) for name in ("area", "activity")},
            rent=used.get(one.pk, nothing)["rent"].quantize(norms.FEN),
            planned=planned.get(one.pk, NONE).quantize(norms.M2),
            norm=norm,
        )
        for one in with_counts(rows, as_of).order_by("code", "pk")
    ]


def territories_seen(*, seen_by, as_of: date) -> QuerySet[Organisation]:
    """Communities and old committees of the day in the reach of whoever asks."""
    return organisations_on(as_of).filter(territories_of(seen_by, on=as_of))


def overview(*, seen_by, as_of: date) -> list[Stock]:
    return stocks(territories_seen(seen_by=seen_by, as_of=as_of), as_of, norm_on(as_of))


@dataclass(frozen=True)
class Total:
    """Sums over communities; gaps add up, a surplus of one does not fill the gap of another."""

    communities: int
    short: int
    households: int
    area: Decimal
    owed: Decimal | None
    gap: Decimal | None
    uncovered: Decimal | None
    to_rent: Decimal | None
    to_build: Decimal | None


def total(rows: Iterable[Stock]) -> Total:
    rows = list(rows)

    def added(name: str) -> Decimal | None:
        known = [value for one in rows if (value := getattr(one, name)) is not None]
        return sum(known, NONE) if known else None

    return Total(
        communities=len(rows),
        short=sum(one.is_short for one in rows),
        households=sum(one.households or 0 for one in rows),
        area=sum((one.area for one in rows), NONE),
        **{name: added(name) for name in ("owed", "gap", "uncovered", "to_rent", "to_build")},
    )


def shown(value: Decimal | None) -> float | None:
    """A decimal for reading and for sheets, where it is a number."""
    return None if value is None else float(value)
