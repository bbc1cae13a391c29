"""What the verbs of this app are called in the record."""

from django.utils.translation import gettext_lazy as _

VERBS = {
    "cadres.open_files": _("建立干部档案"),
    "cadres.ask_change": _("申请变更干部档案"),
    "cadres.grant_change": _("同意变更干部档案"),
    "cadres.decline_change": _("不同意变更干部档案"),
    "cadres.withdraw_change": _("撤回档案变更申请"),
    "cadres.enter_discipline": _("登记纪律处分"),
    "cadres.set_target": _("规定结构目标"),
    "cadres.set_requirement": _("规定任职条件"),
    "cadres.open_board": _("编制班子调整方案"),
    "cadres.propose_people": _("推荐班子人选"),
    "cadres.put": _("安排职务"),
    "cadres.take_off": _("去掉人选"),
    "cadres.leave_open": _("职数留空"),
    "cadres.settle_outcome": _("定去向"),
    "cadres.propose_filling": _("计算班子安排"),
    "cadres.take_over_choices": _("导入班子安排"),
    "cadres.submit_board": _("班子调整方案报批"),
    "cadres.send_back_board": _("退回班子调整方案"),
    "cadres.decide_board": _("决定班子调整方案"),
    "cadres.finish_leaving": _("离任手续一并办结"),
    "cadres.withdraw_board": _("撤回班子调整方案"),
    "cadres.draft_package": _("起草班子任职公文"),
}
