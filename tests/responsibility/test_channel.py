"""Up to the leading group and down again; emergencies need another's signature; hand-overs two; groups one head."""

import uuid
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from jiceng.institutions.commands.evidence import attest
from jiceng.institutions.models import Evidence
from jiceng.kernel.access import Refused
from jiceng.kernel.pages import today
from jiceng.kernel.working_days import add_working_days
from jiceng.organisations.enums import PostKind
from jiceng.responsibility import commands
from jiceng.responsibility.commands import Asked, Brought, Ground, ImpossibleError
from jiceng.responsibility.models import Handover, Instruction, Problem, Station
from tests import factories
from tests.responsibility.place import SINCE, Place

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    made = Place()
    made.points = made.full()
    made.group = commands.found_group(
        by=None, organisation=made.county["county"], name="社区建设领导小组", on=SINCE
    )
    made.secretary_of_county = factories.make_account_with_post(made.county["county"], PostKind.SECRETARY)
    made.raised = commands.raise_problem(by=made.secretary, community=made.first, text="没有办公用房")
    return made


def asked(place, days=5, **changed) -> Asked:
    due = add_working_days(today(), days)
    usual = {
        "title": "报用房情况",
        "text": "请核实。",
        "due_on": due,
        "communities": (place.first, place.second),
    }
    return Asked(**{**usual, **changed})


def test_each_passes_up_from_the_own_level_only(place):
    row = place.raised
    with pytest.raises(Refused):
        commands.raise_problem(by=place.secretary, community=place.second, text="别人的")
    for account in (place.secretary, place.officers[1], place.clerk):
        with pytest.raises(Refused):
            commands.pass_up(by=account, problem=row, note="要钱")
    with pytest.raises(ImpossibleError, match="还没有到领导小组"):
        commands.decide_problem(by=place.clerk, problem=row, text="给")
    row = commands.pass_up(by=place.officers[0], problem=row, note="部门协调不了")
    with pytest.raises(Refused):
        commands.pass_up(by=place.officers[0], problem=row, note="再报")
    row = commands.pass_up(by=place.leaders[0], problem=row, note="要县里定")
    with pytest.raises(ImpossibleError, match="已经到领导小组"):
        commands.pass_up(by=place.leaders[0], problem=row, note="再报")
    commands.decide_problem(by=place.clerk, problem=row, text="划拨旧校舍")
    made = commands.instruct(by=place.clerk, group=place.group, asked=asked(place), problem=row)
    target = made.targets.get(community=place.first)
    commands.report_back(by=place.secretary, target=target, told={}, text="已接收")
    commands.answer_problem(by=place.officers[0], problem=row, text="旧校舍已划拨")
    steps = list(Station.objects.filter(problem=row).values_list("step", "level"))
    assert steps == [
        ("raised", "liaison"),
        ("passed", "leader"),
        ("passed", "group"),
        ("decided", "group"),
        ("instructed", "group"),
        ("reported", "group"),
        ("answered", "group"),
    ]
    owed = Evidence.objects.filter(source_id=str(row.pk), source_kind="responsibility.problem")
    assert sorted(owed.values_list("kind", flat=True)) == ["problem.answered", "problem.raised"]


def test_three_working_days_or_anothers_signature(place):
    with pytest.raises(ImpossibleError, match="3个工作日"):
        commands.instruct(by=place.clerk, group=place.group, asked=asked(place, days=2))
    row = commands.instruct(by=place.clerk, group=place.group, asked=asked(place, days=1, emergency="防汛"))
    assert row.issued_at is None
    with pytest.raises(Refused):
        commands.sign_emergency(by=place.clerk, instruction=row)
    with pytest.raises(Refused):
        commands.sign_emergency(by=place.secretary, instruction=row)
    target = row.targets.first()
    with pytest.raises(ImpossibleError, match="现在不能回报"):
        commands.report_back(by=place.secretary, target=target, told={}, text="好")
    row = commands.sign_emergency(by=place.secretary_of_county, instruction=row)
    assert row.issued_at
    assert row.signed_by == place.secretary_of_county
    with pytest.raises(IntegrityError), transaction.atomic():
        Instruction.objects.filter(pk=row.pk).update(signed_by=None)
    with pytest.raises(IntegrityError), transaction.atomic():
        Instruction.objects.filter(pk=row.pk).update(signed_by=place.clerk, made_by=place.clerk)


