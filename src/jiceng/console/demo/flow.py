"""A weighty matter of one community on its way through the four steps and two openings: five of six are done, the
result is still to be shown; another has only been proposed."""

from datetime import timedelta

from jiceng.console.demo.holding import ended, held
from jiceng.kernel.pages import today
from jiceng.meetings import commands
from jiceng.meetings.enums import FlowStep
from jiceng.meetings.models import AgendaItem, Flow, Posting
from jiceng.organisations.models import Organisation

MATTER = "老旧楼道照明改造"
TEXT = "十二个单元的楼道灯换成声控灯，费用由社区公共资金列支，先公开征求住户意见。"
# Which meeting makes each step, how many days ago, and what it decides; the congress comes with its posting.
STEPS = (
    (FlowStep.PROPOSED, "committee", 27, "提出改造方案，提请“两委”会商议。"),
    (FlowStep.CONFERRED, "committee", 23, "同意方案，费用控制在公共资金年度计划以内。"),
    (FlowStep.REVIEWED, "members", 19, "同意提交居民代表会议决议。"),
)
TITLES = {"committee": f"研究{MATTER}", "members": f"审议{MATTER}"}
NEXT = ("院内停车位划线", "住户提出车辆占道，先由支部提议。", "提出划线方案，提请“两委”会商议。")


def set_out(branch: Organisation) -> Flow:
    """Proposed by the branch, conferred on, reviewed by the members: before the congress meets."""
    flow = _begun(branch, MATTER, TEXT, STEPS[0][2])
    for step, kind, days_ago, decided in STEPS:
        _reach(flow, branch, step, kind, days_ago, TITLES[kind], decided)
    return flow


def decided(flow: Flow, item: AgendaItem, posting: Posting) -> None:
    """By the congress, and shown to the residents; what came of it will be shown when the work is done."""
    commands.reach_step(by=None, flow=flow, step=FlowStep.DECIDED, item=item)
    commands.reach_step(by=None, flow=flow, step=FlowStep.DECISION_OPEN, posting=posting)


def propose_another(branch: Organisation) -> None:
    title, text, words = NEXT
    flow = _begun(branch, title, text, 9)
    _reach(flow, branch, FlowStep.PROPOSED, "committee", 9, f"研究{title}", words)


def _begun(branch: Organisation, title: str, text: str, days_ago: int) -> Flow:
    flow = commands.begin_flow(by=None, organisation=branch, title=title, text=text)
    flow.begun_on = today() - timedelta(days=days_ago + 3)  # the meeting itself is put on a working day
    flow.save(update_fields=["begun_on"])
    return flow


def _reach(flow: Flow, branch: Organisation, step: str, kind: str, days_ago: int, title: str, words: str):
    meeting = held(kind, branch, days_ago, [title])
    item = meeting.items.get()
    commands.decide(by=None, item=item, text=words, owner=meeting.chair)
    ended(meeting)
    commands.reach_step(by=None, flow=flow, step=step, item=item)
