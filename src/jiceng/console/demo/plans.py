"""The three-year plan of the demonstration: made from the clauses of the county's opinion, with tasks in every state.

What the site measures is never typed here: mergers, branches, leaders, duties and answers move the plan by themselves.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from jiceng.documents import commands, sources
from jiceng.documents.body import blocks
from jiceng.documents.commands import Aim, Cause, Clause, NewItem, NewPlan, NewTask
from jiceng.documents.enums import PlanKind
from jiceng.documents.models import Document, Incoming, Plan, PlanItem, Task
from jiceng.kernel.pages import today
from jiceng.organisations.enums import Kind
from jiceng.organisations.models import Organisation

ADOPTED = date(2026, 1, 26)
OPINION = "关于加强社区建设的意见"
PAPER = "关于社区用房核查的函"
Y1, Y2, Y3 = date(2026, 12, 31), date(2027, 12, 31), date(2028, 12, 31)
ONE = timedelta(days=1)


@dataclass(frozen=True)
class Row:
    """An item: title, target, who, until when; the measured figure with its way; the start of the clause it cites;
    what lies below."""

    title: str
    measure: str
    unit: str
    due: date
    figure: tuple[str, int, int] | None = None
    cites: str = ""
    below: tuple["Row", ...] = ()
    starts: date = ADOPTED


GOALS = (
    Row(
        "理顺组织",
        "五十一个居民委员会调整为十七个社区，一社区一支部",
        "organisation",
        Y2,
        cites="（一）理顺组织",
        below=(
            Row(
                "五十一个居民委员会调整为十七个社区", "城区共十七个社区", "town", Y1, ("territories", 51, 17)
            ),
            Row("一社区一支部", "每个社区恰有一个支部", "organisation", Y1, ("one_branch", 0, 100)),
            Row("县级领导联系社区", "每个社区一名县级领导", "organisation", Y1, ("led", 0, 100)),
            Row("社区规模合理", "每个社区一千至三千户", "town", Y2, ("in_norm", 0, 100)),
        ),
    ),
    Row(
        "建设场所",
        "每百户社区用房不少于三十平方米",
        "civil",
        Y3,
        cites="（二）建设场所",
        below=(
            Row("摸清场所底数", "十七个社区一处一册", "civil", Y1),
            Row("改造闲置公房", "每年改造五处", "civil", Y2),
            Row("用房面积达到标准", "每百户三十平方米", "town", Y3, ("rooms", 5, 30)),
        ),
    ),
    Row(
        "配强队伍",
        "公开招聘，学历逐年提高，后备一比一",
        "organisation",
        Y3,
        cites="（三）配强队伍",
        below=(
            Row("公开招聘社区工作者", "缺额补齐", "organisation", Y1),
            Row("社区干部培训", "每人每年不少于四十学时", "organisation", Y3),
            Row("提高书记主任学历", "大专以上达到九成", "organisation", Y3, ("cadres_leads_college", 30, 90)),
        ),
    ),
    Row(
        "落实制度",
        "十三项制度按期办结",
        "organisation",
        Y3,
        cites="（二）工作目标",
        below=(
            Row("制度职责按期完成", "按期完成率百分之九十五", "organisation", Y3, ("duties_done", 0, 95)),
            Row("联系领导走访", "每年每社区四次", "county", Y1, ("visits", 0, 68)),
        ),
    ),
    Row(
        "服务居民",
        "居民的事有人管、有答复",
        "town",
        Y3,
        cites="（一）指导思想",
        below=(
            Row("联系点问题按期答复", "件件有答复", "civil", Y3, ("answered", 0, 100)),
            Row("设立社区受理点", "十项证明就近办", "town", Y2, starts=date(2027, 1, 1)),
        ),
    ),
)
# Item, task, unit, given and due as days from today, state.
TASKS = (
    ("摸清场所底数", "核实现有场所面积和产权", "civil", -200, -120, "done"),
    ("摸清场所底数", "建立一处一册台账", "civil", -120, -30, "done"),
    ("摸清场所底数", "补拍缺失的产权资料", "town", -60, -5, "late"),
    ("改造闲置公房", "商请移交五处闲置公房", "civil", -150, -40, "done"),
    ("改造闲置公房", "完成第一批两处改造", "town", -90, 5, "soon"),
    ("改造闲置公房", "第二批三处立项", "civil", -20, 120, "working"),
    ("改造闲置公房", "租用临时场所", "civil", -100, 10, "dropped"),
    ("公开招聘社区工作者", "拟订招聘公告", "organisation", -80, -50, "done"),
    ("公开招聘社区工作者", "组织笔试和面试", "organisation", -40, 20, "working"),
    ("公开招聘社区工作者", "核定缺额和岗位", "town", -2, 25, "new"),
    ("社区干部培训", "举办社区书记培训班", "organisation", -110, -70, "done"),
    ("社区干部培训", "拟订明年培训计划", "organisation", -15, 33, "working"),
    ("设立社区受理点", "选定首批五个受理点", "town", -3, 60, "new"),
    ("设立社区受理点", "梳理十项证明的材料", "civil", -30, -3, "late"),
)
LISTED = (
    ("补齐消防器材", "first", -12, 3, "working"),
    ("公开栏更新到本月", "first", -12, -2, "late"),
    ("档案移交签字", "second", -12, 10, "new"),
    ("值班电话上墙", "second", -12, -4, "done"),
)
INSPECTION = "十月场所安全检查整改清单"
YEAR = "嫩江镇2026年社区建设年度计划"
YEARLY = (
    ("腾出旧居民委用房", "二十处腾空交接", -170, -60, "done"),
    ("首批两处改造验收", "两处通过验收", -60, 12, "working"),
    ("配齐桌椅和网络", "两处能办公", -10, 30, "new"),
)


def plan(known: dict[str, Organisation], step: Callable[[str], None]) -> dict:
    """County plan, three-year plan and the town's year: one tree."""
    step("plans and tasks")
    first, last = date(2026, 1, 1), date(2030, 12, 31)
    overall = _made(known["county"], PlanKind.COUNTY, "嫩江县城市建设总体规划", first, last)
    top = _added(
        overall, [_item(known, Row("加强城市社区建设", "建成十七个新型社区", "county", last), first)]
    )[0]
    document = Document.objects.filter(title=OPINION).first()
    title = "社区建设三年规划（2026—2028年）"
    three = _made(known["county"], PlanKind.THREE_YEAR, title, ADOPTED, Y3, document, top)
    items = _goals(three, known, document)
    change = Aim("每年改造六处，三年十八处", Y3, weight=2)
    item = items["改造闲置公房"]
    commands.change_target(
        by=None, item=item, aim=change, why="闲置公房比摸底时多，常委会同意加快", on=date(2026, 8, 20)
    )
    _from_a_paper(three, known, items["建设场所"])
    _carried(known, items)
    year = _made(known["town"], PlanKind.YEARLY, YEAR, first, Y1, None, item)
    for name, measure, given, due, state in YEARLY:
        made = _added(year, [_item(known, Row(name, measure, "town", Y1), ADOPTED)])[0]
        _task(made, name, known["town"], given, due, state)
    _listed()
    return {"plan_tasks": Task.objects.filter(source_kind=sources.PLANNED).count()}


