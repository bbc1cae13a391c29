"""Rooms of the place's community."""

from datetime import date
from decimal import Decimal

from jiceng.resources import commands
from jiceng.resources.commands import Facts, MeasureFacts
from tests.access.objects import register, shared

SINCE = date(2026, 1, 1)


@register("community_venues", "venue_new", "venue_measure_new")
def of_community(world, place):
    return {"pk": place.territory.pk}


@register("venue", "venue_change", "venue_end")
def of_venue(world, place):
    def make():
        return commands.enter_venue(
            by=None,
            community=place.territory,
            name="服务中心",
            address="",
            facts=Facts("owned", Decimal(100)),
            on=SINCE,
        )

    return {"pk": shared(world, ("venue", place.territory.pk), make).pk}


@register("venue_measure_end")
def of_measure(world, place):
    def make():
        facts = MeasureFacts(2030, "build", Decimal(100), Decimal(1), "county")
        return commands.plan_measure(by=None, community=place.territory, facts=facts)

    return {"pk": shared(world, ("measure", place.territory.pk), make).pk}
