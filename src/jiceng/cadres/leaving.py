"""The lawful procedure of whoever leaves: for each ground the steps, who sees to them, and until when.

Sources: Labour Contract Law (2012), articles 40, 46, 47, 50; Civil Servants Law (2018), articles 95 and 97; Urban
Residents' Committees Law (2025); rules on hand-over of posts of the organisation departments.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from jiceng.cadres.enums_restructuring import Leaving


@dataclass(frozen=True)
class Duty:
    """A step: due so many days from the day of leaving; `own` when the person does it, else the town."""

    title: str | Promise
    days: int
    measure: str | Promise
    own: bool = False


TALK = Duty(_("谈话并送达书面通知"), 0, _("两名负责人谈话，通知书写明依据、日期和去向，本人签收。"))
NOTICE = Duty(
    _("提前三十日书面通知"), 0, _("《劳动合同法》第四十条：提前三十日通知，未提前的多付一个月工资。")
)
HANDOVER = Duty(
    _("工作交接"), 7, _("公章、账目、档案、固定资产和未了事项列清单，移交人、接收人、监交人签字。"), own=True
)
ALLOWANCE = Duty(_("结清补贴和报销"), 15, _("补贴发至离任当日，报销和借款结清，列表公示。"))
COMPENSATION = Duty(
    _("结清工资和经济补偿，转移社保"), 15, _("《劳动合同法》第四十六、四十七、五十条：十五日内办结转移手续。")
)
PENSION = Duty(_("办理退休手续"), 30, _("核定工龄和待遇，次月起发放养老金。"))
TRANSFER = Duty(_("转移工资和人事关系"), 30, _("开具行政介绍信和工资转移证明。"))

PROCEDURE: dict[str, tuple[Duty, ...]] = {
    Leaving.TERM_ENDED: (TALK, HANDOVER, ALLOWANCE),
    Leaving.CONTRACT_ENDED: (NOTICE, HANDOVER, COMPENSATION),
    Leaving.RETIRED: (TALK, HANDOVER, PENSION),
    Leaving.RETURNED: (TALK, HANDOVER, TRANSFER),
    Leaving.RESIGNED: (HANDOVER, ALLOWANCE),
}