def _made(organisation, kind, title, first, last, document=None, upper=None) -> Plan:
    new = NewPlan(kind, title, organisation, first, last, ADOPTED, document, upper)
    return commands.make_plan(by=None, new=new)


def _added(plan: Plan, news: list[NewItem]) -> list[PlanItem]:
    return commands.add_items(by=None, plan=plan, news=news, on=ADOPTED)


def _item(known, row: Row, starts: date, parent=None, clause: Clause | None = None) -> NewItem:
    figure, baseline, goal = row.figure or ("", None, None)
    numbers = {"baseline": Decimal(baseline), "goal": Decimal(goal)} if figure else {}
    aim = Aim(row.measure, row.due, figure, **numbers)
    return NewItem(row.title, known[row.unit], aim, starts, parent, clause=clause)


def _goals(plan: Plan, known, document: Document | None) -> dict[str, PlanItem]:
    """Each goal from its clause, then what lies below it."""
    passages = {}
    if document:
        name = f"{document.number_text} {document.title}"
        for number, one in enumerate(blocks(document.current.text), 1):
            passages[number] = Clause(name, number, one.lead + one.text, document)
    found = {}
    for goal in GOALS:
        clause = next((one for one in passages.values() if one.text.startswith(goal.cites)), None)
        made = _added(plan, [_item(known, goal, goal.starts, None, clause)])[0]
        below = [_item(known, row, row.starts, made) for row in goal.below]
        found |= {one.title: one for one in [made, *_added(plan, below)]}
    return found


def _from_a_paper(plan: Plan, known, parent: PlanItem) -> None:
    """What a paper that came in asks for, as an item that is linked to it."""
    paper = Incoming.objects.filter(title=PAPER).first()
    if paper is None:
        return
    passages = [one.lead + one.text for one in blocks(paper.text)]
    number = next(place for place, words in enumerate(passages, 1) if words.startswith("二、"))
    clause = Clause(f"{paper.number} {paper.title}", number, passages[number - 1], None, paper)
    row = Row("补足不够标准的用房", "每百户不足三十平方米的社区三年补足", "civil", Y3)
    new = _item(known, row, ADOPTED, parent, clause)
    commands.add_items(by=None, plan=plan, news=[new], on=paper.received_on)


def _carried(known, items: dict[str, PlanItem]) -> None:
    for name, title, unit, given, due, state in TASKS:
        _task(items[name], title, known[unit], given, due, state)


def _task(item: PlanItem, title: str, unit: Organisation, given: int, due: int, state: str) -> None:
    new = NewTask(title, unit, today() + due * ONE)
    day = today() + given * ONE
    _brought_to(state, commands.give_item_task(by=None, item=item, new=new, on=day), day)


def _listed() -> None:
    """A list of an inspection, for two branches."""
    rows = Organisation.objects.on(today()).filter(kind=Kind.PARTY_BRANCH).order_by("code", "pk")[:2]
    units = dict(zip(("first", "second"), rows, strict=False))
    for title, unit, given, due, state in LISTED:
        new = NewTask(title, units[unit], today() + due * ONE, cause=Cause(sources.LISTED, name=INSPECTION))
        day = today() + given * ONE
        _brought_to(state, commands.give_task(by=None, new=new, on=day), day)


def _brought_to(state: str, task: Task, day: date) -> None:
    if state == "new":
        return
    if state == "dropped":
        commands.drop_task(by=None, task=task, why="闲置公房已经够用", on=day + 20 * ONE)
        return
    commands.acknowledge_task(by=None, task=task, on=day + ONE)
    if state == "working":
        commands.tell_progress(
            by=None, task=task, text="正在办理，已完成一半。", on=min(today(), day + 9 * ONE)
        )
    if state == "done":
        on = min(today() - ONE, task.due_on - 3 * ONE)
        commands.finish_task(by=None, task=task, result="已办好，材料已归档。", on=on)
