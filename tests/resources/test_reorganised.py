"""What a community uses goes along in a reorganisation, with its halls, and comes back."""

from datetime import date
from decimal import Decimal

import pytest

from jiceng.organisations.commands.reorganisation import execute, preview, reverse
from jiceng.organisations.models import Organisation
from jiceng.resources import commands
from jiceng.resources.commands import Facts
from jiceng.resources.models import VenueMeasure, VenueUse
from tests.organisations.county import START, county
from tests.organisations.test_reorganisation import DAY, planned

pytestmark = pytest.mark.django_db


def test_rooms_and_measures_move_and_come_back():
    place = county()
    facts = Facts("lent", Decimal(80), owner=place.town)
    for old in place.old[:2]:
        commands.enter_venue(by=None, community=old, name="活动室", address="", facts=facts, on=START)
    VenueMeasure.objects.create(
        community=place.old[3], year=2004, way="build", area_m2=100, payer="town", valid_from=START
    )
    before = list(VenueUse.objects.values()), list(VenueMeasure.objects.values())
    reorganisation = planned(place)
    assert {
        one.after for one in preview(reorganisation, seen_by=None).changes if one.participant == "venues"
    } == {
        "邮政社区",
        "铁西社区",
    }
    execute(by=None, reorganisation=reorganisation)
    east = Organisation.objects.get(name="邮政社区")
    moved = VenueUse.objects.on(DAY)
    assert [(one.community, one.area_m2, one.owner) for one in moved] == [(east, 80, place.town)] * 2
    assert VenueUse.objects.on(date(2003, 4, 30)).filter(community__in=place.old).count() == 2
    assert VenueMeasure.objects.on(DAY).get().community.name == "铁西社区"
    reverse(by=None, reorganisation=reorganisation, why="试")
    assert (list(VenueUse.objects.values()), list(VenueMeasure.objects.values())) == before