def entered(account) -> Client:
    client = Client()
    client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
    return client


def send(client, page, *args, **fields):
    return client.post(reverse(page, args=args), {"submission_key": str(uuid.uuid4()), **fields}, follow=True)


def test_the_asker_sees_what_it_costs_and_the_unit_types_only_the_rest(place):
    clerk = entered(place.clerk)
    due = add_working_days(today(), 5).isoformat()
    fields = {"title": "报情况", "text": "请报。", "due_on": due, "fields_asked": "户数\n人口\n用房来源"}
    fields["communities"] = [place.first.pk, place.second.pk]
    shown = send(clerk, "instruction_new", place.group.pk, **fields)
    assert not Instruction.objects.exists(), "first the asker sees what it costs"
    assert shown.context["costs"] == [("户数", 0, 2), ("人口", 0, 2), ("用房来源", 2, 0)]
    seen = shown.context["form"].data["seen"]
    fields["fields_asked"] = "户数\n人口\n用房来源\n用房面积"
    assert send(clerk, "instruction_new", place.group.pk, seen=seen, **fields).context["sums"] == [4, 4]
    fields["fields_asked"] = "户数\n人口\n用房来源"
    send(clerk, "instruction_new", place.group.pk, seen=seen, **fields)
    row = Instruction.objects.get()
    page = clerk.get(reverse("instruction", args=[row.pk]))
    found = {str(one.label): one.value for one in page.context["figures"]}
    assert (found["单位要填的项"], found["系统已经知道的项"]) == (2, 4)
    unit = entered(place.secretary)
    target = row.targets.get(community=place.first)
    assert "报情况" in unit.get("/").content.decode()
    form = unit.get(reverse("target_report", args=[target.pk])).context["form"]
    assert [form.fields[name].initial for name in form.names] == ["2000", "5000", ""]
    short = send(unit, "target_report", target.pk, told_0="2000", told_1="5000", report="已核实")
    assert short.status_code == 422
    send(unit, "target_report", target.pk, told_0="2000", told_1="5000", told_2="租用", report="已核实")
    target.refresh_from_db()
    assert target.told == {"户数": "2000", "人口": "5000", "用房来源": "租用"}
    other = row.targets.get(community=place.second)
    assert unit.get(reverse("target_report", args=[other.pk])).status_code == 404
    told = page.client.get(reverse("instruction", args=[row.pk])).content.decode()
    assert "用房来源" in told
    assert "租用" in told


def test_a_transfer_is_handed_over_and_signed_by_both(place):
    brought = Brought(problems=("路灯不亮",), promises=(("修广场", today() + timedelta(days=9)),))
    commands.record_visit(by=place.leaders[0], point=place.points[0], on=today(), brought=brought)
    commands.put_in_charge(
        by=place.clerk, community=place.first, leader=place.leaders[1].person, ground=Ground(today())
    )
    row = Handover.objects.get()
    giver, taker = entered(place.leaders[0]), entered(place.leaders[1])
    page = giver.get(reverse("handover", args=[row.pk])).content.decode()
    assert all(text in page for text in ("没有办公用房", "路灯不亮", "修广场"))
    send(giver, "handover_sign", row.pk)
    with pytest.raises(Refused):
        commands.sign_handover(by=place.clerk, handover=row)
    row.refresh_from_db()
    assert row.listed == []
    send(taker, "handover_sign", row.pk)
    row.refresh_from_db()
    assert {one["text"] for one in row.listed} == {"路灯不亮", "没有办公用房", "修广场"}
    for problem in Problem.objects.filter(kind="problem"):
        commands.answer_problem(by=place.officers[1], problem=problem, text="好了")
    assert "路灯不亮" in taker.get(reverse("handover", args=[row.pk])).content.decode()
    assert entered(place.officers[0]).get(reverse("handover", args=[row.pk])).status_code == 404


