"""What the verbs of this app are called in the record."""

from django.utils.translation import gettext_lazy as _

VERBS = {
    "responsibility.put_in_charge": _("确定联系点领导"),
    "responsibility.end_charge": _("结束联系点"),
    "responsibility.link": _("确定联络人"),
    "responsibility.end_link": _("结束联络"),
    "responsibility.visit": _("登记走访"),
    "responsibility.annul_visit": _("撤销走访"),
    "responsibility.answer": _("答复联系点问题"),
    "responsibility.confirm": _("居民确认答复"),
}
