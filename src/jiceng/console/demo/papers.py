"""Papers that came in, a plan and a draft that people are asked about, through the same commands as on the pages."""

from dataclasses import dataclass
from datetime import timedelta

from jiceng.documents import commands
from jiceng.documents.commands import HandOn, NewConsultation, NewIncoming, Said
from jiceng.documents.models import Document, Incoming
from jiceng.kernel.pages import today
from jiceng.organisations.models import Organisation
from jiceng.people.models import Account


@dataclass(frozen=True)
class Paper:
    """Who sent it, under which number and title; what is to be done; how far it came; days since it came."""

    sender: str
    number: str
    title: str
    proposal: str
    ago: int
    until: str
    need: str = "act"
    text: str = ""


ROOMS = """为摸清社区用房底数，请协助核查以下事项。
一、核查每处社区办公和活动用房的面积、产权和用途，一处一册。
二、补足不够标准的用房。每百户不足三十平方米的社区，列出三年补足的安排。
三、核查结果请于月底前函复。"""
PAPERS = (
    Paper(
        "中共黑河市委组织部",
        "黑组发〔2026〕21号",
        "关于总结社区党建工作的通知",
        "请组织部牵头总结，按期报送。",
        24,
        "closed",
    ),
    Paper(
        "黑河市民政局",
        "黑民函〔2026〕63号",
        "关于社区用房核查的函",
        "请组织部会同镇党委核查后函复。",
        12,
        "handed",
        text=ROOMS,
    ),
    Paper(
        "县教育局",
        "嫩教函〔2026〕18号",
        "关于商请共用学校体育场地的函",
        "拟同意，请县领导批示。",
        6,
        "proposed",
    ),
    Paper(
        "黑河市人民政府",
        "黑政发〔2026〕15号",
        "关于冬季供暖保障工作的通知",
        "请县领导传阅。",
        4,
        "instructed",
        "read",
    ),
    Paper("县住房和城乡建设局", "嫩建函〔2026〕40号", "关于老旧小区改造情况的函", "", 1, "registered"),
)
PLAN = """为把社区建设办实办好，制定本规划。
一、总体目标
用三年时间，使每个社区有健全的组织、够用的场所、稳定的队伍和管用的制度。
二、主要任务
（一）建设场所。到2028年，每百户居民拥有社区办公和活动用房不少于三十平方米。
（二）配强队伍。公开招聘社区工作者，报酬列入财政预算，每年培训不少于四次。
（三）办好服务。每个社区开办老年助餐点，设立网上办事窗口。
三、保障措施
县级领导联系社区，每季度到社区解决问题。"""


def take_in(known: dict[str, Organisation], accounts: dict[str, Account]) -> None:
    for paper in PAPERS:
        _take_in(paper, known, accounts)


def _take_in(paper: Paper, known: dict[str, Organisation], accounts: dict[str, Account]) -> None:
    """One paper of the county committee's, up to where it came."""
    day = today() - timedelta(days=paper.ago)
    new = NewIncoming(paper.sender, paper.title, paper.number, paper.text, received_on=day)
    row = commands.register_incoming(by=None, organisation=known["county"], new=new)
    if paper.until == "registered":
        return
    due = today() + timedelta(days=6) if paper.need == "act" else None
    opinion = paper.proposal
    row = commands.propose(by=None, incoming=row, need=paper.need, opinion=opinion, due_on=due)
    if paper.until == "proposed":
        return
    row = commands.instruct(by=accounts["shuji"], incoming=row, opinion="同意拟办意见。")
    if paper.until != "instructed":
        _handle(row, paper, known, accounts)


def _handle(row: Incoming, paper: Paper, known, accounts: dict[str, Account]) -> None:
    days = [today() + timedelta(days=count) for count in (3, 6)]
    to = [HandOn(known["organisation"], days[0]), HandOn(known["town"], days[1])]
    row = commands.hand_on(by=None, incoming=row, to=to, opinion="请抓紧办理")
    lead, helper = row.hands.all()
    commands.urge_hand(by=None, hand=lead)
    commands.answer_hand(by=accounts["buzhang"], hand=lead, text="已完成，材料附后。")
    if paper.until == "closed":
        commands.answer_hand(by=accounts["zhenshuji"], hand=helper, text="已配合核实，无补充。")
        commands.close_incoming(by=None, incoming=row, result="已按期书面答复。")


def ask_about_the_plan(known: dict[str, Organisation], accounts: dict[str, Account]) -> None:
    """Open to residents, the department and the town; remarks answered but one, one passage changed."""
    new = NewConsultation(
        kind="plan",
        title="嫩江县社区建设三年规划（征求意见稿）",
        text=PLAN,
        opens_on=today(),
        closes_on=today() + timedelta(days=15),
        explanation="规划管三年，关系每个社区。请重点看场所、队伍和服务三条。",
        contact="县委组织部",
        units=(known["organisation"], known["town"]),
    )
    row = commands.consult(by=None, organisation=known["county"], new=new)
    keys = {one.text[:6]: one.key for one in row.versions.get().passages.all()}
    place, service = keys["（一）建设场"], keys["（三）办好服"]
    said = (
        (Said("change", "三十平方米不够老年人活动。", "每百户不少于四十平方米", place, "旭光居民"), None),
        (Said("ask", "助餐点什么时候开？收费多少？", "", service, "退休教师"), None),
        (Said("support", "赞成，镇里可以腾出两处闲置用房。", "", place), known["town"]),
    )
    remarks = [commands.say(by=None, consulted=row, said=words, unit=unit) for words, unit in said]
    clerk = accounts["buzhang"]
    text = "采纳，新建社区用房按四十平方米安排。"
    commands.answer_remark(by=clerk, remark=remarks[0], outcome="adopted", text=text)
    commands.answer_remark(by=clerk, remark=remarks[2], outcome="noted", text="请镇里报送房屋情况。")
    changed = PLAN.replace("不少于三十平方米", "不少于三十平方米，新建的不少于四十平方米")
    commands.revise_text(by=clerk, consulted=row, text=changed, why="采纳第1条意见")


def ask_about_a_draft(document: Document, accounts: dict[str, Account]) -> None:
    """A draft whose consultation is over: its last version waits to go back into the document."""
    text = document.current.text
    new = NewConsultation(
        kind="opinion",
        title=f"{document.title}（征求意见稿）",
        text=text,
        opens_on=today(),
        closes_on=today(),
        contact="县委办公室",
    )
    row = commands.consult(by=None, organisation=document.organisation, new=new, document=document)
    last = row.versions.get().passages.order_by("-order")[0]
    said = Said("add", "午餐能不能送上门？行动不便的老人出不了门。", "", last.key, "老党员")
    remark = commands.say(by=None, consulted=row, said=said)
    clerk = accounts["buzhang"]
    answer = "采纳，行动不便的由社区送餐。"
    commands.answer_remark(by=clerk, remark=remark, outcome="adopted", text=answer)
    added = f"{text}\n行动不便的老年人，由社区组织送餐上门。"
    commands.revise_text(by=clerk, consulted=row, text=added, why="采纳第1条意见")
    commands.close_consultation(by=clerk, consulted=row, reason="意见集中，已答复")