def test_a_vacancy_leaves_its_list_to_whoever_comes(place):
    commands.end_charge(by=None, point=place.points[0], ground=Ground(today(), why="退休"))
    row = Handover.objects.get()
    with pytest.raises(ImpossibleError, match="还没有接收人"):
        commands.sign_handover(by=place.leaders[0], handover=row)
    place.charge(leader=1, on=today())
    row.refresh_from_db()
    assert row.taker == place.leaders[1].person


def test_a_group_has_one_head_its_units_and_its_sessions(place):
    clerk, group = entered(place.clerk), place.group
    for leader in place.leaders:
        day = SINCE if leader is place.leaders[0] else today()
        send(
            clerk, "leading_group_member", group.pk, role="head", person=leader.person_id, on=day.isoformat()
        )
    bad = send(
        clerk, "leading_group_member", group.pk, role="member", person=place.leaders[0].person_id, on=today()
    )
    assert bad.status_code == 422
    unit = place.county["department"]
    send(clerk, "leading_group_member", group.pk, role="member", unit=unit.pk, duties="组织协调", on=today())
    attest(
        kind="meeting.leading_group",
        organisation=place.county["county"],
        on=today(),
        source=group,
        source_url="/m/",
    )
    send(
        clerk,
        "leading_group_new",
        organisation=place.county["county"].pk,
        name="领导小组办公室",
        on=today(),
        under=group.pk,
    )
    page = clerk.get(reverse("leading_group", args=[group.pk])).content.decode()
    assert all(text in page for text in (place.leaders[1].person.name, "组织协调", "/m/", "领导小组办公室"))
    assert list(group.members.on(today()).filter(role="head").values_list("person", flat=True)) == [
        place.leaders[1].person_id
    ]


def test_the_problems_page_is_the_whole_way(place):
    row, liaison = place.raised, entered(place.officers[0])
    send(liaison, "problem_pass", row.pk, note="部门协调不了")
    leader = entered(place.leaders[0])
    send(leader, "problem_pass", row.pk, note="要县里定")
    clerk = entered(place.clerk)
    send(clerk, "problem_decide", row.pk, text="划拨旧校舍", group=place.group.pk)
    address = f"{reverse('instruction_new', args=[place.group.pk])}?problem={row.pk}"
    form = clerk.get(address).context["form"]
    assert form.initial["communities"] == [place.first.pk]
    due = add_working_days(today(), 4).isoformat()
    fields = {"title": "接收旧校舍", "text": "办手续。", "due_on": due, "communities": [place.first.pk]}
    clerk.post(address, {"submission_key": str(uuid.uuid4()), **fields})
    page = entered(place.secretary).get(reverse("contact_problem", args=[row.pk])).content.decode()
    assert all(text in page for text in ("部门协调不了", "要县里定", "划拨旧校舍", "接收旧校舍", "停留0天"))


def test_a_problem_raised_without_a_liaison_is_owed_by_who_comes():
    place = Place()
    place.charge()
    problem = commands.raise_problem(by=place.secretary, community=place.first, text="路灯不亮")
    called = Evidence.objects.filter(kind="problem.raised", source_id=str(problem.pk))
    assert not called.exists()
    place.link(on=today())
    bureau = place.officers[0].person.terms.get().post.organisation
    assert [(one.organisation, one.on) for one in called] == [(bureau, today())]
    commands.answer_problem(by=place.officers[0], problem=problem, text="修好了")
    assert Evidence.objects.get(kind="problem.answered").organisation == bureau


