"""What the verbs of this app are called in the record."""

from django.utils.translation import gettext_lazy as _

VERBS = {
    "resources.enter_venue": _("登记社区用房"),
    "resources.change_venue": _("变更社区用房"),
    "resources.end_venue": _("停用社区用房"),
    "resources.set_norm": _("制定用房标准"),
    "resources.plan_measure": _("列入补足措施"),
    "resources.end_measure": _("了结补足措施"),
}
