"""The leading group of the demonstration, a problem that went all the way up, and what came down."""

from collections.abc import Callable
from datetime import timedelta

from jiceng.documents.models import Document
from jiceng.kernel.pages import today
from jiceng.kernel.working_days import add_working_days
from jiceng.organisations.enums import Kind
from jiceng.organisations.models import Organisation
from jiceng.people.models import Account, Person
from jiceng.responsibility import commands
from jiceng.responsibility.commands import Asked
from jiceng.responsibility.known import answers
from jiceng.responsibility.models import ContactPoint, LeadingGroup, Liaison

UNITS = (
    ("organisation", "牵头抓总，管党建和干部"),
    ("civil", "指导居民自治和社区建设"),
    ("town", "组织实施"),
)
OFFICE = "设在县委组织部，承担日常工作：收上报的问题，下达要求，督办，筹备领导小组会议。"
DUTIES = "研究城区社区建设的重大事项；协调解决社区解决不了的问题；督查联系点工作。"


def govern(known: dict[str, Organisation], step: Callable[[str], None]) -> dict:
    """The leading group with its office, two instructions, one problem on its way up and one decided."""
    step("leading group")
    on = Organisation.objects.filter(kind=Kind.COMMUNITY).order_by("valid_from")[0].valid_from
    group = _group(known, on)
    communities = list(Organisation.objects.on(today()).filter(kind=Kind.COMMUNITY).order_by("code", "pk"))
    points = list(ContactPoint.objects.on(today()).select_related("leader").order_by("pk"))
    texts = ("旧校舍闲置多年，社区想用作活动室，产权单位不同意", "供热管网老化，三栋楼冬天不足十八度")
    for number, (community, text) in enumerate(zip(communities, texts, strict=False)):
        problem = commands.raise_problem(by=None, community=community, text=text)
        _up(points[number], problem, to_the_top=number == 0)
        if number == 0:
            clerk = Account.objects.get(username="zuzhibu")
            commands.decide_problem(
                by=clerk, problem=problem, text="旧校舍划归社区使用，民政局年内办完手续。"
            )
            _down(clerk, group, community, problem)
    _report(group, communities)
    return {"leading_groups": LeadingGroup.objects.count()}


def _group(known: dict[str, Organisation], on) -> LeadingGroup:
    founding = Document.objects.filter(
        title__contains="成立社区建设领导小组", state__in=("issued", "filed")
    ).first()
    group = commands.found_group(
        by=None,
        organisation=known["county"],
        name="城区社区建设领导小组",
        on=on,
        founded_by=founding,
        duties=DUTIES,
    )
    office = commands.found_group(
        by=None,
        organisation=known["county"],
        name="城区社区建设领导小组办公室",
        on=on,
        under=group,
        duties=OFFICE,
    )
    director = Person.objects.get(account__username="buzhang")
    commands.name_member(by=None, group=office, role="head", person=director, on=on)
    for role, username in (("head", "shuji"), ("deputy", "xianzhang"), ("deputy", "buzhang")):
        person = Person.objects.get(account__username=username)
        commands.name_member(by=None, group=group, role=role, person=person, on=on)
    for key, duties in UNITS:
        commands.name_member(by=None, group=group, role="member", unit=known[key], duties=duties, on=on)
    return group


def _up(point: ContactPoint, problem, to_the_top: bool) -> None:
    """By the accounts where there are some, as on the pages."""
    liaison = Liaison.objects.on(today()).get(leader=point.leader).officer
    commands.pass_up(by=getattr(liaison, "account", None), problem=problem, note="涉及几个部门，协调不下来")
    if to_the_top:
        commands.pass_up(by=getattr(point.leader, "account", None), problem=problem, note="需要县里统一决定")


def _down(clerk: Account, group: LeadingGroup, community: Organisation, problem) -> None:
    due = add_working_days(today(), 10)
    asked = Asked(
        "接收旧校舍", "与产权单位办理移交，报使用方案。", due, (community,), ("户数", "场所面积", "使用方案")
    )
    commands.instruct(by=clerk, group=group, asked=asked, problem=problem)


def _report(group: LeadingGroup, communities: list[Organisation]) -> None:
    """An instruction to all, half of it reported."""
    due = today() + timedelta(days=14)
    asked = Asked(
        "冬季供热情况", "逐楼核实室温，列出不达标的楼。", due, tuple(communities), ("户数", "不达标楼栋数")
    )
    made = commands.instruct(by=None, group=group, asked=asked)
    for number, target in enumerate(made.targets.select_related("instruction", "community")):
        if number % 2:
            told = {**answers(made.asked, target.community, today()), "不达标楼栋数": str(number % 3)}
            commands.report_back(by=None, target=target, told=told, text="已逐楼测温，名单已交供热公司。")
