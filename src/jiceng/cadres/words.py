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
}
