"""Rooms of communities: entered, changed, measured against the norm of the day, moved by a reorganisation, imported."""

import io
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from rustpy_xlsxwriter import write_worksheet

from jiceng.kernel.access import Refused
from jiceng.kernel.pages import today
from jiceng.organisations.models import TerritoryFigures
from jiceng.organisations.queries.checks import findings
from jiceng.resources import commands, norms
from jiceng.resources.commands import Facts, ImpossibleError, MeasureFacts
from jiceng.resources.models import Venue, VenueMeasure, VenueNorm, VenueUse
from jiceng.resources.queries.stock import overview, total
from jiceng.resources.queries.venues import uses
from tests.resources.place import SINCE, Place, key

LATER = date(2026, 6, 1)
DAY = timedelta(days=1)
areas = st.decimals(min_value=0, max_value=5000, places=1)


@pytest.fixture
def place(db):
    return Place()


class Norm:
    def __init__(self, rate, least, most):
        self.m2_per_100_households, self.least_m2, self.most_m2 = rate, least, most


@given(
    households=st.integers(0, 20_000),
    more=st.integers(0, 500),
    rate=st.decimals(min_value="0.1", max_value=60, places=1),
    bounds=st.lists(areas, min_size=2, max_size=2),
    has=areas,
    planned=areas,
)
def test_a_gap_is_what_is_owed_and_not_there(households, more, rate, bounds, has, planned):
    least, most = sorted(bounds)
    norm = Norm(rate, least, most)
    owed = norms.wanted(households, norm)
    assert least <= owed <= most
    assert norms.wanted(households + more, norm) >= owed, "more households are never owed less"
    missing = norms.gap(owed, has)
    assert missing >= 0
    assert (missing == 0) == (has >= owed)
    assert missing == 0 or has + missing == owed
    left = norms.uncovered(missing, planned)
    assert 0 <= left <= missing
    assert (left == 0) == (planned >= missing)


def row_of(place, day, community=None):
    found = {one.pk: one for one in overview(seen_by=None, as_of=day)}
    return found[(community or place.first).pk]


def test_each_day_has_its_own_norm_area_and_gap(place):
    place.norm()
    venue = place.venue()
    commands.change_venue(
        by=place.secretary,
        venue=venue,
        facts=Facts("rented", Decimal(500), rent_a_year=Decimal(9000)),
        on=LATER,
    )
    place.norm(LATER, m2_per_100_households=Decimal(40), most_m2=Decimal(700))
    before, after = row_of(place, LATER - DAY), row_of(place, LATER)
    assert (before.area, before.owed, before.gap, before.share) == (400, 600, 200, 75)
    assert (after.area, after.owed, after.gap, after.share) == (500, 700, 200, 0)
    assert after.few_activities
    assert (after.to_rent, after.to_build) == (20_000, 400_000)
    assert row_of(place, SINCE - DAY).owed is None
    other = row_of(place, LATER, place.second)
    assert (other.area, other.gap) == (0, 700)
    county = total(overview(seen_by=place.leader, as_of=LATER))
    assert (county.short, county.gap, county.area) == (2, 900, 500), "gaps add up"
    broken = {
        (one.check.key, one.name) for one in findings(seen_by=None, as_of=LATER) if one.check.key[0] == "V"
    }
    assert broken == {("V02", "铁东社区"), ("V03", "铁东社区"), ("V01", "铁西社区")}
    TerritoryFigures.objects.filter(organisation=place.second).delete()
    assert row_of(place, LATER, place.second).gap is None


def test_measures_cover_a_gap_until_they_are_done_or_dropped(place):
    place.norm()
    place.venue()
    facts = MeasureFacts(today().year, "build", Decimal(150), Decimal(300_000), "county")
    made = commands.plan_measure(by=place.director, community=place.first, facts=facts)
    assert (row_of(place, today()).uncovered, row_of(place, today() - DAY).uncovered) == (50, 200)
    with pytest.raises(ImpossibleError, match="写原因"):
        commands.end_measure(by=place.clerk, measure=made, outcome="dropped", on=today() + DAY)
    commands.end_measure(by=place.clerk, measure=made, outcome="dropped", on=today() + DAY, why="没有地")
    assert row_of(place, today() + DAY).uncovered == 200
    with pytest.raises(ImpossibleError, match="已经了结"):
        commands.end_measure(by=place.clerk, measure=made, outcome="done", on=today() + DAY)
    with pytest.raises(ImpossibleError, match="早于今年"):
        commands.plan_measure(
            by=None, community=place.first, facts=MeasureFacts(2020, "buy", Decimal(1), Decimal(0), "own")
        )


def test_who_may_keep_what(place):
    venue = place.venue()
    for account in (place.neighbour, place.worker, place.leader):
        with pytest.raises(Refused):
            place.venue(name="别处", by=account)
        with pytest.raises(Refused):
            commands.end_venue(by=account, venue=venue, on=LATER, why="试")
        with pytest.raises(Refused):
            commands.set_norm(by=account, on=SINCE, values={})
    assert not uses(seen_by=place.neighbour, as_of=LATER).exists()
    assert uses(seen_by=place.worker, as_of=LATER).count() == 1
    with pytest.raises(ImpossibleError, match="已经有"):
        place.venue(by=place.secretary)
    commands.end_venue(by=place.secretary, venue=venue, on=LATER, why="拆迁")
    with pytest.raises(ImpossibleError, match="已经停用"):
        commands.change_venue(by=None, venue=venue, facts=Facts("lent", Decimal(1)), on=LATER)
    assert row_of(place, LATER).area == 0


