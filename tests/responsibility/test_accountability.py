"""The ladder: proposed by rule, decided by people after the person was heard, sealed; and the plan of inspections."""

import uuid
from datetime import timedelta

import pytest

from jiceng.kernel.access import Refused
from jiceng.kernel.models import Entry
from jiceng.kernel.pages import today
from jiceng.organisations.enums import PostKind
from jiceng.responsibility import commands
from jiceng.responsibility.commands import ImpossibleError, NewItem, NewMatter
from jiceng.responsibility.models import CaseFile
from tests import factories
from tests.responsibility.place import Place

pytestmark = pytest.mark.django_db
ONE = timedelta(days=1)


@pytest.fixture
def place():
    place = Place()
    place.boss = factories.make_account_with_post(place.county["county"], PostKind.SECRETARY)
    return place


def second_red(place) -> CaseFile:
    start = today() - timedelta(days=30)
    new = NewMatter(
        "修路灯", "都亮", "urgent", place.county["department"], place.county["first_branch"], start
    )
    row = commands.register_matter(by=None, new=new, on=start)
    commands.note_reds(on=row.due_on + ONE)
    assert not CaseFile.objects.exists()
    commands.urge_matter(by=None, matter=row, on=row.due_on + ONE)
    commands.note_reds()
    commands.note_reds()
    return CaseFile.objects.get()


def posted(client, url, **data):
    return client.post(url, {"submission_key": str(uuid.uuid4()), **data})


def test_two_reds_propose_and_only_people_decide(place):
    file = second_red(place)
    assert (file.state, file.person) == ("proposed", place.secretary.person)
    assert "2" in str(file.pk) or file.facts
    for wrong in (place.clerk, place.secretary, place.leaders[0], place.neighbour):
        with pytest.raises(Refused):
            commands.open_file(by=wrong, file=file, why="x")
    file = commands.open_file(by=place.boss, file=file, why="两次红灯")
    step = commands.begin_step(by=place.boss, file=file, rung="admonish")
    with pytest.raises(ImpossibleError, match="本人还没有陈述"):
        commands.decide_step(by=place.boss, step=step, text="诫勉")
    for wrong in (place.boss, place.neighbour):
        with pytest.raises(Refused):
            commands.give_statement(by=wrong, step=step, text="x")
    commands.give_statement(by=place.secretary, step=step, text="配件迟到")
    commands.set_hearing(by=place.boss, step=step, on=today(), note="当面听取")
    for wrong in (place.secretary, place.clerk, place.leaders[0]):
        with pytest.raises(Refused):
            commands.decide_step(by=wrong, step=step, text="诫勉")
    step = commands.decide_step(by=place.boss, step=step, text="诫勉", number="嫩发〔2026〕40号")
    commands.serve_step(by=place.boss, step=step)
    assert commands.drop_file(by=place.boss, file=file, why="整改到位").state == "closed"


def test_who_let_the_day_pass_was_heard_enough_and_dropping_needs_a_reason(place):
    file = second_red(place)
    with pytest.raises(ImpossibleError, match="理由"):
        commands.drop_file(by=place.boss, file=file, why=" ")
    commands.open_file(by=place.boss, file=file, why="两次红灯")
    step = commands.begin_step(by=None, file=file, rung="talk")
    commands.decide_step(by=place.boss, step=step, text="谈话提醒", on=step.answer_by + ONE)
    with pytest.raises(ImpossibleError, match="已经用过"):
        commands.begin_step(by=None, file=file, rung="talk")


def test_a_file_is_sealed(place, enter):
    file = second_red(place)
    url = f"/responsibility/file/{file.pk}/"
    for stranger in (place.clerk, place.leaders[0], place.neighbour, place.secretary):
        assert enter(stranger).get(url).status_code == 404
    page = enter(place.boss).get(url).content.decode()
    assert place.secretary.person.name in page
    assert posted(enter(place.boss), f"{url}open/", why="两次红灯").status_code == 302
    assert enter(place.secretary).get(url).status_code == 200  # about oneself
    commands.name_reader(by=place.boss, file=file, account=place.clerk)
    assert enter(place.clerk).get(url).status_code == 200
    assert posted(enter(place.clerk), f"{url}end/", why="x").status_code == 404
    said = Entry.objects.filter(target_kind="responsibility.casefile")
    assert said.exists()
    assert not [
        one for one in said if place.secretary.person.name in one.body.replace(str(place.secretary), "")
    ]
    register = enter(place.neighbour).get("/responsibility/files/").content.decode()
    assert url not in register


def test_the_plan_merges_the_same_kind_and_refuses_what_is_off_it(place):
    office, civil = place.county["department"], place.officers[0].person.terms.get().post.organisation
    year, month = today().year, today().month
    planned = commands.plan_check(
        by=place.clerk, unit=office, year=year, new=NewItem("消防", "安全", month, month)
    )
    same = NewItem("燃气", "安全", 1, 12, (civil,))
    assert commands.plan_check(by=place.clerk, unit=office, year=year, new=same) == planned
    assert set(planned.units.all()) == {office, civil}
    with pytest.raises(ImpossibleError, match="不得进行"):
        commands.hold_check(by=place.clerk, item=planned, community=place.first, found="好")
    commands.adopt_check_plan(by=place.clerk, plan=planned.plan)
    with pytest.raises(ImpossibleError, match="已经通过"):
        commands.plan_check(by=place.clerk, unit=office, year=year, new=NewItem("卫生", "环境", 1, 2))
    commands.hold_check(by=place.clerk, item=planned, community=place.first, found="好")
    with pytest.raises(ImpossibleError, match="不再重复"):
        commands.hold_check(by=place.clerk, item=planned, community=place.first, found="又查")
    off = today() - timedelta(days=62)
    with pytest.raises(ImpossibleError, match="不得进行"):
        commands.hold_check(by=place.clerk, item=planned, community=place.second, found="好", on=off)
    with pytest.raises(Refused):
        commands.hold_check(by=place.secretary, item=planned, community=place.second, found="好")
