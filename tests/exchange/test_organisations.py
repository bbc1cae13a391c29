"""Organisations from a table: founded, renamed, moved, counted, abolished; taken back."""

from datetime import date

import pytest

from jiceng.kernel import bulk
from jiceng.kernel.record import verify
from jiceng.kernel.sentences import read
from jiceng.organisations.commands import exchange
from jiceng.organisations.commands.exchange_undo import WATCHED
from jiceng.organisations.enums import BatchKind, Kind, Line
from jiceng.organisations.models import Organisation, OrganisationName, Placement, TerritoryFigures
from tests import factories
from tests.exchange.files import applied, checked, faults, officer, sheet

pytestmark = pytest.mark.django_db
KIND = BatchKind.ORGANISATIONS


@pytest.fixture
def county():
    return factories.make_county()


def row(**cells) -> dict:
    return {
        "名称": "新社区",
        "类别": "社区",
        "设立日期": "2026-01-01",
        "居民自治线上级": "嫩江镇党委",
        **cells,
    }


def everything() -> dict:
    return {model: bulk.raw(model, bulk.columns_of(model)) for model in WATCHED}


def test_new_organisations_may_name_each_other(county):
    rows = [
        row(
            名称="铁南社区党支部",
            类别="党支部",
            居民自治线上级=None,
            党组织线上级="城区街道党工委",
            服务辖区="铁南社区",
        ),
        row(
            名称="铁南社区",
            代码="231121100015",
            户数=1800,
            人口=4500,
            依据文号="嫩发〔2026〕7号",
            成文日期="2025-12-20",
        ),
    ]
    by = officer(county)
    before = everything()
    batch = applied(by, sheet(rows), KIND)
    assert batch.counts["new"] == 2
    community = Organisation.objects.get(name="铁南社区")
    branch = Organisation.objects.get(name="铁南社区党支部")
    assert branch.territory == community
    assert (community.code, community.founded_by.number) == ("231121100015", "嫩发〔2026〕7号")
    place = Placement.objects.get(organisation=community)
    assert (place.line, place.superior) == (Line.RESIDENTS, county["town"])
    assert TerritoryFigures.objects.get(organisation=community).households == 1800
    exchange.undo_import(by=batch.account, batch=batch, why="重来")
    assert everything() == before
    assert verify().ok


def test_changes_begin_on_their_day_and_are_taken_back(county):
    first = county["first"]
    rows = [
        row(
            系统编号=first.pk,
            名称="铁东新社区",
            户数=2100,
            设立日期=None,
            变更日期="2026-02-01",
            代码="231121100001",
        ),
        row(
            系统编号=county["first_branch"].pk,
            名称="铁东社区党支部",
            类别="党支部",
            设立日期=None,
            居民自治线上级=None,
            党组织线上级="嫩江县委",
        ),
        row(
            系统编号=county["second_branch"].pk,
            名称="铁西社区党支部",
            类别="党支部",
            设立日期=None,
            撤销日期="2026-03-01",
        ),
    ]
    by = officer(county)
    before = everything()
    batch = applied(by, sheet(rows), KIND)
    assert (batch.counts["changed"], batch.counts["ended"]) == (2, 1)
    first.refresh_from_db()
    assert (first.name, first.code) == ("铁东新社区", "231121100001")
    names = OrganisationName.objects.filter(organisation=first).values_list("name", "valid_from", "valid_to")
    assert list(names) == [
        ("铁东社区", date(2010, 1, 1), date(2026, 2, 1)),
        ("铁东新社区", date(2026, 2, 1), None),
    ]
    figures = TerritoryFigures.objects.get(organisation=first, valid_to=None)
    assert (figures.households, figures.residents) == (2100, 5000)
    moved = Placement.objects.get(organisation=county["first_branch"], valid_to=None)
    assert moved.superior == county["county"]
    assert Organisation.objects.get(pk=county["second_branch"].pk).valid_to == date(2026, 3, 1)
    exchange.undo_import(by=by, batch=batch, why="重来")
    assert everything() == before


def test_faults_name_the_cell(county):
    factories.make_organisation("嫩江第一中学", Kind.RESIDENT_UNIT, under=county["town"], code="231121X")
    rows = [
        row(名称="甲", 居民自治线上级="没有的镇"),
        row(名称="乙", 代码="231121X", 类别="驻区单位", 设立日期=None, 统一社会信用代码="91350100M000100Y44"),
        row(名称="铁东社区"),
        row(名称="丙", 设立日期=None),
        row(名称="丁", 类别="部门", 户数=5),
        row(名称="戊", 类别="党支部", 服务辖区="铁东社区"),
        row(名称="己", 依据文号="嫩发〔2026〕9号"),
        row(名称="庚", 户数=-1),
        row(名称="铁东社区党支部", 系统编号=county["first_branch"].pk, 设立日期=None, 类别="社区"),
    ]
    batch = checked(officer(county), sheet(rows), KIND)
    assert [(number, column) for number, column, _value in faults(batch)] == [
        (2, "居民自治线上级"),
        (3, "统一社会信用代码"),
        (4, "名称"),
        (5, "设立日期"),
        (6, "户数"),
        (7, "服务辖区"),
        (8, "成文日期"),
        (9, "户数"),
        (10, "类别"),
    ]


def test_what_a_command_refuses_is_a_fault_of_its_row_and_nothing_stays(county):
    factories.make_member(county["first_branch"])
    rows = [
        row(
            系统编号=county["first_branch"].pk,
            名称="铁东社区党支部",
            类别="党支部",
            设立日期=None,
            居民自治线上级=None,
            撤销日期="2026-03-01",
        )
    ]
    by = officer(county)
    before = everything()
    batch = checked(by, sheet(rows), KIND)
    assert batch.state == "faulty"
    assert "1名党员" in read(batch.faults[0]["expected"])
    assert everything() == before