def test_what_always_holds_the_database_keeps(place):
    use = place.venue().uses.get()
    commands.end_venue(by=None, venue=use.venue, on=LATER, why="试")
    wrong = [
        {"activity_m2": Decimal(401)},
        {"rent_a_year": Decimal(1)},
        {"area_m2": Decimal(0), "activity_m2": Decimal(0)},
    ]
    for values in wrong:
        with pytest.raises(IntegrityError), transaction.atomic():
            VenueUse.objects.filter(pk=use.pk).update(**values)
    with pytest.raises(IntegrityError), transaction.atomic():
        VenueUse.objects.create(
            venue=use.venue, community=place.second, title="lent", area_m2=9, valid_from=LATER - DAY
        )
    VenueUse.objects.create(
        venue=use.venue, community=place.second, title="lent", area_m2=9, valid_from=LATER
    )


def sheet(*rows) -> SimpleUploadedFile:
    heads = ("社区", "用房名称", "使用方式", "产权单位", "建筑面积", "居民活动面积", "年租金", "自哪天起")
    file = io.BytesIO()
    write_worksheet([dict(zip(heads, map(str, row), strict=True)) for row in rows], file)
    return SimpleUploadedFile("rooms.xlsx", file.getvalue())


def test_a_table_is_previewed_and_taken_over_whole(place, enter):
    place.venue()
    address = reverse("venues_import")
    good = ("铁西社区", "活动室", "租用", "张家", "120.5", "100", "8000", "2026-03-01")
    bad = ("铁西社区", "仓库", "自有", "", "9", "10", "5", "2026-03-01")
    asked = enter(place.clerk)
    page = asked.post(address, key(file=sheet(good, bad), on=SINCE.isoformat()))
    assert page.status_code == 422
    assert "不大于建筑面积" in page.content.decode()
    assert Venue.objects.count() == 1
    same = ("铁东社区", "服务中心", "自有", "", "400", "300", "", "2026-01-01")
    page = asked.post(address, key(file=sheet(good, same), on=SINCE.isoformat()))
    assert page.status_code == 200
    assert "将改动1处用房，1处已经是这样" in page.content.decode()
    rows = page.context["sealed"]
    assert asked.post(address, key(rows=rows)).status_code == 302
    made = VenueUse.objects.get(venue__name="活动室")
    assert (made.community, made.area_m2, made.owner_words) == (place.second, Decimal("120.5"), "张家")
    assert asked.post(address, key(rows=rows)).status_code == 422, "what was shown no longer holds"
    assert enter(place.secretary).post(address, key(file=sheet(good))).status_code == 422, "not hers to keep"


def test_an_exported_list_reads_back_as_no_change(place, enter):
    place.venue()
    place.venue(place.second, "活动室", title="rented", rent_a_year=Decimal("1234.5"), missing="无障碍")
    page = enter(place.clerk).get(reverse("venues") + "?export=xlsx")
    file = SimpleUploadedFile("venues.xlsx", page.content)
    page = enter(place.clerk).post(reverse("venues_import"), key(file=file, on=SINCE.isoformat()))
    assert "将改动0处用房，2处已经是这样" in page.content.decode()


def test_pages_tell_the_hole_and_the_way_out(place, enter):
    assert "还没有用房标准" in enter(place.secretary).get(reverse("venue_norms")).content.decode()
    place.norm()
    page = enter(place.secretary).get(reverse("venue_stock")).content.decode()
    assert "没有用房" in page
    assert "铁西社区" not in page
    new = reverse("venue_new", args=[place.first.pk])
    fields = key(
        name="服务中心", title="rented", area_m2="100", activity_m2="120", rooms="2", on=SINCE.isoformat()
    )
    wrong = enter(place.secretary).post(new, fields)
    assert wrong.status_code == 422
    assert "居民活动面积不能大于建筑面积" in wrong.content.decode()
    assert enter(place.secretary).post(new, fields | {"activity_m2": "20"}).status_code == 302
    assert enter(place.neighbour).get(new).status_code == 404
    use = VenueUse.objects.get()
    page = enter(place.secretary).get(reverse("community_venues", args=[place.first.pk])).content.decode()
    assert "还差500" in page
    measure = reverse("venue_measure_new", args=[place.first.pk])
    fields = key(year=today().year, way="rent", area_m2="500", cost="50000", payer="county")
    assert enter(place.secretary).post(measure, fields).status_code == 302
    end = reverse("venue_measure_end", args=[VenueMeasure.objects.get().pk])
    fields = key(outcome="done", on=(today() + DAY).isoformat())
    assert enter(place.secretary).post(end, fields).status_code == 302
    change = reverse("venue_change", args=[use.venue_id])
    fields = key(title="owned", area_m2="650", activity_m2="400", rooms="9", on=LATER.isoformat(), why="买下")
    assert enter(place.secretary).post(change, fields).status_code == 302
    page = enter(place.secretary).get(reverse("venue", args=[use.venue_id])).content.decode()
    assert "650" in page
    assert "租用，100" in page
    assert enter(place.neighbour).get(reverse("venue", args=[use.venue_id])).status_code == 404
    fields = key(on=SINCE.isoformat(), m2_per_100_households="35", activity_percent="50", basis="试")
    assert enter(place.clerk).post(reverse("venue_norm_new"), fields).status_code == 302
    assert VenueNorm.objects.get().m2_per_100_households == 35


@pytest.mark.parametrize("many", [1, 3])
def test_the_overview_asks_the_same_whatever_the_number(place, enter, many, django_assert_num_queries):
    place.norm()
    for number in range(many):
        place.venue(name=f"活动室{number}")
    asked = enter(place.leader)
    for name in ("venue_stock", "venues"):
        asked.get(reverse(name))
    with django_assert_num_queries(11):
        asked.get(reverse("venue_stock"))
    with django_assert_num_queries(8):
        asked.get(reverse("venues"))
