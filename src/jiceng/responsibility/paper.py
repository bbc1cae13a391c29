"""The assignment as an official notice: the words that stand on the paper."""

from jiceng.documents.commands import Addressee, Words
from jiceng.kernel.pages import chinese_day
from jiceng.organisations.enums import Kind
from jiceng.organisations.models import Organisation
from jiceng.responsibility.models import Liaison, Proposal

TITLE = "关于确定社区联系点领导和联络人的通知"


def words(proposal: Proposal) -> Words:
    """To the towns, with the list of communities, leaders and liaison officers as a table."""
    linked = dict(Liaison.objects.on(proposal.on).values_list("leader", "officer__name"))
    rows = ["| 社区 | 县级领导 | 联络人 |"]
    for line in proposal.lines.select_related("community", "leader"):
        rows.append(f"| {line.community.name} | {line.leader.name} | {linked.get(line.leader_id, '待定')} |")
    text = (
        f"为落实联系点工作责任制，经研究，自{chinese_day(proposal.on)}起，各社区的县级联系领导和联络人按附件执行。"
        "原联系领导与接任领导应当办理工作移交，未了的问题和承诺由双方签字交接。"
    )
    towns = Organisation.objects.on(proposal.on).filter(kind=Kind.TOWN_PARTY_COMMITTEE)
    main = tuple(Addressee.of(one) for one in towns.order_by("code", "pk"))
    return Words(
        kind="notice", title=TITLE, text=text, main=main, attachments=(("社区联系点安排表", "\n".join(rows)),)
    )
