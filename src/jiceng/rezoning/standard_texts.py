"""The county's reply that approves a plan, as a standard text."""

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jiceng.documents.standards import Record, Standard, register
from jiceng.kernel.pages import chinese_day, today
from jiceng.rezoning.enums import ApprovalState
from jiceng.rezoning.models import Approval
from jiceng.rezoning.rules import SEES, may_see_projects, reached

TEXT = """{{提请单位}}：
你单位关于{{项目}}的请示收悉。经研究，批复如下。
一、同意方案“{{方案}}”，将{{居民委数}}个居民委员会划分为{{社区数}}个社区，名单如下。
|序号|社区|居民委员会|
|{{社区.序号}}|{{社区.名称}}|{{社区.居民委}}|
二、请依法办理设立、撤销和选举事项，做好人员、财产和档案交接，方便居民办事。"""


def _approvals(seen_by) -> QuerySet[Approval]:
    rows = Approval.objects.filter(
        project__in=reached(seen_by, *SEES),
        state__in=(ApprovalState.PROPOSED, ApprovalState.APPROVED),
    )
    return rows.select_related("project", "plan", "proposer", "instrument")


def _records(*, seen_by) -> list[Record]:
    return [
        Record(
            one.pk,
            one.project.title,
            f"{one.plan.title} {timezone.localtime(one.proposed_at).date().isoformat()}",
        )
        for one in _approvals(seen_by)[:50]
    ]


def _values(*, seen_by, pk: int) -> dict | None:
    approval = _approvals(seen_by).filter(pk=pk).first()
    if approval is None:
        return None
    plan = approval.plan
    names = dict(approval.project.units.values_list("key", "name"))
    of: dict[str, list[str]] = {}
    for key, label in plan.assignment.items():
        of.setdefault(str(label), []).append(names.get(key, key))
    made = list(plan.communities.order_by("pk"))
    return {
        "项目": approval.project.title,
        "方案": plan.title,
        "提请单位": approval.proposer.name,
        "文号": approval.instrument.number if approval.instrument else "",
        "居民委数": str(len(names)),
        "社区数": str(len(made)),
        "日期": chinese_day(approval.instrument.issued_on if approval.instrument else today()),
        "社区": [
            {"序号": str(number), "名称": one.name, "居民委": "、".join(of.get(str(one.label), []))}
            for number, one in enumerate(made, 1)
        ],
    }


def register_standards() -> None:
    texts = dict.fromkeys(("项目", "方案", "提请单位", "文号", "居民委数", "社区数", "日期"), ())
    register(
        Standard(
            key="rezoning_reply",
            label=_("区划调整批复"),
            title="关于{{项目}}的批复",
            text=TEXT,
            signed=("{{日期}}",),
            fields={**texts, "社区": ("序号", "名称", "居民委")},
            records=_records,
            values=_values,
            rule=may_see_projects,
        )
    )
