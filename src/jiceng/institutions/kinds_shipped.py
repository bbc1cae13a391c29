"""The kinds of evidence that the shipped institutions ask for: words, unit, pieces, and which organisations can have
them. An app that records such work itself registers the kind anew with its own form."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from jiceng.institutions import kinds
from jiceng.organisations.enums import BRANCHES, DEPARTMENTS, Kind, PostKind

COMMITTEES = (Kind.OLD_RESIDENTS_COMMITTEE, Kind.RESIDENTS_COMMITTEE)
STREETS = (Kind.STREET_OFFICE, Kind.STREET_GENERAL_BRANCH, Kind.STREET_WORKING_COMMITTEE)
COUNTY = (Kind.COUNTY_COMMITTEE, Kind.COUNTY_GOVERNMENT)
OFFICES = (*COUNTY, *DEPARTMENTS, Kind.TOWN_PARTY_COMMITTEE, *STREETS)
GRASS_ROOTS = (*BRANCHES, *COMMITTEES)
UNITS = (Kind.RESIDENT_UNIT,)
ALL = (*OFFICES, *GRASS_ROOTS, Kind.COMMUNITY, Kind.PARTY_GROUP, *UNITS)

# Pieces that a record can bear, with their words.
MARKS: dict[str, str | Promise] = {
    "all_units": _("覆盖全部驻区单位"),
    "approver": _("批准人"),
    "answer": _("答复"),
    "attended": _("列席情况"),
    "ballot": _("无记名投票"),
    "before_due": _("到期前提出"),
    "board": _("居务公开栏"),
    "budget": _("经费收支"),
    "confirmed": _("社区确认"),
    "count": _("公开计票"),
    "coverage": _("对象全覆盖"),
    "decision": _("集体决定"),
    "decisions": _("决定事项"),
    "due": _("办结期限"),
    "fifteen_days": _("公布满15日"),
    "formula": _("计算过程"),
    "grades": _("评议等次"),
    "groups": _("分类测评"),
    "helper": _("协办单位"),
    "kin_free": _("近亲属回避"),
    "lead": _("牵头单位"),
    "length": _("篇幅合规"),
    "list": _("清单"),
    "list:attendance": _("出席情况表"),
    "list:needs": _("需求清单"),
    "list:problems": _("问题清单"),
    "list:projects": _("项目清单"),
    "list:rectification": _("整改清单"),
    "list:resources": _("资源清单"),
    "minutes": _("会议记录"),
    "norm": _("名额符合规定"),
    "notice": _("按期通知"),
    "number": _("备案号"),
    "objections": _("异议处理"),
    "opinions": _("逐人意见"),
    "output": _("成果要求"),
    "papers": _("会前送达材料"),
    "plain_share": _("普通居民占七成"),
    "posted": _("结果公布"),
    "pre_study": _("党组织先行研究"),
    "raters": _("测评满50人"),
    "reason": _("理由"),
    "report": _("工作报告"),
    "result": _("办理结果"),
    "roll": _("名册"),
    "roll_20": _("名单提前20日公布"),
    "secret": _("保密测评"),
    "signatures": _("双方签字"),
    "signed": _("本人签字"),
    "statement": _("本人陈述"),
    "supervisors": _("监督人员签字"),
    "third_cap": _("优秀不超过三分之一"),
    "three_days": _("提前3日送达"),
    "topics": _("按期征集议题"),
    "units": _("邀请有关单位"),
    "votes": _("表决结果"),
    "weights": _("指标和权重"),
}
ROLE = "role:"
MEETING = "minutes papers notice pre_study roll votes decisions opinions topics posted units"
OF_OWN_WORK = "minutes list notice report result answer posted signed attended"
LIFE = f"{MEETING} list:problems list:rectification"


@dataclass(frozen=True)
class Shipped:
    """A kind with the organisations whose records can bear it."""

    key: str
    label: str | Promise
    of: tuple[Kind, ...]
    marks: str = ""
    counts: str | Promise = ""
    heads: bool = False


TIMES, HOURS = _("次"), _("学时")
SHIPPED = (
    Shipped("meeting.members", _("党员大会"), BRANCHES, LIFE, TIMES, True),
    Shipped("meeting.committee", _("支部委员会会议"), BRANCHES, MEETING, TIMES, True),
    Shipped("meeting.group", _("党小组会"), (*BRANCHES, Kind.PARTY_GROUP), MEETING, TIMES, True),
    Shipped("meeting.party_lesson", _("党课"), BRANCHES, MEETING, TIMES, True),
    Shipped("meeting.theme_day", _("主题党日"), BRANCHES, MEETING, TIMES, True),
    Shipped("meeting.organisation_life", _("组织生活会"), BRANCHES, LIFE, TIMES, True),
    Shipped("meeting.standing_committee", _("常委会会议"), (Kind.COUNTY_COMMITTEE,), MEETING, TIMES, True),
    Shipped("meeting.leading_group", _("领导小组会议"), COUNTY, MEETING, TIMES, True),
    Shipped("meeting.joint", _("党政领导联席会议"), OFFICES, MEETING, TIMES, True),
    Shipped("meeting.coordination", _("协调委员会会议"), GRASS_ROOTS, MEETING, TIMES, True),
    Shipped("meeting.community_joint", _("社区党建联席会"), (*BRANCHES, *STREETS), MEETING, TIMES, True),
    Shipped(
        "meeting.congress",
        _("社区成员代表大会"),
        COMMITTEES,
        f"{MEETING} report budget list:attendance",
        TIMES,
        True,
    ),
    Shipped("meeting.residents", _("居民会议"), COMMITTEES, f"{MEETING} report budget", TIMES, True),
    Shipped("meeting.deliberation", _("民主协商会"), COMMITTEES, MEETING, TIMES, True),
    Shipped("meeting.report_appraisal", _("述职评议会"), BRANCHES, MEETING, TIMES, True),
    Shipped("meeting.discussion", _("座谈会"), ALL, MEETING, TIMES, True),
    Shipped("matter.weighty", _("提出重要事项"), BRANCHES),
    Shipped("decision.made", _("作出决定"), ALL, "opinions minutes votes roll decisions", "", True),
    Shipped("decision.assigned", _("交办决定"), ALL, "lead helper due output"),
    Shipped("work.promise", _("年度任务和承诺"), GRASS_ROOTS, "signed list"),
    Shipped("talk.held", _("谈心谈话"), BRANCHES, "coverage", TIMES),
    Shipped("post.left", _("离任"), ALL),
    Shipped("handover.done", _("工作移交"), ALL, "list signatures"),
    Shipped("petition.filed", _("代表联名提议"), COMMITTEES, "list", "", True),
    Shipped("petition.answered", _("按提议召集会议"), COMMITTEES, "minutes"),
    Shipped("roll.representatives", _("居民代表名册"), COMMITTEES, "norm roll"),
    Shipped("roll.unit_representatives", _("驻区单位代表名册"), COMMITTEES, "roll"),
    Shipped("absence.third", _("代表一年内缺席三次"), COMMITTEES),
    Shipped("seat.reviewed", _("代表资格审议"), COMMITTEES, "decision statement"),
    Shipped("assessment.sheet", _("考核指标公布"), STREETS, "weights"),
    Shipped("assessment.computed", _("系统自动测算"), GRASS_ROOTS, "formula"),
    Shipped("assessment.scored", _("年度考核评分"), STREETS, "secret raters plain_share"),
    Shipped("assessment.notice", _("考核结果公示"), STREETS, "notice"),
    Shipped("assessment.final", _("考核等次确定"), STREETS, "objections"),
    Shipped("matter.raised", _("提出督查事项"), OFFICES),
    Shipped("matter.registered", _("督查立项"), OFFICES, "lead helper due output number"),
    Shipped("matter.assigned", _("收到交办"), ALL),
    Shipped("matter.acknowledged", _("签收交办"), ALL),
    Shipped("matter.document", _("收到文件类事项"), ALL),
    Shipped("matter.minutes", _("收到纪要类事项"), ALL),
    Shipped("matter.note", _("收到批示类事项"), ALL),
    Shipped("matter.urgent", _("收到急办事项"), ALL),
    Shipped("matter.reported", _("报告办理结果"), ALL, "result"),
    Shipped("matter.extended", _("延期办理"), ALL, "reason approver before_due"),
    Shipped("matter.to_check", _("待核查的办结报告"), OFFICES),
    Shipped("matter.checked", _("核查办结"), OFFICES, "result"),
    Shipped("matter.second_red", _("同一事项两次亮红灯"), OFFICES),
    Shipped("accountability.step", _("问责处理"), OFFICES, "statement notice decision"),
    Shipped("check.plan", _("年度督查检查计划"), OFFICES, "list"),
    Shipped("visit.leader", _("领导到联系点"), COUNTY, "list:problems answer", TIMES),
    Shipped("problem.raised", _("联系点提出问题"), OFFICES),
    Shipped("problem.answered", _("答复联系点问题"), OFFICES, "answer"),
    Shipped("charter.filed", _("居民自治章程备案"), COMMITTEES, "votes number"),
    Shipped("covenant.filed", _("居民公约备案"), COMMITTEES, "votes number"),
    Shipped(
        "election.held", _("居民委员会换届选举"), COMMITTEES, "roll roll_20 notice ballot count", "", True
    ),
    Shipped("supervisors.list", _("居务监督委员会名单"), COMMITTEES, "kin_free"),
    Shipped("supervisors.review", _("居务监督意见"), COMMITTEES, "minutes attended"),
    Shipped("appraisal.members", _("居民委员会成员民主评议"), COMMITTEES, "grades posted"),
    Shipped("audit.chair", _("主任经济责任审计"), COMMITTEES, "report posted"),
    Shipped("topic.handed_in", _("提出协商议题"), COMMITTEES),
    Shipped("topic.answered", _("答复协商议题"), COMMITTEES, "answer"),
    Shipped("deliberation.result", _("协商形成结果"), COMMITTEES),
    Shipped("deliberation.carried_out", _("协商结果落实"), COMMITTEES, "result"),
    Shipped("agreement.signed", _("共建协议"), GRASS_ROOTS, "all_units list"),
    Shipped("liaison.named", _("确定联络员"), UNITS),
    Shipped("unit.lists", _("资源、需求、项目清单"), UNITS, "list:needs list:resources list:projects"),
    Shipped("project.claimed", _("认领共建项目"), UNITS),
    Shipped("project.closed", _("共建项目办结"), UNITS, "confirmed"),
    Shipped("work_report.yearly", _("年度述职报告"), GRASS_ROOTS, "three_days length"),
    Shipped("appraisal.held", _("年度述职评议"), GRASS_ROOTS, "secret groups raters roll", "", True),
    Shipped("appraisal.graded", _("述职评议等次"), STREETS, "formula grades"),
    Shipped("rectification.list", _("整改清单"), GRASS_ROOTS, "list:rectification"),
    Shipped("rectification.checked", _("整改情况检查"), GRASS_ROOTS, "result"),
    Shipped("dues.collected", _("党费收缴"), BRANCHES, "posted"),
    Shipped("transfer.letter", _("开出组织关系介绍信"), BRANCHES),
    Shipped("transfer.receipt", _("收到组织关系回执"), BRANCHES),
    Shipped("appraisal.democratic", _("民主评议党员"), BRANCHES, "ballot third_cap grades"),
    Shipped("training.members", _("党员教育培训"), BRANCHES, "", HOURS),
    Shipped("training.own", _("书记参加培训"), BRANCHES, "", HOURS),
    Shipped("affair.arisen", _("产生应公开事项"), GRASS_ROOTS),
    Shipped("openness.posted", _("公开事项公布"), GRASS_ROOTS, "board"),
    Shipped("openness.taken_down", _("公开内容撤下"), GRASS_ROOTS, "fifteen_days"),
    Shipped("openness.accounts", _("收支账目公布"), COMMITTEES, "supervisors board"),
    Shipped("openness.party", _("党务公开"), BRANCHES, "board"),
    Shipped("objection.raised", _("居民提出质询"), GRASS_ROOTS),
    Shipped("objection.answered", _("答复居民质询"), GRASS_ROOTS, "answer"),
    Shipped("case.received", _("接到居民诉求"), COMMITTEES),
    Shipped("case.accepted", _("受理或转办诉求"), COMMITTEES, "number"),
    Shipped("case.urgent", _("收到急办诉求"), COMMITTEES),
    Shipped("case.ordinary", _("收到一般诉求"), COMMITTEES),
    Shipped("case.hard", _("收到疑难诉求"), COMMITTEES),
    Shipped("case.closed", _("办结居民诉求"), COMMITTEES, "answer"),
    Shipped("visit.household", _("走访重点户"), COMMITTEES, "coverage list:needs", _("户次")),
    Shipped("certificate.asked", _("申请开具证明"), COMMITTEES),
    Shipped("certificate.answered", _("答复证明申请"), COMMITTEES, "reason"),
)
RECORDED_BY: dict[str, frozenset[str]] = {one.key: frozenset(one.of) for one in SHIPPED}


def words_of(marks: Iterable[str]) -> tuple[tuple[str, str | Promise], ...]:
    return tuple((mark, MARKS[mark]) for mark in marks)


def register() -> None:
    """Called once while the app starts; what is registered later for the same key replaces these."""
    kinds.register(
        *(
            kinds.Kind(one.key, one.label, None, words_of(one.marks.split()), one.counts, one.heads)
            for one in SHIPPED
        )
    )
    kinds.own_bears(words_of(OF_OWN_WORK.split()))


def pieces() -> list[tuple[str, str]]:
    """Every piece that a record of some kind can bear, in words."""
    found = {mark: str(word) for one in kinds.known().values() for mark, word in one.marks}
    return sorted(({key: str(word) for key, word in MARKS.items()} | found).items(), key=lambda pair: pair[1])


def marks_of(kind: str) -> set[str]:
    """The pieces that a record of a kind can bear, besides `role:` pieces."""
    shipped = next((one.marks.split() for one in SHIPPED if one.key == kind), [])
    registered = kinds.of(kind)
    return {*shipped, *(mark for mark, _word in (registered.marks if registered else ()))}


def mark_label(mark: str) -> str:
    """A piece in words: 会议记录, 书记到会."""
    if mark.startswith(ROLE):
        post = mark.removeprefix(ROLE)
        name = PostKind(post).label if post in PostKind.values else post
        return str(_("%(post)s到会") % {"post": name})
    for kind in kinds.known().values():
        if mark in dict(kind.marks):
            return str(dict(kind.marks)[mark])
    return str(MARKS.get(mark, mark))