def test_a_problem_of_a_community_without_anybody_is_owed_by_who_comes_and_passed_up_by_the_office():
    place = Place()
    problem = commands.raise_problem(by=place.secretary, community=place.first, text="路灯不亮")
    with pytest.raises(Refused):
        commands.pass_up(by=place.leaders[0], problem=problem, note="没有人")
    other = commands.raise_problem(by=place.secretary, community=place.first, text="漏水")
    other = commands.pass_up(by=place.clerk, problem=other, note="没有联系领导")
    assert other.level == "group"
    place.link(on=today())
    assert not Evidence.objects.filter(kind="problem.raised").exists()
    place.charge(on=today())
    assert Evidence.objects.filter(kind="problem.raised").count() == 2
    with pytest.raises(Refused):
        commands.pass_up(by=place.clerk, problem=problem, note="现在有人了")


def test_who_comes_back_to_the_own_place_hands_nothing_over(place):
    leader = place.leaders[0].person
    commands.end_charge(by=None, point=place.points[0], ground=Ground(today(), why="误操作"))
    assert Handover.objects.count() == 1
    commands.put_in_charge(by=None, community=place.first, leader=leader, ground=Ground(today()))
    assert not Handover.objects.exists()
    link = leader.liaisons.get()
    commands.end_link(by=None, liaison=link, ground=Ground(today(), why="误操作"))
    place.link(on=today())
    assert not Handover.objects.exists()


def test_an_emergency_is_not_signed_after_its_day(place):
    row = commands.instruct(by=place.clerk, group=place.group, asked=asked(place, days=1, emergency="防汛"))
    Instruction.objects.update(made_on=today() - timedelta(days=9), due_on=today() - timedelta(days=1))
    with pytest.raises(ImpossibleError, match="期限已经过去"):
        commands.sign_emergency(by=place.secretary_of_county, instruction=row)


def test_a_head_named_again_stays_one_row(place):
    person = place.leaders[0].person
    commands.name_member(by=None, group=place.group, role="head", person=person, on=SINCE)
    with pytest.raises(ImpossibleError, match="已经在这个领导小组里"):
        commands.name_member(by=None, group=place.group, role="head", person=person, on=today())
    assert place.group.members.get().valid_to is None


def test_members_and_groups_change_and_end(place):
    unit = place.officers[0].person.terms.get().post.organisation
    member = commands.name_member(
        by=None, group=place.group, role="member", unit=unit, on=SINCE, duties="低保"
    )
    client, page = entered(place.clerk), reverse("leading_group", args=[place.group.pk])
    address = f"{reverse('leading_group_member', args=[place.group.pk])}?member={member.pk}"
    assert address in client.get(page).content.decode()
    fields = {"submission_key": str(uuid.uuid4()), "what": "duties", "on": today().isoformat()}
    assert client.post(address, {**fields, "duties": "低保和养老"}).status_code == 302
    held = place.group.members.order_by("valid_from")
    assert [(one.duties, one.valid_to) for one in held] == [("低保", today()), ("低保和养老", None)]
    now = held.last()
    later = today() + timedelta(days=1)
    with pytest.raises(ImpossibleError, match="理由"):
        commands.end_member(by=place.clerk, member=now, on=later, why="")
    with pytest.raises(Refused):
        commands.end_member(by=place.secretary, member=now, on=later, why="x")
    office = commands.found_group(
        by=None, organisation=place.county["county"], name="办公室", on=SINCE, under=place.group
    )
    row = commands.instruct(by=place.clerk, group=place.group, asked=asked(place))
    with pytest.raises(ImpossibleError, match="没有回报完"):
        commands.dissolve_group(by=place.clerk, group=place.group, on=later, why="任务完成")
    row.targets.all().delete()
    groups = f"{reverse('leading_group_new')}?group={place.group.pk}"
    ended = {**fields, "submission_key": str(uuid.uuid4()), "what": "end", "on": later.isoformat()}
    assert client.post(groups, {**ended, "why": "任务完成"}).status_code == 302
    for one in (place.group, office, now):
        one.refresh_from_db()
        assert one.valid_to == later
